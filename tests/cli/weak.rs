//! `--ties weak` as the program tells it: proven, judged, and held against the order of the lottery.

use crate::args;
use crate::support::run;
use std::fs;
use std::path::Path;

/// A round scored by points alone, so that many are equal.
fn round(dir: &Path) -> std::path::PathBuf {
    let round = dir.join("round");
    run(args!["generate", "--children", "400", "--seed", "3", "--no-bom", "--out", &round]).exits(0);
    let scores = round.join("scores.csv");
    let text = fs::read_to_string(&scores).unwrap();
    let columns: Vec<usize> = {
        let names: Vec<&str> = text.lines().next().unwrap().split(',').collect();
        (0..names.len()).filter(|&i| !names[i].starts_with("tie_") && !names[i].starts_with("同点")).collect()
    };
    let keep = |line: &str| {
        let cells: Vec<&str> = line.split(',').collect();
        columns.iter().map(|&i| cells[i]).collect::<Vec<_>>().join(",")
    };
    fs::write(&scores, text.lines().map(|l| keep(l) + "\n").collect::<String>()).unwrap();
    round
}

#[test]
fn the_free_order_seats_no_fewer_and_says_how_many_more() {
    let dir = tempfile::tempdir().unwrap();
    let round = round(dir.path());
    let read = |out: &Path| -> serde_json::Value {
        serde_json::from_str(&fs::read_to_string(out.join("result.json")).unwrap()).unwrap()
    };
    let (strict, weak) = (dir.path().join("strict"), dir.path().join("weak"));
    run(args!["allocate", &round, "--out", &strict, "--ties", "strict"]).exits(0);
    let told = run(args!["allocate", &round, "--out", &weak, "--ties", "weak", "--lang", "en"]).exits(0).out;
    let (strict, result) = (read(&strict), read(&weak));
    assert!(strict["statistics"].get("lottery").is_none());
    assert_eq!(result["statistics"]["lottery"]["seated"], strict["seated"]);
    assert_eq!(result["status"], "optimal");
    assert_eq!(result["bounds"]["seated_max"], result["seated"]);
    let more = result["seated"].as_i64().unwrap() - strict["seated"].as_i64().unwrap();
    assert!(more > 0, "equals are many, so their order matters: {more}");
    assert!(told.contains(&format!("a difference of {more:+}")), "{told}");
    run(args!["verify", &round, weak.join("allocation.csv")]).exits(0);
    assert!(
        told.contains("this has the most children seated (proven by the search"),
        "no more than that: {told}"
    );
}

/// In the free order the most seated is searched for, whatever the objective; where something else comes first, what was
/// found is not called optimal.
#[test]
fn another_objective_is_not_proven_in_the_free_order() {
    let dir = tempfile::tempdir().unwrap();
    let (round, out) = (round(dir.path()), dir.path().join("out"));
    run(args!["allocate", &round, "--out", &out, "--ties", "weak", "--objective", "first-wishes,seated"])
        .exits(0);
    let result: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(out.join("result.json")).unwrap()).unwrap();
    assert_eq!(
        (&result["status"], &result["objective_order"][0]),
        (&"feasible".into(), &"first-wishes".into())
    );
    run(args!["verify", &round, out.join("allocation.csv")]).exits(0);
}
