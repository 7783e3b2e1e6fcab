#![allow(clippy::unwrap_used)]
use crate::programme::daily::made::{child, offer, request, with};
use crate::programme::daily::round::{Age, Disease, DiseaseRule, Enrolled, RoundData, Session};
use crate::programme::daily::{Impossible, Service, holidays};
use jiff::civil::{date, time};

const TUESDAY: jiff::civil::Date = date(2026, 6, 2);

/// Everything that stands against the only request.
fn causes(change: impl FnOnce(&mut RoundData)) -> Vec<Impossible> {
    let round = with(|d| {
        d.requests = vec![request("R1", 0, &[TUESDAY])];
        change(d);
    });
    let row = &round.requests()[0];
    match round.offers_for(0, row.sites[0], row.dates[0]) {
        Ok(_) => Vec::new(),
        Err(causes) => causes.iter().collect(),
    }
}

#[test]
fn nothing_stands_against_a_plain_request() {
    assert_eq!(causes(|_| {}), []);
}

#[test]
fn the_place_and_the_time_have_to_exist() {
    assert_eq!(causes(|d| d.offers[0].service = Service::Sick), [Impossible::NotOffered]);
    assert_eq!(causes(|d| d.requests[0].dates = vec![date(2026, 7, 1)]), [Impossible::OutsidePeriod]);
    assert_eq!(causes(|d| d.requests[0].dates = vec![date(2026, 6, 7)]), [Impossible::Closed]);
    assert_eq!(causes(|d| d.holidays = vec![TUESDAY]), [Impossible::Closed]);
    let early = causes(|d| d.offers[0].short = Some(("T".parse().unwrap(), time(12, 30, 0, 0))));
    assert_eq!(early, [Impossible::Hours]);
}

#[test]
fn the_age_is_that_of_the_date() {
    let born = |birth, min| {
        causes(move |d| {
            d.children[0].age = Age::Born(birth);
            d.offers[0].entitlement.min_age_days = Some(min);
        })
    };
    // One year and more.
    assert_eq!(born(date(2025, 6, 2), 365), []);
    assert_eq!(born(date(2025, 6, 3), 365), [Impossible::TooYoung]);
    assert_eq!(born(date(2026, 6, 3), 0), [Impossible::TooYoung]);
    let class = |class, min| {
        causes(move |d| {
            d.children[0].age = Age::Class(class);
            d.offers[0].entitlement.min_age_days = Some(min);
        })
    };
    assert_eq!((class(0, 57), class(1, 365)), (vec![], vec![]));
    assert_eq!(class(0, 365), [Impossible::TooYoung]);
}

#[test]
fn classes_run_from_april_and_on_into_school() {
    let of = |birth, on| {
        let round = with(|d| d.children[0].age = Age::Born(birth));
        round.class_on(0, on)
    };
    assert_eq!(of(date(2025, 4, 2), date(2026, 6, 1)), Some(0));
    assert_eq!(of(date(2025, 4, 1), date(2026, 6, 1)), Some(1));
    assert_eq!(of(date(2025, 4, 1), date(2026, 3, 31)), Some(0));
    assert_eq!(of(date(2026, 5, 10), date(2026, 6, 1)), Some(0));
    // Grades 1 and 6.
    assert_eq!(of(date(2020, 4, 1), date(2026, 6, 1)), Some(6));
    assert_eq!(of(date(2014, 4, 2), date(2026, 6, 1)), Some(11));
    assert_eq!(of(date(2000, 4, 2), date(2026, 6, 1)), None);
    assert_eq!(of(date(2027, 4, 2), date(2026, 6, 1)), None);
}

#[test]
fn the_class_has_to_be_taken() {
    assert_eq!(causes(|d| d.offers[0].entitlement.classes = 0b111), [Impossible::Class]);
    // Class 3 has no seats there at all.
    assert_eq!(causes(|d| d.offers[0].groups = vec![(0b111, 5)]), [Impossible::Class]);
    assert_eq!(causes(|d| d.offers[0].groups = vec![(0b1000, 0)]), []);
}

#[test]
fn entitlements_of_holiday_care() {
    let sunday = date(2026, 6, 7);
    let holiday = |change: fn(&mut RoundData)| {
        causes(move |d| {
            d.holidays = holidays::between(d.period.0, d.period.1).unwrap().iter().map(|h| h.date).collect();
            d.offers[0].service = Service::Holiday;
            d.offers[0].days = "U".parse().unwrap();
            let who = &mut d.offers[0].entitlement;
            (who.min_age_days, who.enrolled) = (Some(365), Some(true));
            (who.both_work, who.rest_day, who.registered) = (true, true, true);
            d.children[0].enrolled = Enrolled::At(1);
            d.children[0].registered = vec![Service::Holiday];
            let request = &mut d.requests[0];
            (request.service, request.dates) = (Service::Holiday, vec![sunday]);
            (request.both_work, request.rest_day) = (true, Some(date(2026, 6, 3)));
            change(d);
        })
    };
    assert_eq!(holiday(|_| {}), []);
    assert_eq!(holiday(|d| d.children[0].enrolled = Enrolled::No), [Impossible::Enrolment]);
    assert_eq!(holiday(|d| d.children[0].registered = vec![]), [Impossible::NotRegistered]);
    assert_eq!(holiday(|d| d.requests[0].both_work = false), [Impossible::NoWorkThatDay]);
    assert_eq!(holiday(|d| d.requests[0].rest_day = None), [Impossible::NoRestDay]);
    let ill = holiday(|d| {
        d.diseases = vec![Disease { id: "cold".to_owned(), rule: DiseaseRule::Mix }];
        d.requests[0].disease = Some(0);
    });
    assert_eq!(ill, [Impossible::Ill]);
}

#[test]
fn entitlements_of_sick_care() {
    let sick = |change: fn(&mut RoundData)| {
        causes(move |d| {
            d.offers[0].service = Service::Sick;
            d.diseases =
                ["cold", "measles"].map(|id| Disease { id: id.to_owned(), rule: DiseaseRule::Mix }).to_vec();
            d.diseases[1].rule = DiseaseRule::Excluded;
            d.requests[0].service = Service::Sick;
            d.requests[0].disease = Some(0);
            change(d);
        })
    };
    assert_eq!(sick(|_| {}), []);
    assert_eq!(sick(|d| d.requests[0].disease = Some(1)), [Impossible::DiseaseExcluded]);
    assert_eq!(sick(|d| d.offers[0].entitlement.note = true), [Impossible::NoNote]);
    // A service for the children of the site itself.
    assert_eq!(sick(|d| d.offers[0].entitlement.own_only = true), [Impossible::OtherSite]);
    let own = sick(|d| {
        d.offers[0].entitlement.own_only = true;
        d.children[0].enrolled = Enrolled::At(0);
    });
    assert_eq!(own, []);
    let outside = sick(|d| {
        d.offers[0].entitlement.resident = true;
        d.children[0].resident = false;
    });
    assert_eq!(outside, [Impossible::NotResident]);
}

#[test]
fn a_sick_site_may_take_the_convalescent() {
    let round = with(|d| {
        d.offers = vec![offer(0, Service::Sick), offer(0, Service::Convalescent), offer(1, Service::Sick)];
        d.offers[0].also = vec![Service::Convalescent];
        d.requests = vec![request("R1", 0, &[TUESDAY]), request("R2", 0, &[TUESDAY])];
        d.requests[0].service = Service::Convalescent;
        d.requests[1].service = Service::Sick;
        d.requests[1].session = Session::Am;
    });
    let at =
        |request, site| round.offers_for(request, site, TUESDAY).map(|o| o.iter().map(|o| o.0).collect());
    assert_eq!(at(0, 0), Ok(vec![0, 1]));
    assert_eq!(at(1, 0), Ok(vec![0]));
    assert!(at(0, 1).is_err());
}

#[test]
fn several_causes_are_all_told() {
    let got = causes(|d| {
        d.children.push(child("C3"));
        d.requests[0].dates = vec![date(2026, 6, 7)];
        let who = &mut d.offers[0].entitlement;
        (who.registered, who.both_work) = (true, true);
    });
    assert_eq!(got, [Impossible::Closed, Impossible::NotRegistered, Impossible::NoWorkThatDay]);
}
