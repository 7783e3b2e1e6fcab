//! Sick rooms: illnesses apart, nurses, who is taken.

use crate::small::{Small, june};
use sekiwari::programme::daily::Service::{Convalescent, Sick};
use sekiwari::programme::daily::round::{DiseaseRule, Offer};

const DAY: jiff::civil::Date = june(2);

fn diseases(small: Small) -> Small {
    small
        .disease("cold", DiseaseRule::Mix)
        .disease("flu", DiseaseRule::Separate)
        .disease("measles", DiseaseRule::Excluded)
        .disease("noro", DiseaseRule::Separate)
}

const COLD: Option<u32> = Some(0);
const FLU: Option<u32> = Some(1);
const MEASLES: Option<u32> = Some(2);
const NORO: Option<u32> = Some(3);

/// Two rooms, so that one illness can be kept apart; three to a teacher, ten to a nurse.
fn sick_room(offer: &mut Offer) {
    offer.rooms = vec![("1".to_owned(), 2), ("2".to_owned(), 2)];
    offer.nurses = Some(1);
    offer.teachers = Some(1);
    offer.teacher_rule.bands = vec![(u16::MAX, 3)];
    offer.teacher_rule.minimum = 1;
}

fn case(same_may_share: bool) -> crate::small::Case {
    let mut small = diseases(Small::new().site()).offer(Sick, 3, |o| {
        sick_room(o);
        o.same_may_share = same_may_share;
    });
    for (child, disease) in [("C1", COLD), ("C2", FLU), ("C3", FLU), ("C4", NORO)] {
        small = small.ask(child, Sick, DAY, |r| r.disease = disease);
    }
    small.decide()
}

/// 3 seats, 1 nurse, 1 teacher, 1 isolation room; a cold, two with influenza, one with norovirus. The two share the room,
/// and the norovirus waits for one.
#[test]
fn the_isolation_room_binds() {
    let case = case(true);
    let got = case.got();
    assert!(got[0] != got[1] && got[1] == got[2], "{got:?}");
    assert_eq!(case.codes(), ["GRANTED", "GRANTED", "GRANTED", "ISOLATION"]);
}

/// Where the site lets nobody share, the second influenza waits as well, though two seats are free.
#[test]
fn the_same_illness_may_not_share() {
    let case = case(false);
    assert!(case.got()[0] != case.got()[1]);
    assert_eq!(case.codes(), ["GRANTED", "GRANTED", "ISOLATION", "ISOLATION"]);
}

/// Two illnesses and one room: the seat left over helps nobody.
#[test]
fn two_illnesses_and_one_room() {
    let case = diseases(Small::new().site())
        .offer(Sick, 2, |o| o.rooms = vec![("only".to_owned(), 2)])
        .ask("C1", Sick, DAY, |r| r.disease = FLU)
        .ask("C2", Sick, DAY, |r| r.disease = NORO)
        .decide();
    assert_eq!(case.got(), ["A 2/only", "-"]);
    assert_eq!(case.codes()[1], "ISOLATION");
    let broken = &case.reasons()[0].broken;
    assert_eq!((broken[0].have, broken[0].taken, broken[0].needed, broken[0].ahead), (1, 1, 2, 1));
}

/// Measles are not taken anywhere, and not without a doctor's note.
#[test]
fn measles_and_missing_notes() {
    let case = diseases(Small::new().site())
        .offer(Sick, 3, |o| o.entitlement.note = true)
        .ask("C1", Sick, DAY, |r| (r.disease, r.note) = (MEASLES, true))
        .ask("C2", Sick, DAY, |r| r.disease = COLD)
        .ask("C3", Sick, DAY, |r| (r.disease, r.note) = (COLD, true))
        .decide();
    assert_eq!(case.codes(), ["DISEASE_EXCLUDED", "NO_NOTE", "GRANTED"]);
}

/// A site for convalescent children refuses the acute; one for the sick takes the convalescent where it says so.
#[test]
fn convalescent_sites_refuse_the_acute() {
    let small = Small::new().site().offer(Convalescent, 4, |_| {}).site().offer(Sick, 1, |o| {
        o.also = vec![Convalescent];
    });
    let case = small
        .ask("C1", Sick, DAY, |r| r.sites = vec![0])
        .ask("C2", Convalescent, DAY, |r| r.sites = vec![1, 0])
        .ask("C3", Sick, DAY, |r| r.sites = vec![0, 1])
        .decide();
    // The second is moved from the site of the sick, so that the third has a place; each is content with what it gets.
    assert_eq!(case.got(), ["-", "A 2", "B 2"]);
    assert_eq!(case.codes()[0], "NOT_OFFERED");
    let better: Vec<_> = case.reasons().iter().map(|r| (r.request, r.cause.as_str())).collect();
    assert_eq!(better, [(0, "NOT_OFFERED"), (1, "ORDER"), (2, "NOT_OFFERED")]);
}

/// Ten children to a nurse: the eleventh waits for a nurse, not for a seat.
#[test]
fn one_nurse_has_ten_children() {
    let mut small = Small::new().site().offer(Sick, 12, |o| o.nurses = Some(1));
    for n in 0..11 {
        small = small.ask(&format!("C{n:02}"), Sick, DAY, |_| {});
    }
    let case = small.decide();
    assert_eq!(case.codes(), [&["GRANTED"; 10][..], &["NURSES"]].concat());
    let broken = case.reasons()[0].broken[0];
    assert_eq!((broken.have, broken.taken, broken.needed, broken.ahead), (1, 1, 2, 10));
}
