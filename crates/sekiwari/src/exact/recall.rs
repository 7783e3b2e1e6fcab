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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::market::{FacilityId, HouseholdId, Market, MarketBuilder, RankClass};

    /// Two for the two seats of a pool; one who may take a seat there or elsewhere; one who may only take others.
    fn market() -> Market {
        let mut b = MarketBuilder::new();
        let pools: Vec<_> = (0..3).map(|f| b.add_pool(FacilityId::new(f), 2)).collect();
        let lists: [&[usize]; 4] = [&[0], &[0], &[1, 0], &[1, 2]];
        for (rank, wishes) in (1u32..).zip(lists) {
            let household = b.add_household(rank);
            let child = b.add_child(household);
            for &pool in wishes {
                let claimant = b.add_claimant(child, pools[pool], RankClass::new(rank));
                b.add_wish(household, &[claimant]);
            }
        }
        b.build().expect("valid")
    }

    /// The key of the two, with the others given wishes by their place.
    fn key_with(market: &Market, places: [u32; 2]) -> Key {
        let mut state = State::new(market, |_| true);
        for (h, place) in (2..).map(HouseholdId::new).zip(places) {
            let wish = market.wish_range(h).start as u32 + place;
            state.fix(h, Some(wish));
        }
        let households = vec![HouseholdId::new(0), HouseholdId::new(1)];
        key(&state, &Component { households, watchers: Vec::new() })
    }

    #[test]
    fn parts_are_the_same_where_all_that_concerns_them_is() {
        let market = market();
        let alone = key_with(&market, [0, 0]);
        assert_eq!(alone, key_with(&market, [0, 1]), "who sits elsewhere does not matter");
        assert_ne!(alone, key_with(&market, [1, 0]), "who sits here does");
    }

    #[test]
    fn no_more_is_kept_and_written_than_there_is_room_for() {
        let part = || Remembered {
            value: vec![0],
            picks: None,
            case: Case { steps: Vec::new(), end: crate::certificate::End::Bounded },
            nodes: 2,
        };
        let mut recall = Recall { parts: HashMap::new(), room: 3, written: 3 };
        recall.keep(vec![1, 2], part());
        recall.keep(vec![3, 4], part());
        assert!(recall.get(&vec![1, 2]).is_some() && recall.get(&vec![3, 4]).is_none());
        assert!(recall.may_write(2) && !recall.may_write(2) && recall.may_write(1));
    }
}
