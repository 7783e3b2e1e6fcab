//! Everything comes out again, and nothing in it runs in a spreadsheet.

use crate::support::{decline, recorded, sample, with_round};
use sekiwari_files::write::unguard;
use sekiwari_ledger::{Event, Ledger, LedgerError, Role};
use std::fs;
use tempfile::tempdir;

const HOSTILE: [&str; 6] =
    ["=cmd|' /C calc'!A0", "+1\n=2,\"x\"", "@SUM(A1)", "𠮷野家\u{202e}moc", "'=1", "\t=1\u{200f}"];

#[test]
fn everything_comes_out_and_hostile_reasons_do_no_harm() {
    let dir = tempdir().unwrap();
    let (_, mut ledger) = with_round(dir.path());
    let placed: Vec<String> = ledger
        .decisions(2)
        .unwrap()
        .into_iter()
        .filter(|row| row.outcome == "placed")
        .map(|row| row.child_id)
        .collect();
    for (child, reason) in placed.iter().zip(HOSTILE) {
        recorded(&mut ledger, decline(child, reason));
    }
    let out = dir.path().join("out");
    ledger.export(&out).unwrap();

    let bytes = fs::read(out.join("entries.csv")).unwrap();
    let text = bytes.strip_prefix("\u{feff}".as_bytes()).expect("Excel needs the mark");
    let mut table = csv::Reader::from_reader(text);
    let reason = table.headers().unwrap().iter().position(|h| h == "reason").unwrap();
    let rows: Vec<csv::StringRecord> = table.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 2 + HOSTILE.len());
    for row in &rows {
        for cell in row {
            let starts = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
            assert!(!starts, "{cell:?} would run");
        }
    }
    for (row, expected) in rows[2..].iter().zip(HOSTILE) {
        assert_eq!(unguard(&row[reason]), expected, "and nothing is lost");
    }
    let json: serde_json::Value =
        serde_json::from_slice(&fs::read(out.join("ledger.json")).unwrap()).unwrap();
    for (entry, expected) in json["entries"].as_array().unwrap()[2..].iter().zip(HOSTILE) {
        assert_eq!(entry["event"]["reason"], expected);
    }
    // The files of the round, byte for byte.
    let files = sample("tiny", |s| s);
    for (name, content) in files.used(&[]) {
        assert_eq!(fs::read(out.join("rounds/0002/input").join(name)).unwrap(), content, "{name}");
    }
    let allocation = ledger.content(2, Role::Output, "allocation.csv").unwrap().unwrap();
    assert_eq!(fs::read(out.join("rounds/0002/output/allocation.csv")).unwrap(), allocation);
    let decisions = fs::read_to_string(out.join("decisions.csv")).unwrap();
    assert_eq!(decisions.lines().count(), 1 + ledger.decisions(2).unwrap().len());
}

#[test]
fn an_export_never_replaces_anything() {
    let dir = tempdir().unwrap();
    let (path, ledger) = with_round(dir.path());
    for taken in [dir.path(), &path] {
        assert!(matches!(ledger.export(taken), Err(LedgerError::Output(_))), "{}", taken.display());
    }
    let empty = dir.path().join("empty");
    fs::create_dir(&empty).unwrap();
    ledger.export(&empty).unwrap();
    assert!(matches!(ledger.export(&empty), Err(LedgerError::Output(_))));
}

/// The chain made anew from what was exported, by the description in the documentation alone.
#[test]
fn two_exports_of_one_ledger_are_the_same() {
    let dir = tempdir().unwrap();
    let (path, ledger) = with_round(dir.path());
    let (a, b) = (dir.path().join("a"), dir.path().join("b"));
    ledger.export(&a).unwrap();
    Ledger::open(&path).unwrap().export(&b).unwrap();
    for name in ["entries.csv", "decisions.csv", "ledger.json"] {
        assert_eq!(fs::read(a.join(name)).unwrap(), fs::read(b.join(name)).unwrap());
    }
    assert!(matches!(ledger.entries().unwrap()[0].event, Event::Open(_)));
}
