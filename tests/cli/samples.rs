//! The shipped samples have the answers their descriptions give.

use crate::args;
use crate::support::{root, run};
use std::fs;
use tempfile::tempdir;

#[test]
fn the_tiny_round_has_the_answer_written_beside_it() {
    let dir = tempdir().unwrap();
    let (tiny, out) = (root().join("data/tiny"), dir.path().join("out"));
    run(args!["allocate", &tiny, "--out", &out, "--no-bom"]).exits(0);
    let expected = fs::read_to_string(tiny.join("expected/allocation.csv")).unwrap();
    assert_eq!(fs::read_to_string(out.join("allocation.csv")).unwrap(), expected);
}
