//! Chains: somebody takes the place of another, that one the place of a third, until one finds a free place.
//!
//! Breadth first, as in bipartite matching (Berge 1957): the fewest are moved. What those on the way to somebody give up counts
//! as free for him, so a chain may come back to a place that it has left: two children who change weeks, say, so that a third
//! one gets below its cap. Cost per search: the stays of those reached, and the holders of each full row once.

use super::board::{Board, OUT};
use super::seek::undo;
use std::collections::VecDeque;

/// Scratch space of the search.
pub(super) struct Chain {
    /// Per request when it was last reached, and from where: who takes its place, and with which stay.
    seen: Vec<u32>,
    from: Vec<(u32, u32)>,
    /// Per row when all its holders had been reached, and together with which other row.
    done: Vec<(u32, u32)>,
    /// Per kind of stay when those who could make room for it had been reached.
    kinds: Vec<u32>,
    round: u32,
    queue: VecDeque<u32>,
    blocked: Vec<(u32, u64)>,
    /// Per row what the chain to the request under work gives up of it, less what it takes; the rows where that is not 0.
    net: Vec<i64>,
    touched: Vec<u32>,
}

/// Stands for no other row.
const ALONE: u32 = u32::MAX;

impl Chain {
    pub(super) fn new(board: &Board<'_>) -> Self {
        let n = board.at.len();
        Self {
            seen: vec![0; n],
            from: vec![(OUT, OUT); n],
            done: vec![(0, ALONE); board.used.len()],
            kinds: vec![0; board.kinds()],
            round: 0,
            queue: VecDeque::new(),
            blocked: Vec::new(),
            net: vec![0; board.used.len()],
            touched: Vec::new(),
        }
    }

    /// Looks for a chain for a request that fits nowhere, among the first `most` that it reaches, and moves everybody along it.
    pub(super) fn find(&mut self, board: &mut Board<'_>, request: u32, most: usize) -> bool {
        self.round += 1;
        self.queue.clear();
        self.queue.push_back(request);
        self.seen[request as usize] = self.round;
        let mut blocked = std::mem::take(&mut self.blocked);
        let mut found = false;
        let mut reached = 0;
        'search: while let Some(q) = self.queue.pop_front().filter(|_| reached < most) {
            reached += 1;
            let now = board.at[q as usize];
            self.walk(board, request, q);
            for stay in board.stays(q) {
                if stay == now || board.is_shut(stay) {
                    continue;
                }
                self.blocked_on_the_way(board, stay, &mut blocked);
                let mix = board.mix_suffices(q, stay, &[q]);
                if !blocked.is_empty() || !mix {
                    self.reach(board, q, stay, &blocked, mix);
                } else if self.follow(board, request, q, stay) {
                    found = true;
                    break 'search;
                }
            }
        }
        self.blocked = blocked;
        found
    }

    /// Sums up what the chain from the request to `q` gives up and takes; the place of `q` itself is given up.
    fn walk(&mut self, board: &Board<'_>, request: u32, q: u32) {
        for row in self.touched.drain(..) {
            self.net[row as usize] = 0;
        }
        let mut v = q;
        while v != request {
            for &(row, amount) in board.entries(board.at[v as usize]) {
                self.net[row as usize] += amount as i64;
                self.touched.push(row);
            }
            let (taker, stay) = self.from[v as usize];
            for &(row, amount) in board.entries(stay) {
                self.net[row as usize] -= amount as i64;
                self.touched.push(row);
            }
            v = taker;
        }
    }

    /// Rows that have too little for a stay once the chain so far has moved, and by how much.
    fn blocked_on_the_way(&self, board: &Board<'_>, stay: u32, into: &mut Vec<(u32, u64)>) {
        into.clear();
        for &(row, amount) in board.entries(stay) {
            let need = board.used[row as usize] as i64 - self.net[row as usize] + amount as i64;
            let lack = need - board.table.caps[row as usize] as i64;
            if lack > 0 {
                into.push((row, lack as u64));
            }
        }
    }

    /// Reaches all whose leaving would make room for `q` at `stay`.
    fn reach(&mut self, board: &Board<'_>, q: u32, stay: u32, blocked: &[(u32, u64)], mix: bool) {
        let opening = board.opening_of(stay);
        if board.is_mixed(opening) {
            // All of a kind need the same room.
            let done = &mut self.kinds[board.kind_of(stay) as usize];
            if std::mem::replace(done, self.round) == self.round {
                return;
            }
        }
        let pivot = match *blocked {
            [(row, lack), ref rest @ ..] => {
                // Whoever holds all these rows is reached by the first who asks for them.
                let plain = lack <= board.unit_of(row) && !board.is_mixed(opening);
                let key = match rest {
                    [] => Some(ALONE),
                    &[(other, lack)] if lack <= board.unit_of(other) => Some(other),
                    _ => None,
                };
                if let Some(key) = key.filter(|_| plain) {
                    if self.done[row as usize] == (self.round, key) {
                        return;
                    }
                    self.done[row as usize] = (self.round, key);
                }
                Some(row)
            }
            [] => None,
        };
        for &v in board.holders(pivot, opening) {
            let at = board.at[v as usize];
            if self.seen[v as usize] == self.round || at == OUT || !board.is_movable(v) {
                continue;
            }
            let makes_room = blocked.iter().all(|&(row, lack)| board.amount(at, row) >= lack)
                && (mix || board.mix_suffices(q, stay, &[q, v]));
            if makes_room {
                self.seen[v as usize] = self.round;
                self.from[v as usize] = (q, stay);
                self.queue.push_back(v);
            }
        }
    }

    /// Moves everybody on the chain that ends with `last` at `stay`. Undone if a place turns out to be used twice on the way.
    fn follow(&self, board: &mut Board<'_>, request: u32, last: u32, stay: u32) -> bool {
        let mut moves = vec![(last, stay)];
        while moves[moves.len() - 1].0 != request {
            moves.push(self.from[moves[moves.len() - 1].0 as usize]);
        }
        let lift = |&(r, _): &(u32, u32)| (r, if r == request { OUT } else { board.lift(r) });
        let old: Vec<(u32, u32)> = moves.iter().map(lift).collect();
        for (r, stay) in moves {
            if !board.fits(r, stay) {
                undo(board, &old);
                return false;
            }
            board.place(r, stay);
        }
        true
    }
}
