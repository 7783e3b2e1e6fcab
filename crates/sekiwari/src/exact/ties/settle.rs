//! From any board to one where nobody blocks: a household that blocks gets its wish, and whom that displaces moves on.
//!
//! Each turn takes one household from a queue and gives it the best wish it could insist on; where a pool is then over
//! its seats, those ranked worst leave, and inside the worst class those with the greatest key. What a household leaves
//! behind may make others block, so they join the queue. For single children this ends (each turn is a step of deferred
//! acceptance or of a chain of vacancies; Roth and Vande Vate 1990); siblings can make it run in a circle, so turns are
//! counted, a draw decides who comes next once it takes long, and who keeps coming back is left to block.

use super::board::Board;
use super::draw::Draw;
use crate::market::{HouseholdId, Market, PoolId, WishId};
use std::collections::VecDeque;

/// Wishes granted to a household in one run before it is left to block.
const PATIENCE: u32 = 40;

/// The queue, kept between calls.
#[derive(Debug)]
pub(crate) struct Settling {
    queue: VecDeque<HouseholdId>,
    queued: Vec<bool>,
    /// By claimant: inside a class, who leaves last has the smallest key.
    pub(crate) keys: Vec<u32>,
    /// Pools to be looked at once several moves are made.
    pub(crate) later: Vec<PoolId>,
    // By household, how often it was granted a wish in this run; and who was.
    granted: Vec<u32>,
    met: Vec<HouseholdId>,
    /// Turns taken so far.
    pub(crate) turns: u64,
    /// Households asked since this was last set to 0.
    pub(crate) asked: u64,
}

impl Settling {
    /// Equal keys for everyone.
    pub(crate) fn new(market: &Market) -> Self {
        Self {
            queue: VecDeque::new(),
            queued: vec![false; market.households().len()],
            keys: vec![0; market.claimants().len()],
            granted: vec![0; market.households().len()],
            met: Vec::new(),
            later: Vec::new(),
            turns: 0,
            asked: 0,
        }
    }

    /// Lets a household ask again.
    pub(crate) fn push(&mut self, h: HouseholdId) {
        if !std::mem::replace(&mut self.queued[h.index()], true) {
            self.queue.push_back(h);
        }
    }

    /// Runs until nobody in the queue blocks. False if that took more than `limit` turns, or if somebody was granted a
    /// wish so often that it was left to block; the board may then block.
    pub(crate) fn run(
        &mut self,
        market: &Market,
        board: &mut Board<'_>,
        draw: &mut Draw,
        limit: u64,
    ) -> bool {
        let (mut turns, mut settled) = (0, true);
        while let Some(h) = self.next(turns > limit / 4, draw) {
            self.asked += 1;
            let Some(w) = board.blocking_wish(h) else { continue };
            // A holder who was displaced must get a seat back.
            let is_out = board.pick(h).is_none() && market.holds_seat(h);
            if self.granted[h.index()] >= PATIENCE && !is_out {
                settled = false;
                continue;
            }
            turns += 1;
            self.turns += 1;
            if turns > limit {
                while let Some(h) = self.queue.pop_front() {
                    self.queued[h.index()] = false;
                }
                settled = false;
                break;
            }
            if self.granted[h.index()] == 0 {
                self.met.push(h);
            }
            self.granted[h.index()] += 1;
            self.grant(market, board, h, w);
        }
        for h in self.met.drain(..) {
            self.granted[h.index()] = 0;
        }
        settled
    }

    fn next(&mut self, drawn: bool, draw: &mut Draw) -> Option<HouseholdId> {
        if drawn && self.queue.len() > 1 {
            let i = draw.below(self.queue.len() as u32) as usize;
            self.queue.swap(0, i);
        }
        let h = self.queue.pop_front()?;
        self.queued[h.index()] = false;
        Some(h)
    }

    /// Gives a wish and displaces whoever is then too many.
    pub(crate) fn grant(&mut self, market: &Market, board: &mut Board<'_>, h: HouseholdId, wish: WishId) {
        let before = board.pick(h);
        board.give(h, Some(wish));
        for d in market.demands(wish) {
            while board.taken(d.pool).len() > market.pool(d.pool).seats as usize {
                let others = board.taken(d.pool).iter().filter(|t| board.owner(t.1) != h);
                let Some(&(_, c)) = others.max_by_key(|t| (t.0, self.keys[t.1.index()], t.1)) else { break };
                let out = board.owner(c);
                self.leave(market, board, out);
            }
        }
        for c in before.map_or(&[][..], |w| market.claims(w)) {
            self.call(market, board, c.pool);
        }
    }

    /// Puts a household out; it asks again, and so does whoever wants what it leaves.
    pub(crate) fn leave(&mut self, market: &Market, board: &mut Board<'_>, h: HouseholdId) {
        let before = board.pick(h);
        board.give(h, None);
        self.push(h);
        for c in before.map_or(&[][..], |w| market.claims(w)) {
            self.call(market, board, c.pool);
        }
    }

    /// Asks everyone who looks at a pool with room, or with worse claims in it; and the households of several claims that
    /// sit there, since their own seats do not count against them.
    pub(crate) fn call(&mut self, market: &Market, board: &Board<'_>, pool: PoolId) {
        let worst = match board.has_room(pool) {
            true => None,
            false => board.taken(pool).last().map(|t| t.0),
        };
        for &(_, c) in board.taken(pool) {
            let h = board.owner(c);
            if board.pick(h).is_some_and(|w| market.claims(w).len() > 1) || market.children(h).len() > 1 {
                self.push(h);
            }
        }
        for &c in market.pool_claimants(pool) {
            let claimant = market.claimant(c);
            if worst.is_some_and(|worst| claimant.rank >= worst) {
                break;
            }
            self.push(market.household_of(claimant.child));
        }
    }
}
