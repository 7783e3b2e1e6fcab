//! What an event rests on: the premises of the rules, as they were then, and which of them are taken.

use super::Reasons;
use crate::exact::flags::FORCED;
use crate::exact::state::{AXIOM, State};
use crate::market::{Demand, HouseholdId, PoolId, WishId};

impl Reasons {
    pub(super) fn offer(&mut self, start: usize) {
        let events = &self.offered[start..];
        let unseen = events.iter().filter(|&&e| self.is_new(e)).count() as u32;
        let latest = events.iter().copied().filter(|&e| self.is_new(e)).max().unwrap_or(0);
        self.offers.push((unseen, latest, start as u32, self.offered.len() as u32));
    }

    /// Takes all that is offered.
    pub(super) fn take_all(&mut self) {
        let offers = std::mem::take(&mut self.offers);
        let offered = std::mem::take(&mut self.offered);
        for &(_, _, start, end) in &offers {
            for &event in &offered[start as usize..end as usize] {
                self.follow(event);
            }
        }
        self.offers = offers;
        self.offered = offered;
        self.offers.clear();
        self.offered.clear();
    }

    pub(super) fn of_hopeless(&mut self, state: &State<'_>, wish: u32, pool: PoolId, at: u32) {
        let market = state.market;
        let h = state.household_of(wish);
        let Some(d) = market.demands(WishId::new(wish)).find(|d| d.pool == pool) else {
            self.lost = true;
            return;
        };
        let needed = (market.pool(pool).seats + 1).saturating_sub(d.count) as usize;
        if needed == 0 {
            return;
        }
        if state.several && self.of_shadow(state, h, WishId::new(wish), d, at) {
            return;
        }
        // Each witness: its events in `offered`, and the household whose stability it needs, if any.
        let mut witnesses: Vec<(u32, u32, u32, u32)> = Vec::new();
        self.needs.clear();
        for &c in market.pool_claimants(pool) {
            let owner = state.owner(c.index());
            if owner == h {
                continue;
            }
            let forced = self.forced(state, owner, c.index(), at);
            let better = market.claimant(c).rank < d.worst;
            let conditional =
                if better { self.conditional(state, owner, c.index(), (wish, pool), at) } else { None };
            let need = |is_conditional: bool| is_conditional.then_some(owner);
            let (offer, is_conditional) = match (forced, conditional) {
                (None, None) => continue,
                (Some(f), Some(c)) if (c.0, c.1) < (f.0, f.1) => (c, true),
                (None, Some(c)) => (c, true),
                (Some(f), _) => (f, false),
            };
            witnesses.push((offer.0, offer.1, offer.2, offer.3));
            self.needs.push(need(is_conditional));
        }
        if witnesses.len() < needed {
            self.offered.clear();
            self.lost |= !self.of_shadow(state, h, WishId::new(wish), d, at);
            return;
        }
        let known = |i: usize| self.needs[i].is_none_or(|o| self.used[o.index()]);
        let key = |i: usize| (witnesses[i].0 + u32::from(!known(i)), witnesses[i].1, i);
        let mut order: Vec<(u32, u32, usize)> = (0..witnesses.len()).map(key).collect();
        if needed < order.len() {
            order.select_nth_unstable(needed);
            order.truncate(needed);
        }
        // In the order of their merit, as they are followed and found one after the other.
        order.sort_unstable();
        let offered = std::mem::take(&mut self.offered);
        for (_, _, i) in order {
            for &event in &offered[witnesses[i].2 as usize..witnesses[i].3 as usize] {
                self.follow(event);
            }
            if let Some(owner) = self.needs[i] {
                self.add(owner);
            }
        }
        self.offered = offered;
        self.offered.clear();
    }

    /// Follows why a wish is in the shadow of a dead one as of `at`, if it is.
    fn of_shadow(&mut self, state: &State<'_>, h: HouseholdId, wish: WishId, d: Demand, at: u32) -> bool {
        let market = state.market;
        let behind =
            |e: &Demand| e.count == 1 && market.demands(wish).any(|w| w.pool == e.pool && e.worst < w.worst);
        for &c in market.pool_claimants(d.pool) {
            let owner = state.owner(c.index());
            if market.claimant(c).rank >= d.worst {
                return false;
            }
            if owner == h || state.soft[owner.index()] {
                continue;
            }
            for u in market.wish_range(owner) {
                if state.alive[u] || state.dead_at[u] >= at {
                    break;
                }
                if !state.uses(u, c.index()) {
                    continue;
                }
                let lost = self.lost;
                let rooms = market.demands(WishId::new(u as u32)).filter(|e| !behind(e));
                let fine = { rooms }.all(|e| self.of_room(state, owner, u, e, at));
                if fine {
                    self.take_all();
                    (market.wish_range(owner).start..=u).for_each(|w| self.follow(state.dead_at[w]));
                    self.add(owner);
                    return true;
                }
                self.lost = lost;
                self.offers.clear();
                self.offered.clear();
            }
        }
        false
    }

    /// The events that make a claimant forced as of `at`.
    pub(super) fn forced(
        &mut self,
        state: &State<'_>,
        owner: HouseholdId,
        c: usize,
        at: u32,
    ) -> Option<(u32, u32, u32, u32)> {
        // What is forced stays so while anything is left.
        if state.slots[c].flags & FORCED == 0 && state.alive_count[owner.index()] > 0 {
            return None;
        }
        self.taken(state, owner, c, state.market.wish_range(owner).start, at)
    }

    /// The events by which a household, as of `at`, has the seat of a claimant in everything it can still get, of its wishes from one on.
    pub(super) fn taken(
        &mut self,
        state: &State<'_>,
        owner: HouseholdId,
        c: usize,
        from: usize,
        at: u32,
    ) -> Option<(u32, u32, u32, u32)> {
        let since = state.must_at[owner.index()];
        if !state.must[owner.index()] || (since != AXIOM && since >= at) {
            return None;
        }
        let start = self.offered.len();
        if since != AXIOM {
            self.offered.push(since);
        }
        let mut some = false;
        for w in from..state.market.wish_range(owner).end {
            let alive = state.alive[w] || state.dead_at[w] >= at;
            if state.uses(w, c) {
                some |= alive;
            } else if alive {
                self.offered.truncate(start);
                return None;
            } else {
                self.offered.push(state.dead_at[w]);
            }
        }
        // A household without any wish left counts for nobody.
        some.then(|| self.pop_offer(start)).or_else(|| {
            self.offered.truncate(start);
            None
        })
    }

    /// The events that make a claimant conditional as of `at`.
    fn conditional(
        &mut self,
        state: &State<'_>,
        owner: HouseholdId,
        c: usize,
        (wish, pool): (u32, PoolId),
        at: u32,
    ) -> Option<(u32, u32, u32, u32)> {
        if state.soft[owner.index()] {
            return None;
        }
        let market = state.market;
        let best = market.wish_range(owner).find(|&w| state.alive[w] || state.dead_at[w] >= at)?;
        let claims = market.claims(WishId::new(best as u32));
        let here = claims.iter().filter(|x| x.pool == pool);
        if here.clone().count() != 1 || here.clone().all(|x| x.claimant.index() != c) {
            return None;
        }
        let start = self.offered.len();
        for w in market.wish_range(owner).start..best {
            self.offered.push(state.dead_at[w]);
        }
        if claims.len() > 1 {
            let kept = std::mem::take(&mut self.offers);
            let lost = self.lost;
            let mut chosen: Vec<u32> = Vec::new();
            // Where the wish in question stands behind, nothing more is asked for.
            let behind = |d: &Demand| {
                let mut theirs = market.demands(WishId::new(wish));
                state.several && d.count == 1 && theirs.any(|w| w.pool == d.pool && d.worst < w.worst)
            };
            let others = market.demands(WishId::new(best as u32)).filter(|d| d.pool != pool && !behind(d));
            let fine = { others }.all(|d| {
                let from = self.offered.len();
                let fine = self.of_room(state, owner, best, d, at);
                for &(_, _, s, e) in &self.offers {
                    chosen.extend_from_slice(&self.offered[s as usize..e as usize]);
                }
                self.offers.clear();
                self.offered.truncate(from);
                fine
            });
            self.offers = kept;
            if !fine {
                self.lost = lost;
                self.offered.truncate(start);
                return None;
            }
            self.offered.extend(chosen);
        }
        Some(self.pop_offer(start))
    }

    fn pop_offer(&mut self, start: usize) -> (u32, u32, u32, u32) {
        self.offer(start);
        self.offers.pop().unwrap_or_default()
    }
}
