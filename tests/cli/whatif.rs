//! `whatif` on the sample of a city.

use crate::args;
use crate::support::{copy_round, entries, files, outputs, root, run};
use std::fs;
use std::path::PathBuf;
use tempfile::tempdir;

fn soja() -> PathBuf {
    root().join("data/soja")
}

fn sample(name: &str) -> PathBuf {
    soja().join("scenarios").join(name)
}

fn total<'a>(json: &'a serde_json::Value, figure: &str) -> &'a serde_json::Value {
    let all = json["figures"].as_array().unwrap().iter();
    let own =
        |f: &&serde_json::Value| f["figure"] == figure && f["district_id"] == "*" && f["class"].is_null();
    all.clone().find(own).unwrap_or_else(|| panic!("{figure}: {json}"))
}

#[test]
fn a_scenario_that_changes_nothing_is_today_and_today_is_allocate() {
    let dir = tempdir().unwrap();
    let nothing = dir.path().join("nothing.toml");
    fs::write(&nothing, "name = \"as it is\"\n").unwrap();
    let json = run(args!["whatif", soja(), &nothing, "--json"]).exits(0).json();
    assert_eq!((json["draws"].as_u64(), json["findings"][0]["code"].as_str()), (Some(1), Some("W2023")));
    assert!(json["children"].as_array().unwrap().is_empty());
    assert!(json["figures"].as_array().unwrap().iter().all(|f| f["difference"].as_f64() == Some(0.0)));
    let allocated = run(args!["allocate", soja(), "--out", dir.path().join("out"), "--json"]).exits(0).json();
    for figure in ["seated", "placed", "blocking_households"] {
        assert_eq!(total(&json, figure)["before"], allocated["result"][figure], "{figure}");
    }
    assert_eq!(total(&json, "waiting")["before"], allocated["result"]["unplaced"]);
}

#[test]
fn the_rule_beside_another_one_is_what_compare_says() {
    let dir = tempdir().unwrap();
    let (a, b) = (dir.path().join("a"), dir.path().join("b"));
    run(args!["allocate", soja(), "--out", &a]).exits(0);
    run(args!["allocate", soja(), "--out", &b, "--mechanism", "points-order"]).exits(0);
    let compared = run(args!["compare", &a, &b, "--json"]).exits(0).json();
    let json = run(args!["whatif", soja(), sample("another-rule.toml"), "--json"]).exits(0).json();
    assert_eq!(json["after"]["mechanism"], "points-order");
    let changed = |json: &serde_json::Value, id: &str| {
        let of = |c: &serde_json::Value| (c[id].to_string(), c["change"].to_string());
        json.as_array().unwrap().iter().map(of).collect::<Vec<_>>()
    };
    // Lists are the same on both sides, so both tell the same children in the same way.
    assert_eq!(changed(&json["children"], "child_id"), changed(&compared["changes"], "child"));
    let blocking = |dir: &PathBuf| {
        let text = fs::read_to_string(dir.join("result.json")).unwrap();
        serde_json::from_str::<serde_json::Value>(&text).unwrap()["blocking_households"].clone()
    };
    assert_eq!(total(&json, "blocking_households")["before"], blocking(&a));
    assert_eq!(total(&json, "blocking_households")["after"]["mean"].as_f64(), blocking(&b).as_f64());
}

#[test]
fn a_new_nursery_is_written_whole_and_the_same_on_any_number_of_threads() {
    let dir = tempdir().unwrap();
    let before = files(&soja());
    let written = |name: &str, threads: &str, seed: &str| {
        let out = dir.path().join(name);
        let args = args![
            "whatif",
            soja(),
            sample("new-nursery.toml"),
            "--draws",
            "6",
            "--seed",
            seed,
            "--threads",
            threads,
            "--out",
            &out,
            "--lang",
            "en"
        ];
        (run(args).exits(0).out, out)
    };
    let ((text, one), (_, four), (_, other)) =
        (written("one", "1", "1"), written("four", "4", "1"), written("other", "2", "2"));
    assert_eq!(entries(&one), ["effects.csv", "gains_losses.csv", "whatif.json", "whatif_facilities.csv"]);
    assert_eq!(outputs(&one), outputs(&four));
    assert_ne!(outputs(&one), outputs(&other));
    assert_eq!(files(&soja()), before, "the round is not touched");
    for told in [
        "chuo-shinsetsu",
        "means of 6 draws",
        "list it as the lists of the round suggest",
        "children with a seat",
    ] {
        assert!(text.contains(told), "{told}:\n{text}");
    }
    let json: serde_json::Value =
        serde_json::from_slice(&fs::read(one.join("whatif.json")).unwrap()).unwrap();
    let seated = total(&json, "seated");
    assert!(seated["difference"].as_f64() > Some(5.0), "{seated}");
    assert!(seated["after"]["low"].as_f64() <= seated["after"]["mean"].as_f64());
    let waiting = total(&json, "waiting");
    assert_eq!(waiting["difference"].as_f64().map(|d| -d), seated["difference"].as_f64());
    // By class and by district the same as all together.
    let sum = |by: fn(&serde_json::Value) -> bool| {
        let rows = json["figures"].as_array().unwrap().iter();
        rows.filter(|f| f["figure"] == "seated" && by(f))
            .map(|f| f["difference"].as_f64().unwrap())
            .sum::<f64>()
    };
    let all = seated["difference"].as_f64().unwrap();
    assert!((sum(|f| f["district_id"] == "*" && !f["class"].is_null()) - all).abs() < 0.01);
    assert!((sum(|f| f["district_id"] != "*" && f["class"].is_null()) - all).abs() < 0.01);
    let csv = fs::read_to_string(one.join("effects.csv")).unwrap();
    let header = csv.trim_start_matches('\u{feff}').lines().next();
    assert_eq!(header, Some("figure,district_id,class,before,after_mean,after_low,after_high,difference"));
    // Again, into the folder that is there; and nothing beside ours is replaced.
    run(args!["whatif", soja(), sample("more-ones.toml"), "--draws", "2", "--out", &one]).exits(0);
    fs::write(one.join("mine.txt"), "x").unwrap();
    run(args!["whatif", soja(), sample("more-ones.toml"), "--draws", "2", "--out", &one]).exits(2);
}

#[test]
fn modes_scenarios_and_their_order() {
    let json = |more: &[&str], names: &[&str]| {
        let mut args = args!["whatif", soja()].to_vec();
        args.extend(names.iter().map(|n| sample(n).into()));
        args.extend(["--draws", "3", "--json"].map(Into::into));
        args.extend(more.iter().map(Into::into));
        run(args).exits(0).json()
    };
    let listed =
        |json: &serde_json::Value| json["behaviour"]["listed"][0]["children"]["mean"].as_f64().unwrap();
    let none = json(&["--behaviour", "none"], &["new-nursery.toml"]);
    assert_eq!((none["draws"].as_u64(), listed(&none)), (Some(1), 0.0));
    assert_eq!(total(&none, "seated")["difference"].as_f64(), Some(0.0));
    let near = json(&["--behaviour", "near"], &["new-nursery.toml"]);
    let model = json(&[], &["new-nursery.toml"]);
    assert_eq!((near["draws"].as_u64(), model["draws"].as_u64()), (Some(1), Some(3)));
    assert!(listed(&near) > listed(&model) && listed(&model) > 20.0, "{} {}", listed(&near), listed(&model));
    // Two teachers fewer take seats away; a tenth more ones apply; both together are told as two.
    let teachers = json(&[], &["fewer-teachers.toml"]);
    assert!(total(&teachers, "seated")["difference"].as_f64() < Some(0.0), "{}", total(&teachers, "seated"));
    let ones = json(&[], &["more-ones.toml"]);
    assert!(ones["only_after"].as_f64() > Some(0.0) && ones["only_before"].as_f64() == Some(0.0));
    let both = json(&[], &["fewer-teachers.toml", "more-ones.toml"]);
    assert_eq!(both["scenarios"].as_array().unwrap().len(), 2);
    assert_eq!(both["only_after"], ones["only_after"]);
    let closed = json(&[], &["close.toml"]);
    assert!(total(&closed, "seated")["difference"].as_f64() < Some(0.0), "{}", total(&closed, "seated"));
}

#[test]
fn another_rulebook_is_tried_on_the_circumstances() {
    let dir = tempdir().unwrap();
    let book = fs::read_to_string(soja().join("kurashiki-r8.toml")).unwrap();
    // Single parents get thirty points more.
    let at = book.find("id = \"single-parent\"").unwrap();
    let (head, tail) = book.split_at(at);
    let book = format!("{head}{}", tail.replacen("points = 1", "points = 30", 1));
    fs::write(dir.path().join("draft.toml"), book).unwrap();
    let path = dir.path().join("rule.toml");
    fs::write(&path, "[rules]\nrulebook = \"draft.toml\"\n").unwrap();
    let json = run(args!["whatif", soja(), &path, "--json"]).exits(0).json();
    assert_eq!(json["after"]["rulebook"], "draft.toml");
    assert!(!json["children"].as_array().unwrap().is_empty());
    let scored =
        run(args!["score", soja(), "--diff", dir.path().join("draft.toml"), "--json"]).exits(0).json();
    assert_eq!(
        scored["seats_changed"].as_u64().unwrap() as usize,
        json["children"].as_array().unwrap().len()
    );
    // A round that gives its points has none.
    let refused = run(args!["whatif", root().join("data/tiny"), &path, "--json"]).exits(1).json();
    assert_eq!(refused["findings"][0]["code"], "E2022");
}

#[test]
fn everything_wrong_is_told_with_its_line_and_nothing_is_written() {
    let dir = tempdir().unwrap();
    let (path, out) = (dir.path().join("wrong.toml"), dir.path().join("out"));
    let text = "[[close]]\nfacility_id = \"anone-hoikuen\"\n\n[[resize]]\nfacility_id = \"anone-hoikuen\"\nclass = 0\nchange = 1\n\n\
                [[resize]]\nfacility_id = \"anone-hoikuem\"\nclass = 0\nchange = 1\n\n[[open]]\nfacility_id = \"chuo-hoikusho\"\nseats = []\n";
    fs::write(&path, text).unwrap();
    let told = run(args!["whatif", soja(), &path, "--out", &out, "--json"]).exits(1).json();
    let list: Vec<(String, u64)> = told["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| (f["code"].as_str().unwrap().to_owned(), f["place"]["line"].as_u64().unwrap_or_default()))
        .filter(|(code, _)| code.starts_with('E'))
        .collect();
    let expected = [("E2007", 1), ("E2009", 4), ("E2001", 9), ("E2002", 14), ("E2003", 14)];
    assert_eq!(list, expected.map(|(c, l)| (c.to_owned(), l)));
    assert!(!out.exists());
    let text = run(args!["whatif", soja(), &path, "--lang", "en"]).exits(1).err;
    assert!(text.contains("Did you mean") || text.contains("anone-hoikuen"), "{text}");
}

#[test]
fn what_cannot_run_says_so() {
    let none = root().join("data/no-such.toml");
    run(args!["whatif", soja(), &none]).exits(2);
    run(args!["whatif", soja()]).exits(2);
    run(args!["whatif", root().join("data/daily"), sample("close.toml")]).exits(2);
    run(args!["whatif", soja(), sample("close.toml"), "--behaviour", "far"]).exits(2);
    run(args!["whatif", soja(), sample("close.toml"), "--draws", "0"]).exits(2);
}

#[test]
fn seats_that_come_from_staff_follow_the_teachers() {
    let dir = tempdir().unwrap();
    let round = dir.path().join("round");
    copy_round(&soja(), &round, |_, bytes| bytes);
    fs::remove_file(round.join("seats.csv")).unwrap();
    let json = run(args!["whatif", &round, sample("fewer-teachers.toml"), "--json"]).exits(0).json();
    let seats = |key: &str| -> f64 {
        let own =
            json["facilities"].as_array().unwrap().iter().filter(|f| f["facility_id"] == "midori-hoikuen");
        own.map(|f| f[key].as_f64().unwrap_or_else(|| f[key]["mean"].as_f64().unwrap())).sum()
    };
    assert!(
        seats("seats_after") < seats("seats_before"),
        "{} {}",
        seats("seats_before"),
        seats("seats_after")
    );
}
