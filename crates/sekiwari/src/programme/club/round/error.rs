//! Why a round is refused.

use crate::programme::club::Days;
use crate::programme::club::capacity::CapacityError;

/// One reason why [`super::Round::new`] refuses; it returns all of them. Children, clubs, districts and households are named
/// by their ids.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RoundError {
    /// Two rows with one id.
    #[error("{table} {id} is listed twice")]
    DuplicateId {
        /// The table: `children`, `facilities`, `districts`, `transport`, `households`.
        table: &'static str,
        /// The id.
        id: String,
    },
    /// A row points at a position that does not exist.
    #[error("a row of {table} points at {what} number {index}, which does not exist")]
    BadIndex {
        /// The table of the row.
        table: &'static str,
        /// What it points at.
        what: &'static str,
        /// The position.
        index: u32,
    },
    /// The seats cannot be worked out.
    #[error(transparent)]
    Capacity(#[from] CapacityError),
    /// A condition for a household without applying children.
    #[error("household {household} has a sibling condition but no applying child")]
    UnknownHousehold {
        /// The household.
        household: String,
    },
    /// A child that wants to come on no day, or in no season.
    #[error("child {child} wants to come on no day")]
    NoDays {
        /// The child.
        child: String,
    },
    /// More days at least than it wants.
    #[error("child {child} accepts no fewer than {min_days} days but wants {days}")]
    MinDays {
        /// The child.
        child: String,
        /// The fewest days it accepts.
        min_days: u32,
        /// The days it wants.
        days: Days,
    },
    /// A child takes no seat, or more than a child can take.
    #[error("child {child} takes {seats} seats")]
    Seats {
        /// The child.
        child: String,
        /// The seats.
        seats: u32,
    },
    /// Two lines of a child's list say the same, or have one rank.
    #[error("child {child} lists {what} twice")]
    DuplicateWish {
        /// The child.
        child: String,
        /// What is there twice.
        what: String,
    },
    /// A wish for days on which the child does not want to come.
    #[error("child {child} wishes for {days} at {club}, but wants {wanted}")]
    DaysNotWanted {
        /// The child.
        child: String,
        /// The club.
        club: String,
        /// The days of the wish.
        days: Days,
        /// The days it wants.
        wanted: Days,
    },
    /// Points count, and a club on a child's list has none for it.
    #[error("child {child} has no score at {club}")]
    NoScore {
        /// The child.
        child: String,
        /// The club.
        club: String,
    },
    /// Two scores for the same child and club.
    #[error("child {child} has two scores at {club}")]
    DuplicateScore {
        /// The child.
        child: String,
        /// The club, or `every club`.
        club: String,
    },
    /// A key of the order stands there twice.
    #[error("{key} stands twice in the order of priority")]
    OrderTwice {
        /// The key.
        key: &'static str,
    },
}
