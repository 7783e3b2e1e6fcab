//! The workbook of a decided round: everything an office looks at, with names instead of ids, in one `.xlsx` file.
//!
//! | sheet | rows |
//! |---|---|
//! | はじめに | the round, how it was decided, what the other sheets are |
//! | 決定 | one per child (day services: per request) |
//! | 待ち順 | the waiting lists |
//! | 内定ライン, クラブの席, 空き状況 | how far down each class was admitted; of clubs and day services how full each time is |
//! | 施設 | one per facility |
//! | 理由 | one per wish that was not met |
//! | one per facility | whom it admitted, then who waits |
//!
//! Every text is written as a text: an id like `=cmd()`, `007` or `1-2` stays what it is. The bytes depend on the round, its decision and the
//! language only.

mod about;
mod book;
mod club;
mod daily;
mod facilities;
mod names;
mod nursery;

pub use club::club_workbook;
pub use daily::daily_workbook;
pub use facilities::Facilities;
pub use nursery::nursery_workbook;

use crate::write::{DayResultJson, ResultJson, ResultStatus};
use jiff::civil::Date;
use sekiwari::Lang;
use sekiwari::programme::PlacementKind;

/// Why a workbook cannot be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WorkbookError {
    /// A list has more rows than a sheet takes (1,048,575 under its header).
    #[error("a list has more rows than a sheet of a workbook takes (1,048,575)")]
    TooLarge,
    /// Anything else that the format does not take.
    #[error("{0}")]
    Format(String),
}

impl WorkbookError {
    /// The error as a line for people.
    pub fn message(&self, lang: Lang) -> String {
        match self {
            WorkbookError::TooLarge => lang.pick(
                "一覧の行数がブックのシートの上限 (1,048,575 行) を超えています".to_owned(),
                self.to_string(),
            ),
            WorkbookError::Format(what) => lang
                .pick(format!("ブックを作れません: {what}"), format!("the workbook cannot be made: {what}")),
        }
    }
}

impl From<rust_xlsxwriter::XlsxError> for WorkbookError {
    fn from(error: rust_xlsxwriter::XlsxError) -> Self {
        match error {
            rust_xlsxwriter::XlsxError::RowColumnLimitError => WorkbookError::TooLarge,
            other => WorkbookError::Format(other.to_string()),
        }
    }
}

/// What the first sheet says beside what the round says itself.
#[derive(Clone, Debug)]
pub struct BookFacts<'a> {
    /// The version of the engine that decided.
    pub version: &'a str,
    /// The digest of the round that was decided.
    pub input_sha256: &'a str,
    /// The rule that decided.
    pub rule: &'a str,
    /// What equal scores mean; nothing for day services.
    pub ties: Option<&'a str>,
    /// The seed of the lottery.
    pub seed: u64,
    /// What is proven.
    pub status: ResultStatus,
    /// The language of headers and texts.
    pub lang: Lang,
    /// For which facilities there are sheets.
    pub facilities: &'a Facilities,
}

impl<'a> BookFacts<'a> {
    /// Those of a result of nurseries or clubs.
    pub fn of_result(result: &'a ResultJson, lang: Lang, facilities: &'a Facilities) -> Self {
        Self {
            version: &result.version,
            input_sha256: &result.input_sha256,
            rule: &result.mechanism,
            ties: Some(&result.ties),
            seed: result.seed,
            status: result.status,
            lang,
            facilities,
        }
    }

    /// Those of a result of day services.
    pub fn of_days(result: &'a DayResultJson, lang: Lang, facilities: &'a Facilities) -> Self {
        Self {
            version: &result.version,
            input_sha256: &result.input_sha256,
            rule: &result.mechanism,
            ties: None,
            seed: result.seed,
            status: result.status,
            lang,
            facilities,
        }
    }
}

/// The day that a file says it was made on: that of the round, as no clock is asked.
fn day_of(date: Date) -> Date {
    // Files of spreadsheets know no day before.
    if date.year() < 1990 { Date::constant(1990, 1, 1) } else { date }
}

/// How a child came out, for people.
fn outcome(kind: PlacementKind, lang: Lang) -> &'static str {
    let (ja, en) = match kind {
        PlacementKind::Placed => ("内定", "new seat"),
        PlacementKind::Kept => ("在園継続", "keeps its seat"),
        PlacementKind::Unplaced => ("保留", "no seat"),
    };
    lang.pick(ja, en)
}

/// A facility for people: its name, or its id where it has none.
fn name_or_id<'a>(name: &'a str, id: &'a str) -> &'a str {
    if name.trim().is_empty() { id } else { name }
}
