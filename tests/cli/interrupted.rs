//! Runs that end before their time.
//!
//! A search that is stopped has to give a whole, verified result that says so; how far it got is up to the machine.

use crate::args;
use crate::support::{entries, generated, outputs, round, run, sekiwari};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};
use tempfile::tempdir;

#[test]
fn a_killed_run_leaves_the_old_outputs_or_none_never_some() {
    let dir = tempdir().unwrap();
    let big = generated(dir.path(), 4000);
    let out = dir.path().join("out");
    let start = Instant::now();
    run(args!["allocate", &big, "--out", &out]).exits(0);
    let whole = start.elapsed();
    let complete = outputs(&out);
    let names: Vec<&str> = complete.iter().map(|(n, _)| n.as_str()).collect();

    // From the first moment to past the end, with and without earlier outputs at the place.
    for (i, old) in (0..=12).flat_map(|i| [(i, true), (i, false)]) {
        match (old, out.exists()) {
            (true, false) => drop(run(args!["allocate", &big, "--out", &out]).exits(0)),
            (false, true) => std::fs::remove_dir_all(&out).unwrap(),
            _ => {}
        }
        let mut child = sekiwari()
            .args(args!["allocate", &big, "--out", &out])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        sleep(whole * i / 10);
        let _ = child.kill();
        child.wait().unwrap();
        if out.exists() {
            let found = outputs(&out);
            assert_eq!(found.iter().map(|(n, _)| n.as_str()).collect::<Vec<_>>(), names);
            assert_eq!(found, complete);
        } else {
            assert!(!old, "earlier outputs are gone after {i}/10 of the time");
        }
    }
}

#[test]
fn a_reader_that_goes_away_does_no_harm() {
    let dir = tempdir().unwrap();
    let big = generated(dir.path(), 3000);
    let (a, b) = (dir.path().join("a"), dir.path().join("b"));
    run(args!["allocate", &big, "--out", &a]).exits(0);
    run(args!["allocate", &big, "--out", &b, "--mechanism", "wish-order"]).exits(0);
    for args in [
        args!["compare", &a, &b, "--json"].to_vec(),
        args!["completions", "bash"].to_vec(),
        args!["allocate", &round(), "--out", dir.path().join("c")].to_vec(),
    ] {
        let mut child = sekiwari().args(&args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let mut complaint = String::new();
        child.stderr.take().unwrap().read_to_string(&mut complaint).unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(0), "{args:?}: {complaint}");
        assert_eq!(complaint, "", "{args:?}");
    }
    assert_eq!(entries(&dir.path().join("c")).len(), 8);
}

#[test]
fn nothing_is_told_on_the_standard_error_when_it_is_no_terminal() {
    let dir = tempdir().unwrap();
    let ran = run(args!["allocate", round(), "--out", dir.path().join("out")]).exits(0);
    assert_eq!(ran.err, "");
    assert!(!ran.out.contains('\u{1b}'), "no colours in a pipe");
}

/// A round in which nearly all that siblings list together clashes somewhere: nothing is stable, and the search for the
/// fewest blocking households takes longer than anybody waits.
fn hard(dir: &Path) -> PathBuf {
    let round = dir.join("hard");
    let shape =
        args!["--children", "1500", "--siblings", "600", "--noise", "50", "--seed", "2", "--out", &round];
    run(args!["generate"].into_iter().chain(shape)).exits(0);
    round
}

const WHOLE: [&str; 7] = [
    "allocation.csv",
    "cutoffs.csv",
    "facilities.geojson",
    "reasons.csv",
    "result.json",
    "summary.json",
    "waitlist.csv",
];

/// The result of a run that was stopped: whole, clean for the judge, and saying why.
fn stopped(round: &Path, out: &Path, why: &str) -> serde_json::Value {
    let if_there_was_time = ["proof.json", "conflict.json"];
    let names = outputs(out).into_iter().map(|(n, _)| n);
    let names: Vec<String> = names.filter(|n| !if_there_was_time.contains(&n.as_str())).collect();
    assert_eq!(names, WHOLE);
    let verdict = run(args!["verify", round, out.join("allocation.csv"), "--json"]).exits(0).json();
    assert_eq!((&verdict["clean"], &verdict["result_checked"]), (&true.into(), &true.into()));
    let result = std::fs::read(out.join("result.json")).unwrap();
    let result: serde_json::Value = serde_json::from_slice(&result).unwrap();
    assert_eq!(result["statistics"]["stopped"], why);
    assert_eq!(result["status"], "feasible");
    // A stopped search may have had no time to write its proof down. If there is one, it shows the bound; if there is none,
    // the bound is not passed off as checked.
    let least = result["bounds"]["blocking_households_min"].as_u64().unwrap();
    assert!(least <= result["blocking_households"].as_u64().unwrap());
    let with_proof = out.join("proof.json").exists();
    assert_eq!(verdict["proof_checked"], with_proof);
    match with_proof {
        true => assert_eq!(verdict["proven"]["blocking_min"], least),
        false => {
            assert!(verdict["proven"].is_null());
            let told = run(args!["verify", round, out.join("allocation.csv"), "--lang", "en"]).exits(0).out;
            assert_eq!(told.contains("claimed, not proven"), least > 0, "{told}");
        }
    }
    result
}

#[test]
fn a_time_limit_gives_the_best_so_far() {
    let dir = tempdir().unwrap();
    let (round, out) = (hard(dir.path()), dir.path().join("out"));
    let said = run(args!["allocate", &round, "--out", &out, "--time-limit", "1", "--lang", "en"]).exits(0);
    assert!(said.out.contains("stopped at the time limit of 1 s"), "{}", said.out);
    assert!(said.out.contains("the speed of the machine"), "{}", said.out);
    stopped(&round, &out, "time-limit");
    assert_eq!(entries(dir.path()), ["hard", "out"]);
    // A run that needs no search does not look at the clock.
    let easy = crate::support::round();
    run(args!["allocate", &easy, "--out", &out, "--time-limit", "1", "--json"]).exits(0);
    let result: serde_json::Value =
        serde_json::from_slice(&std::fs::read(out.join("result.json")).unwrap()).unwrap();
    assert_eq!(result["statistics"]["stopped"], serde_json::Value::Null);
}

/// A run that would search for an hour, begun so long ago that it searches by now.
#[cfg(unix)]
fn searching(round: &Path, out: &Path, after: Duration) -> Child {
    let args = args!["allocate", round, "--out", out, "--time-limit", "3600", "--lang", "en"];
    let child = sekiwari().args(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    sleep(after);
    child
}

#[cfg(unix)]
fn signal(child: &Child, name: &str) {
    let sent = std::process::Command::new("kill").args([name, &child.id().to_string()]).status().unwrap();
    assert!(sent.success());
}

#[cfg(unix)]
fn ended(child: Child) -> crate::support::Ran {
    crate::support::Ran::of(child.wait_with_output().unwrap())
}

/// A signal before the search ends the run at once, so on a slow machine it is sent again later.
#[cfg(unix)]
fn interrupted(round: &Path, out: &Path, send: impl Fn(&Child)) -> crate::support::Ran {
    for wait in [2, 8, 30] {
        let child = searching(round, out, Duration::from_secs(wait));
        send(&child);
        let ran = ended(child);
        if ran.code == 0 {
            return ran;
        }
        assert_eq!((ran.code, out.exists()), (2, false), "{}", ran.err);
    }
    panic!("the search never began");
}

#[cfg(unix)]
#[test]
fn an_interrupt_gives_the_best_so_far() {
    let dir = tempdir().unwrap();
    let (round, out) = (hard(dir.path()), dir.path().join("out"));
    for name in ["-INT", "-TERM"] {
        let said = interrupted(&round, &out, |child| signal(child, name));
        assert!(said.out.contains("stopped by an interrupt"), "{}", said.out);
        stopped(&round, &out, "interrupt");
        std::fs::remove_dir_all(&out).unwrap();
        assert_eq!(entries(dir.path()), ["hard"]);
    }
}

#[cfg(unix)]
#[test]
fn a_second_interrupt_ends_the_run_and_leaves_no_trace() {
    let dir = tempdir().unwrap();
    let (round, out) = (hard(dir.path()), dir.path().join("new/out"));
    let child = searching(&round, &out, Duration::from_secs(2));
    signal(&child, "-INT");
    // The system may take two signals of one kind at one moment for one.
    sleep(Duration::from_millis(50));
    signal(&child, "-INT");
    let ran = ended(child);
    // A search that stops at once may have written its result in between; then it stands whole.
    if ran.code == 0 {
        stopped(&round, &out, "interrupt");
    } else {
        assert_eq!(ran.code, 2, "{}", ran.err);
        assert_eq!((ran.err.trim(), ran.out.as_str()), ("ended; nothing was written", ""));
        assert_eq!(entries(dir.path()), ["hard"], "nor is the folder above it left");
    }
}

#[cfg(unix)]
#[test]
fn interrupted_letters_leave_no_trace() {
    let dir = tempdir().unwrap();
    let (round, decided) = (dir.path().join("round"), dir.path().join("decided"));
    run(args!["generate", "--children", "1200", "--seed", "3", "--out", &round]).exits(0);
    run(args!["allocate", &round, "--out", &decided]).exits(0);
    let out = dir.path().join("letters");
    let mut ended_early = 0;
    for wait in [50, 200, 400, 800, 1600] {
        let args =
            args!["letters", &round, &decided, "--out", &out, "--sufficed", "--per-child", "--lang", "en"];
        let child = sekiwari().args(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        sleep(Duration::from_millis(wait));
        signal(&child, "-INT");
        let ended = child.wait_with_output().unwrap();
        // A signal before anything is begun ends the process itself.
        if ended.status.success() {
            assert!(out.join("letters.json").exists());
            std::fs::remove_dir_all(&out).unwrap();
        } else {
            ended_early += 1;
        }
        let told = String::from_utf8_lossy(&ended.stderr);
        assert_eq!(entries(dir.path()), ["decided", "round"], "after {wait} ms: {told}");
    }
    assert!(ended_early > 0);
}
