//! Who is where, as the decisions say, with what is wrong with single requests.

use super::{RoundViolation, who};
use crate::market::day::Slots;
use crate::programme::daily::round::{
    ChildIndex, DiseaseRule, Enrolled, OfferIndex, RequestIndex, Round, State,
};
use crate::programme::daily::{Decision, Place, Service};
use std::collections::BTreeMap;

/// A child that is somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Seated {
    pub(super) request: RequestIndex,
    pub(super) child: ChildIndex,
    pub(super) class: u8,
    pub(super) load: u32,
    /// What it is ill with and how that is kept apart; sick without a named disease is mixable.
    pub(super) ill: Option<(Option<u32>, DiseaseRule)>,
    pub(super) slots: Slots,
    pub(super) room: Option<u32>,
}

impl Seated {
    pub(super) fn new(round: &Round, request: RequestIndex, slots: Slots, room: Option<u32>) -> Self {
        let row = &round.requests()[request as usize];
        let child = &round.children()[row.child as usize];
        let sick = matches!(row.service, Service::Sick | Service::Convalescent);
        let ill = match row.disease {
            Some(d) => Some((row.disease, round.diseases()[d as usize].rule)),
            None => sick.then_some((None, DiseaseRule::Mix)),
        };
        let class = row.dates.first().and_then(|&date| round.class_on(row.child, date)).unwrap_or(0);
        Self { request, child: row.child, class, load: child.load, ill, slots, room }
    }
}

/// Seats that are freed in one place: the class and when.
type FreedSeats = Vec<(u8, Slots)>;

/// Who is where.
pub(super) struct Places {
    /// By service and day.
    pub(super) there: BTreeMap<(OfferIndex, u32), Vec<Seated>>,
    /// By request, places that exist.
    pub(super) of: Vec<Option<Place>>,
    /// By child, requests that stand.
    pub(super) of_child: Vec<Vec<RequestIndex>>,
    freed: BTreeMap<(OfferIndex, u32), FreedSeats>,
}

impl Places {
    pub(super) fn read(round: &Round, decisions: &[Decision], found: &mut Vec<RoundViolation>) -> Self {
        let mut places = Self {
            there: BTreeMap::new(),
            of: Vec::new(),
            of_child: vec![Vec::new(); round.children().len()],
            freed: BTreeMap::new(),
        };
        for (request, decision) in (0..).zip(decisions) {
            let place = decision.place.filter(|p| {
                let exists = (p.offer as usize) < round.offers().len() && p.day < round.days();
                if !exists {
                    found.push(RoundViolation::NoSuchPlace { request });
                }
                exists
            });
            who::check(round, request, place, found);
            if stands(round, request) {
                let child = round.requests()[request as usize].child;
                places.of_child[child as usize].push(request);
            }
            if let Some(p) = place {
                let seated = Seated::new(round, request, p.slots, p.room);
                places.there.entry((p.offer, p.day)).or_default().push(seated);
                places.free_seat(round, request);
            }
            places.of.push(place);
        }
        places.together(round, found);
        places
    }

    /// Seats freed at a service on a day.
    pub(super) fn freed(&self, offer: OfferIndex, day: u32) -> &[(u8, Slots)] {
        self.freed.get(&(offer, day)).map_or(&[], Vec::as_slice)
    }

    /// Who uses holiday care and stays at home in return leaves a regular seat.
    fn free_seat(&mut self, round: &Round, request: RequestIndex) {
        let row = &round.requests()[request as usize];
        let Some(rest) = row.rest_day.filter(|_| row.service == Service::Holiday) else { return };
        let Some(day) = round.day_of(rest) else { return };
        let Enrolled::At(site) = round.children()[row.child as usize].enrolled else { return };
        let Some(class) = round.class_on(row.child, rest) else { return };
        for offer in round.offers_at(site).filter(|&o| round.offers()[o as usize].spare) {
            if let Ok(open) = round.calendar().at(offer, day)
                && open.classes & (1 << class) != 0
            {
                self.freed.entry((offer, day)).or_default().push((class, open.open));
                return;
            }
        }
    }

    /// Those that come together are in one place, or in none.
    fn together(&self, round: &Round, found: &mut Vec<RoundViolation>) {
        let of = |r: RequestIndex| self.of[r as usize].map(|p| (p.offer, p.day, p.slots));
        for group in round.groups() {
            for &other in &group[1..] {
                if of(other) != of(group[0]) {
                    found.push(RoundViolation::Apart { first: group[0], other });
                }
            }
        }
    }
}

/// Whether a request still stands.
pub(super) fn stands(round: &Round, request: RequestIndex) -> bool {
    round.requests()[request as usize].state != State::Cancelled
}
