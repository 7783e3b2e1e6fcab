//! `sekiwari ledger ...`: a year in one file.

use crate::args;
use crate::support::{copy_round, entries, files, outputs, root, run, sekiwari};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use tempfile::tempdir;

fn tiny() -> PathBuf {
    root().join("data/tiny")
}

/// A ledger of 2026 with the round `tiny` as entry 2.
fn ledger(dir: &Path) -> PathBuf {
    let file = dir.join("2026.ledger");
    run(args!["ledger", "open", &file, "--fiscal-year", "2026", "--on", "2025-10-01"]).exits(0);
    run(args!["ledger", "record", &file, tiny(), "--label", "first", "--on", "2026-01-20"]).exits(0);
    file
}

/// Arguments of a subcommand about a ledger, on a day in February.
fn on(command: &str, file: &Path, rest: &[&str]) -> Vec<OsString> {
    let mut args: Vec<OsString> = vec!["ledger".into()];
    args.extend(command.split(' ').map(OsString::from));
    args.push(file.into());
    args.extend(rest.iter().map(OsString::from));
    args.extend(["--on", "2026-02-01"].map(OsString::from));
    args
}

#[test]
fn a_year_from_its_first_round_to_the_next() {
    let dir = tempdir().unwrap();
    let file = ledger(dir.path());
    let at = |name: &str| dir.path().join(name);
    let said = run(on("decline", &file, &["C01", "--reason", "転居", "--json"])).exits(0).json();
    assert_eq!(said["entry"], 3);
    assert_eq!(said["event"]["facility_id"], "F1");
    assert_eq!(said["standing"]["is"], "waiting");
    let seal = said["seal"].as_str().unwrap().to_owned();

    // The last round decided anew gives the free seat to somebody, and only a few children move.
    run(args!["ledger", "next", &file, "--again", "--out", at("again")]).exits(0);
    let again =
        args!["ledger", "record", &file, at("again"), "--again", "C01の辞退", "--on", "2026-02-02", "--json"];
    let said = run(again).exits(0).json();
    assert_eq!(said["event"]["again"], "C01の辞退");
    assert!(said["cascade"]["ja"].as_str().unwrap().contains("F1"), "{said}");
    assert_eq!(said["event"]["decided"]["objective"][0], "unchanged");
    run(args!["ledger", "reproduce", &file, "4", "--out", at("rep4")]).exits(0);

    run(on("change need", &file, &["C03", "--ended", "--reason", "離職"])).exits(0);
    run(on("change capacity", &file, &["F1", "1", "2", "--reason", "増員"])).exits(0);
    run(on("change wishes", &file, &["C07", "F1", "F2", "--reason", "転居"])).exits(0);
    let by_hand = ["C07", "F1", "--reason", "特別な支援", "--by", "K-07"];
    let said = run(on("decide", &file, &by_hand)).exits(1);
    assert!(said.err.contains("L21"), "F1 takes no children of class 0: {}", said.err);
    let next = args![
        "ledger",
        "next",
        &file,
        "--entry-date",
        "2026-05-01",
        "--name",
        "5月",
        "--movers",
        "better",
        "--out",
        at("may"),
        "--json"
    ];
    let said = run(next).exits(0).json();
    assert_eq!((&said["name"], &said["entry_date"]), (&"5月".into(), &"2026-05-01".into()));
    let left_out = said["left_out"].as_array().unwrap();
    assert!(left_out.iter().any(|l| l["child_id"] == "C03"), "{left_out:?}");
    run(args!["check", at("may")]).exits(0);
    run(args!["ledger", "record", &file, at("may"), "--on", "2026-04-10"]).exits(0);

    let said = run(args!["ledger", "check", &file, "--seal", &seal, "--json"]).exits(0).json();
    assert_eq!((&said["clean"], &said["sealed_entry"]), (&true.into(), &3.into()));
    let history = run(args!["ledger", "list", &file, "--child", "C01", "--json"]).exits(0).json();
    let kinds: Vec<_> =
        history["history"].as_array().unwrap().iter().map(|s| &s["entry"]["event"]["kind"]).collect();
    assert_eq!(kinds[..3], ["round", "decline", "round"]);
    for lang in ["ja", "en"] {
        let told = run(args!["ledger", "list", &file, "--lang", lang]).exits(0).out;
        assert_eq!(told.lines().count() as u64, said["entries"].as_u64().unwrap(), "{told}");
        for entry in 1..=said["entries"].as_i64().unwrap() {
            run(args!["ledger", "show", &file, entry.to_string(), "--lang", lang]).exits(0);
        }
    }
    assert!(!entries(dir.path()).iter().any(|name| name.starts_with('.') || name.contains("journal")));
}

#[test]
fn a_round_comes_out_as_it_went_in_and_is_decided_the_same() {
    let dir = tempdir().unwrap();
    let file = ledger(dir.path());
    let (out, decided) = (dir.path().join("rep"), dir.path().join("decided"));
    run(args!["allocate", tiny(), "--out", &decided]).exits(0);
    let said = run(args!["ledger", "reproduce", &file, "2", "--out", &out, "--json"]).exits(0).json();
    assert_eq!(said["reproduced"], true);
    assert!(said["files"].as_array().unwrap().iter().all(|f| f["same"] == "same"), "{said}");
    // Counts of a round and its map follow from the rest; a ledger does not keep them.
    let kept =
        |(name, _): &(String, Vec<u8>)| !["summary.json", "facilities.geojson"].contains(&name.as_str());
    let decided: Vec<_> = outputs(&decided).into_iter().filter(kept).collect();
    assert_eq!(outputs(&out.join("again")), decided);
    for (name, content) in files(&out.join("input")) {
        assert_eq!(content, fs::read(tiny().join(&name)).unwrap(), "{name}");
    }
    // The place is taken now.
    run(args!["ledger", "reproduce", &file, "2", "--out", &out]).exits(2);
    run(args!["ledger", "reproduce", &file, "1", "--out", dir.path().join("x")]).exits(1);
    assert!(!dir.path().join("x").exists());
}

#[test]
fn a_record_that_cannot_be_reproduced_says_where() {
    let dir = tempdir().unwrap();
    let (file, out) = (dir.path().join("2026.ledger"), dir.path().join("out"));
    run(args!["ledger", "open", &file, "--fiscal-year", "2026", "--on", "2025-10-01"]).exits(0);
    run(args!["allocate", tiny(), "--out", &out, "--seed", "9", "--no-bom", "--mechanism", "points-order"])
        .exits(0);
    // What the judge does not look at: a table of cut-offs that somebody has edited.
    let table = fs::read_to_string(out.join("cutoffs.csv")).unwrap();
    fs::write(out.join("cutoffs.csv"), table + "x\n").unwrap();
    run(args!["ledger", "record", &file, tiny(), &out, "--on", "2026-01-20"]).exits(0);
    let rep = dir.path().join("rep");
    let said = run(args!["ledger", "reproduce", &file, "2", "--out", &rep, "--lang", "en"]).exits(1).out;
    assert!(said.contains("cutoffs.csv: different"), "{said}");
    assert!(said.contains("allocation.csv: the same"), "settings by options are recorded: {said}");
    assert!(said.contains("is not reproduced"), "{said}");
}

#[test]
fn what_the_judge_refuses_is_not_recorded() {
    let dir = tempdir().unwrap();
    let file = dir.path().join("2026.ledger");
    run(args!["ledger", "open", &file, "--fiscal-year", "2026", "--on", "2025-10-01"]).exits(0);
    let before = fs::read(&file).unwrap();
    let wrong = root().join("data/wrong");
    let round = wrong.join("round");
    let year = fs::read_to_string(round.join("round.toml")).unwrap();
    assert!(year.contains("fiscal_year = 2026"), "the corpus is of the year of the ledger");
    let said = run(args!["ledger", "record", &file, &round, wrong.join("01-over-seats")]).exits(1);
    assert!(said.err.contains("V"), "{}", said.err);
    // Outputs of another round, and of the same round with a claim that is not true.
    let out = dir.path().join("out");
    run(args!["allocate", &round, "--out", &out]).exits(0);
    run(args!["ledger", "record", &file, tiny(), &out]).exits(1);
    let result = fs::read_to_string(out.join("result.json")).unwrap();
    fs::write(out.join("result.json"), result.replace("\"placed\": ", "\"placed\": 1")).unwrap();
    run(args!["ledger", "record", &file, &round, &out]).exits(1);
    // No outputs at all.
    run(args!["ledger", "record", &file, tiny(), dir.path()]).exits(2);
    run(args!["ledger", "record", &file, dir.path().join("none")]).exits(2);
    // A round with errors.
    let bad = dir.path().join("bad");
    copy_round(&tiny(), &bad, |name, bytes| if name == "seats.csv" { b"x\n1\n".to_vec() } else { bytes });
    run(args!["ledger", "record", &file, &bad]).exits(1);
    assert_eq!(fs::read(&file).unwrap(), before);
}

#[test]
fn a_decision_made_elsewhere_is_judged_kept_and_not_reproduced() {
    let dir = tempdir().unwrap();
    let (file, out) = (dir.path().join("2026.ledger"), dir.path().join("out"));
    run(args!["ledger", "open", &file, "--fiscal-year", "2026", "--on", "2025-10-01"]).exits(0);
    run(args!["allocate", tiny(), "--out", &out]).exits(0);
    let elsewhere = dir.path().join("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    fs::copy(out.join("allocation.csv"), elsewhere.join("allocation.csv")).unwrap();
    run(args!["ledger", "record", &file, tiny(), &elsewhere, "--on", "2026-01-20"]).exits(0);
    let said = run(args!["ledger", "reproduce", &file, "2", "--out", dir.path().join("rep"), "--json"]);
    let said = said.exits(0).json();
    assert_eq!(
        (&said["reproduced"], &said["why_not"]),
        (&serde_json::Value::Null, &"decided-elsewhere".into())
    );
    assert_eq!(entries(&dir.path().join("rep")), ["input", "recorded"]);
}

/// A round whose search takes longer than anybody waits: how far it came cannot be repeated, so it is judged.
#[test]
fn a_stopped_search_is_recorded_as_such_with_its_proof() {
    let dir = tempdir().unwrap();
    let (hard, out, file) = (dir.path().join("hard"), dir.path().join("out"), dir.path().join("l"));
    let shape = ["--children", "1500", "--siblings", "600", "--noise", "50", "--seed", "2", "--out"];
    run(args!["generate"].into_iter().chain(shape.map(OsString::from)).chain([hard.clone().into()])).exits(0);
    run(args!["allocate", &hard, "--out", &out, "--time-limit", "1"]).exits(0);
    let result = fs::read_to_string(out.join("result.json")).unwrap();
    assert!(result.contains("\"stopped\": \"time-limit\""), "{result}");
    let result: serde_json::Value = serde_json::from_str(&result).unwrap();
    let year = result["fiscal_year"].to_string();
    let day = format!("{year}-03-01");
    run(args!["ledger", "open", &file, "--fiscal-year", &year, "--on", &day]).exits(0);
    let said = run(args!["ledger", "record", &file, &hard, &out, "--on", &day, "--json"]).exits(0).json();
    assert_eq!(said["event"]["decided"]["stopped"], "time-limit");
    let rep = dir.path().join("rep");
    let said = run(args!["ledger", "reproduce", &file, "2", "--out", &rep, "--json"]).exits(0).json();
    assert_eq!(said["why_not"], "search-stopped");
    assert_eq!(said["violations"].as_array().unwrap().len(), 0);
    assert_eq!(rep.join("recorded/proof.json").exists(), out.join("proof.json").exists());
}

#[test]
fn what_people_type_cannot_reach_the_terminal() {
    let dir = tempdir().unwrap();
    let file = ledger(dir.path());
    let hostile = "=cmd()\nfake line 99\u{202e}\u{200b}𠮷";
    run(on("decline", &file, &["C01", "--reason", hostile])).exits(0);
    for args in [
        args!["ledger", "list", &file].to_vec(),
        args!["ledger", "list", &file, "--child", "C01"].to_vec(),
        args!["ledger", "show", &file, "3"].to_vec(),
    ] {
        let told = run(args).exits(0).out;
        assert!(!told.contains(['\u{202e}', '\u{200b}']) && !told.contains("\nfake"), "{told}");
        assert!(told.contains("\\u{202E}") && told.contains('𠮷'), "{told}");
    }
    let said = run(on("decline", &file, &["C02", "--reason", "\u{1b}[31mred"])).exits(1);
    assert!(!said.err.contains('\u{1b}'), "{}", said.err);
    let said = run(args!["ledger", "list", &file, "--child", "Z\u{1b}[0m"]).exits(1);
    assert!(!said.err.contains('\u{1b}'), "{:?}", said.err);
}

#[test]
fn exit_codes_tell_refusals_from_failures() {
    let dir = tempdir().unwrap();
    let file = ledger(dir.path());
    let none = dir.path().join("none");
    let text = dir.path().join("text");
    fs::write(&text, "no ledger").unwrap();
    for (args, code, word) in [
        (on("decline", &file, &["Z", "--reason", "x"]), 1, "L06"),
        (on("decline", &file, &["C03", "--reason", "x"]), 1, "L08"),
        (on("annul", &file, &["9", "--reason", "x"]), 1, "L14"),
        (on("annul", &file, &["1", "--reason", "x"]), 1, "L16"),
        (on("withdraw", &file, &["C01", "--reason", " "]), 1, "L01"),
        (on("record", &file, &[&tiny().display().to_string()]), 1, "L04"),
        (on("decline", &file, &["C01"]), 2, "--reason"),
        (on("decline", &file, &["C01", "--reason", "x", "--waits", "--leaves"]), 2, "--leaves"),
        (on("decide", &file, &["C01", "F1", "--reason", "x"]), 2, "--by"),
        (on("decline", &none, &["C01", "--reason", "x"]), 2, "none"),
        (on("decline", &text, &["C01", "--reason", "x"]), 2, "text"),
        (on("decline", dir.path(), &["C01", "--reason", "x"]), 2, "folder"),
        (on("open", &file, &["--fiscal-year", "2026"]), 2, "exists"),
        (on("open", &none, &["--fiscal-year", "2025"]), 0, ""),
        (on("record", &none, &[&tiny().display().to_string()]), 1, "L03"),
    ] {
        let mut args = args;
        args.extend(["--lang", "en"].map(OsString::from));
        let ran = run(&args).exits(code);
        assert!(ran.err.contains(word), "{args:?}: {}", ran.err);
    }
    let told = run(on("decline", &file, &["Z", "--reason", "x", "--json"])).exits(1).json();
    assert_eq!(told["refused"]["code"], "L06");
    run(args!["ledger", "check", &file]).exits(0);
    let seal = "0".repeat(64);
    let said = run(args!["ledger", "check", &file, "--seal", &seal]).exits(1);
    assert!(said.out.contains("K18"), "{}", said.out);
    run(args!["ledger", "check", &file, "--seal", "xyz"]).exits(2);
    // Cut in half, it is damaged: that is what `check` finds.
    let bytes = fs::read(&file).unwrap();
    fs::write(&file, &bytes[..bytes.len() / 2]).unwrap();
    let said = run(args!["ledger", "check", &file]).exits(1);
    assert!(said.out.contains("K01"), "{}", said.out);
    run(args!["ledger", "list", &file]).exits(2);
}

/// C05 holds a seat at F1 and is given one at F3.
#[test]
fn who_held_a_seat_before_is_asked_what_a_decline_means() {
    let dir = tempdir().unwrap();
    let file = ledger(dir.path());
    let history = run(args!["ledger", "list", &file, "--child", "C05", "--json"]).exits(0).json();
    assert_eq!(history["history"][0]["decision"]["held_facility_id"], "F1", "{history}");
    assert_eq!(history["history"][0]["decision"]["outcome"], "placed", "{history}");
    for (lang, word) in [("ja", "元の席"), ("en", "--waits")] {
        let mut args = on("decline", &file, &["C05", "--reason", "x"]);
        args.extend(["--lang", lang].map(OsString::from));
        let said = run(args).exits(2).err;
        assert!(said.contains("--returns") && said.contains(word), "{said}");
    }
    // Somebody has that seat by now.
    run(on("change capacity", &file, &["F1", "3", "1", "--reason", "増員"])).exits(0);
    let said = run(on("decline", &file, &["C05", "--returns", "--reason", "x", "--json"])).exits(0).json();
    assert_eq!(said["standing"]["facility_id"], "F1", "{said}");
    // The same question where that entry is put right.
    run(on("decline", &file, &["C05", "--reason", "x", "--corrects", "4"])).exits(2);
    let waits = on("decline", &file, &["C05", "--waits", "--reason", "x", "--corrects", "4", "--json"]);
    assert_eq!(run(waits).exits(0).json()["standing"]["is"], "waiting");
}

/// Two declines of one day, and the round decided anew after each.
#[test]
fn the_last_round_is_decided_anew_twice_on_one_day() {
    let dir = tempdir().unwrap();
    let file = ledger(dir.path());
    let mut labels = Vec::new();
    for (child, folder) in [("C01", "a"), ("C04", "b")] {
        run(on("decline", &file, &[child, "--reason", "転居"])).exits(0);
        let folder = dir.path().join(folder);
        run(args!["ledger", "next", &file, "--again", "--out", &folder]).exits(0);
        let folder = folder.display().to_string();
        let said = run(on("record", &file, &[&folder, "--again", "辞退", "--json"])).exits(0).json();
        labels.push(said["event"]["label"].as_str().unwrap().to_owned());
    }
    assert_eq!(labels[1], format!("{} (2)", labels[0]));
}

#[test]
fn two_processes_at_once_both_record() {
    let dir = tempdir().unwrap();
    let file = ledger(dir.path());
    let children: Vec<_> = (0..6)
        .map(|i| {
            let args = on("change capacity", &file, &["F1", "1", &(i + 1).to_string(), "--reason", "x"]);
            sekiwari().args(args).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
        })
        .collect();
    for child in children {
        let ended = child.wait_with_output().unwrap();
        assert_eq!(ended.status.code(), Some(0), "{}", String::from_utf8_lossy(&ended.stderr));
    }
    let said = run(args!["ledger", "check", &file, "--json"]).exits(0).json();
    assert_eq!(said["entries"], 8);
}

/// A disk without room: writes beyond a limit fail, as they do on a full one.
#[cfg(unix)]
#[test]
fn a_full_disk_is_told_and_does_no_harm() {
    let dir = tempdir().unwrap();
    let file = ledger(dir.path());
    let before = fs::read(&file).unwrap();
    let soja = root().join("data/soja");
    let out = dir.path().join("out");
    run(args!["allocate", &soja, "--out", &out]).exits(0);
    let other = dir.path().join("soja.ledger");
    run(args!["ledger", "open", &other, "--fiscal-year", "2026", "--on", "2025-10-01"]).exits(0);
    let empty = fs::read(&other).unwrap();
    for (target, round, dir_out) in [(&other, &soja, Some(&out)), (&file, &tiny(), None)] {
        let blocks = fs::metadata(target).unwrap().len() / 512 + 2;
        // Writing past the limit is an error instead of the end of the process.
        let script = format!("ulimit -f {blocks}; trap '' XFSZ; exec \"$@\"");
        let mut args = vec!["-c".into(), script.into(), "sh".into()];
        args.push(OsString::from(env!("CARGO_BIN_EXE_sekiwari")));
        match dir_out {
            Some(out) => args.extend(args!["ledger", "record", target, round, out, "--on", "2026-01-20"]),
            None => {
                let reason = "長".repeat(1900);
                args.extend(on("decline", target, &["C01", "--reason", &reason]));
                args.extend(["--lang".into(), "en".into()]);
            }
        }
        let ran = std::process::Command::new("sh").args(&args).output().unwrap();
        let told = String::from_utf8_lossy(&ran.stderr);
        if dir_out.is_none() && ran.status.code() == Some(0) {
            continue; // it fitted
        }
        assert_eq!(ran.status.code(), Some(2), "{told}");
        assert!(!told.is_empty());
        run(args!["ledger", "check", target]).exits(0);
    }
    assert_eq!(fs::read(&other).unwrap(), empty);
    let _ = before;
    // With room again, it goes on.
    run(args!["ledger", "record", &other, &soja, &out, "--on", "2026-01-20"]).exits(0);
}

/// Everything that the page of the ledger names exists, and the other way round.
#[test]
fn the_page_of_the_ledger_is_complete() {
    let page = fs::read_to_string(root().join("docs/ledger.md")).unwrap();
    let commands = fs::read_to_string(root().join("docs/commands.md")).unwrap();
    for command in [
        "open",
        "record",
        "decline",
        "withdraw",
        "decide",
        "release",
        "change wishes",
        "change need",
        "change capacity",
        "annul",
        "list",
        "show",
        "next",
        "reproduce",
        "check",
        "export",
    ] {
        assert!(commands.contains(&format!("`ledger {command} ")), "{command}");
        let args = command.split(' ').map(OsString::from);
        let help = run(args!["ledger"].into_iter().chain(args).chain(["--help".into()])).exits(0).out;
        for word in help.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-')) {
            if word.starts_with("--") && word.len() > 2 && word != "--help" && word != "--lang" {
                let in_page = page.contains(&format!("`{word}")) || page.contains(&format!(" {word}"));
                assert!(in_page || commands.contains(word), "{command} {word}");
            }
        }
    }
}
