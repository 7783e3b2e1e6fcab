//! Small clubs against every division there is.

use crate::programme::club::division::{Effort, Measure, Member, UnitLimits, divide};
use crate::programme::club::{Day, Days, Grade};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

prop_compose! {
    fn member()(
        grade in 1u8..=6, household in 0u32..6, days in 1u8..64, seats in 1u32..3, disabled in prop::bool::weighted(0.2),
    ) -> Member {
        let days: Days = Day::ALL.into_iter().filter(|d| days >> d.index() & 1 == 1).collect();
        Member { grade: Grade::new(grade).unwrap(), household, days, seats, disabled }
    }
}

fn unit() -> impl Strategy<Value = UnitLimits> {
    (0u32..6, 0u32..3).prop_map(|(soft, more)| UnitLimits { soft, hard: soft + more })
}

/// The measure, from its definition.
fn recount(members: &[Member], units: &[UnitLimits], unit: &[usize]) -> Measure {
    let inside = |u: usize| members.iter().zip(unit).filter(move |(_, v)| **v == u).map(|(m, _)| m);
    let busiest = |u: usize| {
        let on = |d: Day| inside(u).filter(|m| m.days.contains(d)).map(|m| m.seats).sum::<u32>();
        Day::ALL.into_iter().map(on).max().unwrap()
    };
    let over = |limit: fn(&UnitLimits) -> u32| {
        (0..units.len()).map(|u| u64::from(busiest(u).saturating_sub(limit(&units[u])))).sum()
    };
    let mut homes: BTreeMap<u32, BTreeSet<usize>> = BTreeMap::new();
    members.iter().zip(unit).for_each(|(m, &u)| {
        homes.entry(m.household).or_default().insert(u);
    });
    let divisor = (1..=6).rev().find(|d| units.iter().all(|u| u.soft % d == 0)).unwrap();
    let divisor = if units.iter().all(|u| u.soft == 0) { 1 } else { divisor };
    let part = |u: usize| i64::from(units[u].soft / divisor);
    let whole: i64 = (0..units.len()).map(part).sum();
    let uneven = |count: &dyn Fn(&Member) -> u32| {
        let all: i64 = members.iter().map(|m| i64::from(count(m))).sum();
        let here = |u: usize| inside(u).map(|m| i64::from(count(m))).sum::<i64>();
        (0..units.len()).map(|u| (whole * here(u) - part(u) * all).unsigned_abs()).sum::<u64>()
    };
    Measure {
        over_hard: over(|u| u.hard),
        split: homes.values().map(|units| units.len() as u64 - 1).sum(),
        over_soft: over(|u| u.soft),
        grades: Grade::all().map(|g| uneven(&|m| u32::from(m.grade == g))).sum(),
        disabled: uneven(&|m| u32::from(m.disabled)),
        seats: uneven(&|m| m.seats),
    }
}

fn smallest(members: &[Member], units: &[UnitLimits]) -> Measure {
    let ways = units.len().pow(members.len() as u32);
    let of = |way: usize| {
        let unit: Vec<usize> =
            (0..members.len()).map(|i| way / units.len().pow(i as u32) % units.len()).collect();
        recount(members, units, &unit)
    };
    (0..ways).map(of).min().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn nothing_is_better(
        members in prop::collection::vec(member(), 0..8), units in prop::collection::vec(unit(), 1..4), same in any::<bool>(),
    ) {
        let units = if same { vec![units[0]; units.len()] } else { units };
        let found = divide(&members, &units, Effort::default()).unwrap();
        let unit: Vec<usize> = found.unit.iter().map(|&u| u as usize).collect();
        prop_assert_eq!(recount(&members, &units, &unit), found.measure);
        prop_assert!(found.proven);
        prop_assert_eq!(found.measure, smallest(&members, &units));
        // The search alone comes to the same, and a bound holds without it.
        let alone = divide(&members, &units, Effort { restarts: 0, nodes: 1_000_000 }).unwrap();
        prop_assert_eq!(alone.measure, found.measure);
        let hasty = divide(&members, &units, Effort { restarts: 0, nodes: 0 }).unwrap();
        prop_assert!(hasty.bound <= found.measure && hasty.measure >= found.measure);
    }
}

/// The largest of the kind: eight children, three units, a few cases.
#[test]
fn eight_children_in_three_units() {
    let home = [0, 0, 1, 1, 2, 3, 4, 4];
    for shift in 0..4u32 {
        let members: Vec<Member> = (0..8u32)
            .map(|i| Member {
                grade: Grade::new(((i * (shift + 1)) % 6 + 1) as u8).unwrap(),
                household: home[i as usize],
                days: if (i + shift) % 3 == 0 { "MW".parse().unwrap() } else { Days::WEEKDAYS },
                seats: 1 + u32::from(i == shift),
                disabled: i % 4 == shift,
            })
            .collect();
        let units = [UnitLimits { soft: 3 - shift.min(1), hard: 3 }; 3];
        let found = divide(&members, &units, Effort::default()).unwrap();
        assert_eq!(found.measure, smallest(&members, &units));
    }
}
