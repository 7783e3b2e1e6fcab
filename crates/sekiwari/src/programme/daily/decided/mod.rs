//! The judge of a decided round: from the rows of the round and what each request is given, and nothing else.
//!
//! It knows neither the compiled market nor who decided, so what was typed by hand is judged the same way. Every limit is
//! counted anew, slot by slot, from the rows of the services and session rows; who may come is read from the rows again. Only
//! the calendar of what is open and the classes of the children are those of the [`Round`].
//!
//! | question | answer |
//! |---|---|
//! | is anything broken? | [`RoundVerdict::violations`], each with a code |
//! | is a place left empty that somebody was refused? | [`RoundVerdict::wasted`] |
//!
//! The order of the requests and refusals that only rearranging others could avoid are for [`crate::market::day`]'s judge.

mod limits;
mod people;
mod places;
mod rooms;
mod texts;
mod violation;
mod wasted;
mod who;

pub use texts::ROUND_VIOLATION_TEXTS;
pub use violation::{RoundViolation, Spot};
pub use wasted::Wasted;

use super::Decision;
use super::round::Round;
use places::Places;

/// All that the judge found. Made by [`judge_round`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct RoundVerdict {
    /// Everything that is broken: first what is wrong with single requests, by request; then limits by service, day and
    /// slot; then caps and children in two places.
    pub violations: Vec<RoundViolation>,
    /// Refused requests that would fit as things stand, the first place of each, by group.
    pub wasted: Vec<Wasted>,
}

impl RoundVerdict {
    /// Whether nothing is broken. Wasted places break nothing.
    pub fn is_clean(&self) -> bool {
        self.violations.is_empty()
    }
}

/// Judges what the requests of a round are given; one decision for each of [`Round::requests`], in their order. Never
/// panics, whatever they say. Decisions of another number get that one violation and are not judged further.
///
/// Only [`Decision::place`] is judged, not the word for how it came about. Cost: children of each service and day times slots,
/// and as much again for each wish of a refused request.
pub fn judge_round(round: &Round, decisions: &[Decision]) -> RoundVerdict {
    let (expected, found) = (round.requests().len(), decisions.len());
    if expected != found {
        let violations = vec![RoundViolation::WrongSize { expected, found }];
        return RoundVerdict { violations, ..RoundVerdict::default() };
    }
    let mut violations = Vec::new();
    let places = Places::read(round, decisions, &mut violations);
    for (&(offer, day), there) in &places.there {
        limits::check(round, offer, day, there, places.freed(offer, day), &mut violations);
        rooms::check(round, offer, day, there, &mut violations);
    }
    people::check(round, &places, &mut violations);
    let wasted = wasted::find(round, places);
    RoundVerdict { violations, wasted }
}
