//! A round of clubs with a rulebook: decided, judged, and its points line by line.

use crate::args;
use crate::support::{root, run};
use std::fs;
use std::path::Path;
use tempfile::tempdir;

/// Two clubs, two children for one seat at K1: B has more points there, since K1 is its home club.
fn write(dir: &Path) {
    let style = fs::read_to_string(root().join("data/rulebooks/club-style.toml")).unwrap();
    let home = "[[group]]\nid = \"here\"\nlevel = \"facility\"\n[[group.item]]\nid = \"home\"\ntext = \"地区のクラブ\"\nwhen = \"at.home\"\npoints = 2.5\n";
    let files = [
        (
            "round.toml",
            "programme = \"club\"\nname = \"学童\"\nfiscal_year = 2026\nentry_date = 2026-04-01\n\
             [priority]\nlottery_seed = 1\nrulebook = \"rules.toml\"\n[club]\norder = [\"score\"]\n"
                .to_owned(),
        ),
        ("rules.toml", format!("{style}\n{home}")),
        ("facilities.csv", "facility_id,name,district_id\nK1,秦,D1\nK2,常盤,D2\n".to_owned()),
        (
            "districts.csv",
            "district_id,neighbour_district_ids,facility_ids\nD1,D2,K1\nD2,,K2\n".to_owned(),
        ),
        ("units.csv", "facility_id,declared_seats\nK1,1\nK2,9\n".to_owned()),
        (
            "children.csv",
            "child_id,household_id,grade,weekdays,min_days,district_id\nA,H1,1,MTWHF,4,D2\nB,H2,1,MTWHF,,D1\n"
                .to_owned(),
        ),
        ("wishes.csv", "child_id,rank,facility_id\nA,1,K1\nA,2,K2\nB,1,K1\nB,2,K2\n".to_owned()),
        (
            "guardians.csv",
            "household_id,guardian_id,kind,days_week,hours_day\n\
             H1,P,work,5,8\nH1,Q,work,4,6\nH2,R,work,5,8\nH2,S,work,4,4\n"
                .to_owned(),
        ),
    ];
    for (name, text) in files {
        fs::write(dir.join(name), text).unwrap();
    }
}

#[test]
fn points_stand_line_by_line_and_once_for_each_club() {
    let folder = tempdir().unwrap();
    write(folder.path());
    let said = run(args!["score", folder.path(), "--child", "A", "--lang", "en"]).exits(0).out;
    assert!(said.starts_with("child A: 合計点 24"), "{said}");
    for part in [
        "18  work-4-6 [Q work]",
        "(20)  work-5-8 [P work]",
        "6  grade-1  1年生 <学年の点 (見本)> {child.grade = 1}",
        "4  days [Q work]",
        "wish 7, facility K2: 合計点 26.5",
        "2.5  home  地区のクラブ {at.home = yes}",
    ] {
        assert!(said.contains(part), "{part} is not in\n{said}");
    }
    assert_eq!(
        said.matches("facility K2").count(),
        1,
        "its lines with fewer days have the same points: {said}"
    );
    let out = folder.path().join("points");
    run(args!["score", folder.path(), "--out", &out, "--no-bom"]).exits(0);
    let scores = fs::read_to_string(out.join("scores.csv")).unwrap();
    let rows: Vec<&str> = scores.lines().skip(1).collect();
    assert_eq!(rows, ["A,,24,1,0,0,-4", "A,K2,26.5,1,0,0,-4", "B,,23,1,0,0,-4", "B,K1,25.5,1,0,0,-4"]);
    let lines = fs::read_to_string(out.join("score_lines.csv")).unwrap();
    assert_eq!(lines.lines().filter(|l| l.contains(",home,")).count(), 2, "{lines}");
    for flag in [["--diff", "rules.toml"], ["--draws", "3"]] {
        let ran = run(args!["score", folder.path(), flag[0], flag[1], "--lang", "en"]).exits(2);
        assert!(ran.err.contains("for nursery rounds"), "{}", ran.err);
    }
}

#[test]
fn the_round_is_decided_by_its_points_judged_and_explained() {
    let folder = tempdir().unwrap();
    let (round, out) = (folder.path().join("round"), folder.path().join("out"));
    fs::create_dir(&round).unwrap();
    write(&round);
    run(args!["check", &round]).exits(0);
    run(args!["allocate", &round, "--out", &out]).exits(0);
    run(args!["verify", &round, out.join("allocation.csv")]).exits(0);
    let allocation = fs::read_to_string(out.join("allocation.csv")).unwrap();
    let seat = |child: &str| {
        let row = allocation.lines().find(|l| l.trim_start_matches('\u{feff}').starts_with(child)).unwrap();
        row.split(',').find(|c| c.starts_with('K')).unwrap_or("-").to_owned()
    };
    assert_eq!((seat("A,"), seat("B,")), ("K2".to_owned(), "K1".to_owned()), "{allocation}");
    let said = run(args!["explain", &round, &out, "A", "--lang", "en"]).exits(0).out;
    assert!(said.contains("points line by line:\nchild A: 合計点 24"), "{said}");
    // Other circumstances make another round: the result says so.
    let other = fs::read_to_string(round.join("guardians.csv")).unwrap().replace("S,work,4,4", "S,work,5,8");
    fs::write(round.join("guardians.csv"), other).unwrap();
    let ran = run(args!["explain", &round, &out, "A", "--lang", "en"]);
    assert!(ran.err.contains("another state of this round"), "{}", ran.err);
}
