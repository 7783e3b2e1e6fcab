//! What makes rows useless.

use super::StandardError;
use crate::programme::club::{Day, Season};

/// A number of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Quantity {
    /// Rooms.
    Rooms,
    /// Staff.
    Staff,
    /// Qualified staff.
    Qualified,
    /// Area, in hundredths of a square metre.
    Area,
    /// Children of a unit.
    LimitPerUnit,
    /// Declared seats.
    Declared,
    /// Enrolled children.
    Children,
}

impl Quantity {
    /// The name of its column.
    pub const fn as_str(self) -> &'static str {
        match self {
            Quantity::Rooms => "rooms",
            Quantity::Staff => "staff",
            Quantity::Qualified => "qualified_staff",
            Quantity::Area => "area_m2",
            Quantity::LimitPerUnit => "limit_per_unit",
            Quantity::Declared => "declared_seats",
            Quantity::Children => "children",
        }
    }
}

/// Why there is no table of seats. Rows are named by their place, `units` and `enrolled` each from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CapacityError {
    /// The standards cannot be used.
    #[error(transparent)]
    Standard(#[from] StandardError),
    /// A row of units is about a club that does not exist.
    #[error("row {row} is about club {club}, which does not exist")]
    NoSuchClub {
        /// The row of units.
        row: u32,
        /// The club it names.
        club: u32,
    },
    /// A row of units is about no day, or names a set of seasons that is empty.
    #[error("row {row} is about no day of any season")]
    NoSlot {
        /// The row of units.
        row: u32,
    },
    /// Nothing in a row of units limits the children.
    #[error("row {row} knows no limit")]
    NoLimitKnown {
        /// The row of units.
        row: u32,
    },
    /// A number that nobody can mean.
    #[error("row {row}: {} cannot be {value}", .of.as_str())]
    Impossible {
        /// The row of units.
        row: u32,
        /// Which number.
        of: Quantity,
        /// What it is.
        value: u64,
    },
    /// More qualified staff than staff.
    #[error("row {row} has {qualified} qualified staff among {staff}")]
    QualifiedBeyondStaff {
        /// The row of units.
        row: u32,
        /// Staff.
        staff: u32,
        /// Qualified staff.
        qualified: u32,
    },
    /// Two rows of units speak for the same slot, both with named seasons or both for all.
    #[error("rows {first} and {second} both speak for {day:?} of {season:?}")]
    SpokenForTwice {
        /// The earlier row.
        first: u32,
        /// The later row.
        second: u32,
        /// The first season in which they meet.
        season: Season,
        /// The first weekday on which they meet.
        day: Day,
    },
    /// A row of enrolled children is about a club that does not exist.
    #[error("enrolled row {row} is about club {club}, which does not exist")]
    EnrolledNowhere {
        /// The row of enrolled children.
        row: u32,
        /// The club it names.
        club: u32,
    },
    /// A number of enrolled children that nobody can mean.
    #[error("enrolled row {row}: {value} children cannot be")]
    EnrolledImpossible {
        /// The row of enrolled children.
        row: u32,
        /// What it says.
        value: u64,
    },
    /// Children are enrolled when the club is closed.
    #[error("enrolled row {row}: the club is closed on {day:?} of {}", .season.map_or("every season", Season::as_str))]
    EnrolledWhereClosed {
        /// The row of enrolled children.
        row: u32,
        /// The first such season; `None` where the row names none and the club never opens on the day.
        season: Option<Season>,
        /// The first such day.
        day: Day,
    },
    /// A row of enrolled children is about no day, or names a set of seasons that is empty.
    #[error("enrolled row {row} is about no day of any season")]
    EnrolledNever {
        /// The row of enrolled children.
        row: u32,
    },
}
