//! A round together with the answer it ended in: who is where, in which order requests were considered, what stands in the
//! way of another one.
//!
//! Everything is counted from the answer, whatever rule gave it; nobody is moved. A request that is refused by a rule that
//! moves others may be told that a place is full, although others could be put elsewhere: then those who come before it need
//! that elsewhere too.

use super::broken::{self, Broken, Change};
use super::occupancy::{Occupancy, Present};
use super::{Limit, order};
use crate::market::day::{DayAnswer, Keys};
use crate::programme::daily::round::{RequestIndex, Round};
use crate::programme::daily::{Compiled, Decision};
use crate::verify::day::OrderBreach;

/// A round, its market and the answer to be told.
#[derive(Clone, Debug)]
pub struct Decided<'a> {
    pub(super) round: &'a Round,
    pub(super) compiled: &'a Compiled,
    pub(super) answer: &'a DayAnswer,
    decisions: Vec<Decision>,
    occupancy: Occupancy,
    keys: Keys,
    considered: Vec<order::Considered>,
    uses: Vec<u32>,
    // Market requests that were passed over, in order.
    passed_over: Vec<u32>,
    // By opening, refused market requests that list it and the stay, in order.
    refused_at: Vec<Vec<(u32, u32)>>,
    // By child its requests.
    requests_of: Vec<Vec<RequestIndex>>,
}

impl<'a> Decided<'a> {
    /// `keys` is the order in which requests were considered: that of the rules, without [`crate::market::day::KeyPart::Wish`]
    /// where nobody is moved, or the time alone for first come, first served. `breaches` is what the judge found about that
    /// very order; none where the market's own order was not followed. The answer has to be one of this market that the
    /// judge finds feasible ([`crate::verify::day::judge`]).
    ///
    /// Cost: linear in the requests and what they are given, and sorting them.
    ///
    /// # Panics
    /// If the answer names stays that the requests do not have.
    pub fn new(
        round: &'a Round,
        compiled: &'a Compiled,
        answer: &'a DayAnswer,
        keys: &Keys,
        breaches: &[OrderBreach],
    ) -> Self {
        let market = &compiled.market;
        let mut passed_over: Vec<u32> = breaches.iter().map(|b| b.request).collect();
        passed_over.sort_unstable();
        let considered = order::considered(market, keys, answer);
        let mut refused_at = vec![Vec::new(); market.openings().len()];
        let refused = (0..).zip(market.requests()).zip(&answer.given).filter(|(_, given)| given.is_none());
        for ((r, request), _) in refused {
            for (s, stay) in (0..).zip(request.stays()) {
                refused_at[stay.opening as usize].push((r, s));
            }
        }
        refused_at.iter_mut().for_each(|list: &mut Vec<(u32, u32)>| {
            list.sort_unstable_by_key(|&(r, s)| (considered[r as usize].place, s));
        });
        let mut requests_of = vec![Vec::new(); round.children().len()];
        (0..).zip(round.requests()).for_each(|(r, row)| requests_of[row.child as usize].push(r));
        Self {
            round,
            compiled,
            answer,
            decisions: compiled.decisions(round, answer),
            occupancy: Occupancy::new(market, answer),
            keys: keys.clone(),
            considered,
            uses: order::uses(market, answer),
            passed_over,
            refused_at,
            requests_of,
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
        self.considered[request as usize].place
    }

    /// Uses that counted for a market request when it was considered: of the member who had most.
    pub fn uses_then(&self, request: u32) -> u32 {
        self.considered[request as usize].uses
    }

    /// The keys of that order.
    pub fn keys(&self) -> &Keys {
        &self.keys
    }

    /// Whether a market request was passed over: refused, though one that came later has a place that would do.
    pub fn is_passed_over(&self, request: u32) -> bool {
        self.passed_over.binary_search(&request).is_ok()
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

    /// Refused market requests that list an opening, each with the stay, in the order in which they were considered.
    pub fn refused_at(&self, opening: u32) -> &[(u32, u32)] {
        &self.refused_at[opening as usize]
    }

    /// The requests of a child, withdrawn ones among them.
    pub(super) fn requests_of(&self, child: u32) -> &[RequestIndex] {
        &self.requests_of[child as usize]
    }

    /// Who is in an opening.
    pub fn here(&self, opening: u32) -> &[Present] {
        self.occupancy.here(opening)
    }

    /// Seats of an opening in a slot, with those that are freed; `None` where seats are no limit.
    pub fn seats(&self, opening: u32, slot: usize) -> Option<u32> {
        let limits = &self.compiled.market.openings()[opening as usize].limits;
        Some(limits.seats.as_ref()?[slot].saturating_add(self.freed(opening, slot)))
    }

    /// Seats of an opening in a slot that somebody freed who stays at home in return for holiday care.
    pub fn freed(&self, opening: u32, slot: usize) -> u32 {
        self.occupancy.freed(opening, slot, u16::MAX)
    }

    /// Seats of a group of classes of an opening in a slot, with those that are freed.
    pub fn group_seats(&self, opening: u32, group: usize, slot: usize) -> u32 {
        let group = &self.compiled.market.openings()[opening as usize].limits.groups[group];
        group.seats[slot].saturating_add(self.occupancy.freed(opening, slot, group.classes))
    }

    /// What stands in the way of a market request at one of its stays, counted from 0: every limit that would be broken if
    /// it came there and everybody else stayed where they are, the most telling first. Cost: the children of the opening.
    pub fn broken(&self, request: u32, stay: usize) -> Vec<Broken> {
        broken::broken(self, request, stay, Change::None)
    }

    /// The same with only those there who were considered before the request.
    pub fn broken_by_those_ahead(&self, request: u32, stay: usize) -> Vec<Broken> {
        broken::broken(self, request, stay, Change::OnlyAhead)
    }

    /// The same with one more of a limit: a seat (in all and for the class), a teacher, a nurse, a room for its children.
    pub fn broken_with(&self, request: u32, stay: usize, more: Limit) -> Vec<Broken> {
        broken::broken(self, request, stay, Change::More(more))
    }

    /// The same if a request of the round were withdrawn.
    pub fn broken_without(&self, request: u32, stay: usize, withdrawn: RequestIndex) -> Vec<Broken> {
        broken::broken(self, request, stay, self.member_of(withdrawn).map_or(Change::None, Change::Gone))
    }

    /// What is taken of a quota.
    pub(super) fn taken(&self, quota: u32) -> u32 {
        self.occupancy.taken(quota)
    }

    /// A request of the round as a market request and its member.
    pub(super) fn member_of(&self, request: RequestIndex) -> Option<(u32, u32)> {
        let group = self.round.group_of(request)?;
        let member = self.round.groups()[group as usize].iter().position(|&r| r == request)?;
        Some((group, member as u32))
    }
}
