//! Whether a pool has room for a wish whatever others get (rule *Guarantee* of [`super::propagate`]), and when that is to be looked at again.
//!
//! All of it is read from the last scan of the pool.

use super::flags::{FIRM, FORCED, MOST_WORSE, with_worse, worse_of};
use super::state::State;
use super::trail::Change;
use crate::market::{Claimant, Demand, HouseholdId};

/// What a scan says about a demand.
pub(super) enum News {
    /// Nothing that was not known.
    None,
    /// There is room for it whatever others get.
    Room,
    /// It may be hopeless.
    Load,
}

impl State<'_> {
    /// Whether the pool has room for a demand of a wish of `h`, whatever the others get, if everything that `h` can still get is worse.
    pub(super) fn has_room(&self, h: HouseholdId, d: Demand) -> bool {
        let lacks = self.lacks(h, d);
        let own = |c: &usize| self.market.claimants()[*c].pool == d.pool && self.is_forced(h, *c);
        lacks == 0 || self.claimants(h).filter(own).count() as u32 >= lacks
    }

    /// Whether a household gets the seat of one of its claimants in every outcome it can still have.
    pub(super) fn is_forced(&self, h: HouseholdId, claimant: usize) -> bool {
        let alive = self.alive_count[h.index()];
        self.must[h.index()] && alive > 0 && self.slots[claimant].uses == alive
    }

    /// How many seats of its own a household would have to have, in everything worse than a wish, for the pool to have room for a demand
    /// of the wish; none if it has room anyway.
    pub(super) fn lacks(&self, h: HouseholdId, d: Demand) -> u32 {
        let claimants = self.market.claimants();
        let (mut ahead, mut own, mut worse) = (0, 0, 0);
        for c in self.claimants(h).filter(|&c| claimants[c].pool == d.pool) {
            if claimants[c].rank == d.worst && self.is_counted(c) {
                ahead = ahead.max(self.slots[c].counts[0]);
                worse = worse.max(worse_of(self.slots[c].flags));
            }
            own += u32::from(claimants[c].rank <= d.worst && self.slots[c].uses > 0);
        }
        let seats = self.seats[d.pool.index()];
        if ahead != u32::MAX && (ahead - own.min(ahead)).saturating_add(d.count) <= seats {
            return 0;
        }
        d.count.saturating_sub(worse)
    }

    /// Notes how many forced claims of others are ranked worse than a claimant, of `behind` in all; true if that is new.
    pub(super) fn note_worse(&mut self, claimant: usize, behind: u32) -> bool {
        // What was counted of others before stays so.
        if worse_of(self.slots[claimant].flags) == behind.min(MOST_WORSE) {
            return false;
        }
        let claimants = self.market.claimants();
        let Claimant { pool, rank, .. } = claimants[claimant];
        let own = |c: &usize| {
            claimants[*c].pool == pool && claimants[*c].rank > rank && self.slots[*c].flags & FORCED != 0
        };
        let own = self.claimants(self.owner(claimant)).filter(own).count() as u32;
        self.set_worse(claimant, behind.saturating_sub(own))
    }

    /// Forgets that forced claims are ranked worse than a claimant; true if any were known.
    pub(super) fn forget_worse(&mut self, claimant: usize) -> bool {
        self.set_worse(claimant, 0)
    }

    fn set_worse(&mut self, claimant: usize, worse: u32) -> bool {
        let before = self.slots[claimant].flags;
        let flags = with_worse(before, worse);
        if flags != before {
            self.record(Change::Flags(claimant as u32, before));
            self.slots[claimant].flags = flags;
        }
        flags != before
    }

    /// What the counts at a claimant can say about a demand with it as its worst, by how many were possible and how many forced ones were
    /// worse before; `None` if what there was is to be looked at anew.
    pub(super) fn news(
        &self,
        h: HouseholdId,
        claimant: usize,
        before: Option<(u32, u32)>,
        seats: u32,
    ) -> News {
        let claimants = self.market.claimants();
        let Claimant { pool, rank: worst, .. } = claimants[claimant];
        let [possible, load, _] = self.slots[claimant].counts;
        let worse = worse_of(self.slots[claimant].flags);
        let (mut most, mut own_load, mut own_possible, mut own_forced) = (0, 0, 0, 0);
        for c in self.claimants(h).filter(|&c| claimants[c].pool == pool) {
            let (rank, flags) = (claimants[c].rank, self.slots[c].flags);
            most += u32::from(rank <= worst);
            own_load += u32::from(flags & FORCED != 0 || (rank < worst && flags & FIRM != 0));
            own_possible += u32::from(rank <= worst && self.slots[c].uses > 0);
            own_forced += u32::from(flags & FORCED != 0);
        }
        let free = |possible: u32| seats.saturating_sub(possible.saturating_sub(own_possible));
        let room = |(possible, worse): (u32, u32)| free(possible).max(worse + own_forced).min(most);
        if !self.soft[h.index()] && room((possible, worse)) > before.map_or(0, room) {
            News::Room
        } else if self.slots[claimant].uses > 0 && load.saturating_sub(own_load) + most > seats {
            News::Load
        } else {
            News::None
        }
    }
}
