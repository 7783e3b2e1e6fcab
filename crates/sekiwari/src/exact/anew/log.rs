//! The log of a state by pool, and what each event deleted.

use crate::exact::state::{Event, State};
use crate::market::{PoolId, WishId};

/// Events by pool and deletions by event, flat.
#[derive(Clone)]
pub(in crate::exact) struct Log {
    by_pool_from: Vec<u32>,
    by_pool: Vec<u32>,
    deleted_from: Vec<u32>,
    deleted: Vec<u32>,
    /// By claimant the first event before which no wish that uses it was possible any more; beyond all if some still is.
    impossible_from: Vec<u32>,
}

impl Log {
    /// Cost: linear in the wishes and the log.
    pub(in crate::exact) fn new(state: &State<'_>) -> Self {
        let market = state.market;
        let (by_pool_from, by_pool) = table(market.pools().len(), |put| {
            for (event, at) in state.events.iter().zip(0..) {
                match *event {
                    Event::Hopeless(_, pool) => put(pool.index(), at),
                    Event::Guarantee(wish) => {
                        market.demands(WishId::new(wish)).for_each(|d| put(d.pool.index(), at));
                    }
                    Event::Assumed => {}
                }
            }
        });
        let (deleted_from, deleted) = table(state.events.len(), |put| {
            for w in (0..market.wish_count()).filter(|&w| !state.alive[w]) {
                put(state.dead_at[w] as usize, w as u32);
            }
        });
        let mut impossible_from = vec![0; market.claimants().len()];
        for w in 0..market.wish_count() {
            let from = if state.alive[w] { u32::MAX } else { state.dead_at[w] + 1 };
            for c in market.claims(WishId::new(w as u32)) {
                let own = &mut impossible_from[c.claimant.index()];
                *own = from.max(*own);
            }
        }
        Self { by_pool_from, by_pool, deleted_from, deleted, impossible_from }
    }

    /// Whether no wish that uses a claimant was possible before an event; `None` of claimants that came since.
    pub(in crate::exact) fn was_impossible(&self, claimant: usize, at: u32) -> Option<bool> {
        self.impossible_from.get(claimant).map(|&from| from <= at)
    }

    /// Events at a pool after another one, in their order.
    pub(in crate::exact) fn at_pool_after(&self, pool: PoolId, event: Option<u32>) -> &[u32] {
        let p = pool.index();
        let all = &self.by_pool[self.by_pool_from[p] as usize..self.by_pool_from[p + 1] as usize];
        &all[event.map_or(0, |event| all.partition_point(|&e| e <= event))..]
    }

    /// The wishes that an event deleted.
    pub(in crate::exact) fn deleted_by(&self, event: u32) -> &[u32] {
        let e = event as usize;
        &self.deleted[self.deleted_from[e] as usize..self.deleted_from[e + 1] as usize]
    }
}

/// A flat table of rows with the entries that `fill` puts into them, in its order.
fn table(rows: usize, fill: impl Fn(&mut dyn FnMut(usize, u32))) -> (Vec<u32>, Vec<u32>) {
    let mut from = vec![0u32; rows + 1];
    fill(&mut |row, _| from[row + 1] += 1);
    for r in 0..rows {
        from[r + 1] += from[r];
    }
    let mut next = from.clone();
    let mut entries = vec![0; from[rows] as usize];
    fill(&mut |row, entry| {
        entries[next[row] as usize] = entry;
        next[row] += 1;
    });
    (from, entries)
}
