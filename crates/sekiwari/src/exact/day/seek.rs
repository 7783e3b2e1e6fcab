//! The one question everything rests on: can this request have a place beside all that are granted, wherever these are put?
//!
//! 1. It fits somewhere as things stand.
//! 2. Somebody makes room: a chain in which each one takes the place of the next (breadth first, as in bipartite matching; Berge
//!    1957). Where every request takes one seat, no chain means no place.
//! 3. A [`Witness`] shows that there is none.
//! 4. All ways to place those who could make room are gone through ([`super::exhaust`]), up to a limit of steps.

use super::board::{Board, OUT};
use super::witness::Regions;
use std::collections::VecDeque;

/// Requests to be reached by a first look for a chain, and by a second one.
const NEAR: usize = 100;
const FAR: usize = 4_000;

/// What was found.
#[derive(Debug)]
pub(super) enum Found {
    /// It has a place now.
    Placed,
    /// There is none; shown by the witness of this number.
    Witnessed(u32),
    /// There is none: its stays are closed to it for good.
    Never,
    /// There is none: all ways were gone through.
    Exhausted,
    /// None was found before the search ended.
    Unknown,
}

/// The search, with its scratch space.
pub(super) struct Seeker<'m> {
    pub(super) board: Board<'m>,
    pub(super) regions: Regions,
    /// Per request when it was last reached, and from where: who takes its place, and with which stay.
    seen: Vec<u32>,
    from: Vec<(u32, u32)>,
    round: u32,
    queue: VecDeque<u32>,
    /// Steps that an exhaustive search may take, and how many are left to all together.
    pub(super) steps: u64,
    pub(super) budget: u64,
    /// No time is left: places are given as things stand.
    pub(super) hurry: bool,
    /// Requests for which some search ended without an answer.
    pub(super) doubted: Vec<bool>,
}

impl<'m> Seeker<'m> {
    pub(super) fn new(board: Board<'m>, steps: u64, budget: u64) -> Self {
        let n = board.at.len();
        Self {
            regions: Regions::new(&board),
            seen: vec![0; n],
            from: vec![(OUT, OUT); n],
            round: 0,
            queue: VecDeque::new(),
            board,
            steps,
            budget,
            hurry: false,
            doubted: vec![false; n],
        }
    }

    /// Looks for a place for a request that is nowhere, among the stays that everybody may have. `own`: the stay it comes from, if it
    /// had one.
    pub(super) fn seek(&mut self, request: u32, own: u32) -> Found {
        let mut open = false;
        for stay in self.board.stays(request) {
            open |= !self.board.is_never(stay);
            if self.board.fits(request, stay) {
                self.board.place(request, stay);
                return Found::Placed;
            }
        }
        if !open {
            return Found::Never;
        }
        if let Some(witness) = self.regions.known(&self.board, request, own) {
            return Found::Witnessed(witness);
        }
        if self.hurry {
            return Found::Unknown;
        }
        // Most chains are short; what has none is mostly refused by a witness.
        if self.chain(request, NEAR) {
            return Found::Placed;
        }
        if let Some(witness) = self.regions.find(&self.board, request) {
            return Found::Witnessed(witness);
        }
        if self.chain(request, FAR) {
            return Found::Placed;
        }
        let mut steps = self.steps.min(self.budget);
        let before = steps;
        let found = super::exhaust::search(&mut self.board, request, &mut steps);
        self.budget -= before - steps;
        match found {
            Some(true) => Found::Placed,
            Some(false) => Found::Exhausted,
            None => Found::Unknown,
        }
    }

    /// Looks for a chain that ends in a free place, and moves everybody along it. Gives up after `most` requests.
    fn chain(&mut self, request: u32, most: usize) -> bool {
        self.round += 1;
        self.queue.clear();
        self.queue.push_back(request);
        self.seen[request as usize] = self.round;
        let mut reached = 0;
        while let Some(q) = self.queue.pop_front() {
            reached += 1;
            if reached > most {
                return false;
            }
            let now = self.board.at[q as usize];
            for stay in self.board.stays(q) {
                if stay == now || self.board.is_never(stay) {
                    continue;
                }
                // Its own place is free for its other stays.
                if now != OUT {
                    self.board.lift(q);
                }
                let fits = q != request && self.board.fits(q, stay);
                if !fits {
                    self.reach_from(q, stay);
                }
                if now != OUT {
                    self.board.place(q, now);
                }
                if fits && self.follow(request, q, stay) {
                    return true;
                }
            }
        }
        false
    }

    /// Reaches all whose leaving would make room for `q` (which is nowhere) at `stay`.
    fn reach_from(&mut self, q: u32, stay: u32) {
        let opening = self.board.opening_of(stay) as usize;
        for i in 0..self.board.here[opening].len() {
            let v = self.board.here[opening][i];
            self.reach(v, q, stay);
        }
        let quotas = self.board.market.quotas().len() as u32;
        for e in 0..self.board.entries(stay).len() {
            let (row, amount) = self.board.entries(stay)[e];
            if row >= quotas {
                break;
            }
            if self.board.used[row as usize] + amount > self.board.table.caps[row as usize] {
                for i in 0..self.board.takers(row).len() {
                    let v = self.board.takers(row)[i];
                    self.reach(v, q, stay);
                }
            }
        }
    }

    fn reach(&mut self, v: u32, q: u32, stay: u32) {
        if self.seen[v as usize] == self.round
            || self.board.at[v as usize] == OUT
            || !self.board.is_movable(v)
        {
            return;
        }
        let at = self.board.lift(v);
        let makes_room = self.board.fits(q, stay);
        self.board.place(v, at);
        if makes_room {
            self.seen[v as usize] = self.round;
            self.from[v as usize] = (q, stay);
            self.queue.push_back(v);
        }
    }

    /// Moves everybody on the chain that ends with `last` at `stay`. Undone if a place turns out to be used twice on the way.
    fn follow(&mut self, request: u32, last: u32, stay: u32) -> bool {
        let mut moves = vec![(last, stay)];
        while moves[moves.len() - 1].0 != request {
            moves.push(self.from[moves[moves.len() - 1].0 as usize]);
        }
        let old: Vec<u32> =
            moves.iter().map(|&(r, _)| if r == request { OUT } else { self.board.lift(r) }).collect();
        let mut done = 0;
        while done < moves.len() && self.board.fits(moves[done].0, moves[done].1) {
            self.board.place(moves[done].0, moves[done].1);
            done += 1;
        }
        if done == moves.len() {
            return true;
        }
        for &(r, _) in &moves[..done] {
            self.board.lift(r);
        }
        for (&(r, _), &at) in moves.iter().zip(&old).filter(|(_, at)| **at != OUT) {
            self.board.place(r, at);
        }
        false
    }
}
