//! Households that come in the place of others.

use super::{ChildId, Claim, Claimant, ClaimantId, HouseholdId, Market, MarketBuilder, PoolId, RankClass};

/// A household that is to take part in a market that exists.
///
/// Claimants and wishes refer to positions here: a claimant to its child, a wish to its claimants.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Newcomer {
    /// Its place where one list over all households is needed; in a [`Market::roomy`] market even numbers stand between others.
    pub precedence: u32,
    /// How many children it has.
    pub children: u32,
    /// Per claimant its child, its pool, its rank class there, and whether the pool is meant for others.
    pub claimants: Vec<(u32, PoolId, RankClass, bool)>,
    /// Per wish, best first, the rank that the family gave it, and its claimants.
    pub wishes: Vec<(u32, Vec<u32>)>,
}

/// Who comes in the place of a household; with nobody it just stays away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replacement {
    /// The household that does not take part.
    pub gone: HouseholdId,
    /// Those who do.
    pub newcomers: Vec<Newcomer>,
}

impl Newcomer {
    /// A household of a market as a newcomer. Cost: its claims.
    pub fn of(market: &Market, household: HouseholdId) -> Self {
        Self {
            precedence: market.precedence(household),
            children: market.children(household).len() as u32,
            claimants: claimants(market, household).collect(),
            wishes: wishes(market, household).map(|(rank, places)| (rank, places.collect())).collect(),
        }
    }

    pub(super) fn add_to(&self, builder: &mut MarketBuilder) {
        let household = builder.add_household(self.precedence);
        let children: Vec<ChildId> = (0..self.children).map(|_| builder.add_child(household)).collect();
        let mut claimants = Vec::with_capacity(self.claimants.len());
        for &(child, pool, _, outsider) in &self.claimants {
            // Where ties are broken the seats of a child that takes several stand one after the other; put down they are one.
            let own = self.claimants.iter().filter(|c| (c.0, c.1) == (child, pool));
            let rank = own.map(|c| c.2).min().unwrap_or(RankClass::HELD);
            let claimant = builder.add_claimant(children[child as usize], pool, rank);
            if outsider {
                builder.set_outsider(claimant);
            }
            claimants.push(claimant);
        }
        for (rank, wish) in &self.wishes {
            let claims: Vec<ClaimantId> = wish.iter().map(|&at| claimants[at as usize]).collect();
            builder.add_wish_ranked(household, &claims, *rank);
        }
    }

    /// Whether nothing but ranks, and the place in the list over all households, tells it from a household of a market.
    fn is_like(&self, market: &Market, household: HouseholdId) -> bool {
        let but_rank = |c: (u32, PoolId, RankClass, bool)| (c.0, c.1, c.2.is_held(), c.3);
        self.children as usize == market.children(household).len()
            && self.wishes.len() == market.wishes(household).len()
            && claimants(market, household).map(but_rank).eq(self.claimants.iter().copied().map(but_rank))
            && wishes(market, household)
                .zip(&self.wishes)
                .all(|((rank, places), own)| rank == own.0 && places.eq(own.1.iter().copied()))
    }

    /// The wish at a 1-based place of its list: its rank and its claimants; `None` without a place.
    pub fn wish_at(&self, place: Option<u32>) -> Option<(u32, &[u32])> {
        let at = place?.checked_sub(1)?;
        self.wishes.get(at as usize).map(|w| (w.0, &w.1[..]))
    }

    /// Whether one of its children holds a seat.
    pub fn holds_seat(&self) -> bool {
        self.claimants.iter().any(|c| c.2.is_held())
    }
}

impl Replacement {
    /// Whether the household comes with other ranks and nothing else: then it keeps its place in a changed market. Cost: its claims.
    pub(crate) fn only_moves(&self, market: &Market) -> bool {
        matches!(&self.newcomers[..], [only] if only.is_like(market, self.gone))
    }
}

/// The claimants of a household as those of a newcomer.
fn claimants(
    market: &Market,
    household: HouseholdId,
) -> impl Iterator<Item = (u32, PoolId, RankClass, bool)> + '_ {
    let first = market.household_children[household.index()];
    market.claimants_of(household).map(move |c| {
        let Claimant { child, pool, rank } = market.claimants[c];
        (child.index() as u32 - first, pool, rank, market.outsider.get(c).copied().unwrap_or(false))
    })
}

/// The wishes of a household as those of a newcomer.
fn wishes(
    market: &Market,
    household: HouseholdId,
) -> impl Iterator<Item = (u32, impl Iterator<Item = u32> + '_)> + '_ {
    let first = market.claimants_of(household).start;
    let place = move |c: &Claim| (c.claimant.index() - first) as u32;
    market.wishes(household).map(move |w| (market.rank_of(w), market.claims(w).iter().map(place)))
}
