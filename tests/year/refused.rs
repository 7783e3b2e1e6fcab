//! Every way in which an event may not fit.

use crate::book::Book;
use crate::cases::{applicant, applies, declined, first_round, opened};
use crate::town::{class, facility, key};
use jiff::civil::date;
use sekiwari::Lang;
use sekiwari::programme::nursery::year::*;
use sekiwari::programme::nursery::*;

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
