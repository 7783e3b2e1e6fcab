//! Who could leave which limit if need be, and everybody else: the captives.
//!
//! A request is *loose* in a row that it uses if it could have a stay that does not use it, once those found loose before it
//! are gone from the rows in which they are. So the first ones have a free place to go to, the next ones can take the places of
//! these, and so on, where several may have to leave for one (two half days for a whole one, two single children for siblings).
//! What is left holds rows that cannot be left while the others stay: that is what a [`super::Witness`] is made of.

use super::board::{Board, OUT};
use super::seek::undo;
use std::cmp::Reverse;
use std::collections::VecDeque;

/// Of a request while the loose are sought.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// Nothing more is to be found out.
    Free,
    /// It holds some row that it cannot leave, as far as is known.
    Bound,
    /// Bound, and to be looked at again.
    Waits,
}

/// Scratch space, and who is loose.
pub(super) struct Loose {
    /// Per entry of a stay that somebody has: the stay that he could have instead, without that row; and its number in
    /// the order in which this was found.
    way: Vec<u32>,
    number: Vec<u32>,
    /// Entries where that is so.
    found: Vec<u32>,
    /// Per request whether it could leave the opening where it is.
    leaves: Vec<bool>,
    /// The loose, in the order in which they were found.
    all: Vec<u32>,
    is: Vec<bool>,
    /// Per row what the loose use of it.
    amount: Vec<u64>,
    state: Vec<State>,
    queue: VecDeque<u32>,
    /// Requests already moved.
    moved: Vec<bool>,
    blocked: Vec<(u32, u64)>,
}

impl Loose {
    pub(super) fn new(board: &Board<'_>) -> Self {
        let n = board.at.len();
        let entries = board.all_entries();
        Self {
            way: vec![OUT; entries],
            number: vec![0; entries],
            found: Vec::new(),
            leaves: vec![false; n],
            all: Vec::new(),
            is: vec![false; n],
            amount: vec![0; board.used.len()],
            state: vec![State::Free; n],
            queue: VecDeque::new(),
            moved: vec![false; n],
            blocked: Vec::new(),
        }
    }

    /// The loose, in the order in which they were found to be.
    pub(super) fn all(&self) -> &[u32] {
        &self.all
    }

    /// What the loose use of a row, those of `but` left out.
    fn amount(&self, board: &Board<'_>, row: u32, but: u32) -> u64 {
        let all = self.amount[row as usize];
        let at = board.at[but as usize];
        if all == 0 || at == OUT {
            return all;
        }
        all - board.entry_of(at, row).filter(|&e| self.way[e] != OUT).map_or(0, |_| board.amount(at, row))
    }

    /// Whether a row has too little for a request that needs so much of it, even if the loose were gone from it.
    pub(super) fn lacks(&self, board: &Board<'_>, request: u32, (row, amount): (u32, u64)) -> bool {
        let used = board.used[row as usize] + amount;
        let cap = board.table.caps[row as usize];
        used > cap && {
            let now = board.at[request as usize];
            let own = if now == OUT { 0 } else { board.amount(now, row) };
            used - own - self.amount(board, row, request) > cap
        }
    }

    /// Nobody is known to be loose.
    pub(super) fn clear(&mut self, board: &Board<'_>) {
        for e in self.found.drain(..) {
            self.way[e as usize] = OUT;
            self.amount[board.row_of_entry(e) as usize] = 0;
        }
        for v in self.all.drain(..) {
            self.is[v as usize] = false;
            self.leaves[v as usize] = false;
        }
    }

    /// Finds out who is loose among `holders`.
    pub(super) fn settle(&mut self, board: &Board<'_>, holders: &[u32]) {
        self.clear(board);
        // Everybody once; then those for whom a row that they could use has got looser.
        for &v in holders.iter().filter(|&&v| board.is_movable(v)) {
            self.state[v as usize] = State::Waits;
            self.queue.push_back(v);
        }
        while let Some(v) = self.queue.pop_front() {
            let before = self.found.len();
            self.state[v as usize] = if self.loosen(board, v) { State::Bound } else { State::Free };
            for i in before..self.found.len() {
                for &stay in board.users(board.row_of_entry(self.found[i])) {
                    let other = board.owner_of(stay);
                    if self.state[other as usize] == State::Bound {
                        self.state[other as usize] = State::Waits;
                        self.queue.push_back(other);
                    }
                }
            }
        }
        for &v in holders {
            self.state[v as usize] = State::Free;
        }
    }

    /// Looks at one request; whether it is bound to some row still.
    fn loosen(&mut self, board: &Board<'_>, v: u32) -> bool {
        let now = board.at[v as usize];
        for stay in board.stays(v).filter(|&s| s != now) {
            let leaves = board.opening_of(stay) != board.opening_of(now);
            let helps = (leaves && !self.leaves[v as usize])
                || board
                    .entry_range(now)
                    .any(|e| self.way[e] == OUT && board.amount(stay, board.row_of_entry(e as u32)) == 0);
            if !helps || !self.could_have(board, v, stay) {
                continue;
            }
            self.leaves[v as usize] |= leaves;
            if !self.is[v as usize] {
                self.is[v as usize] = true;
                self.all.push(v);
            }
            for e in board.entry_range(now) {
                let row = board.row_of_entry(e as u32);
                if self.way[e] == OUT && board.amount(stay, row) == 0 {
                    self.way[e] = stay;
                    self.found.push(e as u32);
                    self.number[e] = self.found.len() as u32;
                    self.amount[row as usize] += board.amount(now, row);
                }
            }
        }
        !self.leaves[v as usize] || board.entry_range(now).any(|e| self.way[e] == OUT)
    }

    /// Whether a request could have a stay if all the loose were gone from where they are loose.
    pub(super) fn could_have(&self, board: &Board<'_>, request: u32, stay: u32) -> bool {
        if board.is_shut(stay) {
            return false;
        }
        !board.entries(stay).iter().any(|&entry| self.lacks(board, request, entry))
            && (!board.is_mixed(board.opening_of(stay)) || self.mix_could(board, request, stay))
    }

    fn mix_could(&self, board: &Board<'_>, request: u32, stay: u32) -> bool {
        let here = board.here[board.opening_of(stay) as usize].iter().copied();
        let gone: Vec<u32> = here.filter(|&v| self.leaves[v as usize] || v == request).collect();
        board.mix_suffices(request, stay, &gone)
    }

    /// Gives a request that fits nowhere a place by having loose ones move; if that does not work out, everything is as before.
    pub(super) fn make_room(&mut self, board: &mut Board<'_>, request: u32) -> bool {
        for stay in board.stays(request) {
            if !self.could_have(board, request, stay) {
                continue;
            }
            let mut log = Vec::new();
            let placed = self.put(board, request, stay, u32::MAX, &mut log);
            for &(v, _) in &log {
                self.moved[v as usize] = false;
            }
            if placed {
                return true;
            }
            log.push((request, OUT));
            undo(board, &log);
        }
        false
    }

    /// Places `q` at `stay`; loose ones with a number below `below` leave for it, and are placed elsewhere in turn.
    fn put(
        &mut self,
        board: &mut Board<'_>,
        q: u32,
        stay: u32,
        below: u32,
        log: &mut Vec<(u32, u32)>,
    ) -> bool {
        let mut left = Vec::new();
        while !board.fits(q, stay) {
            let Some((v, way, number)) = self.next_to_leave(board, q, stay, below) else { return false };
            self.moved[v as usize] = true;
            log.push((v, board.lift(v)));
            left.push((v, way, number));
        }
        board.place(q, stay);
        for (v, way, number) in left {
            match board.stays(v).find(|&s| board.fits(v, s)) {
                Some(free) => board.place(v, free),
                None if self.put(board, v, way, number, log) => {}
                None => return false,
            }
        }
        true
    }

    /// Of those who may leave for `q` to have `stay`, the one that makes most room, the lowest number first; with its way.
    fn next_to_leave(&mut self, board: &Board<'_>, q: u32, stay: u32, below: u32) -> Option<(u32, u32, u32)> {
        let mut blocked = std::mem::take(&mut self.blocked);
        board.blocked(q, stay, &mut blocked);
        let pivot = blocked.first().map(|b| b.0);
        let mut best: Option<((Reverse<u64>, u32), u32, u32)> = None;
        for &v in board.holders(pivot, board.opening_of(stay)) {
            let at = board.at[v as usize];
            if v == q || self.moved[v as usize] || at == OUT {
                continue;
            }
            let entry = match pivot {
                Some(row) => board.entry_of(at, row),
                // Who comes together does not do: anybody who is there at that time.
                None if board.slots_of(at).intersection(board.slots_of(stay)).is_empty() => None,
                None => board.entry_range(at).find(|&e| {
                    let way = self.way[e];
                    way != OUT && board.opening_of(way) != board.opening_of(at)
                }),
            };
            let Some(e) = entry.filter(|&e| self.way[e] != OUT && self.number[e] < below) else { continue };
            let room: u64 = blocked.iter().map(|&(row, lack)| board.amount(at, row).min(lack)).sum();
            let key = (Reverse(room), self.number[e]);
            if best.is_none_or(|(b, ..)| key < b) {
                best = Some((key, v, self.way[e]));
            }
        }
        self.blocked = blocked;
        best.map(|(key, v, way)| (v, way, key.1))
    }
}
