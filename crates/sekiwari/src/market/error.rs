//! Why a market cannot be built.

use super::{ChildId, ClaimantId, FacilityId, HouseholdId, PoolId};

/// One reason why [`super::MarketBuilder::build`] refuses; it returns all of them at once.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MarketError {
    /// A table would need more rows than a 32-bit id can number.
    #[error("more than {} {what}", u32::MAX)]
    TooMany {
        /// Which table.
        what: &'static str,
    },
    /// An id that was never handed out by this builder.
    #[error("{what} number {index} does not exist")]
    UnknownId {
        /// Which table.
        what: &'static str,
        /// The position asked for.
        index: usize,
    },
    /// Children, claimants and wishes must be added while their household is the last one added.
    #[error("{household:?} was already closed by a later household")]
    ClosedHousehold {
        /// The household that was added to too late.
        household: HouseholdId,
    },
    /// A household without children.
    #[error("{household:?} has no children")]
    NoChildren {
        /// The household.
        household: HouseholdId,
    },
    /// The same (child, pool) pair was added twice with different rank classes.
    #[error("{child:?} is a claimant of {pool:?} twice, ranked differently")]
    UnequalClaimants {
        /// The child.
        child: ChildId,
        /// The pool.
        pool: PoolId,
    },
    /// A wish without claims: being left out is not a wish.
    #[error("wish {rank} of {household:?} claims nothing")]
    EmptyWish {
        /// The household.
        household: HouseholdId,
        /// 1-based place in its list.
        rank: u32,
    },
    /// A wish has a rank of 0, or a smaller one than the wish before it.
    #[error("wish {place} of {household:?} has a smaller rank than the one before it, or none")]
    RankFalls {
        /// The household.
        household: HouseholdId,
        /// 1-based place in its list.
        place: u32,
    },
    /// A wish claims through a claimant of another household.
    #[error("wish {rank} of {household:?} claims through {claimant:?} of another household")]
    ForeignClaimant {
        /// The household.
        household: HouseholdId,
        /// 1-based place in its list.
        rank: u32,
        /// The claimant.
        claimant: ClaimantId,
    },
    /// A wish uses the same claimant twice.
    #[error("wish {rank} of {household:?} claims through {claimant:?} twice")]
    DuplicateClaim {
        /// The household.
        household: HouseholdId,
        /// 1-based place in its list.
        rank: u32,
        /// The claimant.
        claimant: ClaimantId,
    },
    /// Two wishes of a household claim exactly the same seats.
    #[error("wishes {first} and {second} of {household:?} are the same")]
    DuplicateWish {
        /// The household.
        household: HouseholdId,
        /// 1-based place of the earlier one.
        first: u32,
        /// 1-based place of the later one.
        second: u32,
    },
    /// A wish leaves out a child that holds a seat.
    #[error("wish {rank} of {household:?} leaves out {child:?}, which holds a seat")]
    HolderLeftOut {
        /// The household.
        household: HouseholdId,
        /// 1-based place in its list.
        rank: u32,
        /// The child.
        child: ChildId,
    },
    /// The last wish of a household with holders must be "stay as today": exactly the held claims.
    #[error("the last wish of {household:?} is not to stay as today")]
    LastWishIsNotStay {
        /// The household.
        household: HouseholdId,
    },
    /// More children hold a seat of a pool than it has seats.
    #[error("{holders} children hold a seat of {pool:?}, which has {seats}")]
    HoldersExceedSeats {
        /// The pool.
        pool: PoolId,
        /// Its seats.
        seats: u32,
        /// The children who hold one.
        holders: u32,
    },
    /// The held seats alone break a facility's limit.
    #[error("held seats weigh {held} under the limit {capacity} of {facility:?}")]
    HoldersExceedLimit {
        /// The facility.
        facility: FacilityId,
        /// The limit's capacity.
        capacity: u64,
        /// What the held seats weigh.
        held: u64,
    },
}
