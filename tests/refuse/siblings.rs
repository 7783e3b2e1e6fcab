//! Sibling conditions and joint lists.

use crate::base::{Broken, refused, warned};
use sekiwari::programme::nursery::{Joint, Prefer, SingleFallback};

const H: &str = "households.csv";
const J: &str = "joint_wishes.csv";

fn joint(rows: &str) -> Broken {
    Broken::good().append(J, rows)
}

#[test]
fn words_of_conditions() {
    refused(Broken::good().swap(H, "independent", "indepndent"), &[("E0308", H, 2, "joint", "indepndent")]);
    refused(
        Broken::good().swap(H, "elder-else-younger", "eldest"),
        &[("E0308", H, 2, "single_fallback", "eldest")],
    );
    refused(Broken::good().swap(H, "together-first", "first"), &[("E0308", H, 2, "prefer", "first")]);
    refused(Broken::good().swap(H, "independent", ""), &[("E0301", H, 2, "joint", "")]);
}

#[test]
fn households_twice_or_unknown() {
    refused(Broken::good().append(H, "H2,same-round,none,\n"), &[("E0403", H, 3, "household_id", "H2")]);
    refused(Broken::good().append(H, "H77,same-round,none,\n"), &[("E0406", H, 3, "household_id", "H77")]);
    refused(joint("H77,1,A,F1\n"), &[("E0406", J, 6, "household_id", "H77")]);
}

#[test]
fn condition_for_one_child_is_a_warning() {
    warned(Broken::good().append(H, "H1,same-round,none,\n"), &[("W0512", H, 3, "household_id", "H1")]);
}

#[test]
fn contradictory_boxes_are_read_and_said() {
    let loaded = warned(
        Broken::good().swap(H, "elder-else-younger", "none"),
        &[("W0513", H, 2, "single_fallback", "none")],
    );
    let h2 = loaded.round.households().iter().find(|h| h.id == "H2").unwrap();
    assert_eq!(h2.terms.joint, Joint::SameRound);
    warned(
        Broken::good().swap(H, "independent,elder-else-younger", "same-round,elder"),
        &[("W0514", H, 2, "single_fallback", "elder")],
    );
}

#[test]
fn joint_list_of_strangers() {
    refused(joint("H4,3,A,F1\nH4,3,D,F1\n"), &[("E0411", J, 6, "child_id", "A")]);
    refused(joint("H4,3,Y,F1\n"), &[("E0404", J, 6, "child_id", "Y")]);
    refused(joint("H4,3,D,F8\n"), &[("E0405", J, 6, "facility_id", "F8")]);
    refused(joint("H4,x,D,F1\n"), &[("E0302", J, 6, "rank", "x")]);
}

#[test]
fn child_twice_under_one_rank() {
    refused(joint("H4,2,D,F3\n"), &[("E0412", J, 6, "child_id", "D")]);
}

#[test]
fn wish_for_nobody() {
    refused(joint("H4,3,D,\nH4,3,E,\n"), &[("E0517", J, 6, "rank", "3")]);
}

#[test]
fn wish_repeated() {
    refused(joint("H4,3,E,F1\nH4,3,D,F1\n"), &[("E0414", J, 6, "rank", "3")]);
}

#[test]
fn holder_left_out() {
    let held = || Broken::good().swap("children.csv", "2024-04-02,1,", "2024-04-02,1,F1");
    refused(held(), &[("E0516", J, 5, "facility_id", "")]);
    refused(held().swap(J, "H4,2,E,\n", ""), &[("E0516", J, 4, "child_id", "")]);
}

#[test]
fn joint_and_own_wishes() {
    warned(Broken::good().append("wishes.csv", "D,1,F1\n"), &[("W0515", "wishes.csv", 8, "", "")]);
}

#[test]
fn siblings_without_condition_are_noted() {
    warned(Broken::good().without(H), &[("N0522", "children.csv", 0, "", "H2")]);
}

#[test]
fn blank_boxes_are_read_as_the_forms_have_it() {
    for (written, fallback) in [
        ("same-round,,", SingleFallback::None),
        ("同じ施設,,", SingleFallback::None),
        ("independent,,", SingleFallback::Either),
    ] {
        let loaded =
            warned(Broken::good().swap(H, "independent,elder-else-younger,together-first", written), &[]);
        let h2 = loaded.round.households().iter().find(|h| h.id == "H2").unwrap();
        assert_eq!(
            (h2.terms.single_fallback, h2.terms.prefer),
            (fallback, Prefer::TogetherFirst),
            "{written}"
        );
    }
}
