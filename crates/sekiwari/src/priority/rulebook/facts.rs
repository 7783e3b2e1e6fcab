//! The facts of a round as flat rows of numbers, in the form a rulebook asks about them.

use super::{Level, Rulebook, Slot, UNKNOWN, ValueKind, Words, program::Frame};
use jiff::civil::Date;
use std::ops::Range;

/// What is known about every household, guardian, reason, child and list entry.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Facts {
    pub(super) entry_date: Date,
    words: Words,
    width: [usize; Level::COUNT],
    rows: [Vec<i64>; Level::COUNT],
    // Households own guardians and children, guardians own reasons, children own entries.
    guardians: Vec<u32>,
    reasons: Vec<u32>,
    children: Vec<u32>,
    entries: Vec<u32>,
    guardian_names: Vec<String>,
    // A list entry about which nothing is known: what a child has where no facility makes a difference.
    nowhere: Vec<i64>,
}

impl Facts {
    /// The number of households.
    pub fn households(&self) -> u32 {
        self.guardians.len() as u32 - 1
    }

    /// The number of children.
    pub fn children(&self) -> u32 {
        self.entries.len() as u32 - 1
    }

    /// The number of list entries.
    pub fn entries(&self) -> u32 {
        self.entries.last().copied().unwrap_or_default()
    }

    /// The guardians of a household.
    pub fn guardians_of(&self, household: u32) -> Range<u32> {
        range(&self.guardians, household)
    }

    /// The reasons of a guardian.
    pub fn reasons_of(&self, guardian: u32) -> Range<u32> {
        range(&self.reasons, guardian)
    }

    /// The children of a household.
    pub fn children_of(&self, household: u32) -> Range<u32> {
        range(&self.children, household)
    }

    /// The list entries of a child.
    pub fn entries_of(&self, child: u32) -> Range<u32> {
        range(&self.entries, child)
    }

    /// The household of a child.
    pub fn household_of(&self, child: u32) -> u32 {
        self.children.partition_point(|&start| start <= child) as u32 - 1
    }

    /// The id of a guardian.
    pub fn guardian_name(&self, guardian: u32) -> &str {
        self.guardian_names.get(guardian as usize).map_or("", String::as_str)
    }

    /// The entry date the facts hold for.
    pub fn entry_date(&self) -> Date {
        self.entry_date
    }

    /// A value: 0 or 1, thousandths, the number of a word, or [`UNKNOWN`].
    pub fn value(&self, slot: Slot, row: u32) -> i64 {
        self.row(slot.level, row).get(slot.index as usize).copied().unwrap_or(UNKNOWN)
    }

    /// The word of a number.
    pub fn word(&self, id: i64) -> &str {
        self.words.name(id)
    }

    pub(super) fn row(&self, level: Level, row: u32) -> &[i64] {
        let (width, row) = (self.width[level.index()], row as usize);
        &self.rows[level.index()][row * width..(row + 1) * width]
    }

    pub(super) fn nowhere(&self) -> &[i64] {
        &self.nowhere
    }

    pub(super) fn household_frame(&self, household: u32) -> Frame<'_> {
        Frame::default()
            .with(Level::Round, self.row(Level::Round, 0))
            .with(Level::Household, self.row(Level::Household, household))
    }
}

fn range(starts: &[u32], i: u32) -> Range<u32> {
    starts[i as usize]..starts[i as usize + 1]
}

/// Puts facts together: the round first, then household by household its guardians with their reasons and its children
/// with their list entries.
#[derive(Debug)]
pub struct FactsBuilder<'r> {
    book: &'r Rulebook,
    facts: Facts,
    blank: [Vec<i64>; Level::COUNT],
}

impl<'r> FactsBuilder<'r> {
    /// No households yet.
    pub fn new(book: &'r Rulebook, entry_date: Date) -> Self {
        let mut blank: [Vec<i64>; Level::COUNT] = Default::default();
        for (i, a) in book.schema.attributes().iter().enumerate() {
            let level = book.schema.slot(i).level.index();
            blank[level].push(match a.kind {
                ValueKind::YesNo => 0,
                ValueKind::Number | ValueKind::Days => UNKNOWN,
                ValueKind::Word(_) => Words::EMPTY,
            });
        }
        // Answers to questions about all reasons stand behind the attributes of a household.
        blank[Level::Household.index()].extend(book.quantifiers.iter().map(|_| 0));
        let mut rows: [Vec<i64>; Level::COUNT] = Default::default();
        rows[Level::Round.index()] = blank[Level::Round.index()].clone();
        let facts = Facts {
            entry_date,
            words: book.words.clone(),
            width: blank.each_ref().map(Vec::len),
            rows,
            guardians: vec![0],
            reasons: vec![0],
            children: vec![0],
            entries: vec![0],
            guardian_names: Vec::new(),
            nowhere: blank[Level::Facility.index()].clone(),
        };
        Self { book, facts, blank }
    }

    fn push(&mut self, level: Level) {
        self.facts.rows[level.index()].extend_from_slice(&self.blank[level.index()]);
    }

    /// Begins a household. Guardians and children that follow are its own.
    pub fn household(&mut self) {
        self.push(Level::Household);
        let last = |starts: &[u32]| starts.last().copied().unwrap_or_default();
        self.facts.guardians.push(last(&self.facts.guardians));
        self.facts.children.push(last(&self.facts.children));
    }

    /// Adds a guardian to the household.
    pub fn guardian(&mut self, name: &str) {
        self.push(Level::Guardian);
        self.facts.guardian_names.push(name.to_owned());
        bump(&mut self.facts.guardians);
        self.facts.reasons.push(self.facts.reasons.last().copied().unwrap_or_default());
    }

    /// Adds a reason to the last guardian.
    pub fn reason(&mut self) {
        self.push(Level::Reason);
        bump(&mut self.facts.reasons);
    }

    /// Adds a child to the household.
    pub fn child(&mut self) {
        self.push(Level::Child);
        bump(&mut self.facts.children);
        self.facts.entries.push(self.facts.entries.last().copied().unwrap_or_default());
    }

    /// Adds an entry to the list of the last child.
    pub fn entry(&mut self) {
        self.push(Level::Facility);
        bump(&mut self.facts.entries);
    }

    /// Sets a value of the last row of its level.
    pub fn set(&mut self, slot: Slot, value: i64) {
        let level = slot.level.index();
        let (rows, width) = (&mut self.facts.rows[level], self.facts.width[level]);
        let last = rows.len().saturating_sub(width);
        if let Some(cell) = rows.get_mut(last + slot.index as usize) {
            *cell = value;
        }
    }

    /// The number of a word, for words that are set many times.
    pub fn word(&mut self, word: &str) -> i64 {
        self.facts.words.add(word)
    }

    /// Sets a word of the last row of its level.
    pub fn set_word(&mut self, slot: Slot, word: &str) {
        let id = self.facts.words.add(word);
        self.set(slot, id);
    }

    /// Answers the questions about all reasons and gives the facts out.
    pub fn finish(mut self) -> Facts {
        let width = self.facts.width[Level::Household.index()];
        let first = self.book.schema.width(Level::Household);
        for household in 0..self.facts.households() {
            for (q, quantifier) in self.book.quantifiers.iter().enumerate() {
                let frame = self.facts.household_frame(household);
                let facts = &self.facts;
                let mut reasons =
                    facts.guardians_of(household).flat_map(|g| facts.reasons_of(g).map(move |r| (g, r)));
                let mut holds = |(g, r): (u32, u32)| {
                    let frame = frame
                        .with(Level::Guardian, facts.row(Level::Guardian, g))
                        .with(Level::Reason, facts.row(Level::Reason, r));
                    quantifier.program.holds(&frame)
                };
                let answer = if quantifier.all { reasons.all(&mut holds) } else { reasons.any(&mut holds) };
                self.facts.rows[Level::Household.index()][household as usize * width + first + q] =
                    i64::from(answer);
            }
        }
        self.facts
    }
}

fn bump(starts: &mut [u32]) {
    if let Some(last) = starts.last_mut() {
        *last += 1;
    }
}
