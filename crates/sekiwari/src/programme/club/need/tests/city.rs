//! A city of 202 districts.

use super::{Town, group, units};
use crate::programme::club::capacity::UnitRow;
use crate::programme::club::need::{Choice, District, Group, NeedOptions, Reach, Route};
use crate::programme::club::{Days, Seasons};

/// Districts on a grid, about a hundred children in each, by weekday patterns; every eighth has no club.
fn city(districts: u32) -> Town {
    let mut random = 11u64;
    let mut next = move |below: u64| {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((random >> 33) % below) as u32
    };
    let rows = (0..districts).map(|_| {
        let n = 1 + next(3);
        UnitRow {
            staff: Some(2 * n + next(2)),
            area: Some(6_600 * u64::from(n) + u64::from(next(3_000))),
            ..units(n)
        }
    });
    let mut town = Town::of(rows.collect());
    let lacks = |d: u32| d % 8 == 5;
    for d in (0..districts).filter(|&d| lacks(d)) {
        town.districts[d as usize] = District::default();
    }
    // A bus to the neighbours of every third district.
    town.routes = (0..districts).map(|_| Route { days: Days::WEEKDAYS, seats: 5 }).collect();
    let wide = 15;
    for d in 0..districts {
        let (x, y) = (d % wide, d / wide);
        let mut clubs = vec![d];
        let beside = [
            (x > 0, d.wrapping_sub(1)),
            (x + 1 < wide, d + 1),
            (y > 0, d.wrapping_sub(wide)),
            (true, d + wide),
        ];
        clubs.extend(beside.iter().filter(|(ok, c)| *ok && *c < districts).map(|b| b.1));
        clubs.retain(|&c| !lacks(c));
        let patterns = [("MTWHF", 55), ("MWF", 14), ("TH", 12), ("MTHF", 9), ("WF", 5)];
        for (days, share) in patterns {
            let children = share * (60 + next(80)) / 100;
            let of = Group { days: days.parse().unwrap(), ..group(children, d, &clubs) };
            let ride = (d % 3 == 0).then_some(d);
            let beside = |c: &Choice| Choice { route: ride.filter(|_| c.club != d), ..*c };
            let of = Group { clubs: of.clubs.iter().map(beside).collect(), ..of };
            let vacation = Group { children: children / 8, seasons: Seasons::VACATIONS, ..of.clone() };
            town.groups.extend([of, vacation]);
        }
    }
    town
}

#[test]
fn a_town_of_fifteen_districts_is_proven() {
    let plan = city(15).plan(&NeedOptions::default());
    assert!(plan.proven && plan.parts.0 == plan.parts.1, "{:?} {:?}", plan.cost, plan.bound);
}

#[test]
fn everybody_is_seated_in_a_large_city() {
    let town = city(202);
    let children: u32 = town.groups.iter().map(|g| g.children).sum();
    assert!((19_000..22_000).contains(&children), "{children}");
    let home = town.plan(&NeedOptions { reach: Reach::HomeOnly, ..NeedOptions::default() });
    assert!(home.proven);
    // Chains and Hall's condition alone; the search would close the gap of one room.
    let wide = town.plan(&NeedOptions { effort: 0, ..NeedOptions::default() });
    assert!(wide.cost <= home.cost);
    assert!(20 * wide.bound[1] >= 19 * wide.cost[1], "{:?} {:?}", wide.cost, wide.bound);
}
