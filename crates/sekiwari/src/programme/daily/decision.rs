//! Reading an answer back: what each request gets.

use super::compile::Compiled;
use super::round::{OfferIndex, Round, State};
use crate::market::day::{DayAnswer, Slots};
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
        for (g, group) in round.groups().iter().enumerate() {
            let given = answer.given.get(g).and_then(Option::as_ref);
            let stay = given.map(|given| self.market.request(g).stay(given.stay as usize));
            for (m, &r) in group.iter().enumerate() {
                let place = stay.zip(given).map(|(stay, given)| {
                    let at = self.openings[stay.opening as usize];
                    let room = given.rooms.get(m).copied().flatten();
                    Place { offer: at.offer, day: at.day, slots: stay.slots, room, wish_rank: stay.rank }
                });
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
}
