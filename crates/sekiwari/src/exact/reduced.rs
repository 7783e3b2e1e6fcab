//! What propagation leaves, as plain tables: the one view that solvers of the rest have of the state.

use super::state::State;
use crate::market::{HouseholdId, Market, PoolId, WishId};
use petgraph::unionfind::UnionFind;

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
            components: Vec::new(),
        }
        .grouped()
    }

    /// Groups the open households: two belong together if seats that one may take or look at can decide over the other.
    fn grouped(mut self) -> Self {
        let market = self.market;
        let households = market.households().len();
        let mut wanted = vec![0u32; market.pools().len()];
        let mut used = vec![u32::MAX; market.claimants().len()];
        for h in market.households() {
            for c in self.looks(h).flat_map(|w| market.claims(w)) {
                if std::mem::replace(&mut used[c.claimant.index()], h.index() as u32) == u32::MAX {
                    wanted[c.pool.index()] += 1;
                }
            }
        }
        let contested = |p: PoolId| wanted[p.index()] > market.pool(p).seats;
        // One node a household, and one a pool behind them.
        let mut groups: UnionFind<u32> = UnionFind::new(households + market.pools().len());
        for h in market.households() {
            let decided = self.decided[h.index()];
            for w in self.looks(h).filter(|w| !decided || !self.alive[w.index()]) {
                for c in market.claims(w).iter().filter(|c| contested(c.pool)) {
                    groups.union(h.index() as u32, (households + c.pool.index()) as u32);
                }
            }
        }
        let open = market.households().filter(|h| !self.decided[h.index()]);
        let mut named: Vec<(u32, HouseholdId)> = open.map(|h| (groups.find(h.index() as u32), h)).collect();
        named.sort_unstable();
        self.components =
            named.chunk_by(|a, b| a.0 == b.0).map(|group| group.iter().map(|&(_, h)| h).collect()).collect();
        self.components.sort_unstable_by_key(|c: &Vec<HouseholdId>| c.first().copied());
        self
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
