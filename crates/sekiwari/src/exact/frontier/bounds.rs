//! What no allocation can exceed.

use crate::exact::{Options, Solution};
use crate::market::{HouseholdId, Market, MarketBuilder, Stage, WishId};
use crate::mechanism::deferred_acceptance;

/// What proves a bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// The most children seated, whoever blocks.
    Placement,
    /// Each blocking household seats at most one single child more.
    Singles,
    /// The search for the best with the fewest blocking households.
    Fewest,
    /// Everything was tried.
    Tried,
}

impl Bound {
    /// The name used in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Bound::Placement => "placement",
            Bound::Singles => "singles",
            Bound::Fewest => "fewest",
            Bound::Tried => "tried",
        }
    }
}

/// All bounds of a market.
pub(super) struct Bounds<'a> {
    placement: u32,
    /// What the theorem gives with nobody blocking.
    singles: Option<u32>,
    /// The fewest blocking households, and the most seated with so few.
    fewest: Option<(u32, u32)>,
    /// By blocking households.
    tried: Option<&'a [u32]>,
}

impl<'a> Bounds<'a> {
    pub(super) fn new(
        market: &Market,
        fewest: &Solution,
        options: &Options,
        placement: Option<u32>,
        tried: Option<&'a [u32]>,
    ) -> Self {
        let outcome = &fewest.outcome;
        // `seated_max` speaks of allocations with the fewest blocking households, so these have to be known.
        let found = super::count::count_blocking(market, &outcome.allocation);
        let is_fewest = found == outcome.bounds.blocking_households_min;
        let is_bound = is_fewest && options.stages.first() == Some(&Stage::Seated);
        Self {
            placement: placement.unwrap_or(market.child_count() as u32),
            singles: (!market.has_ties()).then(|| singles(market)).flatten(),
            fewest: is_bound.then_some((found, outcome.bounds.seated_max)),
            tried,
        }
    }

    /// The least bound with so few blocking households.
    pub(super) fn at(&self, blocking: u32) -> (u32, Bound) {
        let tried = self.tried.and_then(|t| t.get(blocking as usize).or(t.last()));
        let fewest = self.fewest.filter(|(least, _)| blocking <= *least).map(|(_, seated)| seated);
        let all = [
            tried.map(|&n| (n, Bound::Tried)),
            fewest.map(|n| (n, Bound::Fewest)),
            self.singles.map(|n| (n.saturating_add(blocking), Bound::Singles)),
            Some((self.placement, Bound::Placement)),
        ];
        // The first of the least.
        let least = all.into_iter().flatten().min_by_key(|(n, _)| *n);
        least.unwrap_or((self.placement, Bound::Placement))
    }

    /// The bound whoever blocks.
    pub(super) fn whoever(&self) -> (u32, Bound) {
        match self.tried.and_then(<[u32]>::last) {
            Some(&n) if n < self.placement => (n, Bound::Tried),
            _ => (self.placement, Bound::Placement),
        }
    }
}

/// Single children seated by stable allocations of the market without the other households, and the most children that
/// these can seat.
fn singles(market: &Market) -> Option<u32> {
    let is_single = |h: HouseholdId| {
        market.children(h).len() == 1 && market.wishes(h).all(|w| market.claims(w).len() == 1)
    };
    let mut builder = MarketBuilder::new();
    let pools: Vec<_> = market.pools().iter().map(|p| builder.add_pool(p.facility, p.seats)).collect();
    let mut others = 0;
    for h in market.households() {
        if !is_single(h) {
            others += market.wishes(h).map(|w: WishId| market.seated_by(w)).max().unwrap_or(0);
            continue;
        }
        let household = builder.add_household(market.precedence(h));
        let child = builder.add_child(household);
        for claim in market.wishes(h).flat_map(|w| market.claims(w)) {
            let claimant = builder.add_claimant(child, pools[claim.pool.index()], claim.rank);
            builder.add_wish(household, &[claimant]);
        }
    }
    let alone = builder.build().ok()?;
    let outcome = deferred_acceptance::run(&alone).ok()?;
    Some(outcome.allocation.tally(&alone).seated() + others)
}
