//! The state of one market as a state of a changed one, before anything is concluded from the change.

use super::Change;
use crate::exact::state::{AXIOM, Slot, State};
use crate::market::{HouseholdId, Market, Replacement, WishId};

impl State<'_> {
    /// The state with what it knows of everybody who stays; all wishes of newcomers are possible. What it concluded of those
    /// who are gone still stands in it and has to be taken back ([`super::Retraction`]). Cost: a copy.
    pub(super) fn rebased<'n>(&self, market: &'n Market, change: &Change) -> State<'n> {
        let old = self.market;
        let in_place = |r: &Replacement| std::iter::repeat_n(r.gone, r.newcomers.len());
        let mut state = State {
            market,
            seats: market.pools().iter().map(|p| p.seats).collect(),
            claimants_from: self.claimants_from.clone(),
            slots: self.slots.clone(),
            single: self.single.clone(),
            alive: self.alive.clone(),
            ghost: self.ghost.clone(),
            best: self.best.clone(),
            alive_count: self.alive_count.clone(),
            must: self.must.clone(),
            events: self.events.clone(),
            dead_at: self.dead_at.clone(),
            must_at: self.must_at.clone(),
            soft: self.soft.clone(),
            forced_in: self.forced_in.clone(),
            queue: Default::default(),
            queued: vec![false; market.pools().len()],
            waiting: self.waiting.clone(),
            failed: None,
            several: false,
            stale: vec![false; market.pools().len()],
            stale_pools: Vec::new(),
            known: Vec::new(),
            recording: true,
            trail: Vec::new(),
            in_place_of: change.replacements.iter().flat_map(in_place).collect(),
        };
        for h in change.gone() {
            for c in self.claimants(h) {
                let forced = self.slots[c].flags & crate::exact::state::FORCED;
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
        state
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
