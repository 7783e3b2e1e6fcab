//! Why a round is refused.

/// One reason why [`super::Round::new`] refuses; it returns all of them. Children, facilities and households are named
/// by their ids.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RoundError {
    /// Two rows with one id.
    #[error("{table} {id} is listed twice")]
    DuplicateId {
        /// `child`, `facility` or `household`.
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
    /// A condition for a household without applying children.
    #[error("household {household} has a sibling condition but no applying child")]
    UnknownHousehold {
        /// The household.
        household: String,
    },
    /// Two seat rows serve the same class of a facility.
    #[error("class {class} of facility {facility} is in two rows of seats")]
    ClassInTwoRows {
        /// The facility.
        facility: String,
        /// The class.
        class: u8,
    },
    /// One group has two reserves for one class of a facility.
    #[error("class {class} of facility {facility} is reserved for {group} twice")]
    ReservedTwice {
        /// The facility.
        facility: String,
        /// The class.
        class: u8,
        /// The group.
        group: String,
    },
    /// A guarantee brings seats for classes that share their seats with others.
    #[error(
        "the guarantee for {group} brings seats for classes {classes} of facility {facility}, which share seats otherwise"
    )]
    GuaranteeDividesSeats {
        /// The facility.
        facility: String,
        /// The classes.
        classes: String,
        /// The group.
        group: String,
    },
    /// A child takes no seat, or more than a child can take.
    #[error("child {child} takes {weight} seats")]
    SeatWeight {
        /// The child.
        child: String,
        /// The seats.
        weight: u32,
    },
    /// The rows of one limit state different capacities.
    #[error("the rows of limit {limit} of facility {facility} state different capacities")]
    LimitCapacityDiffers {
        /// The facility.
        facility: String,
        /// The limit's name.
        limit: String,
    },
    /// A class stands in two rows of one limit.
    #[error("class {class} is in two rows of limit {limit} of facility {facility}")]
    ClassTwiceInLimit {
        /// The facility.
        facility: String,
        /// The limit's name.
        limit: String,
        /// The class.
        class: u8,
    },
    /// A weight for no child at all.
    #[error("limit {limit} of facility {facility} has a weight per 0 children")]
    LimitPerNobody {
        /// The facility.
        facility: String,
        /// The limit's name.
        limit: String,
    },
    /// Classes that share seats, and so are one pool, weigh differently.
    #[error("classes {classes} of facility {facility} share seats but weigh differently under limit {limit}")]
    SharedSeatsWeighDifferently {
        /// The facility.
        facility: String,
        /// The limit's name.
        limit: String,
        /// The classes that share seats.
        classes: String,
    },
    /// No whole numbers of 32 bits (64 for the capacity) say the same.
    #[error("limit {limit} of facility {facility} is too large or too fine to be kept exactly")]
    LimitTooFine {
        /// The facility.
        facility: String,
        /// The limit's name.
        limit: String,
    },
    /// A facility stands twice on a child's list, or a rank is used twice.
    #[error("the list of child {child} has {what} twice")]
    DuplicateWish {
        /// The child.
        child: String,
        /// `facility ...` or `rank ...`.
        what: String,
    },
    /// One child stands twice under one rank of a joint list.
    #[error("joint wish {rank} of household {household} names child {child} twice")]
    DuplicateJointChild {
        /// The household.
        household: String,
        /// The rank.
        rank: u32,
        /// The child.
        child: String,
    },
    /// Two joint wishes of a household are the same.
    #[error("joint wish {rank} of household {household} repeats an earlier one")]
    RepeatedJointWish {
        /// The household.
        household: String,
        /// The rank of the later one.
        rank: u32,
    },
    /// A joint wish in which nobody gets a seat.
    #[error("joint wish {rank} of household {household} gives nobody a seat")]
    EmptyJointWish {
        /// The household.
        household: String,
        /// The rank.
        rank: u32,
    },
    /// A joint wish leaves out a child that holds a seat.
    #[error("joint wish {rank} of household {household} leaves out child {child}, which holds a seat")]
    HolderLeftOut {
        /// The household.
        household: String,
        /// The rank.
        rank: u32,
        /// The child.
        child: String,
    },
    /// Two decisions by hand for one child.
    #[error("child {child} was decided twice by hand")]
    DecidedTwice {
        /// The child.
        child: String,
    },
    /// A decision by hand for a facility that has no seats for the child's class in this round.
    #[error("child {child} was given a seat by hand at facility {facility}, which offers none for its class")]
    DecidedWithoutSeats {
        /// The child.
        child: String,
        /// The facility.
        facility: String,
    },
    /// More seats were given by hand than there are.
    #[error("child {child} was given a seat by hand at facility {facility}, where no more are left")]
    DecidedOverSeats {
        /// The child for whom none is left.
        child: String,
        /// The facility.
        facility: String,
    },
    /// What was given by hand breaks a limit of a facility.
    #[error("what was given by hand breaks limit {limit} of facility {facility}")]
    DecidedOverLimit {
        /// The facility.
        facility: String,
        /// The limit's name.
        limit: String,
    },
    /// A listed facility without any score.
    #[error("child {child} has no score at facility {facility}")]
    NoScore {
        /// The child.
        child: String,
        /// The facility.
        facility: String,
    },
    /// Two scores for one child at one facility (or two general ones).
    #[error("child {child} has two scores at {facility}")]
    DuplicateScore {
        /// The child.
        child: String,
        /// The facility, or `every facility`.
        facility: String,
    },
}
