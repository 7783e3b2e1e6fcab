//! Cores of one component as rows of bits: who is in all of those that nobody of a set is in, at a glance.

use crate::exact::bits::{self, Row, are_apart, is_within};
use crate::exact::fewest::Known;
use crate::market::HouseholdId;
use std::collections::BTreeMap;

/// Cores, with the places of their households: those of the component in their order, then others as they are met.
#[derive(Clone)]
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
        bits::row(households.iter().map(|&household| self.place(household)))
    }

    /// Keeps a core unless it contains one that is known, which says more; says where those stand that contain it, which are forgotten.
    pub(super) fn learn(&mut self, core: &[HouseholdId]) -> Option<Vec<usize>> {
        let row = self.row(core);
        if !self.is_new(&row) {
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

    /// Whether no core that is known says more.
    fn is_new(&self, row: &Row) -> bool {
        !self.cores.iter().any(|known| is_within(known, row))
    }

    /// Keeps a core unless it contains one that is known, and all others as they are; whether it is kept.
    pub(super) fn append(&mut self, core: &[HouseholdId]) -> bool {
        let row = self.row(core);
        let is_new = self.is_new(&row);
        if is_new {
            self.cores.push(row);
        }
        is_new
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
        self.cores.iter().for_each(|core| bits::add(&mut all, core));
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exact::bits::places;
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
