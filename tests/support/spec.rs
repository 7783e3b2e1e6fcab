//! A market as plain numbers: easy to write by hand, to print, to shrink, and to compute on without the library.

use sekiwari::market::{
    Allocation, ChildId, FacilityId, HouseholdId, Limit, Market, MarketBuilder, MarketError, PoolId,
    RankClass, WishId,
};
use std::collections::BTreeMap;

/// A market. Pools, households and children are numbered from 0; a child is named by its place in its household.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spec {
    /// Seats per pool.
    pub seats: Vec<u32>,
    /// Facility-wide limits.
    pub limits: Vec<LimitSpec>,
    /// The households.
    pub households: Vec<HouseholdSpec>,
}

/// `sum of weight x taken <= capacity`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LimitSpec {
    /// The capacity.
    pub capacity: u64,
    /// (pool, weight).
    pub weights: Vec<(usize, u32)>,
}

/// A household.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HouseholdSpec {
    /// Its place in one list over all households, smaller first.
    pub precedence: u32,
    /// How many children.
    pub children: usize,
    /// (child, pool) -> rank class; 0 means that the child holds the seat.
    pub ranks: BTreeMap<(usize, usize), u32>,
    /// Wishes, best first: the (child, pool) pairs that the children would take.
    pub wishes: Vec<Vec<(usize, usize)>>,
}

impl HouseholdSpec {
    /// One child with its pools in order of preference and the rank class it has in each. A rank of 0 is a held seat,
    /// which must come last.
    pub fn single(wishes: &[(usize, u32)]) -> Self {
        Self::with_children(1, &[], wishes.iter().map(|&(pool, rank)| vec![(0, pool, rank)]).collect())
    }

    /// Any household: extra claimants that no wish uses, and wishes as (child, pool, rank class) triples.
    pub fn with_children(
        children: usize,
        extra: &[(usize, usize, u32)],
        wishes: Vec<Vec<(usize, usize, u32)>>,
    ) -> Self {
        let all = wishes.iter().flatten().chain(extra);
        let ranks = all.map(|&(child, pool, rank)| ((child, pool), rank)).collect();
        let wishes =
            wishes.iter().map(|w| w.iter().map(|&(child, pool, _)| (child, pool)).collect()).collect();
        Self { precedence: 0, children, ranks, wishes }
    }

    /// The seats held today.
    pub fn held(&self) -> Vec<(usize, usize)> {
        self.ranks.iter().filter(|&(_, &rank)| rank == 0).map(|(&seat, _)| seat).collect()
    }
}

impl Spec {
    /// Seats per pool and households, without limits.
    pub fn new(seats: &[u32], households: Vec<HouseholdSpec>) -> Self {
        Self { seats: seats.to_vec(), limits: Vec::new(), households }
    }

    /// Adds a limit.
    pub fn limit(mut self, capacity: u64, weights: &[(usize, u32)]) -> Self {
        self.limits.push(LimitSpec { capacity, weights: weights.to_vec() });
        self
    }

    /// The number of children.
    pub fn children(&self) -> usize {
        self.households.iter().map(|h| h.children).sum()
    }

    /// The id of a child in the built market.
    pub fn child(&self, household: usize, child: usize) -> ChildId {
        let before: usize = self.households[..household].iter().map(|h| h.children).sum();
        ChildId::new((before + child) as u32)
    }

    /// Builds it. Every two pools make a facility.
    pub fn try_build(&self) -> Result<Market, Vec<MarketError>> {
        let mut b = MarketBuilder::new();
        for (pool, &seats) in self.seats.iter().enumerate() {
            b.add_pool(FacilityId::new(pool as u32 / 2), seats);
        }
        for (i, limit) in self.limits.iter().enumerate() {
            let weights = limit.weights.iter().map(|&(pool, w)| (PoolId::new(pool as u32), w)).collect();
            b.add_limit(Limit { facility: FacilityId::new(i as u32), capacity: limit.capacity, weights });
        }
        for h in &self.households {
            let household = b.add_household(h.precedence);
            let children: Vec<_> = (0..h.children).map(|_| b.add_child(household)).collect();
            let claimants: BTreeMap<_, _> = h
                .ranks
                .iter()
                .map(|(&(child, pool), &rank)| {
                    let claimant =
                        b.add_claimant(children[child], PoolId::new(pool as u32), RankClass::new(rank));
                    ((child, pool), claimant)
                })
                .collect();
            for wish in &h.wishes {
                let claims: Vec<_> = wish.iter().map(|seat| claimants[seat]).collect();
                b.add_wish(household, &claims);
            }
        }
        b.build()
    }

    /// Builds it; it must be valid.
    pub fn build(&self) -> Market {
        self.try_build().expect("a valid market")
    }

    /// Reads a market back; the seats of a wish stand by child, then pool.
    pub fn of(market: &Market) -> Self {
        let local = |household: HouseholdId, child: ChildId| {
            market.children(household).position(|c| c == child).expect("a child of the household")
        };
        let wish = |h: HouseholdId, w: WishId| {
            let claims = market.claims(w).iter();
            let mut seats: Vec<_> = claims.map(|c| (local(h, c.child), c.pool.index())).collect();
            seats.sort_unstable();
            seats
        };
        let household = |h: HouseholdId| {
            let mine = market.claimants().iter().filter(|c| market.household_of(c.child) == h);
            HouseholdSpec {
                precedence: market.precedence(h),
                children: market.children(h).len(),
                ranks: mine.map(|c| ((local(h, c.child), c.pool.index()), c.rank.get())).collect(),
                wishes: market.wishes(h).map(|w| wish(h, w)).collect(),
            }
        };
        let limit = |l: &Limit| LimitSpec {
            capacity: l.capacity,
            weights: l.weights.iter().map(|&(p, w)| (p.index(), w)).collect(),
        };
        Self {
            seats: market.pools().iter().map(|p| p.seats).collect(),
            limits: market.limits().iter().map(limit).collect(),
            households: market.households().map(household).collect(),
        }
    }
}

/// Ranks as the oracle writes them (0 = out) as an allocation of the library.
pub fn allocation(ranks: &[u32]) -> Allocation {
    Allocation::from_ranks(ranks.iter().map(|&r| (r > 0).then_some(r)))
}

/// An allocation of the library as the oracle writes it.
pub fn ranks(market: &Market, allocation: &Allocation) -> Vec<u32> {
    market.households().map(|h| allocation.rank(h).unwrap_or(0)).collect()
}
