//! Every fault, and all of them at once.

use super::made::{class, ones, open, town};
use super::{resize, scenario};
use crate::programme::nursery::capacity::{
    FacilityTable, Mode, RatioRow, Ratios, Rounding, Standard, Standards, Teachers,
};
use crate::programme::nursery::{ClassSet, DecisionRow, Round};
use crate::siting::scenario::*;

fn faults(round: &Round, edits: Vec<Edit>) -> Vec<(Option<usize>, String)> {
    let faults = apply(&Case::of(round), &scenario(edits), &Families::STILL).unwrap_err();
    faults.into_iter().map(|f| (f.edit, f.kind.to_string())).collect()
}

fn one(edit: Edit) -> String {
    let told = faults(&town(), vec![edit]);
    assert_eq!((told.len(), told[0].0), (1, Some(0)), "{told:?}");
    told[0].1.clone()
}

fn close(facility: &str, release: bool) -> Edit {
    Edit::Close(Close { facility: facility.into(), release })
}

fn demand(district: Option<&str>, n: Option<u8>, children: i64) -> Edit {
    let growth = Growth::Children(children);
    Edit::Demand(Demand { district: district.map(str::to_owned), class: n.map(class), growth })
}

#[test]
fn facilities_and_seats() {
    assert_eq!(one(close("X", false)), "there is no facility X");
    assert_eq!(one(Edit::Open(open("F1", 0, 1))), "facility F1 is there already");
    assert_eq!(one(Edit::Open(open("N", 0, 0))), "facility N opens without seats");
    let twice = Open { seats: vec![(ones(), 1), (ones(), 2)], ..open("N", 0, 1) };
    assert_eq!(one(Edit::Open(twice)), "class 1 of facility N would be in two rows of seats");
    assert_eq!(one(close("F2", false)), "1 applicants hold a seat at facility F2");
    let zeros = ClassSet::one(class(0));
    let of = |facility: &str, classes, seats, new| {
        Edit::Resize(Resize { facility: facility.into(), classes, seats, new })
    };
    assert_eq!(
        one(of("F1", zeros, Amount::To(3), false)),
        "facility F1 has no seats of its own for classes 0; it has 1"
    );
    assert_eq!(
        one(of("F1", ones(), Amount::To(3), true)),
        "class 1 of facility F1 would be in two rows of seats"
    );
    assert_eq!(
        one(of("F2", ones(), Amount::By(-3), false)),
        "facility F2 has 2 open and 1 held seats for classes 1; held seats stay"
    );
    let round = town();
    let offered =
        apply(&Case::of(&round), &scenario(vec![of("F1", zeros, Amount::To(3), true)]), &Families::STILL);
    assert_eq!(offered.unwrap().case.round.seats().len(), 5);
}

#[test]
fn limits_and_teachers() {
    let limit = |name: &str, capacity| {
        Edit::Limit(LimitChange { facility: "F1".into(), limit: name.into(), capacity })
    };
    assert_eq!(one(limit("area", Amount::By(1))), "facility F1 has no limit area");
    assert_eq!(one(limit("teachers", Amount::By(-2_001))), "teachers of facility F1 cannot become so");
    let round = town();
    let fits =
        apply(&Case::of(&round), &scenario(vec![limit("teachers", Amount::By(500))]), &Families::STILL)
            .unwrap();
    assert_eq!(fits.case.round.limits()[0].capacity, 2_500);

    let teachers = |by| Edit::Teachers(TeachersChange { facility: "F1".into(), teachers10: Amount::By(by) });
    assert_eq!(one(teachers(10)), "the round does not say how many teachers facility F1 has as a whole");
    let standard: Standard = made_standard();
    let staff = Some(vec![Teachers { classes: None, teachers10: 10, nurses10: 0 }]);
    let mut table = FacilityTable { staff, ..FacilityTable::new(standard) };
    table.classes[1].declared = Some(30);
    let tables = [("F1".to_owned(), table)];
    let case = Case::of(&round).staffed(&tables);
    let seats = |case: &Case<'_>, by| {
        apply(case, &scenario(vec![teachers(by)]), &Families::STILL).map(|a| a.case.round.seats()[0].seats)
    };
    // One teacher for six: a teacher more is six seats more, one fewer none below zero.
    assert_eq!(seats(&case, 10), Ok(7));
    assert_eq!(seats(&case, -10), Ok(0));
    assert_eq!(
        seats(&case, -11).unwrap_err()[0].kind.to_string(),
        "teachers of facility F1 cannot become so"
    );
    // And back again.
    let more = apply(&case, &scenario(vec![teachers(10)]), &Families::STILL).unwrap();
    assert_eq!(
        *apply(&more.case, &scenario(vec![teachers(-10)]), &Families::STILL).unwrap().case.round,
        round
    );
}

fn made_standard() -> Standard {
    let row = RatioRow {
        classes: ones(),
        children: 6,
        kinds: Vec::new(),
        period: Default::default(),
        tolerated: false,
    };
    let standards = Standards { ratios: vec![row], ..Standards::default() };
    standards.on(jiff::civil::date(2026, 4, 1), None, Ratios::Current, Rounding::Cut, Mode::PerGroup)
}

#[test]
fn contradictions_name_the_other_edit() {
    let round = town();
    let told =
        faults(&round, vec![resize("F1", Amount::By(1)), resize("F1", Amount::To(4)), close("F1", true)]);
    assert_eq!(
        told,
        [
            (Some(1), "contradicts edit 1: both are about F1 class 1".to_owned()),
            (Some(2), "contradicts edit 1: both are about F1".to_owned()),
        ]
    );
    let told = faults(&round, vec![demand(Some("east"), None, 1), demand(None, Some(1), 1)]);
    assert_eq!(told, [(Some(1), "contradicts edit 1: both are about applicants * 1".to_owned())]);
    let told = faults(&round, vec![Edit::Open(open("N", 0, 1)), Edit::Open(open("N", 5, 1))]);
    assert_eq!(told, [(Some(1), "contradicts edit 1: both are about N".to_owned())]);
}

#[test]
fn applicants() {
    assert_eq!(one(demand(Some("north"), None, 1)), "no applicant without a seat lives in north in class *");
    assert_eq!(one(demand(Some("west"), Some(1), -3)), "3 applicants fewer, but only 2 can be left out");
    assert_eq!(one(demand(None, None, 1_000_001)), "1000001 applicants more are too many");
}

#[test]
fn stated_wishes() {
    let with = |child: &str, rank| {
        one(Edit::Open(Open { wishes: vec![StatedWish { child: child.into(), rank }], ..open("N", 0, 1) }))
    };
    assert_eq!(with("Z", 1), "there is no child Z");
    assert_eq!(with("K", 1), "child K cannot list facility N: it is not open to the child");
    assert_eq!(with("E", 1), "child E cannot list facility N: its household gave a joint list");
    assert_eq!(with("A", 0), "child A cannot list facility N: its place is stated twice or is 0");
}

#[test]
fn decisions_by_hand_at_a_facility_that_closes() {
    let mut data = super::made::data();
    data.decisions = vec![DecisionRow { child: 0, facility: Some(2), reason: "r".into() }];
    let round = Round::new(data).unwrap();
    assert_eq!(
        faults(&round, vec![close("F3", false)]),
        [(Some(0), "child A was put into facility F3 by hand".to_owned())]
    );
    let closed = apply(&Case::of(&round), &scenario(vec![close("F3", true)]), &Families::STILL).unwrap();
    assert!(closed.case.round.pins().is_empty());
}

#[test]
fn everything_is_told_at_once_and_the_changed_round_last() {
    let told =
        faults(&town(), vec![close("X", false), resize("Y", Amount::By(1)), Edit::Open(open("F1", 0, 0))]);
    assert_eq!(told.iter().map(|t| t.0).collect::<Vec<_>>(), [Some(0), Some(1), Some(2), Some(2)]);
    // A limit whose numbers no round can have.
    let limits = vec![NewLimit { name: "t".into(), classes: ones(), weight: 1, per: 0, capacity: 1 }];
    let told = faults(&town(), vec![Edit::Open(Open { limits, ..open("N", 0, 1) })]);
    assert_eq!((told.len(), told[0].0), (1, None), "{told:?}");
}
