//! Who can be in a smallest set that meets some cores.
//!
//! Households in the same cores stand for each other. A chain of places puts thousands of households into a few cores, and only some
//! dozens of them differ.

use super::bits::{Row, add, is_within, row, without};
use crate::certificate::CoreGroup;
use crate::market::HouseholdId;

/// Those of `households`, ascending, who are in a set of `size` of them that meets all cores; all of them where `size` is more than
/// [`CoreGroup::TOLD_APART`]. Cost: at most the number of kinds of households to the power of `size`.
pub(super) fn of_some_set(
    households: &[HouseholdId],
    cores: &[impl AsRef<[HouseholdId]>],
    size: u32,
) -> Vec<HouseholdId> {
    if size == 0 {
        return Vec::new();
    }
    if size > CoreGroup::TOLD_APART {
        return households.to_vec();
    }
    let rows = rows(households, cores);
    let (kinds, widest) = kinds(&rows);
    let all = row(0..cores.len());
    let may: Vec<bool> =
        kinds.iter().map(|row| others(&widest, &without(&all, row), size - 1).is_some()).collect();
    let of_some = |row: &Row| kinds.binary_search(&row).is_ok_and(|at| may[at]);
    households.iter().zip(&rows).filter(|(_, row)| of_some(row)).map(|(h, _)| *h).collect()
}

/// Some of the cores beside which the same households are in a set of `size` that meets them as beside all: those given, and others as
/// they are needed to rule somebody out. With more than [`CoreGroup::TOLD_APART`] all.
pub(super) fn enough(cores: &[&[HouseholdId]], size: u32, given: &[usize]) -> Vec<usize> {
    if size == 0 || size > CoreGroup::TOLD_APART {
        return (0..cores.len()).collect();
    }
    let mut members = cores.concat();
    members.sort_unstable();
    members.dedup();
    let rows = rows(&members, cores);
    let (kinds, widest) = kinds(&rows);
    let all = row(0..cores.len());
    let mut chosen: Row = vec![0; all.len()];
    given.iter().for_each(|i| chosen[i / 64] |= 1 << (i % 64));
    for row in kinds {
        let rest = without(&all, row);
        if others(&widest, &rest, size - 1).is_some() {
            // Whoever may block is to be in one of them.
            first_bit(row).into_iter().for_each(|(word, bit)| chosen[word] |= bit);
            continue;
        }
        while let Some(met) = others(&widest, &without(&chosen, row), size - 1)
            && let Some((word, bit)) = first_bit(&without(&rest, &met))
        {
            chosen[word] |= bit;
        }
    }
    (0..cores.len()).filter(|i| chosen[i / 64] >> (i % 64) & 1 == 1).collect()
}

/// Of each core the households that a hitting tree has to add: see [`HittingTree`](crate::certificate::HittingTree).
pub(super) fn stand_ins(cores: &[&[HouseholdId]]) -> Vec<Vec<HouseholdId>> {
    let mut members = cores.concat();
    members.sort_unstable();
    members.dedup();
    let rows = rows(&members, cores);
    let (_, widest) = kinds(&rows);
    let mut seen = vec![false; widest.len()];
    let mut is_first =
        |row: &Row| widest.binary_search(&row).is_ok_and(|at| !std::mem::replace(&mut seen[at], true));
    let all: Vec<HouseholdId> =
        members.iter().zip(&rows).filter(|(_, row)| is_first(row)).map(|(h, _)| *h).collect();
    let of_core =
        |core: &&[HouseholdId]| core.iter().copied().filter(|h| all.binary_search(h).is_ok()).collect();
    cores.iter().map(of_core).collect()
}

/// Per household the cores that it is in.
fn rows(households: &[HouseholdId], cores: &[impl AsRef<[HouseholdId]>]) -> Vec<Row> {
    let row = |h: &HouseholdId| {
        let mut row = vec![0; cores.len().div_ceil(64)];
        let is_in = |i: &usize| cores[*i].as_ref().binary_search(h).is_ok();
        (0..cores.len()).filter(is_in).for_each(|i| row[i / 64] |= 1 << (i % 64));
        row
    };
    households.iter().map(row).collect()
}

/// The distinct rows in order, and those of them that are in no other one.
fn kinds(rows: &[Row]) -> (Vec<&Row>, Vec<&Row>) {
    let mut kinds: Vec<&Row> = rows.iter().collect();
    kinds.sort_unstable();
    kinds.dedup();
    let is_widest = |row: &&&Row| !kinds.iter().any(|other| other != *row && is_within(row, other));
    let widest = kinds.iter().filter(is_widest).copied().collect();
    (kinds, widest)
}

/// The cores met by a set of up to `size` that meets those of a row, if there is one.
fn others(kinds: &[&Row], unmet: &Row, size: u32) -> Option<Row> {
    let Some((word, bit)) = first_bit(unmet) else { return Some(vec![0; unmet.len()]) };
    let mut with = kinds.iter().filter(|row| row[word] & bit != 0);
    match size {
        0 => None,
        1 => with.find(|row| is_within(unmet, row)).map(|&row| row.clone()),
        _ => with.find_map(|row| {
            let mut met = others(kinds, &without(unmet, row), size - 1)?;
            add(&mut met, row);
            Some(met)
        }),
    }
}

/// The first core of a row: its word, and its bit in it.
fn first_bit(row: &Row) -> Option<(usize, u64)> {
    let word = row.iter().position(|&word| word != 0)?;
    Some((word, row[word] & row[word].wrapping_neg()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// By trying all sets.
    fn by_trial(households: &[HouseholdId], cores: &[Vec<HouseholdId>], size: u32) -> Vec<HouseholdId> {
        let sets = 0u32..1 << households.len();
        let mut found = 0;
        for set in sets.filter(|set| set.count_ones() == size) {
            let is_in =
                |h: &HouseholdId| households.iter().position(|x| x == h).is_some_and(|i| set >> i & 1 == 1);
            if cores.iter().all(|core| core.iter().any(is_in)) {
                found |= set;
            }
        }
        (0..households.len()).filter(|i| found >> i & 1 == 1).map(|i| households[i]).collect()
    }

    proptest! {
        #[test]
        fn agrees_with_trying_all_sets(
            cores in proptest::collection::vec(proptest::collection::btree_set(0u32..9, 1..6), 0..7),
            size in 1u32..4,
        ) {
            let households: Vec<HouseholdId> = (0..9).map(HouseholdId::new).collect();
            let cores: Vec<Vec<HouseholdId>> =
                cores.into_iter().map(|core| core.into_iter().map(HouseholdId::new).collect()).collect();
            // With somebody to spare a set may have one member twice.
            let fewer = (1..=size).find(|&k| !by_trial(&households, &cores, k).is_empty());
            if fewer.is_none_or(|k| k == size) {
                prop_assert_eq!(of_some_set(&households, &cores, size), by_trial(&households, &cores, size));
                let all: Vec<&[HouseholdId]> = cores.iter().map(|core| &core[..]).collect();
                let some: Vec<&[HouseholdId]> = enough(&all, size, &[]).into_iter().map(|i| all[i]).collect();
                let members = |of: &[&[HouseholdId]]| {
                    let mut members = of.concat();
                    members.sort_unstable();
                    members.dedup();
                    of_some_set(&members, of, size)
                };
                prop_assert_eq!(members(&some), members(&all));
                // Written and checked alike; and if any so many meet all cores, so do as many of these.
                let stand_ins = stand_ins(&all);
                prop_assert_eq!(&stand_ins, &crate::verify::stand_ins(&all));
                let mut stand_ins = stand_ins.concat();
                stand_ins.sort_unstable();
                stand_ins.dedup();
                let meets = |households: &[HouseholdId]| (0..=size).any(|k| {
                    !by_trial(households, &cores, k).is_empty() || (k == 0 && cores.is_empty())
                });
                prop_assert_eq!(meets(&households), meets(&stand_ins));
            }
        }
    }
}
