//! The corpus `data/wrong`: every allocation there is refused for exactly one reason.

use crate::args;
use crate::support::{root, round, run};
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

fn cases() -> Vec<PathBuf> {
    let mut cases: Vec<PathBuf> =
        fs::read_dir(root().join("data/wrong")).unwrap().map(|e| e.unwrap().path()).collect();
    cases.retain(|p| p.join("expected.toml").exists());
    cases.sort();
    cases
}

/// Writes the digest of the round as it is now into the results that claim it.
fn bless() {
    let dir = tempfile::tempdir().unwrap();
    let json = run(args!["allocate", round(), "--out", dir.path().join("out"), "--json"]).exits(0).json();
    let digest = json["result"]["input_sha256"].as_str().unwrap();
    for path in cases().into_iter().map(|c| c.join("result.json")).filter(|p| p.exists()) {
        let text = fs::read_to_string(&path).unwrap();
        let result: serde_json::Value = serde_json::from_str(&text).unwrap();
        let stated = result["input_sha256"].as_str().unwrap();
        if !stated.trim_matches('0').is_empty() {
            fs::write(&path, text.replace(stated, digest)).unwrap();
        }
    }
}

#[test]
fn every_wrong_allocation_is_refused_for_exactly_its_reason() {
    if std::env::var_os("SEKIWARI_BLESS").is_some() {
        bless();
    }
    let mut codes = BTreeSet::new();
    let cases = cases();
    assert!(cases.len() >= 18, "{} cases", cases.len());
    for case in cases {
        let name = case.file_name().unwrap().to_string_lossy().into_owned();
        let expected: toml::Table = fs::read_to_string(case.join("expected.toml")).unwrap().parse().unwrap();
        let text = |key: &str| expected.get(key).and_then(|v| v.as_str());
        let about = text("round").map_or_else(round, |sample| root().join("data").join(sample));
        let mut args = args!["verify", about, case.join("allocation.csv"), "--json"].to_vec();
        if expected.get("require_stable").is_some() {
            args.push("--require-stable".into());
        }
        let json = run(&args).exits(1).json();
        // A table that cannot even be read gives findings instead of a verdict.
        let list = json.get("violations").or(json.get("findings")).unwrap().as_array().unwrap();
        assert_eq!(list.len(), 1, "{name}: {list:#?}");
        let found = &list[0];
        assert_eq!(found["code"].as_str(), text("code"), "{name}: {found:#}");
        if let Some(line) = expected.get("line") {
            assert_eq!(found["place"]["line"].as_i64(), line.as_integer(), "{name}: {found:#}");
        }
        if let Some(column) = text("column") {
            assert_eq!(found["place"]["column"].as_str(), Some(column), "{name}");
        }
        for part in ["title", "cause", "todo"] {
            for lang in ["ja", "en"] {
                let told = found[part][lang].as_str().unwrap_or_default();
                assert!(!told.is_empty() && !told.contains('{'), "{name}: {part} {lang}: {told:?}");
            }
        }
        codes.insert(text("code").unwrap().to_owned());
        // The same in words, for people.
        args.retain(|a| a != "--json");
        let told = run(&args).exits(1);
        let shown = format!("{}{}", told.out, told.err);
        assert!(shown.contains(text("code").unwrap()), "{name}: {shown}");
    }
    assert!(codes.len() >= 25, "{codes:?}");
}

#[test]
fn the_right_allocation_of_the_same_round_is_clean() {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("out");
    run(args!["allocate", round(), "--out", &out]).exits(0);
    run(args!["verify", round(), out.join("allocation.csv"), "--require-stable"]).exits(0);
}

/// `data/tiny` and `data/reserves` have exactly one stable allocation, so whatever single seat is changed in it must be
/// refused.
#[test]
fn every_change_of_one_seat_in_the_only_stable_allocation_is_refused() {
    change_every_seat("tiny", &["F1", "F2", "F3", "F4"]);
}

#[test]
fn every_change_of_one_seat_among_reserved_ones_is_refused() {
    change_every_seat("reserves", &["F1", "F2", "F3", "F4", "F5", "S1"]);
}

fn change_every_seat(sample: &str, facilities: &[&str]) {
    let dir = tempfile::tempdir().unwrap();
    let (tiny, table) = (root().join("data").join(sample), dir.path().join("changed.csv"));
    let right = fs::read_to_string(tiny.join("expected/allocation.csv")).unwrap();
    let rows: Vec<Vec<&str>> = right.lines().skip(1).map(|l| l.split(',').collect()).collect();
    let write = |changed: Option<(usize, &str)>| {
        let seat = |(i, row): (usize, &Vec<&str>)| {
            let facility = changed.filter(|c| c.0 == i).map_or(row[3], |c| c.1);
            format!("{},{facility}\n", row[0])
        };
        let body: String = rows.iter().enumerate().map(seat).collect();
        fs::write(&table, format!("child_id,facility_id\n{body}")).unwrap();
    };
    let verify = || run(args!["verify", &tiny, &table, "--require-stable"]);
    write(None);
    verify().exits(0);
    for (i, row) in rows.iter().enumerate() {
        for facility in [""].iter().chain(facilities).filter(|f| **f != row[3]) {
            write(Some((i, facility)));
            verify().exits(1);
        }
    }
}
