//! Scenarios on a small town, edit by edit.

mod families;
mod faults;
pub(in crate::siting) mod made;

use super::{Amount, Case, Close, Demand, Edit, Families, Growth, Move, Resize, Scenario, apply};
use crate::siting::Draw;
use made::{class, ones, open, town};

fn scenario(edits: Vec<Edit>) -> Scenario {
    Scenario { edits, ..Scenario::default() }
}

fn resize(facility: &str, seats: Amount) -> Edit {
    Edit::Resize(Resize { facility: facility.into(), classes: ones(), seats, new: false })
}

#[test]
fn a_facility_opens_and_closes_again_without_a_trace() {
    let round = town();
    let opened =
        apply(&Case::of(&round), &scenario(vec![Edit::Open(open("N", 0, 1))]), &Families::STILL).unwrap();
    let there = opened.case.round.facility_by_id("N").unwrap();
    assert_eq!(
        opened.case.round.seat_row(there, class(1)).map(|r| opened.case.round.seats()[r as usize].seats),
        Some(1)
    );
    let close = Edit::Close(Close { facility: "N".into(), release: false });
    let closed = apply(&opened.case, &scenario(vec![close]), &Families::STILL).unwrap();
    assert_eq!(*closed.case.round, round);
}

#[test]
fn closing_takes_the_facility_from_lists_and_joint_lists() {
    let round = town();
    let close = Edit::Close(Close { facility: "F2".into(), release: true });
    let changed = apply(&Case::of(&round), &scenario(vec![close]), &Families::STILL).unwrap();
    let (after, told) = (&changed.case.round, &changed.relisted);
    assert!(after.facility_by_id("F2").is_none());
    let list = |id: &str| {
        let child = after.children().iter().position(|c| c.id == id).unwrap() as u32;
        after.list(child).iter().map(|&f| after.facilities()[f as usize].id.clone()).collect::<Vec<_>>()
    };
    assert_eq!((list("A"), list("B")), (vec!["F1".to_owned()], vec!["F1".to_owned(), "F3".to_owned()]));
    // C wished for nothing else, and D held its seat there and wished for F1.
    assert_eq!((list("C").len(), list("D")), (0, vec!["F1".to_owned()]));
    assert_eq!(after.children().iter().find(|c| c.id == "D").unwrap().current, None);
    assert_eq!((told.emptied, told.refilled), (1, 0));
    // One of the two joint outcomes of the siblings is gone.
    let joint = after.households().iter().find(|h| h.id == "H5").unwrap();
    assert_eq!(joint.joint_wishes.as_ref().map(Vec::len), Some(1));
}

#[test]
fn copies_have_ids_points_and_lists_of_their_own_and_siblings_stay_together() {
    let round = town();
    let more =
        |growth| scenario(vec![Edit::Demand(Demand { district: None, class: Some(class(1)), growth })]);
    let grown = apply(&Case::of(&round), &more(Growth::Children(8)), &Families::STILL).unwrap();
    let after = &grown.case.round;
    let ones =
        |r: &crate::programme::nursery::Round| r.children().iter().filter(|c| c.class == class(1)).count();
    assert_eq!(ones(after), ones(&round) + 8);
    for (i, child) in after.children().iter().enumerate().filter(|(_, c)| c.id.contains('+')) {
        let from = child.id.split('+').next().unwrap();
        let old = round.children().iter().position(|c| c.id == from).unwrap() as u32;
        assert_eq!(after.list(i as u32), round.list(old), "{}", child.id);
        assert_eq!(
            after.general_score(i as u32).map(|s| s.points),
            round.general_score(old).map(|s| s.points)
        );
        // Nobody who holds a seat is copied.
        assert_ne!(from, "D");
        let household = &after.households()[after.household_of(i as u32) as usize];
        assert!(household.id.contains('+'));
        let both = ["E", "G"].contains(&from);
        assert_eq!(
            (household.children.len(), household.joint_wishes.is_some()),
            if both { (2, true) } else { (1, false) }
        );
    }
    // The same draw is the same round, another one another.
    let again = |number| {
        let families = Families { draw: Draw { seed: 3, number }, ..Families::STILL };
        apply(&Case::of(&round), &more(Growth::Children(1)), &families).unwrap().case.round.into_owned()
    };
    assert_eq!(again(0), again(0));
    assert!((1..20).any(|n| again(n) != again(0)));
    // A child of class 1 is in E's and G's household, and three others can be drawn.
    let fewer = apply(&Case::of(&round), &more(Growth::Percent(-100_000)), &Families::STILL).unwrap();
    assert_eq!(ones(&fewer.case.round), 1);
    let ids: Vec<&str> = fewer.case.round.children().iter().map(|c| c.id.as_str()).collect();
    // K is of another class.
    assert_eq!(ids, ["D", "K"]);
}

#[test]
fn percentages_are_rounded_to_whole_children_halves_away_from_zero() {
    use super::demand::more;
    let percent = |p: i64, there| more(Growth::Percent(p), there);
    assert_eq!((percent(10_000, 4), percent(10_000, 5), percent(10_000, 14)), (0, 1, 1));
    assert_eq!((percent(-10_000, 5), percent(-10_000, 4), percent(33_333, 3)), (-1, 0, 1));
}

#[test]
fn the_order_of_edits_leaves_no_trace_and_scenarios_follow_on_one_another() {
    let round = town();
    let edits = vec![
        Edit::Open(open("N", 0, 1)),
        resize("F1", Amount::By(2)),
        Edit::Open(open("M", 1_000, 2)),
        Edit::Demand(Demand { district: Some("east".into()), class: None, growth: Growth::Children(1) }),
        Edit::Demand(Demand { district: Some("west".into()), class: None, growth: Growth::Children(-1) }),
    ];
    let backwards: Vec<Edit> = edits.iter().rev().cloned().collect();
    let run =
        |edits| apply(&Case::of(&round), &scenario(edits), &Families::STILL).unwrap().case.round.into_owned();
    assert_eq!(run(edits), run(backwards));
    // Three more, then set to four: later edits win where they follow in a scenario of their own.
    let first =
        apply(&Case::of(&round), &scenario(vec![resize("F1", Amount::By(3))]), &Families::STILL).unwrap();
    let second = apply(&first.case, &scenario(vec![resize("F1", Amount::To(1))]), &Families::STILL).unwrap();
    assert_eq!(*second.case.round, round);
}

#[test]
fn a_move_and_back_is_no_move_where_nobody_changes_a_list() {
    let round = town();
    let f1 = round.facility_by_id("F1").unwrap();
    let home = round.facilities()[f1 as usize].position.unwrap();
    let to = |position| Edit::Move(Move { facility: "F1".into(), position, district: None });
    let away = apply(&Case::of(&round), &scenario(vec![to(made::at(9_000))]), &Families::STILL).unwrap();
    assert_ne!(*away.case.round, round);
    let back = apply(&away.case, &scenario(vec![to(home)]), &Families::STILL).unwrap();
    assert_eq!(*back.case.round, round);
}
