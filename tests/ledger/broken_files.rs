//! Files that are no ledger, and ledgers that are no longer whole.

use crate::support::{AFTER, OPENED, decline, with_round};
use rusqlite::Connection;
use sekiwari_ledger::{Ledger, LedgerError};
use std::fs;
use tempfile::tempdir;

#[test]
fn what_is_no_ledger_is_told_apart() {
    let dir = tempdir().unwrap();
    let path = dir.path().join("x");
    assert!(
        matches!(Ledger::open(&path), Err(LedgerError::Io(e)) if e.kind() == std::io::ErrorKind::NotFound)
    );
    assert!(matches!(Ledger::open(dir.path()), Err(LedgerError::IsFolder)));
    for content in [&b""[..], b"child_id,facility_id\n", &[0; 4096], "SQLite format 3\0".as_bytes()] {
        fs::write(&path, content).unwrap();
        let opened = Ledger::open(&path);
        assert!(matches!(opened, Err(LedgerError::NotALedger)), "{content:?}: {opened:?}");
        assert_eq!(fs::read(&path).unwrap(), content, "what is no ledger is left alone");
    }
    fs::remove_file(&path).unwrap();
    Connection::open(&path).unwrap().execute_batch("CREATE TABLE entry (seq)").unwrap();
    assert!(matches!(Ledger::open(&path), Err(LedgerError::NotALedger)));
}

#[test]
fn a_newer_schema_is_refused() {
    let dir = tempdir().unwrap();
    let (path, ledger) = with_round(dir.path());
    drop(ledger);
    Connection::open(&path).unwrap().pragma_update(None, "user_version", 2).unwrap();
    let opened = Ledger::open(&path);
    assert!(matches!(opened, Err(LedgerError::NewerSchema { found: 2, known: 1 })), "{opened:?}");
}

#[test]
fn a_file_cut_anywhere_is_told_and_never_read_as_whole() {
    let dir = tempdir().unwrap();
    let (path, ledger) = with_round(dir.path());
    drop(ledger);
    let whole = fs::read(&path).unwrap();
    for size in (0..whole.len()).step_by(1777) {
        fs::write(&path, &whole[..size]).unwrap();
        let error = match Ledger::open(&path) {
            Err(e) => e,
            Ok(ledger) => match ledger.check() {
                Err(e) => e,
                Ok(faults) => {
                    assert!(!faults.is_empty(), "cut at {size} of {}", whole.len());
                    continue;
                }
            },
        };
        let told = matches!(error, LedgerError::NotALedger | LedgerError::Damaged(_));
        assert!(told, "cut at {size}: {error:?}");
    }
}

#[test]
fn nothing_is_ever_replaced_by_a_new_ledger() {
    let dir = tempdir().unwrap();
    let (path, ledger) = with_round(dir.path());
    drop(ledger);
    let before = fs::read(&path).unwrap();
    assert!(matches!(Ledger::create(&path, 2026, "", OPENED), Err(LedgerError::Exists)));
    assert!(matches!(Ledger::create(dir.path(), 2026, "", OPENED), Err(LedgerError::Exists)));
    assert_eq!(fs::read(&path).unwrap(), before);
    assert!(Ledger::create(&dir.path().join("none/2026.ledger"), 2026, "", OPENED).is_err());
    let left: Vec<_> = fs::read_dir(dir.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(left, ["2026.ledger"]);
}

/// Root may write anywhere, so this is only shown to others.
#[cfg(unix)]
#[test]
fn a_read_only_file_is_read_and_not_written() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempdir().unwrap();
    let (path, ledger) = with_round(dir.path());
    drop(ledger);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
    if fs::OpenOptions::new().write(true).open(&path).is_ok() {
        return;
    }
    let mut ledger = Ledger::open(&path).unwrap();
    assert_eq!(ledger.entries().unwrap().len(), 2);
    assert!(matches!(ledger.ready(), Err(LedgerError::ReadOnly)));
    assert!(matches!(ledger.record(AFTER, decline("C01", "x"), None), Err(LedgerError::ReadOnly)));
}
