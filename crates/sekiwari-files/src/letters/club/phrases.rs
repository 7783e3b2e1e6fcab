//! What letters of after-school clubs say in each language: one table of sentences a language, all with the same keys and places.

use crate::letters::phrases::{read, sources};
use crate::letters::{Language, LettersError};
use sekiwari::programme::club::OrderKey;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The labels that templates may use as `words`.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Labels {
    child: String,
    grade: String,
    club: String,
    entry_date: String,
    seasons: String,
    weekdays: String,
    wanted_weekdays: String,
    wanted_seasons: String,
    missing_weekdays: String,
    closed_seasons: String,
    transport: String,
    own_way: String,
    choice: String,
    reason: String,
    seats: String,
    position: String,
    points: String,
    lowest_points: String,
    decided_by: String,
    record: String,
}

/// The texts around numbers and ids.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Around {
    pub(super) choice: String,
    pub(super) grade: String,
    pub(super) route: String,
}

/// Weekdays and seasons.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Calendar {
    /// Monday first.
    pub(super) days: [String; 6],
    /// What stands between two of them.
    pub(super) between: String,
    /// All seasons.
    pub(super) year: String,
    /// All seasons but the terms.
    pub(super) vacations: String,
    /// Terms, spring, summer, winter.
    pub(super) seasons: [String; 4],
}

/// What decided the order, in a few words. Keys of the rules by their name in files.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DecidedBy {
    pub(super) held: String,
    pub(super) tie: String,
    pub(super) lottery: String,
    pub(super) equal: String,
    keys: BTreeMap<String, String>,
}

impl DecidedBy {
    /// The words of a key of the rules.
    pub(super) fn key(&self, key: OrderKey) -> &str {
        self.keys.get(key.as_str()).map_or("", String::as_str)
    }
}

/// The same in a sentence.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Decided {
    pub(super) score: String,
    pub(super) score_without_points: String,
    pub(super) grade: String,
    pub(super) key: String,
    pub(super) tie: String,
    pub(super) lottery: String,
    pub(super) equal: String,
}

/// Why not a wish.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Reasons {
    pub(super) not_open_then: String,
    pub(super) free_seat: String,
    pub(super) envy: String,
    pub(super) sibling_rule: String,
    pub(super) no_seat_on_day: String,
    pub(super) transport_full: String,
    pub(super) lower_priority: String,
    /// That the child takes several seats.
    pub(super) seats_needed: String,
    /// Its place in the waiting list.
    pub(super) waiting: String,
    /// Wishes for other sets of days at the same club, not given for the same reason.
    pub(super) also_same: String,
    /// Those not given for another one.
    pub(super) also_other: String,
}

/// Why its list has no wish for more days at the club that it got.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Fewer {
    pub(super) as_listed: String,
    pub(super) by_route: String,
    pub(super) as_held: String,
}

/// What would have sufficed, and the sibling conditions in a few words.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sufficed {
    pub(super) points: String,
    pub(super) seats: String,
    pub(super) days: String,
    pub(super) terms: String,
    pub(super) clubs: String,
    pub(super) nothing: String,
    /// Seats on days of seasons.
    pub(super) on_days: String,
    /// Seats on a route.
    pub(super) on_route: String,
    pub(super) same_club: String,
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
    pub(super) words: Labels,
    pub(super) around: Around,
    pub(super) calendar: Calendar,
    /// By reason code.
    pub(super) codes: BTreeMap<String, String>,
    pub(super) reasons: Reasons,
    pub(super) decided_by: DecidedBy,
    pub(super) decided: Decided,
    pub(super) fewer: Fewer,
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
    use crate::letters::phrases::looks::{in_script, places, texts};
    use sekiwari::explain::ReasonCode;
    use std::collections::BTreeSet;

    /// The codes that a decision of clubs can have.
    const CODES: [ReasonCode; 10] = [
        ReasonCode::WishGiven,
        ReasonCode::TransferKeptSeat,
        ReasonCode::NoWishes,
        ReasonCode::FreeSeat,
        ReasonCode::Envy,
        ReasonCode::SiblingRule,
        ReasonCode::LowerPriority,
        ReasonCode::TransportFull,
        ReasonCode::NoSeatOnDay,
        ReasonCode::NotOpenThen,
    ];

    /// The places of each sentence.
    fn expected(name: &str) -> &'static str {
        match name {
            ".around.choice" => "choice",
            ".around.grade" | ".decided.grade" => "grade",
            ".around.route" => "route",
            ".reasons.free_seat" | ".reasons.envy" => "rule",
            ".reasons.no_seat_on_day" | ".reasons.transport_full" | ".reasons.lower_priority" => {
                "full at seats ahead"
            }
            ".reasons.seats_needed" => "needed",
            ".reasons.waiting" => "place",
            ".reasons.also_same" => "count",
            ".reasons.also_other" => "count weekdays sentence",
            ".decided_by.tie" | ".decided.tie" => "tie",
            ".decided_by.keys.first-grades" => "grades",
            ".decided.score" => "score lowest",
            ".decided.key" => "key",
            ".fewer.by_route" => "route weekdays",
            ".sufficed.points" => "choice club weekdays more points",
            ".sufficed.seats" => "choice club weekdays seats",
            ".sufficed.days" => "choice club weekdays fewer",
            ".sufficed.terms" => "terms club weekdays",
            ".sufficed.clubs" => "clubs",
            ".sufficed.on_days" => "seasons weekdays count",
            ".sufficed.on_route" => "route count",
            _ => "",
        }
    }

    #[test]
    fn every_language_says_everything_with_the_same_places() {
        let japanese: BTreeSet<String> = texts(source(Language::Ja)).into_keys().collect();
        for language in Language::ALL {
            let phrases = Phrases::of(language).unwrap_or_else(|e| panic!("{e}"));
            let all = texts(source(language));
            assert_eq!(all.keys().cloned().collect::<BTreeSet<_>>(), japanese, "{language}");
            for (name, text) in &all {
                assert!(!text.trim().is_empty(), "{language} {name}");
                let expected: BTreeSet<&str> = expected(name).split_whitespace().collect();
                assert_eq!(places(text), expected, "{language} {name}");
            }
            let codes: BTreeSet<&str> = phrases.codes.keys().map(String::as_str).collect();
            assert_eq!(codes, CODES.map(ReasonCode::as_str).into(), "{language}");
            let keys: BTreeSet<&str> = phrases.decided_by.keys.keys().map(String::as_str).collect();
            assert_eq!(keys, OrderKey::NAMES.iter().map(|(name, _)| *name).collect(), "{language}");
        }
    }

    #[test]
    fn texts_are_in_the_script_of_their_language() {
        for language in Language::ALL {
            for (name, text) in texts(source(language)) {
                let sentence = [".reasons.", ".decided.", ".codes.", ".fewer.", ".sufficed."];
                // Places and numbers stand alone.
                let short = name.starts_with(".sufficed.on_") || name.starts_with(".sufficed.same_club");
                if !short && sentence.iter().any(|s| name.starts_with(s)) {
                    in_script(language, &name, &text);
                }
            }
        }
    }
}
