//! Nursery rounds (保育所等の利用調整): children of age classes 0-5, siblings, transfers.
//!
//! [`RoundData`] is what the tables say; [`Round::new`] checks it and freezes it in a canonical order;
//! [`compile`] turns it into a market; [`Compiled::decisions`] reads an allocation back.

mod age;
pub mod capacity;
mod circumstances;
mod compile;
mod decision;
mod listing;
pub mod plan;
pub mod reserve;
mod round;
pub mod waiting;
mod ways;
pub mod year;

pub use super::PlacementKind;
pub use super::circumstances::{Circumstances, FactRow, FactValue, ReasonRow, Validity};
pub use super::siblings::{self, Joint, Prefer, SiblingTerms, SingleFallback};
pub use age::{AgeClass, AgeError, ClassSet, age_in_days};
#[cfg(test)]
pub(crate) use circumstances::DERIVED;
pub use circumstances::{facts_of, score_rows};
pub(crate) use compile::compile_drawn;
pub use compile::{Compiled, PoolLabel, compile};
pub use decision::Decision;
pub use listing::ListingRow;
pub use reserve::{ReserveGroup, ReserveKind, ReserveUse, SaidSeat};
pub use round::{
    Affiliation, Child, ChildIndex, DecisionRow, Facility, FacilityIndex, FacilityLimit, Household, JointRow,
    LimitRow, MAX_SEAT_WEIGHT, Offer, Pin, Position, ReserveRow, Round, RoundData, RoundError, ScaledLimit,
    ScoreRow, SeatRow, WishRow,
};
