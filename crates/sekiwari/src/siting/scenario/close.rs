//! Facilities close: everything that names them goes.

use crate::programme::nursery::RoundData;
use std::collections::BTreeSet;

/// No facility any more.
pub(super) const GONE: u32 = u32::MAX;

/// Takes facilities away. Returns the new position of every facility, [`GONE`] for those.
pub(super) fn close(data: &mut RoundData, gone: &[bool]) -> Vec<u32> {
    let mut next = 0;
    let at: Vec<u32> = gone
        .iter()
        .map(|&gone| {
            if gone {
                return GONE;
            }
            next += 1;
            next - 1
        })
        .collect();
    let to = |f: u32| Some(at[f as usize]).filter(|&f| f != GONE);
    let mut index = 0;
    data.facilities.retain(|_| {
        index += 1;
        !gone[index - 1]
    });
    for f in &mut data.facilities {
        f.partners = f.partners.iter().filter_map(|&p| to(p)).collect();
    }
    for (_, c) in &mut data.children {
        c.current = c.current.and_then(to);
        c.affiliation.leaver_of = c.affiliation.leaver_of.and_then(to);
        c.affiliation.employee_of = c.affiliation.employee_of.and_then(to);
    }
    // A joint outcome in which a child would be there cannot be had.
    let household = |child: u32| data.children[child as usize].0.as_str();
    let names_it = data.joint_wishes.iter().filter(|r| r.facility.is_some_and(|f| to(f).is_none()));
    let broken: BTreeSet<(&str, u32)> = names_it.map(|r| (household(r.child), r.rank)).collect();
    data.joint_wishes.retain(|r| !broken.contains(&(household(r.child), r.rank)));

    data.seats.retain_mut(|r| renumber(&at, &mut r.facility));
    data.reserves.retain_mut(|r| renumber(&at, &mut r.facility));
    data.limits.retain_mut(|r| renumber(&at, &mut r.facility));
    data.wishes.retain_mut(|r| renumber(&at, &mut r.facility));
    for row in &mut data.joint_wishes {
        row.facility = row.facility.and_then(to);
    }
    data.decisions.retain_mut(|r| r.facility.as_mut().is_none_or(|f| renumber(&at, f)));
    data.scores.retain_mut(|r| r.facility.as_mut().is_none_or(|f| renumber(&at, f)));
    at
}

fn renumber(at: &[u32], facility: &mut u32) -> bool {
    *facility = at[*facility as usize];
    *facility != GONE
}
