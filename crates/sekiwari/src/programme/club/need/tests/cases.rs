//! Towns whose plans are plain to see.

use super::{Town, group, oracle, units};
use crate::programme::club::capacity::{EnrolledRow, Standards, UnitRow};
use crate::programme::club::need::{
    Choice, District, Group, Item, NeedError, NeedOptions, Place, Plan, Reach, Route, districts_without_club,
    shortfalls, smallest_plan,
};
use crate::programme::club::{Day, Days, Season, Seasons};

fn added(plan: &Plan) -> [u64; 7] {
    assert!(plan.proven);
    Item::ALL.map(|i| plan.totals.of(i))
}

fn home() -> NeedOptions {
    NeedOptions { reach: Reach::HomeOnly, ..NeedOptions::default() }
}

#[test]
fn nothing_where_there_is_room() {
    let town = Town { groups: vec![group(40, 0, &[0])], ..Town::of(vec![units(1)]) };
    let plan = town.plan(&NeedOptions::default());
    assert!(plan.totals.is_zero() && plan.proven && plan.clubs.is_empty());
    assert_eq!(plan.seated.len(), 1);
}

#[test]
fn one_child_too_many_needs_a_unit() {
    let town = Town { groups: vec![group(41, 0, &[0])], ..Town::of(vec![units(1)]) };
    assert_eq!(added(&town.plan(&home())), [0, 1, 1, 2, 1, 0, 0]);
    // With a spare room and area it is staff alone.
    let roomy = UnitRow { rooms: Some(2), area: Some(20_000), ..units(1) };
    let town = Town { rows: vec![roomy], ..town };
    assert_eq!(added(&town.plan(&home())), [0, 0, 1, 2, 1, 0, 0]);
    // With four staff of whom one is qualified, one has to be trained.
    let town = Town { rows: vec![UnitRow { staff: Some(4), ..roomy }], ..town };
    assert_eq!(added(&town.plan(&home())), [0, 0, 1, 0, 1, 0, 0]);
}

#[test]
fn the_case_of_a_hundred_square_metres() {
    // 60 by area, 80 by units: for 80 children a room is needed for its area alone.
    let club = UnitRow { rooms: Some(2), staff: Some(5), qualified: Some(2), area: Some(10_000), ..units(0) };
    let town = Town { groups: vec![group(80, 0, &[0])], ..Town::of(vec![club]) };
    assert_eq!(added(&town.plan(&home())), [0, 1, 0, 0, 0, 0, 0]);
}

#[test]
fn neighbours_share_one_room() {
    // Ten too many in each of three districts: a room in each, or one in the middle.
    let groups = vec![group(50, 0, &[0, 1]), group(50, 1, &[1, 0, 2]), group(50, 2, &[2, 1])];
    let town = Town { groups, ..Town::of(vec![units(1); 3]) };
    assert_eq!(added(&town.plan(&home())), [0, 3, 3, 6, 3, 0, 0]);
    let plan = town.plan(&NeedOptions::default());
    assert_eq!(added(&plan), [0, 1, 1, 2, 1, 0, 0]);
    assert_eq!(plan.parts, (1, 1));
}

#[test]
fn an_empty_seat_next_door_needs_a_bus() {
    let mut far = group(50, 0, &[0, 1]);
    far.clubs[1].route = Some(0);
    let weekdays = Route { days: Days::WEEKDAYS, seats: 4 };
    let town = Town { groups: vec![far], routes: vec![weekdays], ..Town::of(vec![units(1), units(1)]) };
    let plan = town.plan(&NeedOptions::default());
    assert_eq!((added(&plan), &plan.routes[..]), ([0, 0, 0, 0, 0, 6, 0], &[(0, 6)][..]));
    // A bus that does not run on Fridays takes nobody who comes on Fridays.
    let no_friday = Route { days: "MTWH".parse().unwrap(), seats: 20 };
    let town = Town { routes: vec![no_friday], ..town };
    assert_eq!(added(&town.plan(&NeedOptions::default())), [0, 1, 1, 2, 1, 0, 0]);
}

#[test]
fn a_district_without_a_club() {
    let mut town = Town { groups: vec![group(13, 1, &[])], ..Town::of(vec![units(1)]) };
    town.districts.push(District::default());
    assert!(districts_without_club(&town.districts).eq([1]));
    assert_eq!(town.with(|d| d.without_any_club()), [(1, 13)]);
    let plan = town.plan(&NeedOptions::default());
    assert_eq!(added(&plan), [1, 1, 1, 2, 1, 0, 0]);
    assert_eq!(plan.clubs[0].place, Place::NewIn(1));
    let none = town.plan(&NeedOptions { new_clubs: false, ..NeedOptions::default() });
    assert_eq!((none.nowhere, none.seated.len()), (vec![0], 0));
    // A neighbour with room spares the new club.
    town.groups[0].clubs = vec![Choice { club: 0, route: None }];
    assert!(town.plan(&NeedOptions::default()).totals.is_zero());
    assert_eq!(added(&town.plan(&home())), [1, 1, 1, 2, 1, 0, 0]);
}

#[test]
fn vacations_and_weekdays_are_looked_at_one_by_one() {
    let on = |children, days: &str, seasons| Group {
        days: days.parse().unwrap(),
        seasons,
        ..group(children, 0, &[0])
    };
    let groups =
        vec![on(30, "MWF", Seasons::YEAR), on(30, "TH", Seasons::YEAR), on(15, "MTWHF", Seasons::VACATIONS)];
    let town = Town { groups, ..Town::of(vec![units(1)]) };
    assert_eq!(added(&town.plan(&home())), [0, 1, 1, 2, 1, 0, 0], "45 in vacations");
    let short = town.with(shortfalls);
    assert_eq!(short.len(), 15, "five days of three vacations");
    assert!(short.iter().all(|s| s.slot.season != Season::Term && s.missing() == 5));
    assert_eq!(short[0].slot.day, Day::Monday);
    // Nobody of those in term time is too many.
    let town = Town { groups: town.groups[..2].to_vec(), ..town };
    assert!(town.plan(&home()).totals.is_zero());
}

#[test]
fn enrolled_children_and_declared_numbers_count() {
    let declared = UnitRow { declared: Some(20), ..units(1) };
    let mut town = Town { groups: vec![group(13, 0, &[0])], ..Town::of(vec![declared]) };
    town.enrolled = vec![EnrolledRow { club: 0, seasons: None, days: Days::WEEKDAYS, children: 10 }];
    assert_eq!(added(&town.plan(&home())), [0, 0, 0, 0, 0, 0, 3]);
    town.enrolled[0].children = 50;
    town.groups.clear();
    assert_eq!(added(&town.plan(&home())), [0, 1, 1, 2, 1, 0, 30], "they are too many already");
}

/// A column of units that all seasons share once ended where the emptiest of them ends, and a plan with fewer units was not seen.
#[test]
fn seasons_that_share_their_limits_may_be_filled_unlike() {
    let monday = Days::one(Day::Monday);
    let blank = UnitRow { days: monday, ..UnitRow::default() };
    let near = UnitRow { rooms: Some(0), area: Some(182), ..blank };
    let far = UnitRow { area: Some(192), declared: Some(0), ..blank };
    let summer = UnitRow {
        seasons: Some(Seasons::one(Season::Summer)),
        rooms: Some(1),
        area: Some(76),
        declared: Some(3),
        ..blank
    };
    let mut town = Town::of(vec![near, far]);
    town.rows.push(summer);
    town.standards =
        Standards { limit: 1, hard_limit: 1, staff_per_unit: 0, qualified_per_unit: 0, ..town.standards };
    let on = |children, seats, season| Group {
        seats,
        days: monday,
        seasons: Seasons::one(season),
        ..group(children, 0, &[0, 1])
    };
    town.groups = vec![on(1, 1, Season::Term), on(2, 2, Season::Summer)];
    let options = NeedOptions { area_per_room: 250, ..NeedOptions::default() };
    let plan = town.plan(&options);
    assert_eq!(plan.cost, oracle::smallest(&town, &options));
    assert_eq!(added(&plan), [0, 2, 0, 0, 0, 0, 4]);
}

#[test]
fn what_is_wrong_is_told_at_once() {
    let mut wrong = group(1, 5, &[0, 0, 7]);
    wrong.clubs[0].route = Some(0);
    let never = Group { days: Days::NONE, ..group(1, 0, &[0]) };
    let mut town = Town { groups: vec![wrong, never], ..Town::of(vec![units(1)]) };
    town.districts[0].homes.push(3);
    let options = NeedOptions { area_per_room: 0, ..NeedOptions::default() };
    let faults = town.with(|demand| smallest_plan(demand, &options)).expect_err("refused");
    let expected = [
        NeedError::NoSuchDistrict { group: 0, district: 5 },
        NeedError::NoSuchRoute { group: 0, route: 0 },
        NeedError::ClubTwice { group: 0, club: 0 },
        NeedError::NoSuchClub { group: 0, club: 7 },
        NeedError::NeverThere { group: 1 },
        NeedError::NoSuchHome { district: 0, club: 3 },
        NeedError::NoRoomArea,
    ];
    assert_eq!(faults, expected);
}
