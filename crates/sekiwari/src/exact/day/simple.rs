//! Rules that move nobody, and what stands before and after a stage.

use super::DayRule;
use super::board::{Board, OUT};
use super::order::{Uses, key};
use super::solution::{DayError, Fate, Record, Refusal};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Puts all fixed requests where they are, seats that they set free first.
pub(super) fn place_fixed(board: &mut Board<'_>) -> Result<(), DayError> {
    free_seats(board, |board, r| board.fixed[r as usize]);
    let mut wrong = Vec::new();
    for r in (0..board.at.len() as u32).filter(|&r| board.fixed[r as usize]).collect::<Vec<_>>() {
        let stay = board.first[r as usize];
        if board.fits(r, stay) {
            board.place(r, stay);
        } else {
            wrong.push(r);
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(DayError::FixedDoNotFit(wrong)) }
}

/// Ends a stage: what it granted stays where it is, and the seats that it sets free are there for the next.
pub(super) fn freeze(board: &mut Board<'_>, stage: u8) {
    let market = board.market;
    free_seats(board, |board, r| {
        let request = market.request(r as usize);
        request.stage() == stage && !request.fixed() && board.at[r as usize] != OUT
    });
    for r in 0..board.at.len() {
        let request = market.request(r);
        board.fixed[r] |= request.stage() == stage && board.at[r] != OUT;
    }
}

fn free_seats(board: &mut Board<'_>, whose: impl Fn(&Board<'_>, u32) -> bool) {
    let market = board.market;
    for freed in market.freed() {
        if whose(board, freed.request) {
            board.free_seat(*freed);
        }
    }
}

/// Decides a stage by a rule that moves nobody.
pub(super) fn decide(board: &mut Board<'_>, stage: u8, rule: DayRule, record: &mut Record) {
    let market = board.market;
    let keys = rule.keys(market);
    let mut uses = Uses::of(board);
    let open = market.requests().zip(0u32..).filter(|(r, _)| r.stage() == stage && !r.fixed());
    let mut queue: BinaryHeap<_> = open.map(|(_, r)| Reverse((key(board, &uses, &keys, r, 0), r))).collect();
    while let Some(Reverse((was, r))) = queue.pop() {
        let now = key(board, &uses, &keys, r, 0);
        if now > was {
            queue.push(Reverse((now, r)));
            continue;
        }
        let mut stays = board.stays(r);
        let fate = if let Some(stay) = stays.find(|&s| board.fits(r, s)) {
            board.place(r, stay);
            uses.count(board, r);
            Fate::Granted { wish_proven: true }
        } else if board.stays(r).all(|s| board.is_shut(s)) {
            Fate::Refused(Refusal::Never)
        } else {
            Fate::Refused(Refusal::Full)
        };
        record.decide(r, fate);
    }
}
