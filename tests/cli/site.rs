//! `site` on the sample of a city, against `whatif` with the same sites.

use crate::args;
use crate::support::{entries, outputs, root, run};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::tempdir;

fn soja() -> PathBuf {
    root().join("data/soja")
}

fn candidates() -> PathBuf {
    soja().join("sites/candidates.csv")
}

fn json_of(path: &Path) -> serde_json::Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

/// A scenario that opens these sites, from the table of candidates.
fn scenario(parts: &serde_json::Value) -> String {
    let table = fs::read_to_string(candidates()).unwrap();
    let header: Vec<&str> = table.lines().next().unwrap().trim_start_matches('\u{feff}').split(',').collect();
    let rows: Vec<Vec<&str>> = table.lines().skip(1).map(|l| l.split(',').collect()).collect();
    let at = |name: &str| header.iter().position(|h| *h == name).unwrap();
    let mut text = String::new();
    for part in parts.as_array().unwrap() {
        let (id, size) = (part["site_id"].as_str().unwrap(), part["size"].as_str().unwrap());
        let place = rows.iter().find(|r| r[0] == id).unwrap();
        let row = rows.iter().find(|r| r[0] == id && r[at("size")] == size).unwrap();
        let seats = |class: usize| row[at(&format!("seats_{class}"))];
        if place[at("expands")].is_empty() {
            text += &format!(
                "[[open]]\nfacility_id = \"{id}\"\nlat = {}\nlon = {}\nmin_age_days = 57\ndistrict_id = \"{}\"\nseats = [",
                place[at("lat")],
                place[at("lon")],
                place[at("district_id")]
            );
            for class in (0..6).filter(|&c| !seats(c).is_empty()) {
                text += &format!("{{ class = \"{class}\", seats = {} }}, ", seats(class));
            }
            text += "]\n";
        } else {
            for class in (0..6).filter(|&c| !seats(c).is_empty()) {
                let facility = place[at("expands")];
                let n = seats(class);
                text +=
                    &format!("[[resize]]\nfacility_id = \"{facility}\"\nclass = \"{class}\"\nchange = {n}\n");
            }
        }
    }
    text
}

#[test]
fn every_choice_is_worth_what_whatif_says_of_its_sites() {
    let dir = tempdir().unwrap();
    let out = dir.path().join("out");
    let json = run(args![
        "site",
        soja(),
        "--candidates",
        candidates(),
        "--open",
        "2",
        "--draws",
        "3",
        "--sequence",
        "--out",
        &out,
        "--top",
        "60",
        "--json"
    ])
    .exits(0)
    .json();
    assert_eq!(
        entries(&out),
        [
            "effects.csv",
            "site.json",
            "site_candidates.csv",
            "site_choices.csv",
            "site_guides.csv",
            "site_sequence.csv",
            "timings.json"
        ]
    );
    assert_eq!((json["status"].as_str(), json["draws"].as_u64()), (Some("optimal"), Some(3)));
    let choices = json["choices"].as_array().unwrap();
    assert_eq!(json["best"], choices[0]);
    assert_eq!(json["best"]["worth"]["seated"]["mean"], json["seated_max"]);
    let seated: Vec<f64> = choices.iter().map(|c| c["worth"]["seated"]["mean"].as_f64().unwrap()).collect();
    assert!(seated.windows(2).all(|w| w[0] >= w[1]), "{seated:?}");
    let expands = choices.iter().find(|c| c["sites"].to_string().contains("ijirino")).unwrap();
    for choice in [&choices[0], expands] {
        let path = dir.path().join("scenario.toml");
        fs::write(&path, scenario(&choice["sites"])).unwrap();
        let whatif = run(args!["whatif", soja(), &path, "--draws", "3", "--json"]).exits(0).json();
        let figure = |name: &str| {
            let all = whatif["figures"].as_array().unwrap().iter();
            let own = |f: &&serde_json::Value| {
                f["figure"] == name && f["district_id"] == "*" && f["class"].is_null()
            };
            all.clone().find(own).unwrap()["after"].clone()
        };
        assert_eq!(choice["worth"]["seated"], figure("seated"), "{choice}");
        assert_eq!(choice["worth"]["waiting"], figure("waiting"), "{choice}");
    }
    // A sequence never seats more than the best of its number, and ends there if it is the best in its best order.
    let steps = |path: &str| {
        let all = json["sequence"].as_array().unwrap().iter().filter(move |s| s["path"] == path);
        all.map(|s| (s["step"].as_u64().unwrap(), s["worth"]["seated"]["mean"].as_f64().unwrap()))
            .collect::<Vec<_>>()
    };
    let (greedy, together, ordered) = (steps("step-by-step"), steps("together"), steps("ordered"));
    assert_eq!((greedy.len(), together.len(), ordered.len()), (3, 2, 3));
    assert!(greedy[1..].iter().zip(&together).all(|(a, b)| a.0 == b.0 && a.1 <= b.1));
    assert_eq!(ordered[2], together[1]);
    // No classical choice of two is better.
    let guides = json["guides"].as_array().unwrap();
    assert_eq!(guides.len(), 4);
    assert!(guides.iter().all(|g| g["choice"]["worth"]["seated"]["mean"].as_f64().unwrap() <= seated[0]));
}

#[test]
fn limits_are_kept_and_threads_change_nothing() {
    let dir = tempdir().unwrap();
    let (one, two) = (dir.path().join("one"), dir.path().join("two"));
    let ask = |out: &Path, threads: &str| {
        run(args![
            "site",
            soja(),
            "--candidates",
            candidates(),
            "--budget",
            "130",
            "--teachers",
            "12.5",
            "--draws",
            "2",
            "--threads",
            threads,
            "--lang",
            "en",
            "--out",
            out
        ])
        .exits(0)
        .out
    };
    let told = ask(&one, "1");
    assert!(told.contains("proven: no other of the"), "{told}");
    let same = |text: String, out: &Path| text.replace(out.to_str().unwrap(), "");
    assert_eq!(same(told, &one), same(ask(&two, "2"), &two));
    assert_eq!(outputs(&one), outputs(&two));
    let json = json_of(&one.join("site.json"));
    for choice in json["choices"].as_array().unwrap() {
        assert!(
            choice["cost"].as_u64().unwrap() <= 130 && choice["teachers"].as_f64().unwrap() <= 12.5,
            "{choice}"
        );
    }
    // Cut short, it says how far it is; before it has begun, too.
    let none = run(args![
        "site",
        soja(),
        "--candidates",
        candidates(),
        "--open",
        "4",
        "--draws",
        "1",
        "--choices",
        "1",
        "--out",
        &two,
        "--json"
    ])
    .exits(0)
    .json();
    assert_eq!((none["best"]["count"].as_u64(), none["status"].as_str()), (Some(4), Some("feasible")));
    let cut = run(args![
        "site",
        soja(),
        "--candidates",
        candidates(),
        "--open",
        "3",
        "--draws",
        "2",
        "--choices",
        "20",
        "--out",
        &two,
        "--json"
    ])
    .exits(0)
    .json();
    assert_eq!(cut["status"], "feasible");
    assert!(cut["seated_max"].as_f64() > cut["best"]["worth"]["seated"]["mean"].as_f64());
}

#[test]
fn what_is_wrong_is_told_at_once_and_nothing_is_written() {
    let dir = tempdir().unwrap();
    let (path, out) = (dir.path().join("sites.csv"), dir.path().join("out"));
    let table = "site_id,size,expands,name,lat,lon,standing,cost,teachers,seats_0,seats_1\n\
                 A,s,,x,34.67,133.74,候補,10,1,5,5\n\
                 A,s,,y,34.67,133.74,,10,1.25,5,5\n\
                 B,,,,,,maybe,10,1,,\n\
                 C,,chuo-hoikusyo,,,,,1,1,1,\n\
                 D,,chuo-hoikusho,,,,,1,1,1,\n\
                 E,,chuo-hoikusho,,,,,1,1,1,\n\
                 midori-hoikuen,,,,34.67,133.74,,1,1,1,\n";
    fs::write(&path, table).unwrap();
    let told = run(args!["site", soja(), "--candidates", &path, "--open", "1", "--out", &out, "--json"])
        .exits(1)
        .json();
    let codes: Vec<(&str, u64)> = told["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| (f["code"].as_str().unwrap(), f["place"]["line"].as_u64().or(f["line"].as_u64()).unwrap()))
        .collect();
    for expected in
        [("E2202", 3), ("E2201", 3), ("E2203", 4), ("W2204", 4), ("E2206", 5), ("E2205", 7), ("E2207", 8)]
    {
        assert!(codes.contains(&expected), "{expected:?}: {told}");
    }
    assert!(!out.exists());
    let none =
        run(args!["site", soja(), "--candidates", candidates(), "--open", "9", "--out", &out, "--json"])
            .exits(1)
            .json();
    assert_eq!(none["findings"][0]["code"], "E2208");
    // A class that shares its seats with another cannot be expanded by itself.
    assert!(!out.exists());
    run(args!["site", soja(), "--candidates", candidates(), "--out", &out]).exits(2);
    run(args!["site", soja(), "--candidates", dir.path().join("no.csv"), "--open", "1", "--out", &out])
        .exits(2);
    run(args![
        "site",
        soja(),
        "--candidates",
        candidates(),
        "--open",
        "1",
        "--teachers",
        "1.25",
        "--out",
        &out
    ])
    .exits(2);
}
