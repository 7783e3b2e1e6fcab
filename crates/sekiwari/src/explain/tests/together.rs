//! Reasons of siblings decided together.

use super::*;
use crate::Lang;

fn two(fallback: SingleFallback, list_of_younger: &[&str]) -> Draft {
    Draft::new(&["F1", "F2", "F3"])
        .seats("F1", &[1], 1)
        .seats("F1", &[3], 1)
        .seats("F2", &[1], 1)
        .seats("F2", &[3], 0)
        .child_of_class(3, "S1", "HS", 10, 0, &["F1", "F2"])
        .child_of_class(1, "S2", "HS", 10, 0, list_of_younger)
        .child_of_class(1, "X", "HX", 20, 0, &["F1"])
        .terms("HS", Joint::SameFacility, fallback, Prefer::TogetherFirst)
}

#[test]
fn room_for_one_child_alone_is_a_matter_of_the_sibling_condition() {
    let round = two(SingleFallback::None, &["F1", "F2", "F3"]).freeze();
    let allocation = round.by_hand(&[("X", "F1")]);
    let decided = round.decide(&allocation);
    assert_eq!(round.codes(&decided, "S1"), pairs(&[("F1", "SIBLING_RULE"), ("F2", "NO_SEAT_IN_CLASS")]));
    // F3 offers nothing; F2 has a seat for S2, but no combination of this household contains it.
    let expected = [("F1", "LOWER_PRIORITY"), ("F2", "SIBLING_RULE"), ("F3", "NOT_OFFERED")];
    assert_eq!(round.codes(&decided, "S2"), pairs(&expected));
    let reason = reasons_of(&decided, round.child("S1"))[0];
    let obstacle = reason.obstacle.unwrap();
    assert_eq!((obstacle.sibling, obstacle.needed, obstacle.room), (round.child("S2"), 1, 0));
    assert_eq!(reason.household_rank, Some(1));
    let text = reason.text(&decided, "deferred-acceptance", Lang::En);
    assert!(text.contains("child S2"), "{text}");
    let never = reasons_of(&decided, round.child("S2"))[1];
    assert_eq!((never.obstacle, never.household_rank, never.place), (None, None, None));
    assert_eq!(round.main(&decided, "S1"), "SIBLING_RULE");
}

#[test]
fn a_child_left_behind_for_a_better_combination_is_told_so() {
    let round = two(SingleFallback::Either, &["F1", "F2"]).freeze();
    let allocation = round.by_hand(&[("X", "F1"), ("S1", "F1")]);
    let decided = round.decide(&allocation);
    assert_eq!(round.codes(&decided, "S1"), []);
    assert_eq!(round.codes(&decided, "S2"), pairs(&[("F1", "LOWER_PRIORITY"), ("F2", "BETTER_WISH_GIVEN")]));
    assert_eq!(round.main(&decided, "S2"), "BETTER_WISH_GIVEN");
    assert_eq!(round.waiting(&decided), [line("F1", 1, "S2")]);
}

#[test]
fn twins_who_need_two_seats_of_one_class_are_told_how_many_there_were() {
    let round = Draft::new(&["F1"])
        .seats("F1", &[1], 2)
        .child("T1", "HT", 10, 0, &["F1"])
        .child("T2", "HT", 8, 0, &["F1"])
        .child("X", "HX", 9, 0, &["F1"])
        .terms("HT", Joint::SameRound, SingleFallback::None, Prefer::TogetherFirst)
        .freeze();
    let allocation = round.by_hand(&[("X", "F1")]);
    let decided = round.decide(&allocation);
    for (child, sibling) in [("T1", "T2"), ("T2", "T1")] {
        let reason = reasons_of(&decided, round.child(child))[0];
        assert_eq!(reason.code, ReasonCode::SiblingRule);
        let obstacle = reason.obstacle.unwrap();
        assert_eq!((obstacle.sibling, obstacle.needed, obstacle.room), (round.child(sibling), 2, 1));
        assert!(reason.text(&decided, "r", Lang::En).contains(&format!("with child {sibling}")));
    }
    assert_eq!(round.waiting(&decided), [line("F1", 1, "T1"), line("F1", 2, "T2")]);
}

#[test]
fn a_combination_that_could_have_been_given_is_said_openly_for_each_child() {
    let round = Draft::new(&["F1", "F2"])
        .seats("F1", &[1], 1)
        .seats("F1", &[3], 1)
        .seats("F2", &[3], 1)
        .child_of_class(3, "S1", "HS", 10, 0, &["F1"])
        .child_of_class(1, "S2", "HS", 10, 0, &["F1"])
        .child_of_class(1, "X", "HX", 5, 0, &["F1"])
        .terms("HS", Joint::SameFacility, SingleFallback::None, Prefer::TogetherFirst)
        .freeze();
    let allocation = round.by_hand(&[("X", "F1")]);
    let decided = round.decide(&allocation);
    assert_eq!(round.codes(&decided, "S1"), pairs(&[("F1", "FREE_SEAT")]));
    assert_eq!(round.codes(&decided, "S2"), pairs(&[("F1", "ENVY")]));
}

#[test]
fn own_joint_lists_count_by_their_own_order() {
    let round = Draft::new(&["F1", "F2"])
        .seats("F1", &[1, 3], 1)
        .seats("F2", &[1, 3], 2)
        .child_of_class(3, "S1", "HS", 10, 0, &[])
        .child_of_class(1, "S2", "HS", 10, 0, &[])
        .joint_wish(1, &[("S1", "F1"), ("S2", "F1")])
        .joint_wish(2, &[("S1", "F2"), ("S2", "F2")])
        .joint_wish(3, &[("S1", "F1"), ("S2", "")])
        .freeze();
    let allocation = round.by_hand(&[("S1", "F2"), ("S2", "F2")]);
    let decided = round.decide(&allocation);
    for child in ["S1", "S2"] {
        assert_eq!(round.codes(&decided, child), pairs(&[("F1", "SIBLING_RULE")]));
        let obstacle = reasons_of(&decided, round.child(child))[0].obstacle.unwrap();
        assert_eq!((obstacle.needed, obstacle.room), (2, 1));
    }
}

#[test]
fn facilities_beyond_the_limit_of_combinations_are_named_as_such() {
    let options = JointOptions { per_tier: 1, ..JointOptions::default() };
    let draft = Draft::new(&["F1", "F2", "F3"])
        .seats("F1", &[1], 2)
        .seats("F2", &[1], 2)
        .seats("F3", &[1], 2)
        .child("S1", "HS", 10, 0, &["F1", "F2", "F3"])
        .child("S2", "HS", 10, 0, &["F1", "F2", "F3"])
        .terms("HS", Joint::SameRound, SingleFallback::None, Prefer::WishOrder);
    let round = draft.freeze_with(options);
    assert_eq!(round.compiled.truncated, [0]);
    let allocation = Allocation::empty(&round.strict);
    let decided = round.decide(&allocation);
    let expected = [("F1", "FREE_SEAT"), ("F2", "LIST_CUT"), ("F3", "LIST_CUT")];
    assert_eq!(round.codes(&decided, "S1"), pairs(&expected));
}
