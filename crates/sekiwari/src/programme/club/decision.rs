//! Reading an allocation back: what each child gets.

use super::compile::Compiled;
use super::round::Round;
use crate::market::{Allocation, ChildId};
use crate::programme::PlacementKind;

/// The decision for one child.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Decision {
    /// The line of its list that it gets, by its position over all lists.
    pub entry: Option<usize>,
    /// How it comes out.
    pub kind: PlacementKind,
    /// The 1-based place of the outcome in the list the child was decided by (its own, or its household's joint list).
    pub wish_rank: Option<u32>,
}

impl Compiled {
    /// The decision for every child, in the order of [`Round::children`]. Linear in the children.
    pub fn decisions(&self, round: &Round, allocation: &Allocation) -> Vec<Decision> {
        let market = &self.market;
        (0..round.children().len() as u32)
            .map(|child| {
                let wish = allocation.wish(market, market.household_of(ChildId::new(child)));
                let given = wish.and_then(|w| Some((w, self.given_to(w, child)?)));
                let Some((wish, entry)) = given else {
                    return Decision { entry: None, kind: PlacementKind::Unplaced, wish_rank: None };
                };
                // Who holds a seat and gets another day is placed anew.
                let mut claims = market.claims(wish).iter().filter(|c| c.child == ChildId::new(child));
                let kept = claims.all(|c| c.rank.is_held());
                let kind = if kept { PlacementKind::Kept } else { PlacementKind::Placed };
                Decision { entry: Some(entry), kind, wish_rank: Some(market.rank_of(wish)) }
            })
            .collect()
    }
}
