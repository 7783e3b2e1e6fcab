//! Steps of a case distinction: what a household can still get, and giving it that.

use super::state::State;
use crate::market::HouseholdId;

impl State<'_> {
    /// The outcomes a household can still have: its alive wishes, best first, and nothing, unless it must be seated.
    pub(super) fn options(&self, h: HouseholdId) -> Vec<Option<u32>> {
        let alive = self.market.wish_range(h).filter(|&w| self.alive[w]).map(|w| Some(w as u32));
        alive.chain((!self.must[h.index()]).then_some(None)).collect()
    }

    /// On whom of some households cases are best distinguished in a refutation; `None` if all of them are decided.
    pub(super) fn next_case(&self, on: &[HouseholdId]) -> Option<HouseholdId> {
        let open = on.iter().copied().filter(|&h| !self.is_decided(h));
        open.min_by_key(|&h| (self.soft[h.index()], self.single[h.index()], self.alive_count[h.index()], h))
    }

    /// Takes one of its options from a household; a wish that it does not get so may still block.
    pub(super) fn refuse(&mut self, h: HouseholdId, choice: Option<u32>) {
        self.assume();
        match choice {
            Some(w) => self.delete(h, w, true),
            None => self.require(h),
        }
        self.refresh(h);
        self.touch_all(h);
    }

    /// Gives a household one of its options; what it prefers may still block.
    pub(super) fn fix(&mut self, h: HouseholdId, choice: Option<u32>) {
        self.assume();
        for w in self.market.wish_range(h).map(|w| w as u32) {
            if self.alive[w as usize] && choice != Some(w) {
                self.delete(h, w, choice.is_none_or(|c| w < c));
            }
        }
        if choice.is_some() {
            self.require(h);
        }
        self.refresh(h);
        // Ghosts are examined when their pools are scanned.
        self.touch_all(h);
    }
}
