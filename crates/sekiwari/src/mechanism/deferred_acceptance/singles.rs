//! Deferred acceptance among households whose wishes claim one seat each.

use super::is_single;
use crate::market::{Allocation, HouseholdId, Market, PoolId, RankClass, WishId};

/// The seats a pool holds on to: a binary heap with the worst proposal on top, in one flat array for all pools.
/// A proposal is `rank << 32 | household`, so that comparing numbers compares priorities.
struct Heaps {
    start: Vec<u32>,
    len: Vec<u32>,
    slots: Vec<u64>,
}

impl Heaps {
    fn new(market: &Market, singles: &[bool]) -> Self {
        let mut proposers = vec![0u32; market.pools().len()];
        for c in market.claimants() {
            proposers[c.pool.index()] += u32::from(singles[market.household_of(c.child).index()]);
        }
        let mut start = Vec::with_capacity(proposers.len() + 1);
        let mut total = 0u32;
        start.push(0);
        for (pool, &n) in market.pools().iter().zip(&proposers) {
            total += pool.seats.min(n);
            start.push(total);
        }
        Self { start, len: vec![0; proposers.len()], slots: vec![0; total as usize] }
    }

    /// Offers a proposal; returns the one that is turned away, if any.
    fn offer(&mut self, pool: PoolId, proposal: u64) -> Option<u64> {
        let p = pool.index();
        let (from, to) = (self.start[p] as usize, self.start[p + 1] as usize);
        let len = self.len[p] as usize;
        let heap = &mut self.slots[from..to];
        if len < heap.len() {
            heap[len] = proposal;
            self.len[p] += 1;
            sift_up(heap, len);
            return None;
        }
        if heap.first().is_none_or(|&worst| proposal > worst) {
            return Some(proposal);
        }
        let turned_away = std::mem::replace(&mut heap[0], proposal);
        sift_down(heap);
        Some(turned_away)
    }
}

fn sift_up(heap: &mut [u64], mut i: usize) {
    while i > 0 && heap[(i - 1) / 2] < heap[i] {
        heap.swap(i, (i - 1) / 2);
        i = (i - 1) / 2;
    }
}

fn sift_down(heap: &mut [u64]) {
    let mut i = 0;
    loop {
        let left = 2 * i + 1;
        if left >= heap.len() {
            return;
        }
        let worse = if left + 1 < heap.len() && heap[left + 1] > heap[left] { left + 1 } else { left };
        if heap[worse] <= heap[i] {
            return;
        }
        heap.swap(i, worse);
        i = worse;
    }
}

/// Lets all single households propose; the others are left out. Returns the allocation and the proposals made.
///
/// Those turned away propose again in rounds, each in id order, so that memory is walked forwards; the result does not
/// depend on the order (McVitie and Wilson 1971).
pub(super) fn propose(market: &Market) -> (Allocation, u64) {
    let singles: Vec<bool> = market.households().map(|h| is_single(market, h)).collect();
    let mut heaps = Heaps::new(market, &singles);
    // Pool and rank of every wish of a single household, side by side.
    let targets: Vec<(PoolId, RankClass)> = (0..market.wish_count() as u32)
        .map(|w| {
            market
                .claims(WishId::new(w))
                .first()
                .map_or((PoolId::new(0), RankClass::HELD), |c| (c.pool, c.rank))
        })
        .collect();
    let mut proposals = 0;
    // How many wishes of each household were turned away.
    let mut turned_away = vec![0u32; singles.len()];
    let mut proposers: Vec<u32> = (0..singles.len() as u32).filter(|&h| singles[h as usize]).collect();
    let mut losers = Vec::new();
    while !proposers.is_empty() {
        for &h in &proposers {
            let wishes = market.wish_range(HouseholdId::new(h));
            while let Some(&(pool, rank)) = targets[wishes.clone()].get(turned_away[h as usize] as usize) {
                proposals += 1;
                let Some(loser) = heaps.offer(pool, u64::from(rank.get()) << 32 | u64::from(h)) else {
                    break;
                };
                turned_away[loser as u32 as usize] += 1;
                if loser as u32 != h {
                    losers.push(loser as u32);
                    break;
                }
            }
        }
        losers.sort_unstable();
        std::mem::swap(&mut proposers, &mut losers);
        losers.clear();
    }
    let ranks = market.households().map(|h| {
        let place = turned_away[h.index()] + 1;
        (singles[h.index()] && place as usize <= market.wish_range(h).len()).then_some(place)
    });
    (Allocation::from_ranks(ranks), proposals)
}
