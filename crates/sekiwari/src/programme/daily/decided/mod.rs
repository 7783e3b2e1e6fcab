//! A round together with the answer it ended in: who is where, in which order requests were considered, what stands in the
//! way of another one.
//!
//! Everything is counted from the answer, whatever rule gave it; nobody is moved. A request that is refused by a rule that
//! moves others may be told that a place is full, although others could be put elsewhere: then those who come before it need
//! that elsewhere too.

mod broken;
mod occupancy;
mod order;
mod rooms;

pub use broken::{Broken, Limit};
pub use occupancy::{Present, nurses_needed, teachers_needed};

use super::compile::Compiled;
use super::round::{RequestIndex, Round};
use super::Decision;
use crate::market::day::{DayAnswer, Keys};
use occupancy::Occupancy;

/// A round, its market and the answer to be told.
#[derive(Clone, Debug)]
pub struct Decided<'a> {
    pub(super) round: &'a Round,
    pub(super) compiled: &'a Compiled,
    answer: &'a DayAnswer,
    decisions: Vec<Decision>,
    occupancy: Occupancy,
    considered: Vec<u32>,
    uses: Vec<u32>,
}

impl<'a> Decided<'a> {
    /// `keys` is the order in which requests were considered: that of the rules, or the time alone for first come, first
    /// served. Cost: linear in the requests and what they are given, and sorting them.
    pub fn new(round: &'a Round, compiled: &'a Compiled, keys: &Keys, answer: &'a DayAnswer) -> Self {
        let market = &compiled.market;
        Self {
            round,
            compiled,
            answer,
            decisions: compiled.decisions(round, answer),
            occupancy: Occupancy::new(market, answer),
            considered: order::considered(market, keys, answer),
            uses: order::uses(market, answer),
        }
    }

    /// The round.
    pub fn round(&self) -> &'a Round {
        self.round
    }

    /// The compiled round.
    pub fn compiled(&self) -> &'a Compiled {
        self.compiled
    }

    /// The answer.
    pub fn answer(&self) -> &'a DayAnswer {
        self.answer
    }

    /// The decision on every request of the round.
    pub fn decisions(&self) -> &[Decision] {
        &self.decisions
    }

    /// The place of a market request in the order in which they were considered, counted from 0.
    pub fn considered(&self, request: u32) -> u32 {
        self.considered[request as usize]
    }

    /// Uses that count for a market request now: of the member who has most, before and in this round.
    pub fn uses(&self, request: u32) -> u32 {
        let members = self.compiled.market.request(request as usize).members();
        members.iter().map(|m| self.uses[m.child as usize]).max().unwrap_or(0)
    }

    /// Whether a market request is granted.
    pub fn is_granted(&self, request: u32) -> bool {
        self.answer.given.get(request as usize).is_some_and(Option::is_some)
    }

    /// Who is in an opening.
    pub fn here(&self, opening: u32) -> &[Present] {
        self.occupancy.here(opening)
    }

    /// Seats of an opening in a slot, with those that are freed; `None` where seats are no limit.
    pub fn seats(&self, opening: u32, slot: usize) -> Option<u32> {
        let limits = &self.compiled.market.openings()[opening as usize].limits;
        Some(limits.seats.as_ref()?[slot] + self.occupancy.freed(opening, slot, u16::MAX))
    }

    /// Seats of a group of classes of an opening in a slot, with those that are freed.
    pub fn group_seats(&self, opening: u32, group: usize, slot: usize) -> u32 {
        let group = &self.compiled.market.openings()[opening as usize].limits.groups[group];
        group.seats[slot] + self.occupancy.freed(opening, slot, group.classes)
    }

    /// What stands in the way of a market request at one of its stays, counted from 0: every limit that would be broken if
    /// it came there and everybody else stayed where they are, the most telling first.
    pub fn broken(&self, request: u32, stay: usize) -> Vec<Broken> {
        broken::broken(self, request, stay, None)
    }

    /// The same if a request of the round were withdrawn.
    pub fn broken_without(&self, request: u32, stay: usize, withdrawn: RequestIndex) -> Vec<Broken> {
        broken::broken(self, request, stay, self.member_of(withdrawn))
    }

    /// A request of the round as a market request and its member.
    fn member_of(&self, request: RequestIndex) -> Option<(u32, u32)> {
        let group = self.round.group_of(request)?;
        let member = self.round.groups()[group as usize].iter().position(|&r| r == request)?;
        Some((group, member as u32))
    }
}
