//! Households that come in the place of others.

use super::{
    ChildId, Claim, Claimant, ClaimantId, HouseholdId, Market, MarketBuilder, PoolId, RankClass, WishId,
};

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
        let first = market.household_children[household.index()];
        let own = market.claimants_of(household);
        let claimant = |c: usize| {
            let Claimant { child, pool, rank } = market.claimants[c];
            (child.index() as u32 - first, pool, rank, market.outsider.get(c).copied().unwrap_or(false))
        };
        let claimants = own.clone().map(claimant).collect();
        let place = |c: &Claim| (c.claimant.index() - own.start) as u32;
        let wish = |w| (market.rank_of(w), market.claims(w).iter().map(place).collect());
        Self {
            precedence: market.precedence(household),
            children: market.children(household).len() as u32,
            claimants,
            wishes: market.wishes(household).map(wish).collect(),
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
        let first = market.household_children[household.index()];
        let own = market.claimants_of(household);
        let same_claimant = |(c, theirs): (usize, &(u32, PoolId, RankClass, bool))| {
            let Claimant { child, pool, rank } = market.claimants[c];
            let outsider = market.outsider.get(c).copied().unwrap_or(false);
            (child.index() as u32 - first, pool, rank.is_held(), outsider)
                == (theirs.0, theirs.1, theirs.2.is_held(), theirs.3)
        };
        let place = |c: &Claim| (c.claimant.index() - own.start) as u32;
        let same_wish = |(w, theirs): (WishId, &(u32, Vec<u32>))| {
            market.rank_of(w) == theirs.0 && market.claims(w).iter().map(place).eq(theirs.1.iter().copied())
        };
        self.children as usize == market.children(household).len()
            && self.claimants.len() == own.len()
            && self.wishes.len() == market.wishes(household).len()
            && own.clone().zip(&self.claimants).all(same_claimant)
            && market.wishes(household).zip(&self.wishes).all(same_wish)
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
