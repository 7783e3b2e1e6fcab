//! A small year worked by hand.

use crate::book::Book;
use crate::town::{class, facility, key};
use jiff::civil::date;
use sekiwari::priority::Thousandths;
use sekiwari::programme::nursery::year::*;
use sekiwari::programme::nursery::*;

pub fn applicant(id: &str, c: u8, list: &[&str], points: i64) -> Applicant {
    let record = Child {
        affiliation: Default::default(),
        id: id.into(),
        class: class(c),
        birth_date: None,
        current: None,
        district: None,
        position: None,
    };
    let score = ScoreLine { facility: None, points: Thousandths(points * 1000), ties: Box::new([]) };
    let list = list.iter().map(|f| (*f).to_owned()).collect();
    Applicant { record, current: None, list, scores: vec![score], need: Need::Lasts }
}

pub fn applies(household: &str, children: Vec<Applicant>) -> What {
    What::Applied(Application { household: household.into(), children, terms: None, joint: Vec::new() })
}

pub fn opened() -> YearOpened {
    YearOpened {
        fiscal_year: 2026,
        facilities: (0..3).map(facility).collect(),
        seats: vec![
            SeatsOpen { key: key(0, &[1]), seats: 1 },
            SeatsOpen { key: key(1, &[1]), seats: 1 },
            SeatsOpen { key: key(2, &[1, 2]), seats: 0 },
        ],
        continuing: vec![Continuing { facility: "F2".into(), class: class(1), children: 1 }],
        ..YearOpened::default()
    }
}

/// A (40 points) and B (30) want F0 then F1; C (20) wants F1 then F0; D, enrolled at F2, wants F0.
pub fn first_round() -> Book {
    let mut book = Book::open(opened());
    book.later(20);
    book.enter(applies("a", vec![applicant("A", 1, &["F0", "F1"], 40)])).unwrap();
    book.enter(applies("b", vec![applicant("B", 1, &["F0", "F1"], 30)])).unwrap();
    book.enter(applies("c", vec![applicant("C", 1, &["F1", "F0"], 20)])).unwrap();
    let d = Applicant { current: Some("F2".into()), ..applicant("D", 1, &["F0"], 10) };
    book.enter(applies("d", vec![d])).unwrap();
    book.later(60);
    assert!(book.hold(Movers::None, |_| ()));
    book
}

fn at<'a>(book: &'a Book, child: &str) -> Option<&'a str> {
    book.year.child(child).unwrap().facility()
}

fn places(book: &Book) -> [Option<&str>; 4] {
    ["A", "B", "C", "D"].map(|c| at(book, c))
}

pub fn declined(child: &str, then: AfterDecline) -> What {
    What::Declined(Declined { child: child.into(), reason: "r".into(), then })
}

#[test]
fn a_decline_draws_the_next_ones_after_it() {
    let mut book = first_round();
    assert_eq!(places(&book), [Some("F0"), Some("F1"), None, Some("F2")]);
    assert_eq!(book.year.child("A").unwrap().standing(book.date), Standing::Offered);
    assert_eq!(book.year.child("D").unwrap().standing(book.date), Standing::Enrolled);
    assert_eq!(book.year.child("A").unwrap().standing(date(2026, 4, 1)), Standing::Enrolled);
    assert_eq!(book.year.tally(book.date), [1, 2, 1, 0, 0, 0]);

    book.enter(declined("A", AfterDecline::Leaves)).unwrap();
    assert_eq!(book.year.seats_of(&key(0, &[1])).unwrap().open, 1);
    let cascade = book.redecide().unwrap();
    // B moves up to F0, C comes in at F1: one chain.
    assert_eq!(places(&book), [None, Some("F0"), Some("F1"), Some("F2")]);
    assert_eq!((cascade.bundles.len(), cascade.changes()), (1, 2));
    assert_eq!(book.year.child("A").unwrap().place, Place::Withdrawn);
    // After the entry date there is nothing to decide anew, and a seat is left, not declined.
    book.later(90);
    assert!(book.redecide().is_none());
    let label = book.year.rounds()[0].label.clone();
    let late = Redecided { label: label.clone(), ..Redecided::default() };
    let entry_date = date(2026, 4, 1);
    assert_eq!(book.enter(What::Redecided(late)), Err(YearError::RoundOver { label, entry_date }));
    assert_eq!(book.enter(declined("B", AfterDecline::Leaves)), Err(YearError::Entered("B".into())));
    book.enter(What::Withdrawn(Withdrawn { child: "B".into(), reason: "moves".into() })).unwrap();
    assert_eq!(book.year.child("B").unwrap().place, Place::Left);
}

#[test]
fn who_declines_and_waits_is_not_offered_the_same_place_again() {
    let mut book = first_round();
    book.enter(declined("B", AfterDecline::Waits)).unwrap();
    assert_eq!(book.year.child("B").unwrap().list, ["F0"]);
    book.redecide().unwrap();
    assert_eq!(places(&book), [Some("F0"), None, Some("F1"), Some("F2")]);
    // A new list may name it again.
    let list = vec!["F1".to_owned()];
    book.enter(What::WishesChanged(WishesChanged { child: "B".into(), list, scores: None })).unwrap();
    let ask = NextRound { name: "2".into(), entry_date: date(2026, 4, 1), movers: Movers::None };
    let next = book.year.next_round(&ask);
    let entrants: Vec<_> = next.entrants.iter().map(|e| (e.child.as_str(), e.role, e.last_round)).collect();
    assert_eq!(entrants, [("B", Role::Waits, Some(0)), ("D", Role::Moves, Some(0))]);
}

#[test]
fn who_moved_can_go_back_while_the_seat_is_free() {
    let mut book = first_round();
    book.enter(declined("A", AfterDecline::Leaves)).unwrap();
    book.enter(What::Withdrawn(Withdrawn { child: "B".into(), reason: String::new() })).unwrap();
    book.redecide().unwrap();
    assert_eq!(places(&book), [None, None, Some("F1"), Some("F0")]);
    book.enter(declined("D", AfterDecline::Stays)).unwrap();
    assert_eq!(at(&book, "D"), Some("F2"));
    assert_eq!(book.year.child("D").unwrap().list, [""; 0]);
    assert_eq!(book.enter(declined("C", AfterDecline::Stays)), Err(YearError::NoWayBack("C".into())));
    assert_eq!(book.enter(declined("D", AfterDecline::Waits)), Err(YearError::Entered("D".into())));
}

#[test]
fn who_moved_cannot_go_back_to_a_seat_that_is_taken() {
    let mut book = first_round();
    book.enter(declined("A", AfterDecline::Leaves)).unwrap();
    book.enter(What::Withdrawn(Withdrawn { child: "B".into(), reason: String::new() })).unwrap();
    book.redecide().unwrap();
    let gone = CapacityChanged { key: key(2, &[1, 2]), seats: -1, reason: "room closed".into() };
    book.enter(What::CapacityChanged(gone)).unwrap();
    assert_eq!(book.enter(declined("D", AfterDecline::Stays)), Err(YearError::NoWayBack("D".into())));
    // Decided anew, it holds what it has now.
    let again = book.year.last_round_again().unwrap();
    let d = again.data.children.iter().find(|(_, c)| c.id == "D");
    assert!(d.is_none(), "nothing on its list is better than F0");
    book.enter(declined("D", AfterDecline::Leaves)).unwrap();
    assert_eq!(book.year.child("D").unwrap().place, Place::Left, "it had been there");
}

#[test]
fn a_decision_by_hand_stays() {
    let mut book = first_round();
    let by_hand = |child: &str, facility: Option<&str>| {
        What::Decided(ManualDecision {
            child: child.into(),
            facility: facility.map(str::to_owned),
            reserve: None,
            from: Some(date(2026, 4, 1)),
            reason: "welfare".into(),
        })
    };
    let full = YearError::NotEnoughSeats { key: key(1, &[1]), taken: 1, open: 0 };
    assert_eq!(book.enter(by_hand("C", Some("F1"))), Err(full));
    let more = CapacityChanged { key: key(1, &[1]), seats: 1, reason: "one more".into() };
    book.enter(What::CapacityChanged(more)).unwrap();
    book.enter(by_hand("C", Some("F1"))).unwrap();
    book.enter(by_hand("B", None)).unwrap();
    book.enter(declined("A", AfterDecline::Leaves)).unwrap();
    book.redecide().unwrap();
    // B would have got F0, but is pinned to none; so D moves.
    assert_eq!(places(&book), [None, None, Some("F1"), Some("F0")]);
    let ask = NextRound { name: "2".into(), entry_date: date(2026, 4, 1), movers: Movers::Better };
    let next = book.year.next_round(&ask);
    assert!(next.left_out.contains(&("B".into(), LeftOut::ByHand)));
    book.enter(What::Released(Released { child: "B".into(), reason: "appeal".into() })).unwrap();
    assert_eq!(book.year.next_round(&ask).entrants.len(), 1);
    let again = What::Released(Released { child: "B".into(), reason: String::new() });
    assert_eq!(book.enter(again), Err(YearError::NotDecidedByHand("B".into())));
    assert_eq!(book.enter(by_hand("D", None)), Ok(()), "an offer may be taken back by hand");
}

#[test]
fn a_sibling_with_a_seat_stands_beside_the_one_who_waits() {
    let mut book = Book::open(opened());
    let terms = SiblingTerms {
        joint: Joint::SameFacility,
        single_fallback: SingleFallback::Elder,
        prefer: Prefer::TogetherFirst,
    };
    let children = vec![applicant("E", 2, &["F2", "F0"], 9), applicant("Y", 1, &["F0", "F2"], 9)];
    let family = Application { household: "h".into(), children, terms: Some(terms), joint: Vec::new() };
    let one = CapacityChanged { key: key(2, &[1, 2]), seats: 1, reason: String::new() };
    book.enter(What::CapacityChanged(one.clone())).unwrap();
    book.enter(What::Applied(family)).unwrap();
    book.hold(Movers::None, |_| ());
    assert_eq!((at(&book, "E"), at(&book, "Y")), (Some("F2"), None));
    // In the second round the elder keeps F2, and the younger goes nowhere but there, though it likes F0 better.
    book.enter(What::CapacityChanged(one)).unwrap();
    book.later(1);
    let ask = NextRound { name: "2".into(), entry_date: date(2026, 4, 1), movers: Movers::None };
    let next = book.year.next_round(&ask);
    let roles: Vec<_> = next.entrants.iter().map(|e| (e.child.as_str(), e.role)).collect();
    assert_eq!(roles, [("E", Role::Stands), ("Y", Role::Waits)]);
    assert_eq!(next.data.terms, [("h".to_owned(), terms)]);
    book.hold(Movers::None, |_| ());
    assert_eq!((at(&book, "E"), at(&book, "Y")), (Some("F2"), Some("F2")));
}

#[test]
fn of_a_joint_list_what_the_siblings_seat_allows_is_left() {
    let mut book = Book::open(opened());
    let children = vec![applicant("E", 2, &[], 9), applicant("Y", 1, &[], 9)];
    let row = |e: Option<&str>, y: Option<&str>| -> JointWish {
        vec![("E".into(), e.map(str::to_owned)), ("Y".into(), y.map(str::to_owned))]
    };
    let joint = vec![
        row(Some("F2"), Some("F2")),
        row(Some("F2"), Some("F1")),
        row(None, Some("F0")),
        row(Some("F2"), None),
        row(Some("F2"), Some("F0")),
    ];
    let family = Application { household: "h".into(), children, terms: None, joint };
    book.enter(What::Applied(family)).unwrap();
    let by_hand = ManualDecision {
        child: "E".into(),
        facility: Some("F2".into()),
        reserve: None,
        from: Some(date(2026, 4, 1)),
        reason: "r".into(),
    };
    let one = CapacityChanged { key: key(2, &[1, 2]), seats: 1, reason: String::new() };
    book.enter(What::CapacityChanged(one)).unwrap();
    book.enter(What::Decided(by_hand)).unwrap();
    let ask = NextRound { name: "1".into(), entry_date: date(2026, 4, 1), movers: Movers::Better };
    let next = book.year.next_round(&ask);
    let cells: Vec<_> = next.data.joint_wishes.iter().map(|r| (r.rank, r.child, r.facility)).collect();
    // Without E at F2 nothing is accepted; what stands below E alone at F2 is worse than that.
    assert_eq!(cells, [(1, 0, Some(2)), (1, 1, Some(2)), (2, 0, Some(2)), (2, 1, Some(1))]);
    // With the elder gone, the younger's part is its own list.
    book.enter(What::Withdrawn(Withdrawn { child: "E".into(), reason: String::new() })).unwrap();
    let next = book.year.next_round(&ask);
    let list: Vec<u32> = next.data.wishes.iter().map(|w| w.facility).collect();
    assert_eq!((next.data.joint_wishes.len(), list), (0, vec![2, 1, 0]));
}

#[test]
fn a_year_opened_bare_has_what_its_first_round_has() {
    let full = first_round();
    let held = full.events.iter().find_map(|e| match &e.what {
        What::RoundHeld(held) => Some(held.clone()),
        _ => None,
    });
    let mut bare = Book::open(YearOpened { fiscal_year: 2026, ..YearOpened::default() });
    bare.later(80);
    let event = Event { date: bare.date, what: What::RoundHeld(held.unwrap()) };
    let mut year = bare.year.clone();
    year.apply(&event).unwrap();
    for (id, child) in full.year.children() {
        assert_eq!(year.child(id).unwrap().facility(), child.facility());
        assert_eq!(year.child(id).unwrap().list, child.list);
    }
    assert_eq!(year.seats_of(&key(0, &[1])).unwrap(), Seats { open: 0, taken: 1, unnamed: 0 });
    // D's seat was found: nobody had counted it.
    assert_eq!(year.seats_of(&key(2, &[1, 2])).unwrap(), Seats { open: 0, taken: 1, unnamed: 0 });
}

#[test]
fn limits_are_kept_over_the_year() {
    // Two teachers for six children of class 1 or 2 each: a third more than that is not there.
    let limit = YearLimit {
        facility: "F0".into(),
        name: "teachers".into(),
        capacity: 1000,
        weights: vec![(ClassSet::one(class(1)), 1000, 3), (ClassSet::one(class(2)), 2000, 3)],
    };
    let seats = vec![SeatsOpen { key: key(0, &[1]), seats: 9 }, SeatsOpen { key: key(0, &[2]), seats: 9 }];
    let opened = YearOpened {
        fiscal_year: 2026,
        facilities: vec![facility(0)],
        seats,
        limits: vec![limit.clone()],
        ..YearOpened::default()
    };
    let mut book = Book::open(opened.clone());
    for (id, c) in [("A", 1), ("B", 1), ("C", 2), ("D", 1)] {
        book.enter(applies(id, vec![applicant(id, c, &["F0"], 9)])).unwrap();
    }
    let take = |child: &str| {
        What::Decided(ManualDecision {
            child: child.into(),
            facility: Some("F0".into()),
            reserve: None,
            from: None,
            reason: "r".into(),
        })
    };
    let ask = NextRound { name: "1".into(), entry_date: date(2026, 4, 1), movers: Movers::None };
    let left = |book: &Book| {
        let round = book.year.next_round(&ask).round().unwrap();
        let scaled = round.limits()[0].scaled().unwrap();
        (scaled.capacity, round.limits()[0].capacity)
    };
    assert_eq!(left(&book), (3, 1000));
    book.enter(take("A")).unwrap();
    // Two thirds of a teacher are left, and a child takes exactly one third.
    assert_eq!(left(&book), (2, 667));
    book.enter(take("B")).unwrap();
    assert_eq!(left(&book), (1, 334));
    let reached = YearError::LimitReached { facility: "F0".into(), limit: "teachers".into() };
    assert_eq!(book.enter(take("C")), Err(reached));
    book.enter(take("D")).unwrap();
    assert_eq!(left(&book), (0, 0));
    let bad = YearOpened { limits: vec![limit.clone(), limit], ..opened };
    let event = Event { date: date(2025, 10, 1), what: What::Opened(bad) };
    assert!(matches!(Year::open(&event), Err(YearError::BadLimit { .. })));
}
