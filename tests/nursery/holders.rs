//! Transfers in whole rounds: chains, swaps, and families with one child that holds a seat.

use jiff::civil::date;
use sekiwari::market::Status;
use sekiwari::mechanism::{Mechanism, MechanismError};
use sekiwari::priority::{Lottery, Thousandths};
use sekiwari::programme::nursery::siblings::JointOptions;
use sekiwari::programme::nursery::{
    Affiliation, AgeClass, Child, ClassSet, Facility, Joint, PlacementKind, Prefer, Round, RoundData,
    ScoreRow, SeatRow, SiblingTerms, SingleFallback, WishRow, compile,
};
use sekiwari::verify::certify;

/// A child: id, household, facility held, list of facilities, points.
type Applicant<'a> = (&'a str, &'a str, Option<u32>, &'a [u32], i64);

/// A round of one class: open seats per facility, and applicants.
fn round(open: &[u32], applicants: &[Applicant<'_>], terms: &[(&str, SiblingTerms)]) -> Round {
    let class = AgeClass::new(3).unwrap();
    let facility = |i: usize| Facility {
        id: format!("F{i}"),
        name: String::new(),
        kind: None,
        district: None,
        position: None,
        min_age_days: None,
        partners: Vec::new(),
        care_kinds: Vec::new(),
    };
    let seats = open.iter().enumerate().filter(|(_, seats)| **seats > 0);
    let child = |&(id, household, current, _, _): &Applicant<'_>| {
        let affiliation = Affiliation::default();
        let child = Child {
            id: id.into(),
            class,
            birth_date: None,
            current,
            district: None,
            position: None,
            affiliation,
        };
        (household.to_owned(), child)
    };
    let wishes = applicants.iter().zip(0..).flat_map(|(a, child)| {
        a.3.iter().zip(1..).map(move |(&facility, rank)| WishRow { child, rank, facility })
    });
    Round::new(RoundData {
        limits: Vec::new(),
        reserves: Vec::new(),
        name: "test".into(),
        fiscal_year: 2026,
        entry_date: date(2026, 4, 1),
        facilities: (0..open.len()).map(facility).collect(),
        seats: seats
            .map(|(f, &seats)| SeatRow { facility: f as u32, classes: ClassSet::one(class), seats })
            .collect(),
        children: applicants.iter().map(child).collect(),
        wishes: wishes.collect(),
        terms: terms.iter().map(|(h, t)| ((*h).to_owned(), *t)).collect(),
        joint_wishes: Vec::new(),
        decisions: Vec::new(),
        tie_names: Vec::new(),
        scores: applicants
            .iter()
            .zip(0..)
            .map(|(a, child)| ScoreRow {
                child,
                facility: None,
                points: Thousandths(a.4),
                ties: Box::new([]),
            })
            .collect(),
    })
    .expect("a valid round")
}

/// Decides by every mechanism; the decisions of the default one, as (facility, outcome) in the order of child ids.
fn decide(round: &Round) -> Vec<(Option<u32>, PlacementKind)> {
    let compiled = compile(round, Lottery::new(1), JointOptions::default()).expect("compiles");
    let strict = compiled.strict();
    let mut result = Vec::new();
    for (_, mechanism) in Mechanism::NAMES {
        let solved = sekiwari::solve(&(*mechanism).into(), &compiled.market, &strict);
        if matches!(solved, Err(MechanismError::SeveralClaims { .. })) {
            assert!(*mechanism == Mechanism::Cutoff && strict.claim_count() > strict.wish_count());
            continue;
        }
        let outcome = solved.expect("no limits").outcome;
        let verified = certify(&strict, outcome.allocation).expect("feasible");
        let decisions = compiled.decisions(round, &verified);
        if *mechanism == Mechanism::default() {
            assert_eq!(outcome.status, Status::Optimal);
            assert_eq!(verified.verdict().blocking_households(), 0);
            result = decisions.iter().map(|d| (d.facility, d.kind)).collect();
        }
    }
    result
}

#[test]
fn a_chain_of_transfers_frees_a_seat_for_a_newcomer() {
    // A moves to the open seat of F2, B into A's seat, C into B's; no seat is open anywhere else.
    let round = round(
        &[0, 0, 1],
        &[("A", "a", Some(1), &[2], 10), ("B", "b", Some(0), &[1], 10), ("C", "c", None, &[0], 1)],
        &[],
    );
    let placed = PlacementKind::Placed;
    assert_eq!(decide(&round), [(Some(2), placed), (Some(1), placed), (Some(0), placed)]);
}

#[test]
fn two_children_swap_the_seats_they_hold() {
    let round = round(&[0, 0], &[("A", "a", Some(0), &[1], 10), ("B", "b", Some(1), &[0], 10)], &[]);
    assert_eq!(decide(&round), [(Some(1), PlacementKind::Placed), (Some(0), PlacementKind::Placed)]);
}

#[test]
fn a_holder_keeps_its_seat_against_any_score() {
    let full = round(&[0, 0], &[("A", "a", Some(0), &[1], 1), ("B", "b", None, &[0], 99)], &[]);
    assert_eq!(decide(&full), [(Some(0), PlacementKind::Kept), (None, PlacementKind::Unplaced)]);
    let one_open = round(&[0, 1], &[("A", "a", Some(0), &[1], 1), ("B", "b", None, &[0], 99)], &[]);
    assert_eq!(decide(&one_open), [(Some(1), PlacementKind::Placed), (Some(0), PlacementKind::Placed)]);
}

#[test]
fn a_transfer_waits_for_its_sibling_when_the_form_says_together() {
    let together = SiblingTerms {
        joint: Joint::SameFacility,
        single_fallback: SingleFallback::None,
        prefer: Prefer::TogetherFirst,
    };
    let family: [Applicant<'_>; 2] = [("A", "a", Some(0), &[1], 50), ("B", "a", None, &[1], 50)];
    let one_seat = round(&[0, 1], &family, &[("a", together)]);
    assert_eq!(decide(&one_seat), [(Some(0), PlacementKind::Kept), (None, PlacementKind::Unplaced)]);
    let two_seats = round(&[0, 2], &family, &[("a", together)]);
    assert_eq!(decide(&two_seats), [(Some(1), PlacementKind::Placed), (Some(1), PlacementKind::Placed)]);
}
