//! Allocations typed by hand.

use crate::base::Broken;
use sekiwari_files::finding::Findings;
use sekiwari_files::round::{AllocationRow, read_allocation_files};

fn read(text: &str) -> (Option<Vec<AllocationRow>>, Findings) {
    let round = Broken::good().read().0.unwrap().round;
    read_allocation_files("hand.csv", text.as_bytes().to_vec(), &round)
}

fn codes(f: &Findings) -> Vec<(&str, Option<u32>, Option<&str>)> {
    f.iter().map(|f| (f.code(), f.place.line, f.value.as_deref())).collect()
}

#[test]
fn read_in_any_order_with_japanese_titles() {
    let round = Broken::good().read().0.unwrap().round;
    let (rows, f) = read("児童ID,内定施設,結果\nG,F1,継続\nA,F2,内定\nB,,保留\nC,F2,\nD,F1,\nE,F1,\n");
    assert!(f.is_empty(), "{}", f.render(sekiwari::Lang::En));
    let rows = rows.unwrap();
    let named: Vec<(&str, Option<&str>)> = rows
        .iter()
        .map(|r| {
            let facility = r.facility.map(|f| round.facilities()[f as usize].id.as_str());
            (round.children()[r.child as usize].id.as_str(), facility)
        })
        .collect();
    assert_eq!(
        named,
        [
            ("A", Some("F2")),
            ("C", Some("F2")),
            ("B", None),
            ("D", Some("F1")),
            ("E", Some("F1")),
            ("G", Some("F1"))
        ]
    );
    assert_eq!(rows[0].line, 3);
}

#[test]
fn unknown_ids_and_children_twice_are_errors() {
    let (rows, f) = read("child_id,facility_id\nA,F9\nA,F1\nQQ,F1\nB,\nC,\nD,\nE,\nG,\n");
    assert!(rows.is_none());
    assert_eq!(
        codes(&f),
        [("E0405", Some(2), Some("F9")), ("E0401", Some(3), Some("A")), ("E0404", Some(4), Some("QQ"))]
    );
}

#[test]
fn missing_children_and_contradictions_are_warnings() {
    let (rows, f) = read(
        "child_id,facility_id,outcome,class,household_id\nA,F2,unplaced,1,H9\nB,,,,\nC,,,,\nD,,,,\nE,,,,\n",
    );
    assert_eq!(rows.map(|r| r.len()), Some(5));
    assert_eq!(
        codes(&f),
        [
            ("W0525", None, Some("G")),
            ("W0526", Some(2), Some("1")),
            ("W0526", Some(2), Some("H9")),
            ("W0526", Some(2), Some("unplaced"))
        ]
    );
}
