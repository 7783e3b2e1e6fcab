//! Club rounds from the command line.

use crate::args;
use crate::support::{copy_round, entries, outputs, root, run};
use std::fs;
use std::path::PathBuf;
use tempfile::tempdir;

fn clubs() -> PathBuf {
    root().join("data/clubs")
}

fn soja() -> PathBuf {
    root().join("data/soja-clubs")
}

#[test]
fn the_sample_has_the_answer_written_beside_it() {
    let dir = tempdir().unwrap();
    let out = dir.path().join("out");
    let told = run(args!["allocate", clubs(), "--out", &out, "--no-bom", "--lang", "en"]).exits(0).out;
    assert!(told.contains("D3 (no club)"), "{told}");
    let expected = fs::read_to_string(clubs().join("expected/allocation.csv")).unwrap();
    assert_eq!(fs::read_to_string(out.join("allocation.csv")).unwrap(), expected);
    let judged = run(args!["verify", clubs(), out.join("allocation.csv"), "--require-stable", "--json"]);
    let judged = judged.exits(0).json();
    assert_eq!((&judged["proof_checked"], &judged["blocking_households"]), (&true.into(), &0.into()));
    let result = fs::read_to_string(out.join("result.json")).unwrap();
    assert!(
        result.contains("\"programme\": \"club\"") && result.contains("\"status\": \"optimal\""),
        "{result}"
    );
    let files = entries(&out);
    for file in ["cutoffs.csv", "districts.csv", "routes.csv", "waitlist.csv", "reasons.csv", "proof.json"] {
        assert!(files.contains(&file.to_owned()), "{file} of {files:?}");
    }
    // Nine by area on the weekdays, two declared on Saturdays, and none of the others.
    let cut_offs = fs::read_to_string(out.join("cutoffs.csv")).unwrap();
    assert!(
        cut_offs.contains("K1,term,M,9,9,area,0,") && cut_offs.contains("K1,term,S,2,2,declared,0,"),
        "{cut_offs}"
    );
    assert!(!cut_offs.contains("K1,summer,S"), "{cut_offs}");
}

#[test]
fn every_child_is_told_why() {
    let dir = tempdir().unwrap();
    let out = dir.path().join("out");
    run(args!["allocate", clubs(), "--out", &out]).exits(0);
    let explain = |child: &str| run(args!["explain", clubs(), &out, child, "--lang", "en"]).exits(0).out;
    let bus = explain("C01");
    assert!(bus.contains("no seat on the way there") && bus.contains("route BUS T"), "{bus}");
    let fewer = explain("A05");
    assert!(
        fewer.contains("a seat at club K1 (TH, wish 22)") && fewer.contains("term M: 9 seats, 9 of them"),
        "{fewer}"
    );
    let summer = explain("A09");
    assert!(summer.contains("decided by coming all year"), "{summer}");
    assert!(explain("C02").contains("Transport: BUS."));
    run(args!["explain", clubs(), &out, "Z9"]).exits(2);
}

#[test]
fn tables_that_cannot_be_are_refused() {
    let dir = tempdir().unwrap();
    let out = dir.path().join("out");
    run(args!["allocate", clubs(), "--out", &out, "--no-bom"]).exits(0);
    let table = fs::read_to_string(out.join("allocation.csv")).unwrap();
    let other = dir.path().join("other.csv");
    let judged = |from: &str, to: &str| {
        assert!(table.contains(from), "{from}");
        fs::write(&other, table.replacen(from, to, 1)).unwrap();
        let found = run(args!["verify", clubs(), &other, "--json"]).exits(1).json();
        let codes = found["violations"].as_array().unwrap().iter();
        codes.map(|v| v["code"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let placed = "A02,HB,1,K1,placed,1,WISH_GIVEN,MTWHF";
    assert_eq!(judged(placed, "A02,HB,1,K1,placed,1,WISH_GIVEN,MTWX"), ["R22"]);
    assert_eq!(judged(placed, "A02,HB,1,K1,placed,1,WISH_GIVEN,MT"), ["R23"]);
    assert_eq!(judged(placed, "A02,HB,2,K1,placed,1,WISH_GIVEN,MTWHF"), ["R24"]);
    assert_eq!(judged(placed, "A02,HB,1,K9,placed,1,WISH_GIVEN,MTWHF"), ["R04"]);
    assert_eq!(judged(placed, "A02,HB,1,K1,kept,1,WISH_GIVEN,MTWHF"), ["R05"]);
    assert_eq!(judged(placed, "A02,HB,1,K1,placed,2,WISH_GIVEN,MTWHF"), ["R06"]);
    // One child more in summer: three days are over, and nothing is told twice.
    let summer =
        judged("A09,HI,5,,unplaced,,LOWER_PRIORITY,,summer", "A09,HI,5,K1,placed,1,WISH_GIVEN,MTWHF,summer");
    assert_eq!(summer, ["R25", "R25", "R25"]);
    // Siblings of whom the elder alone gets a seat.
    let sibling = judged("B01,HJ,1,K2,placed,1,WISH_GIVEN,MTWHF,year,D2,", "B01,HJ,1,,unplaced,,,,,,");
    assert_eq!(sibling, ["V09"]);
}

#[test]
fn the_rule_of_many_towns_is_held_against_the_stable_one() {
    let dir = tempdir().unwrap();
    let (stable, first) = (dir.path().join("stable"), dir.path().join("first"));
    let round = dir.path().join("round");
    copy_round(&clubs(), &round, |_, bytes| bytes);
    // A child of D1 names K2 first, where it stands behind the children of D2.
    let wishes = fs::read_to_string(round.join("wishes.csv")).unwrap();
    fs::write(round.join("wishes.csv"), wishes + "A02,1,K2,\nA02,2,K1,\n").unwrap();
    run(args!["allocate", &round, "--out", &stable]).exits(0);
    run(args!["allocate", &round, "--out", &first, "--mechanism", "first-choice"]).exits(0);
    let compared = run(args!["compare", &stable, &first, "--json"]).exits(0).json();
    let changes = compared["changes"].as_array().unwrap();
    let lost = changes.iter().find(|c| c["child"] == "A02").expect("left out");
    assert_eq!((&lost["change"], &lost["before"]["weekdays"]), (&"lost_seat".into(), &"MTWHF".into()));
    assert!(!entries(&stable).contains(&"reversals.csv".to_owned()));
    let reversals = fs::read_to_string(first.join("reversals.csv")).unwrap();
    // It should have had K1 before those who came after it there.
    assert!(reversals.contains("A02,2,K1,MTWHF,1,"), "{reversals}");
}

#[test]
fn threads_and_the_order_of_rows_leave_no_trace() {
    let dir = tempdir().unwrap();
    let (a, b) = (dir.path().join("a"), dir.path().join("b"));
    let round = dir.path().join("round");
    copy_round(&soja(), &round, |_, bytes| bytes);
    run(args!["allocate", soja(), "--out", &a]).exits(0);
    for table in ["children.csv", "wishes.csv", "units.csv", "districts.csv"] {
        let text = fs::read_to_string(round.join(table)).unwrap();
        let mut lines: Vec<&str> = text.lines().collect();
        lines[1..].reverse();
        fs::write(round.join(table), lines.join("\n")).unwrap();
    }
    run(args!["allocate", &round, "--out", &b, "--threads", "1"]).exits(0);
    let tables =
        |dir| outputs(dir).into_iter().filter(|(name, _)| name.ends_with(".csv")).collect::<Vec<_>>();
    assert_eq!(tables(&a), tables(&b));
    // Decided near to its own decision nothing changes.
    let near = dir.path().join("near");
    run(args!["allocate", soja(), "--out", &near, "--near", a.join("allocation.csv")]).exits(0);
    let read = |dir: &PathBuf| fs::read_to_string(dir.join("allocation.csv")).unwrap();
    assert_eq!(read(&a), read(&near));
}

#[test]
fn plans_and_units() {
    let dir = tempdir().unwrap();
    let (plan, out, units) = (dir.path().join("plan"), dir.path().join("out"), dir.path().join("units"));
    let found = run(args!["clubs", soja(), "--out", &plan, "--json"]).exits(0).json();
    assert_eq!((&found["proven"], &found["nowhere"]), (&true.into(), &0.into()));
    let lacking: Vec<_> =
        found["without_club"].as_array().unwrap().iter().map(|d| &d["district_id"]).collect();
    assert_eq!(lacking, ["ikeda", "niimoto"]);
    assert!(entries(&plan).contains(&"needs.csv".to_owned()));
    // Everybody at a home club: the two districts get clubs.
    let home = run(args!["clubs", soja(), "--reach", "home-only", "--json"]).exits(0).json();
    assert_eq!((&home["totals"]["new_clubs"], &home["elsewhere"]), (&2.into(), &0.into()));
    run(args!["allocate", soja(), "--out", &out]).exits(0);
    let divided = run(args!["units", soja(), &out, "--out", &units, "--json"]).exits(0).json();
    let all = divided["clubs"].as_array().unwrap();
    assert!(all.iter().all(|c| c["proven"] == true && c["split"] == 0 && c["over_hard"] == 0), "{all:?}");
    let rows = fs::read_to_string(units.join("units.csv")).unwrap().lines().count() - 1;
    let children: u64 = all
        .iter()
        .flat_map(|c| c["units"].as_array().unwrap())
        .map(|u| u["children"].as_u64().unwrap())
        .sum();
    assert_eq!(rows as u64, children);
    // Nursery rounds have neither.
    run(args!["clubs", root().join("data/tiny")]).exits(2);
    run(args!["units", root().join("data/tiny"), &out]).exits(2);
    // Commands of nursery rounds say so in one finding.
    let refused = run(args!["restore", clubs(), "--out", dir.path().join("x"), "--json"]).exits(1).json();
    let codes: Vec<_> = refused["findings"].as_array().unwrap().iter().map(|f| &f["code"]).collect();
    assert_eq!(codes, ["E0221"]);
}
