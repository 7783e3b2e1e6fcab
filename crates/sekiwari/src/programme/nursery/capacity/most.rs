//! The most children that the teachers allow, however they are divided over the classes.

use super::derive::{Binding, Limits};
use super::{FacilityTable, PerClass, members};
use crate::programme::nursery::AgeClass;

/// The most seats over all classes, those taken included: within the number of teachers in all, and in each class within what it declares
/// and what its rooms and yard would take if no other class grew. `None` where the teachers are not known, or are too few for the
/// continuing children.
///
/// Exact where no teacher is assigned to classes and no room is shared by classes; otherwise no division of the facility seats
/// more. Classes without any other limit count as far as the teachers reach.
///
/// **Method.** Units of teachers (tenths, or whole ones in the mode per group) are a budget; each group of classes takes more of it in
/// steps as it grows. A table over the budget, group by group, finds the best division.
///
/// **Cost.** Groups × budget × children.
pub fn most_children(table: &FacilityTable) -> Option<u32> {
    let limits = Limits::new(table);
    let nothing = [0; AgeClass::COUNT];
    let served = table.served();
    // The most that each class may grow, as far as anything but teachers is known.
    let room = std::array::from_fn(|c| {
        let others = [Binding::Declared, Binding::Area, Binding::Yard];
        let number = others.into_iter().filter_map(|l| limits.number(l, &nothing, c)).min();
        let taken = table.classes[c].seats_taken();
        if served[c] { number.map_or(u64::MAX, |n| n.saturating_sub(taken).into()) } else { 0 }
    });
    let grown = most_new(table, &limits, &room)?;
    let taken: u64 = table.classes.iter().map(|c| u64::from(c.seats_taken())).sum();
    u32::try_from(taken + grown).ok()
}

/// The most new children that the teachers in all allow, each class growing by no more than `room`. `None` as for [`most_children`].
pub(super) fn most_new(table: &FacilityTable, limits: &Limits<'_>, room: &PerClass<u64>) -> Option<u64> {
    let budget = table.standard.staff.units_covered(table.teachers10()?)? as usize;
    let load = limits.load10(&[0; AgeClass::COUNT]);
    // best[b]: the most new children with b units.
    let mut best: Vec<Option<u64>> = vec![Some(0); budget + 1];
    for &(group, children) in &table.standard.staff.groups {
        let base: u64 = members(group).map(|c| load[c]).sum();
        let cap = members(group).fold(0u64, |sum, c| sum.saturating_add(room[c]));
        let mut next = vec![None; budget + 1];
        for more in 0..=cap {
            let units = table.standard.staff.units(base.saturating_add(10 * more), children) as usize;
            if units > budget {
                break;
            }
            for b in units..=budget {
                next[b] = next[b].max(best[b - units].map(|n| n + more));
            }
        }
        best = next;
    }
    best[budget]
}
