//! Cores of one component as rows of bits: who is in all of those that nobody of a set is in, at a glance.

use crate::exact::fewest::Known;
use crate::market::HouseholdId;
use std::collections::BTreeMap;

/// A set of households, as bits at their places.
pub(super) type Row = Vec<u64>;

/// Cores, with the places of their households: those of the component in their order, then others as they are met.
pub(super) struct Rows<'c> {
    component: &'c [HouseholdId],
    others: BTreeMap<HouseholdId, usize>,
    cores: Vec<Row>,
}

impl<'c> Rows<'c> {
    pub(super) fn new(component: &'c [HouseholdId], cores: &[Known]) -> Self {
        let mut rows = Self { component, others: BTreeMap::new(), cores: Vec::with_capacity(cores.len()) };
        for core in cores {
            let row = rows.row(&core.households);
            rows.cores.push(row);
        }
        rows
    }

    /// The place of a household; one that is in no core and not of the component gets the next.
    fn place(&mut self, household: HouseholdId) -> usize {
        if let Ok(at) = self.component.binary_search(&household) {
            return at;
        }
        let next = self.component.len() + self.others.len();
        *self.others.entry(household).or_insert(next)
    }

    /// Households as bits.
    pub(super) fn row(&mut self, households: &[HouseholdId]) -> Row {
        let mut row = vec![0; self.component.len().div_ceil(64)];
        for &household in households {
            let at = self.place(household);
            if row.len() <= at / 64 {
                row.resize(at / 64 + 1, 0);
            }
            row[at / 64] |= 1 << (at % 64);
        }
        row
    }

    /// Keeps a core unless it contains one that is known, which says more; says where those stand that contain it, which are forgotten.
    pub(super) fn learn(&mut self, core: &[HouseholdId]) -> Option<Vec<usize>> {
        let row = self.row(core);
        if self.cores.iter().any(|known| is_within(known, &row)) {
            return None;
        }
        let containing: Vec<usize> =
            (0..self.cores.len()).filter(|&at| is_within(&row, &self.cores[at])).collect();
        for &at in containing.iter().rev() {
            self.cores.remove(at);
        }
        self.cores.push(row);
        Some(containing)
    }

    /// Forgets all cores but the first ones.
    pub(super) fn forget_from(&mut self, at: usize) {
        self.cores.truncate(at);
    }

    /// The cores that none of `met_by` are in.
    pub(super) fn unmet<'s>(&'s self, met_by: &'s [u64]) -> impl Iterator<Item = &'s Row> {
        self.cores.iter().filter(move |core| are_apart(core, met_by))
    }

    /// Those of `among` who are in every core that none of `met_by` are in.
    pub(super) fn in_all_unmet(&self, met_by: &[u64], among: &[u64]) -> Row {
        let mut all = among.to_vec();
        for core in self.unmet(met_by) {
            let mut left = 0;
            for (at, word) in all.iter_mut().enumerate() {
                *word &= core.get(at).copied().unwrap_or(0);
                left |= *word;
            }
            if left == 0 {
                return Vec::new();
            }
        }
        all
    }

    /// Everybody of any core.
    pub(super) fn everybody(&self) -> Row {
        let mut all = Vec::new();
        self.cores.iter().for_each(|core| add(&mut all, core));
        all
    }
}

/// The places of the households of a row, ascending.
pub(super) fn places(row: &[u64]) -> impl Iterator<Item = usize> {
    row.iter().enumerate().flat_map(|(at, &word)| {
        std::iter::successors((word != 0).then_some(word), |&word| {
            Some(word & (word - 1)).filter(|&w| w != 0)
        })
        .map(move |word| at * 64 + word.trailing_zeros() as usize)
    })
}

pub(super) fn is_empty(row: &[u64]) -> bool {
    row.iter().all(|&word| word == 0)
}

/// How many are in both rows.
pub(super) fn count_common(a: &[u64], b: &[u64]) -> u32 {
    a.iter().zip(b).map(|(a, b)| (a & b).count_ones()).sum()
}

/// Whether nobody is in both rows.
pub(super) fn are_apart(a: &[u64], b: &[u64]) -> bool {
    a.iter().zip(b).all(|(a, b)| a & b == 0)
}

pub(super) fn add(row: &mut Row, more: &[u64]) {
    if row.len() < more.len() {
        row.resize(more.len(), 0);
    }
    row.iter_mut().zip(more).for_each(|(word, more)| *word |= more);
}

/// Those of a row who are in another one, or who are not if `not`.
pub(super) fn only(row: &[u64], other: &[u64], not: bool) -> Row {
    let other = |at: usize| other.get(at).copied().unwrap_or(0);
    row.iter().enumerate().map(|(at, word)| word & if not { !other(at) } else { other(at) }).collect()
}

fn is_within(row: &[u64], other: &[u64]) -> bool {
    row.iter().enumerate().all(|(at, word)| word & !other.get(at).copied().unwrap_or(0) == 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn known(households: &[u32]) -> Vec<HouseholdId> {
        households.iter().copied().map(HouseholdId::new).collect()
    }

    proptest! {
        #[test]
        fn rows_say_what_lists_say(
            component in proptest::collection::btree_set(0u32..200, 1..150),
            cores in proptest::collection::vec(proptest::collection::btree_set(0u32..200, 1..8), 0..12),
            met_by in proptest::collection::btree_set(0u32..200, 0..20),
        ) {
            let component: Vec<HouseholdId> = component.into_iter().map(HouseholdId::new).collect();
            let met_by = known(&met_by.into_iter().collect::<Vec<_>>());
            let mut rows = Rows::new(&component, &[]);
            let mut lists: Vec<Vec<HouseholdId>> = Vec::new();
            for core in cores {
                let core = known(&core.into_iter().collect::<Vec<_>>());
                let is_within = |a: &[HouseholdId], b: &[HouseholdId]| a.iter().all(|h| b.contains(h));
                let forgotten = rows.learn(&core);
                prop_assert_eq!(forgotten.is_none(), lists.iter().any(|known| is_within(known, &core)));
                if let Some(forgotten) = forgotten {
                    let less = |at: &usize| is_within(&core, &lists[*at]);
                    prop_assert_eq!(&forgotten, &(0..lists.len()).filter(less).collect::<Vec<_>>());
                    forgotten.iter().rev().for_each(|&at| drop(lists.remove(at)));
                    lists.push(core);
                }
            }
            let unmet: Vec<&Vec<HouseholdId>> =
                lists.iter().filter(|core| !core.iter().any(|h| met_by.contains(h))).collect();
            let met_by = rows.row(&met_by);
            prop_assert_eq!(rows.unmet(&met_by).count(), unmet.len());
            let everybody = rows.row(&component);
            let all = rows.in_all_unmet(&met_by, &everybody);
            let found: Vec<HouseholdId> = places(&all).map(|at| component[at]).collect();
            let listed = component.iter().copied().filter(|h| unmet.iter().all(|core| core.contains(h)));
            prop_assert_eq!(found, listed.collect::<Vec<_>>());
        }
    }
}
