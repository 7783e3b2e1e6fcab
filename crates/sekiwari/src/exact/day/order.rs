//! Who: requests in order, each granted if it can have a place beside all granted before.

use super::board::{Board, OUT};
use super::seek::{Found, Seeker};
use super::solution::{Fate, Record, Refusal};
use crate::exact::Control;
use crate::market::day::{KeyPart, Keys};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// The keys of a request in turn, then its turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key([i64; 5], u32);

/// Uses of every child so far: before the market, by fixed requests, and by what is granted.
pub(super) struct Uses(Vec<u32>);

impl Uses {
    /// Before anything open is decided, or after: whoever is on the board counts.
    pub(super) fn of(board: &Board<'_>) -> Self {
        let mut uses = Self(board.market.uses().to_vec());
        for r in (0..board.at.len()).filter(|&r| board.at[r] != OUT) {
            uses.count(board, r as u32);
        }
        uses
    }

    pub(super) fn count(&mut self, board: &Board<'_>, request: u32) {
        for member in board.market.request(request as usize).members() {
            self.0[member.child as usize] += 1;
        }
    }

    pub(super) fn uncount(&mut self, board: &Board<'_>, request: u32) {
        for member in board.market.request(request as usize).members() {
            self.0[member.child as usize] -= 1;
        }
    }

    fn at(&self, board: &Board<'_>, request: u32) -> u32 {
        let members = board.market.request(request as usize).members().iter();
        members.map(|m| self.0[m.child as usize]).max().unwrap_or(0)
    }
}

/// The key of a request that asks for a stay of rank at most `rank`.
pub(super) fn key(board: &Board<'_>, uses: &Uses, Keys(parts): &Keys, request: u32, rank: u32) -> Key {
    let r = board.market.request(request as usize);
    let mut key = [0; 5];
    for (slot, part) in key.iter_mut().zip(parts) {
        *slot = match part {
            KeyPart::Need => r.need().into(),
            KeyPart::Uses => uses.at(board, request).into(),
            KeyPart::Home => r.home().into(),
            KeyPart::Wish => rank.into(),
            KeyPart::Time => r.time(),
        };
    }
    Key(key, r.turn())
}

/// Decides who is granted among the open requests of a stage, in order; gives them in that order.
///
/// Uses only grow, so a request whose key has changed since it was put into the queue goes back behind.
pub(super) fn decide(
    seeker: &mut Seeker<'_>,
    stage: u8,
    record: &mut Record,
    control: &Control<'_>,
) -> Vec<u32> {
    let market = seeker.board.market;
    let keys = market.keys().clone();
    let by_wish = keys.0.contains(&KeyPart::Wish);
    let mut uses = Uses::of(&seeker.board);
    let mut queue = BinaryHeap::new();
    for (request, r) in market.requests().zip(0u32..) {
        if request.stage() == stage && !request.fixed() {
            let rank = if by_wish { next_rank(&seeker.board, r, 0).unwrap_or(0) } else { u32::MAX };
            queue.push(Reverse((key(&seeker.board, &uses, &keys, r, rank), r, rank)));
        }
    }
    let mut granted = Vec::new();
    while let Some(Reverse((was, r, rank))) = queue.pop() {
        let now = key(&seeker.board, &uses, &keys, r, rank);
        if now > was {
            queue.push(Reverse((now, r, rank)));
            continue;
        }
        if by_wish {
            seeker.board.allowed[r as usize] = seeker.board.within(r, rank);
        }
        seeker.hurry |= control.stopped();
        let refusal = match seeker.seek(r, false) {
            Found::Placed => {
                uses.count(&seeker.board, r);
                granted.push(r);
                record.decide(r, Fate::Granted { wish_proven: true });
                continue;
            }
            Found::Witnessed(witness) => Refusal::Limits(witness),
            Found::Never => Refusal::Never,
            Found::Exhausted => Refusal::Exhausted,
            Found::Unknown => Refusal::Unknown,
        };
        match next_rank(&seeker.board, r, rank).filter(|_| by_wish) {
            Some(next) => {
                seeker.doubted[r as usize] |= refusal == Refusal::Unknown;
                queue.push(Reverse((key(&seeker.board, &uses, &keys, r, next), r, next)));
            }
            // A better rank may have been to be had: what shows that the last one was not is no proof of the refusal.
            None if seeker.doubted[r as usize] => record.decide(r, Fate::Refused(Refusal::Unknown)),
            None => record.decide(r, Fate::Refused(refusal)),
        }
    }
    granted
}

/// The smallest rank of a request's stays above `rank`.
fn next_rank(board: &Board<'_>, request: u32, rank: u32) -> Option<u32> {
    let mut ranks = board.market.request(request as usize).stays().map(|s| s.rank);
    ranks.find(|&r| r > rank)
}
