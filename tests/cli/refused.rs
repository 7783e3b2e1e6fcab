//! What cannot be done leaves nothing behind, and says so with the right exit code.

use crate::args;
use crate::support::{copy_round, entries, files, round, run};
use std::fs;
use std::path::Path;
use tempfile::tempdir;

#[test]
fn usage_errors_exit_with_2() {
    let dir = tempdir().unwrap();
    let out = dir.path().join("out");
    for args in [
        args![].to_vec(),
        args!["allot"].to_vec(),
        args!["allocate", round()].to_vec(),
        args!["allocate", round(), "--out", &out, "--mechanism", "first-come"].to_vec(),
        args!["allocate", round(), "--out", &out, "--ties", "loose"].to_vec(),
        args!["allocate", round(), "--out", &out, "--seed", "-1"].to_vec(),
        args!["allocate", round(), "--out", &out, "--threads", "0"].to_vec(),
        args!["check", round(), "--lang", "fr"].to_vec(),
        args!["generate", "--children", "0", "--seed", "1", "--out", &out].to_vec(),
        args!["completions", "tcsh"].to_vec(),
        args!["init", &out, "--sample", "tokyo"].to_vec(),
    ] {
        let ran = run(&args).exits(2);
        assert!(!ran.err.is_empty(), "{args:?}");
        assert!(!out.exists(), "{args:?}");
    }
}

#[test]
fn cutoff_says_plainly_that_it_cannot_decide_siblings_together() {
    let dir = tempdir().unwrap();
    let ran = |lang| {
        let out = dir.path().join("out");
        run(args!["allocate", round(), "--out", out, "--mechanism", "cutoff", "--lang", lang]).exits(2).err
    };
    assert!(ran("ja").contains("児童を一人ずつ決める方式"), "{}", ran("ja"));
    assert!(ran("en").contains("child by child"), "{}", ran("en"));
    assert!(entries(dir.path()).is_empty());
}

#[test]
fn missing_files_exit_with_2() {
    let dir = tempdir().unwrap();
    let (none, out) = (dir.path().join("none"), dir.path().join("out"));
    let ja = run(args!["check", &none]).exits(2).err;
    assert!(ja.contains("見つかりません"), "{ja}");
    let en = run(args!["allocate", &none, "--out", &out, "--lang", "en"]).exits(2).err;
    assert!(en.contains("not found"), "{en}");
    run(args!["verify", round(), dir.path().join("none.csv")]).exits(2);
    run(args!["verify", &none, dir.path().join("none.csv")]).exits(2);
    run(args!["explain", round(), &none, "c01"]).exits(2);
    run(args!["compare", &none, &none]).exits(2);
    assert!(entries(dir.path()).is_empty());
}

/// The round with one error: a wish for a facility that does not exist.
fn broken(to: &Path) {
    copy_round(&round(), to, |name, bytes| match name {
        "wishes.csv" => [bytes, b"c14,3,F09\n".to_vec()].concat(),
        _ => bytes,
    });
}

#[test]
fn errors_in_the_input_exit_with_1_and_write_nothing() {
    let dir = tempdir().unwrap();
    let (bad, out) = (dir.path().join("bad"), dir.path().join("new/out"));
    broken(&bad);
    let check = run(args!["check", &bad, "--json"]).exits(1).json();
    assert_eq!(check["errors"].as_u64(), Some(1));
    let refused = run(args!["allocate", &bad, "--out", &out]).exits(1);
    assert!(refused.err.contains("E0405") && refused.out.is_empty(), "{}{}", refused.out, refused.err);
    let json = run(args!["allocate", &bad, "--out", &out, "--json"]).exits(1).json();
    assert_eq!(json["findings"][0]["code"], check["findings"][0]["code"]);
    run(args!["verify", &bad, bad.join("wishes.csv")]).exits(1);
    assert_eq!(entries(dir.path()), ["bad"]);
}

#[test]
fn earlier_outputs_stay_when_a_run_is_refused_and_are_replaced_when_it_is_not() {
    let dir = tempdir().unwrap();
    let (bad, out) = (dir.path().join("bad"), dir.path().join("out"));
    broken(&bad);
    run(args!["allocate", round(), "--out", &out]).exits(0);
    let before = files(&out);
    run(args!["allocate", &bad, "--out", &out]).exits(1);
    assert_eq!(files(&out), before);
    run(args!["allocate", round(), "--out", &out, "--mechanism", "wish-order"]).exits(0);
    assert_ne!(files(&out), before);
    assert_eq!(entries(dir.path()), ["bad", "out"]);
}

#[test]
fn a_folder_of_somebody_else_is_never_replaced() {
    let dir = tempdir().unwrap();
    let out = dir.path().join("out");
    fs::create_dir(&out).unwrap();
    fs::write(out.join("letter.txt"), "dear").unwrap();
    run(args!["allocate", round(), "--out", &out]).exits(2);
    assert_eq!(entries(&out), ["letter.txt"]);
    let file = dir.path().join("file");
    fs::write(&file, "x").unwrap();
    run(args!["allocate", round(), "--out", &file]).exits(2);
    run(args!["init", &file]).exits(2);
    assert_eq!(fs::read(&file).unwrap(), b"x");
}

#[test]
fn what_could_not_run_says_so_in_json_too() {
    let dir = tempdir().unwrap();
    let (none, out) = (dir.path().join("none"), dir.path().join("out"));
    for args in [
        args!["check", &none].to_vec(),
        args!["allocate", &none, "--out", &out].to_vec(),
        args!["verify", round(), &none].to_vec(),
        args!["compare", &none, &none].to_vec(),
    ] {
        let ran = run(args.iter().cloned().chain(args!["--json"])).exits(2);
        let failure = &ran.json()["failure"];
        assert!(
            failure["ja"].is_string() && ran.err.contains(failure["ja"].as_str().unwrap()),
            "{}",
            ran.out
        );
        assert!(failure["en"].is_string() && failure["en"] != failure["ja"], "{}", ran.out);
    }
}

#[test]
fn the_round_itself_is_never_replaced_by_its_outputs() {
    let dir = tempdir().unwrap();
    let (out, mine) = (dir.path().join("out"), dir.path().join("out/round"));
    run(args!["allocate", round(), "--out", &out]).exits(0);
    // The round inside the output folder, and outputs of an earlier run inside the round.
    copy_round(&round(), &mine, |_, bytes| bytes);
    fs::copy(out.join("result.json"), mine.join("result.json")).unwrap();
    let before = files(&mine);
    for place in [&out, &mine] {
        let ran = run(args!["allocate", &mine, "--out", place]).exits(2);
        assert!(ran.out.is_empty() && !ran.err.is_empty());
    }
    assert_eq!(files(&mine), before);
}

#[test]
fn a_family_of_nine_tied_children_is_refused_not_tried() {
    let dir = tempdir().unwrap();
    let bad = dir.path().join("bad");
    let append = |bytes: Vec<u8>, rows: String| [bytes, rows.into_bytes()].concat();
    let nine = |row: &dyn Fn(u32) -> String| (1..=9).map(row).collect::<String>();
    copy_round(&round(), &bad, |name, bytes| match name {
        "children.csv" => append(bytes, nine(&|i| format!("n{i},h99,2023-0{i}-05,\n"))),
        "wishes.csv" => append(bytes, nine(&|i| format!("n{i},1,F01\nn{i},2,F02\n"))),
        "scores.csv" => append(bytes, nine(&|i| format!("n{i},,1{i}\n"))),
        "households.csv" => append(bytes, "h99,same-round,either,wish-order\n".to_owned()),
        _ => bytes,
    });
    for command in ["check", "allocate"] {
        let mut args = args![command, &bad].to_vec();
        if command == "allocate" {
            args.extend(args!["--out", dir.path().join("out")]);
        }
        let ran = run(args).exits(1);
        let told = ran.out + &ran.err;
        assert!(told.contains("E0526") && told.contains("h99"), "{told}");
    }
    assert_eq!(entries(dir.path()), ["bad"]);
}

#[test]
fn a_family_with_more_combinations_than_the_limit_is_decided_and_told() {
    let dir = tempdir().unwrap();
    let (many, out) = (dir.path().join("many"), dir.path().join("out"));
    let append = |bytes: Vec<u8>, rows: String| [bytes, rows.into_bytes()].concat();
    copy_round(&round(), &many, |name, bytes| match name {
        "facilities.csv" => append(bytes, (10..40).map(|f| format!("G{f},,\n")).collect()),
        "seats.csv" => append(bytes, (10..40).map(|f| format!("G{f},0-5,1\n")).collect()),
        "children.csv" => append(bytes, (1..=3).map(|i| format!("n{i},h99,2023-0{i}-05,\n")).collect()),
        "wishes.csv" => append(
            bytes,
            (1..=3).flat_map(|i| (10..40).map(move |f| format!("n{i},{},G{f}\n", f - 9))).collect(),
        ),
        "scores.csv" => append(bytes, (1..=3).map(|i| format!("n{i},,1{i}\n")).collect()),
        "households.csv" => append(bytes, "h99,same-round,either,wish-order\n".to_owned()),
        _ => bytes,
    });
    let json = run(args!["allocate", &many, "--out", &out, "--json"]).exits(0).json();
    let codes: Vec<_> =
        json["findings"].as_array().unwrap().iter().map(|f| f["code"].as_str().unwrap()).collect();
    assert!(codes.contains(&"W0525"), "{codes:?}");
    run(args!["verify", &many, out.join("allocation.csv")]).exits(0);
}

#[cfg(unix)]
#[test]
fn without_permission_it_exits_with_2() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempdir().unwrap();
    let locked = dir.path().join("locked");
    fs::create_dir(&locked).unwrap();
    let allow = |mode| fs::set_permissions(&locked, fs::Permissions::from_mode(mode)).unwrap();
    allow(0o555);
    if fs::write(locked.join("probe"), "").is_ok() {
        println!("skipped: this user may write anywhere");
        return;
    }
    let ran = run(args!["allocate", round(), "--out", locked.join("out")]);
    let init = run(args!["init", locked.join("round")]);
    allow(0o755);
    ran.exits(2);
    init.exits(2);
    assert!(entries(&locked).is_empty());
}
