//! The fewest extra seats with which nobody blocks, from the command line.

use crate::args;
use crate::conflict::clashing;
use crate::support::{entries, outputs, round, run};
use std::fs;
use tempfile::tempdir;

#[test]
fn the_seats_found_make_the_round_stable_and_no_fewer_do() {
    let dir = tempdir().unwrap();
    let (round, out) = (clashing(dir.path()), dir.path().join("out"));
    let json = run(args!["restore", &round, "--out", &out, "--json", "--ways", "2"]).exits(0).json();
    assert_eq!(entries(&out), ["restore.csv", "restore.json", "timings.json"]);
    assert_eq!(
        json,
        serde_json::from_slice::<serde_json::Value>(&fs::read(out.join("restore.json")).unwrap()).unwrap()
    );
    assert_eq!((&json["proven"], json["blocking_now"].as_u64()), (&true.into(), Some(1)));
    let least = json["at_least"].as_u64().unwrap();
    assert!(least > 0);
    let ways = json["ways"].as_array().unwrap();
    assert!(!ways.is_empty() && ways.len() <= 2);
    // The seats are added to the table; the round then has an allocation in which nobody blocks.
    for way in ways {
        assert_eq!(way["added"].as_u64(), Some(least));
        let enlarged = dir.path().join("enlarged");
        let _ = fs::remove_dir_all(&enlarged);
        crate::support::copy_round(&round, &enlarged, |name, bytes| {
            if name != "seats.csv" {
                return bytes;
            }
            let text = String::from_utf8(bytes).unwrap();
            let header: Vec<&str> =
                text.trim_start_matches('\u{feff}').lines().next().unwrap().split(',').collect();
            let at = |name: &str| header.iter().position(|h| *h == name).unwrap();
            let (facility, class, seats) = (at("facility_id"), at("class"), at("seats"));
            let mut changed = 0;
            let lines: Vec<String> = text
                .lines()
                .map(|line| {
                    let mut cells: Vec<String> = line.split(',').map(str::to_owned).collect();
                    let here = way["extra"].as_array().unwrap().iter().find(|e| {
                        e["facility_id"] == cells[facility].as_str() && e["class"] == cells[class].as_str()
                    });
                    if let Some(extra) = here {
                        let now: u64 = cells[seats].parse().unwrap();
                        cells[seats] = (now + extra["extra"].as_u64().unwrap()).to_string();
                        changed += 1;
                    }
                    cells.join(",")
                })
                .collect();
            assert_eq!(changed, way["extra"].as_array().unwrap().len());
            (lines.join("\n") + "\n").into_bytes()
        });
        let decided =
            run(args!["allocate", &enlarged, "--out", dir.path().join("decided"), "--json"]).exits(0).json();
        assert_eq!(decided["result"]["blocking_households"], 0);
        assert_eq!(decided["result"]["seated"], way["seated"]);
    }
    let told = run(args!["restore", &round, "--out", &out, "--ways", "2"]).exits(0).out;
    assert!(told.contains("証明済み") && told.contains("案 1"), "{told}");

    // One seat less than needed: none is found, and that is proven.
    let few = (least - 1).to_string();
    let json = run(args!["restore", &round, "--out", &out, "--json", "--max-seats", few]).exits(0).json();
    assert_eq!((&json["extent"], json["ways"].as_array().unwrap().len()), (&"beyond-limit".into(), 0));
    // Nothing may be added anywhere.
    let json = run(args!["restore", &round, "--out", &out, "--json", "--per-class", "0"]).exits(0).json();
    assert_eq!((&json["extent"], &json["at_least"]), (&"impossible".into(), &serde_json::Value::Null));
}

#[test]
fn a_stable_round_needs_no_seats_and_runs_repeat() {
    let dir = tempdir().unwrap();
    let (out, again) = (dir.path().join("out"), dir.path().join("again"));
    let told = run(args!["restore", round(), "--out", &out, "--lang", "en"]).exits(0).out;
    assert!(told.contains("with the seats as they are"), "{told}");
    run(args!["restore", round(), "--out", &again, "--closed"]).exits(0);
    run(args!["restore", round(), "--out", &again]).exits(0);
    assert_eq!(outputs(&out), outputs(&again));
    // Outputs of one command give way to those of another.
    run(args!["allocate", round(), "--out", &again]).exits(0);
    assert!(!entries(&again).contains(&"restore.json".to_owned()));
}
