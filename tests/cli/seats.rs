//! Seats worked out from teachers, rooms and declared numbers, from the command line.

use crate::args;
use crate::support::{copy_round, entries, outputs, root, run};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::tempdir;

fn soja() -> PathBuf {
    root().join("data/soja")
}

/// The sample before anybody applies: no children, wishes, points or seats.
fn before(to: &Path) -> PathBuf {
    let dir = to.join("before");
    copy_round(&soja(), &dir, |_, bytes| bytes);
    for name in ["seats", "children", "wishes", "households", "joint_wishes", "guardians", "circumstances"] {
        fs::remove_file(dir.join(format!("{name}.csv"))).unwrap();
    }
    dir
}

#[test]
fn the_sample_bears_its_seats_out() {
    let dir = tempdir().unwrap();
    let out = dir.path().join("out");
    let json = run(args!["seats", soja(), "--out", &out, "--json"]).exits(0).json();
    assert_eq!(entries(&out), ["seats.json", "seats_derived.csv", "seats_facilities.csv"]);
    let seats = &json["seats"];
    // Every seat of seats.csv follows from the tables, and no more.
    assert_eq!((&seats["open"], &seats["offered"]), (&281.into(), &281.into()));
    assert_eq!(
        (&seats["missing"], &seats["seats_given"], &json["errors"]),
        (&0.into(), &true.into(), &0.into())
    );
    let classes =
        seats["facilities"].as_array().unwrap().iter().flat_map(|f| f["classes"].as_array().unwrap());
    for class in classes {
        let limits = ["declared", "staff", "area", "yard"].map(|l| class[l].as_u64());
        let least = limits.iter().flatten().min().unwrap();
        let held = class["taken"].as_u64().unwrap() + class["reserved"].as_u64().unwrap();
        assert_eq!(class["open"].as_u64().unwrap(), least.saturating_sub(held), "{class}");
        assert_eq!(class["open"], class["offered"], "{class}");
    }
    let table = fs::read_to_string(out.join("seats_derived.csv")).unwrap();
    assert_eq!(table.lines().count(), 1 + 15 * 6 + 4 * 3);
    assert_eq!(fs::read_to_string(out.join("seats_facilities.csv")).unwrap().lines().count(), 1 + 19);
    let written: serde_json::Value =
        serde_json::from_slice(&fs::read(out.join("seats.json")).unwrap()).unwrap();
    assert_eq!(&written, seats);
    // Again, over the old outputs: the same bytes.
    let first = outputs(&out);
    run(args!["seats", soja(), "--out", &out]).exits(0);
    assert_eq!(outputs(&out), first);
}

#[test]
fn both_languages_name_what_binds() {
    let told = run(args!["seats", soja()]).exits(0).out;
    for word in ["あのね保育園", "決め手", "申告", "保育士", "算定した枠は合わせて 281 席", "N0923"]
    {
        assert!(told.contains(word), "{word}\n{told}");
    }
    let told = run(args!["seats", soja(), "--lang", "en"]).exits(0).out;
    for word in ["binding", "declared", "281 seats can be offered in all", "0 more could be added to it"] {
        assert!(told.contains(word), "{word}\n{told}");
    }
}

#[test]
fn before_anybody_applies_and_without_a_table_of_seats() {
    let dir = tempdir().unwrap();
    let json = run(args!["seats", before(dir.path()), "--json"]).exits(0).json();
    let seats = &json["seats"];
    assert_eq!((&seats["seats_given"], &seats["offered"]), (&false.into(), &serde_json::Value::Null));
    // Those who wish to move are not known yet, so their places count as free.
    assert!(seats["open"].as_u64().unwrap() > 281);
}

#[test]
fn a_round_without_a_table_of_seats_is_decided_as_with_it() {
    let dir = tempdir().unwrap();
    let (with, without) = (dir.path().join("with"), dir.path().join("without"));
    let derived = dir.path().join("derived");
    copy_round(&soja(), &derived, |_, bytes| bytes);
    fs::remove_file(derived.join("seats.csv")).unwrap();
    run(args!["allocate", soja(), "--out", &with]).exits(0);
    run(args!["allocate", &derived, "--out", &without]).exits(0);
    for table in ["allocation.csv", "cutoffs.csv", "waitlist.csv", "reasons.csv"] {
        assert!(fs::read(with.join(table)).unwrap() == fs::read(without.join(table)).unwrap(), "{table}");
    }
}

#[test]
fn a_report_that_is_too_few_is_found() {
    let dir = tempdir().unwrap();
    let round = dir.path().join("short");
    copy_round(&soja(), &round, |name, bytes| match name {
        "seats.csv" => {
            let text = String::from_utf8(bytes).unwrap();
            text.replace("chuo-hoikusho,0,8", "chuo-hoikusho,0,0")
                .replace("chuo-hoikusho,1,8", "chuo-hoikusho,1,2")
                .into()
        }
        _ => bytes,
    });
    let json = run(args!["check", &round, "--json"]).exits(0).json();
    let of = |code: &str| {
        let all = json["findings"].as_array().unwrap();
        all.iter().filter(|f| f["code"] == code).cloned().collect::<Vec<_>>()
    };
    let short = of("W0920");
    assert_eq!((short.len(), &short[0]["value"]), (1, &"chuo-hoikusho".into()));
    assert_eq!((of("W0921").len(), of("W0922").len()), (1, 1));
    let seats = run(args!["seats", &round, "--json"]).exits(0).json();
    assert_eq!(seats["seats"]["missing"], 14);
}

#[test]
fn nothing_to_work_with_and_broken_tables_are_refused() {
    let dir = tempdir().unwrap();
    let none = run(args!["seats", root().join("data/tiny"), "--json"]).exits(1).json();
    assert_eq!(none["findings"][0]["code"], "E0909");
    let broken = dir.path().join("broken");
    copy_round(&soja(), &broken, |name, bytes| match name {
        "staff.csv" => b"facility_id,teachers\nchuo-hoikusho,many\n".to_vec(),
        _ => bytes,
    });
    let out = dir.path().join("out");
    run(args!["seats", &broken, "--out", &out]).exits(1);
    run(args!["allocate", &broken, "--out", &out]).exits(1);
    assert!(!out.exists());
    run(args!["seats", dir.path().join("nowhere")]).exits(2);
}

#[test]
fn another_division_seats_more_within_the_same_teachers() {
    let dir = tempdir().unwrap();
    let out = dir.path().join("out");
    let json = run(args!["seats", soja(), "--flexible", "--out", &out, "--json"]).exits(0).json();
    assert_eq!(
        entries(&out),
        [
            "flexible.csv",
            "flexible.json",
            "seats.json",
            "seats_derived.csv",
            "seats_facilities.csv",
            "timings.json"
        ]
    );
    let get = |at: &str, key: &str| json[at][key].as_u64().unwrap();
    // Today is what `allocate` finds.
    assert_eq!((get("today", "seated"), get("today", "blocking_households")), (311, 0));
    assert!(get("best", "seated") > 311 && get("best", "blocking_households") == 0);
    let most = json["seated_max"].as_u64().unwrap();
    assert_eq!(most - get("best", "seated"), json["gap"].as_u64().unwrap());
    assert_eq!((&json["flexible_facilities"], &json["cut"]), (&19.into(), &false.into()));
    // The division bears the judge of the tables: as a table of seats it raises no doubt about teachers, rooms or sums.
    let rows: Vec<(String, u64, u64)> = json["seats"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| {
            let class = r["class"].as_u64().unwrap();
            (r["facility_id"].as_str().unwrap().to_owned(), class, r["flexible"].as_u64().unwrap())
        })
        .collect();
    let table: String = rows.iter().map(|(f, c, n)| format!("{f},{c},{n}\n")).collect();
    let round = dir.path().join("divided");
    copy_round(&soja(), &round, |name, bytes| match name {
        "seats.csv" => format!("facility_id,class,seats\n{table}").into_bytes(),
        _ => bytes,
    });
    let checked = run(args!["check", &round, "--json"]).exits(0).json();
    let codes: Vec<&str> =
        checked["findings"].as_array().unwrap().iter().map(|f| f["code"].as_str().unwrap()).collect();
    assert!(!codes.contains(&"W0916") && !codes.contains(&"W0917"), "{codes:?}");
    // And deciding the round with these seats seats as many.
    let decided =
        run(args!["allocate", &round, "--out", dir.path().join("decided"), "--json"]).exits(0).json();
    assert_eq!(decided["result"]["seated"].as_u64(), Some(get("best", "seated")));
    assert_eq!(decided["result"]["blocking_households"], 0);
    // The same on one thread.
    let again = dir.path().join("again");
    let mut alone = crate::support::sekiwari();
    alone.env("RAYON_NUM_THREADS", "1").args(args!["seats", soja(), "--flexible", "--out", &again]);
    let told = crate::support::Ran::of(alone.output().unwrap()).exits(0).out;
    assert!(told.contains("見つけた分け方"), "{told}");
    assert_eq!(outputs(&out), outputs(&again));
    // Without such tables there is nothing to divide.
    run(args!["seats", root().join("data/tiny"), "--flexible"]).exits(1);
}
