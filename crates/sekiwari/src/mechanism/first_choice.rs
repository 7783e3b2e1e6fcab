//! `first-choice` (第1希望のみ): every facility goes down the list of those who name it first, by itself.
//!
//! Each household asks only where its first wish goes; further wishes count as long as they go to the same facilities (fewer
//! days at the same club, the same seats from another reserve). Facilities do not look at each other: whoever is not taken is
//! left out, also where another facility of its list has seats.
//!
//! **Guarantees.** Feasible, holders never lose. Not stable: seats elsewhere stay empty beside children who would take them,
//! and a child that names a sought-after facility first can be left out while one of lower priority is taken where it would
//! have gone second. Families gain by naming first where they expect to be taken. Offered because many offices decide their
//! after-school clubs so.
//!
//! A household whose wish goes to several facilities is served when its turn comes at the one that ranks it worst.
//!
//! **Cost.** One sort of the households, then wishes times passes as [`super::points_order`].

use super::occupancy::Occupancy;
use crate::market::{Allocation, ChildId, FacilityId, HouseholdId, Market, Outcome, Statistics, WishId};

/// Runs the rule. Keeps facility-wide limits.
pub fn run(market: &Market) -> Outcome {
    let mut occupancy = Occupancy::new(market, Allocation::as_today(market));
    let mut order: Vec<HouseholdId> = market.households().collect();
    let worst = |h: HouseholdId| {
        let first = market.wishes(h).next();
        first.and_then(|w| market.claims(w).iter().map(|c| c.rank).max())
    };
    order.sort_by_key(|&h| (worst(h), market.precedence(h), h));
    let mut asked = vec![false; market.wish_count()];
    for h in market.households() {
        let wishes = market.wishes(h);
        wishes.take(leading(market, h)).for_each(|w| asked[w.index()] = true);
    }
    let (passes, proposals) = occupancy.fill_where(&order, |_, wish| asked[wish.index()]);
    let statistics = Statistics { passes, proposals, ..Statistics::default() };
    super::unproven(market, occupancy.into_allocation(), statistics)
}

/// The number of wishes in front that go to the same facilities as the first.
fn leading(market: &Market, h: HouseholdId) -> usize {
    let mut wishes = market.wishes(h);
    let Some(first) = wishes.next().map(|w| facilities(market, w)) else { return 0 };
    1 + wishes.take_while(|&w| facilities(market, w) == first).count()
}

/// The facilities that a wish goes to, child by child.
fn facilities(market: &Market, wish: WishId) -> Vec<(ChildId, FacilityId)> {
    let mut all: Vec<_> =
        market.claims(wish).iter().map(|c| (c.child, market.pool(c.pool).facility)).collect();
    all.sort_unstable();
    all.dedup();
    all
}
