//! Reading entries, histories and contents.

use crate::blob::unpack;
use crate::entry::RawEntry;
use crate::judged::DecisionRow;
use crate::{Entry, Event, Hash, Ledger, LedgerError, Role, RoundRecord, Step};
use rusqlite::{Connection, OptionalExtension, Row, params};

impl Ledger {
    /// All entries, in the order of recording.
    ///
    /// # Errors
    /// If one is damaged.
    pub fn entries(&self) -> Result<Vec<Entry>, LedgerError> {
        entries(&self.db, "ORDER BY e.seq", [])
    }

    /// One entry.
    ///
    /// # Errors
    /// If it is damaged.
    pub fn entry(&self, seq: i64) -> Result<Option<Entry>, LedgerError> {
        Ok(entries(&self.db, "WHERE e.seq = ?1", [seq])?.pop())
    }

    /// The number and the hash of the last entry: the seal of the whole ledger. Whoever has written it down can show later
    /// that nothing before it was changed.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn seal(&self) -> Result<(i64, Hash), LedgerError> {
        crate::record::last(&self.db)?.ok_or_else(|| LedgerError::damaged("there is no entry"))
    }

    /// Everything that is recorded about a child, in order. Cost: by index, linear in the answer.
    ///
    /// # Errors
    /// If an entry is damaged.
    pub fn history(&self, child: &str) -> Result<Vec<Step>, LedgerError> {
        history(&self.db, child)
    }

    /// Where a child stands, for a new entry or for one in the place of another: without that one and what came after it.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn standing_before(
        &self,
        child: &str,
        corrects: Option<i64>,
    ) -> Result<Option<crate::Standing>, LedgerError> {
        let mut history = self.history(child)?;
        if let Some(corrected) = corrects
            && self.entry(corrected)?.is_some()
        {
            let place = place(&self.db, corrected)?;
            history.retain(|step| step.entry.place < place);
        }
        Ok(crate::standing(child, &history))
    }

    /// The decisions of a round, by child.
    ///
    /// # Errors
    /// If they are damaged.
    pub fn decisions(&self, seq: i64) -> Result<Vec<DecisionRow>, LedgerError> {
        let query = format!("SELECT {DECISION} FROM decision d WHERE d.seq = ?1 ORDER BY d.child_id");
        let mut query = self.db.prepare(&query)?;
        let rows = query.query_map([seq], decision)?.collect::<rusqlite::Result<_>>()?;
        Ok(rows)
    }

    /// The content of a file of a round, as it was recorded; nothing if it was not kept.
    ///
    /// # Errors
    /// If it is damaged.
    pub fn content(&self, seq: i64, role: Role, name: &str) -> Result<Option<Vec<u8>>, LedgerError> {
        content(&self.db, seq, role, name)
    }

    /// All kept files of a round in one role, by name.
    ///
    /// # Errors
    /// If one is damaged.
    pub fn contents(&self, seq: i64, role: Role) -> Result<Vec<(String, Vec<u8>)>, LedgerError> {
        contents(&self.db, seq, role)
    }
}

fn content(db: &Connection, seq: i64, role: Role, name: &str) -> Result<Option<Vec<u8>>, LedgerError> {
    let query = "SELECT b.sha256, b.size, b.packed FROM file f JOIN blob b ON b.sha256 = f.sha256 \
                 WHERE f.seq = ?1 AND f.role = ?2 AND f.name = ?3";
    let found = db.query_row(query, params![seq, role.as_str(), name], |row| {
        Ok((Hash(row.get(0)?), row.get::<_, i64>(1)?, row.get::<_, Vec<u8>>(2)?))
    });
    match found.optional()? {
        Some((hash, size, packed)) => Ok(Some(unpack(hash, u64::try_from(size).unwrap_or(0), &packed)?)),
        None => Ok(None),
    }
}

/// See [`Ledger::contents`].
pub(crate) fn contents(db: &Connection, seq: i64, role: Role) -> Result<Vec<(String, Vec<u8>)>, LedgerError> {
    let mut query = db.prepare("SELECT name FROM file WHERE seq = ?1 AND role = ?2 ORDER BY name")?;
    let names = query.query_map(params![seq, role.as_str()], |row| row.get(0))?;
    let names = names.collect::<rusqlite::Result<Vec<String>>>()?;
    let mut files = Vec::with_capacity(names.len());
    for name in names {
        if let Some(content) = content(db, seq, role, &name)? {
            files.push((name, content));
        }
    }
    Ok(files)
}

fn entries(db: &Connection, rest: &str, params: impl rusqlite::Params) -> Result<Vec<Entry>, LedgerError> {
    let mut query = db.prepare(&format!("SELECT {} FROM entry e {rest}", RawEntry::COLUMNS))?;
    let raw = query.query_map(params, RawEntry::read)?.collect::<rusqlite::Result<Vec<_>>>()?;
    let mut entries = raw.into_iter().map(RawEntry::understand).collect::<Result<Vec<_>, _>>()?;
    for entry in entries.iter_mut().filter(|entry| entry.corrects.is_some()) {
        entry.place = place(db, entry.seq)?;
    }
    Ok(entries)
}

/// Where an entry counts: it stands in the place of the one that it corrects.
pub(crate) fn place(db: &Connection, seq: i64) -> Result<i64, LedgerError> {
    let mut query = db.prepare("SELECT corrects FROM entry WHERE seq = ?1")?;
    let mut place = seq;
    while let Some(Some(corrected)) =
        query.query_row([place], |row| row.get::<_, Option<i64>>(0)).optional()?
    {
        // The schema has it so; a file from elsewhere may not.
        if corrected >= place {
            return Err(LedgerError::damaged(format!("entry {place} corrects a later one")));
        }
        place = corrected;
    }
    Ok(place)
}

const DECISION: &str = "d.child_id, d.household_id, d.class, d.held_facility_id, d.facility_id, d.reserved_for, \
                        d.outcome, d.wish_rank, d.reason";

fn decision(row: &Row<'_>) -> rusqlite::Result<DecisionRow> {
    Ok(DecisionRow {
        child_id: row.get(0)?,
        household_id: row.get(1)?,
        class: row.get(2)?,
        held_facility_id: row.get(3)?,
        facility_id: row.get(4)?,
        reserved_for: row.get(5)?,
        outcome: row.get(6)?,
        wish_rank: row.get(7)?,
        reason: row.get(8)?,
    })
}

/// See [`Ledger::history`].
pub(crate) fn history(db: &Connection, child: &str) -> Result<Vec<Step>, LedgerError> {
    let mut steps: Vec<Step> = entries(db, "WHERE e.child_id = ?1", [child])?
        .into_iter()
        .map(|entry| Step { entry, decision: None })
        .collect();
    let mut query = db.prepare(&format!("SELECT {DECISION}, d.seq FROM decision d WHERE d.child_id = ?1"))?;
    let rows = query.query_map([child], |row| Ok((decision(row)?, row.get::<_, i64>(9)?)))?;
    for row in rows.collect::<rusqlite::Result<Vec<_>>>()? {
        for entry in entries(db, "WHERE e.seq = ?1", [row.1])? {
            steps.push(Step { entry, decision: Some(row.0.clone()) });
        }
    }
    // What was annulled about the child is told with what annulled it.
    let annulled: Vec<i64> = steps.iter().filter_map(|s| s.entry.corrected_by).collect();
    for by in annulled {
        if !steps.iter().any(|s| s.entry.seq == by) {
            steps.extend(
                entries(db, "WHERE e.seq = ?1", [by])?
                    .into_iter()
                    .map(|entry| Step { entry, decision: None }),
            );
        }
    }
    steps.sort_by_key(|step| step.entry.seq);
    Ok(steps)
}

/// The entries that hold, in the order in which they count.
pub(crate) fn entries_in_force(db: &Connection) -> Result<Vec<Entry>, LedgerError> {
    let in_force = "WHERE NOT EXISTS (SELECT 1 FROM entry c WHERE c.corrects = e.seq) ORDER BY e.seq";
    let mut entries = entries(db, in_force, [])?;
    entries.sort_by_key(|entry| entry.place);
    Ok(entries)
}

/// The rounds that hold, in order.
pub(crate) fn rounds_in_force(db: &Connection) -> Result<Vec<(i64, RoundRecord)>, LedgerError> {
    let rounds = "WHERE e.kind = 'round' AND NOT EXISTS (SELECT 1 FROM entry c WHERE c.corrects = e.seq) \
                  ORDER BY e.seq";
    let mut entries = entries(db, rounds, [])?;
    entries.sort_by_key(|entry| entry.place);
    let rounds = entries.into_iter().filter_map(|entry| match entry.event {
        Event::Round(round) => Some((entry.seq, *round)),
        _ => None,
    });
    Ok(rounds.collect())
}

/// The last round that holds.
pub(crate) fn last_round(db: &Connection) -> Result<Option<(i64, RoundRecord)>, LedgerError> {
    Ok(rounds_in_force(db)?.pop())
}
