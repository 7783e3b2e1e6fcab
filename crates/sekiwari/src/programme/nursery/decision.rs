//! Reading an allocation back: what each child gets.

use super::{Compiled, FacilityIndex, PlacementKind, Round};
use crate::market::{Allocation, ChildId};

/// The decision for one child.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Decision {
    /// Its facility, if it has a seat.
    pub facility: Option<FacilityIndex>,
    /// How it comes out.
    pub kind: PlacementKind,
    /// The 1-based place of the outcome in the list the child was decided by (its own, or its household's joint list).
    pub wish_rank: Option<u32>,
    /// The reserve whose seat it has, as a position in [`Round::reserves`]; `None` on an open seat and without one.
    pub reserve: Option<u32>,
}

impl Compiled {
    /// The decision for every child, in the order of [`Round::children`]. Linear in the children.
    pub fn decisions(&self, round: &Round, allocation: &Allocation) -> Vec<Decision> {
        let market = &self.market;
        (0..round.children().len() as u32)
            .map(|i| {
                let child = ChildId::new(i);
                let household = market.household_of(child);
                let wish = allocation.wish(market, household);
                let claim = wish.and_then(|w| market.claims(w).iter().find(|c| c.child == child));
                let Some(claim) = claim else {
                    let kind = PlacementKind::Unplaced;
                    return Decision { facility: None, kind, wish_rank: None, reserve: None };
                };
                let label = &self.pools[claim.pool.index()];
                let facility = label.facility;
                let kept = round.children()[i as usize].current == Some(facility);
                let kind = if kept { PlacementKind::Kept } else { PlacementKind::Placed };
                let unlisted = round.pin(i).is_some_and(|pin| pin.wish_rank.is_none());
                let wish_rank = wish.filter(|_| !unlisted).map(|w| market.rank_of(w));
                Decision { facility: Some(facility), kind, wish_rank, reserve: label.reserve }
            })
            .collect()
    }
}
