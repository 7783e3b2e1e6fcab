//! `score`, and the other commands on a round with a rulebook.

use crate::args;
use crate::support::{Ran, copy_round, root, run, sekiwari};
use std::fs;
use std::path::PathBuf;
use tempfile::tempdir;

fn points() -> PathBuf {
    root().join("data/points")
}

#[test]
fn one_child_line_by_line() {
    let said = run(args!["score", points(), "--child", "C14", "--lang", "en"]).exits(0).out;
    assert!(said.starts_with("child C14: 合計点 38"), "{said}");
    for part in [
        "20  work-160 [P11 work]  月160時間以上の就労 <別表1 1>",
        "18  childbirth [Q11 childbirth]",
        "reason.event = -19",
        "wish 2, facility F1: 合計点 41",
        "3  sibling-here",
    ] {
        assert!(said.contains(part), "{part} is not in\n{said}");
    }
    assert!(!said.contains("C13"));
    run(args!["score", points(), "--child", "C99"]).exits(2);
}

#[test]
fn all_children_as_json_add_up() {
    let json = run(args!["score", points(), "--json"]).exits(0).json();
    let children = json["children"].as_array().unwrap();
    assert_eq!(children.len(), 14);
    let decimal = |v: &serde_json::Value| v.as_str().map_or(0.0, |t| t.parse::<f64>().unwrap());
    for child in children {
        let sum = |lines: &serde_json::Value| {
            lines.as_array().unwrap().iter().map(|l| decimal(&l["counted"])).sum::<f64>()
        };
        let general = sum(&child["lines"]);
        assert_eq!(decimal(&child["values"]["total"]), general, "{child}");
        for at in child["facilities"].as_array().unwrap() {
            assert_eq!(decimal(&at["values"]["total"]), general + sum(&at["lines"]), "{at}");
        }
    }
    let criteria = json["score"]["criteria"].as_array().unwrap();
    let full = criteria.iter().find(|c| c["item"] == "work-160").unwrap();
    assert_eq!((full["holds"].as_u64(), full["counts"].as_u64()), (Some(11), Some(11)));
}

#[test]
fn written_scores_give_the_same_decision_as_the_rulebook() {
    let dir = tempdir().unwrap();
    let (scores, ruled, plain) =
        (dir.path().join("scores"), dir.path().join("ruled"), dir.path().join("plain"));
    run(args!["score", points(), "--out", &scores]).exits(0);
    run(args!["allocate", points(), "--out", &ruled]).exits(0);
    // The same round with the computed scores in place of the rulebook.
    let copy = dir.path().join("round");
    copy_round(&points(), &copy, |name, bytes| {
        if name == "round.toml" {
            let text = String::from_utf8(bytes).unwrap();
            text.lines()
                .filter(|l| !l.starts_with("rulebook"))
                .map(|l| format!("{l}\n"))
                .collect::<String>()
                .into_bytes()
        } else {
            bytes
        }
    });
    fs::copy(scores.join("scores.csv"), copy.join("scores.csv")).unwrap();
    run(args!["allocate", &copy, "--out", &plain]).exits(0);
    let read = |folder: &PathBuf, file: &str| fs::read_to_string(folder.join(file)).unwrap();
    assert_eq!(read(&ruled, "allocation.csv"), read(&plain, "allocation.csv"));
    assert_eq!(read(&ruled, "waitlist.csv"), read(&plain, "waitlist.csv"));
    // Written again over itself, with the same bytes.
    let lines = read(&scores, "score_lines.csv");
    run(args!["score", points(), "--out", &scores]).exits(0);
    assert_eq!(read(&scores, "score_lines.csv"), lines);
    // Not over something else.
    fs::write(scores.join("mine.txt"), "mine").unwrap();
    run(args!["score", points(), "--out", &scores]).exits(2);
}

#[test]
fn threads_do_not_change_a_byte() {
    let with = |threads: &str, args: Vec<std::ffi::OsString>| {
        Ran::of(sekiwari().args(args).env("RAYON_NUM_THREADS", threads).output().unwrap()).exits(0).out
    };
    for extra in [vec!["--json"], vec!["--draws", "40", "--json"]] {
        let mut args = args!["score", points()].to_vec();
        args.extend(extra.iter().map(Into::into));
        assert_eq!(with("1", args.clone()), with("3", args));
    }
}

#[test]
fn another_rulebook_shows_whose_points_and_whose_seats_change() {
    let next = points().join("next-year.toml");
    let json = run(args!["score", points(), "--diff", &next, "--json"]).exits(0).json();
    assert_eq!((json["points_changed"].as_u64(), json["seats_changed"].as_u64()), (Some(1), Some(3)));
    let changes = json["changes"].as_array().unwrap();
    let c14 = changes.iter().find(|c| c["child"] == "C14").unwrap();
    assert_eq!((c14["before"].as_str(), c14["after"].as_str()), (Some("38"), Some("32")));
    let items: Vec<&str> =
        c14["items"].as_array().unwrap().iter().map(|i| i["item"].as_str().unwrap()).collect();
    assert_eq!(items, ["childbirth", "sibling-here @ F1"]);
    assert_eq!(c14["seat"]["before"], "F1");
    // Against itself nothing changes.
    let same = run(args!["score", points(), "--diff", points().join("rules.toml"), "--json"]).exits(0).json();
    assert_eq!(same["changes"].as_array().unwrap().len(), 0);
    // The seats are those that allocate gives.
    let dir = tempdir().unwrap();
    let copy = dir.path().join("round");
    copy_round(&points(), &copy, |_, bytes| bytes);
    fs::copy(&next, copy.join("rules.toml")).unwrap();
    let out = dir.path().join("out");
    run(args!["allocate", &copy, "--out", &out, "--no-bom"]).exits(0);
    let allocation = fs::read_to_string(out.join("allocation.csv")).unwrap();
    let row = |id: &str| allocation.lines().find(|l| l.starts_with(id)).unwrap().to_owned();
    assert!(row("C14,").contains(",unplaced,") && row("C12,").contains(",F1,placed,"), "{allocation}");
    // A broken one is refused with its place.
    let broken = dir.path().join("broken.toml");
    fs::write(&broken, fs::read_to_string(&next).unwrap().replace("at.sibling_here", "at.sibling_her"))
        .unwrap();
    let refused = run(args!["score", points(), "--diff", &broken, "--lang", "en"]).exits(1);
    assert!(refused.err.contains("E0625") && refused.err.contains("character"), "{}", refused.err);
}

#[test]
fn last_years_counts_stand_beside_and_what_moved_is_told() {
    let dir = tempdir().unwrap();
    let out = dir.path().join("out");
    run(args!["score", points(), "--out", &out, "--no-bom"]).exits(0);
    let criteria = out.join("criteria.csv");
    let same = run(args!["score", points(), "--last-year", &criteria, "--json"]).exits(0).json();
    let codes = |json: &serde_json::Value| {
        let list = json["findings"].as_array().unwrap().clone();
        list.into_iter().map(|f| f["code"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert!(!codes(&same).iter().any(|c| c == "W0802" || c == "N0803"));
    // Last year twelve children had a parent at work for 120 hours; an item is new.
    let text = fs::read_to_string(&criteria).unwrap();
    let changed: String = text
        .lines()
        .filter(|l| !l.starts_with("deferred"))
        .map(|l| if l.starts_with("work-120") { l.replacen(",3,3,", ",12,12,", 1) } else { l.to_owned() } + "\n")
        .collect();
    assert_ne!(text, changed);
    fs::write(&criteria, changed).unwrap();
    let moved = run(args!["score", points(), "--last-year", &criteria, "--json"]).exits(0).json();
    let codes = codes(&moved);
    assert_eq!(codes.iter().filter(|c| *c == "W0802").count(), 1, "{codes:?}");
    assert_eq!(codes.iter().filter(|c| *c == "N0803").count(), 1, "{codes:?}");
    fs::write(&criteria, "item\nx\n").unwrap();
    run(args!["score", points(), "--last-year", &criteria]).exits(2);
}

#[test]
fn draws_tell_whose_seat_hangs_on_the_lottery() {
    let json = run(args!["score", points(), "--draws", "60", "--json"]).exits(0).json();
    let draws = &json["score"]["draws"];
    let depends = draws["depends"].as_array().unwrap();
    let ids: Vec<&str> = depends.iter().map(|d| d["child"].as_str().unwrap()).collect();
    assert_eq!(ids, ["C03", "C04"], "equal in points, band and children");
    let seats: u64 = depends.iter().map(|d| d["seated"].as_u64().unwrap()).sum();
    assert_eq!(seats, 60, "they compete for one seat");
}

#[test]
fn the_other_commands_work_on_a_round_with_a_rulebook() {
    let dir = tempdir().unwrap();
    let out = dir.path().join("out");
    run(args!["check", points()]).exits(0);
    let said = run(args!["allocate", points(), "--out", &out, "--lang", "en"]).exits(0).out;
    assert!(said.contains("the lottery seed is the one committed to: f67e4fbb"), "{said}");
    let result: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(out.join("result.json")).unwrap()).unwrap();
    assert!(result["lottery_commitment"].as_str().unwrap().starts_with("f67e4fbb"));
    assert!(result["lottery_nonce"].as_str().unwrap().chars().count() >= 16);
    run(args!["verify", points(), out.join("allocation.csv"), "--require-stable"]).exits(0);
    let why = run(args!["explain", points(), &out, "C14", "--lang", "en"]).exits(0).out;
    assert!(why.contains("points line by line") && why.contains("childbirth"), "{why}");
    run(args!["compare", &out, &out]).exits(0);
    // A changed rulebook is another input.
    let copy = dir.path().join("round");
    copy_round(&points(), &copy, |_, bytes| bytes);
    let rules = fs::read_to_string(copy.join("rules.toml")).unwrap();
    fs::write(copy.join("rules.toml"), rules.replace("points = 17", "points = 17.5")).unwrap();
    let refused = run(args!["verify", &copy, out.join("allocation.csv"), "--lang", "en"]).exits(1).out;
    assert!(refused.contains("result.json"), "{refused}");
}

#[test]
fn a_seed_that_was_not_committed_to_is_refused() {
    let dir = tempdir().unwrap();
    let out = dir.path().join("out");
    let refused = run(args!["allocate", points(), "--out", &out, "--seed", "8", "--lang", "en"]).exits(1);
    assert!(refused.err.contains("E0721"), "{}", refused.err);
    assert!(!out.exists());
    run(args!["allocate", points(), "--out", &out, "--seed", "7"]).exits(0);
}

#[test]
fn computed_scores_have_no_lines() {
    let refused = run(args!["score", root().join("data/tiny"), "--lang", "en"]).exits(2);
    assert!(refused.err.contains("no rulebook"), "{}", refused.err);
}

#[test]
fn generated_families_are_scored_by_the_rulebook_that_was_asked_for() {
    let dir = tempdir().unwrap();
    let round = dir.path().join("round");
    run(args!["generate", "--children", "120", "--seed", "4", "--circumstances", "susono", "--out", &round])
        .exits(0);
    assert!(round.join("susono.toml").exists() && !round.join("scores.csv").exists());
    let json = run(args!["score", &round, "--json"]).exits(0).json();
    assert_eq!(json["score"]["rulebook"]["id"], "susono");
    assert_eq!(json["children"].as_array().unwrap().len(), 120);
    let default = dir.path().join("default");
    run(args!["generate", "--children", "60", "--seed", "4", "--out", &default, "--circumstances"]).exits(0);
    assert!(default.join("koshigaya-r8.toml").exists());
    run(args![
        "generate",
        "--children",
        "60",
        "--seed",
        "4",
        "--out",
        dir.path().join("x"),
        "--circumstances",
        "atlantis"
    ])
    .exits(2);
}
