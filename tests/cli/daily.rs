//! Rounds of day services from the command line.

use crate::args;
use crate::support::{copy_round, entries, outputs, root, run};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::tempdir;

fn daily() -> PathBuf {
    root().join("data/daily")
}

fn soja() -> PathBuf {
    root().join("data/soja-daily")
}

/// Codes of the violations of a table, which has to be refused.
fn violations(round: &Path, table: &Path) -> Vec<String> {
    let found = run(args!["verify", round, table, "--json"]).exits(1).json();
    let codes = found["violations"].as_array().unwrap().iter();
    codes.map(|v| v["code"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn the_sample_has_the_answer_written_beside_it() {
    let dir = tempdir().unwrap();
    let out = dir.path().join("out");
    let told = run(args!["allocate", daily(), "--out", &out, "--no-bom", "--lang", "en"]).exits(0).out;
    assert!(told.contains("sick: no isolation room") && told.contains("temporary: days used up"), "{told}");
    let expected = fs::read_to_string(daily().join("expected/allocation.csv")).unwrap();
    assert_eq!(fs::read_to_string(out.join("allocation.csv")).unwrap(), expected);
    let judged = run(args!["verify", daily(), out.join("allocation.csv"), "--require-stable", "--json"]);
    let judged = judged.exits(0).json();
    assert_eq!((&judged["result_checked"], &judged["passed_over"]), (&true.into(), &serde_json::json!([])));
    let rechecked = &judged["refusals_rechecked"];
    assert_eq!((&rechecked["right"], &rechecked["wrong"]), (&6.into(), &0.into()), "{judged}");
    let result = fs::read_to_string(out.join("result.json")).unwrap();
    assert!(
        result.contains("\"programme\": \"daily\"") && result.contains("\"status\": \"optimal\""),
        "{result}"
    );
    let tables = ["reasons", "waitlist", "openings", "unmet", "cap_use"].map(|name| format!("{name}.csv"));
    let files = entries(&out);
    assert!(
        tables.iter().all(|t| files.contains(t)) && files.contains(&"proof.json".to_owned()),
        "{files:?}"
    );
    // The seat that is free as a child stays at home in return for holiday care.
    let calendar = fs::read_to_string(out.join("openings.csv")).unwrap();
    assert!(calendar.contains("F3,temporary,2026-05-11,08:00-12:30,1,0,1,0,0,1,1,0,"), "{calendar}");
    assert!(!calendar.contains("F5,convalescent,2026-05-14"), "{calendar}");
}

#[test]
fn every_request_is_told_why() {
    let dir = tempdir().unwrap();
    let out = dir.path().join("out");
    run(args!["allocate", daily(), "--out", &out]).exits(0);
    let explain = |id: &str| run(args!["explain", daily(), &out, id, "--lang", "en"]).exits(0).out;
    let room = explain("Q17");
    assert!(room.contains("[ISOLATION]") && room.contains("Waiting: site F4"), "{room}");
    // The common room is no help, and that is said.
    let beside = "1 of the seats in the common room are free, but it takes no illness that is kept apart.";
    assert!(room.contains("no isolation room is left") && room.contains(beside), "{room}");
    let cap = explain("Q09");
    assert!(cap.contains("私的利用 週2日") && cap.contains("[CAP]"), "{cap}");
    // A child has all its requests told.
    let child = explain("C04");
    assert!(["Q04", "Q08", "Q09"].iter().all(|q| child.contains(q)), "{child}");
    assert!(explain("Q23").contains("withdrawn"));
    assert!(explain("Q21").contains("as confirmed before"));
    let ja = run(args!["explain", daily(), &out, "Q24", "--lang", "ja"]).exits(0).out;
    assert!(ja.contains("保育士"), "{ja}");
    run(args!["explain", daily(), &out, "Q99"]).exits(2);
}

#[test]
fn tables_that_cannot_be_are_refused() {
    let dir = tempdir().unwrap();
    let out = dir.path().join("out");
    run(args!["allocate", daily(), "--out", &out, "--no-bom"]).exits(0);
    let table = fs::read_to_string(out.join("allocation.csv")).unwrap();
    let other = dir.path().join("other.csv");
    let judged = |from: &str, to: &str| {
        assert!(table.contains(from), "{from}");
        fs::write(&other, table.replacen(from, to, 1)).unwrap();
        violations(&daily(), &other)
    };
    let none = ",,,day,,,unplaced,";
    let q05 = "Q05,C05,H05,temporary,F1,2026-05-08,day,temporary,,placed,1,GRANTED";
    assert_eq!(judged(q05, ""), ["R31"]);
    assert_eq!(judged(q05, &format!("{q05}\n{q05}")), ["R32"]);
    assert_eq!(judged(q05, &q05.replace("Q05", "Q55")), ["R31", "R33"]);
    assert_eq!(judged(q05, &q05.replace("F1", "F9")), ["R34"]);
    assert_eq!(judged(q05, &q05.replace("F1", "F4")), ["R35"]);
    assert_eq!(judged(q05, &q05.replace("2026-05-08", "2026-06-08")), ["R36"]);
    assert_eq!(judged("sick,R1,placed", "sick,R9,placed"), ["R37"]);
    assert_eq!(judged(q05, &q05.replace("C05", "C06")), ["R38"]);
    assert_eq!(judged(q05, &q05.replace("F1,", ",")), ["R39"]);
    // Another date, another wish, a fourth child where three have seats.
    assert_eq!(judged(q05, &q05.replace("2026-05-08", "2026-05-15")), ["VR05"]);
    assert_eq!(judged(q05, &q05.replace("placed,1", "placed,2")), ["VR06"]);
    let q02 = "Q02,C02,H02,temporary,F2,2026-05-08,day,temporary,,placed,2,GRANTED";
    let full = judged(q02, &q02.replace("F2", "F1").replace("placed,2", "placed,1"));
    assert_eq!(full, ["VR12", "VR12"]);
    assert_eq!(
        judged("Q21,C10,H10,sick,F4,2026-05-12,day,sick,R1,kept,1", &format!("Q21,C10,H10,sick{none}")),
        ["VR04"]
    );
    assert_eq!(
        judged("Q16,C11,H11,sick,F4,2026-05-07,day,sick,R2", "Q16,C11,H11,sick,F4,2026-05-07,day,sick,"),
        ["VR16"]
    );
    assert_eq!(
        judged(
            "Q12,C09,H08,holiday,F3,2026-05-03,day,holiday,,placed,1",
            &format!("Q12,C09,H08,holiday{none}")
        ),
        ["VR09"]
    );
    // A table of two columns is enough where the first date is meant.
    let bare = "request_id,facility_id\nQ05,F1\n";
    fs::write(&other, bare).unwrap();
    let codes = violations(&daily(), &other);
    assert!(codes.iter().all(|c| c == "R31" || c == "VR04"), "{codes:?}");
}

#[test]
fn claims_that_are_not_true_are_refused() {
    let dir = tempdir().unwrap();
    let out = dir.path().join("out");
    run(args!["allocate", daily(), "--out", &out]).exits(0);
    let result = fs::read_to_string(out.join("result.json")).unwrap();
    fs::write(out.join("result.json"), result.replace("\"withdrawn\": 1", "\"withdrawn\": 2")).unwrap();
    assert_eq!(violations(&daily(), &out.join("allocation.csv")), ["R40"]);
}

#[test]
fn rules_that_move_nobody_are_held_against_the_one_that_does() {
    let dir = tempdir().unwrap();
    let (priority, first) = (dir.path().join("priority"), dir.path().join("first"));
    run(args!["allocate", daily(), "--out", &priority]).exits(0);
    run(args!["allocate", daily(), "--out", &first, "--mechanism", "first-come"]).exits(0);
    run(args!["verify", daily(), first.join("allocation.csv")]).exits(0);
    // By the order of need it is not in order.
    run(args!["verify", daily(), first.join("allocation.csv"), "--require-stable"]).exits(1);
    let compared = run(args!["compare", &first, &priority, "--json"]).exits(0).json();
    let changes = compared["changes"].as_array().unwrap();
    let urgent = changes.iter().find(|c| c["request"] == "Q05").expect("gains");
    assert_eq!((&urgent["change"], &urgent["after"]["facility"]), (&"gained".into(), &"F1".into()));
    let told = run(args!["compare", &priority, &priority, "--lang", "en"]).exits(0).out;
    assert!(told.contains("requests with the same place or none: 25"), "{told}");
    let points = dir.path().join("points");
    run(args!["allocate", daily(), "--out", &points, "--mechanism", "points-order"]).exits(0);
    for (name, value) in [("--mechanism", "stable-optimal"), ("--ties", "weak"), ("--objective", "seated")] {
        run(args!["allocate", daily(), "--out", dir.path().join("no"), name, value]).exits(2);
    }
    assert!(!dir.path().join("no").exists());
    run(args![
        "allocate",
        root().join("data/tiny"),
        "--out",
        dir.path().join("no"),
        "--mechanism",
        "priority"
    ])
    .exits(2);
}

#[test]
fn confirmed_requests_that_do_not_fit_are_refused() {
    let dir = tempdir().unwrap();
    let round = dir.path().join("round");
    copy_round(&daily(), &round, |name, bytes| match name {
        "requests.csv" => {
            let text = String::from_utf8(bytes).unwrap();
            let confirm = |text: String, id: &str| {
                let line = text.lines().find(|l| l.starts_with(id)).unwrap().to_owned();
                text.replace(&line, &format!("{line}confirmed"))
            };
            ["Q15", "Q16", "Q17", "Q25"].into_iter().fold(text, confirm).into_bytes()
        }
        _ => bytes,
    });
    let told = run(args!["check", &round, "--json"]).exits(1).json();
    let codes: Vec<&str> =
        told["findings"].as_array().unwrap().iter().map(|f| f["code"].as_str().unwrap()).collect();
    assert!(codes.contains(&"E1816"), "{codes:?}");
    let out = dir.path().join("out");
    run(args!["allocate", &round, "--out", &out]).exits(1);
    assert!(!out.exists());
}

#[test]
fn threads_the_order_of_rows_and_the_encoding_leave_no_trace() {
    let dir = tempdir().unwrap();
    let (a, b, c) = (dir.path().join("a"), dir.path().join("b"), dir.path().join("c"));
    run(args!["allocate", soja(), "--out", &a, "--threads", "1"]).exits(0);
    let turned = dir.path().join("turned");
    copy_round(&soja(), &turned, |name, bytes| {
        if !name.ends_with(".csv") {
            return bytes;
        }
        let text = String::from_utf8(bytes).unwrap();
        let mut lines: Vec<&str> = text.lines().collect();
        lines[1..].reverse();
        lines.join("\n").into_bytes()
    });
    run(args!["allocate", &turned, "--out", &b, "--threads", "2"]).exits(0);
    let sjis = dir.path().join("sjis");
    copy_round(&soja(), &sjis, |name, bytes| {
        let text = String::from_utf8(bytes).unwrap();
        if !name.ends_with(".csv") {
            return text.into_bytes();
        }
        encoding_rs::SHIFT_JIS.encode(text.trim_start_matches('\u{feff}')).0.into_owned()
    });
    run(args!["allocate", &sjis, "--out", &c]).exits(0);
    // The digest of the input is the only thing that tells them apart.
    let tables = |dir: &Path| -> Vec<(String, Vec<u8>)> {
        outputs(dir).into_iter().filter(|(name, _)| name.ends_with(".csv")).collect()
    };
    assert_eq!(tables(&a), tables(&b));
    assert_eq!(tables(&a), tables(&c));
}

#[test]
fn the_month_of_soja_is_decided_and_nearly_all_of_it_proven() {
    let dir = tempdir().unwrap();
    let out = dir.path().join("out");
    run(args!["check", soja()]).exits(0);
    run(args!["allocate", soja(), "--out", &out]).exits(0);
    let judged = run(args!["verify", soja(), out.join("allocation.csv"), "--require-stable", "--json"]);
    assert_eq!(judged.exits(0).json()["clean"], true);
    let result: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(out.join("result.json")).unwrap()).unwrap();
    // Of some seventy refusals all but one at most are proven: many who could make room, of whom a child is elsewhere.
    let proven = |key: &str| result["proven"][key].as_u64().unwrap();
    assert!(proven("refusals") > 50 && proven("refusals_proven") + 1 >= proven("refusals"), "{result}");
    assert_eq!(proven("wishes"), proven("wishes_proven"));
    // Never more than three a day in the sick-care room.
    let calendar = fs::read_to_string(out.join("openings.csv")).unwrap();
    let room: Vec<&str> = calendar.lines().filter(|l| l.starts_with("hotto-chuppy,sick,")).collect();
    let children = |line: &&str| line.split(',').nth(4).unwrap().parse::<u32>().unwrap();
    assert!(room.iter().all(|l| children(l) <= 3) && room.iter().any(|l| children(l) == 3), "{room:?}");
    // Closed in the afternoon of Wednesdays.
    assert!(!calendar.contains("hotto-chuppy,sick,2026-05-13,12:30-17:30"));
}

/// The morning of the sick room: a room that comes free goes to the first who fits, a new request waits its turn, nobody is moved.
#[test]
fn the_day_is_served_event_by_event() {
    let dir = tempdir().unwrap();
    let (round, out, after) = (dir.path().join("round"), dir.path().join("out"), dir.path().join("after"));
    copy_round(&daily(), &round, |_, bytes| bytes);
    run(args!["allocate", &round, "--out", &out, "--no-bom"]).exits(0);
    let table = round.join("requests.csv");
    let rows = fs::read_to_string(&table).unwrap();
    let new = "Q26,C02,sick,2026-05-07,,day,,cold,yes,,,F4,,2026-05-07 7:00,\n";
    fs::write(&table, format!("{}\n{new}", rows.trim_end())).unwrap();
    let events = dir.path().join("events.csv");
    fs::write(&events, "event,request_id\ncancel,Q15\nnew,Q26\n取消し,Q25\ncancel,Q22\n").unwrap();
    let told =
        run(args!["now", &round, &out, "--events", &events, "--out", &after, "--no-bom", "--lang", "en"]);
    let told = told.exits(0).out;
    assert!(told.contains("3. Q17: called: tell the family F4 2026-05-07 room R1"), "{told}");
    let changes = fs::read_to_string(after.join("changes.csv")).unwrap();
    let effects: Vec<(&str, &str)> = changes
        .lines()
        .skip(1)
        .map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            (cells[1], cells[3])
        })
        .collect();
    assert_eq!(effects[0], ("Q15", "cancelled"));
    assert_eq!(effects[2..], [("Q25", "cancelled"), ("Q17", "called"), ("Q22", "off-the-list")]);
    assert!(matches!(effects[1], ("Q26", "granted" | "waits")), "{changes}");
    // Everybody else is where he was.
    let lines = |dir: &Path| fs::read_to_string(dir.join("allocation.csv")).unwrap();
    let (before, now) = (lines(&out), lines(&after));
    let touched = ["Q15", "Q17", "Q22", "Q25", "Q26"];
    let kept = |text: &str| -> Vec<String> {
        let of = |line: &&str| !touched.iter().any(|id| line.starts_with(id));
        text.lines().filter(of).map(|l| l.rsplit_once(',').unwrap().0.to_owned()).collect()
    };
    assert_eq!(kept(&before), kept(&now));
    assert!(now.contains("\nQ15,C10,H10,sick,,,day,,,withdrawn,,WITHDRAWN"), "{now}");
}

#[test]
fn events_that_cannot_be_are_all_told() {
    let dir = tempdir().unwrap();
    let (out, after) = (dir.path().join("out"), dir.path().join("after"));
    run(args!["allocate", daily(), "--out", &out]).exits(0);
    let events = dir.path().join("events.csv");
    let said = |text: &str| -> Vec<(String, u64)> {
        fs::write(&events, text).unwrap();
        let refused =
            run(args!["now", daily(), &out, "--events", &events, "--out", &after, "--json"]).exits(1).json();
        let found = refused["findings"].as_array().unwrap().iter();
        found
            .map(|f| (f["code"].as_str().unwrap().to_owned(), f["place"]["line"].as_u64().unwrap()))
            .collect()
    };
    assert_eq!(said("event,request_id\ncancel,Q99\ncancel,Q01\n"), [("E1833".to_owned(), 2)]);
    // Twice, withdrawn before, one of two siblings who come together, not new.
    let found = said("event,request_id\ncancel,Q01\ncancel,Q01\ncancel,Q23\ncancel,Q11\nnew,Q02\n");
    let lines: Vec<u64> = found.iter().map(|f| f.1).collect();
    assert!(found.iter().all(|f| f.0 == "E1834"), "{found:?}");
    assert_eq!(lines, [3, 4, 5, 6]);
    // Q14 sits on the regular seat that is free because of Q11; once it is cancelled, Q11 may be.
    let both = [("E1834".to_owned(), 2), ("E1834".to_owned(), 3)];
    assert_eq!(said("event,request_id\ncancel,Q11\ncancel,Q12\n"), both);
    assert!(!after.exists());
    fs::write(&events, "event,request_id\ncancel,Q14\ncancel,Q11\ncancel,Q12\n").unwrap();
    run(args!["now", daily(), &out, "--events", &events, "--out", &after]).exits(0);
}
