//! Decisions made by hand, from the command line.

use crate::args;
use crate::support::{copy_round, root, run};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::{TempDir, tempdir};

/// The tiny sample with a table of decisions.
fn decided(rows: &str) -> (TempDir, PathBuf) {
    let dir = tempdir().unwrap();
    let round = dir.path().join("round");
    copy_round(&root().join("data/tiny"), &round, |_, bytes| bytes);
    fs::write(round.join("decisions.csv"), format!("child_id,facility_id,reason\n{rows}")).unwrap();
    (dir, round)
}

/// The row of a child in `allocation.csv`.
fn row(dir: &Path, child: &str) -> Vec<String> {
    let table = fs::read_to_string(dir.join("allocation.csv")).unwrap();
    let row = table.lines().find(|line| line.starts_with(&format!("{child},"))).unwrap();
    row.split(',').map(str::to_owned).collect()
}

/// A child that the sample leaves without a seat, a facility on its list that had seats for its class, and who sat there.
fn refused_child() -> (String, String) {
    let dir = tempdir().unwrap();
    let out = dir.path().join("out");
    run(args!["allocate", root().join("data/tiny"), "--out", &out]).exits(0);
    let reasons = fs::read_to_string(out.join("reasons.csv")).unwrap();
    let header: Vec<&str> = reasons.lines().next().unwrap().split(',').collect();
    let at = |name: &str| header.iter().position(|h| h.trim_start_matches('\u{feff}') == name).unwrap();
    let lower = reasons.lines().map(|line| line.split(',').collect::<Vec<_>>());
    let found = lower.into_iter().find(|cells| cells[at("code")] == "LOWER_PRIORITY").unwrap();
    (found[at("child_id")].to_owned(), found[at("facility_id")].to_owned())
}

#[test]
fn a_child_put_somewhere_by_hand_sits_there_and_nobody_blocks() {
    let (child, facility) = refused_child();
    let (dir, round) = decided(&format!("{child},{facility},appeal granted\n"));
    let out = dir.path().join("out");
    let json = run(args!["allocate", &round, "--out", &out, "--json"]).exits(0).json();
    assert_eq!(json["result"]["blocking_households"], 0);
    let own = row(&out, &child);
    assert_eq!((&own[3], &own[4], &own[6]), (&facility, &"placed".to_owned(), &"MANUAL_DECISION".to_owned()));
    run(args!["verify", &round, out.join("allocation.csv"), "--require-stable"]).exits(0);
    let told = run(args!["explain", &round, &out, &child, "--lang", "en"]).exits(0).out;
    assert!(told.contains("decided by hand (for the reason: appeal granted)"), "{told}");
    // A table that does otherwise is refused, in one line.
    let table = fs::read_to_string(out.join("allocation.csv")).unwrap();
    let line = table.lines().find(|line| line.starts_with(&format!("{child},"))).unwrap();
    let other = line.replace(&format!(",{facility},placed"), ",,unplaced");
    fs::write(out.join("allocation.csv"), table.replace(line, &other)).unwrap();
    fs::remove_file(out.join("proof.json")).unwrap();
    let told = run(args!["verify", &round, out.join("allocation.csv"), "--json"]).exits(1).json();
    let codes: Vec<&str> =
        told["violations"].as_array().unwrap().iter().map(|v| v["code"].as_str().unwrap()).collect();
    assert!(codes.contains(&"R21") && codes.iter().all(|c| !c.starts_with('V')), "{codes:?}");
}

#[test]
fn a_decline_written_down_frees_the_seat() {
    let dir = tempdir().unwrap();
    let first = dir.path().join("first");
    run(args!["allocate", root().join("data/tiny"), "--out", &first]).exits(0);
    let placed = fs::read_to_string(first.join("allocation.csv")).unwrap();
    let placed = placed.lines().find(|line| line.contains(",placed,")).unwrap();
    let child = placed.split(',').next().unwrap();
    let (_keep, round) = decided(&format!("{child},,declined\n"));
    let out = dir.path().join("out");
    let near = first.join("allocation.csv");
    run(args!["allocate", &round, "--out", &out, "--near", &near]).exits(0);
    let own = row(&out, child);
    assert_eq!((own[3].as_str(), own[4].as_str(), own[6].as_str()), ("", "unplaced", "MANUAL_DECISION"));
    run(args!["verify", &round, out.join("allocation.csv"), "--require-stable"]).exits(0);
}

#[test]
fn wrong_decisions_are_told_with_their_lines() {
    let (child, facility) = refused_child();
    let codes = |rows: &str| -> Vec<String> {
        let (_dir, round) = decided(rows);
        let json = run(args!["check", &round, "--json"]).json();
        let findings = json["findings"].as_array().unwrap().clone();
        let own = findings.iter().filter(|f| f["place"]["file"] == "decisions.csv");
        own.map(|f| format!("{}:{}", f["code"].as_str().unwrap(), f["place"]["line"])).collect()
    };
    assert_eq!(codes(&format!("{child},{facility},\n")), ["W1204:2"]);
    assert_eq!(codes(&format!("{child},{facility},x\n{child},,y\n")), ["E1201:3"]);
    assert_eq!(codes(&format!("NOBODY,{facility},x\n{child},NOWHERE,y\n")), ["E0404:2", "E0405:3"]);
    // Class 1 of F1 has one seat.
    let told = codes("C01,F1,x\nC02,F1,x\n");
    assert_eq!(told.iter().filter(|c| c.starts_with("E1203")).count(), 1, "{told:?}");
    let all: String = (1..=14).map(|n| format!("C{n:02},F1,x\n")).collect();
    let told = codes(&all);
    assert!(told.iter().any(|c| c.starts_with("E1202")), "{told:?}");
    assert!(told.iter().any(|c| c.starts_with("W1205")), "{told:?}");
}
