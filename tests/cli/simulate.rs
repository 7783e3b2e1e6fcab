//! `simulate` on the sample of a month.

use crate::args;
use crate::support::{entries, outputs, root, run};
use std::fs;
use tempfile::tempdir;

#[test]
fn seasons_are_written_and_the_same_on_any_number_of_threads() {
    let dir = tempdir().unwrap();
    let round = root().join("data/soja-daily");
    let simulated = |name: &str, threads: &str| {
        let out = dir.path().join(name);
        let told = run(args![
            "simulate",
            &round,
            "--seasons",
            "6",
            "--worth",
            "--out",
            &out,
            "--threads",
            threads,
            "--lang",
            "en"
        ]);
        (told.exits(0).out, out)
    };
    let ((told, one), (_, four)) = (simulated("one", "1"), simulated("four", "4"));
    assert!(told.contains("drawn 6 times") && told.contains("overbooking), at a risk of 5 %"), "{told}");
    assert_eq!(entries(&one), ["season.json", "season_unmet.csv", "season_worth.csv"]);
    assert_eq!(outputs(&one), outputs(&four));
    let text = fs::read_to_string(one.join("season.json")).unwrap();
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    let ways = json["ways"].as_array().unwrap();
    assert_eq!(ways.len(), 4);
    for way in ways {
        let total = |key: &str| way["total"][key]["mean"].as_f64().unwrap();
        let parts = ["served", "cancelled", "no_show", "turned_away", "unmet"].map(total);
        assert!((total("asked") - parts.iter().sum::<f64>()).abs() < 0.01, "{way}");
        // The same families ask whatever the way.
        assert_eq!(way["total"]["asked"], ways[0]["total"]["asked"]);
    }
    let worth = fs::read_to_string(one.join("season_worth.csv")).unwrap();
    let header = worth.trim_start_matches('\u{feff}').lines().next();
    assert_eq!(header, Some("way,facility_id,service,item,classes,mean,low,high"));
    assert!(worth.contains("hotto-chuppy,sick,room,"), "{worth}");
    // Again, into the folder that is there.
    run(args!["simulate", &round, "--seasons", "2", "--out", &one]).exits(0);
    assert_eq!(entries(&one), ["season.json", "season_unmet.csv"]);
}

#[test]
fn other_seeds_and_ways_can_be_asked_for() {
    let round = root().join("data/daily");
    let json = |seed: &str| {
        let told = run(args![
            "simulate",
            &round,
            "--seasons",
            "5",
            "--ways",
            "waitlist",
            "--seed",
            seed,
            "--cancelled",
            "0.4",
            "--json"
        ]);
        told.exits(0).json()
    };
    let (a, b) = (json("1"), json("2"));
    assert_eq!(a, json("1"));
    assert_ne!(a["ways"], b["ways"]);
    assert_eq!(
        (a["ways"][0]["way"].as_str(), a["options"]["cancelled"].as_f64()),
        (Some("waitlist"), Some(0.4))
    );
}

#[test]
fn what_cannot_be_simulated_is_refused() {
    let daily = root().join("data/daily");
    run(args!["simulate", root().join("data/tiny"), "--lang", "en"]).exits(2);
    run(args!["simulate", &daily, "--cancelled", "1.5"]).exits(2);
    run(args!["simulate", &daily, "--ways", "batch,batch"]).exits(2);
    run(args!["simulate", &daily, "--ways", "no-such-way"]).exits(2);
    run(args!["simulate", &daily, "--sick-days", "1,2"]).exits(2);
    run(args!["simulate", &daily, "--diseases", "no-such-disease=1"]).exits(2);
}
