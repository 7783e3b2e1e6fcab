//! The desk on the day (当日受付): cancellations and new requests, one by one.
//!
//! Whoever has a place keeps it, the same stay in the same room. A place that comes free goes at once to the first in the order
//! who fits into it, then to the next as long as anybody fits; one who does not fit (the room is of another illness, the age
//! needs more teachers, the month is used up) is passed over and stays on the list. So the changes are the fewest there can be:
//! nobody is moved, and nobody waits for a place that would do.
//!
//! A regular seat that is free because of holiday care comes and goes with it: it is given on when the holiday care is granted,
//! and withdrawn when that is cancelled. Once somebody sits there, the holiday care cannot be cancelled: a place would be taken
//! away.
//!
//! **Cost.** A cancellation looks at those who wait for that opening or for a quota of that child, each against the limits
//! of its stays.

use super::DayRule;
use super::board::{Board, OUT};
use super::order::{Uses, key};
use super::solution::DayError;
use crate::market::day::{DayAnswer, DayMarket, Given, Handling, Keys, Room, RoomKind};

/// How a request stands at the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeskState {
    /// It has not been made yet.
    Ahead,
    /// It waits for a place.
    Waiting,
    /// It has a place.
    Placed,
    /// It was cancelled.
    Gone,
}

/// The standing day.
pub struct Desk<'m> {
    board: Board<'m>,
    standing: Vec<DeskState>,
    /// Per request the room of each member.
    rooms: Vec<Vec<Option<u32>>>,
    /// Per opening the requests that list it.
    wanted_by: Vec<Vec<u32>>,
    keys: Keys,
    uses: Uses,
}

impl<'m> Desk<'m> {
    /// Opens the desk with an answer that both judges have passed; requests for which `ahead` holds come later. Seats that
    /// granted requests set free are free. Linear in the market.
    ///
    /// # Errors
    /// [`DayError`] with the placed requests that break a limit.
    pub fn open(
        market: &'m DayMarket,
        answer: &DayAnswer,
        rule: DayRule,
        ahead: impl Fn(u32) -> bool,
    ) -> Result<Self, DayError> {
        let mut board = Board::new(market);
        let placed = |r: u32| answer.given.get(r as usize).and_then(Option::as_ref);
        for freed in market.freed() {
            if placed(freed.request).is_some() {
                board.free_seat(*freed);
            }
        }
        let mut wrong = Vec::new();
        let mut standing = Vec::new();
        let mut rooms = Vec::new();
        for r in 0..market.requests().len() as u32 {
            let given = placed(r);
            standing.push(match given {
                Some(_) => DeskState::Placed,
                None if ahead(r) => DeskState::Ahead,
                None => DeskState::Waiting,
            });
            rooms.push(given.map_or_else(Vec::new, |g| g.rooms.clone()));
            if let Some(given) = given {
                let stay = board.first[r as usize] + given.stay;
                if stay < board.first[r as usize + 1] && board.fits(r, stay) {
                    board.place(r, stay);
                } else {
                    wrong.push(r);
                }
            }
        }
        if !wrong.is_empty() {
            return Err(DayError::FixedDoNotFit(wrong));
        }
        let mut wanted_by = vec![Vec::new(); market.openings().len()];
        for (r, request) in market.requests().enumerate() {
            for stay in request.stays() {
                let list: &mut Vec<u32> = &mut wanted_by[stay.opening as usize];
                if list.last() != Some(&(r as u32)) {
                    list.push(r as u32);
                }
            }
        }
        let uses = Uses::of(&board);
        Ok(Self { board, standing, rooms, wanted_by, keys: rule.keys(market), uses })
    }

    /// How a request stands.
    pub fn standing(&self, request: u32) -> DeskState {
        self.standing[request as usize]
    }

    /// A request is made now: it has a place if one is free, else it waits. Those who have a place now: it comes first, then
    /// those who waited for a seat that it sets free. Nothing happens to one that is not ahead.
    pub fn ask(&mut self, request: u32) -> Vec<u32> {
        if self.standing[request as usize] != DeskState::Ahead {
            return Vec::new();
        }
        self.standing[request as usize] = DeskState::Waiting;
        self.call(vec![request])
    }

    /// A request is cancelled; those who have a place now that waited for one, in the order in which they were called. One that
    /// waited is taken off the list. None, and nothing is done, if others use a seat that it set free.
    pub fn cancel(&mut self, request: u32) -> Option<Vec<u32>> {
        if self.standing[request as usize] != DeskState::Placed {
            self.standing[request as usize] = DeskState::Gone;
            return Some(Vec::new());
        }
        let stay = self.board.lift(request);
        if !self.board.withdraw_seats(self.board.market.freed_by(request)) {
            self.board.place(request, stay);
            return None;
        }
        self.standing[request as usize] = DeskState::Gone;
        self.rooms[request as usize].clear();
        self.uses.uncount(&self.board, request);
        let mut waiting: Vec<u32> = self.wanted_by[self.board.opening_of(stay) as usize].clone();
        for &(row, _) in self.board.entries(stay) {
            if self.board.slot_of(row).is_none() {
                waiting.extend(self.board.takers(row));
            }
        }
        Some(self.call(waiting))
    }

    /// Gives places to those who wait and fit, in order. A use more puts a child's other requests back, so the order is looked
    /// at again after each; a seat that is set free brings in those who wait for it.
    fn call(&mut self, mut waiting: Vec<u32>) -> Vec<u32> {
        let mut called = Vec::new();
        loop {
            waiting.retain(|&r| self.standing[r as usize] == DeskState::Waiting);
            waiting.sort_by_key(|&r| key(&self.board, &self.uses, &self.keys, r, 0));
            waiting.dedup();
            let Some(next) = waiting.iter().position(|&r| self.try_place(r)) else { return called };
            let one = waiting[next];
            called.push(one);
            // Those before it do not fit, and will not with one more there, unless for a seat that is free now.
            waiting.drain(..=next);
            for &freed in self.board.market.freed_by(one) {
                self.board.free_seat(freed);
                waiting.extend(&self.wanted_by[freed.opening as usize]);
            }
        }
    }

    /// Gives a waiting request the best of its stays that is free, with rooms for all who are ill.
    fn try_place(&mut self, request: u32) -> bool {
        for stay in self.board.stays(request) {
            if !self.board.fits(request, stay) {
                continue;
            }
            if let Some(rooms) = self.free_rooms(request, stay) {
                self.board.place(request, stay);
                self.rooms[request as usize] = rooms;
                self.uses.count(&self.board, request);
                self.standing[request as usize] = DeskState::Placed;
                return true;
            }
        }
        false
    }

    /// Rooms for the members who are ill, everybody else staying in the room where they are.
    fn free_rooms(&self, request: u32, stay: u32) -> Option<Vec<Option<u32>>> {
        let members = self.board.market.request(request as usize).members();
        let mut given = vec![None; members.len()];
        let opening = self.board.opening_of(stay);
        let Some(rooms) = &self.board.market.openings()[opening as usize].limits.rooms else {
            return Some(given);
        };
        let ill: Vec<usize> = (0..members.len()).filter(|&m| members[m].illness.is_some()).collect();
        // Rooms in use first, then those that do not take everybody, then the smallest: one for any illness is left for others,
        // and a large one for those who may be together.
        let mut order: Vec<u32> = (0..rooms.rooms.len() as u32).collect();
        order.sort_by_key(|&room| {
            let Room { seats, kind } = rooms.rooms[room as usize];
            (self.others(opening, room).next().is_none(), kind == RoomKind::Any, seats, room)
        });
        self.seat(request, stay, &order, &ill, &mut given).then_some(given)
    }

    /// Seats the members `left`, by trying all rooms for each.
    fn seat(
        &self,
        request: u32,
        stay: u32,
        order: &[u32],
        left: &[usize],
        given: &mut Vec<Option<u32>>,
    ) -> bool {
        let Some((&m, rest)) = left.split_first() else { return true };
        for &room in order {
            if self.may_share(request, stay, m, room, given) {
                given[m] = Some(room);
                if self.seat(request, stay, order, rest, given) {
                    return true;
                }
                given[m] = None;
            }
        }
        false
    }

    /// Whether a member can be in a room beside those who are there and the members seated before it.
    fn may_share(&self, request: u32, stay: u32, m: usize, room: u32, given: &[Option<u32>]) -> bool {
        let market = self.board.market;
        let opening = self.board.opening_of(stay);
        let Some(rooms) = &market.openings()[opening as usize].limits.rooms else { return false };
        let member = |r: u32, m: usize| market.request(r as usize).members()[m].illness;
        let Some(own) = member(request, m) else { return false };
        let together = given.iter().enumerate().filter(|g| *g.1 == Some(room)).map(|g| (request, g.0, stay));
        let there: Vec<(u32, usize, u32)> = self.others(opening, room).chain(together).collect();
        let kind_fits = there.iter().all(|&(r, m, _)| {
            member(r, m).is_some_and(|other| match (own.handling, other.handling) {
                (Handling::Mix, Handling::Mix) => true,
                (Handling::Separate, Handling::Separate) => {
                    rooms.same_may_share && own.disease == other.disease
                }
                _ => false,
            })
        });
        let Room { seats, kind } = rooms.rooms[room as usize];
        kind_fits
            && kind.takes(own.handling)
            && self.board.slots_of(stay).iter().all(|slot| {
                let at = there.iter().filter(|t| self.board.slots_of(t.2).contains(slot)).count();
                (at as u32) < seats
            })
    }

    /// Who is in a room: request, member and stay.
    fn others(&self, opening: u32, room: u32) -> impl Iterator<Item = (u32, usize, u32)> + '_ {
        self.board.here[opening as usize].iter().flat_map(move |&r| {
            let in_room = self.rooms[r as usize].iter().enumerate().filter(move |g| *g.1 == Some(room));
            in_room.map(move |(m, _)| (r, m, self.board.at[r as usize]))
        })
    }

    /// The place of a request.
    pub fn given(&self, request: u32) -> Option<Given> {
        let r = request as usize;
        let at = self.board.at[r];
        (at != OUT).then(|| Given { stay: at - self.board.first[r], rooms: self.rooms[r].clone() })
    }

    /// Who has which place now.
    pub fn answer(&self) -> DayAnswer {
        DayAnswer { given: (0..self.board.at.len() as u32).map(|r| self.given(r)).collect() }
    }
}
