//! Several who record at once, and files that cannot be written.

use crate::support::{AFTER, capacity, faults, with_round};
use rusqlite::Connection;
use sekiwari_ledger::{Ledger, LedgerError};
use std::time::Instant;
use tempfile::tempdir;

#[test]
fn two_who_record_at_once_take_turns() {
    let dir = tempdir().unwrap();
    let (path, ledger) = with_round(dir.path());
    drop(ledger);
    let record = |seats: i32| {
        let path = path.clone();
        std::thread::spawn(move || {
            let mut ledger = Ledger::open(&path).unwrap();
            let each = (0..15).map(|_| ledger.record(AFTER, capacity("F1", "1", seats), None).unwrap().entry);
            each.collect::<Vec<_>>()
        })
    };
    let both = [record(1), record(2)];
    let mut entries: Vec<i64> = both.into_iter().flat_map(|thread| thread.join().unwrap()).collect();
    entries.sort_unstable();
    assert_eq!(entries, (3..33).collect::<Vec<_>>());
    let ledger = Ledger::open(&path).unwrap();
    assert_eq!(faults(&ledger), [""; 0]);
    let seats = ledger.entries().unwrap().into_iter().filter_map(|e| match e.event {
        sekiwari_ledger::Event::Capacity(change) => Some(change.seats),
        _ => None,
    });
    assert_eq!(seats.sum::<i32>(), 45);
}

#[test]
fn somebody_who_never_ends_is_told_of() {
    let dir = tempdir().unwrap();
    let (path, mut ledger) = with_round(dir.path());
    let other = Connection::open(&path).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let since = Instant::now();
    assert!(matches!(ledger.record(AFTER, capacity("F1", "1", 1), None), Err(LedgerError::Busy)));
    assert!(since.elapsed().as_secs() >= 4, "it waits for a while");
    assert!(matches!(ledger.ready(), Err(LedgerError::Busy)));
    // Reading goes on meanwhile.
    assert_eq!(ledger.entries().unwrap().len(), 2);
    other.execute_batch("ROLLBACK").unwrap();
    ledger.record(AFTER, capacity("F1", "1", 1), None).unwrap();
}

/// An entry seen by a reader while another records is one that stays.
#[test]
fn a_reader_sees_whole_entries_only() {
    let dir = tempdir().unwrap();
    let (path, ledger) = with_round(dir.path());
    drop(ledger);
    let writer = {
        let path = path.clone();
        std::thread::spawn(move || {
            let mut ledger = Ledger::open(&path).unwrap();
            for _ in 0..20 {
                ledger.record(AFTER, capacity("F1", "1", 1), None).unwrap();
            }
        })
    };
    let ledger = Ledger::open(&path).unwrap();
    let mut seen = 2;
    while !writer.is_finished() {
        let entries = ledger.entries().unwrap();
        assert!(entries.len() >= seen, "entries do not go away");
        assert!(entries.windows(2).all(|pair| pair[1].previous == pair[0].hash));
        seen = entries.len();
    }
    writer.join().unwrap();
    assert_eq!(ledger.entries().unwrap().len(), 22);
}
