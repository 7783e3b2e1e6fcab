//! What a table may hold: its names, its columns, their titles in both languages.

use crate::finding::Text;

/// What the cells of a column hold; decides nothing by itself, but is printed in the format reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// An identifier: any text without invisible characters, full-width letters and digits folded.
    Id,
    /// Free text.
    Text,
    /// A whole number from 0.
    Count,
    /// A whole number from 1.
    Rank,
    /// A decimal with up to three places.
    Decimal,
    /// A date.
    Date,
    /// An age class, 0 to 5.
    Class,
    /// Age classes that share seats: `3`, `0-1`, `4;5`.
    Classes,
    /// A coordinate in degrees.
    Degrees,
    /// Several identifiers with `;` between them.
    List,
    /// Yes or no: `yes`, `no`, `1`, `0`, `○`, `×`, `有`, `無`, `はい`, `いいえ`.
    YesNo,
    /// A time of day: `7:30`.
    Time,
    /// A grade of elementary school, 1 to 6.
    Grade,
    /// Weekdays: `MTWHF`, `月火水木金`.
    Weekdays,
    /// Seasons: `year`, `vacation`, `summer;winter`.
    Seasons,
    /// Classes and grades: `0-5;grade 1-3`, `0-5;小1-3`.
    AllClasses,
    /// A whole number from 0, or several by classes: `0:3;1-2:6`.
    Seats,
    /// When on a day: `am`, `pm`, `day`, `9:00-12:30`.
    Session,
    /// Several dates with `;` between them.
    Dates,
    /// A date with a time of day: `2026-04-15 9:30`.
    Moment,
    /// One of a few words.
    Words(&'static [&'static str]),
}

/// One column of a table.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Name in the contract; for numbered columns the part before the number (`tie_`).
    pub name: &'static str,
    /// Other titles it may have, mostly Japanese.
    pub titles: &'static [&'static str],
    /// Whether the table is useless without it.
    pub required: bool,
    /// Whether the title is followed by a number from 1 and may occur several times (`tie_1`, `tie_2`, ...).
    pub numbered: bool,
    /// What its cells hold.
    pub content: Content,
    /// One sentence on its meaning.
    pub doc: Text,
}

/// One table of a round.
#[derive(Debug, Clone, Copy)]
pub struct TableSpec {
    /// Name in the contract: file name without `.csv`, or sheet name.
    pub name: &'static str,
    /// Other names, mostly Japanese.
    pub names: &'static [&'static str],
    /// Whether a round needs it.
    pub required: bool,
    /// Its columns in the order of the contract.
    pub columns: &'static [Column],
    /// One sentence on its rows.
    pub doc: Text,
}

impl TableSpec {
    /// All its names, the contract's first.
    pub fn all_names(&self) -> impl Iterator<Item = &'static str> {
        std::iter::once(self.name).chain(self.names.iter().copied())
    }
}

impl Column {
    /// All its titles, the contract's first.
    pub fn all_titles(&self) -> impl Iterator<Item = &'static str> {
        std::iter::once(self.name).chain(self.titles.iter().copied())
    }
}
