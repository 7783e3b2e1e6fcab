//! Comparing outcomes: fewest blocking households, then the stages in order.

use super::state::State;
use crate::market::{HouseholdId, Market, Stage, WishId};

/// A value to compare by, first entry first, more is better: minus the blocking households, then one entry a stage.
pub(super) type Value = Vec<i64>;

/// The stages of the objective on one market.
#[derive(Clone, Copy)]
pub(super) struct Objective<'a> {
    pub(super) market: &'a Market,
    pub(super) stages: &'a [Stage],
    /// Nothing is better for a single child than its best wish.
    pub(super) favours_better: bool,
}

impl<'a> Objective<'a> {
    pub(super) fn new(market: &'a Market, stages: &'a [Stage]) -> Self {
        Self { market, stages, favours_better: stages.iter().all(|s| s.favours_better_wishes()) }
    }

    /// The value of no households with `blocking` of others blocking.
    pub(super) fn zero(&self, blocking: u32) -> Value {
        let mut value = vec![0; self.stages.len() + 1];
        value[0] = -i64::from(blocking);
        value
    }

    /// Adds what a household's outcome is worth.
    pub(super) fn add(&self, h: HouseholdId, wish: Option<u32>, to: &mut [i64]) {
        for (stage, sum) in self.stages.iter().zip(&mut to[1..]) {
            *sum += stage.value(self.market, h, wish.map(WishId::new));
        }
    }

    /// The value of outcomes of some households, with `blocking` of them blocking.
    pub(super) fn value(&self, households: &[HouseholdId], picks: &[Option<u32>], blocking: u32) -> Value {
        let mut value = self.zero(blocking);
        households.iter().zip(picks).for_each(|(&h, &pick)| self.add(h, pick, &mut value));
        value
    }

    /// The best that some households can still reach, with `blocking` of them blocking.
    pub(super) fn best_possible(
        &self,
        state: &State<'_>,
        households: &[HouseholdId],
        blocking: u32,
    ) -> Value {
        let mut value = self.zero(blocking);
        households.iter().for_each(|&h| self.add_best(state, h, &mut value));
        value
    }

    /// Adds the best a household can still reach: since values are compared entry by entry, the best of a sum is the
    /// sum of the bests.
    pub(super) fn add_best(&self, state: &State<'_>, h: HouseholdId, to: &mut [i64]) {
        let wishes = self.market.wish_range(h).filter(|&w| state.alive[w]).map(|w| Some(w as u32));
        if state.single[h.index()] && self.favours_better {
            return self.add(h, state.best_alive(h), to);
        }
        let out = (!state.must[h.index()]).then_some(None);
        let (mut best, mut value): (Option<Value>, Value) = (None, self.zero(0));
        for option in wishes.chain(out) {
            value.fill(0);
            self.add(h, option, &mut value);
            if best.as_ref().is_none_or(|b| value > *b) {
                best = Some(value.clone());
            }
        }
        for (sum, more) in to.iter_mut().zip(best.iter().flatten()) {
            *sum += more;
        }
    }
}
