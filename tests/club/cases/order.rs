//! Who comes before whom, with siblings and holders.

use super::grade;
use crate::small::{Small, days};
use sekiwari::mechanism::Mechanism;
use sekiwari::programme::club::Grade;
use sekiwari::programme::siblings::{Joint, Prefer, SiblingTerms, SingleFallback};

const TOGETHER: SiblingTerms = SiblingTerms {
    joint: Joint::SameFacility,
    single_fallback: SingleFallback::None,
    prefer: Prefer::TogetherFirst,
};

/// One seat, a first-grader and a fourth-grader with more points: the first grades come first.
#[test]
fn grade_four_is_refused_first() {
    let town = Small::new().club(1).district(&[], &[0]).child("A", "MTWHF", grade(4)).points(9, &[]).child(
        "B",
        "MTWHF",
        grade(1),
    );
    assert_eq!(town.decide(), ["-", "K0 MTWHF"]);
}

/// A sister and a brother who only come together: the first club has one seat, the second has two.
#[test]
fn siblings_go_where_there_is_room_for_both() {
    let town = Small::new()
        .club(1)
        .club(2)
        .district(&[], &[0])
        .sibling("H", "A", "MT", grade(3))
        .wish(0, "")
        .wish(1, "")
        .sibling("H", "B", "T", grade(1))
        .wish(0, "")
        .wish(1, "")
        .terms("H", TOGETHER);
    assert_eq!(town.decide(), ["K1 MT", "K1 T"]);
}

/// The same siblings on different days: one seat on each day is enough for both.
#[test]
fn siblings_on_different_days_share_a_seat() {
    let town = Small::new()
        .club(1)
        .district(&[], &[0])
        .sibling("H", "A", "MT", grade(3))
        .sibling("H", "B", "WF", grade(1))
        .terms("H", TOGETHER);
    assert_eq!(town.decide(), ["K0 MT", "K0 WF"]);
}

/// A moves to the other club, and B has the seat that A leaves.
#[test]
fn a_holder_moves_and_leaves_its_seat() {
    let town = Small::new()
        .club(1)
        .club(1)
        .district(&[], &[0])
        .child("A", "MT", |c| c.current = Some((0, days("MT"))))
        .wish(1, "")
        .child("B", "T", grade(6));
    assert_eq!(town.decide(), ["K1 MT", "K0 T"]);
}

/// takes Monday from it.
#[test]
fn a_holder_asks_for_one_more_day() {
    let with_friday = |seats: u32| {
        Small::new()
            .closed_club()
            .unit("", "MTWH", 1)
            .unit("term;spring;summer;winter", "F", seats)
            .district(&[], &[0])
            .child("A", "MF", |c| c.current = Some((0, days("M"))))
            .child("B", "MF", |c| {
                c.always = true;
                c.min_days = 1;
            })
            .decide()
    };
    assert_eq!(with_friday(2), ["K0 MF", "K0 F"]);
    assert_eq!(with_friday(1), ["stays K0 M", "K0 F"]);
}

/// Two children hold one seat, since a room was given up. Both stay; who is always admitted comes after them.
#[test]
fn more_holders_than_seats_all_stay() {
    let town = Small::new()
        .club(1)
        .district(&[], &[0])
        .child("A", "M", |c| c.current = Some((0, days("M"))))
        .child("B", "M", |c| c.current = Some((0, days("M"))))
        .child("C", "M", |c| c.always = true);
    assert_eq!(town.decide(), ["stays K0 M", "stays K0 M", "-"]);
}

/// Grade 6 with a disability comes with the first grades, before grade 4.
#[test]
fn disabled_children_come_with_the_first_grades() {
    let town = Small::new().club(1).district(&[], &[0]).child("A", "M", grade(4)).child("B", "M", |c| {
        c.disabled = true;
        c.grade = Grade::new(6).expect("a grade");
    });
    assert_eq!(town.decide(), ["-", "K0 M"]);
}

/// Grade 6 of another district, new, without points, but always admitted.
#[test]
fn always_admitted_cases_come_before_all() {
    let town = Small::new()
        .club(1)
        .district(&[], &[0])
        .district(&[], &[])
        .child("A", "M", |c| c.last_year = Some(0))
        .points(9, &[])
        .child("B", "M", |c| {
            c.always = true;
            c.district = Some(1);
            c.grade = Grade::new(6).expect("a grade");
        })
        .wish(0, "");
    assert_eq!(town.decide(), ["-", "K0 M"]);
}

/// Grade 3 was at this club last year, grade 1 is new, grade 2 was at another one.
#[test]
fn continuing_children_come_before_new_ones() {
    let town = Small::new()
        .club(1)
        .club(0)
        .district(&[], &[0])
        .child("A", "M", grade(1))
        .child("B", "M", |c| c.last_year = Some(1))
        .child("C", "M", |c| {
            c.last_year = Some(0);
            c.grade = Grade::new(3).expect("a grade");
        });
    assert_eq!(town.decide(), ["-", "-", "K0 M"]);
}

/// Grade 4 of the club's own district before grade 1 of the next one.
#[test]
fn home_comes_before_outside() {
    let town = Small::new()
        .club(1)
        .district(&[1], &[0])
        .district(&[], &[])
        .child("A", "M", |c| c.district = Some(1))
        .points(9, &[])
        .child("B", "M", grade(4));
    assert_eq!(town.decide(), ["-", "K0 M"]);
}

/// By first choice alone a child whose first club is full gets nothing, though its second one has a seat.
#[test]
fn a_first_choice_can_cost_the_second() {
    let town = Small::new()
        .club(1)
        .club(1)
        .district(&[], &[0])
        .child("A", "M", grade(1))
        .child("B", "M", grade(2))
        .wish(0, "")
        .wish(1, "");
    assert_eq!(town.decide(), ["K0 M", "K1 M"]);
    assert_eq!(town.decide_by(Mechanism::FirstChoice), ["K0 M", "-"]);
}

/// One seat a day: a child for both days stands first, two for one day each would be more.
#[test]
fn most_children_or_nobody_who_blocks() {
    let town = Small::new()
        .club(1)
        .district(&[], &[0])
        .child("A", "MT", grade(1))
        .child("B", "M", grade(2))
        .child("C", "T", grade(2));
    assert_eq!(town.decide(), ["K0 MT", "-", "-"]);
    assert_eq!(town.decide_by(Mechanism::MaxPlacement), ["-", "K0 M", "K0 T"]);
}

/// A holds Monday and would have Tuesday too, or go to the other club. On Monday nobody is before it, on Tuesday B is: so A
/// has no right to both days once it has the other club, and both families are served.
#[test]
fn a_holder_is_first_on_its_own_days_alone() {
    let town = Small::new()
        .club(1)
        .club(1)
        .district(&[], &[0])
        .child("A", "MT", |c| c.current = Some((0, days("M"))))
        .wish(0, "")
        .wish(1, "M")
        .child("B", "MT", |c| c.always = true);
    assert_eq!(town.decide(), ["K1 M", "K0 MT"]);
}
