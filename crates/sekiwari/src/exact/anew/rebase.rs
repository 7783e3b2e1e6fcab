//! The state of one market as a state of a changed one, before anything is concluded from the change.

use super::difference::Difference;
use crate::exact::state::{AXIOM, Slot, State};
use crate::market::{HouseholdId, Market, WishId};

impl<'m> State<'m> {
    /// The state with what it knows of everybody who stays; all wishes of newcomers are possible. What it concluded of those
    /// who are gone still stands in it and has to be taken back ([`super::Retraction`]). It takes the memory of `spare`. Cost: a copy.
    pub(super) fn rebased<'n>(
        &self,
        market: &'n Market,
        difference: &Difference,
        spare: State<'m>,
    ) -> State<'n> {
        let mut state = spare.of(market);
        self.rebase(difference, &mut state);
        state
    }

    /// The same in a state of the changed market, which is forgotten.
    pub(super) fn rebase(&self, difference: &Difference, state: &mut State<'_>) {
        let (old, market) = (self.market, state.market);
        state.seats.clear();
        state.seats.extend(market.pools().iter().map(|p| p.seats));
        state.claimants_from.clone_from(&self.claimants_from);
        state.slots.clone_from(&self.slots);
        state.single.clone_from(&self.single);
        state.alive.clone_from(&self.alive);
        state.ghost.clone_from(&self.ghost);
        state.best.clone_from(&self.best);
        state.alive_count.clone_from(&self.alive_count);
        state.must.clone_from(&self.must);
        state.events.clone_from(&self.events);
        state.dead_at.clone_from(&self.dead_at);
        state.must_at.clone_from(&self.must_at);
        state.soft.clone_from(&self.soft);
        state.forced_in.clone_from(&self.forced_in);
        state.waiting.clone_from(&self.waiting);
        state.queue.clear();
        state.stale_pools.clear();
        for flags in [&mut state.queued, &mut state.stale] {
            flags.clear();
            flags.resize(market.pools().len(), false);
        }
        state.failed = None;
        state.several = self.several;
        state.notes_all = true;
        state.recording = true;
        state.trail.clear();
        state.in_place_of.clone_from(&difference.in_place_of);
        for &h in &difference.moved {
            for c in self.claimants(h) {
                state.slots[c].rank = market.claimants()[c].rank;
            }
        }
        for &h in &difference.gone {
            for c in self.claimants(h) {
                let forced = self.slots[c].flags & crate::exact::flags::FORCED;
                state.forced_in[old.claimants()[c].pool.index()] -= u32::from(forced);
                let slot = &mut state.slots[c];
                slot.flags = 0;
                slot.rank = market.claimants()[c].rank;
                slot.counts = [u32::MAX, 0, 0];
            }
            state.soft[h.index()] = false;
            if state.must[h.index()] && state.must_at[h.index()] == AXIOM {
                state.must[h.index()] = false;
            }
        }
        for h in old.households().len()..market.households().len() {
            state.join(HouseholdId::new(h as u32));
        }
    }

    /// Lets a household block; what was concluded from its stability has to be taken back.
    pub(super) fn soften(&mut self, h: HouseholdId) {
        self.soft[h.index()] = true;
        self.refresh(h);
    }

    /// The same memory for a state of another market; what is in it says nothing.
    #[rustfmt::skip]
    pub(super) fn of<'n>(self, market: &'n Market) -> State<'n> {
        let State {
            market: _, seats, claimants_from, slots, single, alive, ghost, best, alive_count, must, events,
            dead_at, must_at, soft, forced_in, queue, queued, waiting, failed, several, stale, stale_pools,
            known, shadows, notes_all, recording, trail, shortest_trail, in_place_of,
        } = self;
        State {
            market, seats, claimants_from, slots, single, alive, ghost, best, alive_count, must, events,
            dead_at, must_at, soft, forced_in, queue, queued, waiting, failed, several, stale, stale_pools,
            known, shadows, notes_all, recording, trail, shortest_trail, in_place_of,
        }
    }

    /// Takes in a household at the end, with all of its wishes possible.
    fn join(&mut self, h: HouseholdId) {
        let market = self.market;
        let first = self.slots.len();
        let claimants = market.claimants_of(h);
        let single = market.children(h).len() == 1 && market.wishes(h).all(|w| market.claims(w).len() == 1);
        for c in claimants {
            self.slots.push(Slot {
                owner: h,
                rank: market.claimants()[c].rank,
                wish: u32::MAX,
                uses: 0,
                flags: 0,
                haunted: false,
                waits: false,
                single,
                counts: [u32::MAX, 0, 0],
            });
        }
        debug_assert_eq!(first, self.claimants_from[h.index()] as usize);
        self.claimants_from.push(self.slots.len() as u32);
        let wishes = market.wish_range(h);
        for w in wishes.clone() {
            for claim in market.claims(WishId::new(w as u32)) {
                let slot = &mut self.slots[claim.claimant.index()];
                slot.uses += 1;
                slot.wish = w as u32;
            }
        }
        self.single.push(single);
        self.alive.resize(wishes.end, true);
        self.ghost.resize(wishes.end, false);
        self.dead_at.resize(wishes.end, 0);
        self.best.push(wishes.start as u32);
        self.alive_count.push(wishes.len() as u32);
        self.must.push(market.holds_seat(h));
        self.must_at.push(AXIOM);
        self.soft.push(false);
        self.waiting.push(true);
        self.refresh(h);
    }
}
