//! What propagation leaves, as plain tables: the one view that solvers of the rest have of the state.

use super::components::components;
use super::state::State;
use crate::market::{HouseholdId, Market, WishId};

/// A market narrowed by propagation. Every stable allocation gives alive wishes only; an allocation that gives alive
/// wishes only, seats every household that must be seated, and in which no alive or ghost wish blocks, is stable.
#[derive(Clone, Debug)]
pub(crate) struct Reduced<'m> {
    /// The market.
    pub(crate) market: &'m Market,
    /// By wish: some stable allocation may give it.
    pub(crate) alive: Vec<bool>,
    /// By wish: it cannot be given, but it may block.
    pub(crate) ghost: Vec<bool>,
    /// By household: it cannot be left out.
    pub(crate) must: Vec<bool>,
    /// By household: its outcome is known.
    pub(crate) decided: Vec<bool>,
    /// The open households, grouped so that groups do not touch.
    pub(crate) components: Vec<Vec<HouseholdId>>,
}

impl<'m> Reduced<'m> {
    /// Propagates from the start; `None` proves that no stable allocation exists.
    pub(crate) fn of(market: &'m Market) -> Option<Self> {
        let mut state = State::new(market, |_| false);
        state.propagate().then(|| Self::read(&state))
    }

    /// The tables of a state at its fixpoint.
    fn read(state: &State<'m>) -> Self {
        let market = state.market;
        Self {
            market,
            alive: state.alive.clone(),
            ghost: state.ghost.clone(),
            must: state.must.clone(),
            decided: market.households().map(|h| state.is_decided(h)).collect(),
            components: components(state, &[]).into_iter().map(|c| c.households).collect(),
        }
    }

    /// The wishes of a household that still count, best first: alive, or a ghost better than some outcome it may have.
    pub(crate) fn looks(&self, h: HouseholdId) -> impl Iterator<Item = WishId> + '_ {
        let wishes = self.market.wish_range(h);
        let last = match self.must[h.index()] {
            true => wishes.clone().rev().find(|&w| self.alive[w]).map_or(wishes.start, |w| w + 1),
            false => wishes.end,
        };
        (wishes.start..last).filter(|&w| self.alive[w] || self.ghost[w]).map(|w| WishId::new(w as u32))
    }

    /// Whether a household is one child that takes one seat whatever it gets.
    pub(crate) fn is_single(&self, h: HouseholdId) -> bool {
        self.market.children(h).len() == 1 && self.market.wishes(h).all(|w| self.market.claims(w).len() == 1)
    }

    /// The alive wishes of a household, best first.
    pub(crate) fn alive(&self, h: HouseholdId) -> impl DoubleEndedIterator<Item = WishId> + '_ {
        self.market.wish_range(h).filter(|&w| self.alive[w]).map(|w| WishId::new(w as u32))
    }

    /// The outcome of a decided household.
    pub(crate) fn outcome(&self, h: HouseholdId) -> Option<WishId> {
        self.alive(h).next().filter(|_| self.decided[h.index()])
    }
}
