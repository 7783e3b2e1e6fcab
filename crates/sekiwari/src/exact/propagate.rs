//! Propagation to the fixpoint: what every stable allocation has in common.
//!
//! Four rules delete wishes that no stable allocation gives. *Others* are claimants of other households; a claimant is
//! *possible* while an alive wish uses it.
//!
//! **Guarantee.** If at wish *w* every pool has room, the household ends at *w* or better: were it worse off, *w* would
//! block. Everything below *w* goes, and the household must be seated. A pool has *room* for *n* claims of *w* if either
//! `possible others ranked no worse than worst + n <= seats`, since the seats that count against *w* are at most the possible
//! ones; or `forced others ranked worse + own >= n`, where *own* are the seats that the household has there in everything it can still
//! get that is worse than *w*: then so many of the seats never count against it.
//!
//! **Hopeless.** *w* goes if at some pool `forced others + better conditional others + n > seats`. A forced claim is in
//! every outcome its household can still have. A conditional claim is the only one in this pool of its household's best
//! alive wish *u*, and the other pools of *u* have room for it. Suppose *w* were given. If every conditional claim has its
//! seat, the pool is overfull. If one has not, its household prefers *u* to what it gets, and as *u* does not block and
//! only this pool can stop it, all seats of the pool are held by claims no worse than it, all better than *w*'s worst
//! claim, which then has no seat. (With two claims of *u* in the pool the last step fails, so such claims do not count.)
//!
//! **Shadow.** *w* goes too if some other household *i* casts a shadow on it: *i* may not block, it has lost a wish *u* with everything above it,
//! *u* has one claim in the pool, ranked better than *w*'s worst one, and the other pools of *u* have room for it. Whatever *i* gets, it
//! prefers *u*; as *u* does not block, all seats of the pool are held by claims of others ranked no worse than that of *u*, and *w*'s worst one has none.
//!
//! **Ghosts.** A deleted wish may still block, unless the same count, or the shadow, shows that its pool is always full of better claims
//! of *other* households. This needs a count to hold with better claims alone, and no sibling ranked better than *w*'s
//! worst claim who might hold one of those seats. Otherwise the wish stays as a ghost: never given, but if it is
//! guaranteed, the household must end strictly better.
//!
//! If an allocation gives only alive wishes, seats every household that must be seated, and no alive or ghost wish
//! blocks, then no deleted wish blocks either: going back from the last deletion to the first, each one's reason rests on
//! wishes that do not block. A household that must be seated and has no alive wish left proves that no stable
//! allocation exists.
//!
//! Where single children claim several pools at once, more claims count for *Hopeless*: see [`super::together`].
//!
//! Counts are read from the last scan of a pool. They only tighten, and a deletion says something about all stable
//! allocations, so an older count is never wrong for *others*; a household's own part in it may have changed, so
//! *Hopeless* waits while the pool is queued. A claim in somebody's shadow is counted as one with no room at all.
//!
//! All wishes of a household of several claims are looked at again only where a scan has news for it: there is room for more
//! of its claims than before, some may be hopeless by now, or its own part in what is counted has changed. A joint list
//! may have thousands of wishes, and most scans say nothing about any of them.
//!
//! Cost: a scan is linear in the claimants of the pool; pools are scanned first in, first out, when a claimant in them
//! became impossible, forced or conditional, or casts a shadow.

use super::flags::{CONDITIONAL, FIRM, FORCED, SHADOW, worse_of};
use super::room::News;
use super::state::{Event, State};
use crate::market::{HouseholdId, PoolId};

/// Counted against a claim in somebody's shadow.
const NO_ROOM: u32 = u32::MAX / 2;

/// A household of several claims to be examined again; at once, or if the pool of a claimant is not to be read once more.
type Again = (HouseholdId, Option<u32>);

/// Who cast a shadow in a pool so far: up to two, as nobody stands in their own.
#[derive(Default)]
struct Shadow {
    by: Option<HouseholdId>,
    by_another: bool,
}

impl Shadow {
    fn cast(&mut self, by: HouseholdId) {
        self.by_another |= *self.by.get_or_insert(by) != by;
    }

    fn falls_on(&self, h: HouseholdId) -> bool {
        self.by_another || self.by.is_some_and(|by| by != h)
    }
}

impl State<'_> {
    /// Applies the rules until nothing changes. False if a household that must be seated has nothing left.
    pub(super) fn propagate(&mut self) -> bool {
        let mut again: Vec<Again> = Vec::new();
        while self.failed.is_none() {
            let Some(pool) = self.queue.pop_front() else {
                if !again.is_empty() {
                    self.recheck_all(&mut again);
                } else if !self.several || (!self.look_together() && self.queue.is_empty()) {
                    return self.failed.is_none();
                }
                continue;
            };
            self.queued[pool as usize] = false;
            self.scan(PoolId::new(pool), &mut again);
            // Children of several pools are met in each of them; they wait until all have been read.
            if !self.several {
                self.recheck_all(&mut again);
            }
            if self.failed.is_some() {
                // Should the search go on with this household softened, all is to be read again.
                self.touch(PoolId::new(pool));
                again.drain(..).for_each(|(h, _)| self.touch_all(h));
            }
        }
        false
    }

    /// Rechecks households, each once; those left after a contradiction are to be met again.
    fn recheck_all(&mut self, again: &mut Vec<Again>) {
        again.sort_unstable();
        let mut last = None;
        for (h, claimant) in again.drain(..) {
            if self.failed.is_some() {
                if self.several {
                    self.touch_all(h);
                }
            } else if let Some(claimant) = claimant
                && self.queued[self.market.claimants()[claimant as usize].pool.index()]
            {
                // Nothing is hopeless while its pool is still to be read.
                self.slots[claimant as usize].waits = true;
            } else if last.replace(h) != Some(h) {
                self.recheck(h);
            }
        }
    }

    /// Counts along a pool's order and decides its single claimants; households of several children are noted.
    fn scan(&mut self, pool: PoolId, again: &mut Vec<Again>) {
        let market = self.market;
        let seats = self.seats[pool.index()];
        let (mut possible, mut better_conditional, mut better_firm) = (0u32, 0u32, 0u32);
        let mut shadow = Shadow::default();
        // Who becomes forced on the way counts when the pool is read next.
        let mut forced_behind = self.forced_in[pool.index()];
        let mut rest = market.pool_claimants(pool);
        // In a row, so that the jumps to the slots overlap; behind the last that counts there is nothing to see.
        let mut left = rest.iter().filter(|c| self.is_counted(c.index())).count();
        while left > 0
            && let Some(first) = rest.first()
        {
            let rank = self.slots[first.index()].rank;
            let equal = rest.iter().position(|c| self.slots[c.index()].rank != rank);
            let (class, worse) = rest.split_at(equal.unwrap_or(rest.len()));
            rest = worse;
            let counted = class.iter().filter(|c| self.is_counted(c.index())).count();
            if counted == 0 {
                continue;
            }
            left -= counted;
            for c in class.iter().map(|c| c.index()) {
                if self.slots[c].uses == 0 || !self.slots[c].single {
                    continue;
                }
                let forced_others = self.forced_in[pool.index()] - u32::from(self.slots[c].flags & FORCED);
                let shaded = shadow.falls_on(self.owner(c));
                if shaded || forced_others + better_conditional >= seats {
                    // Only worse ranks feel this, and they are still to come in this scan.
                    let queued = std::mem::replace(&mut self.queued[pool.index()], true);
                    let h = self.owner(c);
                    self.events.push(Event::Hopeless(self.slots[c].wish, pool));
                    self.delete(h, self.slots[c].wish, !shaded && better_firm < seats);
                    self.refresh(h);
                    self.queued[pool.index()] = queued;
                }
            }
            if self.failed.is_some() {
                return;
            }
            for slot in class.iter().map(|c| &self.slots[c.index()]) {
                possible += u32::from(slot.uses > 0);
                forced_behind = forced_behind.saturating_sub(u32::from(slot.flags & FORCED));
            }
            let load = self.forced_in[pool.index()] + better_conditional;
            for c in class.iter().map(|c| c.index()) {
                if !self.is_counted(c) {
                    continue;
                }
                let before = (self.slots[c].counts[0], worse_of(self.slots[c].flags));
                let notes = self.notes_all || !self.slots[c].single;
                let h = self.owner(c);
                let against = if shadow.falls_on(h) { [NO_ROOM; 2] } else { [load, better_firm] };
                let mut changed = notes && self.set_counts(c, [possible, against[0], against[1]]);
                if !self.slots[c].single {
                    changed |= self.note_worse(c, forced_behind);
                    let waits = std::mem::take(&mut self.slots[c].waits);
                    // What there was before was looked at then, unless its own part in it is another one now.
                    let before = (!waits).then_some(before);
                    let new = if changed || waits { self.news(h, c, before, seats) } else { News::None };
                    match new {
                        _ if self.waiting[h.index()] => again.push((h, None)),
                        News::Room => again.push((h, None)),
                        News::Load => again.push((h, Some(c as u32))),
                        News::None => {}
                    }
                    continue;
                }
                if self.soft[h.index()] {
                    continue;
                }
                let wish = self.slots[c].wish;
                if self.slots[c].uses > 0 {
                    if possible <= seats || forced_behind > 0 {
                        self.guarantee(h, wish);
                        self.refresh(h);
                    }
                } else if self.ghost.get(wish as usize) == Some(&true)
                    && (possible < seats || forced_behind > 0)
                {
                    self.guarantee(h, wish);
                    self.refresh(h);
                }
                if self.failed.is_some() {
                    return;
                }
            }
            for slot in class.iter().map(|c| &self.slots[c.index()]) {
                if slot.uses > 0 {
                    better_conditional += u32::from(slot.flags & FIRM == CONDITIONAL);
                    better_firm += u32::from(slot.flags & FIRM != 0);
                }
                if slot.flags & SHADOW != 0 {
                    shadow.cast(slot.owner);
                }
            }
        }
    }
}
