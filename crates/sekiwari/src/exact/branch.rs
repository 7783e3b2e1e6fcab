//! Steps of a case distinction: what a household can still get, and giving it that.

use super::state::State;
use crate::market::HouseholdId;
use std::cmp::Reverse;

/// Households on whom a refutation may distinguish cases.
pub(super) struct Branching<'a> {
    on: &'a [HouseholdId],
    /// How often a case of each contradicted at once.
    conflicts: Vec<u32>,
}

impl<'a> Branching<'a> {
    pub(super) fn new(on: &'a [HouseholdId]) -> Self {
        Self { on, conflicts: vec![0; on.len()] }
    }

    /// On whom cases are best distinguished, and where it stands; `None` if all are decided.
    pub(super) fn next(&self, state: &State<'_>) -> Option<(usize, HouseholdId)> {
        let open = self.on.iter().copied().enumerate().filter(|&(_, h)| !state.is_decided(h));
        open.min_by_key(|&(at, h)| {
            (state.soft[h.index()], state.single[h.index()], state.promise(h, self.conflicts[at]), h)
        })
    }

    /// Notes how a case ended.
    pub(super) fn note(&mut self, at: usize, contradicted_at_once: bool) {
        self.conflicts[at] += u32::from(contradicted_at_once);
    }
}

impl State<'_> {
    /// The outcomes a household can still have: its alive wishes, best first, and nothing, unless it must be seated.
    pub(super) fn options(&self, h: HouseholdId) -> Vec<Option<u32>> {
        let alive = self.market.wish_range(h).filter(|&w| self.alive[w]).map(|w| Some(w as u32));
        alive.chain((!self.must[h.index()]).then_some(None)).collect()
    }

    /// How much is to be learned from the cases of a household: the more of them contradicted so far, and the fewer it has left,
    /// the earlier it comes.
    pub(super) fn promise(&self, h: HouseholdId, conflicts: u32) -> Reverse<u64> {
        let options = self.alive_count[h.index()] + u32::from(!self.must[h.index()]);
        Reverse(((u64::from(conflicts) + 1) << 20) / u64::from(options.max(1)))
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
