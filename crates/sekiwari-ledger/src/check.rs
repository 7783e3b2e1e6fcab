//! Whether a ledger is what was recorded: the chain, the contents, the rounds, the course of the year.

use crate::blob::unpack;
use crate::entry::RawEntry;
use crate::judged::{Given, is_plain, judge};
use crate::{DecisionRow, Entry, Event, Hash, Ledger, LedgerError, Outputs, Role, RoundRecord, schema};
use sekiwari::Lang;
use sekiwari::priority::Lottery;
use sekiwari::programme::nursery::compile;
use sekiwari::programme::nursery::siblings::JointOptions;
use sekiwari_files::round::{RoundFiles, read_round_files};
use std::collections::{BTreeMap, BTreeSet};

/// Something that is not as it was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The code: `K01` and on, in `docs/ledger.md`.
    pub code: &'static str,
    /// The entry that it is about.
    pub entry: Option<i64>,
    ja: String,
    en: String,
}

impl Fault {
    pub(crate) fn new(
        code: &'static str,
        entry: Option<i64>,
        ja: impl Into<String>,
        en: impl Into<String>,
    ) -> Self {
        Self { code, entry, ja: ja.into(), en: en.into() }
    }

    /// The fault for people.
    #[must_use]
    pub fn message(&self, lang: Lang) -> &str {
        lang.pick(&self.ja, &self.en)
    }
}

impl Ledger {
    /// Verifies everything: the database, its tables and triggers, references, the chain of hashes, every content, every
    /// round (read again from its inputs, and judged again), and that the events of the year follow from each other.
    /// Gives every fault, in this order; none if all is as recorded.
    ///
    /// Cost: reading and judging every round.
    ///
    /// # Errors
    /// If the file cannot be read at all.
    pub fn check(&self) -> Result<Vec<Fault>, LedgerError> {
        let mut faults = Vec::new();
        self.check_database(&mut faults)?;
        let entries = self.check_chain(&mut faults)?;
        self.check_blobs(&mut faults)?;
        self.check_belonging(&mut faults)?;
        // What a torn page holds says nothing more.
        if faults.iter().any(|f| f.code == "K01") {
            return Ok(faults);
        }
        for entry in &entries {
            if let Event::Round(round) = &entry.event {
                self.check_round(entry.seq, round, &mut faults)?;
            }
        }
        crate::year::check(self, &mut faults)?;
        Ok(faults)
    }

    /// Whether a seal that was written down earlier is the hash of an entry.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn sealed_by(&self, seal: Hash) -> Result<Option<i64>, LedgerError> {
        use rusqlite::OptionalExtension;
        let find = "SELECT seq FROM entry WHERE hash = ?1";
        Ok(self.db.query_row(find, [seal.0], |row| row.get(0)).optional()?)
    }

    fn check_database(&self, faults: &mut Vec<Fault>) -> Result<(), LedgerError> {
        let mut query = self.db.prepare("PRAGMA integrity_check(20)")?;
        let lines = query.query_map([], |row| row.get::<_, String>(0))?;
        for line in lines {
            match line {
                Ok(line) if line == "ok" => {}
                Ok(line) => faults.push(Fault::new(
                    "K01",
                    None,
                    format!("ファイルが壊れています: {line}"),
                    format!("the file is damaged: {line}"),
                )),
                Err(e) => return Err(e.into()),
            }
        }
        for name in schema::differences(&self.db)? {
            faults.push(Fault::new(
                "K02",
                None,
                format!("表または追記専用の仕掛けが変えられています: {name}"),
                format!("a table or a guard was changed: {name}"),
            ));
        }
        let mut query = self.db.prepare("PRAGMA foreign_key_check")?;
        let rows = query.query_map([], |row| row.get::<_, String>(0))?;
        let tables: BTreeSet<String> = rows.collect::<rusqlite::Result<_>>()?;
        for table in tables {
            faults.push(Fault::new(
                "K03",
                None,
                format!("表 {table} に、ないものを指す行があります"),
                format!("a row of table {table} points at something that is not there"),
            ));
        }
        Ok(())
    }

    /// The chain; gives the entries that can be understood.
    fn check_chain(&self, faults: &mut Vec<Fault>) -> Result<Vec<Entry>, LedgerError> {
        let mut query =
            self.db.prepare(&format!("SELECT {} FROM entry e ORDER BY e.seq", RawEntry::COLUMNS))?;
        let mut entries = Vec::new();
        let (mut expected, mut previous) = (1, Hash::ZERO);
        for raw in query.query_map([], RawEntry::read)? {
            let raw = raw?;
            let seq = raw.seq;
            if seq != expected {
                faults.push(Fault::new(
                    "K04",
                    Some(seq),
                    format!("記録 {expected} から {} までがありません", seq - 1),
                    format!("entries {expected} to {} are missing", seq - 1),
                ));
            }
            if raw.previous != previous {
                faults.push(Fault::new(
                    "K05",
                    Some(seq),
                    format!("記録 {seq} は直前の記録につながっていません"),
                    format!("entry {seq} is not linked to the one before it"),
                ));
            }
            (expected, previous) = (seq + 1, raw.hash);
            if raw.hash != raw.expected_hash() {
                faults.push(Fault::new(
                    "K06",
                    Some(seq),
                    format!("記録 {seq} の内容が記録時のものではありません"),
                    format!("the content of entry {seq} is not what was recorded"),
                ));
                continue;
            }
            match raw.understand() {
                Ok(entry) => entries.push(entry),
                Err(e) => faults.push(Fault::new(
                    "K07",
                    Some(seq),
                    format!("記録 {seq} を読めません: {}", e.message(Lang::Ja)),
                    format!("entry {seq} cannot be read: {e}"),
                )),
            }
        }
        self.check_order(&entries, faults);
        Ok(entries)
    }

    /// The opening and the corrections.
    fn check_order(&self, entries: &[Entry], faults: &mut Vec<Fault>) {
        let kinds: BTreeMap<i64, &str> = entries.iter().map(|e| (e.seq, e.event.kind())).collect();
        for entry in entries {
            let seq = entry.seq;
            let opens = matches!(&entry.event, Event::Open(o) if *o == self.opening);
            let corrects = entry.corrects.and_then(|c| kinds.get(&c));
            let annuls = matches!(entry.event, Event::Annul(_));
            if opens != (seq == 1)
                || corrects.is_some_and(|kind| *kind == "open")
                || annuls && entry.corrects.is_none()
            {
                faults.push(Fault::new(
                    "K08",
                    Some(seq),
                    format!("記録 {seq} はこの位置にありえません"),
                    format!("entry {seq} cannot stand where it stands"),
                ));
            }
        }
    }

    fn check_blobs(&self, faults: &mut Vec<Fault>) -> Result<(), LedgerError> {
        let mut query = self.db.prepare("SELECT sha256, size, packed FROM blob ORDER BY rowid")?;
        let rows = query
            .query_map([], |row| Ok((Hash(row.get(0)?), row.get::<_, i64>(1)?, row.get::<_, Vec<u8>>(2)?)))?;
        for row in rows {
            let (hash, size, packed) = row?;
            if unpack(hash, u64::try_from(size).unwrap_or(0), &packed).is_err() {
                faults.push(Fault::new(
                    "K09",
                    None,
                    format!("ファイルの中身 {hash} が記録時のものではありません"),
                    format!("the content {hash} is not what was recorded"),
                ));
            }
        }
        let unused = "SELECT sha256 FROM blob WHERE sha256 NOT IN (SELECT sha256 FROM file)";
        let mut query = self.db.prepare(unused)?;
        for hash in query.query_map([], |row| row.get(0).map(Hash))? {
            let hash = hash?;
            faults.push(Fault::new(
                "K10",
                None,
                format!("どの記録のものでもないファイルの中身 {hash} があります"),
                format!("the content {hash} belongs to no entry"),
            ));
        }
        Ok(())
    }

    /// Only rounds have files and decisions.
    fn check_belonging(&self, faults: &mut Vec<Fault>) -> Result<(), LedgerError> {
        for (table, code) in [("file", "K11"), ("decision", "K16")] {
            let stray = format!(
                "SELECT DISTINCT seq FROM {table} WHERE seq NOT IN (SELECT seq FROM entry WHERE kind = 'round') ORDER BY seq"
            );
            let mut query = self.db.prepare(&stray)?;
            for seq in query.query_map([], |row| row.get::<_, i64>(0))? {
                let seq = seq?;
                faults.push(Fault::new(
                    code,
                    Some(seq),
                    format!("記録 {seq} は利用調整でないのに、表 {table} に行があります"),
                    format!("entry {seq} is not a round, and yet table {table} has rows of it"),
                ));
            }
        }
        Ok(())
    }

    /// The files of a round are those of its record, its inputs give the round, and the decision passes the judge again.
    fn check_round(
        &self,
        seq: i64,
        record: &RoundRecord,
        faults: &mut Vec<Fault>,
    ) -> Result<(), LedgerError> {
        if let Some(name) = self.wrong_file(seq, record)? {
            faults.push(Fault::new(
                "K11",
                Some(seq),
                format!("記録 {seq} のファイル {name} が記録と違います"),
                format!("the file {name} of entry {seq} is not the recorded one"),
            ));
            return Ok(());
        }
        let mut fault = |code, ja: String, en: String| {
            faults.push(Fault::new(
                code,
                Some(seq),
                format!("記録 {seq}: {ja}"),
                format!("entry {seq}: {en}"),
            ));
            Ok(())
        };
        let files = RoundFiles::from_memory(self.contents(seq, Role::Input)?);
        let (loaded, findings) = read_round_files(files.clone());
        let Some(loaded) = loaded else {
            let errors = findings.iter().filter(|f| f.code().starts_with('E'));
            let codes: BTreeSet<_> = errors.map(|f| f.code()).collect();
            let codes = codes.into_iter().collect::<Vec<_>>().join(", ");
            return fault(
                "K12",
                format!("入力を募集として読めません ({codes})"),
                format!("its input cannot be read as a round ({codes})"),
            );
        };
        if loaded.round.fiscal_year() != self.fiscal_year() {
            return fault("K13", "別の年度の募集です".to_owned(), "its round is of another year".to_owned());
        }
        let compiled = match compile(&loaded.round, Lottery::new(record.seed), JointOptions::default()) {
            Ok(compiled) => compiled,
            Err(errors) => {
                let reason = errors.first().map(ToString::to_string).unwrap_or_default();
                return fault("K12", format!("募集が大きすぎます ({reason})"), reason.clone());
            }
        };
        let outputs = Outputs::from_memory(self.contents(seq, Role::Output)?);
        let given = Given { files: &files, loaded: &loaded, compiled: &compiled };
        match judge(&record.label, given, &outputs) {
            Err(violations) => {
                let codes: BTreeSet<_> = violations.iter().map(|f| f.code()).collect();
                let codes = codes.into_iter().collect::<Vec<_>>().join(", ");
                fault(
                    "K14",
                    format!("決定がこの版の検証を通りません ({codes})"),
                    format!("its decision does not pass the judge of this version ({codes})"),
                )
            }
            Ok((mut again, decisions)) => {
                again.files.clone_from(&record.files);
                again.again.clone_from(&record.again);
                let stored = self.decisions(seq)?;
                if again != *record {
                    return fault(
                        "K15",
                        "入力と決定が記録の数字と合いません".to_owned(),
                        "its input and decision do not give the recorded figures".to_owned(),
                    );
                }
                match first_difference(&decisions, &stored) {
                    Some(child) => fault(
                        "K16",
                        format!("児童 {child} の決定が記録した allocation.csv と違います"),
                        format!("the decision of child {child} is not that of the recorded allocation.csv"),
                    ),
                    None => Ok(()),
                }
            }
        }
    }

    /// A file that the record names and the ledger does not hold so, or the other way round.
    fn wrong_file(&self, seq: i64, record: &RoundRecord) -> Result<Option<String>, LedgerError> {
        let mut query = self.db.prepare("SELECT role, name, sha256 FROM file WHERE seq = ?1")?;
        let held = query.query_map([seq], |row| {
            let key: (String, String) = (row.get(0)?, row.get(1)?);
            Ok((key, Hash(row.get(2)?).to_string()))
        })?;
        let held: BTreeMap<(String, String), String> = held.collect::<rusqlite::Result<_>>()?;
        let named = record.files.iter().filter(|f| f.kept);
        let named: BTreeMap<(String, String), String> =
            named.map(|f| ((f.role.as_str().to_owned(), f.name.clone()), f.sha256.clone())).collect();
        let differs = held.iter().find(|(key, hash)| named.get(*key) != Some(*hash));
        let missing = named.iter().find(|(key, _)| !held.contains_key(*key));
        let unsafe_name = named.iter().find(|((_, name), _)| !is_plain(name));
        Ok(differs.or(missing).or(unsafe_name).map(|((_, name), _)| name.clone()))
    }
}

/// The first child whose rows differ. Both are by child.
fn first_difference(a: &[DecisionRow], b: &[DecisionRow]) -> Option<String> {
    let differs =
        a.iter().zip(b).find(|(a, b)| a != b).map(|(a, b)| a.child_id.clone().min(b.child_id.clone()));
    let longer = if a.len() > b.len() { a } else { b };
    differs.or_else(|| longer.get(a.len().min(b.len())).map(|row| row.child_id.clone()))
}
