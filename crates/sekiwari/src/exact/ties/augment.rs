//! One more child seated, and nobody blocks: chains along equals.
//!
//! A child without a seat takes that of an equal in a full pool; who leaves takes a seat further down its own list, of an
//! equal or worse there, or a free one; and so on until a free seat ends the chain. Every pool keeps, for every class, at
//! least as many claims of that class or better, so nobody who did not move can come to block; and who moves down leaves
//! a pool full of claims no worse than its own and passes only over pools that are full likewise. Shortest chains first.
//!
//! Only single children with one seat move; households with several claims stay.
//!
//! **Cost.** Each search reads the lists of the children met, each child once.

use super::board::Board;
use crate::market::{HouseholdId, Market, WishId};
use std::collections::VecDeque;

/// Room for the search.
#[derive(Debug)]
pub(crate) struct Chains {
    // By household: who pushes it, and from which wish of the pusher; and the round in which it was met.
    from: Vec<(u32, u32)>,
    met: Vec<u32>,
    round: u32,
}

impl Chains {
    pub(crate) fn new(market: &Market) -> Self {
        let households = market.households().len();
        Self { from: vec![(0, 0); households], met: vec![0; households], round: 0 }
    }

    /// Seats one more child by a chain from one of the `waiting`, if there is one. The board must have nobody blocking.
    pub(crate) fn seat_one_more(
        &mut self,
        market: &Market,
        board: &mut Board<'_>,
        single: &[bool],
        waiting: &[HouseholdId],
    ) -> bool {
        self.round += 1;
        let mut queue: VecDeque<HouseholdId> = VecDeque::new();
        for &h in waiting.iter().filter(|h| single[h.index()] && board.pick(**h).is_none()) {
            self.met[h.index()] = self.round;
            self.from[h.index()] = (h.index() as u32, 0);
            queue.push_back(h);
        }
        while let Some(h) = queue.pop_front() {
            let starts = board.pick(h).map_or(market.wish_range(h).start, |w| w.index() + 1);
            for w in (starts..market.wish_range(h).end).map(|w| WishId::new(w as u32)) {
                let [claim] = market.claims(w) else { break };
                if board.has_room(claim.pool) {
                    self.follow(board, h, w);
                    return true;
                }
                let Some(&(worst, _)) = board.taken(claim.pool).last() else { continue };
                if claim.rank > worst {
                    continue;
                }
                let last = board.taken(claim.pool).partition_point(|t| t.0 < worst);
                for i in last..board.taken(claim.pool).len() {
                    let out = board.owner(board.taken(claim.pool)[i].1);
                    if single[out.index()] && self.met[out.index()] != self.round {
                        self.met[out.index()] = self.round;
                        self.from[out.index()] = (h.index() as u32, w.index() as u32);
                        queue.push_back(out);
                    }
                }
                if claim.rank < worst {
                    // It could insist on this seat, so it cannot pass it by.
                    break;
                }
            }
        }
        false
    }

    fn follow(&self, board: &mut Board<'_>, end: HouseholdId, wish: WishId) {
        let (mut h, mut wish) = (end, wish);
        loop {
            board.give(h, Some(wish));
            let (pusher, by) = self.from[h.index()];
            if pusher as usize == h.index() {
                return;
            }
            (h, wish) = (HouseholdId::new(pusher), WishId::new(by));
        }
    }
}
