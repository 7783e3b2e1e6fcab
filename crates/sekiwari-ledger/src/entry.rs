//! Entries as they are read.

use crate::chain::Link;
use crate::{Event, Hash, LedgerError};
use jiff::civil::Date;
use rusqlite::Row;

/// An entry of a ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its number: 1, 2, 3, ...
    pub seq: i64,
    /// The day that it is about.
    pub on: Date,
    /// What happened.
    pub event: Event,
    /// The entry that it stands in the place of.
    pub corrects: Option<i64>,
    /// The entry that stands in its place; then it does not hold any more.
    pub corrected_by: Option<i64>,
    /// Where it counts: its own number, or the place of the entry that it corrects.
    pub place: i64,
    /// The hash of the entry before it.
    pub previous: Hash,
    /// The hash over that and the entry.
    pub hash: Hash,
    /// The event as stored, which is what the hash is over.
    pub body: String,
}

impl Entry {
    /// Whether it holds: no later entry has corrected it.
    #[must_use]
    pub fn in_force(&self) -> bool {
        self.corrected_by.is_none()
    }
}

/// An entry as it stands in the table, not yet understood.
#[derive(Clone, Debug)]
pub(crate) struct RawEntry {
    pub(crate) seq: i64,
    pub(crate) on: String,
    pub(crate) kind: String,
    pub(crate) child: Option<String>,
    pub(crate) corrects: Option<i64>,
    pub(crate) corrected_by: Option<i64>,
    pub(crate) body: String,
    pub(crate) previous: Hash,
    pub(crate) hash: Hash,
}

impl RawEntry {
    /// The columns that [`RawEntry::read`] wants, of `entry` as `e`.
    pub(crate) const COLUMNS: &'static str = "e.seq, e.on_date, e.kind, e.child_id, e.corrects, \
        (SELECT c.seq FROM entry c WHERE c.corrects = e.seq), e.body, e.previous, e.hash";

    pub(crate) fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            seq: row.get(0)?,
            on: row.get(1)?,
            kind: row.get(2)?,
            child: row.get(3)?,
            corrects: row.get(4)?,
            corrected_by: row.get(5)?,
            body: row.get(6)?,
            previous: Hash(row.get(7)?),
            hash: Hash(row.get(8)?),
        })
    }

    /// What its hash has to be.
    pub(crate) fn expected_hash(&self) -> Hash {
        Link {
            previous: self.previous,
            seq: self.seq,
            on: &self.on,
            kind: &self.kind,
            child: self.child.as_deref(),
            corrects: self.corrects,
            body: &self.body,
        }
        .hash()
    }

    /// The entry, if its columns and its body agree.
    pub(crate) fn understand(self) -> Result<Entry, LedgerError> {
        let seq = self.seq;
        let wrong = |what: &str| LedgerError::damaged(format!("entry {seq}: {what}"));
        let on: Date = self.on.parse().map_err(|_| wrong("the date is none"))?;
        let event: Event = serde_json::from_str(&self.body).map_err(|e| wrong(&e.to_string()))?;
        if event.kind() != self.kind || event.child() != self.child.as_deref() {
            return Err(wrong("its columns and its body differ"));
        }
        if self.hash != self.expected_hash() {
            return Err(wrong("its hash is not that of its content"));
        }
        Ok(Entry {
            seq,
            on,
            event,
            corrects: self.corrects,
            corrected_by: self.corrected_by,
            place: self.seq,
            previous: self.previous,
            hash: self.hash,
            body: self.body,
        })
    }
}
