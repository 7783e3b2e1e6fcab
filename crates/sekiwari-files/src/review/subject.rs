//! What a review needs to know of a round, whatever its programme.

use sekiwari::market::{Allocation, FacilityId, Market, PoolId};
use sekiwari::verify::Names;

use super::StatedAllocation;
use super::seated::Seated;
use crate::finding::Findings;
use crate::write::Labels;

/// A round that an allocation table can be held against.
pub trait Subject: Labels + Names {
    /// Reads the seats out of the rows and reports every row that is not about this round or states something untrue.
    fn seat(&self, market: &Market, stated: &StatedAllocation, out: &mut Findings) -> Seated;

    /// Whether [`Subject::seat`] reports itself what the judge would say of an overfull pool.
    fn recounts(&self, _pool: PoolId) -> bool {
        false
    }

    /// The facility of an id.
    fn facility_by_id(&self, id: &str) -> Option<FacilityId>;

    /// The rank of the wish that each child is given, in the order of the round's children.
    fn wish_ranks(&self, allocation: &Allocation) -> Vec<Option<u32>>;
}
