#![allow(clippy::unwrap_used, clippy::panic)]
use super::{Compiled, QuotaOf, compile};
use crate::market::day::{Handling, Quota, Slots};
use crate::priority::Lottery;
use crate::programme::daily::made::{child, offer, request, with};
use crate::programme::daily::round::{Cap, Disease, DiseaseRule, Enrolled, Per, Session, State, UsageRow};
use crate::programme::daily::{Round, Service};
use jiff::civil::{Date, date, datetime};

const fn june(day: i8) -> Date {
    date(2026, 6, day)
}

fn compiled(round: &Round) -> Compiled {
    compile(round, Lottery::new(7)).unwrap()
}

/// Opening as service and day of June, and rank, of every stay of a request.
fn stays(compiled: &Compiled, request: usize) -> Vec<(u32, u32, u32)> {
    let of = |o: u32| compiled.openings[o as usize];
    let stays = compiled.market.request(request).stays();
    stays.map(|s| (of(s.opening).offer, of(s.opening).day + 1, s.rank)).collect()
}

fn cap(name: &str, per: Per, most: u32) -> Cap {
    Cap { name: name.to_owned(), services: vec![], reasons: vec![], per, most, part_day: 10 }
}

#[test]
fn openings_are_the_open_days() {
    let compiled = compiled(&with(|_| {}));
    // June 2026 has 22 days from Monday to Friday.
    assert_eq!(compiled.openings.len(), 44);
    assert_eq!(
        (compiled.opening(0, 0), compiled.opening(0, 5), compiled.opening(1, 0)),
        (Some(0), None, Some(22))
    );
}

#[test]
fn stays_keep_their_place_in_the_list() {
    let both = |site_first| {
        compiled(&with(|d| {
            d.rules.site_first = site_first;
            d.requests = vec![request("R1", 0, &[june(7), june(2)])];
            d.requests[0].sites = vec![1, 0];
        }))
    };
    // June 7 is a Sunday: places 1 and 2, or 1 and 3, cannot be given.
    assert_eq!(stays(&both(false), 0), [(1, 2, 3), (0, 2, 4)]);
    assert_eq!(stays(&both(true), 0), [(1, 2, 2), (0, 2, 4)]);
}

#[test]
fn what_is_confirmed_has_its_first_place_only() {
    let compiled = compiled(&with(|d| {
        d.requests = vec![request("R1", 0, &[june(2), june(3)]), request("R2", 1, &[june(2)])];
        d.requests[0].state = State::Confirmed;
        d.requests[1].state = State::Cancelled;
    }));
    assert_eq!(stays(&compiled, 0), [(0, 2, 1)]);
    assert!(compiled.market.request(0).fixed());
    assert_eq!(compiled.market.requests().len(), 1);
}

#[test]
fn who_comes_together_is_one_request() {
    let round = with(|d| {
        d.requests = vec![request("R1", 0, &[june(2)]), request("R2", 1, &[june(2)])];
        d.requests.iter_mut().for_each(|r| r.together = Some("T".to_owned()));
        (d.requests[0].reason, d.requests[1].reason) = (1, 0);
        d.requests[0].requested_at = Some(datetime(1970, 1, 2, 0, 0, 5, 0));
        d.requests[1].requested_at = Some(datetime(1970, 1, 1, 0, 0, 5, 0));
        d.requests.iter_mut().for_each(|r| r.sites = vec![0, 1]);
        d.offers[0].entitlement.own_only = true;
        d.children[1].enrolled = Enrolled::At(0);
    });
    let compiled = compiled(&round);
    let request = compiled.market.request(0);
    assert_eq!((request.members().len(), request.need(), request.time()), (2, 0, 86_405));
    // The first child cannot come to the first site.
    assert_eq!(stays(&compiled, 0), [(1, 2, 2)]);
}

#[test]
fn a_cap_that_could_be_broken_is_a_quota() {
    // Two days a week for the regular reason; a half day counts as a day.
    let with_requests = |half: Session| {
        with(move |d| {
            let weekly = Cap { reasons: vec![1], ..cap("weekly", Per::Week, 20) };
            d.rules.caps = vec![weekly, cap("monthly", Per::Month, 130)];
            d.requests = [2, 3, 4, 9].map(|day| request(&format!("R{day}"), 0, &[june(day)])).to_vec();
            d.requests.iter_mut().for_each(|r| r.reason = 1);
            d.requests[0].session = half;
            d.requests.push(request("U5", 0, &[june(5)]));
        })
    };
    let compiled = compiled(&with_requests(Session::Am));
    assert_eq!(compiled.market.quotas(), [Quota { most: 20 }]);
    assert!(matches!(compiled.quotas[0], QuotaOf::Cap { cap: 0, child: 0, .. }));
    let takes: Vec<_> = compiled.market.requests().map(|r| r.stay(0).takes.to_vec()).collect();
    let one = vec![(0, 10)];
    // The urgent request and the one of the next week do not count.
    assert_eq!(takes, [one.clone(), one.clone(), one, vec![], vec![]]);
}

#[test]
fn a_half_day_may_count_as_half_a_day() {
    let compiled = compiled(&with(|d| {
        d.rules.caps = vec![Cap { part_day: 5, ..cap("monthly", Per::Month, 12) }];
        d.requests = vec![request("R1", 0, &[june(2)]), request("R2", 0, &[june(3)])];
        d.requests[1].session = Session::Pm;
    }));
    assert_eq!(compiled.market.quotas(), [Quota { most: 12 }]);
    assert_eq!(compiled.market.request(0).stay(0).takes, [(0, 10)]);
    assert_eq!(compiled.market.request(1).stay(0).takes, [(0, 5)]);
}

#[test]
fn earlier_uses_count_towards_caps_and_turns() {
    let usage = |date, uses, session, reason| UsageRow {
        child: 0,
        service: Service::Temporary,
        date,
        session,
        uses,
        reason,
    };
    let compiled = compiled(&with(|d| {
        d.rules.caps = vec![Cap { reasons: vec![1], ..cap("weekly", Per::Week, 30) }];
        d.period.0 = june(3);
        d.requests = vec![request("R1", 0, &[june(3)]), request("R2", 0, &[june(4)])];
        d.requests.iter_mut().for_each(|r| r.reason = 1);
        d.usage = vec![
            usage(Some(june(1)), 1, Session::Day, Some(1)),
            usage(Some(june(2)), 1, Session::Am, None),
            usage(Some(june(2)), 1, Session::Day, Some(0)),
            usage(Some(date(2026, 5, 29)), 1, Session::Day, Some(1)),
            usage(None, 4, Session::Day, None),
        ];
    }));
    // Two of three days of the week are gone: June 1, and June 2 whose reason nobody knows.
    assert_eq!(compiled.market.quotas(), [Quota { most: 10 }]);
    assert_eq!(compiled.market.uses()[0], 8);
}

#[test]
fn what_is_confirmed_may_go_beyond_a_cap() {
    let compiled = compiled(&with(|d| {
        d.rules.caps = vec![cap("period", Per::Period, 10)];
        d.requests = [2, 3, 4].map(|day| request(&format!("R{day}"), 0, &[june(day)])).to_vec();
        d.requests[..2].iter_mut().for_each(|r| r.state = State::Confirmed);
    }));
    assert_eq!(compiled.market.quotas(), [Quota { most: 20 }]);
}

#[test]
fn a_child_is_in_one_place_at_a_time() {
    let compiled = compiled(&with(|d| {
        d.requests = vec![
            request("R1", 0, &[june(2), june(3)]),
            request("R2", 0, &[june(2)]),
            request("R3", 0, &[june(3)]),
            request("R4", 1, &[june(2)]),
        ];
        d.requests[1].session = Session::Am;
        (d.requests[0].session, d.requests[2].session) = (Session::Am, Session::Pm);
    }));
    // R1 and R2 both want the morning of June 2; on June 3 R1 wants the morning, R3 the afternoon.
    assert_eq!(compiled.quotas, [QuotaOf::Elsewhere { child: 0, day: 1, slot: 0 }]);
    let takes = |r: usize, s: usize| compiled.market.request(r).stay(s).takes.to_vec();
    assert_eq!(
        (takes(0, 0), takes(0, 1), takes(1, 0), takes(3, 0)),
        (vec![(0, 1)], vec![], vec![(0, 1)], vec![])
    );
}

#[test]
fn a_day_off_in_return_frees_a_seat() {
    let round = with(|d| {
        d.offers.push(offer(0, Service::Holiday));
        d.offers[2].days = "U".parse().unwrap();
        d.offers[1].spare = true;
        d.children[0].enrolled = Enrolled::At(1);
        d.requests = vec![request("H", 0, &[june(7)]), request("T", 1, &[june(4)])];
        d.requests[0].service = Service::Holiday;
        d.requests[0].rest_day = Some(june(4));
        d.requests[1].sites = vec![1];
    });
    let compiled = compiled(&round);
    let stages: Vec<_> = compiled.market.requests().map(|r| r.stage()).collect();
    assert_eq!(stages, [0, 1]);
    let [freed] = compiled.market.freed() else { panic!("one freed seat") };
    let regular = round.offers().iter().position(|o| o.spare).unwrap() as u32;
    assert_eq!((freed.request, freed.class, freed.slots), (0, 3, Slots::first(2)));
    assert_eq!(Some(freed.opening), compiled.opening(regular, 3));
}

#[test]
fn illnesses_are_handled_as_the_table_says() {
    let compiled = compiled(&with(|d| {
        d.offers[0].service = Service::Sick;
        let disease = |id: &str, rule| Disease { id: id.to_owned(), rule };
        d.diseases = vec![disease("flu", DiseaseRule::Separate), disease("noro", DiseaseRule::Alone)];
        d.requests = (0..3).map(|i| request(&format!("R{i}"), 0, &[june(2 + i)])).collect();
        d.requests.iter_mut().zip([Some(0), Some(1), None]).for_each(|(r, disease)| {
            (r.service, r.disease) = (Service::Sick, disease);
        });
        d.requests.push(request("T", 0, &[june(5)]));
    }));
    let illness = |r: usize| compiled.market.request(r).members()[0].illness.map(|i| i.handling);
    assert_eq!(illness(0), Some(Handling::Separate));
    assert_eq!(illness(1), Some(Handling::Alone));
    assert_eq!(illness(2), Some(Handling::Mix));
    assert_eq!(illness(3), None);
}

#[test]
fn another_request_does_not_reshuffle_the_lottery() {
    let order = |ids: &[&str]| {
        let round = with(|d| {
            d.children = ids.iter().map(|id| child(id)).collect();
            d.requests = (0..).zip(ids).map(|(i, id)| request(id, i, &[june(2)])).collect();
        });
        let compiled = compiled(&round);
        let mut order: Vec<(u32, String)> = (0..)
            .zip(round.requests())
            .map(|(i, r)| (compiled.market.request(i).turn(), r.id.clone()))
            .collect();
        order.sort();
        order.into_iter().map(|o| o.1).filter(|id| id != "X").collect::<Vec<_>>()
    };
    assert_eq!(order(&["R1", "R2", "R3", "R4"]), order(&["R1", "R2", "R3", "R4", "X"]));
}
