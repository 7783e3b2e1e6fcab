//! What holds in every season, by the judge and by another way to the same answer.

use super::{decided, drawn, one_seat};
use crate::exact::day::{DayOptions, DayRule, Standing, solve};
use crate::market::day::{DayAnswer, RoomKind, Rounding};
use crate::programme::daily::Service;
use crate::programme::daily::made::{offer, request};
use crate::programme::daily::round::{Age, Disease, DiseaseRule, RoomRow, RoundData, Session, TeacherRule};
use crate::season::{Decided, Demand, Fate, SeasonOptions, Tally, Way};
use crate::verify::day::judge;
use jiff::civil::date;
use proptest::prelude::*;

/// A site with teachers for several ages, and one for sick children with rooms; children who like one or both.
fn round(children: u32, seats: u32, teachers: u32, cap: u32) -> RoundData {
    let mut data = one_seat(children);
    data.sites = ["A", "B"]
        .map(|id| crate::programme::daily::round::Site {
            id: id.to_owned(),
            name: String::new(),
            position: None,
        })
        .to_vec();
    data.offers[0].seats = Some(seats);
    data.offers[0].teachers = Some(teachers);
    let bands = vec![(0b1, 3), (0b110, 6), (0b11_1000, 20)];
    data.offers[0].teacher_rule = TeacherRule { bands, rounding: Rounding::Cut, minimum: 1 };
    let mut sick = offer(1, Service::Sick);
    sick.seats = Some(3);
    sick.nurses = Some(1);
    sick.per_nurse = 2;
    sick.rooms = vec![RoomRow::any("R1", 2), RoomRow::any("R2", 1).of_kind(RoomKind::Isolation)];
    data.offers.push(sick);
    let rules = [("cold", DiseaseRule::Mix), ("flu", DiseaseRule::Separate), ("noro", DiseaseRule::Separate)];
    data.diseases = rules.map(|(id, rule)| Disease { id: id.to_owned(), rule }).to_vec();
    data.rules.caps = vec![crate::programme::daily::round::Cap {
        name: "cap".to_owned(),
        services: vec![Service::Temporary],
        reasons: vec![],
        per: crate::programme::daily::round::Per::Period,
        most: cap,
        part_day: 5,
    }];
    for c in 0..children {
        data.children[c as usize].age = Age::Class((c % 6) as u8);
        let session = [Session::Day, Session::Am, Session::Pm][c as usize % 3];
        data.requests[c as usize].session = session;
        let mut row = request(&format!("S{c}"), c, &[date(2026, 6, 1 + (c as i8 + 2) % 5)]);
        row.service = Service::Sick;
        row.sites = vec![1];
        row.session = session;
        row.disease = Some(c % 3);
        data.requests.push(row);
    }
    data
}

/// Those who are there at the end, with rooms.
fn present(demand: &Demand, decided: &Decided, who: impl Fn(u32) -> Option<u32>) -> DayAnswer {
    let mut standing = Standing::new(&demand.compiled.market);
    for r in 0..decided.fates.len() as u32 {
        if let Some(stay) = who(r) {
            standing.place(r, stay);
        }
    }
    standing.answer()
}

fn is_feasible(demand: &Demand, answer: &DayAnswer) -> bool {
    judge(&demand.compiled.market, answer).is_clean()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn every_season_adds_up_and_breaks_no_limit(
        children in 2u32..14, seats in 0u32..5, teachers in 0u32..4, cap in 1u32..40, seed: u64,
        cancelled in 0.0..0.6, no_show in 0.0..0.4, risk in 0.0..0.5, reachable in 0.0..1.0, demand in 0.5..5.0,
    ) {
        let options = SeasonOptions {
            seed, cancelled, no_show, risk, reachable, demand, ..SeasonOptions::default()
        };
        let demand = drawn(round(children, seats, teachers, cap), &options);
        let market = &demand.compiled.market;
        for way in Way::ALL {
            let decided = decided(&demand, way, &options);
            let tally = Tally::of(&demand, market, &decided);
            prop_assert_eq!(tally.total().asked, demand.drawn.len() as u64);
            for c in &tally.services {
                prop_assert_eq!(c.asked, c.served + c.cancelled + c.no_show + c.turned_away + c.unmet);
            }
            prop_assert_eq!(tally.unmet.values().sum::<u64>(), tally.total().unmet);
            // Whoever is there fits, and where nobody is overbooked all who were given a place did.
            let served = present(&demand, &decided, |r| match decided.fates[r as usize] {
                Fate::Served(stay) => Some(stay),
                _ => None,
            });
            prop_assert!(is_feasible(&demand, &served), "{:?}", way);
            if matches!(way, Way::Batch | Way::FirstCome) {
                let given = present(&demand, &decided, |r| decided.given[r as usize]);
                prop_assert!(is_feasible(&demand, &given), "{:?}", way);
                prop_assert_eq!(tally.total().turned_away, 0);
            }
            if way == Way::FirstCome {
                let options = DayOptions { rule: DayRule::FirstCome, ..DayOptions::default() };
                let solved = solve(market, &options).unwrap().answer;
                let solved: Vec<_> = solved.given.iter().map(|g| g.as_ref().map(|g| g.stay)).collect();
                prop_assert_eq!(&solved, &decided.given);
            }
        }
    }

    /// Whoever is called is one more; nobody loses a place by it.
    #[test]
    fn a_waiting_list_takes_nothing_from_anybody(children in 2u32..14, seats in 1u32..5, seed: u64) {
        let options = SeasonOptions { seed, demand: 3.0, ..SeasonOptions::default() };
        let demand = drawn(round(children, seats, 3, 100), &options);
        let [first, wait] = [Way::FirstCome, Way::Waitlist].map(|way| decided(&demand, way, &options));
        for (a, b) in first.fates.iter().zip(&wait.fates) {
            prop_assert!(a == b || matches!((a, b), (Fate::Unmet(_), Fate::Served(_) | Fate::NoShow)));
        }
    }
}
