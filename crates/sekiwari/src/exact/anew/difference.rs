//! What a change makes different, by the ids of the changed market.

use super::Change;
use crate::market::{Claimant, HouseholdId, Market, PoolId};

/// A change as those see it who look at what is known again.
pub(super) struct Difference {
    /// Households that do not take part any more.
    pub(super) gone: Vec<HouseholdId>,
    /// Households that keep their place, with other ranks.
    pub(super) moved: Vec<HouseholdId>,
    /// Per household at the end of the changed market in whose place it stands.
    pub(super) in_place_of: Vec<HouseholdId>,
    /// Whose outcome is asked for: all newcomers of the change, in its order.
    pub(super) asked: Vec<HouseholdId>,
    /// The first household that the market did not have before.
    pub(super) first_newcomer: u32,
    /// Pools with other seats.
    pub(super) resized: Vec<PoolId>,
    /// Claimants of those who keep their places that passed another one.
    pub(super) passing: Vec<usize>,
    /// All pools where there is something else to see: other seats, another order, other claimants. Ascending.
    pub(super) pools: Vec<PoolId>,
    /// There may be less room in them for some than there was.
    pub(super) tighter: bool,
}

impl Difference {
    /// `changed`: [`Change::market`] of `market`.
    pub(super) fn new(change: &Change, market: &Market, changed: &Market) -> Self {
        let asked = market.ids_of_newcomers(&change.replacements);
        let first_newcomer = market.households().len() as u32;
        let (mut gone, mut moved, mut in_place_of) = (Vec::new(), Vec::new(), Vec::new());
        for r in &change.replacements {
            if r.only_moves(market) {
                moved.push(r.gone);
            } else {
                gone.push(r.gone);
                in_place_of.extend(r.newcomers.iter().map(|_| r.gone));
            }
        }
        let passes = |c: &usize| passes_somebody(market, market.claimants()[*c], changed.claimants()[*c]);
        let passing: Vec<usize> = moved.iter().flat_map(|&h| market.claimants_of(h)).filter(passes).collect();
        let resized: Vec<PoolId> = change.seats.iter().map(|s| s.0).collect();
        let left = gone.iter().flat_map(|&h| market.claimants_of(h)).chain(passing.iter().copied());
        let left = left.map(|c| market.claimants()[c].pool);
        let come = asked.iter().filter(|h| h.index() >= first_newcomer as usize);
        let come = come.flat_map(|&h| changed.claimants_of(h)).map(|c| changed.claimants()[c].pool);
        let mut pools: Vec<PoolId> = left.chain(come).chain(resized.iter().copied()).collect();
        pools.sort_unstable();
        pools.dedup();
        // Who is gone may have left room for better ones by a seat that was sure to be its own.
        let tighter = !gone.is_empty() || !passing.is_empty() || change.seats.iter().any(|s| s.1 < 0);
        Self { gone, moved, in_place_of, asked, first_newcomer, resized, passing, pools, tighter }
    }

    pub(super) fn is_gone(&self, h: HouseholdId) -> bool {
        self.gone.contains(&h)
    }

    /// Those who were not there before.
    pub(super) fn newcomers(&self) -> impl Iterator<Item = HouseholdId> + '_ {
        (self.first_newcomer..).map(HouseholdId::new).zip(&self.in_place_of).map(|(h, _)| h)
    }
}

/// Whether another claimant stands between two ranks of one claimant in its pool, or level with one of them.
fn passes_somebody(market: &Market, was: Claimant, is: Claimant) -> bool {
    let (low, high) = (was.rank.min(is.rank), was.rank.max(is.rank));
    let order = market.pool_claimants(was.pool);
    let from = order.partition_point(|&c| market.claimant(c).rank < low);
    let between = order[from..].iter().take_while(|&&c| market.claimant(c).rank <= high);
    low != high && between.count() > 1
}
