//! Why something follows: from a conclusion back through the log to the households whose stability was used.
//!
//! Nothing is stored with an event but its rule. The state as of an event is known from the times of deletions, and of
//! all the premises that were true then, just as many are taken as the rule needs: those already used elsewhere first,
//! then the oldest. So the reasons stay few.
//!
//! **Cost.** One look at the claimants of a pool per event on the way back.

mod premises;
mod room;

use super::cores::steps;
use super::state::{AXIOM, Event, State};
use crate::certificate::Step;
use crate::market::{HouseholdId, Market, Using, WishId};
use std::collections::BinaryHeap;

/// Follows conclusions back, and collects the households they rest on over several calls.
#[derive(Clone)]
pub(super) struct Reasons {
    /// Households whose stability was used, in order of discovery.
    pub(super) households: Vec<HouseholdId>,
    /// Households on whom cases were distinguished.
    pub(super) branched: Vec<HouseholdId>,
    // Events met on any way back since they were last asked for.
    needed: Vec<bool>,
    // Events before this one are only noted, to be followed at the end.
    floor: u32,
    deferred: Vec<u32>,
    // Events before this one are granted, as is the stability of those marked as used from the start.
    granted: u32,
    used: Vec<bool>,
    using: Using,
    // Events on the way back: seen ones, and those still to be followed, latest first.
    seen: Vec<bool>,
    listed: Vec<u32>,
    open: BinaryHeap<u32>,
    // Premises offered for one rule: unseen events, latest of them, and where the offer stands in `offered`.
    offers: Vec<(u32, u32, u32, u32)>,
    offered: Vec<u32>,
    needs: Vec<Option<HouseholdId>>,
    /// A reason could not be found again; nothing may be concluded then.
    pub(super) lost: bool,
}

impl Reasons {
    /// Cost: linear in the claims.
    pub(super) fn new(market: &Market) -> Self {
        Self {
            households: Vec::new(),
            branched: Vec::new(),
            needed: Vec::new(),
            floor: 0,
            deferred: Vec::new(),
            granted: 0,
            used: vec![false; market.households().len()],
            using: Using::new(market),
            seen: Vec::new(),
            listed: Vec::new(),
            open: BinaryHeap::new(),
            offers: Vec::new(),
            offered: Vec::new(),
            needs: Vec::new(),
            lost: false,
        }
    }

    /// For what follows in a state from here on: what it knows and who is hard in it is granted.
    pub(super) fn within(state: &State<'_>) -> Self {
        let granted = state.events.len() as u32;
        let used = state.soft.iter().map(|&soft| !soft).collect();
        Self { granted, used, ..Self::new(state.market) }
    }

    /// Forgets everything collected.
    pub(super) fn clear(&mut self) {
        for h in self.households.drain(..) {
            self.used[h.index()] = false;
        }
        self.branched.clear();
        self.needed.fill(false);
        for event in self.deferred.drain(..) {
            self.seen[event as usize] = false;
        }
        self.floor = 0;
        self.lost = false;
    }

    /// From here on events so far are only noted: what they rest on is followed once, by [`finish`](Self::finish).
    pub(super) fn defer(&mut self, state: &State<'_>) {
        self.floor = state.events.len() as u32;
    }

    /// Follows what was noted, in the state that [`defer`](Self::defer) saw.
    pub(super) fn finish(&mut self, state: &State<'_>) {
        self.floor = 0;
        self.open.extend(self.deferred.iter().copied());
        self.listed.append(&mut self.deferred);
        self.trace(state);
    }

    /// Whether anything concluded since the last call for the same event rests on it.
    pub(super) fn rests_on(&mut self, event: usize) -> bool {
        self.needed.get_mut(event).is_some_and(std::mem::take)
    }

    /// Adds a household that the argument rests on.
    fn add(&mut self, h: HouseholdId) {
        if !std::mem::replace(&mut self.used[h.index()], true) {
            self.households.push(h);
        }
    }

    /// Why a household has no outcomes but its alive wishes and, unless it must be seated, nothing; with no alive wish
    /// for one that must be seated, why there is a contradiction.
    pub(super) fn of_choice(&mut self, state: &State<'_>, h: HouseholdId) {
        self.of_choice_before(state, h, AXIOM);
    }

    /// The same as of an event, where the household has to get something else than it could have got then.
    pub(super) fn of_choice_before(&mut self, state: &State<'_>, h: HouseholdId, at: u32) {
        // An axiom rests on nothing, and is before no event.
        let before = |event: u32| event < at;
        if state.must[h.index()] && before(state.must_at[h.index()]) {
            self.follow(state.must_at[h.index()]);
        }
        for w in state.market.wish_range(h) {
            if !state.alive[w] && before(state.dead_at[w]) {
                self.follow(state.dead_at[w]);
            }
        }
        self.trace(state);
    }

    fn follow(&mut self, event: u32) {
        if event == AXIOM || event < self.granted {
            return;
        }
        let at = event as usize;
        if self.seen.len() <= at {
            self.seen.resize(at + 1, false);
            self.needed.resize(at + 1, false);
        }
        if !std::mem::replace(&mut self.seen[at], true) {
            if event < self.floor {
                self.deferred.push(event);
            } else {
                self.listed.push(event);
                self.open.push(event);
            }
        }
    }

    /// Those of some events, from number `from` on, that were met on the way back from a conclusion; asked for once.
    pub(super) fn take_needed(&mut self, events: &[Event], from: usize) -> Vec<Event> {
        let end = self.needed.len().min(from + events.len());
        // Assumptions are asked for by `rests_on`.
        let needed = (from..end)
            .filter(|&i| events[i - from] != Event::Assumed && std::mem::replace(&mut self.needed[i], false));
        needed.map(|i| events[i - from]).collect()
    }

    /// The steps after what is granted that were met on the way back from a conclusion; asked for once.
    pub(super) fn needed_steps(&mut self, state: &State<'_>) -> Vec<Step> {
        let from = self.granted as usize;
        steps(&self.take_needed(&state.events[from..], from))
    }

    fn is_new(&self, event: u32) -> bool {
        event != AXIOM && event >= self.granted && self.seen.get(event as usize) != Some(&true)
    }

    /// Follows everything open back to its roots. What was seen is forgotten afterwards: later calls may look at
    /// another branch, where the same number means another event.
    fn trace(&mut self, state: &State<'_>) {
        while let Some(at) = self.open.pop() {
            match state.events[at as usize] {
                Event::Guarantee(wish) => {
                    let h = state.household_of(wish);
                    self.add(h);
                    for d in state.market.demands(WishId::new(wish)) {
                        self.of_room(state, h, wish as usize, d, at);
                        self.take_all();
                    }
                }
                Event::Hopeless(wish, pool) => self.of_hopeless(state, wish, pool, at),
                Event::Assumed => {}
            }
        }
        for event in self.listed.drain(..) {
            self.seen[event as usize] = false;
            self.needed[event as usize] = true;
        }
    }
}
