//! The files of a round, and which table is where.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::Path;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::programme::{self, Programme};
use super::scanned::Scanned;
use super::tables;
use crate::finding::catalogue::files as kinds;
use crate::finding::{Finding, Findings, Place, did_you_mean};
use crate::normalise::normal_title;
use crate::table::{SheetTable, Table, TableSpec};

/// Name of the settings file.
pub(super) const SETTINGS_FILE: &str = "round.toml";
/// Names of the sheet that may stand for it in a workbook.
pub(super) const SETTINGS_SHEETS: &[&str] = &["round", "設定", "募集回"];

/// Name of the file with the areas of districts, of rounds of clubs.
pub(crate) const DISTRICTS_FILE: &str = "districts.geojson";
/// Name of the file with the caps, of rounds of day services.
pub(crate) const CAPS_FILE: &str = "caps.toml";

/// The files of a round in memory, sorted by name.
#[derive(Debug, Clone, Default)]
pub struct RoundFiles {
    files: BTreeMap<String, Vec<u8>>,
    origin: String,
    // What the settings say, and where.
    programme: Option<(Programme, Place)>,
}

impl RoundFiles {
    /// From names (without folders) and contents.
    pub fn from_memory(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Self {
        Self { files: files.into_iter().collect(), origin: "round".to_owned(), programme: None }.told()
    }

    /// With the programme that the settings name.
    fn told(mut self) -> Self {
        self.programme = programme::named(self.files.iter());
        self
    }

    /// The programme that the settings name, and where, if it is known.
    pub(super) fn named_programme(&self) -> Option<&(Programme, Place)> {
        self.programme.as_ref()
    }

    /// The programme of the round; nursery where the settings name none that is known.
    #[must_use]
    pub fn programme(&self) -> Programme {
        self.programme.as_ref().map(|(programme, _)| *programme).unwrap_or_default()
    }

    /// The areas of districts, where there are some.
    pub(crate) fn districts(&self) -> Option<&[u8]> {
        self.files.get(DISTRICTS_FILE).map(Vec::as_slice)
    }

    /// Reads `round.toml` and other TOML files, every CSV file and every workbook of a folder, or one workbook. Hidden files and the lock files of
    /// office programs are passed over. Nothing where the path is no round or a file cannot be read; findings say why.
    pub fn open(path: &Path, findings: &mut Findings) -> Option<Self> {
        let origin = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        let mut found = Self { origin: origin.clone(), ..Self::default() };
        let mut complete = true;
        if path.is_dir() {
            let entries = match std::fs::read_dir(path) {
                Ok(entries) => entries,
                Err(e) => {
                    unreadable(&origin, &e, findings);
                    return None;
                }
            };
            for entry in entries.flatten() {
                let name = entry.file_name().to_string_lossy().into_owned();
                let wanted = is_toml(&name) || is_csv(&name) || is_workbook(&name);
                if wanted && !name.starts_with(['.', '~']) && entry.path().is_file() {
                    complete &= found.take(&entry.path(), name, findings);
                }
            }
        } else if path.is_file() && is_workbook(&origin) {
            complete = found.take(path, origin, findings);
        } else {
            findings.add(&kinds::NOT_A_ROUND, Place::file(origin));
            return None;
        }
        let mut found = found.told();
        let map = path.join(DISTRICTS_FILE);
        if found.programme() == Programme::Club && map.is_file() {
            complete &= found.take(&map, DISTRICTS_FILE.to_owned(), findings);
        }
        complete.then_some(found)
    }

    fn take(&mut self, path: &Path, name: String, findings: &mut Findings) -> bool {
        match std::fs::read(path) {
            Ok(bytes) => {
                self.files.insert(name, bytes);
                true
            }
            Err(e) => {
                unreadable(&name, &e, findings);
                false
            }
        }
    }

    /// The same files with another rulebook, whatever it was called: the file that `round.toml` names is given this content.
    #[must_use]
    pub fn with_file(mut self, name: &str, content: Vec<u8>) -> Self {
        self.files.insert(name.to_owned(), content);
        self.told()
    }

    /// The names of the TOML files beside the settings; the rulebook and the standards may be among them.
    pub(crate) fn other_tomls(&self) -> Vec<String> {
        self.files.keys().filter(|n| is_toml(n) && *n != SETTINGS_FILE).cloned().collect()
    }

    /// Names and contents of the files that a round is read from, by name: its settings, its tables, workbooks, and the files
    /// that its settings name (rulebook, standards).
    pub fn used<'a>(&'a self, named: &[&str]) -> impl Iterator<Item = (&'a str, &'a [u8])> {
        let files = self.files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()));
        files.filter(move |(name, _)| self.is_used(name) || named.contains(name))
    }

    /// SHA-256 over names and contents of the files that a round is read from, in hexadecimal; `named` are the files that its
    /// settings name (rulebook, standards).
    #[must_use]
    pub fn sha256(&self, named: &[&str]) -> String {
        self.digest(|name| self.is_used(name) || named.contains(&name))
    }

    /// The same over the tables that tell of the time after the decision (the survey, travel times); nothing where there
    /// are none.
    #[must_use]
    pub fn survey_sha256(&self) -> Option<String> {
        let tables = self.programme().tables();
        let wanted = |name: &str| is_csv(name) && spec_of(tables, stem(name)).is_some_and(is_afterwards);
        self.files.keys().any(|n| wanted(n)).then(|| self.digest(wanted))
    }

    fn is_used(&self, name: &str) -> bool {
        let programme = self.programme();
        let table = || spec_of(programme.tables(), stem(name)).is_some_and(|spec| !is_afterwards(spec));
        name == SETTINGS_FILE
            || is_workbook(name)
            || (is_csv(name) && table())
            || (programme == Programme::Club && name == DISTRICTS_FILE)
            || (programme == Programme::Daily && name == CAPS_FILE)
    }

    fn digest(&self, wanted: impl Fn(&str) -> bool) -> String {
        let mut hash = Sha256::new();
        for (name, bytes) in self.files.iter().filter(|(n, _)| wanted(n)) {
            for part in [name.as_bytes(), bytes] {
                hash.update((part.len() as u64).to_be_bytes());
                hash.update(part);
            }
        }
        hash.finalize().iter().map(|b| format!("{b:02x}")).collect()
    }
}

fn unreadable(name: &str, error: &std::io::Error, findings: &mut Findings) {
    findings.push(Finding::new(&kinds::FILE_UNREADABLE, Place::file(name)).arg("reason", error.kind()));
}

fn extension(name: &str) -> String {
    Path::new(name).extension().and_then(OsStr::to_str).unwrap_or_default().to_lowercase()
}

pub(super) fn stem(name: &str) -> &str {
    Path::new(name).file_stem().and_then(OsStr::to_str).unwrap_or_default()
}

fn is_csv(name: &str) -> bool {
    extension(name) == "csv"
}

pub(super) fn is_toml(name: &str) -> bool {
    extension(name) == "toml"
}

pub(super) fn is_workbook(name: &str) -> bool {
    matches!(extension(name).as_str(), "xlsx" | "xlsm" | "ods")
}

/// Whether a table tells of the time after the decision.
fn is_afterwards(spec: &TableSpec) -> bool {
    tables::AFTERWARDS.iter().any(|after| after.name == spec.name)
}

pub(super) fn spec_of(tables: &[&'static TableSpec], name: &str) -> Option<&'static TableSpec> {
    let wanted = normal_title(name);
    tables.iter().copied().find(|s| s.all_names().any(|n| normal_title(n) == wanted))
}

pub(super) fn is_settings(sheet: &str) -> bool {
    SETTINGS_SHEETS.iter().any(|s| normal_title(s) == normal_title(sheet))
}

/// The tables of a round by their contract names.
pub(crate) struct Tables {
    programme: Programme,
    origin: String,
    found: BTreeMap<&'static str, Table>,
    settings_file: Option<Vec<u8>>,
    settings_sheet: Option<Table>,
    // TOML files beside the settings.
    others: BTreeMap<String, Vec<u8>>,
    // Tables whose file is there, usable or not.
    tried: Vec<&'static str>,
}

impl Tables {
    /// Reads every table; reports files and sheets that are none, and tables found twice.
    pub(crate) fn read(files: RoundFiles, findings: &mut Findings) -> Self {
        let programme = files.programme();
        let specs = programme.tables();
        let mut tables = Self {
            programme,
            origin: files.origin,
            found: BTreeMap::new(),
            settings_file: None,
            settings_sheet: None,
            others: BTreeMap::new(),
            tried: Vec::new(),
        };
        // What a file holds depends on no other; what it is good for does, so that is looked at in order.
        let scan = |(name, bytes): (String, Vec<u8>)| {
            let scanned = Scanned::of(bytes, &name, specs);
            (name, scanned)
        };
        let files: Vec<_> = files.files.into_iter().collect();
        let scanned: Vec<(String, Scanned)> = files.into_par_iter().with_max_len(1).map(scan).collect();
        // A table whose file is there but unusable is not missing; it was reported already.
        let mut tried: BTreeMap<&'static str, String> = BTreeMap::new();
        for (name, scanned) in scanned {
            match scanned {
                Scanned::Settings(bytes) => tables.settings_file = Some(bytes),
                Scanned::Districts => {}
                Scanned::Toml(bytes) => drop(tables.others.insert(name, bytes)),
                Scanned::Workbook(sheets, about) => {
                    findings.append(about);
                    tables.take_workbook(sheets, &name, &mut tried, findings);
                }
                Scanned::Table(spec, table, about) => {
                    if announce(spec, name, &mut tried, findings) {
                        findings.append(about);
                        tables.found.extend(table.map(|table| (spec.name, table)));
                    }
                }
                Scanned::Unknown => report_unknown(specs, &Place::file(&name), stem(&name), findings),
            }
        }
        tables.tried = tried.into_keys().collect();
        tables
    }

    /// Reports every table that a round cannot do without and that is not there.
    pub(crate) fn require_all(&self, findings: &mut Findings) {
        for spec in self.programme.tables().iter().filter(|s| s.required) {
            self.require(spec, findings);
        }
    }

    /// Reports a table that has to be there but is not.
    pub(crate) fn require(&self, spec: &TableSpec, findings: &mut Findings) {
        if !self.was_tried(spec.name) {
            report_missing(spec, findings);
        }
    }

    /// Whether there is a file of a table, usable or not.
    pub(crate) fn was_tried(&self, name: &str) -> bool {
        self.tried.contains(&name)
    }

    /// A TOML file beside the settings.
    pub(crate) fn other(&self, name: &str) -> Option<&[u8]> {
        self.others.get(name).map(Vec::as_slice)
    }

    /// The names of the TOML files beside the settings.
    pub(super) fn others(&self) -> impl Iterator<Item = &str> {
        self.others.keys().map(String::as_str)
    }

    fn take_workbook(
        &mut self,
        mut sheets: Vec<SheetTable>,
        file: &str,
        tried: &mut BTreeMap<&'static str, String>,
        findings: &mut Findings,
    ) {
        sheets.retain(|s| s.table.is_some());
        // A workbook called after a table, with one sheet, is that table whatever its sheet is called.
        let specs = self.programme.tables();
        let alone = spec_of(specs, stem(file)).filter(|_| sheets.len() == 1);
        for SheetTable { name, table } in sheets {
            let Some(table) = table else { continue };
            if is_settings(&name) {
                self.settings_sheet = Some(table);
            } else if let Some(spec) = alone.or_else(|| spec_of(specs, &name)) {
                if announce(spec, format!("{file} [{name}]"), tried, findings) {
                    self.found.insert(spec.name, table);
                }
            } else {
                report_unknown(specs, &table.place(), &name, findings);
            }
        }
    }

    /// A table that was found and could be read.
    pub(crate) fn get(&self, name: &str) -> Option<&Table> {
        self.found.get(name)
    }

    pub(super) fn settings_file(&self) -> Option<&[u8]> {
        self.settings_file.as_deref()
    }

    pub(super) fn settings_sheet(&self) -> Option<&Table> {
        self.settings_sheet.as_ref()
    }

    /// The programme of the round.
    pub(super) fn programme(&self) -> Programme {
        self.programme
    }

    /// Name of the folder or workbook.
    pub(crate) fn origin(&self) -> &str {
        &self.origin
    }
}

fn report_missing(spec: &TableSpec, findings: &mut Findings) {
    let names: Vec<String> = spec.all_names().map(|n| format!("{n}.csv")).collect();
    findings.push(
        Finding::new(&kinds::FILE_MISSING, Place::file(format!("{}.csv", spec.name)))
            .arg("table", spec.name)
            .arg("names", names.join(", ")),
    );
}

fn announce(
    spec: &'static TableSpec,
    from: String,
    tried: &mut BTreeMap<&'static str, String>,
    findings: &mut Findings,
) -> bool {
    if let Some(first) = tried.get(spec.name) {
        findings.push(
            Finding::new(&kinds::SOURCE_AMBIGUOUS, Place::file(&from))
                .arg("table", spec.name)
                .arg("first", first)
                .arg("second", &from),
        );
        return false;
    }
    tried.insert(spec.name, from);
    true
}

fn report_unknown(specs: &[&TableSpec], place: &Place, name: &str, findings: &mut Findings) {
    let near = did_you_mean(name, specs.iter().flat_map(|s| s.all_names()));
    findings.push(Finding::new(&kinds::SOURCE_UNKNOWN, place.clone()).arg("name", name).hint(near));
}
