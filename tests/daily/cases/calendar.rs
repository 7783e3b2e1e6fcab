//! What is open when.

use crate::small::{Small, june};
use jiff::civil::time;
use sekiwari::programme::daily::Service::{Holiday, Temporary};
use sekiwari::programme::daily::round::{Closure, Session, SessionRow};

/// On Wednesdays the site closes at noon: no whole day, but a morning.
#[test]
fn a_short_wednesday() {
    let case = Small::new()
        .site()
        .offer(Temporary, 5, |o| o.short = Some(("W".parse().unwrap(), time(12, 30, 0, 0))))
        .ask("C1", Temporary, june(3), |_| {})
        .ask("C2", Temporary, june(3), |r| r.session = Session::Am)
        .ask("C3", Temporary, june(4), |_| {})
        .decide();
    assert_eq!(case.codes(), ["HOURS", "GRANTED", "GRANTED"]);
}

/// Sundays and national holidays are for holiday care, also on a weekday; temporary care is closed then.
#[test]
fn sundays_and_national_holidays() {
    let mut small =
        Small::new().site().offer(Holiday, 5, |o| o.days = "U".parse().unwrap()).offer(Temporary, 5, |_| {});
    small.0.holidays = vec![june(10)];
    for (n, service) in [Holiday, Temporary].into_iter().enumerate() {
        for day in [7, 9, 10] {
            small = small.ask(&format!("C{n}{day}"), service, june(day), |_| {});
        }
    }
    let codes = small.decide().codes();
    assert_eq!(codes, ["GRANTED", "CLOSED", "GRANTED", "CLOSED", "GRANTED", "CLOSED"]);
}

/// A closure of the site, and another date that is open.
#[test]
fn a_closure_and_another_date() {
    let mut small = Small::new()
        .site()
        .offer(Temporary, 1, |_| {})
        .ask("C1", Temporary, june(2), |r| r.dates.push(june(5)))
        .ask("C2", Temporary, june(3), |_| {});
    let (from, to) = (june(2), june(3));
    small.0.closures.push(Closure { site: Some(0), service: None, from, to, reason: "painting".to_owned() });
    let case = small.decide();
    assert_eq!(case.got(), ["A 5", "-"]);
    let told: Vec<_> = case.reasons().iter().map(|r| (r.request, r.wish_rank, r.cause.as_str())).collect();
    assert_eq!(told, [(0, 1, "CLOSED"), (1, 1, "CLOSED")]);
}

/// A session row gives an afternoon other seats than usual.
#[test]
fn one_afternoon_has_fewer_seats() {
    let mut small = Small::new()
        .site()
        .offer(Temporary, 2, |_| {})
        .ask("C1", Temporary, june(2), |_| {})
        .ask("C2", Temporary, june(2), |_| {})
        .ask("C3", Temporary, june(2), |r| r.session = Session::Am);
    let (date, session, seats) = (june(2), Session::Pm, Some(1));
    let row = SessionRow { offer: 0, date, session, classes: 0, seats, teachers: None, nurses: None };
    small.0.sessions.push(row);
    let case = small.decide();
    assert_eq!(case.codes(), ["GRANTED", "SEATS", "GRANTED"]);
    // The morning is full as well now, but not with those who came earlier.
    let binding = case.reasons()[0].binding.unwrap();
    assert_eq!((binding.slot, binding.have, binding.taken), (Some(1), 1, 1));
}
