//! An earlier decision that a new one is to stay near to.

use super::{ChildId, FacilityId, HouseholdId, Market, WishId};

/// What an earlier decision gave a child.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Earlier {
    /// It had no say about the child, or gave it what is no longer there: nothing can be left unchanged.
    New,
    /// No seat.
    Out,
    /// A seat at a facility.
    At(FacilityId),
}

impl Market {
    /// The same market with an earlier decision beside it, one entry a child in id order; what is missing at the end is
    /// [`Earlier::New`]. It changes nothing but what [`super::Stage::Unchanged`] counts. Memory: 8 bytes a child.
    pub fn with_earlier(self, mut earlier: Vec<Earlier>) -> Market {
        earlier.resize(self.child_count(), Earlier::New);
        Market { earlier, ..self }
    }

    /// Whether an earlier decision stands beside the market.
    pub fn has_earlier(&self) -> bool {
        !self.earlier.is_empty()
    }

    /// What the earlier decision gave a child; [`Earlier::New`] without one.
    pub fn earlier(&self, child: ChildId) -> Earlier {
        self.earlier.get(child.index()).copied().unwrap_or(Earlier::New)
    }

    /// Children of a household to whom an outcome gives what they had: a seat at the same facility, or none. Cost: the
    /// children times the claims of the wish.
    pub fn unchanged_by(&self, household: HouseholdId, wish: Option<WishId>) -> u32 {
        if !self.has_earlier() {
            return 0;
        }
        let claims = wish.map_or(&[][..], |w| self.claims(w));
        let is_same = |child: &ChildId| {
            let claim = claims.iter().find(|c| c.child == *child);
            match (self.earlier(*child), claim) {
                (Earlier::New, _) | (Earlier::Out, Some(_)) | (Earlier::At(_), None) => false,
                (Earlier::Out, None) => true,
                (Earlier::At(facility), Some(claim)) => self.pool(claim.pool).facility == facility,
            }
        };
        self.children(household).filter(is_same).count() as u32
    }
}
