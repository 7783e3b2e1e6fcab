//! `compare --round` of club rounds: both decisions judged anew, day by day.

use crate::args;
use crate::support::{root, run};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use tempfile::tempdir;

/// The decision as an office would type it: child, club, and days where there are any. A05 comes all week, and A10 not at all.
fn by_hand(decided: &Path, days: bool) -> String {
    let table = fs::read_to_string(decided.join("allocation.csv")).unwrap();
    let mut rows =
        String::from(if days { "child_id,facility_id,weekdays\n" } else { "child_id,facility_id\n" });
    for line in table.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let (club, week) = match cells[0] {
            "A05" => ("K1", "MTWHF"),
            "A10" => ("", ""),
            _ => (cells[3], cells[7]),
        };
        rows += &match days {
            true => format!("{},{club},{week}\n", cells[0]),
            false => format!("{},{club}\n", cells[0]),
        };
    }
    rows
}

#[test]
fn a_table_made_by_hand_is_held_against_the_decision() {
    let dir = tempdir().unwrap();
    let clubs = root().join("data/clubs");
    let (stable, hand) = (dir.path().join("stable"), dir.path().join("hand.csv"));
    run(args!["allocate", &clubs, "--out", &stable]).exits(0);
    for days in [true, false] {
        // Without days a child comes on all that it wants.
        fs::write(&hand, by_hand(&stable, days)).unwrap();
        let told = run(args!["compare", &stable, &hand, "--round", &clubs, "--json"]).exits(0).json();
        assert_eq!(
            (&told["same"], &told["agreement_permille"], &told["other_days"]),
            (&15.into(), &882.into(), &1.into())
        );
        let change = |child: &str| {
            let all = told["changes"].as_array().unwrap();
            all.iter().find(|c| c["child"] == child).unwrap_or_else(|| panic!("{child}: {told}"))
        };
        let (more, none) = (change("A05"), change("A10"));
        assert_eq!((&more["change"], &more["reason"]), (&"better_wish".into(), &"LOWER_PRIORITY".into()));
        assert_eq!(
            (&more["before"]["weekdays"], &more["after"]["weekdays"]),
            (&"TH".into(), &"MTWHF".into())
        );
        assert!(more["why"].as_str().unwrap().contains("第1希望 クラブ K1（月火水木金）"), "{more}");
        assert_eq!((&none["change"], &none["reason"]), (&"lost_seat".into(), &"ENVY".into()));
        assert!(none["why"].as_str().unwrap().contains("手作業など"), "{none}");
        let [first, second] = [0, 1].map(|i: usize| &told["sides"][i]);
        assert_eq!((&first["blocking_households"], &second["blocking_households"]), (&0.into(), &1.into()));
        // Where nothing is against the order, C02 of another district comes on days on which A05 would not be in the way.
        let reversal = |child: &str, days: &str, over: &str, rule: &str, key: &str| serde_json::json!({"child": child, "facility": "K1", "weekdays": days, "over_child": over, "rule": rule, "decided_by": key});
        assert_eq!(
            first["reversals"],
            Value::from(vec![reversal("A05", "MTWHF", "C02", "every_day", "home")])
        );
        let steps = reversal("A10", "MWF", "A05", "steps_of_the_rule", "first-grades");
        assert!(second["reversals"].as_array().unwrap().contains(&steps), "{second}");
    }
    let text = run(args!["compare", &stable, &hand, "--round", &clubs, "--lang", "en"]).exits(0).out;
    for says in [
        "agreement 88.2 % (the same club on the same days, or no seat in both)",
        "of these at the same facility on other days: 1",
        "A05: K1 TH (wish 22) -> K1 MTWHF (wish 1), got a better wish (other days)",
        "B: 1 households block",
        "the steps of the rule: 1 (told apart by grades up to 3 and disabled children 1)",
    ] {
        assert!(text.contains(says), "{says}\n{text}");
    }
    let text = run(args!["compare", &stable, &hand, "--round", &clubs]).exits(0).out;
    assert!(text.starts_with("一致率 88.2 %（クラブと曜日が同じ") && text.contains("順位の決め手"), "{text}");
    // Summer is full without A09.
    let over = fs::read_to_string(&hand).unwrap().replace("A09,\n", "A09,K1\n");
    fs::write(&hand, over).unwrap();
    let refused = run(args!["compare", &stable, &hand, "--round", &clubs, "--json"]).exits(1).json();
    assert_eq!(refused["findings"][0]["code"], "R25");
}

#[test]
fn every_difference_of_two_rules_has_its_reason() {
    let dir = tempdir().unwrap();
    let soja = root().join("data/soja-clubs");
    let (stable, first) = (dir.path().join("stable"), dir.path().join("first"));
    run(args!["allocate", &soja, "--out", &stable]).exits(0);
    run(args!["allocate", &soja, "--out", &first, "--mechanism", "first-choice"]).exits(0);
    let told = run(args!["compare", &stable, &first, "--round", &soja, "--json"]).exits(0).json();
    let changes = told["changes"].as_array().unwrap();
    assert!(changes.len() > 5, "{told}");
    for change in changes {
        assert!(change["why"].is_string() && change["reason"].is_string(), "{change}");
    }
    // The same without the round, from the tables alone: the same children, the same codes.
    let plain = run(args!["compare", &stable, &first, "--json"]).exits(0).json();
    assert_eq!(plain["other_days"], told["other_days"]);
    for (a, b) in plain["changes"].as_array().unwrap().iter().zip(changes) {
        assert_eq!((&a["child"], &a["reason"], &a["after"]), (&b["child"], &b["reason"], &b["after"]));
    }
    // Whom reversals.csv names is passed over by nothing but the steps of the rule.
    let steps: BTreeSet<(String, String)> = told["sides"][1]["reversals"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|r| r["rule"] == "steps_of_the_rule")
        .map(|r| [&r["child"], &r["facility"]].map(|id| id.as_str().unwrap().to_owned()).into())
        .collect();
    let mut reader = csv::Reader::from_path(first.join("reversals.csv")).unwrap();
    let named: BTreeSet<(String, String)> = reader
        .records()
        .map(Result::unwrap)
        .filter(|r| !r[5].is_empty())
        .map(|r| (r[0].to_owned(), r[2].to_owned()))
        .collect();
    assert!(!named.is_empty() && steps.is_superset(&named), "{named:?}\n{steps:?}");
    assert_eq!(told["sides"][0]["blocking_households"], 0);
    let of = |side: usize, rule: &str| {
        told["sides"][side]["reversals"].as_array().unwrap().iter().filter(|r| r["rule"] == rule).count()
    };
    assert_eq!(of(0, "steps_of_the_rule"), 0);
}

#[test]
fn day_services_say_what_to_do_instead() {
    let dir = tempdir().unwrap();
    let (days, out) = (root().join("data/daily"), dir.path().join("out"));
    run(args!["allocate", &days, "--out", &out]).exits(0);
    let told = run(args!["compare", &out, &out, "--round", &days, "--lang", "en"]).exits(2).err;
    assert!(told.contains("leave it out") && told.contains("verify"), "{told}");
    let told = run(args!["compare", &out, &out, "--round", &days]).exits(2).err;
    assert!(told.contains("--round を付けずに"), "{told}");
}
