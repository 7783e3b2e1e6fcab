//! Everything in a ledger as files that any program reads, so that nobody is locked in.

use crate::judged::is_plain;
use crate::{Entry, Event, Ledger, LedgerError, Role};
use sekiwari_files::write::{OutputError, OutputFolder, guard};
use serde_json::json;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

/// Columns of `entries.csv`.
pub(crate) const ENTRIES: [&str; 12] = [
    "entry",
    "on",
    "kind",
    "child_id",
    "facility_id",
    "reason",
    "by",
    "corrects",
    "corrected_by",
    "body",
    "previous",
    "hash",
];

/// Columns of `decisions.csv`.
pub(crate) const DECISIONS: [&str; 11] = [
    "entry",
    "label",
    "child_id",
    "household_id",
    "class",
    "held_facility_id",
    "facility_id",
    "reserved_for",
    "outcome",
    "wish_rank",
    "reason",
];

impl Ledger {
    /// Writes everything into a new or empty folder, which appears whole or not at all: `entries.csv`, `decisions.csv`,
    /// `ledger.json`, and per round `rounds/NNNN/input` and `rounds/NNNN/output`, NNNN being the entry. Cells that a
    /// spreadsheet would run are guarded as in all tables of this program.
    ///
    /// # Errors
    /// If the place is taken, the file system refuses, or the ledger is damaged.
    pub fn export(&self, target: &Path) -> Result<(), LedgerError> {
        if fs::read_dir(target).is_ok_and(|mut entries| entries.next().is_some()) {
            return Err(OutputError::NotOurs(target.to_owned()).into());
        }
        let folder = OutputFolder::create(target)?;
        let entries = self.entries()?;
        folder.write("entries.csv", |out| write_entries(&entries, out))?;
        let mut rounds = Vec::new();
        for entry in &entries {
            if let Event::Round(round) = &entry.event {
                rounds.push((entry.seq, round.label.as_str(), self.decisions(entry.seq)?));
                self.export_round(entry.seq, folder.path())?;
            }
        }
        folder.write("decisions.csv", |out| {
            let mut table = start(out, &DECISIONS)?;
            for (seq, label, rows) in &rounds {
                for row in rows {
                    let [class, rank] = [Some(u32::from(row.class)), row.wish_rank].map(number);
                    let text = |t: &Option<String>| guard(t.as_deref().unwrap_or_default()).into_owned();
                    table.write_record([
                        seq.to_string().as_str(),
                        &guard(label),
                        &guard(&row.child_id),
                        &guard(&row.household_id),
                        &class,
                        &text(&row.held_facility_id),
                        &text(&row.facility_id),
                        &text(&row.reserved_for),
                        &row.outcome,
                        &rank,
                        &text(&row.reason),
                    ])?;
                }
            }
            table.flush()
        })?;
        folder.write_json(
            "ledger.json",
            &json!({
                "ledger": "sekiwari",
                "fiscal_year": self.fiscal_year(),
                "name": self.name(),
                "entries": entries.iter().map(entry_json).collect::<Vec<_>>(),
            }),
        )?;
        Ok(folder.commit()?)
    }

    fn export_round(&self, seq: i64, folder: &Path) -> Result<(), LedgerError> {
        for role in [Role::Input, Role::Output] {
            let files = self.contents(seq, role)?;
            if files.is_empty() {
                continue;
            }
            let dir = folder.join("rounds").join(format!("{seq:04}")).join(role.as_str());
            fs::create_dir_all(&dir)?;
            write_files(&dir, &files)?;
        }
        Ok(())
    }
}

/// Writes files into a folder that exists.
///
/// # Errors
/// If a name could lead elsewhere, or the file system refuses.
pub fn write_files(dir: &Path, files: &[(String, Vec<u8>)]) -> Result<(), LedgerError> {
    for (name, content) in files {
        // A ledger from elsewhere must not write where it likes.
        if !is_plain(name) {
            return Err(LedgerError::damaged(format!("{name:?} is no file name of a round")));
        }
        fs::write(dir.join(name), content)?;
    }
    Ok(())
}

/// An entry for programs.
#[must_use]
pub fn entry_json(entry: &Entry) -> serde_json::Value {
    json!({
        "entry": entry.seq,
        "on": entry.on.to_string(),
        "event": entry.event,
        "corrects": entry.corrects,
        "corrected_by": entry.corrected_by,
        "previous": entry.previous.to_string(),
        "hash": entry.hash.to_string(),
    })
}

fn start<'a, W: Write>(out: &'a mut W, header: &[&str]) -> io::Result<csv::Writer<&'a mut W>> {
    out.write_all("\u{feff}".as_bytes())?;
    let mut table = csv::Writer::from_writer(out);
    table.write_record(header)?;
    Ok(table)
}

fn number<T: ToString>(n: Option<T>) -> String {
    n.map(|n| n.to_string()).unwrap_or_default()
}

fn write_entries<W: Write>(entries: &[Entry], out: &mut W) -> io::Result<()> {
    let mut table = start(out, &ENTRIES)?;
    for entry in entries {
        let event = &entry.event;
        let text = |t: Option<&str>| guard(t.unwrap_or_default()).into_owned();
        table.write_record([
            entry.seq.to_string().as_str(),
            &entry.on.to_string(),
            event.kind(),
            &text(event.child()),
            &text(event.facility()),
            &text(event.reason()),
            &text(event.by()),
            &number(entry.corrects),
            &number(entry.corrected_by),
            &entry.body,
            &entry.previous.to_string(),
            &entry.hash.to_string(),
        ])?;
    }
    table.flush()
}
