//! Clubs of ordinary size, and the borders.

use super::{member, unit};
use crate::programme::club::division::{
    Division, DivisionError, Effort, Measure, Member, UnitLimits, divide, measure,
};
use crate::programme::club::{Day, Days};

fn best(members: &[Member], units: &[UnitLimits]) -> Division {
    let division = divide(members, units, Effort::default()).unwrap();
    assert_eq!(measure(members, units, &division.unit), Some(division.measure));
    assert!(division.bound <= division.measure && division.proven == (division.bound == division.measure));
    division
}

/// A club by the national grade mix of 2019, every fifth household with a sibling two grades up.
fn club(children: u32) -> Vec<Member> {
    let mix = [310, 276, 217, 115, 55, 27];
    let mut members: Vec<Member> = Vec::new();
    for (grade, share) in (1..).zip(mix) {
        let count = (children * share + 500) / 1_000;
        for n in 0..count {
            let number = members.len() as u32;
            let home = if grade > 2 && n % 5 == 0 { n } else { number };
            let days = if n % 4 == 0 { "MWF" } else { "MTWHF" };
            let disabled = n % 17 == 3;
            members.push(Member { days: days.parse().unwrap(), disabled, ..member(grade, home) });
        }
    }
    members
}

#[test]
fn clubs_of_ordinary_size_are_proven() {
    for (children, units) in [(40, 1), (70, 2), (78, 2), (110, 3), (118, 3), (155, 4)] {
        let members = club(children);
        let found = best(&members, &vec![unit(40, 45); units]);
        let Measure { over_hard, split, over_soft, .. } = found.measure;
        assert_eq!((over_hard, split, over_soft), (0, 0, 0), "{children} in {units}");
        assert!(found.proven, "{children} in {units}: {:?} {:?}", found.measure, found.bound);
    }
}

#[test]
fn siblings_stay_together_even_above_the_soft_limit() {
    // Three and three would fit without a cut only if 2 + 2 + 2 did: here 4 + 2.
    let members = [member(1, 0), member(2, 0), member(3, 0), member(4, 0), member(1, 1), member(2, 1)];
    let found = best(&members, &[unit(3, 5), unit(3, 5)]);
    assert_eq!((found.measure.split, found.measure.over_soft), (0, 1));
    // The hard limit parts them, once.
    let found = best(&members, &[unit(3, 3), unit(3, 3)]);
    assert_eq!((found.measure.over_hard, found.measure.split), (0, 1));
}

#[test]
fn the_hard_limit_is_passed_only_by_those_too_many() {
    let members: Vec<Member> = (0..11).map(|h| member(1 + (h % 3) as u8, h)).collect();
    let found = best(&members, &[unit(4, 5), unit(4, 5)]);
    assert_eq!((found.measure.over_hard, found.measure.over_soft), (1, 3));
}

#[test]
fn only_the_busiest_day_is_measured() {
    let on = |day: Day, home| Member { days: Days::one(day), ..member(1, home) };
    let members: Vec<Member> = (0..12).map(|h| on(Day::ALL[h as usize % 3], h)).collect();
    let found = best(&members, &[unit(2, 2), unit(2, 2)]);
    assert_eq!(found.measure, Measure::default());
}

#[test]
fn larger_units_take_larger_parts() {
    let members: Vec<Member> = (0..6).chain(0..6).zip(0..).map(|(g, h)| member(g + 1, h)).collect();
    let found = best(&members, &[unit(8, 8), unit(4, 4)]);
    assert_eq!(found.unit.iter().filter(|&&u| u == 0).count(), 8);
}

#[test]
fn borders() {
    assert_eq!(best(&[], &[]).measure, Measure::default());
    assert_eq!(best(&[], &[unit(40, 40)]).unit, []);
    assert_eq!(best(&[member(1, 7)], &[unit(0, 0)]).measure.over_hard, 1);
    let refused = divide(&[member(1, 0)], &[], Effort::default());
    assert_eq!(refused, Err(vec![DivisionError::NoUnit { children: 1 }]));
    let refused = divide(&[Member { seats: 10_001, ..member(1, 0) }], &[unit(3, 2)], Effort::default());
    let expected = vec![
        DivisionError::HardBelowSoft { unit: 0, soft: 3, hard: 2 },
        DivisionError::TooMany { most: 10_000 },
    ];
    assert_eq!(refused, Err(expected));
}
