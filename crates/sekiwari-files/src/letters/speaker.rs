//! What the letters of one language have in common, and the values that every letter is given.

use super::{Language, LetterFacts, LetterKind, LettersError};
use jiff::civil::Date;
use sekiwari::explain::ReasonCode;
use serde::Serialize;
use std::collections::BTreeMap;

/// What the round says that is decided.
#[derive(Clone, Copy, Debug)]
pub(super) struct RoundFacts<'a> {
    pub(super) name: &'a str,
    pub(super) fiscal_year: i16,
    pub(super) entry_date: Date,
}

/// One language with its phrases, which differ between programmes.
#[derive(Debug)]
pub(super) struct Speaker<'a, P> {
    pub(super) language: Language,
    pub(super) phrases: P,
    pub(super) facts: &'a LetterFacts<'a>,
    round: RoundFacts<'a>,
    date: String,
    entry_date: String,
}

/// The values of [`super::shape::SHARED`].
#[derive(Debug, Serialize)]
pub(super) struct Shared<'a> {
    kind: &'static str,
    language: &'static str,
    date: &'a str,
    office: &'a str,
    round: RoundValues<'a>,
    reason: ReasonValues<'a>,
    sufficed: Vec<String>,
    shows_points: bool,
}

#[derive(Debug, Serialize)]
struct RoundValues<'a> {
    name: &'a str,
    fiscal_year: i16,
    entry_date: &'a str,
    rule: &'a str,
    seed: String,
    digest: &'a str,
    version: &'a str,
}

#[derive(Debug, Serialize)]
struct ReasonValues<'a> {
    code: &'static str,
    text: &'a str,
}

/// A facility or club for families: its name, or its id where it has none.
pub(super) fn shown_name<'a>(name: &'a str, id: &'a str) -> &'a str {
    if name.trim().is_empty() { id } else { name }
}

impl<'a, P> Speaker<'a, P> {
    /// Those of several languages.
    ///
    /// # Errors
    /// What the phrases of a language cannot be read for.
    pub(super) fn all(
        languages: &[Language],
        facts: &'a LetterFacts<'a>,
        round: RoundFacts<'a>,
        phrases: impl Fn(Language) -> Result<P, LettersError>,
    ) -> Result<Vec<Self>, LettersError> {
        let of = |&language: &Language| {
            Ok(Self {
                language,
                phrases: phrases(language)?,
                facts,
                round,
                date: facts.date.map_or_else(String::new, |d| language.date(d)),
                entry_date: language.date(round.entry_date),
            })
        };
        languages.iter().map(of).collect()
    }

    /// The values of every letter. `codes` are the texts of the reason codes.
    pub(super) fn shared(
        &'a self,
        kind: LetterKind,
        main: ReasonCode,
        codes: &'a BTreeMap<String, String>,
        sufficed: Vec<String>,
    ) -> Shared<'a> {
        let (facts, round, code) = (self.facts, &self.round, main.as_str());
        Shared {
            kind: kind.as_str(),
            language: self.language.as_str(),
            date: &self.date,
            office: facts.office,
            round: RoundValues {
                name: round.name,
                fiscal_year: round.fiscal_year,
                entry_date: &self.entry_date,
                rule: facts.rule,
                seed: facts.seed.to_string(),
                digest: facts.input_sha256,
                version: facts.version,
            },
            reason: ReasonValues { code, text: codes.get(code).map_or(code, String::as_str) },
            sufficed,
            shows_points: facts.shows_points,
        }
    }
}
