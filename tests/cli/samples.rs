//! The shipped samples have the answers their descriptions give.

use crate::args;
use crate::support::{root, run};
use std::fs;
use tempfile::tempdir;

#[test]
fn the_round_with_reserves_has_the_answer_written_beside_it() {
    let dir = tempdir().unwrap();
    let (reserves, out) = (root().join("data/reserves"), dir.path().join("out"));
    run(args!["allocate", &reserves, "--out", &out, "--no-bom"]).exits(0);
    let expected = fs::read_to_string(reserves.join("expected/allocation.csv")).unwrap();
    assert_eq!(fs::read_to_string(out.join("allocation.csv")).unwrap(), expected);
    // What was written is read back, with its claims and its proof.
    run(args!["verify", &reserves, out.join("allocation.csv"), "--require-stable"]).exits(0);
    let reasons = fs::read_to_string(out.join("reasons.csv")).unwrap();
    let header = reasons.lines().next().unwrap();
    assert!(header.ends_with(",text_en,reserved_for"), "{header}");
    for (child, code, group) in [
        ("C06", "RESERVED_SEATS", "leavers"),
        ("C08", "RESERVED_SEATS", "leavers"),
        ("C10", "NOT_ELIGIBLE_CARE_KIND", ""),
        ("C12", "RESERVED_SEATS", "special-care"),
        ("C15", "RESERVED_SEATS", "staff"),
        ("C17", "RESERVED_SEATS", "district:D2"),
        ("C03", "LOWER_PRIORITY", ""),
    ] {
        let row = reasons.lines().find(|l| l.starts_with(child)).unwrap();
        assert!(row.contains(&format!(",{code},")) && row.ends_with(&format!(",{group}")), "{row}");
    }
    let cut_offs = fs::read_to_string(out.join("cutoffs.csv")).unwrap();
    assert!(cut_offs.contains("F1,3,2,2,0,3,6,2,0,0,17,2,1,leavers"), "{cut_offs}");
    assert!(cut_offs.contains("F4,1,2,2,0,1,1,1,0,1,10,1,0,staff"), "{cut_offs}");
    let waiting = fs::read_to_string(out.join("waitlist.csv")).unwrap();
    assert!(waiting.contains("F1,3,1,C06,H06,1,unplaced,open"), "{waiting}");
    assert!(waiting.contains("F1,3,1,C03,H03,1,placed,leavers"), "{waiting}");
}

#[test]
fn the_tiny_round_has_the_answer_written_beside_it() {
    let dir = tempdir().unwrap();
    let (tiny, out) = (root().join("data/tiny"), dir.path().join("out"));
    run(args!["allocate", &tiny, "--out", &out, "--no-bom"]).exits(0);
    let expected = fs::read_to_string(tiny.join("expected/allocation.csv")).unwrap();
    assert_eq!(fs::read_to_string(out.join("allocation.csv")).unwrap(), expected);
}
