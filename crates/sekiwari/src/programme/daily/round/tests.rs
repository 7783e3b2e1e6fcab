#![allow(clippy::unwrap_used)]
use super::{
    Age, Child, Enrolled, RequestFault, RequestRow, Round, RoundData, RoundError, Rules, RulesFault,
};
use super::{Session, State, TogetherFault};
use crate::programme::daily::Service;
use crate::programme::daily::round::{Entitlement, Offer, OfferFault, Site, TeacherRule};
use jiff::civil::{Date, date, time};

fn child(id: &str) -> Child {
    Child {
        id: id.to_owned(),
        household: id.to_owned(),
        age: Age::Class(3),
        enrolled: Enrolled::No,
        registered: vec![],
        resident: true,
        load: 10,
    }
}

fn request(id: &str, child: u32, dates: &[Date]) -> RequestRow {
    RequestRow {
        id: id.to_owned(),
        child,
        service: Service::Temporary,
        dates: dates.to_vec(),
        session: Session::Day,
        reason: 0,
        disease: None,
        note: false,
        both_work: false,
        rest_day: None,
        sites: vec![0],
        together: None,
        requested_at: None,
        state: State::Open,
    }
}

fn offer(site: u32) -> Offer {
    Offer {
        site,
        service: Service::Temporary,
        also: vec![],
        days: "MTWHF".parse().unwrap(),
        on_holidays: None,
        hours: None,
        short: None,
        entitlement: Entitlement::default(),
        seats: Some(3),
        groups: vec![],
        teachers: None,
        teacher_rule: TeacherRule { bands: vec![], rounding: crate::market::day::Rounding::Cut, minimum: 0 },
        nurses: None,
        per_nurse: 10,
        rooms: vec![],
        same_may_share: true,
        spare: false,
    }
}

fn data() -> RoundData {
    RoundData {
        name: "June".to_owned(),
        period: (date(2026, 6, 1), date(2026, 6, 30)),
        rules: Rules {
            bounds: vec![time(8, 0, 0, 0), time(12, 30, 0, 0), time(17, 0, 0, 0)],
            half: time(12, 30, 0, 0),
            reasons: vec!["urgent".to_owned(), "regular".to_owned()],
            order: vec![],
            uses_by_service: true,
            site_first: false,
            caps: vec![],
        },
        holidays: vec![],
        sites: ["B", "A"].map(|id| Site { id: id.to_owned(), name: String::new(), position: None }).to_vec(),
        offers: vec![offer(0), offer(1)],
        sessions: vec![],
        closures: vec![],
        diseases: vec![],
        children: vec![child("C2"), child("C1")],
        usage: vec![],
        requests: vec![request("R2", 0, &[date(2026, 6, 2)]), request("R1", 1, &[date(2026, 6, 2)])],
    }
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
