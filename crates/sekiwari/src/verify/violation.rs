//! What can be wrong with a submission or with what is claimed about it.

use super::certificate::{ProofFault, ProofPlace};
use crate::market::{ChildId, FacilityId, HouseholdId, PoolId};

/// Something that is wrong. Each has a stable [`code`](Self::code) and a text in two languages.
///
/// One fault gives one violation: what only follows from another violation is not reported again. Within a household
/// the special case hides the general one: a rank that does not exist, a seat that does not exist, a seat that no
/// wish names and a holder left out all hide "not one of its wishes".
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Violation {
    /// V01: the submission is not about this market; nothing else is judged then.
    WrongSize {
        /// What was counted.
        table: Table,
        /// How many the market has.
        expected: usize,
        /// How many the submission has.
        found: usize,
    },
    /// V02: a seat is given to a child that is not in the market.
    NoSuchChild {
        /// The unknown child.
        child: ChildId,
    },
    /// V03: a child is given a seat that is no pool of the market.
    NoSuchSeat {
        /// The child.
        child: ChildId,
    },
    /// V04: a household is given a wish rank that its list does not have.
    NoSuchWish {
        /// The household.
        household: HouseholdId,
        /// The rank given, 1-based.
        rank: u32,
    },
    /// V05: a child is given more seats of a pool than it asks for there (mostly one). Those are not counted in what
    /// follows.
    SeatTwice {
        /// The child.
        child: ChildId,
        /// The pool.
        pool: PoolId,
    },
    /// V06: more children in a pool than it has seats.
    PoolOverfull {
        /// The pool.
        pool: PoolId,
        /// Its seats.
        seats: u32,
        /// Seats taken.
        taken: u32,
    },
    /// V07: a facility's limit is exceeded.
    LimitExceeded {
        /// The position of the limit in [`crate::market::Market::limits`].
        limit: usize,
        /// The facility.
        facility: FacilityId,
        /// The most that the weighted sum may be.
        capacity: u64,
        /// What the seats taken weigh.
        load: u64,
    },
    /// V08: a child has a seat that no wish of its household names for it.
    SeatNotWished {
        /// The child.
        child: ChildId,
        /// The pool.
        pool: PoolId,
    },
    /// V09: every seat of a household is named in some wish, but together they are none of its wishes.
    UnlistedOutcome {
        /// The household.
        household: HouseholdId,
    },
    /// V10: a child that holds a seat is without any.
    HolderLeftOut {
        /// Its household.
        household: HouseholdId,
        /// The child.
        child: ChildId,
    },
    /// V11: a blocking wish. A violation only where stability is required.
    BlockingWish {
        /// The household that blocks.
        household: HouseholdId,
        /// The rank of the wish: its 1-based place in the family's list.
        rank: u32,
        /// Whether the seats are free, so that nobody would be displaced.
        wasted: bool,
    },
    /// V12 to V17: a claimed figure differs from the recount.
    WrongFigure {
        /// Which figure.
        figure: Figure,
        /// As claimed.
        claimed: u64,
        /// As counted.
        found: u64,
    },
    /// V18: fewer blocking households were found than is claimed to be possible.
    BlockingBoundTooHigh {
        /// The claimed least number.
        bound: u32,
        /// As counted.
        found: u32,
    },
    /// V19: with the fewest blocking households, more children are seated than is claimed to be possible.
    SeatedBoundTooLow {
        /// The claimed greatest number.
        bound: u32,
        /// As counted.
        found: u32,
    },
    /// V20: `optimal` is claimed, but the claimed bounds are not reached.
    OptimalNotReached {
        /// Blocking households counted.
        blocking_households: u32,
        /// The claimed least number of them.
        blocking_households_min: u32,
        /// Children seated.
        seated: u32,
        /// The claimed greatest number of them.
        seated_max: u32,
    },
    /// V21: `optimal` is claimed without bounds.
    OptimalWithoutBounds,
    /// V22 to V44: a proof does not show what it says.
    Proof {
        /// Where.
        place: ProofPlace,
        /// What is wrong.
        fault: ProofFault,
    },
    /// V45: more children are seated than any allocation is claimed to seat, whoever blocks.
    PlacementBoundTooLow {
        /// The claimed greatest number.
        bound: u32,
        /// As counted.
        found: u32,
    },
    /// V46: the sum of wish ranks is smaller than it is claimed to be for any allocation that seats as many.
    RankSumBoundTooHigh {
        /// The claimed least sum.
        bound: u64,
        /// As counted.
        found: u64,
    },
}

/// What is counted by [`Violation::WrongSize`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Table {
    /// Children of a submission.
    Children,
    /// Households of an allocation.
    Households,
}

/// A figure that can be claimed about an allocation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Figure {
    /// Children with a new seat.
    Placed,
    /// Children who stay.
    Kept,
    /// Children without a seat.
    Unplaced,
    /// Placed and kept together.
    Seated,
    /// Households with a blocking wish.
    BlockingHouseholds,
    /// Blocking wishes.
    BlockingWishes,
}

impl Violation {
    /// The stable code, `V01` to `V45`. A code never changes its meaning.
    pub fn code(&self) -> &'static str {
        match self {
            Violation::WrongSize { .. } => "V01",
            Violation::NoSuchChild { .. } => "V02",
            Violation::NoSuchSeat { .. } => "V03",
            Violation::NoSuchWish { .. } => "V04",
            Violation::SeatTwice { .. } => "V05",
            Violation::PoolOverfull { .. } => "V06",
            Violation::LimitExceeded { .. } => "V07",
            Violation::SeatNotWished { .. } => "V08",
            Violation::UnlistedOutcome { .. } => "V09",
            Violation::HolderLeftOut { .. } => "V10",
            Violation::BlockingWish { .. } => "V11",
            Violation::WrongFigure { figure, .. } => match figure {
                Figure::Placed => "V12",
                Figure::Kept => "V13",
                Figure::Unplaced => "V14",
                Figure::Seated => "V15",
                Figure::BlockingHouseholds => "V16",
                Figure::BlockingWishes => "V17",
            },
            Violation::BlockingBoundTooHigh { .. } => "V18",
            Violation::SeatedBoundTooLow { .. } => "V19",
            Violation::OptimalNotReached { .. } => "V20",
            Violation::OptimalWithoutBounds => "V21",
            Violation::Proof { fault, .. } => fault.code(),
            Violation::PlacementBoundTooLow { .. } => "V45",
            Violation::RankSumBoundTooHigh { .. } => "V46",
        }
    }
}
