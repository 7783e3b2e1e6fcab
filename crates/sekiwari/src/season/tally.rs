//! One season in numbers.

use super::decide::{Decided, Fate};
use super::demand::Demand;
use super::rates::place;
use crate::explain::daily::Cause;
use crate::market::day::DayMarket;
use crate::programme::daily::Service;
use std::collections::BTreeMap;

/// More than any site has: a number that stands for no limit.
const NO_LIMIT: u32 = 100_000;

/// What became of the requests of one service, in child-days. `asked` is the sum of all the others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Asked for.
    pub asked: u64,
    /// Children who were there.
    pub served: u64,
    /// Cancelled on the day.
    pub cancelled: u64,
    /// Nobody came.
    pub no_show: u64,
    /// Came, and there was no place.
    pub turned_away: u64,
    /// Never had a place.
    pub unmet: u64,
}

/// How a service of a site was used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Use {
    /// Child-days.
    pub served: u64,
    /// Slots of seats in which a child was there.
    pub used: u64,
    /// Slots of seats while it was open, freed ones among them; 0 where seats are not what limits it.
    pub seats: u64,
}

/// One season decided in one way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// By service, in the order of [`Service::NAMES`].
    pub services: Vec<Counts>,
    /// Unmet child-days by the place of the service and the cause.
    pub unmet: BTreeMap<(usize, Cause), u64>,
    /// By offer.
    pub offers: Vec<Use>,
}

impl Tally {
    /// Counts a season.
    pub fn of(demand: &Demand, market: &DayMarket, decided: &Decided) -> Self {
        let mut tally = Self {
            services: vec![Counts::default(); Service::NAMES.len()],
            unmet: BTreeMap::new(),
            offers: seats(demand, market),
        };
        for &(opening, slots) in &decided.freed {
            let offer = market.openings()[opening as usize].site as usize;
            if market.openings()[opening as usize].limits.seats.is_some() {
                tally.offers[offer].seats += slots.len() as u64;
            }
        }
        for ((r, drawn), &fate) in (0..).zip(&demand.drawn).zip(&decided.fates) {
            let service = place(drawn.service);
            let counts = &mut tally.services[service];
            counts.asked += 1;
            match fate {
                Fate::Served(stay) => {
                    counts.served += 1;
                    let stay = market.request(r).stay(stay as usize);
                    let of = &mut tally.offers[market.openings()[stay.opening as usize].site as usize];
                    of.served += 1;
                    of.used += stay.slots.len() as u64;
                }
                Fate::Cancelled => counts.cancelled += 1,
                Fate::NoShow => counts.no_show += 1,
                Fate::TurnedAway => counts.turned_away += 1,
                Fate::Unmet(cause) => {
                    counts.unmet += 1;
                    *tally.unmet.entry((service, cause)).or_default() += 1;
                }
            }
        }
        tally
    }

    /// All services together.
    pub fn total(&self) -> Counts {
        self.services.iter().fold(Counts::default(), |a, b| Counts {
            asked: a.asked + b.asked,
            served: a.served + b.served,
            cancelled: a.cancelled + b.cancelled,
            no_show: a.no_show + b.no_show,
            turned_away: a.turned_away + b.turned_away,
            unmet: a.unmet + b.unmet,
        })
    }
}

/// The seats of every offer while it is open.
fn seats(demand: &Demand, market: &DayMarket) -> Vec<Use> {
    let round = &demand.round;
    let mut offers = vec![Use::default(); round.offers().len()];
    for opening in market.openings() {
        let Ok(open) = round.calendar().at(opening.site, opening.date) else { continue };
        let limits = &opening.limits;
        for slot in open.open.iter() {
            let by_class: u64 = limits.groups.iter().map(|g| u64::from(g.seats[slot].min(NO_LIMIT))).sum();
            let all = limits.seats.as_ref().map(|s| u64::from(s[slot]));
            let seats = match (all, limits.groups.is_empty()) {
                (Some(all), true) => all,
                (Some(all), false) => all.min(by_class),
                (None, false) => by_class,
                (None, true) => 0,
            };
            if seats < u64::from(NO_LIMIT) {
                offers[opening.site as usize].seats += seats;
            }
        }
    }
    offers
}
