//! Whether the rules of [`crate::exact::propagate`] still apply where an event drew on them: with what stands of the events before it.

use super::retract::{Past, Retraction};
use crate::exact::flags::FORCED;
use crate::exact::state::Event;
use crate::market::{Demand, HouseholdId, PoolId, WishId};

impl Retraction {
    /// Whether an event still follows from those before it.
    pub(super) fn stands(&self, past: &Past<'_, '_>, event: u32) -> bool {
        let market = past.market;
        match past.state.events[event as usize] {
            Event::Guarantee(wish) => {
                let h = past.state.household_of(wish);
                !past.is_soft(h)
                    && market
                        .demands(WishId::new(wish))
                        .all(|d| self.has_room(past, h, WishId::new(wish), d, event))
            }
            Event::Hopeless(wish, pool) => {
                self.is_hopeless(past, wish, pool, event)
                    || self.is_shaded(past, wish, pool, event)
                    || (past.state.several && self.is_hopeless_together(past, wish, pool, event))
            }
            Event::Assumed => true,
        }
    }

    /// Whether a pool had room for a demand of a wish of `h`, whatever others get.
    pub(super) fn has_room(
        &self,
        past: &Past<'_, '_>,
        h: HouseholdId,
        wish: WishId,
        d: Demand,
        at: u32,
    ) -> bool {
        self.are_few(past, h, d, at) || self.are_sure(past, h, wish, d, at)
    }

    /// Whether those possible who are ranked no worse left as many seats.
    fn are_few(&self, past: &Past<'_, '_>, h: HouseholdId, d: Demand, at: u32) -> bool {
        let Some(mut room) = past.seats[d.pool.index()].checked_sub(d.count) else { return false };
        for c in past.market.pool_claimants(d.pool).iter().map(|c| c.index()) {
            if past.rank(c) > d.worst {
                break;
            }
            if past.slot(c).owner != h && !self.is_impossible(past, c, at) {
                match room.checked_sub(1) {
                    Some(left) => room = left,
                    None => return false,
                }
            }
        }
        true
    }

    /// Whether as many seats were sure to be taken by others ranked worse, or by its own in all that is worse than the wish.
    fn are_sure(&self, past: &Past<'_, '_>, h: HouseholdId, wish: WishId, d: Demand, at: u32) -> bool {
        let mut lacks = d.count;
        for c in past.market.pool_claimants(d.pool).iter().rev().map(|c| c.index()) {
            let owner = past.slot(c).owner;
            let sure = match owner == h {
                true => self.was_taken(past, h, c, wish.index() + 1, at),
                false => past.rank(c) > d.worst && self.was_forced(past, owner, c, at),
            };
            lacks -= u32::from(sure);
            if lacks == 0 {
                return true;
            }
        }
        false
    }

    /// Rule *Hopeless*; for a wish that is no ghost with better claims alone, as then it cannot block either.
    fn is_hopeless(&self, past: &Past<'_, '_>, wish: u32, pool: PoolId, at: u32) -> bool {
        let h = past.state.household_of(wish);
        let Some(d) = past.market.demands(WishId::new(wish)).find(|d| d.pool == pool) else { return false };
        let seats = past.seats[pool.index()];
        let Some(mut lack) = (seats + 1).checked_sub(d.count) else { return true };
        let only_better = !past.state.ghost[wish as usize];
        for c in past.market.pool_claimants(pool).iter().map(|c| c.index()) {
            let slot = past.slot(c);
            let better = past.rank(c) < d.worst;
            if !better && (only_better || lack == 0) {
                break;
            }
            if slot.owner == h {
                if better && only_better && !self.is_impossible(past, c, at) {
                    return false;
                }
                continue;
            }
            let firm = lack > 0
                && (self.was_forced(past, slot.owner, c, at)
                    || (better && self.was_conditional(past, slot.owner, c, pool, at)));
            lack -= u32::from(firm);
        }
        lack == 0
    }

    pub(super) fn was_forced(&self, past: &Past<'_, '_>, owner: HouseholdId, c: usize, at: u32) -> bool {
        // What was forced stayed so while anything was left.
        let may_be = past.slot(c).flags & FORCED != 0 || past.is_new(owner) || past.is_at_an_end(owner);
        may_be && self.was_taken(past, owner, c, past.market.wish_range(owner).start, at)
    }

    /// Whether a household had the seat of a claimant in everything it could get, of its wishes from one on.
    fn was_taken(&self, past: &Past<'_, '_>, owner: HouseholdId, c: usize, from: usize, at: u32) -> bool {
        if !self.had_to_be_seated(past, owner, at) {
            return false;
        }
        let mut some = false;
        for w in (from..past.market.wish_range(owner).end).filter(|&w| !self.is_gone(past, w, at)) {
            let claims = past.market.claims(WishId::new(w as u32));
            if !claims.iter().any(|x| x.claimant.index() == c) {
                return false;
            }
            some = true;
        }
        some
    }

    pub(super) fn was_conditional(
        &self,
        past: &Past<'_, '_>,
        owner: HouseholdId,
        c: usize,
        pool: PoolId,
        at: u32,
    ) -> bool {
        let Some(best) = self.best_unless_soft(past, owner, at) else { return false };
        let claims = past.market.claims(best);
        let mut own = claims.iter().filter(|x| x.pool == pool);
        match (own.next(), own.next()) {
            (Some(only), None) if only.claimant.index() == c => {}
            _ => return false,
        }
        claims.len() == 1
            || past.market.demands(best).all(|d| d.pool == pool || self.has_room(past, owner, best, d, at))
    }

    /// The best wish that was left to a household that may not block.
    pub(super) fn best_unless_soft(
        &self,
        past: &Past<'_, '_>,
        owner: HouseholdId,
        at: u32,
    ) -> Option<WishId> {
        let mut left = past.market.wishes(owner).filter(|w| !self.is_gone(past, w.index(), at));
        if past.is_soft(owner) { None } else { left.next() }
    }
}
