//! What is still possible: alive wishes, their consequences, and a trail to take steps back.

use super::trail::{Change, Mark};
use crate::market::{Claimant, HouseholdId, Market, PoolId, RankClass, WishId};
use std::collections::VecDeque;
use std::ops::Range;

/// What narrowed the state, in order: the log that reasons and certificates are made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Event {
    /// The wish is guaranteed: its household must be seated, there or better.
    Guarantee(u32),
    /// The wish cannot be given because of the pool.
    Hopeless(u32, PoolId),
    /// An assumption of the search, not a conclusion.
    Assumed,
}

/// No event: a household that must be seated because it holds a seat.
pub(super) const AXIOM: u32 = u32::MAX;

/// A claimant as of now.
#[derive(Clone, Copy)]
#[repr(align(32))]
pub(super) struct Slot {
    pub(super) owner: HouseholdId,
    pub(super) rank: RankClass,
    /// The wish behind it, if its household is single; out of range if no wish uses it.
    pub(super) wish: u32,
    /// Alive wishes that use it.
    pub(super) uses: u32,
    pub(super) flags: u8,
    /// Some ghost uses it, or used it on the way here.
    pub(super) haunted: bool,
    /// Its household is to be examined when its pool is scanned next, even if its counts stay.
    pub(super) waits: bool,
    /// Its household is one child that takes one seat.
    pub(super) single: bool,
    /// As of the last scan of its pool: possible claimants ranked no worse, itself included; forced claims plus better
    /// conditional ones; better claims that are forced or conditional.
    pub(super) counts: [u32; 3],
}

/// The state of propagation over one market; flat arrays, one entry per wish, household, claimant or pool.
#[derive(Clone)]
pub(super) struct State<'m> {
    pub(super) market: &'m Market,
    /// Seats of each pool.
    pub(super) seats: Vec<u32>,
    // First claimant of each household.
    pub(super) claimants_from: Vec<u32>,
    /// What a scan reads of each claimant, side by side: a scan jumps from one to the next.
    pub(super) slots: Vec<Slot>,
    /// One child, one seat a wish: decided by plain comparisons.
    pub(super) single: Vec<bool>,
    pub(super) alive: Vec<bool>,
    /// Cannot be given, but can still block.
    pub(super) ghost: Vec<bool>,
    /// Position of the best alive wish, or the end of the list.
    pub(super) best: Vec<u32>,
    pub(super) alive_count: Vec<u32>,
    /// Cannot end left out.
    pub(super) must: Vec<bool>,
    /// The events so far.
    pub(super) events: Vec<Event>,
    /// The event that deleted a wish; only meaningful while the wish is not alive.
    pub(super) dead_at: Vec<u32>,
    /// The event since which a household must be seated, or [`AXIOM`]; only meaningful while it must.
    pub(super) must_at: Vec<u32>,
    /// May block: its stability is not asked for.
    pub(super) soft: Vec<bool>,
    pub(super) forced_in: Vec<u32>,
    pub(super) queue: VecDeque<u32>,
    pub(super) queued: Vec<bool>,
    /// Households of several claims to be examined when one of their pools is scanned next, whatever the scan finds.
    pub(super) waiting: Vec<bool>,
    pub(super) failed: Option<HouseholdId>,
    /// Wishes of several pools are looked at together.
    pub(super) several: bool,
    /// Pools that [`State::look_together`] is to look at.
    pub(super) stale: Vec<bool>,
    pub(super) stale_pools: Vec<u32>,
    /// Room for what a household was found to be able to have, kept to save allocations.
    pub(super) known: Vec<Asked>,
    /// Room for claims found to cast a shadow.
    pub(super) shadows: Vec<u32>,
    /// Whether it is noted what is counted at single children too: no rule asks for it again, but whoever compares two states does.
    pub(super) notes_all: bool,
    /// Whether changes are recorded, so that they can be taken back.
    pub(super) recording: bool,
    pub(super) trail: Vec<Change>,
    /// The shortest that the trail was since [`super::possible`] looked at it.
    pub(super) shortest_trail: usize,
    /// In whose places the last households stand where the market is a changed one.
    pub(super) in_place_of: Vec<HouseholdId>,
}

/// What was found about a demand with a claimant as its worst, and for how many claims; 0 = not asked yet.
#[derive(Clone, Copy, Default)]
pub(super) struct Asked {
    pub(super) hopeless: Option<bool>,
    pub(super) hopeless_for: u32,
    pub(super) lacks: u32,
    pub(super) lacks_for: u32,
    /// Alive wishes further down that use the claimant.
    pub(super) below: u32,
}

impl<'m> State<'m> {
    /// Everything possible, with households for whom `soft` holds free to block.
    pub(super) fn new(market: &'m Market, soft: impl Fn(HouseholdId) -> bool) -> Self {
        let households = market.households().len();
        let mut claimants_from = vec![0u32; households + 1];
        for c in market.claimants() {
            claimants_from[market.household_of(c.child).index() + 1] += 1;
        }
        for h in 0..households {
            claimants_from[h + 1] += claimants_from[h];
        }
        let slot = |c: &Claimant| Slot {
            owner: market.household_of(c.child),
            rank: c.rank,
            wish: u32::MAX,
            uses: 0,
            flags: 0,
            haunted: false,
            waits: false,
            single: false,
            counts: [u32::MAX, 0, 0],
        };
        let mut state = Self {
            market,
            seats: market.pools().iter().map(|p| p.seats).collect(),
            claimants_from,
            slots: market.claimants().iter().map(slot).collect(),
            single: Vec::with_capacity(households),
            alive: vec![true; market.wish_count()],
            ghost: vec![false; market.wish_count()],
            best: Vec::with_capacity(households),
            alive_count: Vec::with_capacity(households),
            must: market.households().map(|h| market.holds_seat(h)).collect(),
            events: Vec::new(),
            dead_at: vec![0; market.wish_count()],
            must_at: vec![AXIOM; households],
            soft: market.households().map(soft).collect(),
            forced_in: vec![0; market.pools().len()],
            queue: (0..market.pools().len() as u32).collect(),
            queued: vec![true; market.pools().len()],
            waiting: vec![true; households],
            failed: None,
            several: false,
            stale: vec![false; market.pools().len()],
            stale_pools: Vec::new(),
            known: Vec::new(),
            shadows: Vec::new(),
            notes_all: true,
            recording: false,
            trail: Vec::new(),
            shortest_trail: 0,
            in_place_of: Vec::new(),
        };
        for h in market.households() {
            let wishes = market.wish_range(h);
            state.best.push(wishes.start as u32);
            state.alive_count.push(wishes.len() as u32);
            let mut single = market.children(h).len() == 1;
            for w in wishes {
                let claims = market.claims(WishId::new(w as u32));
                single &= claims.len() == 1;

                for c in claims {
                    let slot = &mut state.slots[c.claimant.index()];
                    slot.uses += 1;
                    slot.wish = w as u32;
                }
            }
            state.single.push(single);
            for c in state.claimants(h) {
                state.slots[c].single = single;
            }
        }
        for h in market.households() {
            state.refresh(h);
        }
        state
    }

    /// With more claims that count for *Hopeless* ([`super::together`]), if `on`, where there are any: where some single child claims several
    /// pools with one wish.
    pub(super) fn looking_together(mut self, on: bool) -> Self {
        let market = self.market;
        let apart = |w: WishId| market.claims(w).windows(2).any(|pair| pair[0].pool != pair[1].pool);
        let several = |h| market.children(h).len() == 1 && market.wishes(h).any(apart);
        self.several = on && market.households().any(several);
        (0..market.pools().len() as u32).for_each(|p| self.mark_stale(PoolId::new(p)));
        self
    }

    pub(super) fn claimants(&self, h: HouseholdId) -> Range<usize> {
        self.claimants_from[h.index()] as usize..self.claimants_from[h.index() + 1] as usize
    }

    /// The first of those who stand in the place of others; beyond all if nobody does.
    pub(super) fn first_newcomer(&self) -> usize {
        self.market.households().len() - self.in_place_of.len()
    }

    /// Those who stand in the place of others.
    pub(super) fn newcomers(&self) -> impl Iterator<Item = HouseholdId> + use<> {
        let (first, end) = (self.first_newcomer() as u32, self.market.households().len() as u32);
        (first..end).map(HouseholdId::new)
    }

    /// The place of a household in the order in which searches look at them.
    pub(super) fn turn(&self, h: HouseholdId) -> (HouseholdId, HouseholdId) {
        match h.index().checked_sub(self.first_newcomer()) {
            Some(at) => (self.in_place_of[at], h),
            None => (h, h),
        }
    }

    /// The household a wish belongs to.
    pub(super) fn household_of(&self, wish: u32) -> HouseholdId {
        self.market
            .claims(WishId::new(wish))
            .first()
            .map_or(HouseholdId::new(0), |c| self.owner(c.claimant.index()))
    }

    /// Whether a wish uses a claimant.
    pub(super) fn uses(&self, wish: usize, claimant: usize) -> bool {
        if self.slots[claimant].single {
            return self.slots[claimant].wish as usize == wish;
        }
        self.market.claims(WishId::new(wish as u32)).iter().any(|c| c.claimant.index() == claimant)
    }

    pub(super) fn owner(&self, claimant: usize) -> HouseholdId {
        self.slots[claimant].owner
    }

    /// Events since a mark.
    pub(super) fn events_since(&self, mark: Mark) -> &[Event] {
        &self.events[mark.events()..]
    }

    /// The last alive wish of a household.
    pub(super) fn worst_alive(&self, h: HouseholdId) -> Option<u32> {
        self.market.wish_range(h).rev().map(|w| w as u32).find(|&w| self.alive[w as usize])
    }

    /// The best alive wish of a household.
    pub(super) fn best_alive(&self, h: HouseholdId) -> Option<u32> {
        (self.alive_count[h.index()] > 0).then(|| self.best[h.index()])
    }

    /// The ghosts that a household would prefer to some outcome it may still have.
    pub(super) fn ghosts(&self, h: HouseholdId) -> impl Iterator<Item = WishId> + '_ {
        let wishes = self.market.wish_range(h);
        let end = match self.must[h.index()] {
            true => self.worst_alive(h).map_or(wishes.start, |w| w as usize),
            false => wishes.end,
        };
        (wishes.start..end).filter(|&w| self.ghost[w]).map(|w| WishId::new(w as u32))
    }

    /// Whether the outcome of a household is known: one wish it must get, or nothing.
    pub(super) fn is_decided(&self, h: HouseholdId) -> bool {
        self.alive_count[h.index()] == 0 || (self.alive_count[h.index()] == 1 && self.must[h.index()])
    }

    /// The wish of a household whose outcome is known; nothing if it is not, or if it is left out.
    pub(super) fn decided_pick(&self, h: HouseholdId) -> Option<u32> {
        self.best_alive(h).filter(|_| self.is_decided(h))
    }

    /// The wish of every household whose outcome is known; nothing for the others, and for those left out.
    pub(super) fn decided_picks(&self) -> Vec<Option<u32>> {
        self.market.households().map(|h| self.decided_pick(h)).collect()
    }

    pub(super) fn touch(&mut self, pool: PoolId) {
        self.mark_stale(pool);
        if !std::mem::replace(&mut self.queued[pool.index()], true) {
            self.queue.push_back(pool.index() as u32);
        }
    }

    /// Has pools read in their order, which is mostly that of their facilities.
    pub(super) fn queue_in_order(&mut self) {
        self.queue.make_contiguous().sort_unstable();
    }

    /// Whether the outcome of every household is known.
    pub(super) fn is_settled(&self) -> bool {
        self.market.households().all(|h| self.is_decided(h))
    }

    /// Notes the counts of a claimant; true if they changed.
    pub(super) fn set_counts(&mut self, claimant: usize, counts: [u32; 3]) -> bool {
        let changed = self.slots[claimant].counts != counts;
        if changed {
            self.record(Change::Counts(claimant as u32, self.slots[claimant].counts));
            self.slots[claimant].counts = counts;
        }
        changed
    }

    /// Draws the conclusion of a guaranteed wish: its household must be seated, there or better.
    pub(super) fn guarantee(&mut self, h: HouseholdId, wish: u32) {
        let end = self.market.wish_range(h).end as u32;
        let below = (wish + 1..end).find(|&w| self.alive[w as usize]);
        if below.is_none() && self.must[h.index()] {
            return;
        }
        self.events.push(Event::Guarantee(wish));
        self.require(h);
        for w in below.unwrap_or(end)..end {
            if self.alive[w as usize] {
                self.delete(h, w, false);
            }
        }
    }

    /// Notes an assumption: what follows until the next event rests on it.
    pub(super) fn assume(&mut self) {
        self.events.push(Event::Assumed);
    }

    /// From here on a household must be seated, by the last event.
    pub(super) fn require(&mut self, h: HouseholdId) {
        if !self.must[h.index()] {
            self.must[h.index()] = true;
            self.must_at[h.index()] = self.events.len() as u32 - 1;
            self.record(Change::Must(h.index() as u32));
            if self.alive_count[h.index()] == 0 {
                self.failed = Some(h);
            }
        }
    }

    /// Forbids a household to block from here on.
    pub(super) fn harden(&mut self, h: HouseholdId) {
        if std::mem::replace(&mut self.soft[h.index()], false) {
            self.record(Change::Soft(h.index() as u32));
            self.refresh(h);
            self.touch_all(h);
        }
    }

    /// Has all pools that a household claims read again.
    pub(super) fn touch_all(&mut self, h: HouseholdId) {
        self.waiting[h.index()] = true;
        for c in self.claimants(h) {
            self.touch(self.market.claimants()[c].pool);
        }
    }

    /// Deletes an alive wish of `h` by the last event; `ghost` if it may still block. Call [`refresh`](Self::refresh) afterwards.
    pub(super) fn delete(&mut self, h: HouseholdId, wish: u32, ghost: bool) {
        let market = self.market;
        self.alive[wish as usize] = false;
        self.dead_at[wish as usize] = self.events.len() as u32 - 1;
        self.record(Change::Deleted(wish));
        if ghost {
            self.ghost[wish as usize] = true;
            self.record(Change::Ghost(wish));
            for c in market.claims(WishId::new(wish)) {
                let at = c.claimant.index();
                if !std::mem::replace(&mut self.slots[at].haunted, true) {
                    self.record(Change::Haunted(at as u32));
                }
            }
        }
        self.alive_count[h.index()] -= 1;
        for c in market.claims(WishId::new(wish)) {
            let uses = &mut self.slots[c.claimant.index()].uses;
            *uses -= 1;
            if *uses == 0 {
                self.touch(c.pool);
            }
        }
        if self.best[h.index()] == wish {
            let end = market.wish_range(h).end as u32;
            let next = (wish + 1..end).find(|&w| self.alive[w as usize]).unwrap_or(end);
            self.record(Change::Best(h.index() as u32, wish));
            self.best[h.index()] = next;
            self.mark_best_stale(h);
        }
        if self.must[h.index()] && self.alive_count[h.index()] == 0 {
            self.failed = Some(h);
        }
    }

    /// Whether scans keep the counts of a claimant up to date.
    pub(super) fn is_counted(&self, claimant: usize) -> bool {
        self.slots[claimant].uses > 0 || self.slots[claimant].haunted
    }
}
