//! The objective, from the settings or the command line, decides between allocations nobody blocks.

use crate::args;
use crate::support::run;
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::{TempDir, tempdir};

/// One seat for class 1 at F1 and F2, one for class 0 at F2. S would rather have its elder child alone at F1 than both at
/// F2; A would rather be at F2 than at F1. F1 ranks A first, F2 ranks S first. So both may have their first wish, with two
/// seated, or both their second, with three seated; nobody blocks in either.
fn two_ways(settings: &str) -> (TempDir, PathBuf) {
    let dir = tempdir().unwrap();
    let round = dir.path().join("round");
    fs::create_dir(&round).unwrap();
    let write = |name: &str, text: &str| fs::write(round.join(name), text).unwrap();
    let head = "programme = \"nursery\"\nname = \"two ways\"\nfiscal_year = 2026\nentry_date = 2026-04-01\n";
    write("round.toml", &format!("{head}\n[allocate]\n{settings}\n[priority]\nlottery_seed = 1\n"));
    write("facilities.csv", "facility_id,name\nF1,One\nF2,Two\n");
    write("seats.csv", "facility_id,class,seats\nF1,1,1\nF2,1,1\nF2,0,1\n");
    write("children.csv", "child_id,household_id,class\nA,HA,1\nE,HS,1\nY,HS,0\n");
    write("wishes.csv", "child_id,rank,facility_id\nA,1,F2\nA,2,F1\n");
    let joint = "household_id,rank,child_id,facility_id\nHS,1,E,F1\nHS,1,Y,\nHS,2,E,F2\nHS,2,Y,F2\n";
    write("joint_wishes.csv", joint);
    write("scores.csv", "child_id,facility_id,score\nA,,10\nE,F1,5\nE,F2,20\nY,,20\n");
    (dir, round)
}

/// Decides, has it verified, and gives `result.json` with the seats.
fn decide(round: &Path, out: &Path, objective: Option<&str>) -> (Value, String) {
    let mut args = args!["allocate", round, "--out", out, "--no-bom"].to_vec();
    args.extend(objective.into_iter().flat_map(|o| args!["--objective", o]));
    run(args).exits(0);
    let verdict = run(args!["verify", round, out.join("allocation.csv"), "--json"]).exits(0).json();
    assert_eq!((&verdict["proof_checked"], &verdict["clean"]), (&json!(true), &json!(true)));
    let result: Value = serde_json::from_slice(&fs::read(out.join("result.json")).unwrap()).unwrap();
    assert_eq!(verdict["objective_order"], result["objective_order"]);
    assert_eq!(verdict["objective"], result["objective"]["stages"]);
    // The proof is about the same stages, and shows that no more can be had.
    let stages = result["objective"]["stages"].as_array().unwrap();
    let each = |key: &str| stages.iter().map(|s| s[key].clone()).collect::<Vec<_>>();
    assert_eq!(verdict["proven"]["stages"], Value::from(each("stage")));
    assert_eq!(verdict["proven"]["best"], Value::from(each("value")));
    let table = fs::read_to_string(out.join("allocation.csv")).unwrap();
    let seats: Vec<&str> = table.lines().skip(1).map(|line| line.split(',').nth(3).unwrap()).collect();
    (result, seats.join(" "))
}

const MOST_SEATED: &str = "F1 F2 F2";
const FIRST_WISHES: &str = "F2 F1 ";

#[test]
fn the_objective_decides_and_is_proven() {
    let cases = [
        (None, MOST_SEATED, json!(["seated", "rank-sum"]), json!([3, -4])),
        (
            Some("first-wishes,seated,rank-sum"),
            FIRST_WISHES,
            json!(["first-wishes", "seated", "rank-sum"]),
            json!([2, 2, -2]),
        ),
        (
            Some("rank-maximal, seated"),
            FIRST_WISHES,
            json!(["within-rank-1", "within-rank-2", "seated"]),
            json!([2, 2, 2]),
        ),
        (Some("together,first-wishes"), MOST_SEATED, json!(["together", "first-wishes"]), json!([1, 0])),
    ];
    for (objective, seats, stages, values) in cases {
        let (dir, round) = two_ways("");
        let (result, found) = decide(&round, &dir.path().join("out"), objective);
        assert_eq!((found.as_str(), &result["status"]), (seats, &json!("optimal")), "{objective:?}");
        let each = |key: &str| -> Value {
            result["objective"]["stages"].as_array().unwrap().iter().map(|s| s[key].clone()).collect()
        };
        assert_eq!((each("stage"), each("value")), (stages, values), "{objective:?}");
    }
}

#[test]
fn the_objective_of_the_settings_holds_unless_the_command_line_names_another() {
    let (dir, round) = two_ways("objective = [\"first-wishes\"]");
    let out = dir.path().join("out");
    assert_eq!(decide(&round, &out, None).1, FIRST_WISHES);
    assert_eq!(decide(&round, &out, Some("seated")).1, MOST_SEATED);
}

#[test]
fn verify_holds_a_result_to_the_objective_asked_for() {
    let (dir, round) = two_ways("");
    let out = dir.path().join("out");
    decide(&round, &out, None);
    let table = out.join("allocation.csv");
    let verify = |objective: &str| run(args!["verify", &round, &table, "--objective", objective, "--json"]);
    verify("seated,rank-sum").exits(0);
    let codes = |verdict: Value| -> Vec<String> {
        let codes =
            verdict["violations"].as_array().unwrap().iter().map(|v| v["code"].as_str().unwrap().to_owned());
        codes.collect()
    };
    // Another objective is not the one of the result, and its proof says nothing of it.
    assert_eq!(codes(verify("first-wishes").exits(1).json()), ["R12", "V41"]);
    // Without the result the table has the values it has.
    fs::remove_file(out.join("result.json")).unwrap();
    fs::remove_file(out.join("proof.json")).unwrap();
    let verdict = verify("first-wishes,together").exits(0).json();
    assert_eq!(
        verdict["objective"],
        json!([{"stage": "first-wishes", "value": 0}, {"stage": "together", "value": 1}])
    );
}

#[test]
fn a_result_that_lies_about_its_objective_is_refused() {
    let (dir, round) = two_ways("");
    let out = dir.path().join("out");
    decide(&round, &out, None);
    let result: Value = serde_json::from_slice(&fs::read(out.join("result.json")).unwrap()).unwrap();
    let told = |change: &dyn Fn(&mut Value)| {
        let mut changed = result.clone();
        change(&mut changed);
        fs::write(out.join("result.json"), changed.to_string()).unwrap();
        let verdict = run(args!["verify", &round, out.join("allocation.csv"), "--json"]).exits(1).json();
        let place =
            |v: &Value| format!("{} {}", v["code"].as_str().unwrap(), v["place"]["column"].as_str().unwrap());
        verdict["violations"].as_array().unwrap().iter().map(place).collect::<Vec<_>>()
    };
    assert_eq!(told(&|r| r["objective"]["stages"][0]["value"] = json!(4)), ["R12 objective.stages[0]"]);
    assert_eq!(
        told(&|r| r["objective"]["stages"][1]["stage"] = json!("together")),
        ["R12 objective.stages[1]"]
    );
    assert_eq!(told(&|r| r["objective"]["stages"] = json!([])), ["R12 objective.stages"]);
    assert_eq!(told(&|r| r["objective_order"] = json!(["seated", "luck"])), ["R14 objective_order"]);
    // Said to be optimal for another objective than the proof is about: the values are not those either.
    let other = told(&|r| r["objective_order"] = json!(["seated"]));
    assert_eq!(other, ["R12 objective.stages", "V41 status"]);
}

#[test]
fn unknown_goals_and_orders_without_sense_are_usage_errors() {
    let (dir, round) = two_ways("");
    let out = dir.path().join("out");
    for (objective, said) in [
        ("seated,rank-sums", "did you mean rank-sum?"),
        ("luck", "使える目的"),
        ("seated,seated", "twice"),
        ("rank-sum,seated", "must come after seated"),
        ("rank-sum", "must come after seated"),
        ("", "at least one"),
    ] {
        let refused = run(args!["allocate", &round, "--out", &out, "--objective", objective]).exits(2);
        assert!(refused.err.contains(said), "{objective}: {}", refused.err);
        run(args!["verify", &round, round.join("wishes.csv"), "--objective", objective]).exits(2);
        assert!(!out.exists());
    }
}
