//! Small towns at random.

use super::{Town, oracle};
use crate::programme::club::capacity::{EnrolledRow, Standards, UnitRow};
use crate::programme::club::need::{Choice, Costs, District, Group, Item, NeedOptions, Reach, Route};
use crate::programme::club::{Day, Days, Season, Seasons};
use proptest::option;
use proptest::prelude::*;

fn days() -> impl Strategy<Value = Days> {
    prop_oneof![3 => Just("MT"), 1 => Just("M"), 1 => Just("T")].prop_map(|s| s.parse().unwrap())
}

fn seasons() -> impl Strategy<Value = Seasons> {
    prop_oneof![2 => Just("term;summer"), 1 => Just("term"), 1 => Just("summer")]
        .prop_map(|s| s.parse().unwrap())
}

prop_compose! {
    fn row(club: u32)(
        days in prop_oneof![6 => Just(Days::one(Day::Monday).with(Day::Tuesday)), 1 => days()],
        rooms in option::weighted(0.8, 0u32..3), staff in option::weighted(0.8, 2u32..6), qualified in option::weighted(0.8, 0u32..3),
        area in option::weighted(0.8, 0u64..900), limit_per_unit in option::weighted(0.2, 1u32..4), declared in option::weighted(0.4, 0u32..5),
    ) -> UnitRow {
        let declared = if rooms.is_none() && area.is_none() { declared.or(Some(2)) } else { declared };
        UnitRow { club, seasons: None, days, rooms, staff, qualified, area, limit_per_unit, declared }
    }
}

fn rows() -> impl Strategy<Value = Vec<UnitRow>> {
    let summer = (row(0), any::<bool>()).prop_map(|(row, some)| {
        some.then_some(UnitRow { seasons: Some(Seasons::one(Season::Summer)), ..row })
    });
    (1u32..=3, row(0), row(1), row(2), summer).prop_map(|(clubs, a, b, c, summer)| {
        let mut rows = vec![a, b, c];
        rows.truncate(clubs as usize);
        rows.extend(summer);
        rows
    })
}

prop_compose! {
    fn group()(
        children in 0u32..4, seats in 1u32..3, district in 0u32..3, days in days(), seasons in seasons(),
        order in Just([0u32, 1, 2]).prop_shuffle(), n in 1usize..=3, routes in prop::array::uniform3(option::weighted(0.3, 0u32..1)),
    ) -> Group {
        let clubs = order[..n].iter().zip(routes).map(|(&club, route)| Choice { club, route }).collect();
        Group { children, seats, district, days, seasons, clubs }
    }
}

prop_compose! {
    fn town()(rows in rows())(
        groups in prop::collection::vec(group(), 0..4),
        homes in prop::collection::vec(prop::collection::btree_set(0u32..3, 0..3), 3..4),
        limit in 1u32..4, staff in 0u32..3, here in option::of((0u32..3, 0u32..4)), seats in 0u32..3, runs in days(), rows in Just(rows),
    ) -> Town {
        let clubs = rows.iter().map(|r| r.club + 1).max().unwrap_or(0);
        let known = |mut group: Group| {
            group.clubs.retain(|c| c.club < clubs);
            group
        };
        let known_homes = |set: &std::collections::BTreeSet<u32>| set.iter().copied().filter(|&c| c < clubs).collect();
        let standards = Standards {
            limit, hard_limit: limit, staff_per_unit: staff, qualified_per_unit: staff.min(1), ..Standards::default()
        };
        let enrolled = here.filter(|h| h.0 < clubs).map(|(club, children)| {
            let days = rows.iter().find(|r| r.club == club).unwrap().days;
            EnrolledRow { club, seasons: None, days, children }
        });
        Town {
            clubs, standards, enrolled: enrolled.into_iter().collect(),
            districts: homes.iter().map(|set| District { homes: known_homes(set) }).collect(),
            routes: vec![Route { days: runs, seats }],
            groups: groups.into_iter().map(known).collect(),
            rows,
        }
    }
}

fn costs() -> impl Strategy<Value = Costs> {
    let mixed =
        vec![vec![(Item::Rooms, 3), (Item::NewClubs, 5), (Item::Transport, 1)], vec![(Item::Staff, 1)]];
    let paper = vec![vec![(Item::Declared, 1)], vec![(Item::Units, 2), (Item::Qualified, 1)]];
    prop_oneof![2 => Just(Costs::default()), 1 => Just(Costs::new(mixed)), 1 => Just(Costs::new(paper))]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn nothing_is_smaller(
        town in town(), costs in costs(), home in prop::bool::weighted(0.3), new_clubs in any::<bool>(), area_per_room in 150u64..700,
    ) {
        let reach = if home { Reach::HomeOnly } else { Reach::WithOverflow };
        let options = NeedOptions { reach, new_clubs, area_per_room, costs, ..NeedOptions::default() };
        let plan = town.plan(&options);
        let least = oracle::smallest(&town, &options);
        prop_assert!(plan.bound <= least, "{:?} {:?}", plan.bound, least);
        prop_assert!(plan.proven, "{:?} {:?} {:?}", plan.cost, plan.bound, least);
        prop_assert_eq!(&plan.cost, &least);
        // Without any search the bound still holds, and everybody is seated.
        let hasty = town.plan(&NeedOptions { effort: 0, ..options });
        prop_assert!(hasty.bound <= least && hasty.cost >= least);
    }
}
