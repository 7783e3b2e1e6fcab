//! Reading an answer back: what each request gets.

use super::compile::Compiled;
use super::round::{OfferIndex, RequestIndex, Round, State};
use crate::market::day::{DayAnswer, Given, Slots};
use crate::programme::PlacementKind;

/// Where and when a request is given a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The service of the site.
    pub offer: OfferIndex,
    /// The day of the period.
    pub day: u32,
    /// The slots in which the child is there.
    pub slots: Slots,
    /// The room, as a position in the rooms of the service, where illnesses are kept apart.
    pub room: Option<u32>,
    /// The 1-based place of the outcome in the list of the family.
    pub wish_rank: u32,
}

/// The decision on one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decision {
    /// How it comes out: placed, kept where it was confirmed, unplaced. `None` for one that was withdrawn.
    pub kind: Option<PlacementKind>,
    /// What it gets.
    pub place: Option<Place>,
}

impl Compiled {
    /// The decision on every request, in the order of [`Round::requests`]. Linear in the requests.
    pub fn decisions(&self, round: &Round, answer: &DayAnswer) -> Vec<Decision> {
        let mut decisions = vec![Decision { kind: None, place: None }; round.requests().len()];
        for (g, group) in (0..).zip(round.groups()) {
            let given = answer.given.get(g as usize).and_then(Option::as_ref);
            for (m, &r) in group.iter().enumerate() {
                let place = given.map(|given| self.place(g, m, given));
                let kind = match (&place, round.requests()[r as usize].state) {
                    (None, _) => PlacementKind::Unplaced,
                    (Some(_), State::Confirmed) => PlacementKind::Kept,
                    (Some(_), _) => PlacementKind::Placed,
                };
                decisions[r as usize] = Decision { kind: Some(kind), place };
            }
        }
        decisions
    }

    /// What a member of those who are decided together gets by what the market gives them.
    ///
    /// # Panics
    /// If the market has no such group or stay.
    pub fn place(&self, group: u32, member: usize, given: &Given) -> Place {
        let stay = self.market.request(group as usize).stay(given.stay as usize);
        let at = self.openings[stay.opening as usize];
        let room = given.rooms.get(member).copied().flatten();
        Place { offer: at.offer, day: at.day, slots: stay.slots, room, wish_rank: stay.rank }
    }

    /// The answer of the market that decisions say, one for each of [`Round::requests`]: for its judge, and to explain them. What
    /// is written beside the places is not read. Linear in the requests and their stays.
    ///
    /// # Errors
    /// The requests whose place is none of their stays: withdrawn ones with a place, and all of those that come together where
    /// they are not in one place. All requests if there is another number of decisions.
    pub fn answer(&self, round: &Round, decisions: &[Decision]) -> Result<DayAnswer, Vec<RequestIndex>> {
        if decisions.len() != round.requests().len() {
            return Err((0..round.requests().len() as u32).collect());
        }
        let place = |r: RequestIndex| decisions[r as usize].place;
        let mut wrong: Vec<RequestIndex> = (0..)
            .zip(round.requests())
            .filter(|(r, row)| row.state == State::Cancelled && place(*r).is_some())
            .map(|(r, _)| r)
            .collect();
        let mut answer = DayAnswer { given: vec![None; round.groups().len()] };
        for (g, group) in round.groups().iter().enumerate() {
            let at = |r: RequestIndex| place(r).map(|p| (p.offer, p.day, p.slots));
            let first = at(group[0]);
            let stay = first.and_then(|(offer, day, slots)| {
                let is = |s: crate::market::day::Stay<'_>| {
                    let of = self.openings[s.opening as usize];
                    (of.offer, of.day, s.slots) == (offer, day, slots)
                };
                self.market.request(g).stays().position(is)
            });
            if group.iter().any(|&r| at(r) != first) || stay.is_some() != first.is_some() {
                wrong.extend(group);
            } else if let Some(stay) = stay {
                let rooms = group.iter().map(|&r| place(r).and_then(|p| p.room)).collect();
                answer.given[g] = Some(Given { stay: stay as u32, rooms });
            }
        }
        wrong.sort_unstable();
        if wrong.is_empty() { Ok(answer) } else { Err(wrong) }
    }
}
