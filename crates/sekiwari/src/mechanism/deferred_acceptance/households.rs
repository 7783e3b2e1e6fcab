//! Inserting households with several claims, one by one.

use super::is_single;
use super::state::State;
use crate::market::{Allocation, HouseholdId, Market, Statistics, WishId};
use crate::mechanism::occupancy::Occupancy;
use std::collections::HashSet;
use std::collections::VecDeque;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Restarts after which the search for a stable order is given up, beside one per inserted household.
pub const MAX_RESTARTS: u32 = 1_000;

/// Proposals, and places of the order gone through at restarts, after which the search is given up, per wish of the
/// market. A count, not a time, so that the answer is the same on any machine.
pub const MAX_WORK_PER_WISH: u64 = 100;

/// What became of one insertion.
enum Insertion {
    Done,
    /// The chain displaced this household, inserted earlier.
    Displaced(HouseholdId),
    /// The chain displaced the inserted household itself.
    SelfDisplaced,
}

struct Inserter<'a> {
    state: State<'a>,
    multi: Vec<bool>,
    proposals: u64,
}

/// Inserts all households with several claims into an allocation of the single ones.
pub(super) fn insert_all(market: &Market, singles: &Allocation) -> (Allocation, Statistics) {
    let multi: Vec<bool> = market.households().map(|h| !is_single(market, h)).collect();
    let mut order = market.by_precedence();
    order.retain(|h| multi[h.index()]);
    let mut inserter = Inserter { state: State::new(market, singles), multi, proposals: 0 };
    let mut statistics = Statistics { passes: 1, ..Statistics::default() };
    if inserter.search(order.clone(), &mut statistics) {
        let refused = order.iter().any(|&h| inserter.improvable(h));
        statistics.gave_up = refused;
    } else {
        statistics.gave_up = true;
        inserter.insert_without_displacing(singles, &order);
    }
    statistics.proposals = inserter.proposals;
    let allocation = inserter.state.allocation().clone();
    if !statistics.gave_up {
        return (allocation, statistics);
    }
    // Without stability at least no seat is wasted.
    let mut occupancy = Occupancy::new(market, allocation);
    let (passes, proposals) = occupancy.fill(&market.by_precedence());
    statistics.passes += passes;
    statistics.proposals += proposals;
    (occupancy.into_allocation(), statistics)
}

impl Inserter<'_> {
    /// Tries orders until one goes through; false if an order comes back or the limit is reached.
    fn search(&mut self, mut order: Vec<HouseholdId>, statistics: &mut Statistics) -> bool {
        let mut seen = HashSet::from([fingerprint(&order)]);
        let mut marks = vec![self.state.mark()];
        let limit = MAX_RESTARTS.saturating_add(order.len() as u32);
        let work_limit = MAX_WORK_PER_WISH * self.state.market.wish_count() as u64;
        let mut at = 0;
        while let Some(&h) = order.get(at) {
            match self.insert(h, None) {
                Insertion::Done => {
                    at += 1;
                    marks.truncate(at);
                    marks.push(self.state.mark());
                }
                Insertion::SelfDisplaced => return false,
                Insertion::Displaced(earlier) => {
                    let to = order.iter().position(|&o| o == earlier).unwrap_or(0);
                    order[to..=at].rotate_right(1);
                    statistics.restarts += 1;
                    let work = self.proposals + u64::from(statistics.restarts) * order.len() as u64;
                    if statistics.restarts > limit || work > work_limit || !seen.insert(fingerprint(&order)) {
                        return false;
                    }
                    // What stands before the moved household is untouched, so insertion goes on from there.
                    self.state.undo_to(marks[to]);
                    marks.truncate(to + 1);
                    at = to;
                }
            }
        }
        true
    }

    /// Lets a household propose from the top; the first accepted wish decides. With `keep` set, wishes whose chain
    /// displaces a household with several claims are passed over, down to the outcome `keep` (0 = left out).
    fn insert(&mut self, h: HouseholdId, keep: Option<u32>) -> Insertion {
        let market = self.state.market;
        let mark = self.state.mark();
        for (wish, rank) in market.wishes(h).zip(1..) {
            if keep == Some(rank) {
                break;
            }
            self.proposals += 1;
            if !self.state.accepts(h, wish) {
                continue;
            }
            self.state.give(h, Some(rank));
            match self.settle(h, wish) {
                Insertion::Done => return Insertion::Done,
                refused if keep.is_none() => return refused,
                _ => self.state.undo_to(mark),
            }
        }
        Insertion::Done
    }

    /// Lets displaced single children propose on until everybody is settled.
    fn settle(&mut self, inserted: HouseholdId, wish: WishId) -> Insertion {
        let market = self.state.market;
        let mut unsettled: VecDeque<(HouseholdId, u32)> = VecDeque::new();
        let mut last = wish;
        loop {
            while let Some(loser) = self.state.displaced_from(last) {
                if loser == inserted {
                    return Insertion::SelfDisplaced;
                }
                if self.multi[loser.index()] {
                    return Insertion::Displaced(loser);
                }
                let had = self.state.rank(loser).unwrap_or(0);
                self.state.give(loser, None);
                unsettled.push_back((loser, had));
            }
            let Some((h, had)) = unsettled.pop_front() else { return Insertion::Done };
            for (wish, rank) in market.wishes(h).zip(1..).skip(had as usize) {
                self.proposals += 1;
                if self.state.accepts(h, wish) {
                    self.state.give(h, Some(rank));
                    last = wish;
                    break;
                }
            }
        }
    }

    /// Whether a household would now be accepted at a better wish.
    fn improvable(&self, h: HouseholdId) -> bool {
        let market = self.state.market;
        let now = self.state.rank(h).unwrap_or(u32::MAX);
        market.wishes(h).zip(1..now).any(|(wish, _)| self.state.accepts(h, wish))
    }

    /// The fallback after failure: holders keep their seats from the start, and nobody inserted is displaced again.
    fn insert_without_displacing(&mut self, singles: &Allocation, order: &[HouseholdId]) {
        let market = self.state.market;
        self.state = State::new(market, singles);
        for &h in order.iter().filter(|&&h| market.holds_seat(h)) {
            let stay = market.wish_range(h).len() as u32;
            self.state.give(h, Some(stay));
            if let Some(wish) = market.wish_at(h, stay) {
                // Holders rank first, so only single children who do not hold a seat can be displaced.
                self.settle(h, wish);
            }
        }
        for &h in order {
            let keep = self.state.rank(h).unwrap_or(0);
            self.insert(h, Some(keep));
        }
    }
}

fn fingerprint(order: &[HouseholdId]) -> u64 {
    let mut hasher = DefaultHasher::new();
    order.hash(&mut hasher);
    hasher.finish()
}
