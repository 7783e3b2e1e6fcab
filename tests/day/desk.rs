//! The desk on the day: whatever comes, limits hold, nobody is moved, nobody waits for a place that would do, and the first who
//! fits is called first.

use crate::naive::answer_is_feasible;
use crate::spec::{SMALL, market};
use crate::support::config;
use proptest::prelude::*;
use sekiwari::exact::day::{DayOptions, DayRule, Desk, DeskState, solve};
use sekiwari::market::day::{
    DayAnswer, DayMarket, DayMarketBuilder, Freed, Given, Handling, Illness, KeyPart, Limits, Member,
    NewRequest, NewStay, Rooms, Slots,
};

/// Whether a request could be added, everybody else staying in place and room.
fn could_come(market: &DayMarket, answer: &DayAnswer, request: usize) -> bool {
    let r = market.request(request);
    (0..r.stays_len() as u32).any(|stay| {
        let opening = r.stay(stay as usize).opening as usize;
        let rooms = market.openings()[opening].limits.rooms.as_ref().map_or(0, |r| r.rooms.len() as u32);
        room_choices(r.members(), rooms).into_iter().any(|rooms| {
            let mut with = answer.clone();
            with.given[request] = Some(Given { stay, rooms });
            // A request that frees seats is judged without them: they are for those who come later.
            answer_is_feasible(market, &with)
        })
    })
}

fn room_choices(members: &[Member], rooms: u32) -> Vec<Vec<Option<u32>>> {
    let mut all = vec![Vec::new()];
    for member in members {
        let own: Vec<Option<u32>> = match (member.illness, rooms) {
            (Some(_), 1..) => (0..rooms).map(Some).collect(),
            _ => vec![None],
        };
        all = all
            .into_iter()
            .flat_map(|before| own.iter().map(move |&room| [before.clone(), vec![room]].concat()))
            .collect();
    }
    all
}

/// The order of two waiting requests, by the keys of the market; a wish is none of them.
fn key(market: &DayMarket, answer: &DayAnswer, request: usize) -> (Vec<i64>, u32) {
    let r = market.request(request);
    let uses = |child: u32| {
        let granted = market.requests().zip(&answer.given).filter(|(_, g)| g.is_some());
        let own = granted.flat_map(|(r, _)| r.members()).filter(|m| m.child == child).count();
        i64::from(market.uses()[child as usize]) + own as i64
    };
    let parts = market.keys().0.iter().filter(|k| **k != KeyPart::Wish).map(|part| match part {
        KeyPart::Need => i64::from(r.need()),
        KeyPart::Uses => r.members().iter().map(|m| uses(m.child)).max().unwrap_or(0),
        KeyPart::Home => i64::from(r.home()),
        KeyPart::Time => r.time(),
        KeyPart::Wish => 0,
    });
    (parts.collect(), r.turn())
}

proptest! {
    #![proptest_config(config(2000))]

    #[test]
    fn nobody_is_moved_and_the_first_who_fits_is_called(
        spec in market(SMALL),
        picks in proptest::collection::vec((any::<bool>(), 0..16usize), 1..8),
        late in proptest::collection::vec(any::<bool>(), 16),
    ) {
        let market = spec.build();
        let solution = solve(&market, &DayOptions::default()).unwrap();
        let n = market.requests().len();
        prop_assume!(n > 0);
        let ahead = |r: u32| late[r as usize % 16];
        let mut desk = Desk::open(&market, &solution.answer, DayRule::Priority, ahead).unwrap();
        for (cancel, pick) in picks {
            let r = (pick % n) as u32;
            if market.request(r as usize).fixed() {
                continue;
            }
            let before = desk.answer();
            let could: Vec<bool> = (0..n).map(|w| could_come(&market, &before, w)).collect();
            let was = desk.standing(r);
            let came = if cancel { desk.cancel(r) } else { Some(desk.ask(r)) };
            let after = desk.answer();
            prop_assert!(answer_is_feasible(&market, &after));
            for other in (0..n).filter(|&o| o != r as usize && before.given[o].is_some()) {
                prop_assert_eq!(&before.given[other], &after.given[other]);
            }
            let mut lifted = before.clone();
            let Some(came) = came else {
                // Without it somebody would have no seat.
                lifted.given[r as usize] = None;
                prop_assert!(was == DeskState::Placed && !answer_is_feasible(&market, &lifted));
                prop_assert_eq!((before, was), (after, desk.standing(r)));
                continue;
            };
            if cancel {
                prop_assert_eq!(desk.standing(r), DeskState::Gone);
                prop_assert!(was == DeskState::Placed || came.is_empty());
                lifted.given[r as usize] = None;
            }
            // Who waits could not come, or could have come before and was left where he was.
            for w in (0..n).filter(|&w| desk.standing(w as u32) == DeskState::Waiting) {
                prop_assert!(could[w] && cancel || !could_come(&market, &after, w), "{w} waits for nothing");
            }
            if let (true, Some(&first)) = (cancel, came.first()) {
                let first_key = key(&market, &lifted, first as usize);
                for w in (0..n).filter(|&w| desk.standing(w as u32) == DeskState::Waiting && !could[w]) {
                    let ahead = key(&market, &lifted, w) < first_key;
                    prop_assert!(!ahead || !could_come(&market, &lifted, w), "{w} was passed over for {first}");
                }
            }
        }
    }
}

/// A sick-care site with a room for two and an isolation room. Influenza lies in the isolation room, two with a cold in the other.
/// When a cold is cancelled, the norovirus waiting first does not fit, and the cold behind it comes; when influenza is
/// cancelled, the norovirus does.
#[test]
fn by_who_fits() {
    let mut b = DayMarketBuilder::new(1);
    let rooms = Rooms::any([2, 1], true);
    let site = b.add_opening(0, 0, Limits { rooms: Some(rooms), ..Limits::seats(&[3]) });
    let (cold, flu, noro) = ((0, Handling::Mix), (1, Handling::Separate), (2, Handling::Separate));
    for (turn, (disease, handling)) in [cold, cold, flu, noro, cold, flu].into_iter().enumerate() {
        let child = turn as u32;
        b.add_request(NewRequest {
            turn: child,
            members: vec![Member { illness: Some(Illness { disease, handling }), ..Member::new(child, 2) }],
            stays: vec![NewStay { opening: site, slots: Slots::first(1), rank: 1, takes: vec![] }],
            ..NewRequest::default()
        });
    }
    let market = b.build().unwrap();
    let solution = solve(&market, &DayOptions::default()).unwrap();
    assert_eq!(solution.answer.granted(), 3);
    let open = || Desk::open(&market, &solution.answer, DayRule::Priority, |r| r == 5).unwrap();
    let mut desk = open();
    assert_eq!(desk.cancel(0).unwrap(), [4]);
    assert_eq!(desk.cancel(2).unwrap(), [3]);
    // Asked late: nothing is free, and its room is taken.
    assert!(desk.ask(5).is_empty());
    assert_eq!(desk.standing(5), DeskState::Waiting);
    // A cold makes no room for influenza while the other cold is there.
    assert_eq!(desk.cancel(1).unwrap(), []);
    assert_eq!(desk.cancel(4).unwrap(), [5]);
    // One that waits is taken off the list, and whoever is gone stays so.
    let mut desk = open();
    assert_eq!(desk.cancel(3).unwrap(), []);
    assert_eq!(desk.standing(3), DeskState::Gone);
    // Nobody else needs the isolation room, so a cold may lie there.
    assert_eq!(desk.cancel(2).unwrap(), [4]);
    assert!(desk.ask(2).is_empty());
    assert!(desk.ask(5).is_empty());
}

/// Holiday care of child 0 sets a regular seat free, the only one, for which 1 and 2 ask. While 1 sits there the holiday care
/// cannot be cancelled; afterwards it can, and takes the seat with it.
#[test]
fn a_seat_that_is_free_comes_and_goes_with_the_holiday_care() {
    let mut b = DayMarketBuilder::new(1);
    let sunday = b.add_opening(0, 0, Limits::seats(&[1]));
    let regular = b.add_opening(0, 1, Limits::seats(&[0]));
    for (child, opening) in [(0, sunday), (1, regular), (2, regular), (3, sunday)] {
        b.add_request(NewRequest {
            turn: child,
            stage: u8::from(opening == regular),
            members: vec![Member::new(child, 2)],
            stays: vec![NewStay { opening, slots: Slots::first(1), rank: 1, takes: vec![] }],
            ..NewRequest::default()
        });
    }
    for request in [0, 3] {
        b.add_freed(Freed { request, opening: regular, class: 2, slots: Slots::first(1) });
    }
    let market = b.build().unwrap();
    let answer = solve(&market, &DayOptions::default()).unwrap().answer;
    assert_eq!(answer.given.iter().map(Option::is_some).collect::<Vec<_>>(), [true, true, false, false]);
    let mut desk = Desk::open(&market, &answer, DayRule::Priority, |_| false).unwrap();
    assert_eq!(desk.cancel(0), None);
    assert_eq!(desk.answer(), answer);
    assert_eq!(desk.cancel(2), Some(vec![]));
    assert_eq!(desk.cancel(1), Some(vec![]));
    // Child 3 has the Sunday now, and its regular seat is nobody's wish any more.
    assert_eq!(desk.cancel(0), Some(vec![3]));
    // Asked again beside a waiting child: whoever is let in on Sunday brings a seat.
    let nobody = DayAnswer { given: vec![None; 4] };
    let mut desk = Desk::open(&market, &nobody, DayRule::Priority, |r| r == 0).unwrap();
    assert_eq!(desk.ask(0), [0, 1]);
    assert_eq!(desk.cancel(0), None);
}

/// An answer that breaks a limit is not opened.
#[test]
fn a_broken_answer_is_refused() {
    let mut b = DayMarketBuilder::new(1);
    let site = b.add_opening(0, 0, Limits::seats(&[1]));
    for child in 0..2 {
        b.add_request(NewRequest {
            turn: child,
            members: vec![Member::new(child, 2)],
            stays: vec![NewStay { opening: site, slots: Slots::first(1), rank: 1, takes: vec![] }],
            ..NewRequest::default()
        });
    }
    let market = b.build().unwrap();
    let given = vec![Some(Given { stay: 0, rooms: vec![None] }); 2];
    assert!(Desk::open(&market, &DayAnswer { given }, DayRule::Priority, |_| false).is_err());
    let given = vec![Some(Given { stay: 9, rooms: vec![None] }), None];
    assert!(Desk::open(&market, &DayAnswer { given }, DayRule::Priority, |_| false).is_err());
}
