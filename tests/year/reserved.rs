//! Seats reserved for a group in a year, and children decided by hand within a round.

use crate::cases::{applicant, applies};
use crate::town::{class, facility, key};
use jiff::civil::date;
use sekiwari::programme::nursery::year::*;
use sekiwari::programme::nursery::*;

/// Class 1 of F0 has an open seat and one for a group; F1 and F2 have an open seat each.
fn year() -> Year {
    let reserved = SeatKey { reserve: Some("g".into()), ..key(0, &[1]) };
    let open = (0..3).map(|f| SeatsOpen { key: key(f, &[1]), seats: 1 });
    let opened = YearOpened {
        fiscal_year: 2026,
        facilities: (0..3).map(facility).collect(),
        seats: open.chain([SeatsOpen { key: reserved, seats: 1 }]).collect(),
        ..YearOpened::default()
    };
    Year::open(&Event { date: date(2025, 10, 1), what: What::Opened(opened) }).unwrap()
}

fn enter(year: &mut Year, what: What) {
    year.apply(&Event { date: date(2026, 1, 20), what }).unwrap();
}

fn asked() -> NextRound {
    NextRound { name: "r".into(), entry_date: date(2026, 4, 1), movers: Movers::Better }
}

/// The decision of a round that gives everybody what is said: facility, and whether on the reserved seat.
fn decisions(round: &Round, given: &[(&str, u32, bool)]) -> Vec<Decision> {
    let of = |child: &Child| {
        let found = given.iter().find(|(id, ..)| *id == child.id);
        let facility = found.map(|g| g.1);
        let kind = match facility {
            None => PlacementKind::Unplaced,
            facility if facility == child.current => PlacementKind::Kept,
            _ => PlacementKind::Placed,
        };
        Decision { facility, kind, wish_rank: None, reserve: found.filter(|g| g.2).map(|_| 0) }
    };
    round.children().iter().map(of).collect()
}

fn hold(year: &mut Year, label: &str, given: &[(&str, u32, bool)]) {
    let round = year.next_round(&asked()).round().unwrap();
    let held = RoundHeld::of(label, &round, &decisions(&round, given));
    enter(year, What::RoundHeld(held));
}

/// A on the seat for its group at F0, B on the open one.
fn held() -> Year {
    let mut year = year();
    enter(&mut year, applies("a", vec![applicant("A", 1, &["F1", "F0"], 40)]));
    enter(&mut year, applies("b", vec![applicant("B", 1, &["F0"], 30)]));
    hold(&mut year, "first", &[("A", 0, true), ("B", 0, false)]);
    assert_eq!(year.child("A").unwrap().reserve(), Some("g"));
    year
}

#[test]
fn a_change_between_open_and_reserved_seats_is_a_change() {
    let mut year = held();
    enter(
        &mut year,
        What::Declined(Declined { child: "B".into(), reason: "r".into(), then: AfterDecline::Leaves }),
    );
    let round = year.last_round_again().unwrap().round().unwrap();
    assert_eq!(year.differences(&round, &decisions(&round, &[("A", 0, true)])), []);
    let anew = year.redecided(&round, &decisions(&round, &[("A", 0, false)]), "r");
    assert_eq!(anew.outcomes.len(), 1);
    enter(&mut year, What::Redecided(anew));
    assert_eq!(year.child("A").unwrap().reserve(), None);
    let reserved = SeatKey { reserve: Some("g".into()), ..key(0, &[1]) };
    assert_eq!(year.seats_of(&reserved).unwrap().open, 1);
    assert_eq!(year.seats_of(&key(0, &[1])).unwrap().open, 0);
}

#[test]
fn a_reserved_seat_is_not_left_within_a_round() {
    let mut year = held();
    enter(&mut year, applies("c", vec![applicant("C", 1, &["F0"], 20)]));
    // A would like to move to F1, and its seat would become an open one.
    let next = year.next_round(&asked());
    assert!(next.left_out.contains(&("A".into(), LeftOut::Content)), "{:?}", next.left_out);
    // In a family decided together it stands beside its sibling.
    enter(&mut year, applies("a", vec![applicant("A2", 1, &["F0"], 20)]));
    let terms = SiblingTerms { joint: Joint::SameFacility, ..SiblingTerms::SEPARATE };
    let wishes = FamilyWishes { household: "a".into(), terms, joint: Vec::new() };
    enter(&mut year, What::FamilyWishesChanged(wishes));
    let next = year.next_round(&asked());
    let role = next.entrants.iter().find(|e| e.child == "A").map(|e| e.role);
    assert_eq!(role, Some(Role::Stands));
}

/// The next round with decisions made for some children beforehand.
fn hold_by_hand(year: &mut Year, pins: &[(&str, Option<u32>)], given: &[(&str, u32, bool)]) {
    let mut data = year.next_round(&asked()).data;
    for &(id, facility) in pins {
        let child = data.children.iter().position(|(_, c)| c.id == id).unwrap() as u32;
        data.decisions.push(DecisionRow { child, facility, reason: "welfare".into() });
    }
    let round = Round::new(data).unwrap();
    let held = RoundHeld::of("by hand", &round, &decisions(&round, given));
    enter(year, What::RoundHeld(held));
}

#[test]
fn children_decided_by_hand_within_a_round_keep_their_lists() {
    let mut year = year();
    enter(&mut year, applies("a", vec![applicant("A", 1, &["F0", "F1", "F2"], 40)]));
    enter(&mut year, applies("b", vec![applicant("B", 1, &["F1", "F0"], 30)]));
    hold_by_hand(&mut year, &[("A", Some(1)), ("B", None)], &[("A", 1, false)]);
    assert_eq!(year.child("A").unwrap().list, ["F0", "F1", "F2"]);
    assert_eq!(year.child("B").unwrap().list, ["F1", "F0"]);
    enter(&mut year, What::Released(Released { child: "B".into(), reason: "r".into() }));
    let next = year.next_round(&asked());
    assert_eq!(next.data.wishes.len(), 2, "B waits with its whole list");
}

#[test]
fn a_family_with_a_child_decided_by_hand_keeps_its_joint_list() {
    let mut year = year();
    enter(&mut year, applies("a", vec![applicant("A", 1, &[], 40), applicant("A2", 1, &[], 40)]));
    let cell = |child: &str, f: Option<&str>| (child.to_owned(), f.map(str::to_owned));
    let joint = vec![
        vec![cell("A", Some("F0")), cell("A2", Some("F1"))],
        vec![cell("A", Some("F1")), cell("A2", Some("F0"))],
        vec![cell("A", Some("F2")), cell("A2", None)],
    ];
    let wishes = FamilyWishes { household: "a".into(), terms: SiblingTerms::SEPARATE, joint: joint.clone() };
    enter(&mut year, What::FamilyWishesChanged(wishes));
    hold_by_hand(&mut year, &[("A", Some(1))], &[("A", 1, false), ("A2", 0, false)]);
    assert_eq!(year.family("a").unwrap().joint, joint);
}

#[test]
fn of_a_child_first_met_as_decided_by_hand_the_decision_is_known() {
    let mut year = year();
    let mut data = year.next_round(&asked()).data;
    let child = applicant("A", 1, &[], 0).record;
    assert_eq!(child.class, class(1));
    data.children.push(("a".into(), child));
    data.decisions.push(DecisionRow { child: 0, facility: Some(2), reason: "welfare".into() });
    let round = Round::new(data).unwrap();
    let held = RoundHeld::of("by hand", &round, &decisions(&round, &[("A", 2, false)]));
    enter(&mut year, What::RoundHeld(held));
    assert_eq!(year.child("A").unwrap().list, ["F2"]);
}

#[test]
fn seats_for_a_group_that_nobody_has_named_are_refused() {
    let mut year = year();
    let more = |reserve: &str, seats| {
        let key = SeatKey { reserve: Some(reserve.into()), ..key(0, &[1]) };
        What::CapacityChanged(CapacityChanged { key, seats, reason: "r".into() })
    };
    enter(&mut year, more("g", 1));
    let bogus = Event { date: date(2026, 1, 20), what: more("bogus", 1) };
    let before = year.clone();
    assert!(matches!(year.apply(&bogus), Err(YearError::UnknownReserve(_))));
    assert_eq!(year, before);
}
