//! The circumstances of families: what a rulebook asks about, from the rows of `guardians` and `circumstances` and from
//! the round itself.
//!
//! What every programme has is here; each adds what only its rounds know.

mod facts;
mod rows;
mod scored;
mod slots;
mod view;

pub(crate) use facts::facts_of;
pub(crate) use scored::score_rows;
pub(crate) use slots::slots;
pub(crate) use view::{Families, Own};

use jiff::civil::Date;

/// A value as a table gives it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum FactValue {
    /// Yes or no.
    YesNo(bool),
    /// A number in thousandths.
    Number(i64),
    /// A date; conditions ask about the days since then.
    Date(Date),
    /// A word.
    Word(String),
}

/// The days on which something holds; open ends hold for ever.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Validity {
    /// The first day.
    pub from: Option<Date>,
    /// The last day.
    pub to: Option<Date>,
}

impl Validity {
    /// Whether it holds on a day.
    pub fn holds_on(self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

/// One reason of one guardian.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct ReasonRow {
    /// The household.
    pub household: String,
    /// The guardian.
    pub guardian: String,
    /// Attributes (positions in the schema of the rulebook) with their values, by position.
    pub values: Vec<(u32, FactValue)>,
    /// When it holds.
    pub validity: Validity,
}

/// One fact about a household, a child, or a child at a facility.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct FactRow {
    /// The attribute, as a position in the schema of the rulebook.
    pub attribute: u32,
    /// The household it holds for, if it holds for all its children.
    pub household: Option<String>,
    /// The child it holds for.
    pub child: Option<String>,
    /// The facility it holds at.
    pub facility: Option<String>,
    /// Its value.
    pub value: FactValue,
    /// When it holds.
    pub validity: Validity,
}

/// What the tables say about families. The order of rows leaves no trace.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Circumstances {
    /// The guardians' reasons.
    pub reasons: Vec<ReasonRow>,
    /// Guardians without any reason: household and guardian.
    pub idle: Vec<(String, String)>,
    /// The facts.
    pub facts: Vec<FactRow>,
}
