//! What letters of nurseries say in each language: one table of sentences a language, all with the same keys and places.

use crate::letters::phrases::{read, sources};
use crate::letters::{Language, LettersError};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The labels that templates may use as `words`, and the texts around numbers.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Words {
    pub(super) wish: String,
    pub(super) class_name: String,
    pub(super) open_seats: String,
    pub(super) reserved_seats: String,
    pub(super) by_points: String,
    pub(super) by_tie: String,
    pub(super) by_lottery: String,
    pub(super) by_equal: String,
    pub(super) by_reserve: String,
    #[serde(flatten)]
    pub(super) labels: Labels,
}

/// The labels among them.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(super) struct Labels {
    pub(super) child: String,
    pub(super) class: String,
    pub(super) facility: String,
    pub(super) entry_date: String,
    pub(super) rank: String,
    pub(super) reason: String,
    pub(super) seats: String,
    pub(super) applicants: String,
    pub(super) position: String,
    pub(super) points: String,
    pub(super) lowest_points: String,
    pub(super) decided_by: String,
    pub(super) record: String,
}

/// Whom seats are reserved for.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Reserves {
    pub(super) special_care: String,
    pub(super) leavers: String,
    pub(super) staff: String,
    pub(super) local: String,
    pub(super) district: String,
    pub(super) named: String,
}

/// What would have sufficed, and the sibling conditions in a few words.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sufficed {
    pub(super) points: String,
    pub(super) seats: String,
    pub(super) terms: String,
    pub(super) wish: String,
    pub(super) nothing: String,
    pub(super) same_facility: String,
    pub(super) same_round: String,
    pub(super) none: String,
    pub(super) elder: String,
    pub(super) younger: String,
    pub(super) either: String,
    pub(super) separate: String,
}

/// Everything of one language.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::letters) struct Phrases {
    pub(super) words: Words,
    pub(super) reserves: Reserves,
    /// By reason code.
    pub(super) codes: BTreeMap<String, String>,
    /// By the name of the phrase.
    pub(super) reasons: BTreeMap<String, String>,
    /// The same without points, where they stand in the sentence.
    pub(super) reasons_without_points: BTreeMap<String, String>,
    pub(super) sufficed: Sufficed,
}

impl Phrases {
    /// Those of a language.
    pub(super) fn of(language: Language) -> Result<Self, LettersError> {
        read(language, source(language))
    }
}

sources!("phrases");

#[cfg(test)]
mod tests {
    use super::*;
    use crate::letters::phrases::looks::{in_script, places};
    use sekiwari::explain::{Phrase, ReasonCode};
    use std::collections::BTreeSet;

    /// The places of each phrase, as the sentences of `reasons.csv` have them; the heading says which wish it is about.
    fn expected(phrase: Phrase) -> &'static str {
        match phrase {
            Phrase::FreeSeat => "seats rule",
            Phrase::Envy => "seats score lowest rule",
            Phrase::EnvyInReserve => "seats score rule",
            Phrase::SiblingElsewhere => "sibling elsewhere needed room",
            Phrase::SiblingSamePool => "sibling needed room",
            Phrase::ReservedSeats => "seats reserve reserved score place",
            Phrase::OnlyReserved => "reserve reserved score place",
            Phrase::GuaranteedFirst => "seats applicants reserve score place",
            Phrase::LowerPriority => "seats applicants score lowest place",
            Phrase::LowerByTie => "seats applicants score tie place",
            Phrase::LowerByLottery | Phrase::Equal => "seats applicants score place",
            Phrase::SeatsByHand => "seats kept",
            Phrase::NoSeatInClass => "seats ahead",
            Phrase::NotOffered => "class",
            Phrase::MinAge => "min_age",
            Phrase::CareKind => "needs",
            _ => "",
        }
    }

    #[test]
    fn every_language_says_everything_with_the_same_places() {
        let japanese = Phrases::of(Language::Ja).unwrap();
        for language in Language::ALL {
            let phrases = Phrases::of(language).unwrap_or_else(|e| panic!("{e}"));
            let names: BTreeSet<&str> = phrases.reasons.keys().map(String::as_str).collect();
            assert_eq!(names, Phrase::OF_WISHES.map(Phrase::as_str).into(), "{language}");
            for phrase in Phrase::OF_WISHES {
                let text = &phrases.reasons[phrase.as_str()];
                let expected: BTreeSet<&str> =
                    expected(phrase).split(' ').filter(|w| !w.is_empty()).collect();
                assert_eq!(places(text), expected, "{language} {phrase:?}");
                let points = expected.contains("score");
                let without = phrases.reasons_without_points.get(phrase.as_str());
                assert_eq!(without.is_some(), points, "{language} {phrase:?}");
                let rest = expected.into_iter().filter(|w| !["score", "lowest"].contains(w));
                assert_eq!(
                    without.map_or(BTreeSet::new(), |t| places(t)),
                    if points { rest.collect() } else { BTreeSet::new() }
                );
            }
            let codes: BTreeSet<&str> = phrases.codes.keys().map(String::as_str).collect();
            assert_eq!(codes, ReasonCode::ALL.map(ReasonCode::as_str).into(), "{language}");
            assert!(phrases.codes.values().all(|t| !t.is_empty() && places(t).is_empty()));
            let words = |p: &Phrases| {
                let w = &p.words;
                let all = [
                    &w.wish,
                    &w.class_name,
                    &w.reserved_seats,
                    &w.by_tie,
                    &p.reserves.district,
                    &p.reserves.named,
                    &p.sufficed.points,
                    &p.sufficed.seats,
                    &p.sufficed.terms,
                    &p.sufficed.wish,
                    &p.sufficed.nothing,
                ];
                all.map(|t| places(t).into_iter().map(str::to_owned).collect::<Vec<_>>())
            };
            assert_eq!(words(&phrases), words(&japanese), "{language}");
            let keys = |l| {
                let table: toml::Table = toml::from_str(source(l)).unwrap();
                table["words"].as_table().unwrap().keys().cloned().collect::<BTreeSet<_>>()
            };
            assert_eq!(keys(language), keys(Language::Ja), "{language}");
            assert_eq!(places(&phrases.sufficed.points), ["facility", "more", "points", "wish"].into());
            assert_eq!(
                places(&phrases.sufficed.seats),
                ["at", "class", "facility", "seats", "wish"].into(),
                "{language}"
            );
        }
    }

    #[test]
    fn texts_are_in_the_script_of_their_language() {
        for language in Language::ALL {
            let phrases = Phrases::of(language).unwrap();
            for (name, text) in
                phrases.reasons.iter().chain(&phrases.reasons_without_points).chain(&phrases.codes)
            {
                in_script(language, name, text);
            }
        }
    }
}
