//! Lists of single children.

use crate::base::{Broken, refused, warned};

const W: &str = "wishes.csv";

fn with(rows: &str) -> Broken {
    Broken::good().append(W, rows)
}

#[test]
fn unknown_child_or_facility() {
    refused(with("X1,1,F1\n"), &[("E0404", W, 8, "child_id", "X1")]);
    refused(with("A,3,F7\n"), &[("E0405", W, 8, "facility_id", "F7")]);
}

#[test]
fn unknown_ids_come_with_a_suggestion() {
    let (_, findings) = Broken::good().swap(W, "C,1,F2", "C,1,f2").read();
    let f = findings.iter().find(|f| f.code() == "E0405").unwrap();
    assert!(f.cause(sekiwari::Lang::Ja).contains("「F2」の誤りではありませんか"));
}

#[test]
fn blank_cells() {
    refused(with("A,3,\n"), &[("E0301", W, 8, "facility_id", "")]);
    refused(with("A,,F3\n"), &[("E0301", W, 8, "rank", "")]);
    refused(with(",1,F3\n"), &[("E0301", W, 8, "child_id", "")]);
}

#[test]
fn ranks_that_are_none() {
    refused(with("A,0,F3\n"), &[("E0305", W, 8, "rank", "0")]);
    refused(with("A,third,F3\n"), &[("E0302", W, 8, "rank", "third")]);
}

#[test]
fn rank_used_twice() {
    refused(with("A,2,F3\n"), &[("E0407", W, 8, "rank", "2")]);
}

#[test]
fn facility_wished_twice() {
    refused(with("A,3,F1\n"), &[("E0408", W, 8, "facility_id", "F1")]);
}

#[test]
fn invisible_character_in_an_id() {
    refused(with("A,3,F3\u{202E}\n"), &[("E0309", W, 8, "facility_id", "F3\u{202E}")]);
}

#[test]
fn gap_is_a_warning() {
    warned(with("A,5,F3\n"), &[("W0501", W, 8, "rank", "5")]);
}

#[test]
fn children_without_wishes() {
    let round = Broken::good().swap(W, "C,1,F2\n", "").swap(W, "G,1,F3\n", "");
    warned(round, &[("W0502", "children.csv", 4, "", "C"), ("W0503", "children.csv", 7, "", "G")]);
}

#[test]
fn wishes_below_the_held_seat() {
    let loaded = warned(with("G,2,F1\nG,3,F2\n"), &[("W0511", W, 9, "facility_id", "F2")]);
    let g = loaded.round.children().iter().position(|c| c.id == "G").unwrap() as u32;
    assert_eq!(loaded.round.list(g).len(), 2);
}

#[test]
fn wishes_that_cannot_be_given() {
    warned(
        with("C,2,F3\n").swap("children.csv", "2025-05-10", "2025-12-10"),
        &[("W0510", W, 3, "facility_id", "F2"), ("W0509", W, 8, "facility_id", "F3")],
    );
}
