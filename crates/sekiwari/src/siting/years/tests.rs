//! Years worked out by hand.

use super::{
    Assumptions, Births, Enrolled, Goal, Horizon, Moves, Opening, Schedule, YearDesk, YearEffort, YearLimits,
};
use crate::priority::Thousandths;
use crate::programme::nursery::{
    Affiliation, AgeClass, Child, ClassSet, Facility, Position, Round, RoundData, ScoreRow, SeatRow, WishRow,
};
use crate::siting::Rule;
use crate::siting::behaviour::Behaviour;
use crate::siting::location::Standing;
use crate::siting::scenario::Open;
use crate::siting::selection::{Place, Site, Size};
use jiff::civil::date;

fn class(n: u8) -> AgeClass {
    AgeClass::new(n).unwrap()
}

/// One facility with `seats` by class, and children (class, holds a seat there), best points first.
fn round(seats: &[(u8, u32)], children: &[(u8, bool)]) -> Round {
    let here = Some(Position { lat_e6: 0, lon_e6: 0 });
    let facility = Facility {
        id: "F".into(),
        name: String::new(),
        kind: None,
        district: None,
        position: here,
        min_age_days: None,
        partners: Vec::new(),
        care_kinds: Vec::new(),
    };
    let kid = |(i, &(n, holds)): (usize, &(u8, bool))| {
        let record = Child {
            id: format!("C{i:02}"),
            class: class(n),
            birth_date: Some(date(2026 - i16::from(n) - 1, 5, 1)),
            current: holds.then_some(0),
            district: Some("d".into()),
            position: here,
            affiliation: Affiliation::default(),
        };
        (format!("H{i:02}"), record)
    };
    let score = |child: u32| ScoreRow {
        child,
        facility: None,
        points: Thousandths(100_000 - 1_000 * i64::from(child)),
        ties: Box::default(),
    };
    let all = 0..children.len() as u32;
    Round::new(RoundData {
        name: "r".into(),
        fiscal_year: 2026,
        entry_date: date(2026, 4, 1),
        facilities: vec![facility],
        seats: seats
            .iter()
            .map(|&(n, seats)| SeatRow { facility: 0, classes: ClassSet::one(class(n)), seats })
            .collect(),
        reserves: Vec::new(),
        limits: Vec::new(),
        children: children.iter().enumerate().map(kid).collect(),
        wishes: all.clone().map(|child| WishRow { child, rank: 1, facility: 0 }).collect(),
        terms: Vec::new(),
        joint_wishes: Vec::new(),
        decisions: Vec::new(),
        tie_names: Vec::new(),
        scores: all.map(score).collect(),
    })
    .unwrap()
}

fn site(id: &str, seats: [u32; 6], cost: u64) -> Site {
    let open = Open {
        id: id.into(),
        name: String::new(),
        kind: None,
        district: None,
        position: Some(Position { lat_e6: 0, lon_e6: 1_000 }),
        min_age_days: None,
        care_kinds: Vec::new(),
        seats: Vec::new(),
        limits: Vec::new(),
        wishes: Vec::new(),
        popularity: 1_000,
    };
    let size = Size { name: String::new(), seats, cost, teachers10: 10 };
    Site { place: Place::New(Box::new(open)), standing: Standing::Candidate, sizes: vec![size] }
}

const NEAR: Behaviour<'static> = Behaviour::Near { metres: 1_000, most: None };

fn horizon<'a>(round: &'a Round, sites: &'a [Site], assume: &'a Assumptions, rule: &'a Rule) -> Horizon<'a> {
    Horizon { round, enrolled: None, sites, behaviour: NEAR, assume, years: 3, seed: 1, draws: 1, rule }
}

/// By year: children who apply, new ones, open seats, without a seat.
fn told(desk: &mut YearDesk<'_>, schedule: &Schedule) -> Vec<(u32, u32, u32, u32)> {
    let outlook = desk.outlook(schedule).unwrap();
    let years = 0..=3;
    years
        .map(|y| outlook.year(y).next().unwrap())
        .map(|y| (y.children, y.fresh, y.open, y.waiting()))
        .collect()
}

#[test]
fn who_waits_comes_back_older_and_as_many_new_ones_come() {
    // Class 0: three apply for one seat. Class 1: four apply for one seat; two of them are those who waited in class 0, so two are new.
    let round = round(
        &[(0, 1), (1, 1)],
        &[(0, false), (0, false), (0, false), (1, false), (1, false), (1, false), (1, false)],
    );
    let (assume, rule) = (Assumptions::default(), Rule::default());
    let mut desk = YearDesk::new(horizon(&round, &[], &assume, &rule)).unwrap();
    // Those without a seat in class 1 (three) apply for class 2, which is not offered: they wait, too.
    // 2027: 2 of class 0, 3 of class 1 older, 3 new of class 0 and 2 new of class 1. 2028: the three of 2026 are in class 3 by now.
    assert_eq!(
        told(&mut desk, &Schedule::nothing(0)),
        [(7, 7, 2, 5), (10, 5, 2, 8), (13, 5, 2, 11), (16, 5, 2, 14)]
    );
}

#[test]
fn places_that_are_had_are_not_open() {
    // Class 1 has four places: three go on there, one is open. Of class 0 two places, both open.
    let round = round(&[(0, 2), (1, 1), (2, 0)], &[(0, false), (0, false), (1, false), (1, true)]);
    let enrolled = [Enrolled { facility: "F".into(), children: [0, 2, 3, 0, 0, 0] }];
    let (assume, rule) = (Assumptions::default(), Rule::default());
    let known = Horizon { enrolled: Some(&enrolled), ..horizon(&round, &[], &assume, &rule) };
    let mut desk = YearDesk::new(known).unwrap();
    // Places: 2 in class 0; 2 + 1 open + 1 held in class 1; 3 in class 2. In 2027 the two of class 0 are in class 1, so two of its four
    // places are open; class 2 is had by the two who went on in class 1, the one who got its seat, and the holder, who still lists
    // nothing better and holds its seat: no place is left.
    let years = told(&mut desk, &Schedule::nothing(0));
    assert_eq!(years[0], (4, 4, 3, 0));
    // New: two of class 0, one of class 1; again: the holder.
    assert_eq!(years[1], (4, 3, 4, 0));
}

#[test]
fn births_and_moves_make_cohorts() {
    let children: Vec<(u8, bool)> = (0..20).map(|i| (u8::from(i >= 10), false)).collect();
    let round = round(&[(0, 10), (1, 10)], &children);
    let assume = Assumptions {
        births: vec![
            Births { district: None, year: 2027, thousandths: 2_000 },
            Births { district: Some("d".into()), year: 2027, thousandths: 500 },
        ],
        ..Assumptions::default()
    };
    let rule = Rule::default();
    let mut desk = YearDesk::new(horizon(&round, &[], &assume, &rule)).unwrap();
    let fresh: Vec<u32> = told(&mut desk, &Schedule::nothing(0)).iter().map(|y| y.1).collect();
    // Half as many of class 0 from 2027, of class 1 a year later; counted up from a drawn beginning, so one more or fewer by class.
    for (year, expected) in [(1usize, 15i64), (2, 10), (3, 10)] {
        assert!((i64::from(fresh[year]) - expected).abs() <= 2, "{fresh:?}");
    }
    let moving = Assumptions {
        moves: vec![Moves { district: Some("d".into()), thousandths: 100 }],
        ..Assumptions::default()
    };
    let mut desk = YearDesk::new(horizon(&round, &[], &moving, &rule)).unwrap();
    let fresh: Vec<u32> = told(&mut desk, &Schedule::nothing(0)).iter().map(|y| y.1).collect();
    for (year, expected) in [(1usize, 22i64), (2, 24), (3, 27)] {
        assert!((i64::from(fresh[year]) - expected).abs() <= 2, "{fresh:?}");
    }
}

#[test]
fn a_site_fills_up_and_its_children_move_up() {
    let round = round(&[(0, 0)], &[(0, false), (0, false)]);
    let sites = [site("S", [1, 1, 1, 0, 0, 0], 5)];
    let (assume, rule) = (Assumptions { reapply: 0, ..Assumptions::default() }, Rule::default());
    let mut desk = YearDesk::new(horizon(&round, &sites, &assume, &rule)).unwrap();
    let nothing = Schedule::nothing(1);
    assert_eq!(told(&mut desk, &nothing), [(2, 2, 0, 2), (2, 2, 0, 2), (2, 2, 0, 2), (2, 2, 0, 2)]);
    // Opens in 2028 with one seat each; in 2029 its baby is in class 1, so class 0 and 2 are open.
    let opens = nothing.with(0, Some(Opening { after: 2, size: 0 }));
    assert_eq!(told(&mut desk, &opens), [(2, 2, 0, 2), (2, 2, 0, 2), (2, 2, 3, 1), (2, 2, 2, 1)]);
}

#[test]
fn the_cheapest_schedule_that_reaches_a_number_and_the_best_of_all() {
    let round = round(&[(0, 0)], &[(0, false), (0, false), (0, false)]);
    let sites = [
        site("A", [1, 0, 0, 0, 0, 0], 4),
        site("B", [2, 0, 0, 0, 0, 0], 7),
        site("D", [3, 0, 0, 0, 0, 0], 20),
    ];
    let (assume, rule) = (Assumptions { reapply: 0, ..Assumptions::default() }, Rule::default());
    let mut desk = YearDesk::new(horizon(&round, &sites, &assume, &rule)).unwrap();
    let limits = YearLimits { sites_a_year: Some(1), ..YearLimits::default() };
    let reach = |waiting| Goal::Reach { after: 3, waiting };
    let effort = YearEffort::default();
    let all = desk.best(&limits, reach(0), &effort).unwrap();
    assert_eq!((all.reached, all.schedule.cost(&sites)), (true, 11));
    // With the cost decided, the earlier the better.
    let years: Vec<(usize, u16)> = all.schedule.openings().map(|(s, o)| (s, o.after)).collect();
    assert_eq!(years, [(0, 2), (1, 1)]);
    let some = desk.best(&limits, reach(1), &effort).unwrap();
    assert_eq!((some.reached, some.schedule.cost(&sites)), (true, 7));
    let too_late = YearLimits { earliest: vec![4, 4, 4], ..YearLimits::default() };
    assert!(!desk.best(&too_late, reach(0), &effort).unwrap().reached);

    // Without a number: fewest over the years within the money of each year; every schedule is tried here.
    let limits = YearLimits { cost_a_year: Some(7), cost: Some(12), ..YearLimits::default() };
    let found = desk.best(&limits, Goal::FewestWaiting, &effort).unwrap();
    let when = |s: usize| {
        let all = (1..=3).map(|after| Some(Opening { after, size: 0 }));
        all.chain([None]).map(move |o| (s, o)).collect::<Vec<_>>()
    };
    let mut least = u64::MAX;
    for a in when(0) {
        for b in when(1) {
            for d in when(2) {
                let schedule = [a, b, d].into_iter().fold(Schedule::nothing(3), |s, (i, o)| s.with(i, o));
                if limits.allow(&sites, 3, &schedule) {
                    least = least.min(desk.outlook(&schedule).unwrap().all_waiting());
                }
            }
        }
    }
    assert_eq!(found.outlook.all_waiting(), least);
}
