//! Whoever takes the guards away and changes something is found out.

use crate::support::{AFTER, annul, decline, faults, judged, opened, recorded, sample, with_round};
use rusqlite::Connection;
use sekiwari_ledger::{Hash, Ledger, LedgerError};
use std::path::Path;
use tempfile::tempdir;

/// Changes a ledger by SQL with all triggers taken away and put back, so that only the change shows.
fn tamper(path: &Path, sql: &str) {
    let db = Connection::open(path).unwrap();
    let query = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'";
    let triggers: Vec<(String, String)> = db
        .prepare(query)
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    for (name, _) in &triggers {
        db.execute_batch(&format!("DROP TRIGGER {name}")).unwrap();
    }
    db.execute_batch("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON").unwrap();
    db.execute_batch(sql).unwrap_or_else(|e| panic!("{sql}: {e}"));
    for (_, sql) in &triggers {
        db.execute_batch(sql).unwrap();
    }
}

#[test]
fn every_kind_of_tampering_shows() {
    let cases: &[(&str, &[&str])] = &[
        ("UPDATE entry SET body = replace(body, 'C01', 'C02') WHERE seq = 3", &["K06"]),
        ("UPDATE entry SET on_date = '2026-02-02' WHERE seq = 3", &["K06"]),
        ("UPDATE entry SET child_id = 'C02' WHERE seq = 3", &["K06"]),
        ("UPDATE entry SET kind = 'withdraw' WHERE seq = 3", &["K06"]),
        ("UPDATE entry SET corrects = NULL WHERE seq = 4", &["K06"]),
        ("UPDATE entry SET hash = randomblob(32) WHERE seq = 3", &["K06", "K05"]),
        ("UPDATE entry SET previous = randomblob(32) WHERE seq = 4", &["K05", "K06"]),
        ("DELETE FROM entry WHERE seq = 3", &["K03", "K04", "K05"]),
        ("DELETE FROM decision WHERE child_id = 'C05'", &["K16", "K17"]),
        ("UPDATE decision SET facility_id = 'F2' WHERE child_id = 'C01'", &["K16"]),
        ("UPDATE decision SET outcome = 'kept' WHERE child_id = 'C01'", &["K16"]),
        (
            "INSERT INTO decision SELECT 2, 'Z', household_id, 1, NULL, NULL, NULL, 'unplaced', NULL, NULL FROM decision LIMIT 1",
            &["K16", "K17"],
        ),
        (
            "INSERT INTO decision SELECT 3, 'Z', household_id, 1, NULL, NULL, NULL, 'unplaced', NULL, NULL FROM decision LIMIT 1",
            &["K16"],
        ),
        ("INSERT INTO file SELECT 3, 'output', 'more.csv', sha256 FROM file LIMIT 1", &["K11"]),
        ("DELETE FROM file WHERE name = 'wishes.csv'", &["K10", "K11"]),
        ("UPDATE file SET name = '../../evil' WHERE name = 'wishes.csv'", &["K11"]),
        ("INSERT INTO file SELECT 2, 'output', 'more.csv', sha256 FROM file LIMIT 1", &["K11"]),
        ("UPDATE blob SET packed = zeroblob(40) WHERE rowid = 1", &["K09"]),
        ("UPDATE blob SET size = size + 1 WHERE rowid = 1", &["K09"]),
        ("DELETE FROM blob WHERE rowid = 2", &["K03"]),
        ("INSERT INTO blob VALUES (randomblob(32), 0, zeroblob(0))", &["K09", "K10"]),
    ];
    let dir = tempdir().unwrap();
    let (path, mut ledger) = with_round(dir.path());
    let entry = recorded(&mut ledger, decline("C01", "転居")).entry;
    ledger.record(AFTER, annul(), Some(entry)).unwrap();
    drop(ledger);
    let whole = std::fs::read(&path).unwrap();
    for (sql, codes) in cases {
        std::fs::write(&path, &whole).unwrap();
        assert_eq!(faults(&Ledger::open(&path).unwrap()), [""; 0]);
        tamper(&path, sql);
        let ledger = Ledger::open(&path).unwrap();
        match ledger.check() {
            Ok(found) => {
                let found: Vec<_> = found.iter().map(|f| f.code).collect();
                for code in *codes {
                    assert!(found.contains(code), "{sql}: {found:?}");
                }
            }
            Err(LedgerError::Damaged(_)) => {}
            Err(e) => panic!("{sql}: {e}"),
        }
    }
}

#[test]
fn guards_that_were_taken_away_show_and_nothing_more_is_recorded() {
    for sql in [
        "DROP TRIGGER entry_no_update",
        "DROP INDEX decision_child",
        "CREATE TABLE more (x)",
        "CREATE TRIGGER more AFTER INSERT ON entry BEGIN SELECT 1; END",
        "CREATE VIEW more AS SELECT * FROM entry",
        "ALTER TABLE entry ADD COLUMN more TEXT",
    ] {
        let dir = tempdir().unwrap();
        let (path, ledger) = with_round(dir.path());
        drop(ledger);
        Connection::open(&path).unwrap().execute_batch(sql).unwrap();
        let mut ledger = Ledger::open(&path).unwrap();
        assert!(faults(&ledger).contains(&"K02"), "{sql}");
        let refused = ledger.record(AFTER, decline("C01", "転居"), None);
        assert!(matches!(refused, Err(LedgerError::Damaged(_))), "{sql}: {refused:?}");
    }
}

/// A rewritten history has new hashes; whoever kept an old seal sees it.
#[test]
fn a_seal_that_was_kept_shows_a_rewritten_history() {
    let dir = tempdir().unwrap();
    let (_, mut ledger) = with_round(dir.path());
    let first = recorded(&mut ledger, decline("C01", "転居"));
    let second = recorded(&mut ledger, decline("C02", "転居"));
    assert_eq!(ledger.sealed_by(first.hash).unwrap(), Some(first.entry));
    assert_eq!(ledger.sealed_by(second.hash).unwrap(), Some(second.entry));
    assert_eq!(ledger.seal().unwrap(), (second.entry, second.hash));

    // The same with another reason: all in order in itself, and yet not what was sealed.
    let dir = tempdir().unwrap();
    let (_, mut forged) = with_round(dir.path());
    recorded(&mut forged, decline("C01", "別の理由"));
    recorded(&mut forged, decline("C02", "転居"));
    assert_eq!(faults(&forged), [""; 0]);
    assert_eq!(forged.sealed_by(first.hash).unwrap(), None);
    assert_eq!(forged.sealed_by(second.hash).unwrap(), None);
    assert_eq!(forged.sealed_by(Hash::ZERO).unwrap(), None);
}

#[test]
fn the_same_entries_give_the_same_seal() {
    let seal = || {
        let dir = tempdir().unwrap();
        let (_, mut ledger) = opened(dir.path());
        ledger.record_round(AFTER, judged(&sample("tiny", |s| s), "first"), None).unwrap();
        recorded(&mut ledger, decline("C01", "転居")).hash
    };
    assert_eq!(seal(), seal());
}

/// Bytes overwritten anywhere in the file never make a panic, and never go unseen unless they are in unused room.
#[test]
fn bytes_overwritten_anywhere_are_told_or_harmless() {
    let dir = tempdir().unwrap();
    let (path, mut ledger) = with_round(dir.path());
    recorded(&mut ledger, decline("C01", "転居"));
    let texts =
        |ledger: &Ledger| -> Vec<String> { ledger.entries().unwrap().into_iter().map(|e| e.body).collect() };
    let before = texts(&ledger);
    drop(ledger);
    let whole = std::fs::read(&path).unwrap();
    let (mut told, mut tried) = (0, 0);
    // Room that was never used is zero.
    for at in (0..whole.len()).filter(|&at| whole[at] != 0).step_by(97) {
        tried += 1;
        let mut bytes = whole.clone();
        bytes[at] ^= 0x5a;
        std::fs::write(&path, &bytes).unwrap();
        let Ok(ledger) = Ledger::open(&path) else {
            told += 1;
            continue;
        };
        match ledger.check() {
            Ok(faults) if faults.is_empty() => {
                assert_eq!(texts(&ledger), before, "byte {at} changed an entry unseen");
            }
            _ => told += 1,
        }
    }
    assert!(tried > 100 && told * 2 > tried, "{told} of {tried}");
}
