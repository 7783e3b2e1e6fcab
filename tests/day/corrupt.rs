//! A good answer to one market with every limit in it, and answers spoilt in one way each: the judge names the fault.

use crate::naive;
use crate::oracle::Oracle;
use crate::support::config;
use proptest::prelude::*;
use sekiwari::market::day::{
    Band, DayAnswer, DayMarket, DayMarketBuilder, Freed, Given, Group, Handling, Illness, Limits, Member,
    NewRequest, NewStay, Nurses, Room, RoomKind, Rooms, Rounding, Slots, Staff,
};
use sekiwari::verify::day::{Apart, DAY_VIOLATION_TEXTS, DayViolation as V, certify, judge};
use std::collections::BTreeSet;

const FLU: Illness = Illness { disease: 1, handling: Handling::Separate };
const NORO: Illness = Illness { disease: 2, handling: Handling::Separate };
const COLD: Illness = Illness { disease: 3, handling: Handling::Mix };
const MEASLES: Illness = Illness { disease: 4, handling: Handling::Alone };

/// The openings, so that spoilt answers can name them.
const NURSERY: u32 = 0;
const GROUPED: u32 = 1;
const SICK: u32 = 2;
const SPARE: u32 = 3;
const EMPTY: u32 = 4;
const BABIES: u32 = 5;

fn member(child: u32, class: u8, illness: Option<Illness>) -> Member {
    Member { illness, ..Member::new(child, class) }
}

fn all_day(opening: u32) -> NewStay {
    NewStay { opening, slots: Slots::first(2), rank: 1, takes: vec![] }
}

/// Two slots. Everybody's second stay and those after it are there to be spoilt with.
fn market() -> DayMarket {
    let mut b = DayMarketBuilder::new(2);
    let staff = Staff {
        teachers: vec![2, 2],
        bands: vec![Band { classes: 0b1, per_teacher: 3 }, Band { classes: 0b110, per_teacher: 6 }],
        rounding: Rounding::PerBand,
        minimum: 2,
    };
    b.add_opening(0, 0, Limits { staff: Some(staff), ..Limits::seats(&[3, 2]) });
    let groups = vec![Group { classes: 0b1, seats: vec![1, 1] }, Group { classes: 0b110, seats: vec![2, 2] }];
    b.add_opening(1, 0, Limits { groups, ..Limits::default() });
    let nurses = Some(Nurses { nurses: vec![1, 1], per_nurse: 4 });
    let rooms = [(1, RoomKind::Isolation), (2, RoomKind::Any), (2, RoomKind::Common)];
    let rooms = rooms.map(|(seats, kind)| Room { seats, kind }).to_vec();
    let rooms = Some(Rooms { rooms, same_may_share: true });
    b.add_opening(2, 0, Limits { nurses, rooms, ..Limits::default() });
    b.add_opening(3, 1, Limits::seats(&[0, 0]));
    b.add_opening(4, 1, Limits::seats(&[0, 0]));
    let few = Staff {
        teachers: vec![1, 1],
        bands: vec![Band { classes: 0b1, per_teacher: 3 }],
        rounding: Rounding::Cut,
        minimum: 0,
    };
    b.add_opening(5, 1, Limits { staff: Some(few), ..Limits::default() });
    let days = b.add_quota(2);
    let mut turn = 0;
    let mut add = |fixed: bool, stage: u8, members: Vec<Member>, stays: Vec<NewStay>| {
        turn += 1;
        b.add_request(NewRequest { fixed, stage, turn, members, stays, ..NewRequest::default() })
    };
    // 0: fixed. 1: siblings. 2: a half day. All in the nursery: 3 in the morning, 2 in the afternoon.
    add(
        true,
        0,
        vec![Member::new(0, 1)],
        vec![NewStay { slots: Slots::one(0), ..all_day(NURSERY) }, all_day(NURSERY)],
    );
    add(false, 0, vec![Member::new(1, 1), Member::new(2, 2)], vec![all_day(NURSERY), all_day(GROUPED)]);
    // 2 to 4: one infant and two older ones where classes sit in groups; class 5 is in none.
    add(
        false,
        0,
        vec![Member::new(3, 0)],
        vec![
            NewStay { takes: vec![(days, 1)], ..all_day(GROUPED) },
            NewStay { takes: vec![(days, 3)], ..all_day(BABIES) },
        ],
    );
    add(
        false,
        0,
        vec![Member::new(4, 1)],
        vec![NewStay { takes: vec![(days, 1)], ..all_day(GROUPED) }, all_day(EMPTY)],
    );
    add(false, 0, vec![Member::new(5, 5)], vec![all_day(BABIES), all_day(GROUPED)]);
    // 5 to 9: the sick room: flu, flu, noro in the morning, and one who is well.
    add(false, 0, vec![member(6, 3, Some(FLU))], vec![all_day(SICK)]);
    add(false, 0, vec![member(7, 3, Some(FLU))], vec![all_day(SICK)]);
    add(false, 0, vec![member(8, 3, Some(NORO))], vec![NewStay { slots: Slots::one(0), ..all_day(SICK) }]);
    add(false, 0, vec![Member::new(9, 3)], vec![all_day(SICK)]);
    // 9: a seat that 8 sets free, of the later stage.
    add(false, 1, vec![Member::new(10, 3)], vec![all_day(SPARE)]);
    // 10 to 13: refused.
    add(
        false,
        0,
        vec![Member::new(11, 0), Member::new(12, 0), Member::new(13, 0)],
        vec![all_day(NURSERY), all_day(BABIES)],
    );
    add(false, 0, vec![member(14, 3, Some(COLD))], vec![all_day(SICK)]);
    add(
        false,
        0,
        vec![member(15, 3, Some(MEASLES))],
        vec![NewStay { slots: Slots::one(1), ..all_day(SICK) }],
    );
    add(false, 0, vec![Member::new(16, 0), Member::new(17, 0)], vec![all_day(BABIES)]);
    b.add_freed(Freed { request: 8, opening: SPARE, class: 3, slots: Slots::first(2) });
    b.build().unwrap()
}

fn given(stay: u32, rooms: &[Option<u32>]) -> Option<Given> {
    Some(Given { stay, rooms: rooms.to_vec() })
}

/// Feasible, and full where it can be.
fn good() -> Vec<Option<Given>> {
    vec![
        given(0, &[None]),
        given(0, &[None, None]),
        given(0, &[None]),
        given(0, &[None]),
        given(0, &[None]),
        given(0, &[Some(1)]),
        given(0, &[Some(1)]),
        given(0, &[Some(0)]),
        given(0, &[None]),
        given(0, &[None]),
        None,
        None,
        None,
        None,
    ]
}

/// The violations of the good answer with some entries replaced.
fn spoilt(changes: &[(usize, Option<Given>)]) -> Vec<V> {
    let market = market();
    let mut given = good();
    for (request, change) in changes {
        given[*request] = change.clone();
    }
    let answer = DayAnswer { given };
    let violations = judge(&market, &answer).violations;
    assert_eq!(violations.is_empty(), naive::answer_is_feasible(&market, &answer), "{violations:?}");
    assert_eq!(certify(&market, answer).is_ok(), violations.is_empty());
    violations
}

#[test]
fn the_good_answer_is_clean() {
    assert_eq!(spoilt(&[]), []);
}

#[test]
fn every_fault_is_named() {
    type Spoilt = (Vec<(usize, Option<Given>)>, Vec<V>);
    let cases: Vec<Spoilt> = vec![
        // A stay that is not listed.
        (vec![(5, given(1, &[Some(1)]))], vec![V::NoSuchStay { request: 5, stay: 1, stays: 1 }]),
        (vec![(3, given(u32::MAX, &[None]))], vec![V::NoSuchStay { request: 3, stay: u32::MAX, stays: 2 }]),
        // What is confirmed is refused, or moved: here to a longer stay for which there is no seat in the afternoon.
        (vec![(0, None)], vec![V::FixedRefused { request: 0 }]),
        (vec![(0, given(1, &[None])), (1, None)], vec![V::FixedMoved { request: 0, stay: 1 }]),
        (
            vec![(0, given(1, &[None]))],
            vec![
                V::FixedMoved { request: 0, stay: 1 },
                V::Seats { opening: NURSERY, slot: 1, seats: 2, children: 3 },
            ],
        ),
        // Rooms: too few entries, too many, none for an ill child, one that there is not, where none are kept, for one who
        // is well.
        (vec![(1, given(0, &[None]))], vec![V::RoomsLength { request: 1, members: 2, found: 1 }]),
        (vec![(5, given(0, &[]))], vec![V::RoomsLength { request: 5, members: 1, found: 0 }]),
        (vec![(8, given(0, &[None, None]))], vec![V::RoomsLength { request: 8, members: 1, found: 2 }]),
        (vec![(7, given(0, &[None]))], vec![V::NoRoom { opening: SICK, request: 7, child: 8 }]),
        (
            vec![(7, given(0, &[Some(3)]))],
            vec![V::NoSuchRoom { opening: SICK, request: 7, child: 8, room: 3, rooms: 3 }],
        ),
        (
            vec![(2, given(0, &[Some(0)]))],
            vec![V::NoSuchRoom { opening: GROUPED, request: 2, child: 3, room: 0, rooms: 0 }],
        ),
        (
            vec![(8, given(0, &[Some(2)]))],
            vec![V::RoomForHealthy { opening: SICK, request: 8, child: 9, room: 2 }],
        ),
        // Flu and noro in one room; the room is large enough in the afternoon only.
        (
            vec![(6, given(0, &[Some(0)])), (5, None)],
            vec![
                V::RoomMixed { opening: SICK, room: 0, first: (6, 7), other: (7, 8), why: Apart::Illnesses },
                V::RoomFull { opening: SICK, room: 0, slot: 0, seats: 1, children: 2 },
            ],
        ),
        // A mixable illness with a separated one.
        (
            vec![(11, given(0, &[Some(1)])), (8, None), (9, None), (5, None)],
            vec![V::RoomMixed {
                opening: SICK,
                room: 1,
                first: (6, 7),
                other: (11, 14),
                why: Apart::Illnesses,
            }],
        ),
        // One who must be alone comes to a room that is free at that time, but not all day.
        (
            vec![(12, given(0, &[Some(0)]))],
            vec![V::RoomMixed { opening: SICK, room: 0, first: (7, 8), other: (12, 15), why: Apart::Alone }],
        ),
        // Two with one disease may share, but not a room with one seat.
        (
            vec![(5, given(0, &[Some(0)])), (6, given(0, &[Some(0)])), (7, None)],
            vec![
                V::RoomFull { opening: SICK, room: 0, slot: 0, seats: 1, children: 2 },
                V::RoomFull { opening: SICK, room: 0, slot: 1, seats: 1, children: 2 },
            ],
        ),
        // Flu in the common room; a cold in the isolation room, which nobody else is in.
        (
            vec![(5, given(0, &[Some(2)]))],
            vec![V::RoomUnfit { opening: SICK, room: 2, kind: RoomKind::Common, request: 5, child: 6 }],
        ),
        (
            vec![(11, given(0, &[Some(0)])), (7, None)],
            vec![V::RoomUnfit { opening: SICK, room: 0, kind: RoomKind::Isolation, request: 11, child: 14 }],
        ),
        // No seat at all; and the seat of the later stage is not there when 8 is refused.
        (
            vec![(3, given(1, &[None]))],
            vec![
                V::Seats { opening: EMPTY, slot: 0, seats: 0, children: 1 },
                V::Seats { opening: EMPTY, slot: 1, seats: 0, children: 1 },
            ],
        ),
        (
            vec![(8, None)],
            vec![
                V::Seats { opening: SPARE, slot: 0, seats: 0, children: 1 },
                V::Seats { opening: SPARE, slot: 1, seats: 0, children: 1 },
            ],
        ),
        // The siblings where the older classes have two seats and one is taken.
        (
            vec![(1, given(1, &[None, None]))],
            vec![
                V::GroupSeats { opening: GROUPED, slot: 0, group: 1, seats: 2, children: 3 },
                V::GroupSeats { opening: GROUPED, slot: 1, group: 1, seats: 2, children: 3 },
            ],
        ),
        (
            vec![(4, given(1, &[None]))],
            vec![V::ClassNotTaken { opening: GROUPED, request: 4, child: 5, class: 5 }],
        ),
        // Three infants need a teacher, the fixed child another: two. With the siblings too, seats and no teacher are short.
        (
            vec![(10, given(0, &[None; 3]))],
            vec![
                V::Seats { opening: NURSERY, slot: 0, seats: 3, children: 6 },
                V::Seats { opening: NURSERY, slot: 1, seats: 2, children: 5 },
            ],
        ),
        // Five infants at three to a teacher, cut: 1.6, rounded 2; there is one.
        (
            vec![(10, given(1, &[None; 3])), (13, given(0, &[None; 2]))],
            vec![
                V::Teachers { opening: BABIES, slot: 0, present: 1, needed: 2 },
                V::Teachers { opening: BABIES, slot: 1, present: 1, needed: 2 },
            ],
        ),
        // Five children in the morning, four to the only nurse.
        (vec![(11, given(0, &[Some(2)]))], vec![V::Nurses { opening: SICK, slot: 0, present: 1, needed: 2 }]),
        (vec![(2, given(1, &[None]))], vec![V::Quota { quota: 0, most: 2, taken: 4 }]),
        // Several faults at once are all told.
        (
            vec![(0, None), (4, given(1, &[None])), (5, given(7, &[]))],
            vec![
                V::FixedRefused { request: 0 },
                V::NoSuchStay { request: 5, stay: 7, stays: 1 },
                V::ClassNotTaken { opening: GROUPED, request: 4, child: 5, class: 5 },
            ],
        ),
    ];
    let mut met = BTreeSet::from(["VD01"]);
    for (changes, expected) in cases {
        let found = spoilt(&changes);
        assert_eq!(found, expected, "{changes:?}");
        met.extend(found.iter().map(V::code));
    }
    let all: BTreeSet<&str> = DAY_VIOLATION_TEXTS.iter().map(|t| t.code).collect();
    assert_eq!(met, all, "every code is met");
}

#[test]
fn an_answer_of_another_length_is_not_judged_further() {
    let market = market();
    for found in [0, 13, 15] {
        let mut given = good();
        given.resize(found, None);
        let verdict = judge(&market, &DayAnswer { given });
        assert_eq!(verdict.violations, [V::WrongSize { expected: 14, found }]);
        assert_eq!((verdict.tally.requests, verdict.breaches.len()), (0, 0));
    }
}

/// Never fewer teachers than the minimum as long as there is a child; none for nobody.
#[test]
fn the_minimum_of_teachers_needs_a_child() {
    let mut b = DayMarketBuilder::new(2);
    let staff = Staff { teachers: vec![1, 1], bands: vec![], rounding: Rounding::Cut, minimum: 2 };
    let opening = b.add_opening(0, 0, Limits { staff: Some(staff), ..Limits::default() });
    let stays = vec![NewStay { slots: Slots::one(1), ..all_day(opening) }];
    b.add_request(NewRequest { members: vec![Member::new(0, 9)], stays, ..NewRequest::default() });
    let market = b.build().unwrap();
    assert!(judge(&market, &DayAnswer { given: vec![None] }).is_clean());
    let one = judge(&market, &DayAnswer { given: vec![given(0, &[None])] });
    assert_eq!(one.violations, [V::Teachers { opening, slot: 1, present: 1, needed: 2 }]);
}

#[test]
fn texts_say_everything_in_both_languages() {
    use sekiwari::Lang;
    let violation = V::RoomMixed { opening: 2, room: 0, first: (6, 7), other: (9, 8), why: Apart::Illnesses };
    assert_eq!(
        violation.describe(Lang::En),
        "in room 0 of opening 2, child 7 of request 6 and child 8 of request 9 have illnesses that are kept apart"
    );
    assert_eq!(
        V::NoSuchStay { request: 5, stay: u32::MAX, stays: 1 }.describe(Lang::Ja),
        "申込5に4294967296番目の利用が割り当てられていますが、希望は1件です。"
    );
    let violation = V::RoomUnfit { opening: 2, room: 0, kind: RoomKind::Isolation, request: 6, child: 7 };
    assert_eq!(
        violation.describe(Lang::Ja),
        "開設2の部屋0は分ける病気だけの隔離室のため、児童7(申込6)の病気は受け入れられません。"
    );
    assert_eq!(
        violation.describe(Lang::En),
        "room 0 of opening 2 is an isolation room and does not take the illness of child 7 of request 6"
    );
    // Every place to fill of a text is filled in the other language too.
    let places =
        |text: &str| text.split('{').skip(1).map(|t| t.split('}').next().unwrap().to_owned()).collect();
    for text in DAY_VIOLATION_TEXTS {
        let (ja, en): (BTreeSet<String>, BTreeSet<String>) = (places(text.ja), places(text.en));
        assert_eq!(ja, en, "{}", text.code);
    }
    let codes: Vec<&str> = DAY_VIOLATION_TEXTS.iter().map(|t| t.code).collect();
    assert!(codes.is_sorted() && codes.len() == 18);
}

proptest! {
    #![proptest_config(config(400))]

    /// One more of anything than an answer has is told: every limit is lowered to what is there, and then by one.
    #[test]
    fn limits_are_exact(spec in crate::spec::market(crate::spec::SMALL)) {
        let market = spec.build();
        let stays = Oracle::new(&market).priority().unwrap();
        let answer = naive::answer(&market, &stays);
        for opening in 0..spec.openings.len() {
            for slot in 0..spec.slots {
                let there = |class: &dyn Fn(u8) -> bool| {
                    let placed = spec.requests.iter().zip(&stays).filter_map(|(r, s)| Some((r, &r.stays[(*s)?])));
                    let here = placed.filter(|(_, s)| s.opening as usize == opening && s.slots.contains(slot));
                    here.flat_map(|(r, _)| &r.members).filter(|m| class(m.class)).count() as u32
                };
                let children = there(&|_| true);
                let mut tight = spec.clone();
                // Without seats set free the numbers are those of the limits alone.
                tight.freed.clear();
                let seats = tight.openings[opening].seats.get_or_insert_with(|| vec![99; spec.slots]);
                seats.iter_mut().for_each(|s| *s = 99);
                let others = judge(&tight.build(), &answer).violations;
                tight.openings[opening].seats.as_mut().unwrap()[slot] = children;
                prop_assert_eq!(&judge(&tight.build(), &answer).violations, &others);
                if children > 0 {
                    tight.openings[opening].seats.as_mut().unwrap()[slot] = children - 1;
                    let told = V::Seats {
                        opening: opening as u32, slot, seats: u64::from(children) - 1, children: children.into(),
                    };
                    let mut found = judge(&tight.build(), &answer).violations;
                    prop_assert!(found.contains(&told), "{:?}", found);
                    found.retain(|v| *v != told);
                    prop_assert_eq!(found, others);
                }
            }
        }
    }
}
