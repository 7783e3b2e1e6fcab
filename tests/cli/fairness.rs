//! Seat rates by kind of household, from the command line.

use crate::args;
use crate::support::{copy_round, entries, generated, outputs, root, round, run};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::tempdir;

/// A synthetic city with circumstances, scored by the rulebook of Koriyama.
fn city(dir: &Path, children: u32) -> PathBuf {
    let round = dir.join("city");
    let made = args![
        "generate",
        "--children",
        children.to_string(),
        "--seed",
        "3",
        "--siblings",
        "300",
        "--seats",
        "700",
        "--circumstances",
        "koriyama-r6",
        "--out",
        &round
    ];
    run(made).exits(0);
    round
}

fn rows(path: &Path) -> Vec<Vec<String>> {
    let text = fs::read_to_string(path).unwrap();
    let text = text.trim_start_matches('\u{feff}');
    text.lines().map(|l| l.split(',').map(str::to_owned).collect()).collect()
}

fn number(value: &Value) -> u64 {
    value.as_u64().unwrap_or_else(|| panic!("{value}"))
}

fn kind<'a>(json: &'a Value, name: &str) -> &'a Value {
    json["kinds"].as_array().unwrap().iter().find(|k| k["kind"] == name).unwrap()
}

/// The figures are those of the outputs of `allocate`, counted by hand.
#[test]
fn rates_are_those_of_the_allocation() {
    let dir = tempdir().unwrap();
    let round = city(dir.path(), 400);
    let (out, decided) = (dir.path().join("out"), dir.path().join("decided"));
    let json = run(args!["fairness", &round, "--out", &out, "--json"]).exits(0).json();
    let result = run(args!["allocate", &round, "--out", &decided, "--json"]).exits(0).json();
    assert_eq!(json["total"]["seated"], result["result"]["seated"]);
    assert_eq!(json["total"]["children"], result["result"]["children"]);
    let allocation = rows(&decided.join("allocation.csv"));
    let (mut together, mut seated) = (0, 0);
    for row in &allocation[1..] {
        let siblings = allocation.iter().filter(|r| r[1] == row[1]).count() > 1;
        together += u64::from(siblings);
        seated += u64::from(siblings && !row[3].is_empty());
    }
    let siblings = &kind(&json, "siblings")["groups"][1];
    assert_eq!(siblings["group"], "yes");
    assert_eq!(
        (number(&siblings["counts"]["children"]), number(&siblings["counts"]["seated"])),
        (together, seated)
    );
    // Single parents are those of the table of circumstances.
    let facts = rows(&round.join("circumstances.csv"));
    let single = facts.iter().filter(|r| r.iter().any(|c| c == "single_parent")).count();
    let groups = &kind(&json, "single-parent")["groups"];
    assert!(single > 0 && number(&groups[1]["counts"]["children"]) >= single as u64, "{groups}");
    // Every kind that is known adds up to the total.
    for kind in json["kinds"].as_array().unwrap() {
        assert_eq!(kind["status"], "shown", "{kind}");
        for figure in ["children", "seated", "first"] {
            let groups = kind["groups"].as_array().unwrap();
            let sum: u64 = groups.iter().map(|g| number(&g["counts"][figure])).sum();
            assert_eq!(sum, number(&json["total"][figure]), "{figure} of {kind}");
        }
    }
    // The table says the same as the document, which stands beside it.
    assert_eq!(entries(&out), ["fairness.csv", "fairness.json"]);
    let written: Value = serde_json::from_slice(&fs::read(out.join("fairness.json")).unwrap()).unwrap();
    assert_eq!(written, json);
    let table = rows(&out.join("fairness.csv"));
    let all = &json["total"];
    let cells =
        [&all["children"], &all["seated"], &all["seat_percent"], &all["first"], &all["first_percent"]];
    let percent = |cell: &Value| match cell.as_u64() {
        Some(n) => n.to_string(),
        None => format!("{:.1}", cell.as_f64().unwrap()),
    };
    assert_eq!(table[1][3..], cells.map(percent));
    // Again over itself, with the same bytes on one thread.
    let before = outputs(&out);
    let mut again = crate::support::sekiwari();
    let again =
        again.env("RAYON_NUM_THREADS", "1").args(args!["fairness", &round, "--out", &out]).output().unwrap();
    assert!(again.status.success());
    assert_eq!(outputs(&out), before);
}

#[test]
fn without_holders_nobody_holds_a_seat() {
    let dir = tempdir().unwrap();
    let round = generated(dir.path(), 300);
    let all = run(args!["fairness", &round, "--json"]).exits(0).json();
    let new = run(args!["fairness", &round, "--json", "--new-only"]).exits(0).json();
    let holders = &kind(&all, "holder")["groups"];
    assert_eq!(holders[1]["counts"]["children"], holders[1]["counts"]["seated"], "a held seat is never lost");
    assert_eq!(new["population"], "without-seat");
    assert_eq!(new["total"], holders[0]["counts"]);
    assert_eq!(kind(&new, "holder")["groups"].as_array().unwrap().len(), 1);
}

#[test]
fn what_computed_scores_do_not_tell_is_said() {
    let dir = tempdir().unwrap();
    let json = run(args!["fairness", round(), "--json"]).exits(0).json();
    let single = kind(&json, "single-parent");
    assert_eq!(
        (single["status"].as_str(), single["why"].as_str()),
        (Some("unknown"), Some("no-circumstances"))
    );
    let en = run(args!["fairness", round(), "--lang", "en"]).exits(0).out;
    assert!(en.contains("single parent: not known"), "{en}");
    let ja = run(args!["fairness", round()]).exits(0).out;
    assert!(ja.contains("ひとり親: 不明"), "{ja}");
    // No household stated to be a single parent's may also mean that nobody asked.
    let unasked = dir.path().join("unasked");
    copy_round(&root().join("data/points"), &unasked, |name, bytes| match name {
        "circumstances.csv" => {
            let text = String::from_utf8(bytes).unwrap();
            let kept = text.lines().filter(|l| !l.contains("ひとり親") && !l.contains("single_parent"));
            kept.map(|l| format!("{l}\n")).collect::<String>().into_bytes()
        }
        _ => bytes,
    });
    let json = run(args!["fairness", &unasked, "--json"]).exits(0).json();
    assert_eq!(kind(&json, "single-parent")["why"], "nobody-stated");
    let broken = dir.path().join("broken");
    copy_round(
        &round(),
        &broken,
        |name, bytes| if name == "seats.csv" { b"facility_id\n".to_vec() } else { bytes },
    );
    run(args!["fairness", &broken, "--out", dir.path().join("none")]).exits(1);
    assert!(!dir.path().join("none").exists());
    run(args!["fairness", dir.path().join("nowhere")]).exits(2);
}

/// What is written with `--suppress` shows nothing small, and one group alone is never kept back.
#[test]
fn small_groups_are_kept_back_everywhere() {
    let dir = tempdir().unwrap();
    let round = city(dir.path(), 400);
    let out = dir.path().join("out");
    let args = args!["fairness", &round, "--out", &out, "--suppress", "12", "--lang", "en"];
    let said = run(args).exits(0).out;
    assert!(said.contains("kept back"), "{said}");
    let full = run(args!["fairness", &round, "--json"]).exits(0).json();
    let json: Value = serde_json::from_slice(&fs::read(out.join("fairness.json")).unwrap()).unwrap();
    assert_eq!(json["total"], full["total"]);
    let mut kept_back = 0;
    for (kind, all) in json["kinds"].as_array().unwrap().iter().zip(full["kinds"].as_array().unwrap()) {
        if kind["status"] != "shown" {
            assert_eq!((&kind["status"], kind["groups"].as_array().unwrap().len()), (&"withheld".into(), 0));
            continue;
        }
        let groups = kind["groups"].as_array().unwrap().iter().zip(all["groups"].as_array().unwrap());
        let mut hidden = 0;
        for (group, full) in groups {
            let c = &full["counts"];
            let [n, s, f] = ["children", "seated", "first"].map(|k| number(&c[k]));
            let small = [f, s - f, n - s].iter().any(|&x| x > 0 && x < 12);
            match group["counts"].is_null() {
                true => hidden += 1,
                false => assert!(!small && group == full, "{group} {full}"),
            }
        }
        assert_ne!(hidden, 1, "{kind}");
        kept_back += hidden;
    }
    assert!(kept_back >= 2, "{json}");
    let table = rows(&out.join("fairness.csv"));
    let hidden: Vec<_> = table.iter().filter(|r| r[2] == "kept-back").collect();
    assert_eq!(hidden.len(), kept_back);
    assert!(hidden.iter().all(|r| r[3..].iter().all(String::is_empty)));
}
