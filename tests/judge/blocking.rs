//! Blocking wishes by hand. Every example is put to the oracle too.

use crate::support::brute_force;
use crate::support::spec::{HouseholdSpec, Spec, allocation};
use sekiwari::verify::{Submission, Violation, judge};

fn single(wishes: &[(usize, u32)]) -> HouseholdSpec {
    HouseholdSpec::single(wishes)
}

fn family(children: usize, wishes: Vec<Vec<(usize, usize, u32)>>) -> HouseholdSpec {
    HouseholdSpec::with_children(children, &[], wishes)
}

/// Judges and expects (household, rank, displaces nobody).
#[track_caller]
fn expect(spec: &Spec, ranks: &[u32], expected: &[(usize, u32, bool)]) {
    let market = spec.build();
    let verdict = judge(&market, &Submission::from_allocation(&market, &allocation(ranks)));
    let found: Vec<_> = verdict.blocking.iter().map(|b| (b.household.index(), b.rank, b.wasted)).collect();
    assert_eq!(verdict.violations, []);
    assert_eq!(found, expected);
    assert_eq!(brute_force::blocking(spec, ranks), expected, "the oracle disagrees");
    assert_eq!(verdict.wasted as usize, expected.iter().filter(|b| b.2).count());
}

#[test]
fn a_better_ranked_child_left_out_envies() {
    let spec = Spec::new(&[1], vec![single(&[(0, 1)]), single(&[(0, 2)])]);
    expect(&spec, &[0, 1], &[(0, 1, false)]);
    expect(&spec, &[1, 0], &[]);
}

#[test]
fn a_free_seat_is_wasted() {
    let spec = Spec::new(&[1, 1], vec![single(&[(0, 1), (1, 1)])]);
    expect(&spec, &[2], &[(0, 1, true)]);
    expect(&spec, &[0], &[(0, 1, true), (0, 2, true)]);
    // What is below the outcome is never asked for.
    expect(&spec, &[1], &[]);
}

#[test]
fn equal_rank_is_not_displaced() {
    let spec = Spec::new(&[1], vec![single(&[(0, 5)]), single(&[(0, 5)])]);
    expect(&spec, &[0, 1], &[]);
    expect(&spec, &[1, 0], &[]);
    expect(&spec, &[0, 0], &[(0, 1, true), (1, 1, true)]);
}

#[test]
fn a_pool_without_seats_never_blocks() {
    let spec = Spec::new(&[0], vec![single(&[(0, 1)])]);
    expect(&spec, &[0], &[]);
}

#[test]
fn more_twins_than_seats_never_block() {
    let spec = Spec::new(&[1], vec![family(2, vec![vec![(0, 0, 1), (1, 0, 2)]])]);
    expect(&spec, &[0], &[]);
}

#[test]
fn the_worse_twin_decides() {
    let twins = |worse| family(2, vec![vec![(0, 0, 1), (1, 0, worse)]]);
    let others = [single(&[(0, 3)]), single(&[(0, 5)])];
    // Both twins stand before both others.
    let spec = Spec::new(&[2], [&[twins(2)][..], &others].concat());
    expect(&spec, &[0, 1, 1], &[(0, 1, false)]);
    // The worse twin stands behind rank 3: one seat can be had, two are needed.
    let spec = Spec::new(&[2], [&[twins(4)][..], &others].concat());
    expect(&spec, &[0, 1, 1], &[]);
    // With a third seat the rank-5 child makes room for both.
    let spec = Spec::new(&[3], [&[twins(4)][..], &others].concat());
    expect(&spec, &[0, 1, 1], &[(0, 1, false)]);
}

#[test]
fn twins_may_use_a_free_seat_and_displace_one() {
    let twins = family(2, vec![vec![(0, 0, 1), (1, 0, 2)]]);
    let spec = Spec::new(&[2], vec![twins, single(&[(0, 3)])]);
    expect(&spec, &[0, 1], &[(0, 1, false)]);
    expect(&spec, &[0, 0], &[(0, 1, true), (1, 1, true)]);
}

#[test]
fn own_present_seats_are_taken_out_first() {
    // One child sits; the wish seats both. Another, better ranked, sits too.
    let pair = family(2, vec![vec![(0, 0, 2), (1, 0, 3)], vec![(0, 0, 2)]]);
    let other = single(&[(0, 1)]);
    let spec = Spec::new(&[2], vec![pair.clone(), other.clone()]);
    expect(&spec, &[2, 1], &[]);
    let spec = Spec::new(&[3], vec![pair, other]);
    expect(&spec, &[2, 1], &[(0, 1, true)]);
}

#[test]
fn siblings_may_swap_their_own_seats() {
    let pair = family(2, vec![vec![(0, 1, 1), (1, 0, 1)], vec![(0, 0, 9), (1, 1, 9)]]);
    let spec = Spec::new(&[1, 1], vec![pair]);
    expect(&spec, &[2], &[(0, 1, true)]);
}

#[test]
fn a_held_seat_is_safe() {
    let holder = single(&[(1, 2), (0, 0)]);
    let newcomer = single(&[(0, 1), (1, 1)]);
    let spec = Spec::new(&[1, 1], vec![holder, newcomer]);
    // The newcomer ranks first, yet cannot take the held seat; the holder cannot take the newcomer's.
    expect(&spec, &[2, 2], &[]);
    // Moving away frees the seat.
    expect(&spec, &[1, 0], &[(1, 1, true), (1, 2, false)]);
}

#[test]
fn holders_who_want_each_others_seat_do_not_block() {
    let ring = vec![single(&[(1, 1), (0, 0)]), single(&[(0, 1), (1, 0)])];
    let spec = Spec::new(&[1, 1], ring);
    expect(&spec, &[2, 2], &[]);
    expect(&spec, &[1, 1], &[]);
}

#[test]
fn classes_that_share_a_pool_compete() {
    // A child of class 4 and one of class 5, ranked in one list for their shared seat.
    let spec = Spec::new(&[1, 1], vec![single(&[(0, 2)]), single(&[(0, 1), (1, 1)])]);
    expect(&spec, &[1, 2], &[(1, 1, false)]);
}

#[test]
fn every_pool_of_a_wish_must_give_way() {
    let days = family(1, vec![vec![(0, 0, 1), (0, 1, 2), (0, 2, 1)], vec![(0, 0, 1)]]);
    let tuesday = |rank| single(&[(1, rank)]);
    // Tuesday is taken by a better-ranked child: the other free days do not help.
    let spec = Spec::new(&[1, 1, 1], vec![days.clone(), tuesday(1)]);
    expect(&spec, &[2, 1], &[]);
    let spec = Spec::new(&[1, 1, 1], vec![days.clone(), tuesday(2)]);
    expect(&spec, &[2, 1], &[]);
    let spec = Spec::new(&[1, 1, 1], vec![days, tuesday(3)]);
    expect(&spec, &[2, 1], &[(0, 1, false)]);
}

#[test]
fn ranks_differ_between_pools() {
    // Two children at each other's favourite; each pool prefers the one it does not have.
    let spec = Spec::new(&[1, 1], vec![single(&[(0, 1), (1, 2)]), single(&[(1, 1), (0, 2)])]);
    expect(&spec, &[2, 2], &[(0, 1, false), (1, 1, false)]);
}

#[test]
fn a_limit_keeps_a_seat_empty() {
    // Two seats each, but teachers for two children in all.
    let sitting = [single(&[(0, 3)]), single(&[(1, 3)])];
    let spec = Spec::new(&[2, 2], [&[single(&[(0, 9)])][..], &sitting].concat()).limit(2, &[(0, 1), (1, 1)]);
    expect(&spec, &[0, 1, 1], &[]);
    // A better-ranked child displaces the one in its own pool, so that the limit is met; the seat is not wasted.
    let spec = Spec::new(&[2, 2], [&[single(&[(0, 1)])][..], &sitting].concat()).limit(2, &[(0, 1), (1, 1)]);
    expect(&spec, &[0, 1, 1], &[(0, 1, false)]);
    // The worse-ranked child in the other pool of the facility is not removed for it.
    let spec = Spec::new(&[2, 2], [&[single(&[(0, 1)])][..], &sitting].concat()).limit(1, &[(0, 1), (1, 1)]);
    expect(&spec, &[0, 0, 1], &[]);
}

#[test]
fn a_limit_counts_the_seat_one_leaves() {
    let mover = single(&[(1, 1), (0, 1)]);
    let spec = Spec::new(&[1, 1], vec![mover.clone()]).limit(2, &[(0, 2), (1, 2)]);
    expect(&spec, &[2], &[(0, 1, true)]);
    // A heavier seat does not fit under the limit.
    let spec = Spec::new(&[1, 1], vec![mover]).limit(2, &[(0, 2), (1, 3)]);
    expect(&spec, &[2], &[]);
}

#[test]
fn a_limit_on_other_pools_does_not_matter() {
    let spec = Spec::new(&[1, 1], vec![single(&[(0, 1)]), single(&[(1, 1)])]).limit(0, &[(0, 0), (1, 1)]);
    expect(&spec, &[0, 0], &[(0, 1, true)]);
}

#[test]
fn stability_may_be_required() {
    let spec = Spec::new(&[1, 1], vec![single(&[(0, 1), (1, 1)]), single(&[(0, 2)])]);
    let market = spec.build();
    let verdict = judge(&market, &Submission::from_allocation(&market, &allocation(&[0, 1])));
    assert!(verdict.is_clean() && !verdict.is_stable());
    let household = market.households().next().unwrap();
    let required: Vec<_> = verdict.require_stable().collect();
    let blocking = |rank, wasted| Violation::BlockingWish { household, rank, wasted };
    assert_eq!(required, [blocking(1, false), blocking(2, true)]);
    assert_eq!((verdict.blocking_households(), verdict.blocking_wishes(), verdict.wasted), (1, 2, 1));
    let flags = verdict.per_household[0];
    assert!(flags.blocks && flags.wastes && !flags.unlisted);
}
