//! Why a scenario cannot be applied.

use crate::programme::nursery::RoundError;

/// One reason why a scenario cannot be applied to a round; [`super::apply`] returns all of them.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{kind}")]
pub struct Fault {
    /// The edit, as a position in [`super::Scenario::edits`]; `None` for the changed round as a whole.
    pub edit: Option<usize>,
    /// What is wrong.
    pub kind: FaultKind,
}

/// What is wrong with an edit.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FaultKind {
    /// The facility is not in the round.
    #[error("there is no facility {facility}")]
    UnknownFacility {
        /// The id.
        facility: String,
    },
    /// A facility that opens is there already.
    #[error("facility {facility} is there already")]
    FacilityExists {
        /// The id.
        facility: String,
    },
    /// A facility opens without any seat.
    #[error("facility {facility} opens without seats")]
    WithoutSeats {
        /// The id.
        facility: String,
    },
    /// A class stands in two rows of seats of a facility.
    #[error("class {class} of facility {facility} would be in two rows of seats")]
    ClassTwice {
        /// The facility.
        facility: String,
        /// The class.
        class: u8,
    },
    /// The round has no row of seats for just these classes.
    #[error("facility {facility} has no seats of its own for classes {classes}; it has {has}")]
    ClassNotOffered {
        /// The facility.
        facility: String,
        /// The classes asked for.
        classes: String,
        /// The rows that there are.
        has: String,
    },
    /// Fewer seats than those held: nothing open is left to be taken away.
    #[error(
        "facility {facility} has {open} open and {held} held seats for classes {classes}; held seats stay"
    )]
    BelowHeld {
        /// The facility.
        facility: String,
        /// The classes.
        classes: String,
        /// Open seats today.
        open: u32,
        /// Seats held by applicants.
        held: u32,
    },
    /// Applicants hold seats at a facility that closes, and nothing says that they are released.
    #[error("{children} applicants hold a seat at facility {facility}")]
    SeatsHeld {
        /// The facility.
        facility: String,
        /// How many.
        children: u32,
    },
    /// A child was put by hand into a facility that closes, and nothing says that it is released.
    #[error("child {child} was put into facility {facility} by hand")]
    DecidedThere {
        /// The facility.
        facility: String,
        /// The child.
        child: String,
    },
    /// Two edits speak of one thing.
    #[error("contradicts edit {}: both are about {about}", first + 1)]
    Contradicts {
        /// The other edit, as a position in the edits.
        first: usize,
        /// What both are about.
        about: String,
    },
    /// The facility has no limit of this name.
    #[error("facility {facility} has no limit {limit}")]
    UnknownLimit {
        /// The facility.
        facility: String,
        /// The name.
        limit: String,
    },
    /// A limit or the teachers would go below zero, or beyond what can be counted.
    #[error("{about} of facility {facility} cannot become so")]
    OutOfRange {
        /// The facility.
        facility: String,
        /// What.
        about: String,
    },
    /// Nothing is known of the teachers of the facility as a whole.
    #[error("the round does not say how many teachers facility {facility} has as a whole")]
    TeachersUnknown {
        /// The facility.
        facility: String,
    },
    /// A stated child is not in the round.
    #[error("there is no child {child}")]
    UnknownChild {
        /// The id.
        child: String,
    },
    /// A stated child cannot have a seat there, so its wish would say nothing.
    #[error("child {child} cannot list facility {facility}: {why}")]
    CannotList {
        /// The child.
        child: String,
        /// The facility.
        facility: String,
        /// Why not.
        why: NoListing,
    },
    /// Nobody can be drawn.
    #[error("no applicant without a seat lives in {district} in class {class}")]
    Nobody {
        /// The district, `*` for all.
        district: String,
        /// The class, `*` for all.
        class: String,
    },
    /// More are to be left out than there are.
    #[error("{fewer} applicants fewer, but only {there} can be left out")]
    TooFew {
        /// How many.
        fewer: u64,
        /// How many there are.
        there: u32,
    },
    /// More are to be added than a round may hold.
    #[error("{more} applicants more are too many")]
    TooMany {
        /// How many.
        more: u64,
    },
    /// The changed round is none.
    #[error("{0}")]
    Round(RoundError),
}

/// Why a child cannot list a facility.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoListing {
    /// Its class is not offered, it is too young, or care that it needs is not met.
    #[error("it is not open to the child")]
    NotOpen,
    /// Its household gave a joint list.
    #[error("its household gave a joint list")]
    JointList,
    /// It is decided by hand.
    #[error("it is decided by hand")]
    Decided,
    /// It is stated twice, or at place 0.
    #[error("its place is stated twice or is 0")]
    Place,
    /// It has no points.
    #[error("it has no points")]
    NoScore,
}
