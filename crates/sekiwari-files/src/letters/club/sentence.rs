//! The reason against a wish for a club in sentences, in any language of letters.

use super::Speaker;
use super::wish::tie_key;
use crate::letters::phrases::filled;
use sekiwari::explain::ReasonCode;
use sekiwari::explain::club::{DecidedBy, Reason};
use sekiwari::programme::club::{OrderKey, Round};

impl Speaker<'_> {
    /// The sentences, with the numbers of `reasons.csv`. `place` is the child's place in the waiting list, where it is to be told.
    pub(super) fn sentence(&self, round: &Round, reason: &Reason, place: Option<u32>) -> String {
        let phrases = &self.phrases.reasons;
        // What is said by the day on which most is missing.
        let by_day = match reason.code {
            ReasonCode::NotOpenThen | ReasonCode::FreeSeat | ReasonCode::Envy | ReasonCode::SiblingRule => {
                false
            }
            _ => reason.tightest.is_some(),
        };
        let phrase = match reason.code {
            ReasonCode::NotOpenThen => &phrases.not_open_then,
            ReasonCode::FreeSeat => &phrases.free_seat,
            ReasonCode::Envy => &phrases.envy,
            ReasonCode::SiblingRule => &phrases.sibling_rule,
            ReasonCode::NoSeatOnDay => &phrases.no_seat_on_day,
            ReasonCode::TransportFull => &phrases.transport_full,
            _ => &phrases.lower_priority,
        };
        let mut sentences = vec![filled(phrase, |name| match (name, reason.tightest) {
            ("rule", _) => self.facts.rule.to_owned(),
            ("full", _) => self.full(round, &reason.full),
            ("at", Some(day)) => self.day(round, day.on),
            ("seats", Some(day)) => day.seats.to_string(),
            ("ahead", Some(day)) => day.ahead.to_string(),
            _ => "-".to_owned(),
        })];
        let needed = round.children()[reason.child as usize].seats;
        if by_day && needed > 1 {
            sentences.push(filled(&phrases.seats_needed, |_| needed.to_string()));
        }
        sentences.extend(self.difference(round, reason));
        if let Some(place) = place {
            sentences.push(filled(&phrases.waiting, |_| place.to_string()));
        }
        sentences.join(self.language.gap())
    }

    /// What tells the child from the last one that was admitted. Of that one nothing is told but its points.
    fn difference(&self, round: &Round, reason: &Reason) -> Option<String> {
        let told =
            matches!(reason.code, ReasonCode::LowerPriority | ReasonCode::TransportFull | ReasonCode::Envy);
        let by = reason.decided_by.filter(|_| told)?;
        let (_, other) = reason.lowest?;
        let points = |entry| round.score_at(entry).map(|s| s.points.to_string());
        let phrases = &self.phrases.decided;
        Some(match by {
            DecidedBy::Held => return None,
            DecidedBy::Key(OrderKey::Score) => match (points(reason.entry), points(other)) {
                (Some(own), Some(lowest)) if self.facts.shows_points => {
                    filled(&phrases.score, |place| match place {
                        "score" => own.clone(),
                        _ => lowest.clone(),
                    })
                }
                _ => phrases.score_without_points.clone(),
            },
            DecidedBy::Key(OrderKey::Grade) => {
                filled(&phrases.grade, |_| round.children()[reason.child as usize].grade.to_string())
            }
            DecidedBy::Key(key) => filled(&phrases.key, |_| self.key(round, key)),
            DecidedBy::Tie(_) => filled(&phrases.tie, |_| tie_key(round, reason).to_owned()),
            DecidedBy::Lottery => phrases.lottery.clone(),
            DecidedBy::Equal => phrases.equal.clone(),
        })
    }
}
