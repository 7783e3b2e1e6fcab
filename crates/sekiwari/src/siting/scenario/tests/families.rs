//! What families list, by hand.

use super::made::{at, open, town};
use super::scenario;
use crate::programme::nursery::Round;
use crate::siting::Draw;
use crate::siting::behaviour::{Behaviour, ListModel};
use crate::siting::scenario::*;

fn list(round: &Round, id: &str) -> Vec<String> {
    let child = round.children().iter().position(|c| c.id == id).unwrap() as u32;
    round.list(child).iter().map(|&f| round.facilities()[f as usize].id.clone()).collect()
}

fn near(metres: u32, most: Option<u32>) -> Families<'static> {
    Families { behaviour: Behaviour::Near { metres, most }, draw: Draw::default() }
}

#[test]
fn near_puts_a_new_facility_where_its_distance_falls() {
    let round = town();
    let edit = |metres| scenario(vec![Edit::Open(open("N", metres, 2))]);
    let applied = apply(&Case::of(&round), &edit(1_500), &near(1_000, None)).unwrap();
    let after = &applied.case.round;
    // A lives 1,400 m away. B is 400 m away, farther than F3 (100 m) and nearer than F2 (900 m) and F1.
    assert_eq!(list(after, "A"), ["F2", "F1"]);
    // Of B's list F1, F2, F3 one is as near or nearer: the second place.
    assert_eq!(list(after, "B"), ["F1", "N", "F2", "F3"]);
    // D is 300 m away, nearer than its wish F1; the seat that it holds ends its list.
    assert_eq!(list(after, "D"), ["N", "F1", "F2"]);
    // C's home is not known, E and G gave a joint list, K is of another class.
    assert_eq!((list(after, "C"), list(after, "E").len()), (vec!["F2".to_owned()], 2));
    let told = &applied.relisted;
    assert_eq!((told.unplaced, told.joint, told.listed["N"]), (1, 2, 2));
    // A form with three wishes: the last one goes, but nobody loses a wish for want of room on a longer list than that.
    let full = apply(&Case::of(&round), &edit(1_500), &near(1_000, Some(3))).unwrap();
    assert_eq!(list(&full.case.round, "B"), ["F1", "N", "F2"]);
}

#[test]
fn near_drops_what_moves_away_and_lists_what_comes_near() {
    let round = town();
    let to = |metres| {
        scenario(vec![Edit::Move(Move { facility: "F1".into(), position: at(metres), district: None })])
    };
    // To 2,500 m: from A it is 2,400 m away. B (600 m) had it at 1,900 m on its list.
    let applied = apply(&Case::of(&round), &to(2_500), &near(1_000, None)).unwrap();
    assert_eq!(list(&applied.case.round, "A"), ["F2"]);
    assert_eq!(list(&applied.case.round, "B"), ["F2", "F1", "F3"]);
}

#[test]
fn a_family_left_without_wishes_takes_the_nearest_if_it_has_a_place() {
    let round = town();
    let close = |id: &str| Edit::Close(Close { facility: id.into(), release: true });
    let edits = scenario(vec![close("F1"), close("F2")]);
    let applied = apply(&Case::of(&round), &edits, &near(2_500, None)).unwrap();
    let after = &applied.case.round;
    // A lost both wishes, D its wish and its seat; C has no known home.
    assert_eq!(
        (list(after, "A"), list(after, "D"), list(after, "C").len()),
        (vec!["F3".into()], vec!["F3".into()], 0)
    );
    assert_eq!((applied.relisted.emptied, applied.relisted.refilled), (3, 2));
}

#[test]
fn stated_children_list_it_whatever_the_others_do() {
    let round = town();
    let wish = |child: &str, rank| StatedWish { child: child.into(), rank };
    let stated = Open { wishes: vec![wish("C", 1), wish("B", 9)], position: None, ..open("N", 0, 1) };
    let applied = apply(&Case::of(&round), &scenario(vec![Edit::Open(stated)]), &Families::STILL).unwrap();
    let after = &applied.case.round;
    assert_eq!(
        (list(after, "C"), list(after, "B").last().cloned()),
        (vec!["N".into(), "F2".into()], Some("N".into()))
    );
    assert_eq!((list(after, "A").len(), applied.relisted.listed["N"]), (2, 2));
}

#[test]
fn a_draw_of_the_model_falls_as_often_as_the_weights_say() {
    let round = town();
    // All weights 1 within 3 km: F1 and F2 on A's list, F3 not, stopping 1.
    let popularity = ["F1", "F2", "F3"].map(|f| (f.to_owned(), 1.0)).to_vec();
    let model = ListModel::new(&[(3_000, 1.0)], 1.0, popularity).unwrap();
    let draws = 20_000;
    let mut places = [0u32; 4];
    for number in 0..draws {
        let behaviour = Behaviour::Model { model: &model, likings: None, most: None };
        let families = Families { behaviour, draw: Draw { seed: 11, number } };
        let edit = scenario(vec![Edit::Open(open("N", 200, 1))]);
        let applied = apply(&Case::of(&round), &edit, &families).unwrap();
        let own = list(&applied.case.round, "A");
        let others: Vec<&String> = own.iter().filter(|f| *f != "N").collect();
        assert_eq!(others, ["F2", "F1"]);
        places[own.iter().position(|f| f == "N").unwrap_or(3)] += 1;
    }
    // First before three facilities; then before two and stopping; then before one and stopping; else not at all.
    let expected =
        [1.0 / 4.0, 3.0 / 4.0 / 4.0, 3.0 / 4.0 * 3.0 / 4.0 / 3.0, 3.0 / 4.0 * 3.0 / 4.0 * 2.0 / 3.0];
    for (count, expected) in places.into_iter().zip(expected) {
        let share = f64::from(count) / f64::from(draws);
        assert!((share - expected).abs() < 0.012, "{places:?} {share} {expected}");
    }
}

#[test]
fn a_facility_that_moves_keeps_what_a_family_thinks_of_it() {
    let round = town();
    let popularity = ["F1", "F2", "F3"].map(|f| (f.to_owned(), 1.0)).to_vec();
    let model = ListModel::new(&[(1_000, 1.0), (3_000, 0.25)], 1.0, popularity).unwrap();
    let (mut higher, mut lower, mut gone) = (0, 0, 0);
    for number in 0..400 {
        let behaviour = Behaviour::Model { model: &model, likings: None, most: None };
        let families = Families { behaviour, draw: Draw { seed: 1, number } };
        let to = |metres| {
            scenario(vec![Edit::Move(Move { facility: "F1".into(), position: at(metres), district: None })])
        };
        // Within its band nothing changes for A.
        let same = apply(&Case::of(&round), &to(300), &families).unwrap();
        assert_eq!(list(&same.case.round, "A"), ["F2", "F1"]);
        // B has F1 first, from 1,900 m; nearer it is first all the more.
        let nearer = apply(&Case::of(&round), &to(1_500), &families).unwrap();
        assert_eq!(list(&nearer.case.round, "B")[0], "F1");
        higher += 1;
        // A has it last; farther away it can only stay last or go.
        let farther = apply(&Case::of(&round), &to(2_000), &families).unwrap();
        match list(&farther.case.round, "A").as_slice() {
            [a, b] if a == "F2" && b == "F1" => lower += 1,
            [a] if a == "F2" => gone += 1,
            other => panic!("{other:?}"),
        }
    }
    assert!(higher == 400 && lower > 20 && gone > 150, "{lower} {gone}");
}

#[test]
fn what_is_out_of_reach_or_not_liked_is_not_listed() {
    let round = town();
    let model = ListModel::new(&[(3_000, 1.0)], 1.0, vec![]).unwrap();
    for (edit, seed) in [(open("N", 9_000, 1), 1), (Open { popularity: 0, ..open("N", 200, 1) }, 2)] {
        let behaviour = Behaviour::Model { model: &model, likings: None, most: None };
        let families = Families { behaviour, draw: Draw { seed, number: 0 } };
        let applied = apply(&Case::of(&round), &scenario(vec![Edit::Open(edit)]), &families).unwrap();
        assert_eq!(applied.relisted.listed["N"], 0);
    }
    assert_eq!(ListModel::new(&[], 1.0, vec![]), None);
    assert_eq!(ListModel::new(&[(5, f64::NAN)], 1.0, vec![]), None);
}
