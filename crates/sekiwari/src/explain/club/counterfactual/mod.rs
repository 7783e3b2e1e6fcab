//! What would have sufficed in a club round: the smallest changes with which a child would have had a line of its list, each tried by
//! deciding the round anew.
//!
//! | change | what is tried |
//! |---|---|
//! | points | so many points more for this child, at every club; the least that does it |
//! | seats | as many seats more as were missing, on the days on which they were |
//! | fewer days | the days of the line on which there was a seat, as one more line of the list |
//! | sibling condition | looser ones, the least loose first |
//! | another club | clubs not on the list, added at its end with all days, the nearest first |
//!
//! Of the lines of one club the first is asked about: the most days. A change *suffices* for a line if the child then gets it or one
//! that stands above it in its list; where siblings are decided together, if the family gets the best of its joint outcomes with it, or
//! one that it ranks higher, in which the child has a seat.
//!
//! # How it goes
//!
//! As in nursery rounds ([`crate::explain::counterfactual`]): a changed family takes its own place as a newcomer, and only what that
//! concerns is worked out anew. Where that says nothing, where the change needs other pools than there are, and for rules other than
//! `stable-optimal` with strict ties, the whole changed round is compiled and decided.
//!
//! **Cost.** A line takes some ten decisions. One is that of the families that the change concerns, or of the whole round.
//!
//! **Sources.** As for nurseries.

mod days;
mod desk;
mod family;
mod key;
mod points;
mod room;
mod seats;
mod terms;
mod texts;
mod wishes;

pub use desk::Desk;
pub use room::Room;
pub use texts::{Told, seats_text, terms_name};

use super::{Reason, SeatsOn};
use crate::explain::counterfactual::Tried;
use crate::priority::Thousandths;
use crate::programme::club::{ChildIndex, ClubIndex, Entry};
use crate::programme::siblings::SiblingTerms;

/// Points with which a line, or a better one, is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MorePoints {
    /// So many more, at every club.
    pub more: Thousandths,
    /// What the child would then have at the club of the line.
    pub points: Thousandths,
    /// What it gets.
    pub line: Entry,
}

/// Seats with which a line, or a better one, is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoreSeats {
    /// Where, and how many more: days of the club in the order of seasons and weekdays. A route has them on all of its days; the first on which
    /// one was missing speaks for it.
    pub seats: Vec<(SeatsOn, u32)>,
    /// What the child gets.
    pub line: Entry,
}

/// A sibling condition with which the child gets something better.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LooserTerms {
    /// The condition.
    pub terms: SiblingTerms,
    /// What each child of the household gets, the elder first.
    pub lines: Vec<Option<Entry>>,
}

/// What would have sufficed for the first line of a club in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineCounterfactual {
    /// Why it was not given.
    pub reason: Reason,
    /// More points.
    pub points: Tried<MorePoints>,
    /// More seats.
    pub seats: Tried<MoreSeats>,
    /// Fewer days: the line with which the club is given.
    pub days: Tried<Entry>,
}

impl LineCounterfactual {
    /// Whether something was tried.
    pub fn was_asked(&self) -> bool {
        self.points != Tried::NotAsked || self.seats != Tried::NotAsked || self.days != Tried::NotAsked
    }

    /// Whether nothing that was tried would have sufficed.
    pub fn in_vain(&self) -> bool {
        self.points.sufficed().is_none() && self.seats.sufficed().is_none() && self.days.sufficed().is_none()
    }
}

/// What would have sufficed for one child.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counterfactuals {
    /// The child.
    pub child: ChildIndex,
    /// For every club that stands above its outcome, in the order of its list.
    pub lines: Vec<LineCounterfactual>,
    /// The least loose sibling condition with which the child gets something better.
    pub terms: Tried<LooserTerms>,
    /// For a child without a seat: clubs not on its list at which it would have one on all its days, the nearest first. None is
    /// [`Tried::InVain`].
    pub added: Tried<Vec<ClubIndex>>,
}
