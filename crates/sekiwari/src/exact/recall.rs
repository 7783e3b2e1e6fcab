//! Parts that were bounded before. Who blocks elsewhere in a component changes little about a small part of what is open: the same
//! part is met again for nearly every choice of blocking households.
//!
//! What a part can reach depends on what its households can still get and may block with, and on who else can hold seats in its
//! pools. Where all that is the same, the outcome found before is as good, and its argument holds word for word.

use super::components::{Component, is_contested};
use super::objective::Value;
use super::state::State;
use crate::certificate::Case;
use std::collections::HashMap;

/// Numbers kept to tell parts apart, over all of them.
const ROOM: usize = 50_000_000;
/// Steps and cases of remembered arguments that are written down once more, over all uses.
const WRITTEN: u64 = 5_000_000;

/// All that a part depends on.
pub(super) type Key = Vec<u32>;

/// What is known about a part.
pub(super) struct Remembered {
    /// Nothing is better.
    pub(super) value: Value,
    /// The picks of its households that reach it; `None` where it is not known whether some do.
    pub(super) picks: Option<Vec<Option<u32>>>,
    /// Why nothing is better, where that is recorded.
    pub(super) case: Case,
    /// The nodes of that argument.
    pub(super) nodes: u64,
}

/// Parts met in one search. Looked up only, so their order is of no matter.
pub(super) struct Recall {
    parts: HashMap<Key, Remembered>,
    room: usize,
    written: u64,
}

impl Recall {
    pub(super) fn new() -> Self {
        Self { parts: HashMap::new(), room: ROOM, written: WRITTEN }
    }

    /// What is known about a part.
    pub(super) fn get(&self, key: &Key) -> Option<&Remembered> {
        self.parts.get(key)
    }

    /// Counts an argument that is written down once more; false if there is no room for it.
    pub(super) fn may_write(&mut self, nodes: u64) -> bool {
        let may = self.written >= nodes;
        self.written -= if may { nodes } else { 0 };
        may
    }

    pub(super) fn keep(&mut self, key: Key, part: Remembered) {
        if key.len() <= self.room {
            self.room -= key.len();
            self.parts.insert(key, part);
        }
    }
}

/// All that the outcomes of a part depend on, in a state at its fixpoint.
///
/// **Cost.** The claimants of the pools that its households look at.
pub(super) fn key(state: &State<'_>, part: &Component) -> Key {
    /// Ends a list.
    const END: u32 = u32::MAX;
    let market = state.market;
    let (mut key, mut pools) = (Vec::new(), Vec::new());
    for &h in part.households.iter().chain(&part.watchers) {
        key.extend([h.index() as u32, u32::from(state.must[h.index()]), u32::from(state.soft[h.index()])]);
        let list = market.wish_range(h);
        key.extend(list.clone().filter(|&w| state.alive[w]).map(|w| w as u32).chain([END]));
        key.extend(list.filter(|&w| state.ghost[w]).map(|w| w as u32).chain([END]));
        let counted = state.claimants(h).filter(|&c| state.is_counted(c));
        pools.extend(counted.map(|c| market.claimants()[c].pool));
    }
    key.push(END);
    pools.sort_unstable();
    pools.dedup();
    // In others everybody finds a seat.
    pools.retain(|&pool| is_contested(state, pool));
    for pool in pools {
        let of_others = market.pool_claimants(pool).iter().map(|c| c.index()).filter(|&c| {
            let slot = &state.slots[c];
            slot.uses > 0 && part.households.binary_search(&slot.owner).is_err()
        });
        key.push(pool.index() as u32);
        key.extend(of_others.map(|c| c as u32).chain([END]));
    }
    key
}
