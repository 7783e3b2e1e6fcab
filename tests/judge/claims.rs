//! Claims beside an allocation: each wrong one is its own violation.

use crate::support::spec::{HouseholdSpec, Spec, allocation};
use sekiwari::market::{Bounds, Stage, Status};
use sekiwari::verify::{Claims, Figure, Submission, Verdict, Violation, check_claims, judge};

/// Two seated, one of them kept, one out who blocks with one wish.
fn verdict() -> Verdict {
    let single = HouseholdSpec::single;
    let spec = Spec::new(&[1, 1], vec![single(&[(0, 1)]), single(&[(0, 2)]), single(&[(1, 0)])]);
    let market = spec.build();
    judge(&market, &Submission::from_allocation(&market, &allocation(&[0, 1, 1])))
}

fn bounds(blocking_households_min: u32, seated_max: u32) -> Option<Bounds> {
    Some(Bounds { blocking_households_min, seated_max })
}

fn claims(bounds: Option<Bounds>, status: Status) -> Claims {
    let (seated, placed, kept, unplaced) = (2, 1, 1, 1);
    let (placement_max, rank_sum_min) = (None, None);
    let (blocking_households, blocking_wishes) = (1, 1);
    Claims {
        seated,
        placed,
        kept,
        unplaced,
        blocking_households,
        blocking_wishes,
        bounds,
        placement_max,
        rank_sum_min,
        status,
    }
}

#[test]
fn true_claims_pass() {
    let verdict = verdict();
    for right in [
        claims(None, Status::Feasible),
        claims(bounds(0, 2), Status::Feasible),
        claims(bounds(0, 0), Status::Feasible),
        claims(bounds(1, 2), Status::Feasible),
        claims(bounds(1, 3), Status::Feasible),
        claims(bounds(1, 2), Status::Optimal),
    ] {
        assert_eq!(check_claims(&verdict, &right, Stage::DEFAULT), []);
        assert_eq!(Claims::from_verdict(&verdict, right.bounds, right.status), right);
    }
}

#[test]
fn each_wrong_figure_is_a_violation_of_its_own() {
    let right = claims(bounds(1, 2), Status::Optimal);
    let wrong = |figure, found| Violation::WrongFigure { figure, claimed: 7, found };
    let cases = [
        (Claims { placed: 7, ..right }, wrong(Figure::Placed, 1), "V12"),
        (Claims { kept: 7, ..right }, wrong(Figure::Kept, 1), "V13"),
        (Claims { unplaced: 7, ..right }, wrong(Figure::Unplaced, 1), "V14"),
        (Claims { seated: 7, ..right }, wrong(Figure::Seated, 2), "V15"),
        (Claims { blocking_households: 7, ..right }, wrong(Figure::BlockingHouseholds, 1), "V16"),
        (Claims { blocking_wishes: 7, ..right }, wrong(Figure::BlockingWishes, 1), "V17"),
    ];
    for (claims, expected, code) in cases {
        assert_eq!(expected.code(), code);
        assert_eq!(check_claims(&verdict(), &claims, Stage::DEFAULT), [expected]);
    }
    let all = Claims {
        placed: 7,
        kept: 7,
        unplaced: 7,
        seated: 7,
        blocking_households: 7,
        blocking_wishes: 7,
        ..right
    };
    assert_eq!(check_claims(&verdict(), &all, Stage::DEFAULT).len(), 6);
}

#[test]
fn the_most_that_any_allocation_seats_is_held_against_what_this_one_seats() {
    let right = claims(bounds(1, 2), Status::Optimal);
    for most in [2, 3] {
        assert_eq!(check_claims(&verdict(), &right.with_placement_max(Some(most)), Stage::DEFAULT), []);
    }
    let too_low = Violation::PlacementBoundTooLow { bound: 1, found: 2 };
    // Whoever blocks, and whether or not other bounds are claimed.
    for right in [right, claims(bounds(0, 0), Status::Feasible), claims(None, Status::Feasible)] {
        assert_eq!(
            check_claims(&verdict(), &right.with_placement_max(Some(1)), Stage::DEFAULT),
            std::slice::from_ref(&too_low)
        );
    }
}

#[test]
fn the_least_sum_of_ranks_is_held_against_that_of_this_allocation() {
    let right = claims(bounds(1, 2), Status::Optimal);
    let sum = verdict().tally.rank_sum;
    assert_eq!(sum, 2);
    for least in [0, sum] {
        assert_eq!(check_claims(&verdict(), &right.with_rank_sum_min(Some(least)), Stage::DEFAULT), []);
    }
    let too_high = Violation::RankSumBoundTooHigh { bound: 3, found: 2 };
    assert_eq!(too_high.code(), "V46");
    assert_eq!(check_claims(&verdict(), &right.with_rank_sum_min(Some(3)), Stage::DEFAULT), [too_high]);
}

#[test]
fn bounds_that_the_allocation_beats_are_violations() {
    let too_high = Violation::BlockingBoundTooHigh { bound: 2, found: 1 };
    let too_low = Violation::SeatedBoundTooLow { bound: 1, found: 2 };
    let found = |bounds, status| check_claims(&verdict(), &claims(bounds, status), Stage::DEFAULT);
    for status in [Status::Feasible, Status::Optimal] {
        assert_eq!(found(bounds(2, 2), status).iter().collect::<Vec<_>>(), [&too_high]);
        assert_eq!(found(bounds(2, 1), status).iter().collect::<Vec<_>>(), [&too_high]);
        assert_eq!(found(bounds(1, 1), status).iter().collect::<Vec<_>>(), [&too_low]);
    }
}

#[test]
fn optimal_needs_bounds_and_must_reach_them() {
    let not_reached = |blocking_households_min, seated_max| Violation::OptimalNotReached {
        blocking_households: 1,
        blocking_households_min,
        seated: 2,
        seated_max,
    };
    assert_eq!(
        check_claims(&verdict(), &claims(None, Status::Optimal), Stage::DEFAULT),
        [Violation::OptimalWithoutBounds]
    );
    assert_eq!(
        check_claims(&verdict(), &claims(bounds(0, 2), Status::Optimal), Stage::DEFAULT),
        [not_reached(0, 2)]
    );
    assert_eq!(
        check_claims(&verdict(), &claims(bounds(0, 1), Status::Optimal), Stage::DEFAULT),
        [not_reached(0, 1)]
    );
    assert_eq!(
        check_claims(&verdict(), &claims(bounds(1, 3), Status::Optimal), Stage::DEFAULT),
        [not_reached(1, 3)]
    );
    // Where something else is asked for first, the best may seat fewer; nobody but the first goal's bound is to be reached.
    let reached = claims(bounds(1, 3), Status::Optimal);
    assert_eq!(check_claims(&verdict(), &reached, &[Stage::FirstWishes, Stage::Seated]), []);
    let fewer = check_claims(&verdict(), &claims(bounds(0, 3), Status::Optimal), &[Stage::FirstWishes]);
    assert_eq!(fewer, [not_reached(0, 3)]);
    // Someone who hides a blocking household and calls it optimal tells one lie in two figures, not three.
    let hidden =
        Claims { blocking_households: 0, blocking_wishes: 0, ..claims(bounds(0, 2), Status::Optimal) };
    let codes: Vec<_> =
        check_claims(&verdict(), &hidden, Stage::DEFAULT).iter().map(Violation::code).collect();
    assert_eq!(codes, ["V16", "V17"]);
}

#[test]
fn nothing_is_compared_with_a_refused_allocation() {
    let spec = Spec::new(&[0], vec![HouseholdSpec::single(&[(0, 1)])]);
    let market = spec.build();
    let verdict = judge(&market, &Submission::from_allocation(&market, &allocation(&[1])));
    assert_eq!(verdict.violations.len(), 1);
    assert_eq!(check_claims(&verdict, &claims(bounds(9, 9), Status::Optimal), Stage::DEFAULT), []);
}
