//! Days, seasons, seats and ways.

use super::grade;
use crate::small::{Small, days, seasons};
use sekiwari::programme::club::capacity::EnrolledRow;
use sekiwari::programme::club::{FewerDays, Overflow};

/// A comes on Mondays all year and has Mondays of vacations too. B wants Monday and Tuesday of the vacations: Monday is full.
/// C wants Tuesdays of the vacations only, which A leaves.
#[test]
fn vacation_only_fills_what_yearly_users_leave() {
    let town = Small::new()
        .club(1)
        .district(&[], &[0])
        .child("A", "M", grade(6))
        .child("B", "MT", |c| c.seasons = seasons("vacation"))
        .child("C", "T", |c| c.seasons = seasons("vacation"));
    assert_eq!(town.decide(), ["K0 M", "-", "K0 T"]);
}

/// Friday goes to the case that is always admitted; the other family accepts two days, and the earlier ones come first.
#[test]
fn fewer_weekdays_are_taken_when_friday_is_full() {
    let town = Small::new().club(1).district(&[], &[0]).child("A", "F", |c| c.always = true).child(
        "B",
        "MTF",
        |c| c.min_days = 2,
    );
    assert_eq!(town.decide(), ["K0 F", "K0 MT"]);
}

/// The same family with a second club: fewer days at the first club, or all days at the second, as the city says.
#[test]
fn the_club_or_the_days_come_first() {
    let mut town = Small::new()
        .club(1)
        .club(1)
        .district(&[1], &[0])
        .district(&[], &[1])
        .child("A", "F", |c| c.always = true)
        .child("B", "MF", |c| c.min_days = 1);
    assert_eq!(town.decide(), ["K0 F", "K0 M"]);
    town.0.rules.fewer_days = FewerDays::DaysFirst;
    assert_eq!(town.decide(), ["K0 F", "K1 MF"]);
}

/// Days that the family wrote to a line are meant as they stand: no fewer of them are given.
#[test]
fn days_of_a_line_are_not_cut() {
    let town = Small::new()
        .club(1)
        .district(&[], &[0])
        .child("A", "F", |c| c.always = true)
        .child("B", "MTF", |c| c.min_days = 1)
        .wish(0, "MF");
    assert_eq!(town.decide(), ["K0 F", "-"]);
}

/// The home club is full. The neighbours' club has two seats, the bus one: it goes to the child with more points, and the
/// other one comes if its family sees to the way itself.
#[test]
fn the_last_seat_of_the_bus() {
    let mut town = Small::new()
        .club(0)
        .club(2)
        .district(&[1], &[0])
        .district(&[], &[1])
        .route(&[0], &[1], "MTWHF", 1)
        .child("A", "MF", grade(1))
        .points(1, &[])
        .child("B", "FS", grade(1))
        .points(2, &[])
        .wish(1, "F");
    assert_eq!(town.decide(), ["-", "K1 F by R0"]);
    town.0.children[0].1.overflow = Some(Overflow::Own);
    assert_eq!(town.decide(), ["K1 MF", "K1 F by R0"]);
}

/// A has Monday and asks for Friday too. As long as there is a seat it gets it; once it is full A stays as it is, and nobody
/// The home club is closed on Saturdays: a family that needs Saturday goes to the next one, a family that accepts one day
/// has its Friday at home.
#[test]
fn a_club_that_is_closed_on_saturdays() {
    let town = Small::new()
        .club(3)
        .closed_club()
        .unit("", "MTWHFS", 3)
        .district(&[1], &[0])
        .district(&[], &[1])
        .child("A", "FS", grade(1))
        .child("B", "FS", |c| c.min_days = 1);
    assert_eq!(town.decide(), ["K1 FS", "K0 F"]);
}

/// A needs two seats of two; B, who stands before it, takes one, and C behind it the other.
#[test]
fn two_seats_for_one_child() {
    let town = Small::new()
        .club(2)
        .district(&[], &[0])
        .child("A", "M", |c| c.seats = 2)
        .points(5, &[])
        .child("B", "M", grade(1))
        .points(9, &[])
        .child("C", "M", grade(1));
    assert_eq!(town.decide(), ["-", "K0 M", "K0 M"]);
    let town = Small::new()
        .club(2)
        .district(&[], &[0])
        .child("A", "M", |c| c.seats = 2)
        .points(9, &[])
        .child("B", "M", grade(1));
    assert_eq!(town.decide(), ["K0 M", "-"]);
}

/// The club is closed in spring: who comes all year or in all vacations comes in the others; who needs spring alone cannot.
#[test]
fn a_club_that_is_closed_in_spring() {
    let town = Small::new()
        .closed_club()
        .unit("term;summer;winter", "MTWHF", 2)
        .district(&[], &[0])
        .child("A", "M", grade(1))
        .child("B", "M", |c| c.seasons = seasons("vacation"))
        .child("C", "M", |c| c.seasons = seasons("spring"));
    assert_eq!(town.decide(), ["K0 M", "K0 M", "-"]);
}

/// Of two seats one is taken by a child that has it already and takes no part, on Mondays of the summer alone. A comes all
/// year and needs that Monday; B would need it, too.
#[test]
fn children_enrolled_take_seats_in_their_season() {
    let mut town = Small::new()
        .club(2)
        .district(&[], &[0])
        .child("A", "M", grade(1))
        .child("B", "M", grade(2))
        .child("C", "M", |c| c.seasons = seasons("winter"));
    assert_eq!(town.decide(), ["K0 M", "K0 M", "-"]);
    let enrolled = EnrolledRow { club: 0, seasons: Some(seasons("summer")), days: days("M"), children: 1 };
    town.0.enrolled.push(enrolled);
    assert_eq!(town.decide(), ["K0 M", "-", "K0 M"]);
}
