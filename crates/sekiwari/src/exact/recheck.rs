//! The rules of [`super::propagate`] for all wishes of a household of several claims.

use super::flags::{FIRM, FORCED};
use super::state::{Asked, Event, State};
use crate::market::{Claim, Demand, HouseholdId, PoolId, RankClass, WishId};

impl<'m> State<'m> {
    /// Applies the rules until they have nothing more to say to this household.
    pub(super) fn recheck(&mut self, h: HouseholdId) {
        self.waiting[h.index()] = false;
        // Many wishes ask the same of a pool: what was found is kept by the worst claimant.
        let mut known = std::mem::take(&mut self.known);
        known.clear();
        known.resize(self.claimants(h).len(), Asked::default());
        loop {
            let before = (self.alive_count[h.index()], self.must[h.index()]);
            self.go_through(h, &mut known);
            let after = (self.alive_count[h.index()], self.must[h.index()]);
            // With less below it, a wish of who must be seated may have room.
            if before == after || !after.1 || self.failed.is_some() {
                break;
            }
        }
        self.known = known;
        self.refresh(h);
        self.mark_best_stale(h);
    }

    /// Deletes what is hopeless, down to the first wish, alive or a ghost, that is guaranteed.
    fn go_through(&mut self, h: HouseholdId, known: &mut [Asked]) {
        let market = self.market;
        let first = self.claimants(h).start;
        self.claimants(h).for_each(|c| known[c - first].below = self.slots[c].uses);
        let mut below = self.alive_count[h.index()];
        for w in market.wish_range(h).map(|w| w as u32) {
            if self.alive[w as usize] {
                below -= 1;
                for c in market.claims(WishId::new(w)) {
                    known[c.claimant.index() - first].below -= 1;
                }
                if let Some((ghost, pool)) = self.hopeless_at(h, w, known) {
                    self.events.push(Event::Hopeless(w, pool));
                    self.delete(h, w, ghost);
                }
            }
            let counts = (self.alive[w as usize] || self.ghost[w as usize]) && !self.soft[h.index()];
            if counts && self.has_room_above(h, w, below, known) {
                self.guarantee(h, w);
                return;
            }
        }
    }

    /// The first pool at which a wish can never be met, of those where it could not block either if there are such, and whether it may
    /// nevertheless block.
    fn hopeless_at(&mut self, h: HouseholdId, wish: u32, known: &mut [Asked]) -> Option<(bool, PoolId)> {
        let first = self.claimants(h).start;
        let mut verdict: Option<(bool, PoolId)> = None;
        for (at, d) in self.demands_at(h, wish) {
            if known[at].hopeless_for != d.count {
                known[at].hopeless = self.hopeless(h, d, first + at);
                known[at].hopeless_for = d.count;
            }
            if let Some(ghost) = known[at].hopeless {
                verdict = Some(verdict.map_or((ghost, d.pool), |v| v.min((ghost, d.pool))));
            }
        }
        verdict
    }

    /// Whether there is room at all pools of a wish with `below` alive ones further down, counted at the claimants that these use.
    fn has_room_above(&self, h: HouseholdId, wish: u32, below: u32, known: &mut [Asked]) -> bool {
        let first = self.claimants(h).start;
        let sure = self.must[h.index()] && below > 0;
        self.demands_at(h, wish).all(|(at, d)| {
            if known[at].lacks_for != d.count {
                known[at].lacks = self.lacks(h, d);
                known[at].lacks_for = d.count;
            }
            let has_seat =
                |c: &usize| known[c - first].below == below && self.market.claimants()[*c].pool == d.pool;
            known[at].lacks == 0
                || (sure && self.claimants(h).filter(has_seat).count() as u32 >= known[at].lacks)
        })
    }

    /// What a wish asks of each pool, with the place of the worst claimant among those of the household.
    fn demands_at(&self, h: HouseholdId, wish: u32) -> impl Iterator<Item = (usize, Demand)> + use<'m> {
        let first = self.claimants(h).start;
        let demand = move |group: &[Claim]| {
            let worst = group
                .iter()
                .max_by_key(|c| (c.rank, c.claimant))
                .map_or((0, RankClass::HELD), |c| (c.claimant.index() - first, c.rank));
            (worst.0, Demand { pool: group[0].pool, count: group.len() as u32, worst: worst.1 })
        };
        self.market.claims(WishId::new(wish)).chunk_by(|a, b| a.pool == b.pool).map(demand)
    }

    /// Whether a demand can never be met; `Some(true)` if the wish may nevertheless block.
    fn hopeless(&mut self, h: HouseholdId, d: Demand, worst: usize) -> Option<bool> {
        let claimants = self.market.claimants();
        let seats = self.seats[d.pool.index()];
        if d.count > seats {
            return Some(false);
        }
        if self.queued[d.pool.index()] {
            self.slots[worst].waits = true;
            return None;
        }
        let (mut load, mut firm, mut own_better) = (0, 0, false);
        let (mut own_load, mut own_firm) = (0, 0);
        for c in self.claimants(h).filter(|&c| claimants[c].pool == d.pool) {
            if claimants[c].rank == d.worst && self.is_counted(c) {
                [_, load, firm] = self.slots[c].counts;
            }
            let better = claimants[c].rank < d.worst;
            own_better |= better && self.slots[c].uses > 0;
            own_load +=
                u32::from(self.slots[c].flags & FORCED != 0 || (better && self.slots[c].flags & FIRM != 0));
            own_firm += u32::from(better && self.slots[c].flags & FIRM != 0);
        }
        if load.saturating_sub(own_load) + d.count <= seats {
            return None;
        }
        Some(own_better || firm.saturating_sub(own_firm) + d.count <= seats)
    }
}
