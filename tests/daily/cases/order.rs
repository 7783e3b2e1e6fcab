//! Who comes first.

use crate::small::{Small, june};
use sekiwari::explain::daily::{DecidedBy, decided_by};
use sekiwari::market::day::KeyPart;
use sekiwari::programme::daily::Service::Temporary;
use sekiwari::programme::daily::round::{Session, State, UsageRow};

fn one_seat() -> Small {
    Small::new().site().offer(Temporary, 1, |_| {})
}

/// Urgent before private, whoever asked first.
#[test]
fn need_comes_first() {
    let case = one_seat()
        .ask("C1", Temporary, june(2), |_| {})
        .ask("C2", Temporary, june(2), |r| r.reason = 0)
        .decide();
    assert_eq!(case.codes(), ["SEATS", "GRANTED"]);
    let reason = &case.reasons()[0];
    assert_eq!(decided_by(&case.told(), reason), Some(DecidedBy::Key(KeyPart::Need)));
}

/// Among equals the child that used the service less comes first; uses before the round count.
#[test]
fn fewest_uses_first() {
    let mut small = one_seat().ask("C1", Temporary, june(2), |_| {}).ask("C2", Temporary, june(2), |_| {});
    let (date, session) = (None, Session::Day);
    small.0.usage.push(UsageRow { child: 0, service: Temporary, date, session, uses: 2, reason: None });
    let case = small.decide();
    assert_eq!(case.codes(), ["SEATS", "GRANTED"]);
    assert_eq!(decided_by(&case.told(), &case.reasons()[0]), Some(DecidedBy::Key(KeyPart::Uses)));
}

/// What is granted in the round counts as a use: nobody has two days before others have one.
#[test]
fn a_day_for_each_before_a_second_one() {
    let mut small = one_seat();
    for (child, day) in [("C1", 2), ("C1", 3), ("C2", 3)] {
        small = small.ask(child, Temporary, june(day), |_| {});
    }
    let case = small.decide();
    assert_eq!(case.got(), ["A 2", "-", "A 3"]);
    assert_eq!(decided_by(&case.told(), &case.reasons()[0]), Some(DecidedBy::Key(KeyPart::Uses)));
}

/// Equal in everything: the earlier request.
#[test]
fn the_earlier_request() {
    let case =
        one_seat().ask("C1", Temporary, june(2), |_| {}).ask("C2", Temporary, june(2), |_| {}).decide();
    assert_eq!(case.codes(), ["GRANTED", "SEATS"]);
    assert_eq!(decided_by(&case.told(), &case.reasons()[0]), Some(DecidedBy::Key(KeyPart::Time)));
}

/// What is confirmed is neither moved nor refused, whatever its reason.
#[test]
fn confirmed_is_never_moved() {
    let case = one_seat()
        .ask("C1", Temporary, june(2), |r| {
            r.dates.push(june(3));
            r.state = State::Confirmed;
        })
        .ask("C2", Temporary, june(2), |r| r.reason = 0)
        .decide();
    assert_eq!(case.got(), ["A 2", "-"]);
    assert_eq!(case.codes(), ["CONFIRMED", "SEATS"]);
    assert_eq!(decided_by(&case.told(), &case.reasons()[0]), Some(DecidedBy::Confirmed));
}

/// The first would do with either date and makes room for the second, who is granted as well; a third finds both full.
#[test]
fn another_date_makes_room() {
    let case = one_seat()
        .ask("C1", Temporary, june(2), |r| r.dates.push(june(3)))
        .ask("C2", Temporary, june(2), |_| {})
        .ask("C3", Temporary, june(3), |_| {})
        .decide();
    assert_eq!(case.got(), ["A 3", "A 2", "-"]);
    let told: Vec<_> = case.reasons().iter().map(|r| (r.request, r.wish_rank, r.cause.as_str())).collect();
    // The first came before the second, but needs to be elsewhere so that both have a place.
    assert_eq!(told, [(0, 1, "ORDER"), (2, 1, "SEATS")]);
}
