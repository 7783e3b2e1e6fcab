//! A process that records in a loop is killed at any moment, a hundred times: what it acknowledged is there, whole.

use crate::support::{AFTER, annul, capacity, faults, need, opened, sample};
use sekiwari_ledger::{Event, Hash, Ledger, Need};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;
use tempfile::tempdir;

/// Where the process that is killed finds its ledger.
const LEDGER: &str = "SEKIWARI_TEST_KILLED_LEDGER";
const KILLS: u32 = 120;
/// A fresh ledger after so many kills, so that they stay small.
const FRESH: u32 = 30;

/// The process that is killed: rounds, annulments and events, each acknowledged when it is on the disk.
#[test]
#[ignore = "the process that another test kills"]
fn records_until_it_is_killed() {
    let Ok(path) = std::env::var(LEDGER) else { return };
    let mut ledger = Ledger::open(Path::new(&path)).unwrap();
    let told = |entry: i64, hash: Hash| println!("recorded {entry} {hash}");
    let start = ledger.seal().unwrap().0;
    // What the process before left in force, last first, so that nothing is built on it.
    for entry in ledger.entries().unwrap().into_iter().skip(1).rev() {
        if entry.in_force() && !matches!(entry.event, Event::Annul(_)) {
            let undone = ledger.record(AFTER, annul(), Some(entry.seq)).unwrap();
            told(undone.entry, undone.hash);
        }
    }
    for i in 0.. {
        let label = format!("round {start}.{i}");
        // Another name makes other bytes, so that every round brings contents of its own.
        let files = sample("tiny", |settings| settings.replace("name = \"", &format!("name = \"{label} ")));
        let round = ledger.record_round(AFTER, crate::support::judged(&files, &label), None).unwrap();
        told(round.entry, round.hash);
        for seats in 1..4 {
            let recorded = ledger.record(AFTER, capacity("F1", "1", seats), None).unwrap();
            told(recorded.entry, recorded.hash);
            let undone = ledger.record(AFTER, annul(), Some(recorded.entry)).unwrap();
            told(undone.entry, undone.hash);
        }
        let recorded = ledger.record(AFTER, need("C03", Need::Lasts), None).unwrap();
        told(recorded.entry, recorded.hash);
        for entry in [recorded.entry, round.entry] {
            let undone = ledger.record(AFTER, annul(), Some(entry)).unwrap();
            told(undone.entry, undone.hash);
        }
    }
}

#[test]
fn what_was_acknowledged_is_there_whole_after_a_hundred_kills() {
    let mut dice = 0x2545_f491_4f6c_dd1d_u64;
    let mut random = |below: u64| {
        dice ^= dice << 13;
        dice ^= dice >> 7;
        dice ^= dice << 17;
        dice % below
    };
    let (mut acknowledged, mut hot, mut unacknowledged) = (0, 0, 0);
    let mut dir = tempdir().unwrap();
    let mut seals: Vec<(i64, Hash)> = Vec::new();
    for kill in 0..KILLS {
        if kill % FRESH == 0 {
            dir = tempdir().unwrap();
            opened(dir.path());
            seals.clear();
        }
        let path = dir.path().join("2026.ledger");
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "killed::records_until_it_is_killed", "--ignored", "--nocapture"])
            .env(LEDGER, &path)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let (send, acknowledgements) = std::sync::mpsc::channel();
        let reader = std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                let mut words = line.split_whitespace().skip_while(|w| *w != "recorded").skip(1);
                if let (Some(entry), Some(hash)) = (words.next(), words.next()) {
                    let _ = send.send((entry.parse::<i64>().unwrap(), hash.parse::<Hash>().unwrap()));
                }
            }
        });
        // After some entries, and then anywhere within the next.
        for _ in 0..=random(4) {
            let first = acknowledgements.recv_timeout(Duration::from_secs(60));
            seals.push(first.expect("the process records"));
        }
        std::thread::sleep(Duration::from_micros(random(25_000)));
        child.kill().unwrap();
        child.wait().unwrap();
        reader.join().unwrap();
        seals.extend(acknowledgements.try_iter());

        hot += u32::from(dir.path().join("2026.ledger-journal").exists());
        let ledger = Ledger::open(&path).unwrap_or_else(|e| panic!("after kill {kill}: {e}"));
        let entries = ledger.entries().unwrap_or_else(|e| panic!("after kill {kill}: {e}"));
        let mut previous = Hash::ZERO;
        for (entry, seq) in entries.iter().zip(1..) {
            assert_eq!((entry.seq, entry.previous), (seq, previous), "after kill {kill}");
            previous = entry.hash;
        }
        for (seq, hash) in &seals {
            let found = entries.get(*seq as usize - 1).map(|e| e.hash);
            assert_eq!(found, Some(*hash), "entry {seq} was acknowledged before kill {kill}");
        }
        acknowledged += seals.len();
        // The entry that was on its way is there whole, or not at all.
        let more = entries.len() as i64 - seals.last().unwrap().0;
        assert!((0..=1).contains(&more), "{more} entries were never told, after kill {kill}");
        unacknowledged += more;
        if kill % FRESH == FRESH - 1 || kill % 10 == 0 {
            assert_eq!(faults(&ledger), [""; 0], "after kill {kill}");
        }
        // A journal that had to be rolled back is gone. One that was never begun may lie there; the next record takes it
        // away, and the ledger is whole without it.
        if let Ok(journal) = std::fs::read(dir.path().join("2026.ledger-journal")) {
            assert!(journal.first().is_none_or(|b| *b == 0), "after kill {kill}");
        }
    }
    // The test would say nothing if kills never fell into a transaction.
    assert!(hot >= KILLS / 20, "{hot} of {KILLS} kills left a journal behind");
    let mut ledger = Ledger::open(&dir.path().join("2026.ledger")).unwrap();
    let in_force = ledger.entries().unwrap().into_iter().skip(1);
    match in_force.rev().find(|e| e.in_force() && !matches!(e.event, Event::Annul(_))) {
        Some(last) => drop(ledger.record(AFTER, annul(), Some(last.seq)).unwrap()),
        None => drop(ledger.record_round(AFTER, crate::support::tiny("last"), None).unwrap()),
    }
    let files: Vec<_> = std::fs::read_dir(dir.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(files, ["2026.ledger"], "a ledger at rest is one file");
    println!(
        "{KILLS} kills, {hot} within a transaction, {unacknowledged} after its end; {acknowledged} seals held"
    );
}
