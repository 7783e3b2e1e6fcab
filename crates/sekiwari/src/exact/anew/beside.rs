//! What was concluded from shadows, and by looking at the pools of a wish together ([`crate::exact::together`]), looked at again.

use super::retract::{Past, Retraction};
use crate::market::{Demand, HouseholdId, PoolId, WishId};

impl Retraction {
    /// Rule *Hopeless* with the claims that count where claims stand side by side; for a wish that is no ghost with better claims of others alone.
    pub(super) fn is_hopeless_together(&self, past: &Past<'_, '_>, wish: u32, pool: PoolId, at: u32) -> bool {
        let h = past.state.household_of(wish);
        let wish_of = || past.market.demands(WishId::new(wish));
        let demands: Vec<Demand> = wish_of().collect();
        let Some(d) = demands.iter().find(|d| d.pool == pool).filter(|_| demands.len() > 1) else {
            return false;
        };
        let only_better = !past.state.ghost[wish as usize];
        if only_better && self.stood_better(past, h, &demands, at) {
            return false;
        }
        let seats = past.seats[pool.index()];
        let mut firm = d.count;
        for c in past.market.pool_claimants(pool).iter().map(|c| c.index()) {
            let (owner, better) = (past.slot(c).owner, past.rank(c) < d.worst);
            if firm > seats || (!better && only_better) {
                break;
            }
            if owner == h {
                continue;
            }
            if better && self.was_in_shadow(past, owner, c, &demands, at) {
                return true;
            }
            let counts = self.was_forced(past, owner, c, at)
                || (better
                    && (self.was_conditional(past, owner, c, pool, at)
                        || self.was_conditional_beside(past, owner, c, pool, &demands, at)));
            firm += u32::from(counts);
        }
        firm > seats
    }

    /// Whether a wish stands in the shadow of a dead one at a pool; for a wish that is no ghost with no better claim of its own.
    pub(super) fn is_shaded(&self, past: &Past<'_, '_>, wish: u32, pool: PoolId, at: u32) -> bool {
        let h = past.state.household_of(wish);
        let demands: Vec<Demand> =
            past.market.demands(WishId::new(wish)).filter(|d| d.pool == pool).collect();
        let Some(d) = demands.first() else { return false };
        if !past.state.ghost[wish as usize] && self.stood_better(past, h, &demands, at) {
            return false;
        }
        let ahead = past.market.pool_claimants(pool).iter().map(|c| c.index());
        let mut ahead = ahead.take_while(|&c| past.rank(c) < d.worst);
        ahead.any(|c| {
            let owner = past.slot(c).owner;
            owner != h && self.was_in_shadow(past, owner, c, &demands, at)
        })
    }

    /// Whether some possible claim of a household stood better than its worst one at a pool of a wish.
    fn stood_better(&self, past: &Past<'_, '_>, h: HouseholdId, wish: &[Demand], at: u32) -> bool {
        wish.iter().any(|d| {
            let claimants = past.market.pool_claimants(d.pool).iter().map(|c| c.index());
            let mut better = claimants.take_while(|&c| past.rank(c) < d.worst);
            better.any(|c| past.slot(c).owner == h && !self.is_impossible(past, c, at))
        })
    }

    fn was_conditional_beside(
        &self,
        past: &Past<'_, '_>,
        owner: HouseholdId,
        c: usize,
        pool: PoolId,
        wish: &[Demand],
        at: u32,
    ) -> bool {
        let Some(best) = self.best_unless_soft(past, owner, at) else { return false };
        past.market.claims(best).iter().any(|x| x.claimant.index() == c)
            && past.market.demands(best).all(|e| match e.pool == pool {
                true => e.count == 1,
                false => stands_behind(wish, &e) || self.has_room(past, owner, best, e, at),
            })
    }

    /// Whether a household had lost a wish with the claimant and all above it, and at every pool of that a wish with these demands stands behind, or
    /// there is room.
    fn was_in_shadow(
        &self,
        past: &Past<'_, '_>,
        owner: HouseholdId,
        c: usize,
        wish: &[Demand],
        at: u32,
    ) -> bool {
        if past.is_soft(owner) {
            return false;
        }
        let mut gone = past.market.wish_range(owner).take_while(|&w| self.is_gone(past, w, at));
        gone.any(|u| {
            let u = WishId::new(u as u32);
            past.market.claims(u).iter().any(|x| x.claimant.index() == c)
                && past
                    .market
                    .demands(u)
                    .all(|e| stands_behind(wish, &e) || self.has_room(past, owner, u, e, at))
        })
    }
}

/// Whether a wish with these demands stands behind one claim at its pool.
fn stands_behind(wish: &[Demand], e: &Demand) -> bool {
    wish.iter().any(|d| d.pool == e.pool && e.count == 1 && e.worst < d.worst)
}
