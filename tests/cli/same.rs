//! The decision depends on the content of the round and on nothing else.

use crate::args;
use crate::support::{copy_round, files, generated, outputs, round, run};
use std::fs;
use std::path::Path;
use tempfile::tempdir;

fn allocate(round: &Path, out: &Path, more: &[&str]) {
    let mut args = args!["allocate", round, "--out", out].to_vec();
    args.extend(more.iter().map(Into::into));
    run(args).exits(0);
}

/// The outputs with the digest of the input taken out: other bytes have another digest.
fn without_digest(dir: &Path) -> Vec<(String, Vec<u8>)> {
    let result: serde_json::Value =
        serde_json::from_slice(&fs::read(dir.join("result.json")).unwrap()).unwrap();
    let digest = result["input_sha256"].as_str().unwrap().to_owned();
    let blank = |(name, bytes): (String, Vec<u8>)| match name.as_str() {
        "result.json" | "summary.json" | "proof.json" => {
            (name, String::from_utf8(bytes).unwrap().replace(&digest, "").into_bytes())
        }
        _ => (name, bytes),
    };
    outputs(dir).into_iter().map(blank).collect()
}

#[test]
fn same_bytes_for_any_number_of_threads() {
    let dir = tempdir().unwrap();
    let big = generated(dir.path(), 1500);
    let [one, two, five] = ["1", "2", "5"].map(|threads| {
        let out = dir.path().join(threads);
        allocate(&big, &out, &["--threads", threads]);
        outputs(&out)
    });
    assert_eq!(one, two);
    assert_eq!(one, five);
}

#[test]
fn same_decision_for_rows_and_columns_in_another_order() {
    let dir = tempdir().unwrap();
    let big = generated(dir.path(), 700);
    let turned = dir.path().join("turned");
    copy_round(&big, &turned, |name, bytes| match name.strip_suffix(".csv") {
        Some(_) => turn(&String::from_utf8(bytes).unwrap()).into_bytes(),
        None => bytes,
    });
    assert_ne!(files(&big), files(&turned));
    let (a, b) = (dir.path().join("a"), dir.path().join("b"));
    allocate(&big, &a, &[]);
    allocate(&turned, &b, &[]);
    assert_eq!(without_digest(&a), without_digest(&b));
}

/// Rows from the last to the first, columns from right to left. Tie keys have numbered titles, so they stay themselves.
fn turn(csv: &str) -> String {
    let csv = csv.trim_start_matches('\u{feff}');
    assert!(!csv.contains('"'), "no quoted cells in generated rounds");
    let turned = |line: &str| line.split(',').rev().collect::<Vec<_>>().join(",");
    let mut lines: Vec<String> = csv.lines().map(turned).collect();
    let header = lines.remove(0);
    lines.reverse();
    lines.insert(0, header);
    lines.join("\n") + "\n"
}

#[test]
fn same_decision_for_cp932_crlf_and_japanese_titles() {
    let dir = tempdir().unwrap();
    let (office, a, b) = (dir.path().join("office"), dir.path().join("a"), dir.path().join("b"));
    let titles = [
        ("child_id", "児童ID"),
        ("household_id", "世帯ID"),
        ("facility_id", "施設ID"),
        ("birth_date", "生年月日"),
    ];
    copy_round(&round(), &office, |name, bytes| {
        if !name.ends_with(".csv") {
            return bytes;
        }
        let text = String::from_utf8(bytes).unwrap();
        let (header, rows) = text.split_once('\n').unwrap();
        let header = titles.iter().fold(header.to_owned(), |h, (en, ja)| {
            h.split(',').map(|t| if t == *en { *ja } else { t }).collect::<Vec<_>>().join(",")
        });
        let text = format!("{header}\n{rows}").replace('\n', "\r\n");
        let (bytes, _, lost) = encoding_rs::SHIFT_JIS.encode(&text);
        assert!(!lost);
        bytes.into_owned()
    });
    assert!(String::from_utf8(fs::read(office.join("children.csv")).unwrap()).is_err(), "not UTF-8 any more");
    let check = run(args!["check", &office, "--json"]).exits(0).json();
    assert!(check["notes"].as_u64() >= Some(1), "the encoding is noted: {check:#}");
    allocate(&round(), &a, &[]);
    allocate(&office, &b, &[]);
    assert_eq!(without_digest(&a), without_digest(&b));
}

#[test]
fn another_seed_changes_only_what_the_lottery_decides() {
    let dir = tempdir().unwrap();
    let outs = ["1", "2", "2"].map(|seed| {
        let out = dir.path().join("out");
        allocate(&round(), &out, &["--seed", seed]);
        outputs(&out)
    });
    assert_eq!(outs[1], outs[2]);
    // No two children of this round are equal, so the decisions are the same and only the seed is not.
    let table = |o: &Vec<(String, Vec<u8>)>| o.iter().find(|f| f.0 == "allocation.csv").unwrap().1.clone();
    assert_eq!(table(&outs[0]), table(&outs[1]));
    assert_ne!(outs[0], outs[1]);
}

#[test]
fn nothing_of_the_clock_or_the_machine_is_in_the_outputs() {
    let dir = tempdir().unwrap();
    let out = dir.path().join("out");
    allocate(&round(), &out, &[]);
    let here = dir.path().to_string_lossy().into_owned();
    for (name, bytes) in files(&out) {
        let text = String::from_utf8(bytes).unwrap();
        assert!(!text.contains(&here), "{name} names a folder of this machine");
    }
}
