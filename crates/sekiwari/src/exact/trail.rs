//! The trail of a state: what was changed, so that it can be taken back.

use super::state::State;
use crate::market::{HouseholdId, PoolId, WishId};

/// A change, as it was before.
#[derive(Clone, Copy)]
pub(super) enum Change {
    Deleted(u32),
    Ghost(u32),
    Haunted(u32),
    Best(u32, u32),
    Must(u32),
    Soft(u32),
    Flags(u32, u8),
    Counts(u32, [u32; 3]),
    /// Alive again; the event that had deleted it.
    Revived(u32, u32),
    /// No ghost any more.
    Laid(u32),
    /// Need not be seated any more; the event since which it had to.
    Released(u32, u32),
}

/// A point to go back to.
#[derive(Clone, Copy)]
pub(super) struct Mark {
    changes: usize,
    events: usize,
}

impl Mark {
    /// Events up to it.
    pub(super) fn events(self) -> usize {
        self.events
    }
}

impl State<'_> {
    pub(super) fn record(&mut self, change: Change) {
        if self.recording {
            self.trail.push(change);
        }
    }

    pub(super) fn mark(&self) -> Mark {
        Mark { changes: self.trail.len(), events: self.events.len() }
    }

    /// Makes a deleted wish possible again: what deleted it does not hold any more. Call [`refresh`](State::refresh) afterwards.
    pub(super) fn revive(&mut self, wish: u32) {
        let (h, w) = (self.household_of(wish), wish as usize);
        self.record(Change::Revived(wish, self.dead_at[w]));
        self.alive[w] = true;
        self.alive_count[h.index()] += 1;
        for c in self.market.claims(WishId::new(wish)) {
            self.slots[c.claimant.index()].uses += 1;
        }
        if std::mem::replace(&mut self.ghost[w], false) {
            self.record(Change::Laid(wish));
        }
        if wish < self.best[h.index()] {
            self.record(Change::Best(h.index() as u32, self.best[h.index()]));
            self.best[h.index()] = wish;
        }
    }

    /// Lets a household be left out again: what required it to be seated does not hold any more.
    pub(super) fn release(&mut self, h: HouseholdId) {
        self.record(Change::Released(h.index() as u32, self.must_at[h.index()]));
        self.must[h.index()] = false;
    }

    /// Takes back everything since a mark. The state at a mark is a fixpoint, so nothing is queued afterwards.
    pub(super) fn undo_to(&mut self, mark: Mark) {
        self.events.truncate(mark.events);
        self.shortest_trail = self.shortest_trail.min(mark.changes);
        while self.trail.len() > mark.changes {
            let Some(change) = self.trail.pop() else { break };
            match change {
                Change::Deleted(w) => {
                    self.alive[w as usize] = true;
                    let claims = self.market.claims(WishId::new(w));
                    if let Some(first) = claims.first() {
                        self.alive_count[self.market.household_of(first.child).index()] += 1;
                    }
                    for c in claims {
                        self.slots[c.claimant.index()].uses += 1;
                    }
                }
                Change::Revived(w, event) => {
                    self.alive[w as usize] = false;
                    self.dead_at[w as usize] = event;
                    let h = self.household_of(w);
                    self.alive_count[h.index()] -= 1;
                    for c in self.market.claims(WishId::new(w)) {
                        self.slots[c.claimant.index()].uses -= 1;
                    }
                }
                Change::Laid(w) => self.ghost[w as usize] = true,
                Change::Released(h, event) => {
                    self.must[h as usize] = true;
                    self.must_at[h as usize] = event;
                }
                Change::Ghost(w) => self.ghost[w as usize] = false,
                Change::Haunted(c) => self.slots[c as usize].haunted = false,
                Change::Best(h, w) => self.best[h as usize] = w,
                Change::Must(h) => self.must[h as usize] = false,
                Change::Soft(h) => self.soft[h as usize] = true,
                Change::Flags(c, flags) => self.set_flags(c as usize, flags),
                Change::Counts(c, counts) => self.slots[c as usize].counts = counts,
            }
        }
        self.failed = None;
        // What a contradiction left to be looked at is of no matter any more.
        while let Some(pool) = self.queue.pop_front() {
            self.queued[pool as usize] = false;
            for c in self.market.pool_claimants(PoolId::new(pool)) {
                let slot = &mut self.slots[c.index()];
                slot.waits = false;
                self.waiting[slot.owner.index()] = false;
            }
        }
    }
}
