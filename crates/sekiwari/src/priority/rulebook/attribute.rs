//! Attributes: what a condition may ask about, each with its type, its source and its meaning.

use super::{Level, Rounds};

/// The type of an attribute.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ValueKind {
    /// True or false; false if nothing is known.
    YesNo,
    /// A number in thousandths. Unknown numbers make every comparison false.
    Number,
    /// Days since a date, on the entry date; negative if the date is still to come. Unknown like numbers.
    Days,
    /// One of these words, or any word where none are listed; the empty word if nothing is known.
    Word(Vec<String>),
}

impl ValueKind {
    /// The name of the type in documents: `yes-no`, `number`, `days`, `word`.
    pub fn as_str(&self) -> &'static str {
        match self {
            ValueKind::YesNo => "yes-no",
            ValueKind::Number => "number",
            ValueKind::Days => "days",
            ValueKind::Word(_) => "word",
        }
    }
}

/// Where the value of an attribute comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Source {
    /// Worked out from the tables of the round.
    Derived,
    /// A column of `guardians.csv`.
    Column,
    /// A fact of `circumstances.csv`.
    Fact,
}

/// One attribute.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Attribute {
    /// Its name in conditions: `household.single_parent`.
    pub name: String,
    /// What it belongs to.
    pub level: Level,
    /// Its type.
    pub kind: ValueKind,
    /// Where its value comes from.
    pub source: Source,
    /// The rounds that know it.
    pub rounds: Rounds,
    /// Other names of the column or fact in tables, mostly Japanese.
    pub titles: Vec<String>,
    /// Its meaning in Japanese.
    pub ja: String,
    /// Its meaning in English.
    pub en: String,
}

impl Attribute {
    /// The name without what it belongs to: `single_parent`. This is the name of its column or fact.
    pub fn bare_name(&self) -> &str {
        self.name.split_once('.').map_or(&self.name, |(_, bare)| bare)
    }
}

/// The attributes a rulebook can use: the built-in ones and those it declares itself. Attributes of a level are
/// numbered in their order here.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Schema {
    attributes: Vec<Attribute>,
    place: Vec<u32>,
    width: [u32; Level::COUNT],
}

/// The place of a value: a level and a number among its attributes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Slot {
    pub(super) level: Level,
    pub(super) index: u32,
}

impl Schema {
    /// The built-in attributes and, after them, the declared ones.
    pub fn new(declared: Vec<Attribute>) -> Self {
        let mut attributes = super::catalogue::built_in();
        attributes.extend(declared);
        let mut width = [0; Level::COUNT];
        let place = attributes
            .iter()
            .map(|a| {
                let next = &mut width[a.level.index()];
                *next += 1;
                *next - 1
            })
            .collect();
        Self { attributes, place, width }
    }

    /// All attributes.
    pub fn attributes(&self) -> &[Attribute] {
        &self.attributes
    }

    /// The attribute of a full name, as a position in [`Schema::attributes`].
    pub fn find(&self, name: &str) -> Option<usize> {
        self.attributes.iter().position(|a| a.name == name)
    }

    /// The fact of a name in a table: its bare or full name, or one of its titles.
    pub fn fact(&self, matches: impl Fn(&str) -> bool) -> Option<usize> {
        self.attributes.iter().position(|a| {
            a.source == Source::Fact
                && (matches(&a.name) || matches(a.bare_name()) || a.titles.iter().any(|t| matches(t)))
        })
    }

    /// Where the value of an attribute stands.
    pub fn slot(&self, attribute: usize) -> Slot {
        Slot { level: self.attributes[attribute].level, index: self.place[attribute] }
    }

    /// The number of attributes of a level.
    pub fn width(&self, level: Level) -> usize {
        self.width[level.index()] as usize
    }
}

impl Default for Schema {
    fn default() -> Self {
        Self::new(Vec::new())
    }
}
