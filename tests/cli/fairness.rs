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

/// The trials of a run with `--tune`, and its whole document.
fn tuned(round: &Path, more: &[&str]) -> (Vec<Value>, Value) {
    let mut all = args!["fairness", round, "--json"].to_vec();
    all.extend(more.iter().map(Into::into));
    let json = run(all).exits(0).json();
    (json["tune"]["trials"].as_array().unwrap().clone(), json)
}

/// A round whose rulebook gives other points for an item.
fn with_points(from: &Path, to: &Path, item: &str, points: &str) {
    copy_round(from, to, |name, bytes| {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if !name.ends_with(".toml") || !text.contains("[[group.item]]") {
            return bytes;
        }
        let (before, after) = text.split_once(&format!("id = \"{item}\"")).unwrap();
        let at = after.find("points = ").unwrap();
        let end = at + after[at..].find('\n').unwrap();
        format!("{before}id = \"{item}\"{}points = {points}{}", &after[..at], &after[end..]).into_bytes()
    });
}

#[test]
fn tuned_points_shrink_the_difference_and_are_those_of_an_edited_rulebook() {
    let dir = tempdir().unwrap();
    let round = city(dir.path(), 600);
    let files_before = crate::support::files(&round);
    let more = [
        "--tune",
        "different-age",
        "--goal",
        "siblings=others",
        "--range",
        "0..200",
        "--step",
        "40",
        "--new-only",
    ];
    let (trials, json) = tuned(&round, &more);
    assert_eq!(crate::support::files(&round), files_before, "nothing is written into the round");
    let points: Vec<&str> = trials.iter().map(|t| t["points"][0].as_str().unwrap()).collect();
    assert_eq!(points, ["0", "40", "80", "120", "160", "200"]);
    let today = trials.iter().find(|t| t["today"] == true).unwrap();
    let closest = trials.iter().find(|t| t["closest"] == true).unwrap();
    let gap = |t: &Value| t["difference_percent"].as_f64().unwrap().abs();
    assert!(trials.iter().all(|t| gap(closest) <= gap(t)));
    assert!(gap(closest) < gap(today), "{closest} {today}");
    assert_eq!(today["total"], json["total"]);
    assert_eq!(["gained", "lost", "moved"].map(|k| number(&today[k])), [0; 3]);
    let seat = |path: &Path| -> Vec<String> {
        run(args!["allocate", path, "--out", path.with_extension("decided")]).exits(0);
        rows(&path.with_extension("decided").join("allocation.csv"))[1..]
            .iter()
            .map(|r| r[3].clone())
            .collect()
    };
    let seats_today = seat(&round);
    let mut moves = 0;
    for trial in &trials {
        let points = trial["points"][0].as_str().unwrap();
        let edited = dir.path().join(format!("edited-{points}"));
        with_points(&round, &edited, "different-age", points);
        let plain = run(args!["fairness", &edited, "--json", "--new-only"]).exits(0).json();
        assert_eq!(trial["total"], plain["total"], "{points}");
        let groups = &kind(&plain, "siblings")["groups"];
        assert_eq!(
            (&trial["others"], &trial["group"]),
            (&groups[0]["counts"], &groups[1]["counts"]),
            "{points}"
        );
        let seats = seat(&edited);
        let changes = seats_today.iter().zip(&seats).filter(|(a, b)| a != b);
        let (mut gained, mut lost, mut moved) = (0, 0, 0);
        changes.for_each(|(a, b)| match (a.is_empty(), b.is_empty()) {
            (true, _) => gained += 1,
            (_, true) => lost += 1,
            _ => moved += 1,
        });
        assert_eq!(["gained", "lost", "moved"].map(|k| number(&trial[k])), [gained, lost, moved], "{points}");
        moves += gained + lost + moved;
    }
    assert!(moves > 0, "points of siblings move somebody");
}

#[test]
fn two_items_are_tried_together_and_written() {
    let dir = tempdir().unwrap();
    let round = city(dir.path(), 150);
    let out = dir.path().join("out");
    let more = [
        "--tune",
        "different-age,same-age",
        "--goal",
        "siblings=others",
        "--range",
        "0..200",
        "--step",
        "100",
    ];
    // Today's 160 of one item, 200 of the other: 0, 100, 160, 200 against 0, 100, 200.
    let (trials, _) = tuned(&round, &more);
    assert_eq!(trials.len(), 12);
    let write = |threads: &str| {
        let mut all = args!["fairness", &round, "--out", &out, "--lang", "en"].to_vec();
        all.extend(more.iter().map(Into::into));
        let ran = crate::support::sekiwari().env("RAYON_NUM_THREADS", threads).args(all).output().unwrap();
        (crate::support::Ran::of(ran).exits(0).out, outputs(&out))
    };
    let (said, written) = write("1");
    assert!(
        said.contains("nothing is written into a rulebook") && said.contains("closest to the goal"),
        "{said}"
    );
    assert_eq!(write("3"), (said, written));
    assert_eq!(entries(&out), ["fairness.csv", "fairness.json", "tune.csv"]);
    let table = rows(&out.join("tune.csv"));
    assert_eq!(table.len(), 13);
    assert_eq!(table[1][0], "different-age=0 same-age=0");
    // The defaults are a range around today's points.
    let (trials, _) = tuned(&round, &["--tune", "single-one-child", "--goal", "single-parent=others"]);
    assert_eq!((trials.len(), &trials[10]["points"][0]), (11, &"320".into()));
}

#[test]
fn what_cannot_be_tuned_is_refused() {
    let dir = tempdir().unwrap();
    let city = city(dir.path(), 60);
    for (round, more) in [
        (round(), vec!["--tune", "x", "--goal", "siblings=others"]),
        (city.clone(), vec!["--tune", "no-such-item", "--goal", "siblings=others"]),
        (city.clone(), vec!["--tune", "same-age,same-age", "--goal", "siblings=others"]),
        (city.clone(), vec!["--tune", "same-age"]),
        (city.clone(), vec!["--tune", "same-age", "--goal", "siblings=everybody"]),
        (city.clone(), vec!["--tune", "same-age", "--goal", "siblings=others", "--step", "0"]),
        (
            city.clone(),
            vec!["--tune", "same-age", "--goal", "siblings=others", "--range", "0..9000", "--step", "0.1"],
        ),
        (city, vec!["--tune", "same-age", "--goal", "siblings=others", "--suppress", "5"]),
    ] {
        let mut all = args!["fairness", &round].to_vec();
        all.extend(more.iter().map(Into::into));
        run(all).exits(2);
    }
}
