//! What would have sufficed for all children, from the command line: the table and the document say what `explain` says.

use crate::args;
use crate::support::{Ran, copy_round, data, entries, outputs, run, sekiwari};
use std::fs;
use tempfile::tempdir;

/// What a kind of round calls things: the sample, the wishes of a child, where the texts stand, and what is said in a wish.
struct Kind {
    sample: &'static str,
    wishes: &'static str,
    texts: [usize; 2],
    of_wishes: &'static [&'static str],
    least: usize,
}

fn every_child_is_told_what_explain_tells(kind: &Kind) {
    let dir = tempdir().unwrap();
    let (round, decided, out) = (data(kind.sample), dir.path().join("decided"), dir.path().join("out"));
    run(args!["allocate", &round, "--out", &decided]).exits(0);
    let told = run(args!["sufficed", &round, &decided, "--out", &out, "--json"]).exits(0);
    assert_eq!(entries(&out), ["sufficed.csv", "sufficed.json", "timings.json"]);
    let json: serde_json::Value =
        serde_json::from_slice(&fs::read(out.join("sufficed.json")).unwrap()).unwrap();
    assert_eq!(told.json(), json);

    let table = fs::read_to_string(out.join("sufficed.csv")).unwrap();
    let mut reader = csv::Reader::from_reader(table.trim_start_matches('\u{feff}').as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let children = json["children"].as_array().unwrap();
    assert_eq!(json["counts"]["children"], children.len());
    assert!(children.len() > kind.least);
    for child in children {
        let id = child["child_id"].as_str().unwrap();
        for (lang, column) in ["ja", "en"].into_iter().zip(kind.texts) {
            let explained =
                run(args!["explain", &round, &decided, id, "--sufficed", "--lang", lang]).exits(0).out;
            let own: Vec<&str> = rows.iter().filter(|r| &r[0] == id).map(|r| &r[column]).collect();
            let nothing = ["（該当する希望はありません）", "(there is no wish to ask about)"];
            assert_eq!(own.is_empty(), nothing.iter().any(|n| explained.contains(n)), "{id}: {explained}");
            own.iter().for_each(|text| assert!(explained.contains(text), "{id}: {text}\n{explained}"));
        }
        let tried = |what: &serde_json::Value| what["tried"] == "sufficed";
        let of_wishes =
            |key: &str| child[kind.wishes].as_array().unwrap().iter().filter(|w| tried(&w[key])).count();
        let in_table =
            |key: &str| rows.iter().filter(|r| &r[0] == id && &r[2] == key && &r[3] == "true").count();
        kind.of_wishes.iter().for_each(|key| assert_eq!(of_wishes(key), in_table(key), "{id} {key}"));
        assert_eq!(usize::from(tried(&child["terms"])), in_table("terms"), "{id}");
        assert_eq!(usize::from(tried(&child["added"])), in_table("wish"), "{id}");
    }
}

#[test]
fn nurseries_are_told_what_explain_tells() {
    every_child_is_told_what_explain_tells(&Kind {
        sample: "tiny",
        wishes: "wishes",
        texts: [6, 7],
        of_wishes: &["points", "seats"],
        least: 5,
    });
}

#[test]
fn clubs_are_told_what_explain_tells() {
    every_child_is_told_what_explain_tells(&Kind {
        sample: "clubs",
        wishes: "lines",
        texts: [8, 9],
        of_wishes: &["points", "seats", "days"],
        least: 4,
    });
}

#[test]
fn threads_change_no_byte_and_children_can_be_named() {
    let dir = tempdir().unwrap();
    let (round, decided) = (dir.path().join("round"), dir.path().join("decided"));
    run(args!["generate", "--children", "200", "--seed", "4", "--out", &round]).exits(0);
    run(args!["allocate", &round, "--out", &decided]).exits(0);
    let out = |name: &str| dir.path().join(name);
    run(args!["sufficed", &round, &decided, "--out", out("a")]).exits(0);
    let one = args!["sufficed", &round, &decided, "--out", out("b")];
    Ran::of(sekiwari().env("RAYON_NUM_THREADS", "1").args(one).output().unwrap()).exits(0);
    assert_eq!(outputs(&out("a")), outputs(&out("b")));
    // Rows in another order are the same round.
    let turned = dir.path().join("turned");
    copy_round(&round, &turned, |name, bytes| match name {
        "children.csv" | "wishes.csv" => {
            let text = String::from_utf8(bytes).unwrap();
            let (header, rows) = text.split_once('\n').unwrap();
            let rows: Vec<&str> = rows.lines().rev().collect();
            format!("{header}\n{}\n", rows.join("\n")).into_bytes()
        }
        _ => bytes,
    });
    run(args!["allocate", &turned, "--out", out("turned-decided")]).exits(0);
    run(args!["sufficed", &turned, out("turned-decided"), "--out", out("c")]).exits(0);
    let table = |name: &str| fs::read(out(name).join("sufficed.csv")).unwrap();
    assert_eq!(table("a"), table("c"));

    let json: serde_json::Value =
        serde_json::from_slice(&fs::read(out("a").join("sufficed.json")).unwrap()).unwrap();
    let id = json["children"][3]["child_id"].as_str().unwrap();
    let only =
        run(args!["sufficed", &round, &decided, "--out", out("d"), "--child", id, "--json"]).exits(0).json();
    assert_eq!(only["counts"]["children"], 1);
    assert_eq!(only["children"][0], json["children"][3]);
}

#[test]
fn what_cannot_be_said_is_refused_and_nothing_is_written() {
    let dir = tempdir().unwrap();
    let (round, decided, out) = (data("tiny"), dir.path().join("decided"), dir.path().join("out"));
    run(args!["allocate", &round, "--out", &decided]).exits(0);
    let before = outputs(&decided);
    let refused = |args: &[std::ffi::OsString], says: &str| {
        let told = run(args.iter().cloned()).exits(2);
        assert!(told.err.contains(says), "{}", told.err);
        assert!(!out.exists());
    };
    refused(&args!["sufficed", &round, &decided, "--out", &decided, "--lang", "en"], "another folder");
    assert_eq!(outputs(&decided), before);
    refused(
        &args!["sufficed", &round, &decided, "--out", &out, "--child", "nobody", "--lang", "en"],
        "nobody",
    );
    refused(
        &args!["sufficed", data("daily"), &decided, "--out", &out, "--lang", "en"],
        "rounds of nurseries and clubs",
    );
}

#[test]
fn another_allocation_than_the_rule_gives_is_not_asked_about() {
    let dir = tempdir().unwrap();
    let (round, decided, other) =
        (dir.path().join("round"), dir.path().join("decided"), dir.path().join("other"));
    run(args!["generate", "--children", "200", "--seed", "4", "--out", &round]).exits(0);
    run(args!["allocate", &round, "--out", &decided]).exits(0);
    run(args!["allocate", &round, "--out", &other, "--mechanism", "wish-order"]).exits(0);
    let table = |dir: &std::path::Path| fs::read(dir.join("allocation.csv")).unwrap();
    assert_ne!(table(&decided), table(&other));
    fs::copy(other.join("allocation.csv"), decided.join("allocation.csv")).unwrap();
    let out = dir.path().join("out");
    let told = run(args!["sufficed", &round, &decided, "--out", &out, "--lang", "en"]).exits(2);
    assert!(told.err.contains("another allocation"), "{}", told.err);
    assert!(!out.exists());
    // By its own rule it is.
    run(args!["sufficed", &round, &other, "--out", &out]).exits(0);
}
