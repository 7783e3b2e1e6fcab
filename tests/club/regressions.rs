//! The smallest rounds that once came out wrong.

use crate::small::{Small, days, seasons};
use sekiwari::programme::club::Overflow;

/// A child kept a seat for Monday and Tuesday at a club that closed on Tuesday, and Monday's only seat was given away a
/// second time: its whole seat counted as one on days without rows.
#[test]
fn a_seat_held_on_a_closed_day_counts_on_the_open_ones() {
    let round = Small::new()
        .closed_club()
        .unit("", "M", 1)
        .district(&[], &[0])
        .child("A", "MT", |c| c.current = Some((0, days("MT"))))
        .child("B", "M", |c| c.always = true);
    assert_eq!(round.decide(), ["stays K0 MT", "-"]);
}

/// The same with a club that no row speaks of any more: a line that can never be given and the held seat claimed the same, and
/// the market was refused.
#[test]
fn a_holder_at_a_closed_club_may_list_it() {
    let round =
        Small::new().closed_club().child("A", "MT", |c| c.current = Some((0, days("M")))).wish(0, "MT");
    assert_eq!(round.decide(), ["stays K0 M"]);
}

/// Another child could come to a closed club once the one that held a seat there had moved away.
#[test]
fn a_seat_given_up_at_a_closed_club_is_nobodys() {
    let round = Small::new()
        .closed_club()
        .club(1)
        .child("A", "M", |c| c.current = Some((0, days("M"))))
        .wish(1, "M")
        .child("B", "M", |c| c.grade = sekiwari::programme::club::Grade::new(2).expect("a grade"))
        .wish(0, "M");
    assert_eq!(round.decide(), ["K1 M", "-"]);
}

/// A child that holds Monday and Tuesday, where Tuesday is closed now, may come on Monday only: another seat than it has.
#[test]
fn the_open_day_of_a_held_seat_is_told_apart_from_the_seat() {
    let round = Small::new()
        .closed_club()
        .unit("", "M", 1)
        .child("A", "MT", |c| c.current = Some((0, days("MT"))))
        .wish(0, "M");
    assert_eq!(round.decide(), ["stays K0 M"]);
}

/// A route that did not run on all days that a child wants took the whole club off its list, also for fewer days.
#[test]
fn a_route_that_runs_on_the_days_of_a_line_is_enough_for_it() {
    let round = Small::new()
        .closed_club()
        .club(1)
        .district(&[1], &[0])
        .district(&[], &[1])
        .route(&[0], &[1], "MT", 1)
        .child("A", "MTF", |c| {
            c.min_days = 2;
            c.overflow = Some(Overflow::Transport);
        });
    assert_eq!(round.decide(), ["K1 MT by R0"]);
}

/// Only the first route to a club was looked at, also where another one runs on the child's days.
#[test]
fn the_second_route_may_be_the_one_that_runs() {
    let round = Small::new()
        .closed_club()
        .club(1)
        .district(&[1], &[0])
        .district(&[], &[1])
        .route(&[0], &[1], "M", 1)
        .route(&[0], &[1], "MT", 1)
        .child("A", "MT", |c| c.overflow = Some(Overflow::Transport));
    assert_eq!(round.decide(), ["K1 MT by R1"]);
}

/// A held seat without a route to it was put behind all clubs that have one, also where it stands before them.
#[test]
fn a_held_seat_keeps_its_place_on_a_made_list() {
    let round = Small::new()
        .club(0)
        .club(1)
        .club(1)
        .district(&[1], &[0])
        .district(&[], &[1, 2])
        .route(&[0], &[2], "M", 1)
        .child("A", "M", |c| {
            c.current = Some((1, days("M")));
            c.overflow = Some(Overflow::Transport);
        });
    assert_eq!(round.decide(), ["stays K1 M"]);
}

/// Routes run in terms; a child that comes in vacations only was said to come on one.
#[test]
fn no_route_in_vacations() {
    let round = Small::new()
        .closed_club()
        .club(1)
        .district(&[1], &[0])
        .district(&[], &[1])
        .route(&[0], &[1], "M", 0)
        .child("A", "M", |c| c.seasons = seasons("summer"));
    assert_eq!(round.decide(), ["K1 M"]);
}

/// On a route a child stood as at its best club there, also if that club could never be given to it.
#[test]
fn a_closed_club_lends_no_standing_on_its_route() {
    let round = Small::new()
        .closed_club()
        .unit("", "T", 1)
        .club(2)
        .district(&[], &[])
        .route(&[0], &[0, 1], "M", 1)
        .child("A", "M", |c| c.last_year = Some(0))
        .wish(0, "")
        .wish(1, "")
        .child("B", "M", |_| ())
        .points(1, &[])
        .wish(1, "");
    assert_eq!(round.decide(), ["-", "K1 M by R0"]);
}

/// Tie keys were compared together with the points, before the keys that the order names after them.
#[test]
fn tie_keys_come_after_all_keys() {
    let mut round = Small::new()
        .club(1)
        .district(&[], &[0])
        .child("A", "M", |_| ())
        .points(5, &[2])
        .child("B", "M", |c| c.grade = sekiwari::programme::club::Grade::new(2).expect("a grade"))
        .points(5, &[1]);
    round.0.tie_names = vec!["income".into()];
    assert_eq!(round.decide(), ["K0 M", "-"]);
}
