//! Who is where, request by request, for those who decide as requests come and go: bookings by telephone, calls after a
//! cancellation, who is let in at the door.

use super::board::{Board, OUT};
use super::limits::LimitAt;
use super::solution::Record;
use crate::market::day::{DayAnswer, DayMarket, Freed, LimitKind};

/// A standing answer that changes by one request at a time. Rooms are shared out anew at every question, as everywhere.
///
/// A request of the market is named by its number, a stay by its place in the list of the request. Names that do not exist
/// fit nowhere, and nothing is done with them.
pub struct Standing<'m> {
    board: Board<'m>,
}

/// What keeps a request from a stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Blocked {
    /// A quota of this number.
    Quota(u32),
    /// A limit of the opening.
    Limit(LimitKind),
}

impl<'m> Standing<'m> {
    /// Nobody is anywhere. Linear in the stays and their slots.
    pub fn new(market: &'m DayMarket) -> Self {
        Self { board: Board::new(market) }
    }

    fn stay(&self, request: u32, stay: u32) -> Option<u32> {
        let first = *self.board.first.get(request as usize)?;
        let end = *self.board.first.get(request as usize + 1)?;
        first.checked_add(stay).filter(|&s| s < end)
    }

    /// Whether a request that is nowhere could have a stay, everybody else staying where they are.
    pub fn fits(&self, request: u32, stay: u32) -> bool {
        self.stay(request, stay).is_some_and(|s| self.board.fits(request, s))
    }

    /// The first stay of a request's list that fits.
    pub fn first_fit(&self, request: u32) -> Option<u32> {
        let first = *self.board.first.get(request as usize)?;
        let end = *self.board.first.get(request as usize + 1)?;
        (first..end).find(|&s| self.board.fits(request, s)).map(|s| s - first)
    }

    /// Everything that keeps a request that is nowhere from a stay; empty where it fits or can never be there.
    pub fn blocked(&self, request: u32, stay: u32) -> Vec<Blocked> {
        let Some(stay) = self.stay(request, stay) else { return Vec::new() };
        let board = &self.board;
        let mut rows = Vec::new();
        board.blocked(request, stay, &mut rows);
        let mut found: Vec<Blocked> = rows
            .into_iter()
            .map(|(row, _)| match board.table.what[row as usize] {
                LimitAt::Quota(quota) => Blocked::Quota(quota),
                LimitAt::Opening { kind, .. } => Blocked::Limit(kind),
            })
            .collect();
        if !board.teachers_suffice(request, stay, &[]) {
            found.push(Blocked::Limit(LimitKind::Teachers));
        }
        if !board.rooms_suffice(request, stay, &[]) {
            found.push(Blocked::Limit(LimitKind::Rooms));
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Gives a stay to a request that is nowhere. Whether it fits is for the caller to ask: who overbooks goes beyond.
    pub fn place(&mut self, request: u32, stay: u32) {
        if let Some(stay) = self.stay(request, stay)
            && self.board.at[request as usize] == OUT
        {
            self.board.place(request, stay);
        }
    }

    /// Takes a request out of where it is.
    pub fn lift(&mut self, request: u32) {
        if self.at(request).is_some() {
            self.board.lift(request);
        }
    }

    /// The stay that a request has.
    pub fn at(&self, request: u32) -> Option<u32> {
        let stay = self.board.at.get(request as usize).copied().filter(|&s| s != OUT)?;
        Some(stay - self.board.first[request as usize])
    }

    /// Requests that are in an opening, by their numbers.
    pub fn here(&self, opening: u32) -> Vec<u32> {
        let mut here = self.board.here.get(opening as usize).cloned().unwrap_or_default();
        here.sort_unstable();
        here
    }

    /// A seat more in an opening, in all and for a class; whose request it is does not matter.
    pub fn free_seat(&mut self, freed: Freed) {
        if (freed.opening as usize) < self.board.here.len() {
            self.board.free_seat(freed);
        }
    }

    /// Who is where, with rooms, where nobody was placed beyond the limits.
    pub fn answer(&self) -> DayAnswer {
        Record::new(self.board.market).finish(&self.board, Vec::new()).answer
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::{Blocked, Standing};
    use crate::exact::day::{DayOptions, DayRule, solve};
    use crate::market::day::{
        DayMarket, DayMarketBuilder, Freed, LimitKind, Limits, Member, NewRequest, NewStay, Slots,
    };

    fn three_for_two_seats() -> DayMarket {
        let mut b = DayMarketBuilder::new(1);
        let openings = [0, 1].map(|site| b.add_opening(site, 0, Limits::seats(&[1])));
        for child in 0..3 {
            let stay = |(i, &opening)| NewStay {
                opening,
                slots: Slots::first(1),
                rank: i as u32 + 1,
                takes: vec![],
            };
            b.add_request(NewRequest {
                turn: child,
                time: i64::from(child),
                members: vec![Member::new(child, 3)],
                stays: openings.iter().enumerate().map(stay).collect(),
                ..NewRequest::default()
            });
        }
        b.build().unwrap()
    }

    #[test]
    fn one_by_one_is_first_come() {
        let market = three_for_two_seats();
        let mut standing = Standing::new(&market);
        for r in 0..3 {
            if let Some(stay) = standing.first_fit(r) {
                standing.place(r, stay);
            }
        }
        let options = DayOptions { rule: DayRule::FirstCome, ..DayOptions::default() };
        assert_eq!(standing.answer(), solve(&market, &options).unwrap().answer);
        assert_eq!(standing.blocked(2, 0), [Blocked::Limit(LimitKind::Seats)]);
        standing.lift(0);
        assert_eq!((standing.first_fit(2), standing.at(0), standing.here(1)), (Some(0), None, vec![1]));
        standing.free_seat(Freed { request: 0, opening: 1, class: 3, slots: Slots::first(1) });
        assert!(standing.fits(2, 1) && !standing.fits(9, 0) && !standing.fits(2, 9));
    }
}
