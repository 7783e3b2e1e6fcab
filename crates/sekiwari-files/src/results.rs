//! Reading an output folder of ours back, for comparisons and explanations.

mod day;

pub use day::{DayRow, DaySide, is_of_days, read_day_proof, read_day_result, read_day_side};

use crate::write::{ALLOCATION, ConflictJson, REASONS, ResultJson, unguard};
use sekiwari::Lang;
use sekiwari::explain::{OutcomeRow, ReasonCode, Seat, Side};
use sekiwari::programme::nursery::PlacementKind;
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

/// Why an output folder cannot be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ResultsError {
    /// A file is missing or cannot be read.
    #[error("{}: {source}", .path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the file system says.
        source: io::Error,
    },
    /// A file is not what this program writes.
    #[error("{}: {what}", .path.display())]
    Malformed {
        /// The file.
        path: PathBuf,
        /// What is wrong with it, with line and column names.
        what: String,
    },
}

impl ResultsError {
    /// The error as a line for people.
    pub fn message(&self, lang: Lang) -> String {
        match (lang, self) {
            (Lang::En, _) => self.to_string(),
            (Lang::Ja, ResultsError::Io { path, source }) => {
                format!("{} を読めません: {source}", path.display())
            }
            (Lang::Ja, ResultsError::Malformed { path, what }) => {
                format!("{} はこのプログラムの出力の形式ではありません: {what}", path.display())
            }
        }
    }
}

/// Reads `result.json` of an output folder.
///
/// # Errors
/// If it is missing or is not a result.
pub fn read_result(folder: &Path) -> Result<ResultJson, ResultsError> {
    let path = folder.join("result.json");
    let bytes = read(&path)?;
    serde_json::from_slice(&bytes).map_err(|e| ResultsError::Malformed { path, what: e.to_string() })
}

/// Reads `conflict.json` of an output folder; `None` if there is none that this program has written.
pub fn read_conflict(folder: &Path) -> Option<ConflictJson> {
    serde_json::from_slice(&read(&folder.join("conflict.json")).ok()?).ok()
}

/// Reads what everybody got and why not more (`allocation.csv`, `reasons.csv`) as one side of a comparison.
/// `reasons.csv` may be missing, as beside an allocation made by another system.
///
/// # Errors
/// If a file cannot be read, lacks a column, or holds a value that this program does not write.
pub fn read_side(folder: &Path) -> Result<Side, ResultsError> {
    let mut side = Side::default();
    let table = Table::read(&folder.join(ALLOCATION.file))?;
    let [child, facility, outcome, wish_rank, reason] =
        table.columns(["child_id", "facility_id", "outcome", "wish_rank", "reason"])?;
    let days = table.column("weekdays");
    for row in 0..table.rows.len() {
        let text = |column| unguard(table.cell(row, column));
        let rank = table.cell(row, wish_rank);
        side.rows.push(OutcomeRow {
            child: text(child).to_owned(),
            facility: Some(text(facility).to_owned()).filter(|f| !f.is_empty()),
            days: days.map_or_else(String::new, |column| text(column).to_owned()),
            kind: kind(table.cell(row, outcome)).ok_or_else(|| table.bad(row, outcome))?,
            wish_rank: match rank {
                "" => None,
                rank => Some(rank.parse().map_err(|_| table.bad(row, wish_rank))?),
            },
            reason: code(&table, row, reason)?,
        });
    }
    let reasons = folder.join(REASONS.file);
    if reasons.exists() {
        side.against = read_reasons(&reasons)?;
    }
    Ok(side)
}

/// How often each item held a year ago, from a `criteria.csv` of `score`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LastYear {
    holds: BTreeMap<String, u32>,
}

impl LastYear {
    /// The children for whom an item held; `*` asks for all children.
    pub fn of(&self, item: &str) -> Option<u32> {
        self.holds.get(item).copied()
    }
}

/// Reads a `criteria.csv`.
///
/// # Errors
/// If it cannot be read, lacks a column, or holds a count that is none.
pub fn read_last_year(path: &Path) -> Result<LastYear, ResultsError> {
    let table = Table::read(path)?;
    let [item, holds] = table.columns(["item", "holds"])?;
    let mut last = LastYear::default();
    for row in 0..table.rows.len() {
        let count = table.cell(row, holds).parse().map_err(|_| table.bad(row, holds))?;
        last.holds.insert(unguard(table.cell(row, item)).to_owned(), count);
    }
    Ok(last)
}

fn read_reasons(path: &Path) -> Result<BTreeMap<(String, Seat), ReasonCode>, ResultsError> {
    let table = Table::read(path)?;
    let [child, facility, reason] = table.columns(["child_id", "facility_id", "code"])?;
    let days = table.column("weekdays");
    let pair = |row| {
        let id = |column| unguard(table.cell(row, column)).to_owned();
        let seat = Seat { facility: id(facility), days: days.map_or_else(String::new, id) };
        Ok(((id(child), seat), code(&table, row, reason)?))
    };
    let mut against = BTreeMap::new();
    for row in 0..table.rows.len() {
        let (key, code) = pair(row)?;
        // The best of several wishes for one seat speaks for it.
        against.entry(key).or_insert(code);
    }
    Ok(against)
}

fn kind(name: &str) -> Option<PlacementKind> {
    let all = [PlacementKind::Placed, PlacementKind::Kept, PlacementKind::Unplaced];
    all.into_iter().find(|k| k.as_str() == name)
}

fn code(table: &Table, row: usize, column: usize) -> Result<ReasonCode, ResultsError> {
    ReasonCode::from_name(table.cell(row, column)).ok_or_else(|| table.bad(row, column))
}

fn read(path: &Path) -> Result<Vec<u8>, ResultsError> {
    std::fs::read(path).map_err(|source| ResultsError::Io { path: path.to_owned(), source })
}

/// A CSV table of ours in memory.
struct Table {
    path: PathBuf,
    headers: csv::StringRecord,
    rows: Vec<csv::StringRecord>,
}

impl Table {
    fn read(path: &Path) -> Result<Self, ResultsError> {
        let bytes = read(path)?;
        let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&bytes);
        let malformed =
            |e: csv::Error| ResultsError::Malformed { path: path.to_owned(), what: e.to_string() };
        let mut reader = csv::Reader::from_reader(bytes);
        let headers = reader.headers().map_err(malformed)?.clone();
        let rows = reader.records().collect::<Result<Vec<_>, _>>().map_err(malformed)?;
        Ok(Self { path: path.to_owned(), headers, rows })
    }

    fn columns<const N: usize>(&self, names: [&str; N]) -> Result<[usize; N], ResultsError> {
        let mut found = [0; N];
        for (slot, name) in found.iter_mut().zip(names) {
            *slot = self.headers.iter().position(|h| h == name).ok_or_else(|| ResultsError::Malformed {
                path: self.path.clone(),
                what: format!("no column {name}"),
            })?;
        }
        Ok(found)
    }

    fn column(&self, name: &str) -> Option<usize> {
        self.headers.iter().position(|h| h == name)
    }

    fn cell(&self, row: usize, column: usize) -> &str {
        self.rows.get(row).and_then(|r| r.get(column)).unwrap_or("")
    }

    fn bad(&self, row: usize, column: usize) -> ResultsError {
        let line = self.rows.get(row).and_then(|r| r.position()).map_or(0, csv::Position::line);
        let header = self.headers.get(column).unwrap_or("");
        let what = format!("line {line}, column {header}: {:?}", self.cell(row, column));
        ResultsError::Malformed { path: self.path.clone(), what }
    }
}
