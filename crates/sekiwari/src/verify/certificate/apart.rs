//! Households bounded apart from others of their part.

use super::fault::ProofFault;
use super::state::State;
use crate::market::HouseholdId;

/// Households, ascending, and what is claimed that they reach at most, stage by stage.
#[derive(Clone, Copy)]
pub(super) struct Counted<'c> {
    pub(super) households: &'c [HouseholdId],
    pub(super) value: &'c [i64],
}

/// The splits on the way to a case.
#[derive(Default)]
pub(super) struct Apart<'c> {
    /// With whether the case belongs to the argument about these households, or to that about the rest.
    splits: Vec<(Counted<'c>, bool)>,
}

impl<'c> Apart<'c> {
    pub(super) fn len(&self) -> usize {
        self.splits.len()
    }

    pub(super) fn truncate(&mut self, len: usize) {
        self.splits.truncate(len);
    }

    /// From here on these are bounded alone.
    pub(super) fn within(&mut self, counted: Counted<'c>) {
        self.splits.push((counted, true));
    }

    /// From here on these count with their value.
    pub(super) fn set_apart(&mut self, counted: Counted<'c>) {
        self.splits.push((counted, false));
    }

    /// What a case is to bound, and what was set apart of it.
    fn here<'a>(&'a self, whole: Counted<'a>) -> (Counted<'a>, impl Iterator<Item = Counted<'a>> + Clone) {
        let last = self.splits.iter().rposition(|split| split.1);
        let (counted, from) = last.map_or((whole, 0), |at| (self.splits[at].0, at + 1));
        (counted, self.splits[from..].iter().map(|split| split.0))
    }

    /// Whether what is left to the households of a case is not better than what is claimed; `add_best` adds the best that a
    /// household can still reach, false if that is nothing at all.
    pub(super) fn is_within(
        &self,
        whole: Counted<'_>,
        mut add_best: impl FnMut(HouseholdId, &mut [i128]) -> bool,
    ) -> bool {
        let (counted, set_apart) = self.here(whole);
        let mut sum = vec![0i128; counted.value.len()];
        for one in set_apart.clone() {
            sum.iter_mut().zip(one.value).for_each(|(total, &v)| *total += i128::from(v));
        }
        let is_apart = |h: &HouseholdId| set_apart.clone().any(|one| one.households.binary_search(h).is_ok());
        let mut open = counted.households.iter().filter(|h| !is_apart(h));
        !open.all(|&h| add_best(h, &mut sum)) || sum.into_iter().le(counted.value.iter().map(|&v| v.into()))
    }

    /// Whether households may be set apart here: they ascend, are not none, are counted here, and have a value a stage.
    pub(super) fn check(
        &self,
        some: Counted<'_>,
        whole: Counted<'_>,
        state: &State<'_>,
    ) -> Result<(), ProofFault> {
        let (counted, set_apart) = self.here(whole);
        if some.value.len() != counted.value.len() {
            let (expected, found) = (counted.value.len() as u32, some.value.len() as u32);
            return Err(ProofFault::WrongStages { expected, found });
        }
        if some.households.is_empty() {
            return Err(ProofFault::WrongHouseholds { household: None });
        }
        let mut before = None;
        for &household in some.households {
            state.known(household)?;
            let is_in = |one: Counted<'_>| one.households.binary_search(&household).is_ok();
            if before >= Some(household) || !is_in(counted) || set_apart.clone().any(is_in) {
                return Err(ProofFault::WrongHouseholds { household: Some(household) });
            }
            before = Some(household);
        }
        Ok(())
    }
}
