//! Staying near to an earlier decision, from the command line.

use crate::args;
use crate::support::{copy_round, entries, outputs, root, run};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use tempfile::tempdir;

/// Facility by child of an `allocation.csv`.
fn seats(dir: &Path) -> BTreeMap<String, String> {
    let table = fs::read_to_string(dir.join("allocation.csv")).unwrap();
    let cells = |line: &str| line.split(',').map(str::to_owned).collect::<Vec<_>>();
    table.lines().skip(1).map(cells).map(|row| (row[0].clone(), row[3].clone())).collect()
}

fn tiny() -> std::path::PathBuf {
    root().join("data/tiny")
}

#[test]
fn a_round_decided_near_to_its_own_decision_stays_as_it_is() {
    let dir = tempdir().unwrap();
    let (first, again) = (dir.path().join("first"), dir.path().join("again"));
    run(args!["allocate", tiny(), "--out", &first]).exits(0);
    let near = first.join("allocation.csv");
    let told = run(args!["allocate", tiny(), "--out", &again, "--near", &near, "--lang", "en"]).exits(0).out;
    assert_eq!(seats(&first), seats(&again));
    let children = seats(&first).len();
    let expected =
        format!("against the earlier decision: {children} of {children} children as before, 0 changed");
    assert!(told.contains(&expected), "{told}");
    assert!(entries(&again).contains(&"earlier.csv".to_owned()));
    // The judge reads the earlier decision beside it, and confirms the proof.
    let judged = run(args!["verify", tiny(), again.join("allocation.csv"), "--json"]).exits(0).json();
    assert_eq!(judged["objective_order"], serde_json::json!(["unchanged", "seated", "rank-sum"]));
    assert_eq!(judged["objective"][0]["value"], children);
    assert_eq!(judged["proven"]["best"][0], children);
    // The same bytes again, the earlier outputs replaced.
    let before = outputs(&again);
    run(args!["allocate", tiny(), "--out", &again, "--near", &near]).exits(0);
    assert_eq!(before, outputs(&again));
}

#[test]
fn a_child_less_moves_a_few_others_and_the_judge_counts_them() {
    let dir = tempdir().unwrap();
    let (soja, first) = (root().join("data/soja"), dir.path().join("first"));
    run(args!["allocate", &soja, "--out", &first]).exits(0);
    let before = seats(&first);
    // A single child with a seat withdraws.
    let families = fs::read_to_string(soja.join("children.csv")).unwrap();
    let household = |child: &str| {
        let row = families.lines().find(|line| line.starts_with(&format!("{child},")));
        row.unwrap().split(',').nth(1).unwrap().to_owned()
    };
    let alone = |child: &&String| {
        let mark = format!(",{},", household(child));
        families.matches(&mark).count() == 1
    };
    let gone =
        before.iter().filter(|(_, facility)| !facility.is_empty()).map(|(c, _)| c).find(alone).unwrap();
    let changed_round = dir.path().join("round");
    copy_round(&soja, &changed_round, |_, bytes| {
        let text = String::from_utf8(bytes).unwrap();
        let marks = [format!("{gone},"), format!("{},", household(gone))];
        let keep = |line: &&str| !marks.iter().any(|mark| line.starts_with(mark));
        text.lines().filter(keep).map(|line| format!("{line}\n")).collect::<String>().into_bytes()
    });
    let (near, plain) = (dir.path().join("near"), dir.path().join("plain"));
    let earlier = first.join("allocation.csv");
    let json = run(args!["allocate", &changed_round, "--out", &near, "--near", &earlier, "--json"]);
    let json = json.exits(0).json();
    run(args!["allocate", &changed_round, "--out", &plain]).exits(0);
    let moved = |dir: &Path| seats(dir).iter().filter(|(child, seat)| before[*child] != **seat).count();
    assert!(moved(&near) <= moved(&plain));
    assert_eq!(json["result"]["near"]["compared"], before.len() - 1);
    assert_eq!(json["result"]["near"]["unchanged"], before.len() - 1 - moved(&near));
    assert_eq!(json["result"]["status"], "optimal");
    run(args!["verify", &changed_round, near.join("allocation.csv")]).exits(0);
    // A claim of fewer changes than there are is refused.
    let result = fs::read_to_string(near.join("result.json")).unwrap();
    let (says, unchanged) =
        ("\"stage\": \"unchanged\",\n        \"value\": ", before.len() - 1 - moved(&near));
    assert!(result.contains(&format!("{says}{unchanged}")), "{result}");
    let lie = result.replace(&format!("{says}{unchanged}"), &format!("{says}{}", unchanged + 1));
    fs::write(near.join("result.json"), lie).unwrap();
    run(args!["verify", &changed_round, near.join("allocation.csv")]).exits(1);
}

#[test]
fn what_cannot_be_near_is_refused() {
    let dir = tempdir().unwrap();
    let (out, first) = (dir.path().join("out"), dir.path().join("first"));
    run(args!["allocate", tiny(), "--out", &first]).exits(0);
    let near = first.join("allocation.csv");
    run(args!["allocate", tiny(), "--out", &out, "--near", &near, "--ties", "weak"]).exits(2);
    run(args!["allocate", tiny(), "--out", &out, "--near", &near, "--mechanism", "points-order"]).exits(2);
    run(args!["allocate", tiny(), "--out", &out, "--objective", "unchanged,seated"]).exits(2);
    run(args!["allocate", tiny(), "--out", &out, "--near", dir.path().join("none.csv")]).exits(2);
    let twice = dir.path().join("twice.csv");
    let row = fs::read_to_string(&near).unwrap();
    let row = row.lines().nth(1).unwrap().split(',').next().unwrap().to_owned();
    fs::write(&twice, format!("child_id,facility_id\n{row},\n{row},\n")).unwrap();
    let told = run(args!["allocate", tiny(), "--out", &out, "--near", &twice]).exits(1);
    assert!(told.err.contains("R02") || told.out.contains("R02"), "{} {}", told.out, told.err);
    assert!(!out.exists());
}
