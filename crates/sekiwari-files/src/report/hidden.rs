//! What is kept back where counts are small.
//!
//! Totals of the whole round are always shown. Classes (grades, services) and districts are kept back as
//! [`sekiwari::explain::suppress`] does it. Counts by facility overlap (a child counts for every facility on its list), so
//! there each column is held by itself: of the rows kept back with a small count in it there are never fewer than two, and
//! together they have at least N, within the rows of one class, of one facility, and of all, whose sums may be known. Steps of a scale
//! are joined with their neighbours.

mod steps;
mod sufficed;

pub(super) use sufficed::{HiddenSufficed, Kind, side_by_side};

use crate::write::{SummaryCountsJson, SummaryJson};
use sekiwari::explain::suppress::{Row, kept_back};
use std::collections::BTreeMap;

/// What is kept back. Without suppression everything is shown.
#[derive(Clone, Debug, Default)]
pub(super) struct Hidden {
    /// By group.
    pub(super) groups: Vec<bool>,
    /// By group, the wish ranks.
    pub(super) ranks: Vec<bool>,
    /// By district of the counts, in the order of [`districts_of`].
    pub(super) districts: Vec<bool>,
    /// By pool.
    pub(super) pools: Vec<bool>,
    /// By facility.
    pub(super) facilities: Vec<bool>,
    /// By day of the calendar.
    pub(super) days: Vec<bool>,
    /// By row of the unmet requests.
    pub(super) unmet: Vec<bool>,
    pub(super) siblings: bool,
    pub(super) transfers: bool,
}

/// The districts that children live in, by id, the one not known (empty) last.
pub(super) fn districts_of(summary: &SummaryJson) -> Vec<&str> {
    let mut ids: Vec<&str> = summary.counts.iter().map(|c| c.district_id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    if ids.first() == Some(&"") {
        ids.rotate_left(1);
    }
    ids
}

impl Hidden {
    /// Cost: the square of the groups and districts; for facilities sorting, once for every row added.
    pub(super) fn new(summary: &SummaryJson, suppress: u32) -> Self {
        let groups: Vec<SummaryCountsJson> = summary.groups().map(|g| summary.of_group(g)).collect();
        let districts = districts_of(summary);
        if suppress < 2 {
            return Self {
                groups: vec![false; groups.len()],
                ranks: vec![false; groups.len()],
                districts: vec![false; districts.len()],
                pools: vec![false; summary.pools.len()],
                facilities: vec![false; summary.facilities.len()],
                days: vec![false; summary.days.len()],
                unmet: vec![false; summary.unmet.len()],
                siblings: false,
                transfers: false,
            };
        }
        let groups = parts(&groups.iter().map(of_counts).collect::<Vec<_>>(), suppress);
        let ranks = ranks(summary, &groups, suppress);
        let pools = pools(summary, suppress);
        let days = days(summary, suppress);
        let siblings = summary.siblings.map(|s| {
            [s.households, s.decided_together, s.one_facility, s.apart, s.some, s.none].map(u64::from)
        });
        let transfers = summary.transfers.map(|t| [t.asked, t.moved, t.kept].map(u64::from));
        let is_small = |n: &u64| (1..u64::from(suppress)).contains(n);
        Self {
            ranks,
            districts: of_districts(summary, &districts, suppress),
            facilities: facilities(summary, &pools, suppress),
            unmet: unmet(summary, suppress),
            siblings: siblings.is_some_and(|s| s.iter().any(is_small)),
            transfers: transfers.is_some_and(|t| t.iter().any(is_small)),
            groups,
            pools,
            days,
        }
    }
}

fn of_counts(c: &SummaryCountsJson) -> [u64; 4] {
    [c.kept, c.first_wish, c.placed - c.first_wish.min(c.placed), c.unplaced].map(u64::from)
}

/// Which rows of a table of parts are kept back; rows without anybody never are.
fn parts<const N: usize>(rows: &[[u64; N]], suppress: u32) -> Vec<bool> {
    let filled: Vec<usize> = (0..rows.len()).filter(|&i| rows[i].iter().any(|&c| c > 0)).collect();
    let table: Vec<Row<N>> = filled.iter().map(|&i| Row { cells: rows[i], possible: [true; N] }).collect();
    let total = std::array::from_fn(|p| table.iter().map(|r| r.cells[p]).sum());
    let mut hidden = vec![false; rows.len()];
    let found = kept_back(&table, total, suppress).unwrap_or_else(|| vec![true; table.len()]);
    filled.into_iter().zip(found).for_each(|(i, h)| hidden[i] = h);
    hidden
}

/// The wish ranks of a group are kept back with the group, and where they are small themselves.
fn ranks(summary: &SummaryJson, groups: &[bool], suppress: u32) -> Vec<bool> {
    let rows: Vec<[u64; 7]> = summary
        .ranks
        .iter()
        .map(|r| {
            let got = |at: usize| u64::from(r.got.get(at).copied().unwrap_or(0));
            let rest = r.got.iter().skip(4).map(|&n| u64::from(n)).sum::<u64>();
            [got(0), got(1), got(2), got(3), rest + u64::from(r.unlisted), r.kept.into(), r.none.into()]
        })
        .collect();
    parts(&rows, suppress).into_iter().zip(groups).map(|(a, b)| a || *b).collect()
}

fn of_districts(summary: &SummaryJson, districts: &[&str], suppress: u32) -> Vec<bool> {
    let rows: Vec<[u64; 4]> = districts.iter().map(|d| of_counts(&summary.of_district(d))).collect();
    let mut hidden = parts(&rows, suppress);
    // Clubs tell the same children in other parts as well.
    let clubs: Vec<_> = districts
        .iter()
        .map(|id| summary.districts.iter().find(|d| d.district_id == *id).and_then(|d| d.clubs))
        .collect();
    let told = |part: &dyn Fn(&crate::write::SummaryClubsJson) -> [u32; 4]| {
        let rows: Vec<[u64; 4]> =
            clubs.iter().map(|c| c.as_ref().map_or([0; 4], |c| part(c).map(u64::from))).collect();
        parts(&rows, suppress)
    };
    for more in [
        told(&|c| [c.at_home, c.elsewhere.saturating_sub(c.transported), c.transported, c.refused]),
        told(&|c| [c.fewer_days, c.children.saturating_sub(c.fewer_days), 0, 0]),
    ] {
        hidden.iter_mut().zip(more).for_each(|(h, m)| *h |= m);
    }
    hidden
}

/// Rows with overlapping counts: which are kept back. `groups` says by which sums a row could be worked out.
fn columns<const N: usize>(
    rows: &[[u64; N]],
    groups: &[Vec<usize>],
    mut hidden: Vec<bool>,
    suppress: u32,
) -> Vec<bool> {
    let is_small = |n: u64| (1..u64::from(suppress)).contains(&n);
    for (h, row) in hidden.iter_mut().zip(rows) {
        *h |= row.iter().any(|&n| is_small(n));
    }
    loop {
        let before = hidden.clone();
        for group in groups {
            for column in 0..N {
                guard(rows, group, column, &mut hidden, suppress);
            }
        }
        if before == hidden {
            return hidden;
        }
    }
}

/// Keeps back further rows of a group, those with the least first, until no small count of a column can be worked out.
fn guard<const N: usize>(
    rows: &[[u64; N]],
    group: &[usize],
    column: usize,
    hidden: &mut [bool],
    suppress: u32,
) {
    let kept: Vec<usize> = group.iter().copied().filter(|&i| hidden[i]).collect();
    if !kept.iter().any(|&i| (1..u64::from(suppress)).contains(&rows[i][column])) {
        return;
    }
    let mut sum: u64 = kept.iter().map(|&i| rows[i][column]).sum();
    let mut count = kept.len();
    let mut others: Vec<usize> = group.iter().copied().filter(|&i| !hidden[i]).collect();
    // A row without any in the column hides nothing there.
    others.sort_by_key(|&i| (rows[i][column] == 0, rows[i].iter().sum::<u64>()));
    let mut others = others.into_iter();
    while count < 2 || sum < u64::from(suppress) {
        let Some(next) = others.next() else { return };
        hidden[next] = true;
        sum += rows[next][column];
        count += 1;
    }
}

/// Rows with one key, for every key.
fn by<K: Ord>(keys: impl Iterator<Item = K>) -> Vec<Vec<usize>> {
    let mut groups: BTreeMap<K, Vec<usize>> = BTreeMap::new();
    for (i, key) in keys.enumerate() {
        groups.entry(key).or_default().push(i);
    }
    groups.into_values().collect()
}

fn pools(summary: &SummaryJson, suppress: u32) -> Vec<bool> {
    let pools = &summary.pools;
    let rows: Vec<[u64; 5]> = pools
        .iter()
        .map(|p| {
            [p.first_wishes, p.applicants, p.taken.saturating_sub(p.kept), p.kept, p.waiting].map(u64::from)
        })
        .collect();
    let mut groups = by(pools.iter().map(|p| (p.classes.as_str(), p.season.as_str(), p.weekday.as_str())));
    groups.push((0..rows.len()).collect());
    columns(&rows, &groups, vec![false; rows.len()], suppress)
}

/// A facility is kept back where one of its pools is, as the sum would help to work that out.
fn facilities(summary: &SummaryJson, pools: &[bool], suppress: u32) -> Vec<bool> {
    let rows: Vec<[u64; 6]> = summary
        .facilities
        .iter()
        .map(|f| {
            let new = f.taken.saturating_sub(f.kept);
            [f.first_wishes, f.applicants, new, f.kept, f.waiting, f.unmet].map(u64::from)
        })
        .collect();
    let mut of_pools: Vec<&str> =
        summary.pools.iter().zip(pools).filter(|(_, h)| **h).map(|(p, _)| p.facility_id.as_str()).collect();
    of_pools.dedup();
    let forced = summary.facilities.iter().map(|f| of_pools.binary_search(&f.facility_id.as_str()).is_ok());
    columns(&rows, &[(0..rows.len()).collect()], forced.collect(), suppress)
}

fn days(summary: &SummaryJson, suppress: u32) -> Vec<bool> {
    let days = &summary.days;
    let rows: Vec<[u64; 3]> = days.iter().map(|d| [d.children, d.peak, d.refused].map(u64::from)).collect();
    let mut groups = by(days.iter().map(|d| d.service.as_str()));
    groups.extend(by(days.iter().map(|d| d.facility_id.as_str())));
    columns(&rows, &groups, vec![false; rows.len()], suppress)
}

fn unmet(summary: &SummaryJson, suppress: u32) -> Vec<bool> {
    let rows: Vec<[u64; 1]> = summary.unmet.iter().map(|u| [u64::from(u.requests)]).collect();
    let groups = by(summary.unmet.iter().map(|u| u.service.as_str()));
    columns(&rows, &groups, vec![false; rows.len()], suppress)
}
