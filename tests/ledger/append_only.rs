//! What is recorded cannot be changed through SQL, whatever the statement.

use crate::support::{faults, need, recorded, with_round};
use rusqlite::Connection;
use sekiwari_ledger::Need;
use tempfile::tempdir;

#[test]
fn no_statement_changes_what_is_recorded() {
    let dir = tempdir().unwrap();
    let (path, mut ledger) = with_round(dir.path());
    recorded(&mut ledger, need("C01", Need::Lasts));
    drop(ledger);
    let before = std::fs::read(&path).unwrap();
    let db = Connection::open(&path).unwrap();
    let mut statements = Vec::new();
    for (table, column) in
        [("entry", "body"), ("blob", "packed"), ("file", "name"), ("decision", "facility_id")]
    {
        statements.push(format!("UPDATE {table} SET {column} = {column}"));
        statements.push(format!("DELETE FROM {table}"));
        statements.push(format!("INSERT OR REPLACE INTO {table} SELECT * FROM {table}"));
        statements.push(format!("REPLACE INTO {table} SELECT * FROM {table}"));
    }
    let entry = |seq: &str, corrects: &str, hash: &str| {
        format!(
            "INSERT OR REPLACE INTO entry (seq, on_date, kind, corrects, body, previous, hash) \
             SELECT {seq}, on_date, kind, {corrects}, body, previous, {hash} FROM entry WHERE seq = 3"
        )
    };
    statements.extend([
        // Not at the end; a hash that is there; a second correction.
        entry("9", "NULL", "randomblob(32)"),
        entry("0", "NULL", "randomblob(32)"),
        entry("4", "NULL", "hash"),
        // Into a round that is closed.
        "INSERT INTO decision SELECT 2, 'C99', household_id, class, held_facility_id, facility_id, reserved_for, \
         outcome, wish_rank, reason FROM decision LIMIT 1"
            .to_owned(),
        "INSERT INTO file SELECT 2, role, 'more.csv', sha256 FROM file LIMIT 1".to_owned(),
        "UPDATE OR REPLACE entry SET seq = 1 WHERE seq = 3".to_owned(),
        "INSERT INTO entry (seq, on_date, kind, body, previous, hash) VALUES (4, '2026-02-01', 'x', '{', \
         zeroblob(32), zeroblob(32))"
            .to_owned(),
    ]);
    for statement in statements {
        let done = db.execute(&statement, []);
        assert!(done.is_err(), "{statement}: {done:?}");
    }
    db.close().unwrap();
    assert_eq!(std::fs::read(&path).unwrap(), before);
    let ledger = sekiwari_ledger::Ledger::open(&path).unwrap();
    assert_eq!(faults(&ledger), [""; 0]);
}

#[test]
fn an_entry_is_corrected_once_also_by_sql() {
    let dir = tempdir().unwrap();
    let (path, mut ledger) = with_round(dir.path());
    let entry = recorded(&mut ledger, need("C01", Need::Lasts)).entry;
    ledger.record(crate::support::AFTER, crate::support::annul(), Some(entry)).unwrap();
    drop(ledger);
    let db = Connection::open(&path).unwrap();
    let again = "INSERT OR REPLACE INTO entry (seq, on_date, kind, corrects, body, previous, hash) \
                 SELECT 5, on_date, kind, corrects, body, previous, randomblob(32) FROM entry WHERE seq = 4";
    assert!(db.execute(again, []).is_err());
}
