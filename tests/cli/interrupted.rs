//! Runs that end before their time.

use crate::args;
use crate::support::{entries, generated, outputs, round, run, sekiwari};
use std::io::Read;
use std::process::Stdio;
use std::thread::sleep;
use std::time::Instant;
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
    assert_eq!(entries(&dir.path().join("c")).len(), 6);
}

#[test]
fn nothing_is_told_on_the_standard_error_when_it_is_no_terminal() {
    let dir = tempdir().unwrap();
    let ran = run(args!["allocate", round(), "--out", dir.path().join("out")]).exits(0);
    assert_eq!(ran.err, "");
    assert!(!ran.out.contains('\u{1b}'), "no colours in a pipe");
}
