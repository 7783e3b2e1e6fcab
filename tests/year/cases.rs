//! A small year worked by hand, and every way in which an event may not fit.

use crate::book::Book;
use crate::town::{class, facility, key};
use jiff::civil::date;
use sekiwari::Lang;
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
fn first_round() -> Book {
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

fn declined(child: &str, then: AfterDecline) -> What {
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

/// What is entered, and the start of what is answered in English.
fn refusals(book: &Book) -> Vec<(What, &'static str)> {
    let held = || {
        let next = book.year.next_round(&NextRound {
            name: "2".into(),
            entry_date: date(2026, 4, 1),
            movers: Movers::None,
        });
        let outcomes: Vec<Outcome> = next
            .data
            .children
            .iter()
            .map(|(_, c)| Outcome {
                child: c.id.clone(),
                facility: book.year.child(&c.id).unwrap().facility().map(str::to_owned),
                reserve: None,
                wish_rank: None,
            })
            .collect();
        RoundHeld { label: "2".into(), data: next.data, outcomes, by_hand: Vec::new() }
    };
    let with = |change: &dyn Fn(&mut RoundHeld)| {
        let mut held = held();
        change(&mut held);
        What::RoundHeld(held)
    };
    let child = |h: &mut RoundHeld, id: &str| h.data.children.iter().position(|(_, c)| c.id == id).unwrap();
    let wishes = |child: &str, list: &[&str]| {
        let list = list.iter().map(|f| (*f).to_owned()).collect();
        What::WishesChanged(WishesChanged { child: child.into(), list, scores: None })
    };
    let capacity =
        |key: SeatKey, seats| What::CapacityChanged(CapacityChanged { key, seats, reason: String::new() });
    let anew = |label: &str, child: &str, facility: Option<&str>| {
        let facility = facility.map(str::to_owned);
        let outcome = Outcome { child: child.into(), facility, reserve: None, wish_rank: None };
        What::Redecided(Redecided { label: label.into(), reason: String::new(), outcomes: vec![outcome] })
    };
    let nobody = || "nobody".to_owned();
    vec![
        (What::Opened(opened()), "The year is open already"),
        (with(&|h| h.label = "round 1".into()), "A round named round 1"),
        (with(&|h| h.data.fiscal_year = 2025), "It belongs to fiscal year 2025"),
        (with(&|h| h.data.entry_date = date(2027, 4, 1)), "It belongs to fiscal year 2027"),
        (with(&|h| h.data.tie_names = vec!["income".into()]), "The tie keys differ"),
        (with(&|h| h.data.wishes[0].facility = 99), "A row of wishes points at number 99"),
        (with(&|h| h.data.facilities[2].id = "X".into()), "Child D has a seat at facility F2"),
        (with(&|h| h.data.facilities.push(facility(8))), ""),
        (
            with(&|h| {
                h.data.facilities.push(facility(8));
                h.data.facilities.push(facility(8));
            }),
            "Facility F8 is there already",
        ),
        (with(&|h| h.data.seats[2].classes = ClassSet::one(class(5))), ""),
        (with(&|h| h.data.seats[2].seats = 3), "class 1-2 of facility F2: 3 seats are offered, 0 are open"),
        (
            with(&|h| {
                h.data.seats[2].classes = ClassSet::one(class(5));
                h.data.seats[2].seats = 1;
            }),
            "The year has no seats of class 5 of facility F2",
        ),
        (with(&|h| drop(h.outcomes.pop())), "Child D of the round has no outcome"),
        (with(&|h| h.outcomes.push(h.outcomes[0].clone())), "Child C is named twice"),
        (with(&|h| h.outcomes[0].child = "Z".into()), "Child Z is not in the round"),
        (with(&|h| h.outcomes[0].facility = Some("F2".into())), "Facility F2 is not on the list of child C"),
        (
            with(&|h| h.outcomes[0].facility = Some("F0".into())),
            "class 1 of facility F0: 1 children would take 0",
        ),
        (with(&|h| h.outcomes[1].facility = None), "Child D would lose the seat it holds"),
        (
            with(&|h| {
                let at = child(h, "D");
                h.data.children[at].1.current = Some(1);
            }),
            "Child D has a seat at facility F2",
        ),
        (
            with(&|h| {
                let at = child(h, "C");
                h.data.children[at].1.current = Some(1);
            }),
            "Child C has no seat",
        ),
        (
            with(&|h| {
                let at = child(h, "C");
                h.data.children[at].1.class = class(2);
            }),
            "Child C stands in another class",
        ),
        (
            with(&|h| {
                let at = child(h, "C");
                h.data.children[at].0 = "d".into();
            }),
            "Child C belongs to household c",
        ),
        (
            with(&|h| {
                let mut twice = h.data.children[0].clone();
                twice.0 = "elsewhere".into();
                h.data.children.push(twice);
            }),
            "Child C is named twice",
        ),
        (
            with(&|h| {
                let mut new = h.data.children[1].clone();
                new.0 = "n".into();
                new.1.id = "N".into();
                h.data.children.push(new);
                h.outcomes.push(Outcome { child: "N".into(), ..h.outcomes[1].clone() });
            }),
            "All children who stay in class 1 of facility F2 are known by id",
        ),
        (
            with(&|h| {
                h.by_hand.push(ManualDecision {
                    child: "C".into(),
                    facility: Some("F1".into()),
                    reserve: None,
                    from: None,
                    reason: String::new(),
                });
            }),
            "Child C was decided by hand",
        ),
        (anew("2", "C", None), "2 is not the round held last"),
        (anew("round 1", "nobody", None), "The year knows no child nobody"),
        (anew("round 1", "N0", None), "The year knows no child N0"),
        (anew("round 1", "D", None), "Child D would lose the seat"),
        (anew("round 1", "C", Some("F2")), "Facility F2 is not on the list of child C"),
        (anew("round 1", "C", Some("F1")), "class 1 of facility F1: 1 children would take 0 open seats"),
        (applies("a", vec![applicant("A", 1, &[], 1)]), "Child A is waiting or has a seat already"),
        (applies("x", vec![applicant("A", 1, &[], 1)]), "Child A belongs to household a"),
        (applies("x", vec![applicant("X", 1, &["F9"], 1)]), "The year knows no facility F9"),
        (
            applies("x", vec![applicant("X", 1, &["F0", "F0"], 1)]),
            "Facility F0 is twice on the list of child X",
        ),
        (applies("x", vec![applicant("X", 1, &[], 1), applicant("X", 1, &[], 1)]), "Child X is named twice"),
        (declined("C", AfterDecline::Waits), "Child C has no offer"),
        (declined("nobody", AfterDecline::Waits), "The year knows no child nobody"),
        (declined("A", AfterDecline::Stays), "Child A has no earlier seat"),
        (What::Withdrawn(Withdrawn { child: nobody(), reason: String::new() }), "The year knows no child"),
        (
            What::UnnamedLeft(UnnamedLeft { facility: "F2".into(), class: class(1), reason: String::new() }),
            "All children who stay in class 1 of facility F2",
        ),
        (
            What::UnnamedLeft(UnnamedLeft { facility: "F7".into(), class: class(1), reason: String::new() }),
            "The year knows no facility F7",
        ),
        (What::NeedChecked(NeedChecked { child: nobody(), need: Need::Lasts }), "The year knows no child"),
        (wishes("nobody", &[]), "The year knows no child nobody"),
        (wishes("A", &["F9"]), "The year knows no facility F9"),
        (wishes("A", &["F1", "F1"]), "Facility F1 is twice on the list of child A"),
        (
            What::FamilyWishesChanged(FamilyWishes {
                household: nobody(),
                terms: SiblingTerms::SEPARATE,
                joint: Vec::new(),
            }),
            "The year knows no household nobody",
        ),
        (
            What::FamilyWishesChanged(FamilyWishes {
                household: "a".into(),
                terms: SiblingTerms::SEPARATE,
                joint: vec![vec![("B".into(), None)]],
            }),
            "Child B is not of household a",
        ),
        (capacity(key(7, &[1]), 1), "The year knows no facility F7"),
        (capacity(key(0, &[1]), -1), "class 1 of facility F0: 1 seats cannot be taken away, only 0 are open"),
        (capacity(key(0, &[1, 2]), 1), "Other seats serve the same class as class 1-2 of facility F0"),
        (What::FacilityOpened(facility(0)), "Facility F0 is there already"),
    ]
}

#[test]
fn what_does_not_fit_is_refused_and_changes_nothing() {
    let mut book = first_round();
    for (what, expected) in refusals(&book) {
        let shown = format!("{what:?}").chars().take(60).collect::<String>();
        if expected.is_empty() {
            // A row without seats for a class nobody asks for does no harm, nor does a facility that opens.
            let mut year = book.year.clone();
            year.apply(&Event { date: book.date, what }).unwrap_or_else(|e| panic!("{shown}: {e}"));
            continue;
        }
        let error = book.enter(what).expect_err(&shown);
        let text = error.to_string();
        assert!(text.starts_with(expected), "{shown}: {text}");
        assert_eq!(text, error.text(Lang::En));
        assert!(error.text(Lang::Ja).ends_with('。'), "{}", error.text(Lang::Ja));
    }
    let earlier = Event { date: date(2025, 10, 1), what: declined("A", AfterDecline::Leaves) };
    assert!(matches!(book.year.apply(&earlier), Err(YearError::BeforeLast { .. })));
    assert_eq!(Year::open(&earlier), Err(YearError::NotOpened));
    assert_eq!(Year::replay([]), Err((0, YearError::NotOpened)));
    book.enter(What::Withdrawn(Withdrawn { child: "C".into(), reason: String::new() })).unwrap();
    let need = What::NeedChecked(NeedChecked { child: "C".into(), need: Need::Lasts });
    assert_eq!(book.enter(need), Err(YearError::Gone("C".into())));
    // It may apply again.
    book.enter(applies("c", vec![applicant("C", 1, &["F1"], 5)])).unwrap();
    assert_eq!(book.year.child("C").unwrap().place, Place::Waiting);
}

#[test]
fn openings_that_contradict_themselves_are_refused() {
    let open = |change: &dyn Fn(&mut YearOpened)| {
        let mut opened = opened();
        change(&mut opened);
        Year::open(&Event { date: date(2025, 10, 1), what: What::Opened(opened) }).map(drop).unwrap_err()
    };
    let child = |place, current: Option<&str>| OpeningChild {
        household: "h".into(),
        applicant: Applicant { current: current.map(str::to_owned), ..applicant("X", 1, &[], 0) },
        place,
    };
    let other =
        |holds: Option<&str>| YearError::OtherSeat { child: "X".into(), holds: holds.map(str::to_owned) };
    assert_eq!(open(&|o| o.facilities.push(facility(1))), YearError::FacilityTwice("F1".into()));
    assert_eq!(open(&|o| o.seats.push(o.seats[0].clone())), YearError::ClassTwice(key(0, &[1])));
    assert_eq!(open(&|o| o.seats[0].key.facility = "Z".into()), YearError::UnknownFacility("Z".into()));
    assert_eq!(open(&|o| o.continuing[0].facility = "Z".into()), YearError::UnknownFacility("Z".into()));
    assert_eq!(open(&|o| o.children.push(child(OpeningPlace::Enrolled, None))), other(None));
    assert_eq!(open(&|o| o.children.push(child(OpeningPlace::Waiting, Some("F0")))), other(Some("F0")));
    let twice = |o: &mut YearOpened| o.children = vec![child(OpeningPlace::School, None); 2];
    assert_eq!(open(&twice), YearError::ChildTwice("X".into()));
}
