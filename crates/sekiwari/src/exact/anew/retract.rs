//! What does not hold any more where pools have other seats, or other families ask for them.
//!
//! Every event of the log rested on earlier ones. In the order of the log, each event that may be concerned is looked at again: it stands
//! if its rule applies to the changed market and what still stands of the events before it. So nothing is left that
//! rests on itself.
//!
//! **Cost.** One look at a pool's claimants for each event at the pools concerned.

use super::log::Log;
use crate::exact::flags::FORCED;
use crate::exact::state::{AXIOM, Event, Slot, State};
use crate::market::{HouseholdId, Market, PoolId, RankClass, WishId};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Room for the work, empty between two uses.
#[derive(Clone)]
pub(in crate::exact) struct Retraction {
    fallen: Vec<bool>,
    queued: Vec<bool>,
    open: BinaryHeap<Reverse<u32>>,
    seen: Vec<u32>,
    /// By pool whether all events there after the one that is looked at are doubted: events are looked at in their order, so they stay so.
    pools: Vec<bool>,
    /// By pool the best rank from which on the other pools of those there are doubted like that.
    beside: Vec<Option<RankClass>>,
    /// By claimant whether a wish that uses it was deleted by an event that does not stand; and who these are.
    again: Vec<bool>,
    all_again: Vec<u32>,
    /// Events that do not stand, in order.
    pub(in crate::exact) events: Vec<u32>,
}

/// The log that is looked at again, of a state before something changed, and the market as it is now.
pub(in crate::exact) struct Past<'a, 'm> {
    pub(in crate::exact) state: &'a State<'m>,
    pub(in crate::exact) log: &'a Log,
    pub(in crate::exact) market: &'a Market,
    pub(in crate::exact) seats: &'a [u32],
    /// Claimants that the state does not have.
    pub(in crate::exact) newcomers: &'a [Slot],
}

impl<'a, 'm> Past<'a, 'm> {
    /// The past of a state that was changed itself.
    pub(in crate::exact) fn of(state: &'a State<'m>, log: &'a Log) -> Self {
        Self { state, log, market: state.market, seats: &state.seats, newcomers: &[] }
    }

    /// The rank in the market as it is now; that in a slot may be one of before.
    pub(super) fn rank(&self, claimant: usize) -> RankClass {
        self.market.claimants()[claimant].rank
    }

    pub(super) fn slot(&self, claimant: usize) -> &'a Slot {
        match claimant.checked_sub(self.state.slots.len()) {
            None => &self.state.slots[claimant],
            Some(at) => &self.newcomers[at],
        }
    }

    pub(super) fn is_new(&self, h: HouseholdId) -> bool {
        h.index() >= self.state.soft.len()
    }

    /// Whether nothing was left to a household that was there, as where there is a contradiction.
    pub(super) fn is_at_an_end(&self, h: HouseholdId) -> bool {
        self.state.alive_count[h.index()] == 0
    }

    /// Whether a household may block; who was not there may.
    pub(super) fn is_soft(&self, h: HouseholdId) -> bool {
        self.state.soft.get(h.index()).is_none_or(|&soft| soft)
    }

    /// The event that deleted a wish, if it is gone.
    pub(super) fn dead_since(&self, wish: usize) -> Option<u32> {
        let known = wish < self.state.alive.len() && !self.state.alive[wish];
        known.then(|| self.state.dead_at[wish])
    }

    /// The event since which a household has to be seated, or [`AXIOM`], if it has to.
    pub(super) fn must_since(&self, h: HouseholdId) -> Option<u32> {
        match self.state.must.get(h.index()) {
            Some(must) => must.then(|| self.state.must_at[h.index()]),
            None => self.market.holds_seat(h).then_some(AXIOM),
        }
    }
}

impl Retraction {
    pub(in crate::exact) fn new(events: usize) -> Self {
        Self {
            fallen: vec![false; events],
            queued: vec![false; events],
            open: BinaryHeap::new(),
            seen: Vec::new(),
            pools: Vec::new(),
            beside: Vec::new(),
            again: Vec::new(),
            all_again: Vec::new(),
            events: Vec::new(),
        }
    }

    /// Finds what does not stand with what the state has now in `pools`. `tighter`: there may be less room for others in them than
    /// there was.
    pub(in crate::exact) fn find(&mut self, past: &Past<'_, '_>, pools: &[PoolId], tighter: bool) {
        for &e in &self.events {
            self.fallen[e as usize] = false;
        }
        self.events.clear();
        self.pools.clear();
        self.pools.resize(past.market.pools().len(), false);
        self.beside.clear();
        self.beside.resize(past.market.pools().len(), None);
        for c in self.all_again.drain(..) {
            self.again[c as usize] = false;
        }
        self.again.resize(past.market.claimants().len(), false);
        for &pool in pools {
            self.doubt_pool(past, pool, None);
            if tighter {
                self.doubt_neighbours(past, pool, RankClass::HELD, None);
            }
        }
        while let Some(Reverse(event)) = self.open.pop() {
            if self.stands(past, event) {
                continue;
            }
            self.fallen[event as usize] = true;
            self.events.push(event);
            for &w in past.log.deleted_by(event) {
                for c in past.market.claims(WishId::new(w)) {
                    if !std::mem::replace(&mut self.again[c.claimant.index()], true) {
                        self.all_again.push(c.claimant.index() as u32);
                    }
                }
                self.doubt_after(past, w, event);
            }
            if let Event::Guarantee(w) = past.state.events[event as usize] {
                let h = past.state.household_of(w);
                if past.must_since(h) == Some(event) {
                    self.doubt_household(past, h, event);
                }
            }
        }
        for e in self.seen.drain(..) {
            self.queued[e as usize] = false;
        }
    }

    fn doubt(&mut self, event: u32) {
        if !std::mem::replace(&mut self.queued[event as usize], true) {
            self.seen.push(event);
            self.open.push(Reverse(event));
        }
    }

    fn doubt_pool(&mut self, past: &Past<'_, '_>, pool: PoolId, after: Option<u32>) {
        if std::mem::replace(&mut self.pools[pool.index()], true) {
            return;
        }
        for &event in past.log.at_pool_after(pool, after) {
            self.doubt(event);
        }
    }

    /// What may rest on the household's outcome being known: its claims count in all of its pools.
    fn doubt_household(&mut self, past: &Past<'_, '_>, h: HouseholdId, after: u32) {
        let nothing_left = past.is_at_an_end(h);
        for c in past.state.claimants(h) {
            let pool = past.market.claimants()[c].pool;
            self.doubt_pool(past, pool, Some(after));
            // What it was sure to take was room for those ranked better.
            if nothing_left || past.state.slots[c].flags & FORCED != 0 {
                self.doubt_neighbours(past, pool, RankClass::HELD, Some(after));
            }
        }
    }

    /// What may rest on a wish being gone since an event.
    fn doubt_after(&mut self, past: &Past<'_, '_>, wish: u32, after: u32) {
        self.doubt_household(past, past.state.household_of(wish), after);
        for c in past.market.claims(WishId::new(wish)) {
            let rank = past.rank(c.claimant.index());
            self.doubt_neighbours(past, c.pool, rank, Some(after));
        }
    }

    /// What may rest on there being room in a pool for claims ranked `rank` or worse: best wishes of several pools count
    /// in each of them while there is room in the others.
    fn doubt_neighbours(&mut self, past: &Past<'_, '_>, pool: PoolId, rank: RankClass, after: Option<u32>) {
        let all = past.market.pool_claimants(pool);
        let place = |rank| all.partition_point(|c| past.rank(c.index()) < rank);
        let to = self.beside[pool.index()].map_or(all.len(), place);
        let from = place(rank).min(to);
        if from == to && self.beside[pool.index()].is_some() {
            return;
        }
        self.beside[pool.index()] = Some(rank);
        for c in &all[from..to] {
            let slot = past.slot(c.index());
            // Nothing rested on who was not there.
            if slot.single || past.is_soft(slot.owner) || past.is_new(slot.owner) {
                continue;
            }
            for own in past.state.claimants(slot.owner) {
                let other = past.market.claimants()[own].pool;
                if other != pool {
                    self.doubt_pool(past, other, after);
                }
            }
        }
    }

    /// Whether an event was found not to stand.
    pub(super) fn has_fallen(&self, event: u32) -> bool {
        self.fallen.get(event as usize).is_some_and(|&fallen| fallen)
    }

    /// Whether a wish was gone before an event.
    pub(super) fn is_gone(&self, past: &Past<'_, '_>, wish: usize, at: u32) -> bool {
        past.dead_since(wish).is_some_and(|since| since < at && !self.has_fallen(since))
    }

    pub(super) fn had_to_be_seated(&self, past: &Past<'_, '_>, h: HouseholdId, at: u32) -> bool {
        let stands = |since: u32| since == AXIOM || (since < at && !self.has_fallen(since));
        past.must_since(h).is_some_and(stands)
    }

    /// Whether no wish that uses a claimant was left before an event.
    pub(super) fn is_impossible(&self, past: &Past<'_, '_>, claimant: usize, at: u32) -> bool {
        match past.log.was_impossible(claimant, at) {
            // Events are looked at in their order: what fell before this one is known.
            Some(was) => was && !self.again[claimant],
            None => past.slot(claimant).uses == 0,
        }
    }
}
