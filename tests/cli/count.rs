//! The official count from the command line: made-up rounds and surveys, as an office would keep them.

use crate::args;
use crate::support::{copy_round, entries, files, outputs, root, run};
use serde_json::Value;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::tempdir;

/// A city: per situation of the survey so many deferred children, then children who simply wait, then children with a seat.
fn city(dir: &Path, parts: &[(&str, u32)], waiting: u32, seated: u32) -> PathBuf {
    let round = dir.join("city");
    fs::create_dir_all(&round).unwrap();
    let (mut children, mut wishes, mut scores) = (
        "child_id,class,district_id,lat,lon\n".to_owned(),
        "child_id,rank,facility_id\n".to_owned(),
        "child_id,score\n".to_owned(),
    );
    let mut survey = "child_id,situation,offer_refused,return_confirmed\n".to_owned();
    let mut n = 0;
    let mut add = |situation: Option<&str>, points: u32| {
        n += 1;
        let _ = writeln!(children, "C{n:05},1,D{},34.6,133.7", n % 4);
        let _ = writeln!(wishes, "C{n:05},1,full");
        let _ = writeln!(scores, "C{n:05},{points}");
        if let Some(situation) = situation {
            let refused = if situation == "specific-place-only" { "open" } else { "" };
            let _ = writeln!(survey, "C{n:05},{situation},{refused},");
        }
    };
    for &(situation, children) in parts {
        (0..children).for_each(|_| add(Some(situation), 1));
    }
    (0..waiting).for_each(|_| add(None, 1));
    (0..seated).for_each(|_| add(None, 9));
    let facilities =
        "facility_id,kind,district_id,lat,lon\nfull,nursery,D0,34.6,133.7\nopen,small_a,D1,34.61,133.7\n";
    let seats = format!("facility_id,class,seats\nfull,1,{seated}\nopen,1,3\n");
    let settings = "programme = \"nursery\"\nname = \"city\"\nfiscal_year = 2026\nentry_date = 2026-04-01\n\
        [allocate]\nmechanism = \"points-order\"\n[priority]\nlottery_seed = 1\n";
    for (name, text) in [
        ("round.toml", settings),
        ("facilities.csv", facilities),
        ("seats.csv", &seats),
        ("children.csv", &children),
        ("wishes.csv", &wishes),
        ("scores.csv", &scores),
        ("survey.csv", &survey),
    ] {
        fs::write(round.join(name), text).unwrap();
    }
    round
}

fn allocated(dir: &Path, round: &Path) -> PathBuf {
    let out = dir.join("decided");
    run(args!["allocate", round, "--out", &out]).exits(0);
    out
}

/// The figure of a line of everybody, or of an age or a district.
fn figure(count: &Value, line: &str, age: &str, district: &str) -> Option<u64> {
    let rows = count["rows"].as_array().unwrap();
    let row = rows.iter().find(|r| r["line"] == line && r["age"] == age && r["district_id"] == district);
    row.unwrap_or_else(|| panic!("no {line} {age} {district}"))["children"].as_u64()
}

fn rows(path: &Path) -> Vec<Vec<String>> {
    let text = fs::read_to_string(path).unwrap();
    let text = text.trim_start_matches('\u{feff}');
    text.lines().map(|l| l.split(',').map(str::to_owned).collect()).collect()
}

#[test]
fn soja_in_august_2023_end_to_end() {
    // Users 1,742, 5 waiting officially, 112 hidden, of whom 41 in places without a licence.
    let dir = tempdir().unwrap();
    let parts =
        [("enterprise-led", 41), ("specific-place-only", 50), ("on-leave", 15), ("job-search-stopped", 6)];
    let round = city(dir.path(), &parts, 5, 42);
    fs::write(
        round.join("enrolled.csv"),
        "施設ID,歳児,児童数\nfull,0,100\nfull,1,300\nopen,2,300\nfull,3,300\nfull,4,350\nfull,5,350\n",
    )
    .unwrap();
    let decided = allocated(dir.path(), &round);
    let out = dir.path().join("count");
    let json = run(args!["count", &round, &decided, "--out", &out, "--json"]).exits(0).json();
    let count = &json["count"];
    let all = |line: &str| figure(count, line, "all", "*").unwrap();
    assert_eq!((all("users"), all("applicants")), (1742, 1742 + 117));
    assert_eq!((all("deferred"), all("official"), all("hidden")), (117, 5, 112));
    assert_eq!((all("enterprise-led"), all("specific-place-only")), (41, 50));
    assert_eq!(all("applicants") - all("users"), all("deferred"));
    // Every district adds up to the whole, and so does every age.
    for line in ["deferred", "official", "hidden", "seated", "enterprise-led"] {
        let districts: u64 = (0..4).map(|d| figure(count, line, "all", &format!("D{d}")).unwrap()).sum();
        let ages: u64 =
            ["0", "1", "2", "3", "4-5"].iter().map(|a| figure(count, line, a, "*").unwrap()).sum();
        assert_eq!((districts, ages), (all(line), all(line)), "{line}");
        assert_eq!(
            figure(count, line, "0-2", "*").unwrap() + figure(count, line, "3-5", "*").unwrap(),
            all(line)
        );
    }
    // Where continuing children live is not known.
    assert_eq!(figure(count, "users", "all", "D1"), None);
    assert_eq!(figure(count, "continuing", "4-5", "*"), Some(700));
    // Three open seats; the five who wait come first, the refusers are not asked again.
    assert_eq!(
        (count["children_with_offer"].as_u64(), count["offers_proposed"].as_u64()),
        (Some(67), Some(3))
    );
    let offers = rows(&out.join("offers.csv"));
    assert_eq!(offers.len() - 1, 117);
    let proposed: Vec<&Vec<String>> = offers.iter().filter(|r| r[10] == "yes").collect();
    assert!(proposed.len() == 3 && proposed.iter().all(|r| r[4] == "official" && r[9].is_empty()));
    let excluded = rows(&out.join("excluded.csv"));
    assert_eq!(excluded.len() - 1, 112);
    assert!(excluded[1..].iter().filter(|r| r[4] == "specific-place-only").all(|r| r[6] == "confirmed"));
    assert_eq!(rows(&out.join("waiting.csv")).len() - 1, 5);
    assert_eq!(
        entries(&out),
        ["count.csv", "count.json", "excluded.csv", "offers.csv", "overlaps.csv", "waiting.csv"]
    );
    let written: Value = serde_json::from_slice(&fs::read(out.join("count.json")).unwrap()).unwrap();
    assert_eq!(&written, count);
    // Again over itself, the same bytes.
    let before = outputs(&out);
    run(args!["count", &round, &decided, "--out", &out]).exits(0);
    assert_eq!(outputs(&out), before);
    // The text has the ledger in both languages.
    let ja = run(args!["count", &round, &decided]).exits(0).out;
    assert!(ja.contains("= 待機児童数") && ja.contains("利用児童数"), "{ja}");
    let en = run(args!["count", &round, &decided, "--lang", "en"]).exits(0).out;
    let line = en.lines().find(|l| l.contains("official waiting count")).unwrap();
    let cells: Vec<&str> = line.split_whitespace().rev().take(3).collect();
    assert_eq!(cells, ["5", "0", "5"], "{line}");
}

#[test]
fn yokohama_and_kawasaki_2017_end_to_end() {
    for (parts, waiting, deferred) in [
        (
            &[
                ("municipal-own", 1100),
                ("on-leave", 600),
                ("specific-place-only", 1500),
                ("job-search-stopped", 55),
            ],
            2,
            3257,
        ),
        (
            &[
                ("municipal-own", 1900),
                ("on-leave", 200),
                ("specific-place-only", 700),
                ("kindergarten-long", 66),
            ],
            0,
            2866,
        ),
    ] {
        let dir = tempdir().unwrap();
        let round = city(dir.path(), parts, waiting, 300);
        let decided = allocated(dir.path(), &round);
        let json = run(args!["count", &round, &decided, "--json"]).exits(0).json();
        let all = |line: &str| figure(&json["count"], line, "all", "*");
        assert_eq!((all("deferred"), all("official")), (Some(deferred), Some(waiting.into())));
        assert_eq!((all("hidden"), all("seated")), (Some(deferred - u64::from(waiting)), Some(300)));
        assert_eq!((all("users"), all("applicants")), (None, None), "not known, which is not none");
        // Only the missing table of continuing children is told.
        assert_eq!(
            (json["errors"].as_u64(), json["warnings"].as_u64(), json["notes"].as_u64()),
            (Some(0), Some(0), Some(1))
        );
    }
}

#[test]
fn one_table_serves_april_and_october() {
    let dir = tempdir().unwrap();
    let round = city(dir.path(), &[], 4, 2);
    fs::write(
        round.join("survey.csv"),
        "child_id,situation,return_confirmed,entry_wished,valid_from,valid_to\n\
         C00001,on-leave,no,,,2026-06-30\nC00001,on-leave,yes,,2026-07-01,\n\
         C00002,job-search-stopped,,,2026-07-01,\nC00003,,,2026-09-01,,\n",
    )
    .unwrap();
    let decided = allocated(dir.path(), &round);
    let count = |date: &str| run(args!["count", &round, &decided, "--date", date, "--json"]).exits(0).json();
    let (april, october) = (count("2026-04-01"), count("2026/10/1"));
    let all = |json: &Value, line: &str| figure(&json["count"], line, "all", "*").unwrap();
    assert_eq!(
        ["on-leave-no-return", "job-search-stopped", "future-date", "official"].map(|l| all(&april, l)),
        [1, 0, 1, 2]
    );
    assert_eq!(
        ["on-leave-no-return", "job-search-stopped", "future-date", "official"].map(|l| all(&october, l)),
        [0, 1, 0, 3]
    );
    assert_eq!((all(&october, "official-returning"), all(&april, "official-returning")), (1, 0));
    // The default is the entry date; earlier days are doubtful.
    assert_eq!(run(args!["count", &round, &decided, "--json"]).exits(0).json(), april);
    let early = count("2025-10-01");
    let codes: Vec<&str> =
        early["findings"].as_array().unwrap().iter().filter_map(|f| f["code"].as_str()).collect();
    assert!(codes.contains(&"W1320"), "{codes:?}");
    run(args!["count", &round, &decided, "--date", "soon"]).exits(2);
}

#[test]
fn what_the_survey_says_is_held_against_the_allocation() {
    let dir = tempdir().unwrap();
    let round = city(dir.path(), &[("specific-place-only", 1)], 1, 2);
    let survey = round.join("survey.csv");
    // C00003 has a seat; nothing is open within a minute of C00001.
    fs::write(
        &survey,
        "child_id,situation,offer_refused,reach_minutes\nC00001,specific-place-only,open,1\nC00003,on-leave,,\n",
    )
    .unwrap();
    let decided = allocated(dir.path(), &round);
    let json = run(args!["count", &round, &decided, "--json"]).exits(0).json();
    let told: Vec<(&str, &str)> = json["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| (f["code"].as_str().unwrap(), f["value"].as_str().unwrap_or("")))
        .collect();
    assert_eq!(told, [("N1319", ""), ("W1316", "C00003"), ("W1317", "C00001")]);
    assert_eq!(figure(&json["count"], "specific-place-only", "all", "*"), Some(1));
    // A city can ask for more than the refusal.
    let settings = round.join("round.toml");
    let text = fs::read_to_string(&settings).unwrap() + "[count]\nspecific_place = \"confirmed\"\n";
    fs::write(&settings, text).unwrap();
    let strict = run(args!["count", &round, &decided, "--json"]).exits(0).json();
    assert_eq!(figure(&strict["count"], "official", "all", "*"), Some(2));
    assert_eq!(strict["other_state"], true, "round.toml is another than the one decided");
    assert_eq!(json["other_state"], false, "the survey is no part of what was decided");
}

#[test]
fn what_is_published_names_no_child_and_no_small_group() {
    let dir = tempdir().unwrap();
    let round = city(dir.path(), &[("on-leave", 40), ("enterprise-led", 2)], 41, 40);
    let decided = allocated(dir.path(), &round);
    let out = dir.path().join("public");
    let json =
        run(args!["count", &round, &decided, "--out", &out, "--suppress", "5", "--json"]).exits(0).json();
    assert_eq!(entries(&out), ["count.csv", "count.json"]);
    let count = &json["count"];
    assert!(count["overlaps"].is_null() && count["offers_proposed"].is_null());
    assert_eq!(figure(count, "official", "all", "*"), Some(41));
    // Two in an enterprise-led nursery are kept back, and the 40 on leave with them: together they are the hidden 42.
    assert_eq!(
        (figure(count, "enterprise-led", "all", "*"), figure(count, "on-leave-no-return", "all", "*")),
        (None, None)
    );
    assert_eq!(figure(count, "hidden", "all", "*"), Some(42));
    let text = fs::read_to_string(out.join("count.csv")).unwrap()
        + &fs::read_to_string(out.join("count.json")).unwrap();
    assert!(!text.contains("C0000"));
    let shown = run(args!["count", &round, &decided, "--suppress", "5"]).exits(0);
    assert!(!shown.out.contains("C0000") && !shown.err.contains("C0000"));
    // Tables about single children from an earlier run do not stay behind.
    run(args!["count", &round, &decided, "--out", &out]).exits(0);
    assert!(out.join("waiting.csv").exists());
    run(args!["count", &round, &decided, "--out", &out, "--suppress", "5"]).exits(0);
    assert_eq!(entries(&out), ["count.csv", "count.json"]);
}

#[test]
fn allocations_made_elsewhere_are_counted_and_wrong_ones_refused() {
    let dir = tempdir().unwrap();
    let round = city(dir.path(), &[("on-leave", 1)], 2, 1);
    let table = dir.path().join("hand.csv");
    fs::write(&table, "児童ID,施設ID\nC00001,\nC00002,full\nC00003,\nC00004,\n").unwrap();
    let json = run(args!["count", &round, &table, "--json"]).exits(0).json();
    assert_eq!(figure(&json["count"], "official", "all", "*"), Some(2));
    fs::write(&table, "child_id,facility_id\nC00001,full\nC00002,full\nC00003,\nC00004,\n").unwrap();
    let refused = run(args!["count", &round, &table, "--out", dir.path().join("none")]).exits(1);
    assert!(refused.err.contains("V01") || refused.err.contains("V0"), "{}", refused.err);
    assert!(!dir.path().join("none").exists());
    run(args!["count", &round, dir.path().join("missing.csv")]).exits(2);
    // A broken survey refuses the round with its finding.
    fs::write(round.join("survey.csv"), "child_id,situation\nNOBODY,on-leave\n").unwrap();
    let refused = run(args!["count", &round, &table, "--json"]).exits(1).json();
    let told = refused["findings"].as_array().unwrap();
    assert!(told.iter().any(|f| f["code"] == "E0404"), "{refused}");
}

#[test]
fn the_order_of_rows_and_languages_of_headers_leave_no_trace() {
    let dir = tempdir().unwrap();
    let parts = [("on-leave", 3), ("specific-place-only", 4), ("enterprise-led", 2)];
    let round = city(dir.path(), &parts, 5, 6);
    let turned = dir.path().join("turned");
    copy_round(&round, &turned, |name, bytes| {
        if !name.ends_with(".csv") {
            return bytes;
        }
        let text = String::from_utf8(bytes).unwrap();
        let (head, rows) = text.split_once('\n').unwrap();
        let mut rows: Vec<&str> = rows.lines().collect();
        rows.reverse();
        let head = match name {
            "survey.csv" => "児童番号,状況,断った施設,復職の意思",
            _ => head,
        };
        format!("{head}\n{}\n", rows.join("\n")).into_bytes()
    });
    let count = |round: &Path, name: &str| {
        let decided = dir.path().join(format!("{name}-decided"));
        run(args!["allocate", round, "--out", &decided]).exits(0);
        let out = dir.path().join(name);
        run(args!["count", round, &decided, "--out", &out]).exits(0);
        files(&out).into_iter().filter(|(n, _)| n != "count.json").collect::<Vec<_>>()
    };
    assert_eq!(count(&round, "a"), count(&turned, "b"));
}

#[test]
fn the_sample_of_soja_has_a_survey() {
    let dir = tempdir().unwrap();
    let round = root().join("data/soja");
    let decided = allocated(dir.path(), &round);
    let result: Value = serde_json::from_slice(&fs::read(decided.join("result.json")).unwrap()).unwrap();
    assert_eq!((result["seated"].as_u64(), result["children"].as_u64()), (Some(311), Some(503)));
    let json = run(args!["count", &round, &decided, "--json"]).exits(0).json();
    assert_eq!(json["other_state"], false);
    let all = |line: &str| figure(&json["count"], line, "all", "*").unwrap();
    assert_eq!(all("round") + all("outside"), 503);
    assert_eq!(all("deferred") + all("outside-deferred"), 192 + 3, "three residents are deferred elsewhere");
    assert_eq!(all("deferred"), all("official") + all("hidden"));
    assert!(all("hidden") > all("official") && all("official") > 0);
    assert!(json["count"]["overlaps"].as_array().unwrap().iter().any(|o| o["code"] != o["other"]));
    let october = run(args!["count", &round, &decided, "--date", "2026-10-01", "--json"]).exits(0).json();
    assert_ne!(october["count"]["rows"], json["count"]["rows"]);
}
