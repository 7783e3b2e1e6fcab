//! Days that a child may use.

use crate::small::{Small, june};
use sekiwari::programme::daily::Service::{Holiday, Temporary};
use sekiwari::programme::daily::round::{Per, Session, State, UsageRow};

/// Three days a week, and a half day counts as a day: the fourth half day of the week is refused, the next week is not.
#[test]
fn a_half_day_counts_as_a_day() {
    let mut small = Small::new().site().offer(Temporary, 5, |_| {}).cap("three a week", Per::Week, 30);
    for day in [1, 2, 3, 4, 8] {
        small = small.ask("C1", Temporary, june(day), |r| r.session = Session::Am);
    }
    let case = small.decide();
    assert_eq!(case.codes(), ["GRANTED", "GRANTED", "GRANTED", "CAP", "GRANTED"]);
    let reason = &case.reasons()[0];
    assert_eq!(reason.cap(&case.told()), Some("three a week"));
    assert_eq!((reason.broken[0].have, reason.broken[0].taken, reason.broken[0].needed), (30, 30, 40));
}

/// Half a day where the cap says so: six half days in three days.
#[test]
fn a_half_day_may_count_half() {
    let mut small = Small::new().site().offer(Temporary, 5, |_| {}).cap("two a week", Per::Week, 20);
    small.0.rules.caps[0].part_day = 5;
    for day in [1, 2, 3, 4, 5] {
        small = small.ask("C1", Temporary, june(day), |r| r.session = Session::Pm);
    }
    assert_eq!(small.decide().codes(), ["GRANTED", "GRANTED", "GRANTED", "GRANTED", "CAP"]);
}

/// Uses before the round count, what is confirmed is a promise even beyond the cap.
#[test]
fn what_was_used_and_what_is_confirmed() {
    let mut small = Small::new()
        .site()
        .offer(Temporary, 5, |_| {})
        .cap("two a month", Per::Month, 20)
        .ask("C1", Temporary, june(10), |_| {})
        .ask("C2", Temporary, june(10), |r| r.state = State::Confirmed)
        .ask("C2", Temporary, june(11), |_| {});
    for (child, session) in [(0, Session::Am), (0, Session::Day), (1, Session::Day), (1, Session::Day)] {
        let date = Some(june(1 + small.0.usage.len() as i8));
        let service = Temporary;
        small.0.usage.push(UsageRow { child, service, date, session, uses: 1, reason: None });
    }
    assert_eq!(small.decide().codes(), ["CAP", "CONFIRMED", "CAP"]);
}

/// The day that was full was full before the child used its days on others: it is told so, not that its days are used up.
#[test]
fn full_before_the_days_were_used() {
    let case = Small::new()
        .site()
        .offer(Temporary, 1, |_| {})
        .cap("one a week", Per::Week, 10)
        .ask("C1", Temporary, june(2), |r| r.reason = 0)
        .ask("C2", Temporary, june(2), |r| r.reason = 1)
        .ask("C2", Temporary, june(3), |_| {})
        .decide();
    assert_eq!(case.codes(), ["GRANTED", "SEATS", "GRANTED"]);
    let broken: Vec<_> = case.reasons()[0].broken.iter().map(|b| b.limit.as_str()).collect();
    assert_eq!(broken, ["CAP", "SEATS"]);
}

/// One child cannot be in two places: the second site is not given for the same morning.
#[test]
fn elsewhere_at_that_time() {
    let case = Small::new()
        .site()
        .offer(Temporary, 5, |_| {})
        .site()
        .offer(Temporary, 5, |_| {})
        .ask("C1", Temporary, june(2), |_| {})
        .ask("C1", Temporary, june(2), |r| (r.sites, r.session) = (vec![1], Session::Am))
        .decide();
    assert_eq!(case.codes(), ["GRANTED", "ELSEWHERE"]);
}

/// A child that uses holiday care stays at home on a weekday in return, which leaves a regular seat for another one.
#[test]
fn a_day_off_in_return_frees_a_seat() {
    let round = |rest: Option<i8>| {
        let small = Small::new()
            .site()
            .offer(Holiday, 5, |o| {
                o.days = "U".parse().unwrap();
                o.entitlement.rest_day = true;
            })
            .offer(Temporary, 0, |o| o.spare = true)
            .child("C1", 3, |c| c.enrolled = sekiwari::programme::daily::round::Enrolled::At(0))
            .ask("C1", Holiday, june(7), |r| r.rest_day = rest.map(june))
            .ask("C2", Temporary, june(3), |_| {})
            .ask("C3", Temporary, june(3), |_| {})
            .ask("C4", Temporary, june(4), |_| {});
        small.decide().codes()
    };
    assert_eq!(round(Some(3)), ["GRANTED", "GRANTED", "SEATS", "SEATS"]);
    assert_eq!(round(None), ["NO_REST_DAY", "SEATS", "SEATS", "SEATS"]);
}
