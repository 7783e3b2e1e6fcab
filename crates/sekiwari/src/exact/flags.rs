//! Which claims are forced or conditional, and which cast a shadow.

use super::state::State;
use super::trail::Change;
use crate::market::{HouseholdId, WishId};

/// The claimant's household gets this claim in every outcome it can still have.
pub(super) const FORCED: u8 = 1;
/// The claim belongs to its household's best alive wish, alone of it in its pool, and all other pools of that wish
/// have room for it: without this seat the household would block unless the pool is full of better claims.
pub(super) const CONDITIONAL: u8 = 2;
/// Either of these.
pub(super) const FIRM: u8 = FORCED | CONDITIONAL;
/// The claim belongs to a ghost with nothing alive above it, alone of it in its pool, and all other pools of the ghost
/// have room for it: the household would block unless the pool is full of claims of others ranked no worse.
pub(super) const SHADOW: u8 = 4;
/// How many forced claims of other households are ranked worse, as of the last scan: up to three, in two bits.
const WORSE: u8 = (MOST_WORSE as u8) << WORSE_FROM;
const WORSE_FROM: u32 = 3;
/// More forced claims that are ranked worse are not told apart.
pub(super) const MOST_WORSE: u32 = 3;

/// How many forced claims of others are known to be ranked worse.
pub(super) fn worse_of(flags: u8) -> u32 {
    u32::from((flags & WORSE) >> WORSE_FROM)
}

/// The flags with another number of forced claims ranked worse.
pub(super) fn with_worse(flags: u8, worse: u32) -> u8 {
    (flags & !WORSE) | ((worse.min(MOST_WORSE) as u8) << WORSE_FROM)
}

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
                let is_missed = best.is_none_or(|best| slot.wish < best)
                    && self.ghost.get(slot.wish as usize) == Some(&true);
                let shadow = if is_missed && !self.soft[h.index()] { SHADOW } else { 0 };
                self.flag(c, (forced * is_alive) | (conditional * is_best) | shadow);
            }
            return;
        }
        let best: &[_] = match self.best_alive(h) {
            Some(w) => market.claims(WishId::new(w)),
            None => &[],
        };
        let mut shadows = std::mem::take(&mut self.shadows);
        self.find_shadows(h, &mut shadows);
        for c in self.claimants(h) {
            let mut flags = if shadows.contains(&(c as u32)) { SHADOW } else { 0 };
            if self.is_forced(h, c) {
                flags |= FORCED;
            }
            if !self.soft[h.index()]
                && let Some(claim) = best.iter().find(|b| b.claimant.index() == c)
                && (best.len() == 1
                    || (best.iter().filter(|b| b.pool == claim.pool).count() == 1
                        && market
                            .demands(WishId::new(self.best[h.index()]))
                            .all(|d| d.pool == claim.pool || self.has_room(h, d))))
            {
                flags |= CONDITIONAL;
            }
            self.flag(c, flags);
        }
        self.shadows = shadows;
    }

    /// The claims of a household of several claims that cast a shadow.
    fn find_shadows(&self, h: HouseholdId, shadows: &mut Vec<u32>) {
        shadows.clear();
        if self.soft[h.index()] || self.claimants(h).all(|c| !self.slots[c].haunted) {
            return;
        }
        let market = self.market;
        let missed =
            market.wish_range(h).start..self.best_alive(h).map_or(market.wish_range(h).end, |w| w as usize);
        for ghost in missed.filter(|&w| self.ghost[w]).map(|w| WishId::new(w as u32)) {
            let mut open = market.demands(ghost).filter(|&d| !self.has_room(h, d));
            if let (Some(only), None) = (open.next(), open.next())
                && only.count == 1
            {
                let here = market.claims(ghost).iter().filter(|c| c.pool == only.pool);
                shadows.extend(here.map(|c| c.claimant.index() as u32));
            }
        }
    }

    /// Flags a claim; its pool is read again if that is new.
    fn flag(&mut self, claimant: usize, flags: u8) {
        let before = self.slots[claimant].flags;
        let flags = flags | (before & WORSE);
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
