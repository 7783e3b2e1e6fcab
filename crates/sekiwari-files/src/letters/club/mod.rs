//! What the letters of rounds of after-school clubs say.

mod calendar;
mod context;
mod names;
mod phrases;
mod place;
mod sentence;
mod sufficed;
mod wish;

pub(super) use names::NAMES;
pub(super) use phrases::Phrases;

use super::source::Source;
use super::speaker::{self, RoundFacts};
use super::{Language, LetterFacts, LetterKind, LetterSet, LettersError};
use crate::write::ClubTables;
use minijinja::Value;
use minijinja::value::Serde;
use sekiwari::explain::club::counterfactual::Counterfactuals;
use sekiwari::programme::club::ChildIndex;
use std::collections::BTreeMap;

/// A language of these letters.
pub(super) type Speaker<'a> = speaker::Speaker<'a, Phrases>;

/// A decided round of clubs, to be told to families.
#[derive(Debug)]
pub(super) struct Clubs<'a> {
    tables: &'a ClubTables<'a>,
    facts: &'a LetterFacts<'a>,
    // What would have sufficed, for those whose letters are to say it.
    sufficed: &'a BTreeMap<ChildIndex, Counterfactuals>,
    pub(super) speakers: Vec<Speaker<'a>>,
}

impl<'a> Clubs<'a> {
    /// In these languages.
    pub(super) fn new(
        tables: &'a ClubTables<'a>,
        sufficed: &'a BTreeMap<ChildIndex, Counterfactuals>,
        facts: &'a LetterFacts<'a>,
        languages: &[Language],
    ) -> Result<Self, LettersError> {
        let round = tables.decided.round();
        let told = RoundFacts {
            name: round.name(),
            fiscal_year: round.fiscal_year(),
            entry_date: round.entry_date(),
        };
        let speakers = Speaker::all(languages, facts, told, Phrases::of)?;
        Ok(Self { tables, facts, sufficed, speakers })
    }

    /// The values of a letter.
    pub(super) fn context(&self, child: ChildIndex, speaker: usize) -> context::Context<'_> {
        let speaker = &self.speakers[speaker];
        let found = self.sufficed.get(&child);
        let lines = found.map_or_else(Vec::new, |f| sufficed::sufficed(speaker, self.tables.decided, f));
        speaker.context(self.tables, child, lines)
    }
}

impl Source for Clubs<'_> {
    fn set(&self) -> LetterSet {
        LetterSet::Clubs
    }

    fn facts(&self) -> &LetterFacts<'_> {
        self.facts
    }

    fn round_name(&self) -> &str {
        self.tables.decided.round().name()
    }

    fn children(&self) -> &[u32] {
        &self.tables.by_child
    }

    fn ids(&self, child: u32) -> (&str, &str) {
        let round = self.tables.decided.round();
        let household = round.household_of(child);
        (&round.children()[child as usize].id, &round.households()[household as usize].id)
    }

    fn kind(&self, child: u32) -> LetterKind {
        LetterKind::of(self.tables.decided.decisions()[child as usize].kind)
    }

    // A seat on fewer days than wanted turns part of the application down.
    fn tells_appeal(&self, child: u32) -> bool {
        self.kind(child) != LetterKind::Offer || !place::missing(self.tables.decided, child).is_empty()
    }

    fn values(&self, child: u32, speaker: usize) -> Value {
        Value::from(Serde(self.context(child, speaker)))
    }
}
