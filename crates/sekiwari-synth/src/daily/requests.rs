//! A month of requests.

use super::children::Children;
use super::sites::{City, Kind};
use crate::draw::Draw;
use jiff::civil::{Date, Weekday, date};
use sekiwari::programme::daily::holidays;
use std::collections::BTreeSet;

/// One request, as the cells of its row beside its id.
pub(super) struct Request {
    pub(super) child: usize,
    pub(super) service: &'static str,
    pub(super) dates: Vec<Date>,
    pub(super) session: &'static str,
    pub(super) reason: &'static str,
    pub(super) disease: &'static str,
    pub(super) note: bool,
    pub(super) rest_day: Option<Date>,
    pub(super) sites: Vec<usize>,
    /// A number that those who come together share.
    pub(super) together: Option<u32>,
    /// Day, hour and minute.
    pub(super) at: (Date, u32, u32),
    pub(super) state: &'static str,
}

/// First and last day.
pub(super) const PERIOD: (Date, Date) = (date(2026, 5, 1), date(2026, 5, 31));

/// Of a hundred requests: temporary, holiday, sick, convalescent.
const SERVICES: [u32; 4] = [70, 8, 18, 4];
/// Of a hundred weekdays asked for, how many are a Monday, a Tuesday, ...
const WEEK: [u32; 5] = [24, 18, 18, 18, 22];
const SESSIONS: [(&str, u32); 4] = [("day", 56), ("am", 24), ("pm", 12), ("9:00-11:30", 8)];
const REASONS: [(&str, u32); 3] = [("urgent", 12), ("regular", 48), ("private", 40)];
const DISEASES: [(&str, u32); 8] = [
    ("cold", 46),
    ("influenza", 12),
    ("norovirus", 9),
    ("rsv", 10),
    ("hand-foot-mouth", 8),
    ("strep", 8),
    ("chickenpox", 5),
    ("measles", 2),
];

/// The days of the month on which children usually come, and Sundays with national holidays.
struct Days {
    working: [Vec<Date>; 5],
    closed: Vec<Date>,
}

impl Days {
    fn new() -> Self {
        let national = holidays::between(PERIOD.0, PERIOD.1).unwrap_or_default();
        let mut days = Self { working: Default::default(), closed: Vec::new() };
        let all = PERIOD.0.series(jiff::Span::new().days(1)).take_while(|d| *d <= PERIOD.1);
        for day in all {
            let weekday = day.weekday();
            if weekday == Weekday::Sunday || national.iter().any(|h| h.date == day) {
                days.closed.push(day);
            } else if weekday != Weekday::Saturday {
                days.working[weekday.to_monday_zero_offset() as usize].push(day);
            }
        }
        days
    }

    fn working(&self, draw: &mut Draw) -> Date {
        let of = &self.working[draw.weighted(&WEEK)];
        of[draw.below(of.len() as u32) as usize]
    }

    fn closed(&self, draw: &mut Draw) -> Date {
        self.closed[draw.below(self.closed.len() as u32) as usize]
    }
}

fn pick<T: Copy>(words: &[(T, u32)], draw: &mut Draw) -> T {
    let weights: Vec<u32> = words.iter().map(|w| w.1).collect();
    words[draw.weighted(&weights)].0
}

/// So many requests, by the time at which they were made.
pub(super) fn requests(count: u32, city: &City, children: &Children, draw: &mut Draw) -> Vec<Request> {
    let days = Days::new();
    let temporary = city.of(|kind| matches!(kind, Kind::Temporary | Kind::Nursery { .. }));
    let infants = city.of(|kind| kind == Kind::Temporary);
    let holiday = city.of(|kind| kind == Kind::Nursery { holiday: true });
    let sick = city.of(|kind| kind == Kind::Sick);
    let convalescent = city.of(|kind| kind == Kind::Convalescent);
    let mut all: Vec<Request> = Vec::with_capacity(count as usize);
    let mut labels = 0;
    let mut off = BTreeSet::new();
    while all.len() < count as usize {
        match draw.weighted(&SERVICES) {
            0 if !children.home.is_empty() => {
                let pair = all.len() + 2 <= count as usize && draw.chance(60);
                let child = children.home[draw.below(children.home.len() as u32) as usize];
                let own = &children.all[child];
                let next = children.all.get(child + 1);
                let second = next.filter(|next| pair && own.household == next.household && !next.regular);
                // Nurseries take no infants on their free seats.
                let infant = own.class == 0 || second.is_some_and(|next| next.class == 0);
                let open = if infant { &infants } else { &temporary };
                let first = temporary_care(child, open, &days, draw);
                if second.is_some() {
                    labels += 1;
                    let label = Some(labels);
                    all.push(Request {
                        child: first.child + 1,
                        together: label,
                        dates: first.dates.clone(),
                        sites: first.sites.clone(),
                        ..first
                    });
                    all.push(Request { together: label, ..first });
                } else {
                    all.push(first);
                }
            }
            1 if !children.enrolled.is_empty() && !holiday.is_empty() => {
                let asked = holiday_care(&holiday, children, &days, draw);
                // One day at home stands for one day of holiday care.
                if asked.rest_day.is_some_and(|day| off.insert((asked.child, day))) {
                    all.push(asked);
                }
            }
            2 => all.push(sick_care("sick", &sick, children, &days, draw)),
            _ => all.push(sick_care("convalescent", &convalescent, children, &days, draw)),
        }
    }
    all.sort_by_key(|q| q.at);
    all
}

/// Neighbours on a ring of sites: the nearest first.
fn near(sites: &[usize], most: usize, draw: &mut Draw) -> Vec<usize> {
    let home = draw.below(sites.len() as u32) as usize;
    let count = (1 + draw.weighted(&[40, 30, 20, 10])).min(most).min(sites.len());
    (0..count).map(|i| sites[(home + i) % sites.len()]).collect()
}

/// Bookings begin on the 15th of the month before and come over two weeks, most of them at the beginning.
fn booked(draw: &mut Draw) -> (Date, u32, u32) {
    let day = draw.below(14).min(draw.below(14)) as i8;
    (date(2026, 4, 15 + day), 9 + draw.below(8), draw.below(60))
}

fn temporary_care(child: usize, sites: &[usize], days: &Days, draw: &mut Draw) -> Request {
    let mut dates = vec![days.working(draw)];
    while dates.len() < 3 && draw.chance(250) {
        let other = days.working(draw);
        if !dates.contains(&other) {
            dates.push(other);
        }
    }
    let reason = pick(&REASONS, draw);
    Request {
        child,
        service: "temporary",
        dates,
        session: pick(&SESSIONS, draw),
        reason,
        disease: "",
        note: false,
        rest_day: None,
        sites: near(sites, 4, draw),
        together: None,
        at: booked(draw),
        state: if draw.chance(30) { "cancelled" } else { "" },
    }
}

/// With a day off in return in the week before or after.
fn holiday_care(sites: &[usize], children: &Children, days: &Days, draw: &mut Draw) -> Request {
    let child = children.enrolled[draw.below(children.enrolled.len() as u32) as usize];
    let day = days.closed(draw);
    let off = (0..20).map(|_| days.working(draw)).find(|off| (*off - day).get_days().abs() <= 7);
    Request {
        child,
        service: "holiday",
        dates: vec![day],
        session: "day",
        reason: "regular",
        disease: "",
        note: false,
        rest_day: off.or(Some(days.working(draw))),
        sites: near(sites, 2, draw),
        together: None,
        at: booked(draw),
        state: "",
    }
}

/// Booked by the day before, with a doctor's note in most cases; for the morning on Wednesdays, when clinics close early.
fn sick_care(
    service: &'static str,
    sites: &[usize],
    children: &Children,
    days: &Days,
    draw: &mut Draw,
) -> Request {
    let child = draw.below(children.all.len() as u32) as usize;
    let day = days.working(draw);
    let before = day.yesterday().unwrap_or(day);
    Request {
        child,
        service,
        dates: vec![day],
        session: if day.weekday() == Weekday::Wednesday || draw.chance(250) { "am" } else { "day" },
        reason: "",
        disease: pick(&DISEASES, draw),
        note: draw.chance(960),
        rest_day: None,
        sites: near(sites, 3, draw),
        together: None,
        at: (before, 12 + draw.below(8), draw.below(60)),
        state: "",
    }
}
