//! The baseline beside scenarios on a round of three children.

use super::{Effect, Figure, Outcome, Scope, Snapshot};
use crate::explain::ChangeKind;
use crate::mechanism::Mechanism;
use crate::priority::{Lottery, Thousandths};
use crate::programme::nursery::siblings::JointOptions;
use crate::programme::nursery::{
    Affiliation, AgeClass, Child, ClassSet, Facility, Position, Round, RoundData, ScoreRow, SeatRow, WishRow,
    compile,
};
use crate::siting::scenario::{Amount, Case, Edit, Families, Resize, Scenario, apply};
use crate::verify::certify;

/// Points order A, B, C at F1 (0 m) and F2 (1,000 m), one seat each; everybody wishes F1, F2.
fn round() -> Round {
    let class = AgeClass::new(1).unwrap();
    let at = |m: i64| Position { lat_e6: 0, lon_e6: (m * 1_000_000 / 111_195) as i32 };
    let facility = |id: &str, metres| Facility {
        id: id.into(),
        name: String::new(),
        kind: None,
        district: None,
        position: Some(at(metres)),
        min_age_days: None,
        partners: vec![],
        care_kinds: vec![],
    };
    let child = |id: &str, district: &str| {
        let child = Child {
            id: id.into(),
            class,
            birth_date: None,
            current: None,
            district: Some(district.into()),
            position: Some(at(0)),
            affiliation: Affiliation::default(),
        };
        (format!("H{id}"), child)
    };
    let seat = |facility| SeatRow { facility, classes: ClassSet::one(class), seats: 1 };
    let wish = |child, rank, facility| WishRow { child, rank, facility };
    let score = |child: u32| ScoreRow {
        child,
        facility: None,
        points: Thousandths(20_500 - 1000 * i64::from(child)),
        ties: [].into(),
    };
    Round::new(RoundData {
        name: "r".into(),
        fiscal_year: 2026,
        entry_date: jiff::civil::date(2026, 4, 1),
        facilities: vec![facility("F1", 0), facility("F2", 1_000)],
        seats: vec![seat(0), seat(1)],
        reserves: vec![],
        limits: vec![],
        children: vec![child("A", "n"), child("B", "n"), child("C", "s")],
        wishes: (0..3).flat_map(|c| [wish(c, 1, 0), wish(c, 2, 1)]).collect(),
        terms: vec![],
        joint_wishes: vec![],
        decisions: vec![],
        tie_names: vec![],
        scores: (0..3).map(score).collect(),
    })
    .unwrap()
}

fn snapshot(round: &Round) -> Snapshot {
    let compiled = compile(round, Lottery::new(1), JointOptions::default()).unwrap();
    let strict = compiled.strict();
    let outcome = crate::solve(&Mechanism::default().into(), &compiled.market, &strict).unwrap().outcome;
    let verified = certify(&strict, outcome.allocation).unwrap();
    Snapshot::of(&Outcome {
        round,
        compiled: &compiled,
        market: &strict,
        allocation: &verified,
        verdict: verified.verdict(),
        bounds: outcome.bounds,
        status: outcome.status,
    })
}

fn with(seats: Amount) -> Snapshot {
    let round = round();
    let classes = ClassSet::one(AgeClass::new(1).unwrap());
    let edits = vec![Edit::Resize(Resize { facility: "F1".into(), classes, seats, new: false })];
    let scenario = Scenario { edits, ..Scenario::default() };
    snapshot(&apply(&Case::of(&round), &scenario, &Families::STILL).unwrap().case.round)
}

#[test]
fn one_seat_more_moves_one_up_and_takes_one_in() {
    let before = snapshot(&round());
    let effect = Effect::new(&before, &[with(Amount::By(1))]).unwrap();
    let total = |figure| effect.total(figure).map(|f| (f.before.unwrap(), f.after.unwrap().mean / 1000));
    assert_eq!(total(Figure::Seated), Some((2, 3)));
    assert_eq!(total(Figure::Waiting), Some((1, 0)));
    assert_eq!(total(Figure::FirstWishes), Some((1, 2)));
    assert_eq!(total(Figure::Empty), Some((0, 0)));
    // 0 and 999 m (whole metres of micro-degrees) before; 0, 0 and 999 after.
    assert_eq!((total(Figure::MeanMetres), total(Figure::MedianMetres)), (Some((500, 333)), Some((0, 0))));
    let south = Scope { district: Some("s".into()), class: None };
    let row = effect.figures.iter().find(|f| f.figure == Figure::Seated && f.scope == south).unwrap();
    assert_eq!((row.before, row.difference()), (Some(0), Some(1000)));
    let told: Vec<_> =
        effect.children.iter().map(|c| (c.child.as_str(), c.change, c.gains, c.loses)).collect();
    assert_eq!(told, [("B", Some(ChangeKind::BetterWish), 1, 0), ("C", Some(ChangeKind::GainedSeat), 1, 0)]);
    // F1 admits down to B now (19.5), F2 to C (18.5).
    let cuts: Vec<_> =
        effect.places.iter().map(|p| (p.before.unwrap().cut_off, p.cut_off.unwrap().low)).collect();
    assert_eq!(cuts, [(Some(20_500), 19_500), (Some(19_500), 18_500)]);
    assert!(effect.places.iter().all(|p| p.cut_off_changes()));
}

#[test]
fn draws_are_counted_child_by_child_and_a_figure_has_its_interval() {
    let before = snapshot(&round());
    let draws = [with(Amount::To(0)), with(Amount::To(2)), with(Amount::To(1)), with(Amount::To(0))];
    let effect = Effect::new(&before, &draws).unwrap();
    let seated = effect.total(Figure::Seated).unwrap().after.unwrap();
    assert_eq!((seated.mean, seated.low, seated.high), (1_750, 1, 3));
    let b = effect.children.iter().find(|c| c.child == "B").unwrap();
    // No seat twice, F2 once, F1 once.
    assert_eq!((b.change, b.gains, b.loses, b.draws, b.seated), (Some(ChangeKind::LostSeat), 1, 2, 4, -500));
    assert_eq!((b.before.as_deref(), b.after.as_deref()), (Some("F2"), None));
    // F1 admits somebody in two of the draws.
    let f1 = &effect.places[0];
    assert_eq!(f1.cut_off.map(|c| (c.low, c.high)), Some((19_500, 20_500)));
    assert_eq!(Effect::new(&before, &[]), None);
}

#[test]
fn nothing_changed_is_no_change() {
    let before = snapshot(&round());
    let effect = Effect::new(&before, std::slice::from_ref(&before)).unwrap();
    assert!(effect.children.is_empty() && effect.places.iter().all(|p| !p.cut_off_changes()));
    assert!(effect.figures.iter().all(|f| f.difference() == Some(0)), "{:?}", effect.figures);
}
