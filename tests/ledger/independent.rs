//! The chain as the documentation describes it, made anew by code that shares nothing with the ledger.

use crate::support::{AFTER, annul, decline, recorded, with_round};
use rusqlite::Connection;
use sha2::{Digest, Sha256};
use tempfile::tempdir;

#[test]
fn the_chain_is_what_the_documentation_says() {
    let dir = tempdir().unwrap();
    let (path, mut ledger) = with_round(dir.path());
    let entry = recorded(&mut ledger, decline("C01", "転居")).entry;
    ledger.record(AFTER, annul(), Some(entry)).unwrap();
    drop(ledger);
    let db = Connection::open(&path).unwrap();
    let query = "SELECT seq, on_date, kind, coalesce(child_id, ''), coalesce(corrects, ''), body, hash \
                 FROM entry ORDER BY seq";
    let mut query = db.prepare(query).unwrap();
    let mut rows = query.query([]).unwrap();
    let mut previous = vec![0u8; 32];
    let mut count = 0;
    while let Some(row) = rows.next().unwrap() {
        let text = |i: usize| match row.get::<_, rusqlite::types::Value>(i).unwrap() {
            rusqlite::types::Value::Integer(n) => n.to_string(),
            rusqlite::types::Value::Text(text) => text,
            other => panic!("{other:?}"),
        };
        let mut bytes = Vec::new();
        let mut part = |content: &[u8]| {
            bytes.extend((content.len() as u64).to_be_bytes());
            bytes.extend(content);
        };
        part(b"sekiwari ledger 1");
        part(&previous);
        (0..6).for_each(|i| part(text(i).as_bytes()));
        let hash: Vec<u8> = row.get(6).unwrap();
        assert_eq!(Sha256::digest(&bytes).to_vec(), hash, "entry {}", text(0));
        previous = hash;
        count += 1;
    }
    assert_eq!(count, 4);
}
