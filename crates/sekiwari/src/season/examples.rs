//! What a request that is drawn looks like: as one of the round.

use super::chance::{Chance, Of};
use super::rates::{Rates, place};
use crate::programme::daily::round::{RequestRow, State};
use crate::programme::daily::{Round, Service};
use std::collections::BTreeMap;

/// Service, weekday and kind of child; `None` stands for any.
type Key = (usize, Option<usize>, Option<usize>);

/// Requests of the round by service, weekday and kind of child; without one of these, by the others.
pub(super) struct Examples<'a> {
    of: BTreeMap<Key, Vec<&'a RequestRow>>,
}

impl<'a> Examples<'a> {
    pub(super) fn new(round: &'a Round, rates: &Rates) -> Self {
        let mut of: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for row in round.requests().iter().filter(|r| r.state != State::Cancelled) {
            let service = place(row.service);
            let weekday = Some(row.dates[0].weekday().to_monday_zero_offset() as usize);
            let kind = rates.kind(row.child);
            // A child without a class is no example for its kind.
            let keys = [(weekday, kind), (weekday, None), (None, kind), (None, None)];
            for (i, &(w, k)) in keys.iter().enumerate() {
                if !keys[..i].contains(&(w, k)) {
                    of.entry((service, w, k)).or_default().push(row);
                }
            }
        }
        Self { of }
    }

    /// One of those that come nearest: young children ask for other sites, and on short days everybody for other hours. One
    /// that asks for hours at which its sites are never open on that day is passed over while there are others.
    pub(super) fn pick(
        &self,
        round: &Round,
        rates: &Rates,
        service: Service,
        child: u32,
        day: u32,
        chance: Chance,
    ) -> Option<&'a RequestRow> {
        let s = place(service);
        let weekday = Some(round.date_of(day).weekday().to_monday_zero_offset() as usize);
        let kind = Some(rates.kind(child)?);
        let by = match service {
            Service::Temporary | Service::Holiday => {
                [(weekday, kind), (None, kind), (weekday, None), (None, None)]
            }
            Service::Sick | Service::Convalescent => {
                [(weekday, kind), (weekday, None), (None, kind), (None, None)]
            }
        };
        let lists = || by.iter().filter_map(|&(w, k)| self.of.get(&(s, w, k)));
        let from =
            |list: &[&'a RequestRow]| chance.below(Of::Example, child, day, list.len() as u32) as usize;
        for list in lists() {
            let (before, after) = list.split_at(from(list));
            let mut fitting = after.iter().chain(before).filter(|row| has_hours(round, row, day));
            if let Some(row) = fitting.next() {
                return Some(row);
            }
        }
        lists().next().map(|list| list[from(list)])
    }
}

/// Whether a site of a request is open on a day for all of its session, or all are closed then, which families may not know.
fn has_hours(round: &Round, row: &RequestRow, day: u32) -> bool {
    let mut closed = true;
    for offer in row.sites.iter().flat_map(|&site| round.offers_at(site)) {
        let of = &round.offers()[offer as usize];
        if of.service != row.service && !of.also.contains(&row.service) {
            continue;
        }
        if let Ok(open) = round.calendar().at(offer, day) {
            closed = false;
            if open.slots_for(round.rules(), row.session).is_some() {
                return true;
            }
        }
    }
    closed
}
