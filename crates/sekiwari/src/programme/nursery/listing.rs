//! What cities publish about a round: admitted children and waiting listings by facility and class.

use super::{AgeClass, FacilityIndex};

/// The published figures of one class of a facility after a round. Waiting figures are *listings*: a child counts at every
/// facility it listed above its outcome, so they add up to more than the children who wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListingRow {
    /// The facility, as a position in the facilities that come with the rows.
    pub facility: FacilityIndex,
    /// The class.
    pub class: AgeClass,
    /// Children who were there before and stay without applying.
    pub continuing: u32,
    /// Seats offered in the round.
    pub seats: u32,
    /// Children admitted in the round.
    pub admitted: u32,
    /// Listings on the waiting list.
    pub waiting: u32,
}
