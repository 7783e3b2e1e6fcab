//! Corrupted submissions: each raises exactly its violation and nothing else.

use crate::support::spec::{allocation, ranks};
use crate::town::{A0, B0, B1, FRI, IN_ORDER, MON, SHUT, SPARE, TUE, seats_in_order, town};
use sekiwari::market::{Allocation, ChildId, FacilityId, HouseholdId, Market, PoolId};
use sekiwari::verify::{Seat, Submission, SubmissionBuilder, Table, Violation, certify, judge};

fn submit(seats: &[Vec<usize>]) -> Submission {
    Submission::new(seats.iter().map(|s| s.iter().map(|&p| Seat::Pool(PoolId::new(p as u32)))))
}

/// The allocation in order, with the seats of some children replaced.
fn with(changes: &[(usize, &[usize])]) -> Submission {
    let mut seats = seats_in_order();
    for &(child, new) in changes {
        seats[child] = new.to_vec();
    }
    submit(&seats)
}

/// The allocation in order, with the rank of one household replaced.
fn with_rank(market: &Market, household: usize, rank: u32) -> Submission {
    let mut ranks = IN_ORDER;
    ranks[household] = rank;
    Submission::from_allocation(market, &allocation(&ranks))
}

fn with_elsewhere(market: &Market, moved: usize, keep: &[usize]) -> Submission {
    let mut rows = SubmissionBuilder::new(market);
    // Rows may come in any order.
    for (child, seats) in seats_in_order().into_iter().enumerate().rev() {
        let seats = if child == moved { keep.to_vec() } else { seats };
        for pool in seats {
            rows.sit(ChildId::new(child as u32), PoolId::new(pool as u32));
        }
    }
    rows.sit_elsewhere(ChildId::new(moved as u32));
    rows.build()
}

fn with_stranger(market: &Market) -> Submission {
    let mut rows = SubmissionBuilder::new(market);
    for (child, seats) in seats_in_order().into_iter().enumerate() {
        seats.iter().for_each(|&p| rows.sit(ChildId::new(child as u32), PoolId::new(p as u32)));
    }
    rows.sit(ChildId::new(99), PoolId::new(SPARE as u32));
    rows.build()
}

fn child(id: u32) -> ChildId {
    ChildId::new(id)
}

fn household(id: u32) -> HouseholdId {
    HouseholdId::new(id)
}

fn pool(id: usize) -> PoolId {
    PoolId::new(id as u32)
}

fn wrong_size(table: Table, expected: usize, found: usize) -> Violation {
    Violation::WrongSize { table, expected, found }
}

fn overfull(id: usize, seats: u32, taken: u32) -> Violation {
    Violation::PoolOverfull { pool: pool(id), seats, taken }
}

fn exceeded(limit: usize, capacity: u64, load: u64) -> Violation {
    Violation::LimitExceeded { limit, facility: FacilityId::new(limit as u32), capacity, load }
}

fn left_out(h: u32, c: u32) -> Violation {
    Violation::HolderLeftOut { household: household(h), child: child(c) }
}

fn not_wished(c: u32, p: usize) -> Violation {
    Violation::SeatNotWished { child: child(c), pool: pool(p) }
}

fn unlisted(h: u32) -> Violation {
    Violation::UnlistedOutcome { household: household(h) }
}

fn corpus(m: &Market) -> Vec<(&'static str, Submission, Violation)> {
    use Violation::{NoSuchChild, NoSuchSeat, NoSuchWish, SeatTwice};
    let short = submit(&seats_in_order()[..10]);
    let long = submit(&[seats_in_order(), vec![vec![SPARE]]].concat());
    let few_households = Submission::from_allocation(m, &allocation(&IN_ORDER[..8]));
    let many_households = Submission::from_allocation(m, &allocation(&[&IN_ORDER[..], &[1]].concat()));
    vec![
        ("a child short", short, wrong_size(Table::Children, 11, 10)),
        ("a child too many", long, wrong_size(Table::Children, 11, 12)),
        ("nobody at all", submit(&[]), wrong_size(Table::Children, 11, 0)),
        ("a household short", few_households, wrong_size(Table::Households, 9, 8)),
        ("a household too many", many_households, wrong_size(Table::Households, 9, 10)),
        ("a stranger seated", with_stranger(m), NoSuchChild { child: child(99) }),
        ("seat elsewhere", with_elsewhere(m, 0, &[]), NoSuchSeat { child: child(0) }),
        ("holder elsewhere", with_elsewhere(m, 3, &[]), NoSuchSeat { child: child(3) }),
        ("one day elsewhere", with_elsewhere(m, 9, &[MON, TUE]), NoSuchSeat { child: child(9) }),
        ("twin elsewhere", with_elsewhere(m, 2, &[]), NoSuchSeat { child: child(2) }),
        ("unknown pool", with(&[(8, &[99])]), NoSuchSeat { child: child(8) }),
        ("unknown pools", with(&[(0, &[9, 99])]), NoSuchSeat { child: child(0) }),
        ("rank off the list", with_rank(m, 0, 3), NoSuchWish { household: household(0), rank: 3 }),
        ("rank of an empty list", with_rank(m, 6, 1), NoSuchWish { household: household(6), rank: 1 }),
        ("rank off a holder's list", with_rank(m, 2, 9), NoSuchWish { household: household(2), rank: 9 }),
        ("seat twice", with(&[(0, &[A0, A0])]), SeatTwice { child: child(0), pool: pool(A0) }),
        ("day thrice", with(&[(9, &[TUE, MON, TUE, TUE])]), SeatTwice { child: child(9), pool: pool(TUE) }),
        ("seat in a full pool twice", with(&[(7, &[B0, B0])]), SeatTwice { child: child(7), pool: pool(B0) }),
        ("pool without seats", with(&[(7, &[SHUT])]), overfull(SHUT, 0, 1)),
        ("one too many", with(&[(3, &[B0])]), overfull(B0, 1, 2)),
        ("one too many, by rank", with_rank(m, 2, 1), overfull(B0, 1, 2)),
        ("one too many by a second wish", with(&[(0, &[B0])]), overfull(B0, 1, 2)),
        ("limit, one sibling", with(&[(1, &[A0])]), exceeded(0, 4, 5)),
        ("limit, both twins", with(&[(0, &[]), (1, &[A0]), (2, &[A0])]), exceeded(0, 4, 5)),
        ("limit over days", with(&[(10, &[FRI])]), exceeded(1, 3, 4)),
        ("ranked but never wished", with(&[(0, &[]), (8, &[A0])]), not_wished(8, A0)),
        ("never asked for", with(&[(0, &[SPARE])]), not_wished(0, SPARE)),
        ("twin never asked for", with(&[(2, &[SPARE])]), not_wished(2, SPARE)),
        ("one day never asked for", with(&[(9, &[MON, TUE, SPARE])]), not_wished(9, SPARE)),
        ("holder moved unasked", with(&[(4, &[SPARE])]), not_wished(4, SPARE)),
        ("out of an empty list", with(&[(8, &[SPARE])]), not_wished(8, SPARE)),
        ("twin left behind", with(&[(2, &[])]), unlisted(1)),
        ("twins crossed", with(&[(0, &[]), (2, &[A0])]), unlisted(1)),
        ("two wishes mixed", with(&[(0, &[]), (5, &[A0])]), unlisted(3)),
        ("held day given up", with(&[(9, &[TUE])]), unlisted(7)),
        ("two seats for one child", with(&[(7, &[]), (0, &[A0, B0])]), unlisted(0)),
        ("holder out", with(&[(3, &[])]), left_out(2, 3)),
        ("holder out, by rank", with_rank(m, 2, 0), left_out(2, 3)),
        ("holder and sibling out", with(&[(4, &[]), (5, &[])]), left_out(3, 4)),
        ("holder out, sibling in", with(&[(4, &[])]), left_out(3, 4)),
        ("club holder out", with(&[(9, &[])]), left_out(7, 9)),
    ]
}

#[test]
fn the_allocation_in_order_is_clean_and_stable() {
    let market = town().build();
    let verdict = judge(&market, &with(&[]));
    assert_eq!(verdict.violations, []);
    assert_eq!(verdict.blocking, []);
    assert_eq!(ranks(&market, &verdict.allocation), IN_ORDER);
    assert_eq!(verdict, judge(&market, &Submission::from_allocation(&market, &allocation(&IN_ORDER))));
}

#[test]
fn every_corruption_raises_exactly_its_violation() {
    let market = town().build();
    let corpus = corpus(&market);
    assert!(corpus.len() >= 25);
    for (what, submission, expected) in corpus {
        let verdict = judge(&market, &submission);
        assert_eq!(verdict.violations, [expected], "{what}");
        assert!(!verdict.is_clean() && !verdict.is_stable(), "{what}");
    }
}

/// The corpus speaks of every kind of violation that a market can show.
#[test]
fn the_corpus_is_complete() {
    let market = town().build();
    let mut codes: Vec<&str> = corpus(&market).iter().map(|(_, _, violation)| violation.code()).collect();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes, ["V01", "V02", "V03", "V04", "V05", "V06", "V07", "V08", "V09", "V10"]);
}

/// Several faults are all reported, each once.
#[test]
fn all_violations_are_reported_at_once() {
    let market = town().build();
    // Child 0 elsewhere (V03); twin 2 behind (V09); holder 3 at full B0 (V06); holder 4 out (V10) with its sibling in
    // a seat nobody asked for (V08); club child 6 takes the full Tuesday too (V06, V07); 7 twice (V05).
    let submission =
        with(&[(0, &[99]), (2, &[]), (3, &[B0]), (4, &[]), (5, &[SPARE]), (6, &[MON, TUE]), (7, &[B0, B0])]);
    let expected = [
        Violation::NoSuchSeat { child: child(0) },
        Violation::SeatTwice { child: child(7), pool: pool(B0) },
        overfull(B0, 1, 2),
        overfull(TUE, 1, 2),
        exceeded(1, 3, 4),
        unlisted(1),
        left_out(3, 4),
        not_wished(5, SPARE),
    ];
    assert_eq!(judge(&market, &submission).violations, expected);
}

/// One household shows two faults of different children; neither hides the other.
#[test]
fn faults_of_siblings_do_not_hide_each_other() {
    let market = town().build();
    let submission = with(&[(4, &[]), (5, &[99])]);
    let expected = [Violation::NoSuchSeat { child: child(5) }, left_out(3, 4)];
    assert_eq!(judge(&market, &submission).violations, expected);
}

/// The seats of a refused household count in the pools, and the household is marked out but not asked.
#[test]
fn a_refused_household_counts_but_is_not_asked() {
    let market = town().build();
    let verdict = judge(&market, &with(&[(2, &[])]));
    assert_eq!(verdict.allocation.rank(household(1)), None);
    assert!(verdict.per_household[1].unlisted);
    assert!(!verdict.per_household[1].blocks);
    assert_eq!((verdict.tally.placed, verdict.tally.kept, verdict.tally.unplaced), (6, 2, 3));
    // A1 is held by child 3 and B1 has a seat again: nobody who wants one is left, so nobody blocks.
    assert_eq!(verdict.blocking, []);
    let crowded = judge(&market, &with(&[(2, &[B1, B0]), (7, &[])]));
    // Child 7 would have B0, which ranks it first, while twin 2, whom B0 does not rank, sits there.
    let blocks: Vec<_> = crowded.blocking.iter().map(|b| (b.household.index(), b.rank, b.wasted)).collect();
    assert_eq!(crowded.violations, [not_wished(2, B0)]);
    assert_eq!(blocks, [(2, 1, false), (5, 2, false)]);
}

/// Only what is in order is certified; the rest comes back with the verdict.
#[test]
fn only_feasible_allocations_are_certified() {
    let market = town().build();
    let verified = certify(&market, allocation(&IN_ORDER)).unwrap();
    assert_eq!(*verified, allocation(&IN_ORDER));
    assert!(verified.verdict().is_stable());
    assert_eq!(verified.into_inner(), allocation(&IN_ORDER));
    let refused = certify(&market, Allocation::empty(&market)).unwrap_err();
    assert_eq!(refused.violations, [left_out(2, 3), left_out(3, 4), left_out(7, 9)]);
    assert!(certify(&market, Allocation::as_today(&market)).is_ok());
    let wrong_size = certify(&market, allocation(&[1])).unwrap_err();
    assert_eq!(
        wrong_size.violations,
        [Violation::WrongSize { table: Table::Households, expected: 9, found: 1 }]
    );
    assert_eq!(wrong_size.tally.unplaced, 11);
}
