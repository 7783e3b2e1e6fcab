//! Where no allocation is stable: `conflict.json`, the summary and `explain` say why.

use crate::args;
use crate::support::{entries, round, run};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::tempdir;

/// A round of which no allocation is stable.
pub(crate) fn clashing(dir: &Path) -> PathBuf {
    let round = dir.join("clashing");
    let made = args![
        "generate",
        "--children",
        "250",
        "--seed",
        "2",
        "--siblings",
        "400",
        "--noise",
        "10",
        "--out",
        &round,
    ];
    run(made).exits(0);
    round
}

#[test]
fn the_conflict_is_told_in_numbered_lines_that_rest_on_earlier_ones() {
    let dir = tempdir().unwrap();
    let (round, out) = (clashing(dir.path()), dir.path().join("out"));
    let ran = run(args!["allocate", &round, "--out", &out]).exits(0);
    let text = fs::read_to_string(out.join("conflict.json")).unwrap();
    let conflict: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(conflict["engine"], "sekiwari");
    let least = conflict["blocking_households_min"].as_u64().unwrap();
    assert!(least > 0);
    assert_eq!(conflict["blocking"].as_array().unwrap().len() as u64, conflict["blocking_households"]);
    let groups = conflict["groups"].as_array().unwrap();
    assert_eq!(groups.iter().map(|g| g["at_least"].as_u64().unwrap()).sum::<u64>(), least);
    for argument in conflict["arguments"].as_array().unwrap() {
        let lines = argument["lines"].as_array().unwrap();
        for (line, number) in lines.iter().zip(1u64..) {
            assert_eq!(line["number"], number);
            assert!(line["because"].as_array().unwrap().iter().all(|n| n.as_u64().unwrap() < number));
            assert!(!line["text"]["ja"].as_str().unwrap().contains('{'), "{line}");
            assert!(
                line["text"]["en"].as_str().unwrap().is_ascii() || line["text"]["en"] != line["text"]["ja"]
            );
        }
        assert_eq!(lines.last().unwrap()["kind"], "contradiction");
        // Each line is needed further on, but the end of a case and what opens one.
        let ends = ["contradiction", "split", "supposed"];
        for line in lines.iter().filter(|l| !ends.contains(&l["kind"].as_str().unwrap())) {
            let rests_on_it =
                |l: &serde_json::Value| l["because"].as_array().unwrap().contains(&line["number"]);
            assert!(lines.iter().any(rests_on_it), "{line}");
        }
    }
    assert!(ran.out.contains("どの配分でも避けられない理由"), "{}", ran.out);
    assert!(ran.out.contains(conflict["conclusion"]["ja"].as_str().unwrap()), "{}", ran.out);

    // The same file whatever the threads, and it goes with the outputs.
    let again = dir.path().join("again");
    run(args!["allocate", &round, "--out", &again, "--threads", "1"]).exits(0);
    assert_eq!(fs::read_to_string(again.join("conflict.json")).unwrap(), text);
    run(args!["allocate", &round, "--out", &out, "--mechanism", "deferred-acceptance"]).exits(0);
    assert!(!entries(&out).contains(&"conflict.json".to_owned()));
}

#[test]
fn explain_says_so_to_a_family_that_blocks_and_to_no_other() {
    let dir = tempdir().unwrap();
    let (round, out) = (clashing(dir.path()), dir.path().join("out"));
    run(args!["allocate", &round, "--out", &out]).exits(0);
    let text = fs::read_to_string(out.join("conflict.json")).unwrap();
    let conflict: serde_json::Value = serde_json::from_str(&text).unwrap();
    let blocker = &conflict["blocking"][0];
    let child = blocker["household"]["child_ids"][0].as_str().unwrap();
    let told = run(args!["explain", &round, &out, child]).exits(0).out;
    assert!(told.contains(blocker["wishes"][0]["text"]["ja"].as_str().unwrap()), "{told}");
    assert!(told.contains(conflict["conclusion"]["ja"].as_str().unwrap()), "{told}");
    assert!(told.contains("conflict.json の 1"), "{told}");
    let english = run(args!["explain", &round, &out, child, "--lang", "en"]).exits(0).out;
    assert!(english.contains("argument 1 in conflict.json"), "{english}");
    let all = blocker["household"]["child_ids"].as_array().unwrap();
    let table = fs::read_to_string(out.join("allocation.csv")).unwrap();
    let other = table.lines().skip(1).filter_map(|l| l.split(',').next()).find(|id| {
        all.iter().all(|child| child != id)
            && conflict["blocking"]
                .as_array()
                .unwrap()
                .iter()
                .all(|b| !b["household"]["child_ids"].as_array().unwrap().iter().any(|child| child == id))
    });
    let told = run(args!["explain", &round, &out, other.unwrap()]).exits(0).out;
    assert!(!told.contains("どの配分でも"), "{told}");
}

#[test]
fn a_stable_round_has_no_conflict() {
    let dir = tempdir().unwrap();
    let out = dir.path().join("out");
    run(args!["allocate", round(), "--out", &out]).exits(0);
    assert!(!entries(&out).contains(&"conflict.json".to_owned()));
}

/// A round of clubs in which siblings clash, whatever is decided.
fn clashing_clubs(dir: &Path) -> PathBuf {
    let round = dir.join("clubs");
    fs::create_dir(&round).unwrap();
    for (name, text) in sekiwari_synth::clubs(5, 300, 14).files() {
        fs::write(round.join(name), text).unwrap();
    }
    round
}

#[test]
fn a_club_round_without_a_stable_allocation_says_why_day_by_day() {
    let dir = tempdir().unwrap();
    let (round, out) = (clashing_clubs(dir.path()), dir.path().join("out"));
    let ran = run(args!["allocate", &round, "--out", &out, "--lang", "en"]).exits(0);
    let text = fs::read_to_string(out.join("conflict.json")).unwrap();
    let conflict: serde_json::Value = serde_json::from_str(&text).unwrap();
    let figure = |key: &str| conflict[key].as_u64().unwrap();
    assert_eq!((figure("blocking_households_min"), figure("blocking_households")), (1, 1));
    let told = |a: &&serde_json::Value| !a["lines"].as_array().unwrap().is_empty();
    let arguments: Vec<_> = conflict["arguments"].as_array().unwrap().iter().filter(told).collect();
    assert!(!arguments.is_empty());
    for argument in &arguments {
        let lines = argument["lines"].as_array().unwrap();
        assert!(argument["left_out"] != 0 || lines.last().unwrap()["kind"] == "contradiction");
    }
    // Seats are named by club and days.
    let blocker = &conflict["blocking"][0];
    let seats = &blocker["wishes"][0]["seats"][0];
    assert!(seats["facility_id"].as_str().unwrap().starts_with('F'), "{seats}");
    assert!(seats["class"].as_str().unwrap().contains("term "), "{seats}");
    assert!(ran.out.contains("Why no allocation avoids it"), "{}", ran.out);
    // A family that blocks hears so, with few of the many households that are in the same case.
    let child = blocker["household"]["child_ids"][0].as_str().unwrap();
    let told = run(args!["explain", &round, &out, child, "--lang", "en"]).exits(0).out;
    assert!(told.contains(blocker["wishes"][0]["text"]["en"].as_str().unwrap()), "{told}");
    assert!(told.contains(conflict["conclusion"]["en"].as_str().unwrap()), "{told}");
    assert!(told.contains(" more): argument 1 in conflict.json"), "{told}");
    let again = dir.path().join("again");
    run(args!["allocate", &round, "--out", &again, "--threads", "1"]).exits(0);
    assert_eq!(fs::read_to_string(again.join("conflict.json")).unwrap(), text);
}
