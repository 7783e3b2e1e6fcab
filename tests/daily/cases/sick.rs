//! Sick rooms: illnesses apart, nurses, who is taken.

use crate::small::{Small, june};
use sekiwari::Lang;
use sekiwari::exact::day::{Fate, LimitAt, Refusal};
use sekiwari::explain::daily::calendar_rows;
use sekiwari::market::day::{LimitKind, RoomKind};
use sekiwari::programme::daily::Service::{Convalescent, Sick};
use sekiwari::programme::daily::round::{DiseaseRule, Offer, RoomRow};

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
    offer.rooms = vec![RoomRow::any("1", 2), RoomRow::any("2", 2)];
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
        .offer(Sick, 2, |o| o.rooms = vec![RoomRow::any("only", 2)])
        .ask("C1", Sick, DAY, |r| r.disease = FLU)
        .ask("C2", Sick, DAY, |r| r.disease = NORO)
        .decide();
    assert_eq!(case.got(), ["A 2/only", "-"]);
    assert_eq!(case.codes()[1], "ISOLATION");
    let broken = &case.reasons()[0].broken;
    assert_eq!((broken[0].have, broken[0].taken, broken[0].needed, broken[0].ahead), (1, 1, 2, 1));
}

/// A site with a common room for three and an isolation room for two, as it is put up: 3 seats, 1 nurse, 1 teacher; two with
/// influenza, then one with norovirus, then a cold.
fn common_and_isolation(same_may_share: bool) -> crate::small::Case {
    let mut small = diseases(Small::new().site()).offer(Sick, 3, |o| {
        sick_room(o);
        o.rooms = vec![
            RoomRow::any("care", 3).of_kind(RoomKind::Common),
            RoomRow::any("isolation", 2).of_kind(RoomKind::Isolation),
        ];
        o.same_may_share = same_may_share;
    });
    for (child, disease) in [("C1", FLU), ("C2", FLU), ("C3", NORO), ("C4", COLD)] {
        small = small.ask(child, Sick, DAY, |r| r.disease = disease);
    }
    small.decide()
}

/// The pair shares the isolation room, norovirus waits for one, and the cold behind it takes the last seat.
#[test]
fn the_common_room_takes_no_separated_illness() {
    let case = common_and_isolation(true);
    assert_eq!(case.got(), ["A 2/isolation", "A 2/isolation", "-", "A 2/care"]);
    assert_eq!(case.codes(), ["GRANTED", "GRANTED", "ISOLATION", "GRANTED"]);
}

/// Where nobody may share, the second influenza waits too, though a seat is free and the common room has two; both are told so.
/// The proof is that of the isolation rooms alone: one, and one is needed.
#[test]
fn free_seats_of_the_common_room_are_told() {
    let case = common_and_isolation(false);
    assert_eq!(case.got(), ["A 2/isolation", "-", "-", "A 2/care"]);
    assert_eq!(case.codes(), ["GRANTED", "ISOLATION", "ISOLATION", "GRANTED"]);
    let reasons = case.reasons();
    let broken = &reasons[1].broken;
    assert_eq!(broken.len(), 1);
    let broken = broken[0];
    assert_eq!((broken.have, broken.taken, broken.needed, broken.ahead), (1, 1, 2, 1));
    assert_eq!((broken.room, broken.beside), (Some(RoomKind::Isolation), 2));
    let told = case.told();
    assert_eq!(
        reasons[1].text(&told, "priority", Lang::Ja),
        "第1希望 施設 A 2026年6月2日（火）：隔離室が足りません（分ける病気の部屋 1 室、この申込を受けると分ける病気は 2 種類）。\
         保育室には 2 席の空きがありますが、分ける病気の児童は利用できません。順番の決め手は申込みの時刻。"
    );
    assert_eq!(
        reasons[1].text(&told, "priority", Lang::En),
        "Wish 1, site A, Tue 2026-06-02: no isolation room is left (1 rooms take illnesses that are kept apart; with this request \
         2 kinds need one). 2 of the seats in the common room are free, but it takes no illness that is kept apart. What put the \
         last of them first: the time of the request."
    );
    for refused in [1, 2] {
        let Fate::Refused(Refusal::Limits(by)) = &case.solution.fates[refused] else { panic!() };
        let limits = &case.solution.witnesses[by[0] as usize].limits;
        let kind = |l: &(LimitAt, u64)| match l.0 {
            LimitAt::Opening { kind, .. } => kind,
            LimitAt::Quota(_) => panic!(),
        };
        assert!(limits.iter().all(|l| kind(l) == LimitKind::IsolationRooms), "{limits:?}");
    }
    let rooms = calendar_rows(&told).iter().find(|r| r.day == 1).unwrap().rooms.unwrap();
    assert_eq!((rooms.rooms, rooms.used, rooms.isolation), (2, 2, Some((1, 1))));
}

/// A cold is not put into an isolation room, whatever is free there.
#[test]
fn the_isolation_room_takes_no_cold() {
    let case = diseases(Small::new().site())
        .offer(Sick, 3, |o| {
            o.rooms = vec![
                RoomRow::any("care", 1).of_kind(RoomKind::Common),
                RoomRow::any("isolation", 2).of_kind(RoomKind::Isolation),
            ];
        })
        .ask("C1", Sick, DAY, |r| r.disease = COLD)
        .ask("C2", Sick, DAY, |r| r.disease = COLD)
        .decide();
    assert_eq!(case.got(), ["A 2/care", "-"]);
    assert_eq!(case.codes()[1], "SEATS");
    let reason = &case.reasons()[0];
    assert_eq!((reason.broken[0].room, reason.broken[0].beside), (Some(RoomKind::Common), 2));
    assert_eq!(
        reason.text(&case.told(), "priority", Lang::Ja),
        "第1希望 施設 A 2026年6月2日（火）：同室できる病気の部屋の定員 1 人に対し 1 人の利用が決まっています（8:00～12:30）。\
         隔離室は空いていますが、同室できる病気の児童は利用できません。順番の決め手は申込みの時刻。"
    );
}

/// With one isolation room and nothing else a cold can never come; with a common room and nothing else, influenza.
#[test]
fn a_site_without_rooms_of_a_kind() {
    let case = |kind, disease| {
        diseases(Small::new().site())
            .offer(Sick, 3, |o| o.rooms = vec![RoomRow::any("only", 3).of_kind(kind)])
            .ask("C1", Sick, DAY, |r| r.disease = disease)
            .decide()
    };
    for (kind, disease, code, text) in [
        (RoomKind::Isolation, COLD, "SEATS", "同室できる病気を受け入れる部屋がありません。"),
        (RoomKind::Common, FLU, "ISOLATION", "病気を分ける隔離室がありません。"),
    ] {
        let case = case(kind, disease);
        assert_eq!(case.codes(), [code]);
        let told = case.reasons()[0].text(&case.told(), "priority", Lang::Ja);
        assert!(told.contains(text), "{told}");
        assert!(matches!(case.solution.fates[0], Fate::Refused(Refusal::Limits(_))));
    }
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
