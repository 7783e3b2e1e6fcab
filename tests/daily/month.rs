//! Tiny rounds from a seed.

use crate::dice::Dice;
use crate::small::{Small, june};
use jiff::civil::{date, time};
use sekiwari::market::day::{KeyPart, RoomKind, Rounding};
use sekiwari::programme::daily::round::{
    Age, Closure, DiseaseRule, Enrolled, Offer, Per, RoomRow, RoundData, Session, SessionRow, State, UsageRow,
};
use sekiwari::programme::daily::{Round, Service};

const SERVICES: [Service; 4] = [Service::Temporary, Service::Holiday, Service::Sick, Service::Convalescent];

/// A round in the week from Monday June 1, with a holiday on Friday. What is confirmed at random may be impossible, and
/// session rows may contradict each other; such rounds go without them.
pub(crate) fn month(seed: u64) -> Round {
    let data = draw(&mut Dice::new(seed));
    let mut open = data.clone();
    open.requests.iter_mut().filter(|r| r.state == State::Confirmed).for_each(|r| r.state = State::Open);
    let mut plain = open.clone();
    plain.sessions.clear();
    [data, open].into_iter().find_map(|d| Round::new(d).ok()).unwrap_or_else(|| Round::new(plain).unwrap())
}

fn draw(dice: &mut Dice) -> RoundData {
    let mut small = Small::new()
        .disease("cold", DiseaseRule::Mix)
        .disease("flu", DiseaseRule::Separate)
        .disease("measles", DiseaseRule::Excluded)
        .disease("noro", DiseaseRule::Separate)
        .disease("pertussis", DiseaseRule::Alone);
    small.0.holidays = vec![june(5)];
    small.0.rules.site_first = dice.one_in(2);
    small.0.rules.uses_by_service = dice.one_in(2);
    if dice.one_in(4) {
        small.0.rules.order = vec![KeyPart::Wish, KeyPart::Home, KeyPart::Need];
    }
    for cap in 0..dice.below(3) {
        let per = [Per::Week, Per::Month, Per::Period][dice.below(3)];
        small = small.cap(&format!("cap {cap}"), per, 10 * (1 + dice.below(2)) as u32);
        let cap = &mut small.0.rules.caps[cap];
        cap.part_day = [10, 5][dice.below(2)];
        cap.reasons = if dice.one_in(3) { vec![2] } else { vec![] };
        cap.services = if dice.one_in(2) { vec![Service::Temporary] } else { vec![] };
    }
    for _ in 0..1 + dice.below(2) {
        small = small.site();
        for service in SERVICES {
            if dice.one_in(2) {
                let seats = dice.below(3) as u32;
                small = small.offer(service, seats, |o| offer(dice, o));
            }
        }
    }
    if small.0.offers.is_empty() {
        small = small.offer(Service::Temporary, 1, |_| {});
    }
    for n in 0..1 + dice.below(4) {
        let class = [0, 1, 3, 3][dice.below(4)];
        let site = dice.below(small.0.sites.len()) as u32;
        small = small.child(&format!("C{n}"), class, |c| {
            if dice.one_in(4) {
                c.age = Age::Born(date(2025, 12, 1 + dice.below(9) as i8));
            }
            c.enrolled =
                [Enrolled::No, Enrolled::At(site), Enrolled::At(site), Enrolled::Elsewhere][dice.below(4)];
            c.resident = !dice.one_in(4);
            c.load = if dice.one_in(5) { 20 } else { 10 };
            c.registered = if dice.one_in(3) { vec![] } else { SERVICES.to_vec() };
        });
    }
    rows(dice, &mut small.0);
    requests(dice, small).0
}

fn offer(dice: &mut Dice, o: &mut Offer) {
    let holiday = o.service == Service::Holiday;
    o.days = if holiday { "U" } else { ["MTWHF", "MTWHFSU", ""][dice.below(3).min(dice.below(3))] }
        .parse()
        .unwrap();
    o.on_holidays = [None, Some(true), Some(false)][dice.below(3)];
    o.seats = o.seats.filter(|_| !dice.one_in(4));
    if dice.one_in(4) {
        o.hours = Some((time(8, 30, 0, 0), time(17, 30, 0, 0)));
    }
    if dice.one_in(4) {
        o.short = Some(("W".parse().unwrap(), time(12, 30, 0, 0)));
    }
    if dice.one_in(3) {
        o.groups = vec![(0b11, dice.below(3) as u32), (0b1100, 1 + dice.below(2) as u32)];
    }
    if dice.one_in(2) {
        o.teachers = Some(1 + dice.below(2) as u32);
        o.teacher_rule.bands =
            [vec![(u16::MAX, 2)], vec![(0b1, 1), (0b110, 2), (0b1000, 3)]][dice.below(2)].clone();
        o.teacher_rule.rounding = [Rounding::Cut, Rounding::PerBand][dice.below(2)];
        o.teacher_rule.minimum = dice.below(2) as u32;
    }
    if matches!(o.service, Service::Sick | Service::Convalescent) {
        if dice.one_in(2) {
            (o.nurses, o.per_nurse) = (Some(1), 1 + dice.below(3) as u32);
        }
        let kinds = [RoomKind::Any, RoomKind::Any, RoomKind::Common, RoomKind::Isolation];
        for r in 0..dice.below(4) {
            let room = RoomRow::any(&format!("room {r}"), 1 + dice.below(2) as u32);
            o.rooms.push(room.of_kind(kinds[dice.below(4)]));
        }
        o.same_may_share = dice.one_in(2);
        o.entitlement.note = dice.one_in(3);
        if dice.one_in(2) && o.service == Service::Sick {
            o.also = vec![Service::Convalescent];
        }
    }
    let who = &mut o.entitlement;
    who.registered = dice.one_in(4);
    who.resident = dice.one_in(6);
    who.own_only = dice.one_in(8);
    who.enrolled = [None, None, None, Some(true), Some(false)][dice.below(5)];
    who.min_age_days = dice.one_in(4).then_some(182);
    who.both_work = holiday && dice.one_in(3);
    who.rest_day = holiday && dice.one_in(3);
    o.spare = o.service == Service::Temporary && dice.one_in(2);
}

fn rows(dice: &mut Dice, data: &mut RoundData) {
    for offer in 0..data.offers.len() as u32 {
        if dice.one_in(3) {
            let session = [Session::Am, Session::Pm, Session::Day][dice.below(3)];
            let mut number = |some| dice.one_in(some).then(|| dice.below(3) as u32);
            let (seats, teachers, nurses) = (number(1), number(2), number(2));
            let date = june(1 + dice.below(4) as i8);
            data.sessions.push(SessionRow { offer, date, session, classes: 0, seats, teachers, nurses });
        }
        // Seats by class for a part of a day or all of it; in groups that the service has, if it has any.
        if dice.one_in(3) {
            let groups = data.offers[offer as usize].groups.iter().map(|g| g.0);
            let groups: Vec<u16> = [0b11, 0b1100].into_iter().chain(groups).collect();
            let first = usize::from(!data.offers[offer as usize].groups.is_empty()) * 2;
            let date = june([2, 3, 6][dice.below(3)]);
            let session = [Session::Am, Session::Pm, Session::Day][dice.below(3)];
            for &classes in &groups[first..] {
                if !dice.one_in(3) {
                    let seats = Some(dice.below(3) as u32);
                    let teachers = None;
                    data.sessions.push(SessionRow {
                        offer,
                        date,
                        session,
                        classes,
                        seats,
                        teachers,
                        nurses: None,
                    });
                }
            }
        }
        if dice.one_in(6) {
            let session = Session::Hours(time(7, 0, 0, 0), time(13, 0, 0, 0));
            let (date, seats) = (june(4), Some(1));
            data.sessions.push(SessionRow {
                offer,
                date,
                session,
                classes: 0,
                seats,
                teachers: None,
                nurses: None,
            });
        }
    }
    if dice.one_in(4) {
        let from = june(1 + dice.below(4) as i8);
        let service = [None, Some(Service::Temporary)][dice.below(2)];
        data.closures.push(Closure { site: Some(0), service, from, to: from, reason: String::new() });
    }
    for _ in 0..dice.below(3) {
        let child = dice.below(data.children.len()) as u32;
        let date = (!dice.one_in(3)).then(|| june(1 + dice.below(7) as i8));
        let session = [Session::Am, Session::Day][dice.below(2)];
        let service = SERVICES[dice.below(4)];
        let reason = [None, Some(0), Some(2)][dice.below(3)];
        data.usage.push(UsageRow { child, service, date, session, uses: 1, reason });
    }
}

fn requests(dice: &mut Dice, mut small: Small) -> Small {
    let mut rest = vec![false; small.0.children.len()];
    for n in 0..2 + dice.below(6) {
        let at = dice.below(small.0.children.len());
        let child = small.0.children[at].id.clone();
        let sites = small.0.sites.len() as u32;
        // Two days for most, so that they meet; the Sunday or the holiday for holiday care.
        let service = small.0.offers[dice.below(small.0.offers.len())].service;
        let day = |dice: &mut Dice| match service {
            Service::Holiday => june([5, 7][dice.below(2)]),
            _ => june([2, 3, 3, 4, 6][dice.below(5)]),
        };
        let mut dates = vec![day(dice)];
        let other = day(dice);
        if dice.one_in(2) && other != dates[0] {
            dates.push(other);
        }
        // Both ask alike, so that they may come together.
        let pair = dice.one_in(4) && small.0.children.len() > 1;
        let mut list: Vec<u32> = (0..sites).collect();
        dice.shuffle(&mut list);
        let reason = dice.below(3) as u8;
        let session =
            [Session::Day, Session::Am, Session::Pm, Session::Hours(time(9, 0, 0, 0), time(11, 0, 0, 0))]
                [dice.below(4)];
        let state = [State::Open, State::Open, State::Open, State::Open, State::Confirmed, State::Cancelled]
            [dice.below(6)];
        let mut sick = |service| match service {
            Service::Sick | Service::Convalescent => {
                dice.one_in(2).then_some(()).map(|()| dice.below(5) as u32)
            }
            _ => dice.one_in(12).then_some(0),
        };
        let (disease, sibling_disease) = (sick(service), sick(service));
        let day_off = june([2, 3, 3, 4][dice.below(4)]);
        let with_rest =
            service == Service::Holiday && dice.one_in(2) && !rest[at] && !dates.contains(&day_off);
        rest[at] |= with_rest;
        let (note, both_work) = (!dice.one_in(4), !dice.one_in(4));
        let label = pair.then(|| format!("S{n}"));
        small = small.ask(&child, service, dates[0], |r| {
            (r.dates, r.sites, r.session, r.reason, r.state) =
                (dates.clone(), list.clone(), session, reason, state);
            (r.disease, r.note, r.both_work, r.together) = (disease, note, both_work, label.clone());
            r.rest_day = with_rest.then_some(day_off);
        });
        if pair {
            let sibling = small.0.children[(at + 1) % small.0.children.len()].id.clone();
            small = small.ask(&sibling, service, dates[0], |r| {
                (r.dates, r.sites, r.session, r.state) = (dates, list, session, state);
                (r.disease, r.note, r.both_work, r.together) = (sibling_disease, true, true, label);
            });
        }
    }
    small
}
