//! Which claims are forced or conditional.

use super::state::State;
use super::trail::Change;
use crate::market::{HouseholdId, WishId};

/// The claimant's household gets this claim in every outcome it can still have.
pub(super) const FORCED: u8 = 1;
/// The claim belongs to its household's best alive wish, alone of it in its pool, and all other pools of that wish are
/// guaranteed: without this seat the household would block unless the pool is full of better claims.
pub(super) const CONDITIONAL: u8 = 2;

impl State<'_> {
    /// Works out anew which claims of a household are forced or conditional.
    pub(super) fn refresh(&mut self, h: HouseholdId) {
        let market = self.market;
        let alive = self.alive_count[h.index()];
        if self.single[h.index()] {
            // Each claim is one wish: nothing but its slot is read.
            let forced = if self.must[h.index()] && alive == 1 { FORCED } else { 0 };
            let conditional = if self.soft[h.index()] { 0 } else { CONDITIONAL };
            let best = self.best_alive(h);
            for c in self.claimants(h) {
                let slot = &self.slots[c];
                let is_alive = u8::from(slot.uses > 0);
                let is_best = u8::from(best == Some(slot.wish));
                self.flag(c, (forced * is_alive) | (conditional * is_best));
            }
            return;
        }
        let best: &[_] = match self.best_alive(h) {
            Some(w) => market.claims(WishId::new(w)),
            None => &[],
        };
        let must = self.must[h.index()] && alive > 0;
        for c in self.claimants(h) {
            let mut flags = 0;
            if must && self.slots[c].uses == alive {
                flags |= FORCED;
            }
            if !self.soft[h.index()]
                && let Some(claim) = best.iter().find(|b| b.claimant.index() == c)
                && (best.len() == 1
                    || (best.iter().filter(|b| b.pool == claim.pool).count() == 1
                        && market
                            .demands(WishId::new(self.best[h.index()]))
                            .all(|d| d.pool == claim.pool || self.is_guaranteed(h, d))))
            {
                flags |= CONDITIONAL;
            }
            self.flag(c, flags);
        }
    }

    /// Flags a claim; its pool is read again if that is new.
    fn flag(&mut self, claimant: usize, flags: u8) {
        let before = self.slots[claimant].flags;
        if before != flags {
            self.record(Change::Flags(claimant as u32, before));
            self.set_flags(claimant, flags);
            let pool = self.market.claimants()[claimant].pool;
            if !self.slots[claimant].single {
                // What counts against its siblings there may be more now, though all together is as many.
                for c in self.claimants(self.slots[claimant].owner) {
                    self.slots[c].waits |= self.market.claimants()[c].pool == pool;
                }
            }
            self.touch(pool);
        }
    }

    pub(super) fn set_flags(&mut self, c: usize, flags: u8) {
        let forced = &mut self.forced_in[self.market.claimants()[c].pool.index()];
        *forced -= u32::from(self.slots[c].flags & FORCED);
        *forced += u32::from(flags & FORCED);
        self.slots[c].flags = flags;
    }
}
