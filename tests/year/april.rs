//! Across April: classes move up, small-scale facilities end, seats of the new year.

use crate::book::Book;
use crate::cases::{applicant, applies};
use crate::support::dice::Dice;
use crate::town::{class, facility, key};
use jiff::civil::date;
use proptest::prelude::*;
use sekiwari::programme::nursery::year::*;
use std::collections::BTreeSet;

fn by_hand(child: &str, facility: &str) -> What {
    What::Decided(ManualDecision {
        child: child.into(),
        facility: Some(facility.into()),
        reserve: None,
        from: Some(date(2026, 4, 1)),
        reason: "r".into(),
    })
}

/// F0 takes all classes, F1 is small-scale.
fn opened() -> YearOpened {
    let mut seats: Vec<SeatsOpen> = (0..6).map(|c| SeatsOpen { key: key(0, &[c]), seats: 5 }).collect();
    seats.push(SeatsOpen { key: key(1, &[0, 1, 2]), seats: 5 });
    let continuing = |f: &str, c: u8, children| Continuing { facility: f.into(), class: class(c), children };
    YearOpened {
        fiscal_year: 2026,
        facilities: vec![facility(0), facility(1)],
        seats,
        continuing: vec![continuing("F0", 4, 2), continuing("F0", 5, 3), continuing("F1", 2, 4)],
        ..YearOpened::default()
    }
}

fn next_year(count: SeatCount, seats: u32) -> NextYear {
    let mut rows: Vec<SeatsOpen> = (0..6).map(|c| SeatsOpen { key: key(0, &[c]), seats }).collect();
    rows.push(SeatsOpen { key: key(1, &[0, 1, 2]), seats });
    NextYear { facilities: vec![facility(0), facility(1)], seats: rows, count, ..NextYear::default() }
}

#[test]
fn everybody_moves_up_and_small_scale_facilities_end() {
    let mut book = Book::open(opened());
    let born = |mut a: Applicant, y, m, d| {
        a.record.birth_date = Some(date(y, m, d));
        a
    };
    let children =
        [("stays", 1, "F0"), ("leaver", 2, "F1"), ("school", 5, "F0"), ("small", 1, "F1"), ("waits", 3, "")];
    for (id, c, at) in children {
        book.enter(applies(id, vec![applicant(id, c, &["F0"], 9)])).unwrap();
        if !at.is_empty() {
            book.enter(by_hand(id, at)).unwrap();
        }
    }
    // Born in the fiscal year: class 0 this year and the next. Born on April 1: the older year.
    book.enter(applies("late", vec![born(applicant("late", 0, &["F0"], 9), 2026, 5, 2)])).unwrap();
    book.enter(by_hand("late", "F0")).unwrap();
    book.enter(applies("first", vec![born(applicant("first", 4, &["F0"], 9), 2021, 4, 2)])).unwrap();
    book.enter(by_hand("first", "F0")).unwrap();

    let turn = book.year.turn(&next_year(SeatCount::Open, 4)).unwrap();
    assert_eq!(turn.staying, ["first", "late", "small", "stays"]);
    assert_eq!(turn.leavers, [("leaver".to_owned(), "F1".to_owned())]);
    assert_eq!(turn.to_school, ["school"]);
    assert_eq!(turn.lapsed, ["waits"]);
    assert_eq!(turn.unnamed_to_school, 3);
    assert_eq!(turn.unnamed_leavers, [Continuing { facility: "F1".into(), class: class(2), children: 4 }]);
    let year = Year::open(&Event { date: date(2026, 11, 1), what: What::Opened(turn.opened) }).unwrap();
    assert_eq!(year.fiscal_year(), 2027);
    let placed = |id: &str| {
        let c = year.child(id).unwrap();
        (c.record.class.get(), c.facility().map(str::to_owned), c.standing(date(2027, 4, 1)))
    };
    assert_eq!(placed("stays"), (2, Some("F0".into()), Standing::Enrolled));
    assert_eq!(placed("small"), (2, Some("F1".into()), Standing::Enrolled));
    assert_eq!(placed("late"), (0, Some("F0".into()), Standing::Enrolled));
    assert_eq!(placed("first"), (5, Some("F0".into()), Standing::Enrolled));
    assert_eq!(placed("leaver"), (3, None, Standing::Waiting));
    assert_eq!(placed("school"), (5, None, Standing::School));
    assert_eq!(year.seats_of(&key(0, &[5])), Some(Seats { open: 4, taken: 1, unnamed: 2 }));
    assert_eq!(year.seats_of(&key(1, &[0, 1, 2])), Some(Seats { open: 4, taken: 1, unnamed: 0 }));
    // The leaver has not said yet where it wants to go.
    let ask = NextRound { name: "r".into(), entry_date: date(2027, 4, 1), movers: Movers::None };
    assert!(year.next_round(&ask).left_out.contains(&("leaver".into(), LeftOut::NoWishes)));

    // All seats counted: those who stay are taken off, and must have room.
    let turn = book.year.turn(&next_year(SeatCount::All, 4)).unwrap();
    let year = Year::open(&Event { date: date(2026, 11, 1), what: What::Opened(turn.opened) }).unwrap();
    assert_eq!(year.seats_of(&key(0, &[5])), Some(Seats { open: 1, taken: 1, unnamed: 2 }));
    let wrong = book.year.turn(&next_year(SeatCount::All, 2)).unwrap_err();
    assert_eq!(wrong, [TooManyStay { key: key(0, &[5]), seats: 2, staying: 3 }]);
    for lang in sekiwari::Lang::ALL {
        assert!(wrong[0].text(lang).contains("F0"));
    }
    // A list that is carried over loses what is no more.
    let carry = NextYear { carry_waiting: true, ..next_year(SeatCount::Open, 4) };
    let turn = book.year.turn(&NextYear { facilities: vec![facility(1)], ..carry }).unwrap();
    assert_eq!(turn.carried, ["waits"]);
    let waits = turn.opened.children.iter().find(|c| c.applicant.record.id == "waits").unwrap();
    assert_eq!((waits.applicant.record.class, waits.applicant.list.len()), (class(4), 0));
    assert_eq!(turn.leavers.len(), 4, "F0 is closed: {:?}", turn.leavers);
}

proptest! {
    #![proptest_config(crate::support::config(600))]

    #[test]
    fn nobody_is_lost_over_april(seed in any::<u64>(), steps in 5..30usize, carry in any::<bool>()) {
        let (book, _) = crate::random::live(seed, steps);
        let year = &book.year;
        let mut dice = Dice::new(seed ^ 5);
        let next = crate::town::opened(&mut dice);
        let next = NextYear {
            facilities: next.facilities,
            seats: next.seats,
            carry_waiting: carry,
            ..NextYear::default()
        };
        let turn = year.turn(&next).unwrap();
        let mut told: Vec<&String> = turn.staying.iter().chain(&turn.to_school).chain(&turn.carried).collect();
        told.extend(turn.lapsed.iter().chain(turn.leavers.iter().map(|(id, _)| id)));
        let there = |c: &Registered| matches!(c.place, Place::Waiting | Place::Seated(_));
        let expected: BTreeSet<&str> = year.children().filter(|(_, c)| there(c)).map(|(id, _)| id).collect();
        prop_assert_eq!(told.len(), expected.len());
        prop_assert_eq!(told.iter().map(|id| id.as_str()).collect::<BTreeSet<_>>(), expected);
        let new = Year::open(&Event { date: book.date, what: What::Opened(turn.opened.clone()) }).unwrap();
        for row in &turn.opened.seats {
            prop_assert_eq!(new.seats_of(&row.key).unwrap().open, row.seats);
        }
        for id in &turn.staying {
            let (was, is) = (year.child(id).unwrap(), new.child(id).unwrap());
            prop_assert_eq!(was.facility(), is.facility());
            prop_assert_eq!(was.record.class.get() + 1, is.record.class.get());
        }
        for (id, facility) in &turn.leavers {
            let is = new.child(id).unwrap();
            prop_assert_eq!(&is.place, &Place::Waiting);
            prop_assert!(new.key_for(facility, is.record.class, None).is_none());
        }
        // And the new year goes on as any other.
        let mut book = Book::open_on(book.date, turn.opened);
        crate::random::go_on(&mut book, &mut dice, steps);
        prop_assert!(Year::replay(&book.events).unwrap() == book.year);
    }
}
