//! From claimants back to wishes.

use super::{ClaimantId, Market, WishId};

/// The wishes that use each claimant, in order; a flat table beside the market.
#[derive(Clone, Debug)]
pub(crate) struct Using {
    from: Vec<u32>,
    wishes: Vec<WishId>,
}

impl Using {
    /// Cost: linear in the claims, time and memory.
    pub(crate) fn new(market: &Market) -> Self {
        let mut from = vec![0u32; market.claimants().len() + 1];
        let all = || (0..market.wish_count() as u32).map(WishId::new);
        for c in all().flat_map(|w| market.claims(w)) {
            from[c.claimant.index() + 1] += 1;
        }
        for c in 0..market.claimants().len() {
            from[c + 1] += from[c];
        }
        let mut next = from.clone();
        let mut wishes = vec![WishId::new(0); market.claim_count()];
        for w in all() {
            for c in market.claims(w) {
                let slot = &mut next[c.claimant.index()];
                wishes[*slot as usize] = w;
                *slot += 1;
            }
        }
        Self { from, wishes }
    }

    /// The wishes that use a claimant.
    pub(crate) fn of(&self, claimant: ClaimantId) -> &[WishId] {
        &self.wishes[self.from[claimant.index()] as usize..self.from[claimant.index() + 1] as usize]
    }
}
