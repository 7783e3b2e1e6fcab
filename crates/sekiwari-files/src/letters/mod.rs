//! Letters to families: one per child, from templates that an office may edit, in seven languages; for rounds of nurseries and of
//! after-school clubs.
//!
//! | file | what it is |
//! |---|---|
//! | [`Templates`] | the templates, compiled in or an office's own, checked before anything is written |
//! | [`LetterSet`] | the two sets of letters: which templates and names each has |
//! | `shape` | the names that templates may use |
//! | `nursery/`, `club/` | what only the letters of one programme say: names, values, and the sentences of every reason in every language |
//! | [`read_languages`] | which family is written to in which language |
//! | [`Letters`] | the letters of a decided round, made and written |
//!
//! Numbers in letters are those of `reasons.csv`. Every value is escaped, names that do not exist are errors, and nothing of another family stands in a
//! letter but the lowest points admitted (`--no-points` leaves those out too).

mod check;
mod club;
mod index;
mod language;
mod languages;
mod make;
mod nursery;
mod phrases;
mod reference;
mod set;
mod shape;
mod source;
mod speaker;
mod templates;
#[cfg(test)]
mod tests;
mod whom;

pub use index::{LETTERS, LETTERS_JSON, LETTERS_PAGE, LettersJson, is_letter};
pub use language::{Language, UnknownLanguage};
pub use languages::{OwnLanguages, read_languages};
pub use make::Letters;
pub use reference::letters_markdown;
pub use set::LetterSet;
pub use templates::Templates;
pub use whom::Whom;

use sekiwari::Lang;
use sekiwari::programme::PlacementKind;
use std::io;
use std::path::PathBuf;

/// Which letter a child gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LetterKind {
    /// A new seat (内定, 利用承認).
    Offer,
    /// No seat in this round (保留, 不承認・待機).
    Refusal,
    /// It stays where it is (在園継続, 継続利用), whether something else was asked for or not.
    Kept,
}

impl LetterKind {
    /// All kinds.
    pub const ALL: [LetterKind; 3] = [LetterKind::Offer, LetterKind::Refusal, LetterKind::Kept];

    /// The kind for an outcome.
    pub const fn of(outcome: PlacementKind) -> Self {
        match outcome {
            PlacementKind::Placed => LetterKind::Offer,
            PlacementKind::Unplaced => LetterKind::Refusal,
            PlacementKind::Kept => LetterKind::Kept,
        }
    }

    /// The name used in files: that of the template.
    pub const fn as_str(self) -> &'static str {
        match self {
            LetterKind::Offer => "offer",
            LetterKind::Refusal => "refusal",
            LetterKind::Kept => "kept",
        }
    }
}

/// What all letters of a run say beside what the round says itself.
#[derive(Clone, Copy, Debug)]
pub struct LetterFacts<'a> {
    /// The version of the engine that decided.
    pub version: &'a str,
    /// The digest of the round that was decided.
    pub input_sha256: &'a str,
    /// The rule that decided.
    pub rule: &'a str,
    /// The seed of the lottery.
    pub seed: u64,
    /// The date of the letters.
    pub date: Option<jiff::civil::Date>,
    /// Who sends them; may have several lines.
    pub office: &'a str,
    /// Whether points are shown.
    pub shows_points: bool,
}

/// Why letters cannot be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LettersError {
    /// A file cannot be read.
    #[error("{}: {source}", .path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the file system says.
        source: io::Error,
    },
    /// A fault of this program.
    #[error("internal error: {0}")]
    Internal(String),
}

impl LettersError {
    /// The error as a line for people.
    pub fn message(&self, lang: Lang) -> String {
        match (lang, self) {
            (Lang::En, _) => self.to_string(),
            (Lang::Ja, LettersError::Io { path, source }) => {
                format!("{} を読めません: {source}", path.display())
            }
            (Lang::Ja, LettersError::Internal(what)) => format!("内部の誤りです: {what}"),
        }
    }
}
