//! A small town made of dice, and its families.

use crate::support::dice::Dice;
use jiff::civil::{Date, date};
use sekiwari::priority::Thousandths;
use sekiwari::programme::nursery::year::*;
use sekiwari::programme::nursery::*;
use std::collections::BTreeSet;

pub const FACILITIES: usize = 4;

pub fn class(n: u8) -> AgeClass {
    AgeClass::new(n).unwrap()
}

pub fn facility(i: usize) -> Facility {
    Facility {
        partners: Vec::new(),
        care_kinds: Vec::new(),
        id: format!("F{i}"),
        name: String::new(),
        kind: None,
        district: None,
        position: None,
        min_age_days: (i == 3).then_some(180),
    }
}

pub fn key(facility: usize, classes: &[u8]) -> SeatKey {
    let classes = ClassSet::of(classes.iter().map(|&c| class(c))).unwrap();
    SeatKey { facility: format!("F{facility}"), classes, reserve: None }
}

/// Classes 1 to 3: at some facilities two of them share seats, at some one is missing.
pub fn opened(dice: &mut Dice) -> YearOpened {
    let (mut seats, mut continuing) = (Vec::new(), Vec::new());
    let tight = dice.below(3) + 1;
    for f in 0..FACILITIES {
        let groups: &[&[u8]] = match dice.below(4) {
            0 => &[&[1, 2], &[3]],
            1 => &[&[1], &[2]],
            _ => &[&[1], &[2], &[3]],
        };
        for group in groups {
            seats.push(SeatsOpen { key: key(f, group), seats: dice.below(tight + 1) as u32 });
        }
        for c in 1..=3 {
            if dice.below(3) > 0 {
                let children = dice.below(3) as u32;
                continuing.push(Continuing { facility: format!("F{f}"), class: class(c), children });
            }
        }
    }
    let facilities = (0..FACILITIES).map(facility).collect();
    let limits = if dice.below(5) == 0 { vec![limit(dice, 0), limit(dice, 2)] } else { Vec::new() };
    YearOpened {
        limits,
        fiscal_year: 2026,
        name: "year".into(),
        facilities,
        seats,
        continuing,
        ..YearOpened::default()
    }
}

/// Classes 1 and 2 weigh the same, as they may share seats.
fn limit(dice: &mut Dice, facility: usize) -> YearLimit {
    let per = 1 + dice.below(6) as u32;
    let young = ClassSet::of([class(1), class(2)]).unwrap();
    YearLimit {
        facility: format!("F{facility}"),
        name: "teachers".into(),
        capacity: dice.below(5) as u64 * 500,
        weights: vec![(young, 1000, per), (ClassSet::one(class(3)), 700, per + 1)],
    }
}

/// A list of some facilities.
pub fn list(dice: &mut Dice) -> Vec<String> {
    let mut list = Vec::new();
    for _ in 0..dice.below(FACILITIES + 1) {
        let f = format!("F{}", dice.below(FACILITIES));
        if !list.contains(&f) {
            list.push(f);
        }
    }
    list
}

fn birth(dice: &mut Dice, c: u8) -> Option<Date> {
    let year = 2025 - i16::from(c);
    (dice.below(2) == 0).then(|| date(year, 5 + dice.below(6) as i8, 1 + dice.below(28) as i8))
}

pub fn score(dice: &mut Dice) -> Vec<ScoreLine> {
    let mut line = |facility| ScoreLine {
        facility,
        points: Thousandths(dice.below(12) as i64 * 1000),
        ties: Box::new([]),
    };
    let mut lines = vec![line(None)];
    if lines[0].points.0 % 2000 == 0 {
        lines.push(line(Some("F0".to_owned())));
    }
    lines
}

pub fn terms(dice: &mut Dice) -> SiblingTerms {
    SiblingTerms {
        joint: Joint::NAMES[dice.below(3)].1,
        single_fallback: SingleFallback::NAMES[dice.below(5)].1,
        prefer: if dice.below(2) == 0 { Prefer::TogetherFirst } else { Prefer::WishOrder },
    }
}

pub fn joint(dice: &mut Dice, children: &[String]) -> Vec<JointWish> {
    let mut seen = BTreeSet::new();
    let mut rows: Vec<JointWish> = Vec::new();
    for _ in 0..1 + dice.below(5) {
        let cell = |dice: &mut Dice| (dice.below(4) > 0).then(|| format!("F{}", dice.below(FACILITIES)));
        let row: JointWish = children.iter().map(|c| (c.clone(), cell(dice))).collect();
        if row.iter().any(|(_, f)| f.is_some()) && seen.insert(row.clone()) {
            rows.push(row);
        }
    }
    rows
}

/// A family of one to three children with ids from `first` on; now and then one of them is enrolled already.
pub fn family(dice: &mut Dice, first: usize) -> Application {
    let size = [1, 1, 1, 2, 2, 3][dice.below(6)];
    let children: Vec<Applicant> = (0..size)
        .map(|i| {
            let c = 1 + dice.below(3) as u8;
            let record = Child {
                affiliation: Default::default(),
                id: format!("C{:03}", first + i),
                class: class(c),
                birth_date: birth(dice, c),
                current: None,
                district: None,
                position: None,
            };
            let need = match dice.below(6) {
                0 => Need::Until(date(2026, 4 + dice.below(9) as i8, 30)),
                _ => Need::Lasts,
            };
            let current = (dice.below(5) == 0).then(|| format!("F{}", dice.below(FACILITIES)));
            Applicant { record, current, list: list(dice), scores: score(dice), need }
        })
        .collect();
    let ids: Vec<String> = children.iter().map(|c| c.record.id.clone()).collect();
    let terms = (size > 1 && dice.below(3) > 0).then(|| terms(dice));
    let joint = if size > 1 && dice.below(4) == 0 { joint(dice, &ids) } else { Vec::new() };
    Application { household: format!("H{first:03}"), children, terms, joint }
}
