#![allow(clippy::unwrap_used, clippy::panic)]
use super::TogetherFault;
use super::{
    OfferFault, RequestFault, Round, RoundData, RoundError, RulesFault, Session, SessionFault, State,
};
use crate::programme::daily::made::{june, request, row};
use crate::programme::daily::{Impossible, Service};
use jiff::civil::{date, time};

fn data() -> RoundData {
    let mut data = june();
    data.sites.reverse();
    data.children.reverse();
    data.requests = vec![request("R2", 0, &[date(2026, 6, 2)]), request("R1", 1, &[date(2026, 6, 2)])];
    data
}

fn refused(change: impl FnOnce(&mut RoundData)) -> Vec<RoundError> {
    let mut data = data();
    change(&mut data);
    Round::new(data).unwrap_err()
}

fn fault(request: &str, fault: RequestFault) -> RoundError {
    RoundError::Request { request: request.to_owned(), fault }
}

#[test]
fn rows_are_put_in_order_with_their_positions() {
    let round = Round::new(data()).unwrap();
    assert_eq!(round.site_by_id("B"), Some(1));
    let r1 = &round.requests()[0];
    assert_eq!((r1.id.as_str(), r1.child, r1.sites[0]), ("R1", 0, 1));
    assert_eq!(round.offers_at(1), 1..2);
    assert_eq!(Round::new(round.data().clone()), Ok(round));
}

#[test]
fn ids_are_unique() {
    let errors = refused(|d| d.children[1].id = "C2".to_owned());
    assert!(errors.contains(&RoundError::DuplicateId { table: "children", id: "C2".to_owned() }));
}

#[test]
fn rows_point_at_something() {
    let errors = refused(|d| d.requests[0].sites = vec![7]);
    assert_eq!(errors, [RoundError::BadIndex { table: "requests", what: "facility", index: 7 }]);
}

#[test]
fn the_day_is_cut_in_order() {
    let errors = refused(|d| {
        d.rules.bounds = vec![time(8, 0, 0, 0), time(17, 0, 0, 0), time(17, 0, 0, 0)];
    });
    assert!(errors.contains(&RulesFault::Bounds.into()));
    assert!(errors.contains(&RulesFault::Half(time(12, 30, 0, 0)).into()));
    let errors = refused(|d| d.rules.bounds = (0..40).map(|i| time(8 + i / 4, i % 4 * 15, 0, 0)).collect());
    assert!(errors.contains(&RulesFault::TooManySlots(39).into()));
}

#[test]
fn a_request_lists_each_date_and_site_once() {
    let errors = refused(|d| {
        d.requests[0].dates.push(date(2026, 6, 2));
        d.requests[1].sites = vec![];
    });
    let twice = RequestFault::DateTwice(date(2026, 6, 2));
    assert_eq!(errors, [fault("R1", RequestFault::NoSite), fault("R2", twice)]);
}

#[test]
fn a_day_off_in_return_is_a_working_day() {
    for day in [date(2026, 6, 6), date(2026, 6, 7), date(2026, 6, 2), date(2026, 6, 10)] {
        let errors = refused(|d| {
            d.holidays = vec![date(2026, 6, 10)];
            d.requests[0].rest_day = Some(day);
        });
        assert_eq!(errors, [fault("R2", RequestFault::RestDay(day))]);
    }
    let errors = refused(|d| {
        d.requests[1].child = 0;
        d.requests.iter_mut().for_each(|r| r.rest_day = Some(date(2026, 6, 5)));
    });
    assert!(matches!(&errors[..], [RoundError::RestDayTwice { first, second, .. }] if first < second));
}

#[test]
fn who_comes_together_asks_for_the_same() {
    let errors = refused(|d| {
        d.requests.iter_mut().for_each(|r| r.together = Some("T".to_owned()));
        d.requests[0].session = Session::Am;
        d.requests[1].child = 0;
    });
    let of = |fault| RoundError::Together { label: "T".to_owned(), fault };
    assert_eq!(errors, [of(TogetherFault::Session), of(TogetherFault::ChildTwice)]);
}

#[test]
fn nobody_is_confirmed_at_two_places_at_once() {
    let errors = refused(|d| {
        d.requests[1].child = 0;
        d.requests.iter_mut().for_each(|r| r.state = State::Confirmed);
        d.requests[0].session = Session::Am;
    });
    let (first, second) = ("R1".to_owned(), "R2".to_owned());
    assert_eq!(errors, [RoundError::ConfirmedTwice { first, second }]);
}

#[test]
fn a_site_offers_a_service_once() {
    let errors = refused(|d| d.offers[0].site = 1);
    let fault = OfferFault::Twice;
    assert_eq!(errors, [RoundError::Offer { site: "A".to_owned(), service: Service::Temporary, fault }]);
}

#[test]
fn what_is_confirmed_has_to_be_possible() {
    // June 7 is a Sunday.
    let errors = refused(|d| {
        d.requests[0].state = State::Confirmed;
        d.requests[0].dates = vec![date(2026, 6, 7)];
    });
    let cause = Impossible::Closed;
    let confirmed = RequestFault::Confirmed { site: "B".to_owned(), date: date(2026, 6, 7), cause };
    assert_eq!(errors, [fault("R2", confirmed)]);
}

#[test]
fn session_rows_do_not_contradict_each_other() {
    let day = date(2026, 6, 2);
    let faults = |rows: Vec<super::SessionRow>, groups: &[(u16, u32)]| {
        let errors = refused(|d| {
            d.sessions = rows;
            d.offers[0].groups = groups.to_vec();
        });
        let fault = |e: &RoundError| match e {
            RoundError::Session { fault, .. } => *fault,
            _ => panic!("{e}"),
        };
        errors.iter().map(fault).collect::<Vec<_>>()
    };
    let at = |session, classes, seats| row(0, day, session, classes, seats);
    assert_eq!(
        faults(vec![at(Session::Am, 0, Some(1)), at(Session::Day, 0, Some(2))], &[]),
        [SessionFault::Twice]
    );
    assert_eq!(faults(vec![at(Session::Am, 1, None)], &[]), [SessionFault::ClassesWithoutSeats]);
    let cut = vec![at(Session::Am, 0b11, Some(1)), at(Session::Pm, 0b10, Some(1))];
    assert_eq!(faults(cut, &[]), [SessionFault::ClassesOverlap]);
    assert_eq!(faults(vec![at(Session::Am, 1, Some(1))], &[(0b11, 2)]), [SessionFault::GroupsDiffer]);
    let evening = Session::Hours(time(18, 0, 0, 0), time(19, 0, 0, 0));
    assert_eq!(faults(vec![at(evening, 0, Some(1))], &[]), [SessionFault::NoTime]);
}
