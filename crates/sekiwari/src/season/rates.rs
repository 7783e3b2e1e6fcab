//! How much is asked for: as much as the round asks, by service and age, spread over its days.

use super::SeasonOptions;
use crate::programme::daily::round::{ChildIndex, Enrolled, State};
use crate::programme::daily::{Round, Service};

/// Ages that are told apart: classes 0 to 5, and school children.
pub const AGES: usize = 7;

/// Kinds of children: by age, and whether they are enrolled in a licensed place.
const KINDS: usize = 2 * AGES;

const SERVICES: usize = Service::ALL.len();

/// The place of a class among [`AGES`].
pub const fn age_of(class: u8) -> usize {
    if (class as usize) < AGES { class as usize } else { AGES - 1 }
}

/// The probability that a child asks for a service on a day on which it is open.
///
/// Temporary and holiday care: what the round asks for each age, among children enrolled and not, divided by these children and
/// the days. Sick and convalescent care: a part of the sick days by age and month, the same for all ages, such that as much is
/// asked for as in the round.
#[derive(Clone, Debug, PartialEq)]
pub struct Rates {
    booked: [[f64; KINDS]; 2],
    asking: [f64; 2],
    sick_days: [f64; AGES],
    months: [f64; 12],
    demand: f64,
    /// Services for which a child has to be registered wherever they are offered.
    registered: [bool; SERVICES],
    /// Per service and day whether a site is open.
    open: Vec<[bool; SERVICES]>,
    /// Per child on the first day of the period.
    kinds: Vec<Option<usize>>,
}

impl Rates {
    /// From the requests of a round that stand.
    pub fn of(round: &Round, options: &SeasonOptions) -> Self {
        let mut rates = Self {
            booked: [[0.0; KINDS]; 2],
            asking: [0.0; 2],
            sick_days: options.sick_days,
            months: options.months,
            demand: options.demand,
            registered: Service::ALL.map(|service| needs_registration(round, service)),
            open: (0..round.days()).map(|day| Service::ALL.map(|s| is_open(round, s, day))).collect(),
            kinds: (0..round.children().len() as u32).map(|child| kind_of(round, child)).collect(),
        };
        let mut asked = [[0u32; KINDS]; SERVICES];
        for row in round.requests().iter().filter(|r| r.state != State::Cancelled) {
            if let Some(kind) = rates.kinds[row.child as usize] {
                asked[place(row.service)][kind] += 1;
            }
        }
        let mut children = [0u32; KINDS];
        rates.kinds.iter().flatten().for_each(|&kind| children[kind] += 1);
        for (s, booked) in rates.booked.iter_mut().enumerate() {
            let days = rates.open.iter().filter(|open| open[s]).count() as f64;
            for kind in 0..KINDS {
                if children[kind] > 0 && days > 0.0 {
                    booked[kind] = f64::from(asked[s][kind]) / (f64::from(children[kind]) * days);
                }
            }
        }
        for sick in 0..2 {
            let service = Service::ALL[2 + sick];
            let mut days = 0.0;
            for child in 0..round.children().len() as u32 {
                for day in (0..round.days()).filter(|&d| rates.may_ask(round, service, child, d)) {
                    days += rates.sickness(round, child, day);
                }
            }
            let asked: u32 = asked[2 + sick].iter().sum();
            if days > 0.0 {
                rates.asking[sick] = f64::from(asked) / days;
            }
        }
        rates
    }

    /// The probability that a child is sick on a day.
    fn sickness(&self, round: &Round, child: ChildIndex, day: u32) -> f64 {
        let month = round.date_of(day).month() as usize - 1;
        let age = self.kinds[child as usize].map(|kind| kind % AGES);
        age.map_or(0.0, |age| self.sick_days[age] / 365.0 * self.months[month])
    }

    fn may_ask(&self, round: &Round, service: Service, child: ChildIndex, day: u32) -> bool {
        let s = place(service);
        let known = !self.registered[s] || round.children()[child as usize].registered.contains(&service);
        self.open[day as usize][s] && known
    }

    /// The probability that a child asks for a service on a day.
    pub fn on(&self, round: &Round, service: Service, child: ChildIndex, day: u32) -> f64 {
        let s = place(service);
        let Some(kind) = self.kinds[child as usize] else { return 0.0 };
        if !self.open[day as usize][s] {
            return 0.0;
        }
        let usual = match service {
            Service::Temporary | Service::Holiday => self.booked[s][kind],
            Service::Sick | Service::Convalescent if self.may_ask(round, service, child, day) => {
                self.sickness(round, child, day) * self.asking[s - 2]
            }
            Service::Sick | Service::Convalescent => 0.0,
        };
        (usual * self.demand).min(1.0)
    }

    /// Age and enrolment of a child, as one number.
    pub(super) fn kind(&self, child: ChildIndex) -> Option<usize> {
        self.kinds[child as usize]
    }
}

/// The place of a service, as in [`Service::ALL`].
pub(super) const fn place(service: Service) -> usize {
    service as usize
}

fn kind_of(round: &Round, child: ChildIndex) -> Option<usize> {
    let class = round.class_on(child, round.period().0)?;
    let enrolled = round.children()[child as usize].enrolled != Enrolled::No;
    Some(usize::from(enrolled) * AGES + age_of(class))
}

fn takes(round: &Round, offer: u32, service: Service) -> bool {
    let offer = &round.offers()[offer as usize];
    offer.service == service || offer.also.contains(&service)
}

fn is_open(round: &Round, service: Service, day: u32) -> bool {
    let mut offers = (0..round.offers().len() as u32).filter(|&o| takes(round, o, service));
    offers.any(|o| round.calendar().at(o, day).is_ok())
}

fn needs_registration(round: &Round, service: Service) -> bool {
    let offers = (0..round.offers().len() as u32).filter(|&o| takes(round, o, service));
    let mut offers = offers.map(|o| round.offers()[o as usize].entitlement.registered);
    offers.next().is_some_and(|first| first && offers.all(|r| r))
}
