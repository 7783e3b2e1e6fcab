//! The frozen market: flat tables, read-only.

use super::{ChildId, ClaimantId, Earlier, FacilityId, HouseholdId, PoolId, RankClass, WishId};
use std::ops::Range;

/// Seats that share one limit at one facility.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pool {
    /// Where the seats are.
    pub facility: FacilityId,
    /// How many there are, counting seats held today by children who apply to move.
    pub seats: u32,
}

/// A (child, pool) pair and how the pool ranks the child.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claimant {
    /// The child.
    pub child: ChildId,
    /// The pool.
    pub pool: PoolId,
    /// The child's rank class in the pool.
    pub rank: RankClass,
}

/// One seat that a wish takes: a claimant with its fields at hand, so that hot loops need no second look-up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The pool the seat is in.
    pub pool: PoolId,
    /// The child's rank class there.
    pub rank: RankClass,
    /// The child who takes it.
    pub child: ChildId,
    /// The claimant behind it.
    pub claimant: ClaimantId,
}

/// What a wish asks of one pool: `count` seats, the worst of its claims ranked `worst`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Demand {
    /// The pool.
    pub pool: PoolId,
    /// Seats asked for, at least 1.
    pub count: u32,
    /// The worst rank class among the claims.
    pub worst: RankClass,
}

/// A facility-wide limit: the sum over its pools of weight times seats taken is at most `capacity`
/// (teachers, floor area). Removing children never breaks it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limit {
    /// The facility it belongs to.
    pub facility: FacilityId,
    /// The most the weighted sum may be.
    pub capacity: u64,
    /// Weight per seat taken, by pool. A pool not listed weighs nothing.
    pub weights: Vec<(PoolId, u32)>,
}

/// A market: who asks for which seats, in which order, and who comes first.
///
/// Made only by [`super::MarketBuilder`], so a value that exists is valid: every id is in range, lists are
/// duplicate-free, children who hold a seat are never left out and their seats are counted. Claims inside a wish are
/// sorted by pool. Memory: about 16 bytes a claim, 16 a claimant, 8 a wish, 24 a child; 4 more a wish where ranks differ
/// from places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Market {
    pub(super) pools: Vec<Pool>,
    pub(super) limits: Vec<Limit>,
    pub(super) precedence: Vec<u32>,
    pub(super) holds: Vec<bool>,
    pub(super) household_children: Vec<u32>,
    pub(super) household_wishes: Vec<u32>,
    pub(super) child_household: Vec<HouseholdId>,
    pub(super) claimants: Vec<Claimant>,
    pub(super) wish_claims: Vec<u32>,
    // Empty where every wish has its place as its rank.
    pub(super) wish_ranks: Vec<u32>,
    pub(super) claims: Vec<Claim>,
    pub(super) pool_claimants_start: Vec<u32>,
    pub(super) pool_claimants: Vec<ClaimantId>,
    // By household, claimants beyond one for each child and pool; empty where there are none.
    pub(super) repeated: Vec<u32>,
    // Empty where no claimant is an outsider.
    pub(super) outsider: Vec<bool>,
    // Empty where no seat is held by a decision made before.
    pub(super) given: Vec<bool>,
    pub(super) has_ties: bool,
    // Empty without an earlier decision.
    pub(super) earlier: Vec<Earlier>,
}

impl Market {
    /// Becomes a copy of another market in the memory that it has: for markets that are changed again and again.
    pub(super) fn copy_from(&mut self, source: &Self) {
        let Self {
            pools,
            limits,
            precedence,
            holds,
            household_children,
            household_wishes,
            child_household,
            claimants,
            wish_claims,
            wish_ranks,
            claims,
            pool_claimants_start,
            pool_claimants,
            repeated,
            outsider,
            given,
            has_ties,
            earlier,
        } = self;
        pools.clone_from(&source.pools);
        limits.clone_from(&source.limits);
        precedence.clone_from(&source.precedence);
        holds.clone_from(&source.holds);
        household_children.clone_from(&source.household_children);
        household_wishes.clone_from(&source.household_wishes);
        child_household.clone_from(&source.child_household);
        claimants.clone_from(&source.claimants);
        wish_claims.clone_from(&source.wish_claims);
        wish_ranks.clone_from(&source.wish_ranks);
        claims.clone_from(&source.claims);
        pool_claimants_start.clone_from(&source.pool_claimants_start);
        pool_claimants.clone_from(&source.pool_claimants);
        repeated.clone_from(&source.repeated);
        outsider.clone_from(&source.outsider);
        given.clone_from(&source.given);
        *has_ties = source.has_ties;
        earlier.clone_from(&source.earlier);
    }
}

fn span(start: &[u32], index: usize) -> Range<usize> {
    start[index] as usize..start[index + 1] as usize
}

impl Market {
    /// All households, in id order.
    pub fn households(&self) -> impl ExactSizeIterator<Item = HouseholdId> + use<> {
        (0..self.precedence.len() as u32).map(HouseholdId::new)
    }

    /// All pools, in id order.
    pub fn pools(&self) -> &[Pool] {
        &self.pools
    }

    /// One pool.
    #[inline]
    pub fn pool(&self, pool: PoolId) -> Pool {
        self.pools[pool.index()]
    }

    /// The facility-wide limits; usually none.
    pub fn limits(&self) -> &[Limit] {
        &self.limits
    }

    /// The number of children.
    pub fn child_count(&self) -> usize {
        self.child_household.len()
    }

    /// The number of wishes over all households.
    pub fn wish_count(&self) -> usize {
        self.wish_claims.len() - 1
    }

    /// The number of claims over all wishes.
    pub fn claim_count(&self) -> usize {
        self.claims.len()
    }

    /// All claimants, in id order (grouped by household).
    pub fn claimants(&self) -> &[Claimant] {
        &self.claimants
    }

    /// One claimant.
    #[inline]
    pub fn claimant(&self, claimant: ClaimantId) -> Claimant {
        self.claimants[claimant.index()]
    }

    /// The claimants of a pool, best rank first, ties in id order.
    pub fn pool_claimants(&self, pool: PoolId) -> &[ClaimantId] {
        &self.pool_claimants[span(&self.pool_claimants_start, pool.index())]
    }

    /// Whether a claimant keeps a seat that it has today: it holds it, and was not given it by a decision made before the market
    /// ([`super::MarketBuilder::set_given`]).
    pub fn keeps_seat(&self, claimant: ClaimantId) -> bool {
        self.claimant(claimant).rank.is_held() && !self.given.get(claimant.index()).copied().unwrap_or(false)
    }

    /// Whether some pool ranks claimants of different households equally. Held seats do not count: their owners never
    /// compete with each other.
    pub fn has_ties(&self) -> bool {
        self.has_ties
    }

    pub(super) fn find_ties(&self) -> bool {
        (0..self.pools.len() as u32).map(PoolId::new).any(|pool| {
            self.pool_claimants(pool).windows(2).any(|pair| {
                let (a, b) = (self.claimant(pair[0]), self.claimant(pair[1]));
                a.rank == b.rank
                    && !a.rank.is_held()
                    && self.household_of(a.child) != self.household_of(b.child)
            })
        })
    }

    /// The order in which households are served where a mechanism needs one list: smaller first.
    /// Ties are broken by id.
    pub fn precedence(&self, household: HouseholdId) -> u32 {
        self.precedence[household.index()]
    }

    /// All households by precedence. Costs one sort.
    pub fn by_precedence(&self) -> Vec<HouseholdId> {
        let mut order: Vec<HouseholdId> = self.households().collect();
        order.sort_by_key(|&h| (self.precedence(h), h));
        order
    }

    /// Whether a child of the household holds a seat: then it is never left out, and its last wish is to stay.
    #[inline]
    pub fn holds_seat(&self, household: HouseholdId) -> bool {
        self.holds[household.index()]
    }

    /// The children of a household.
    pub fn children(&self, household: HouseholdId) -> impl ExactSizeIterator<Item = ChildId> + Clone + use<> {
        let r = span(&self.household_children, household.index());
        (r.start as u32..r.end as u32).map(ChildId::new)
    }

    /// No pool has more claimants of a household than this: one for each child, and more where a child takes several seats
    /// of a pool.
    #[inline]
    pub fn most_claimants(&self, household: HouseholdId) -> u32 {
        let repeated = self.repeated.get(household.index()).copied().unwrap_or(0);
        self.children(household).len() as u32 + repeated
    }

    /// The household a child belongs to.
    #[inline]
    pub fn household_of(&self, child: ChildId) -> HouseholdId {
        self.child_household[child.index()]
    }

    /// The wishes of a household as a range of wish positions, best first.
    #[inline]
    pub fn wish_range(&self, household: HouseholdId) -> Range<usize> {
        span(&self.household_wishes, household.index())
    }

    /// The wishes of a household, best first.
    pub fn wishes(
        &self,
        household: HouseholdId,
    ) -> impl ExactSizeIterator<Item = WishId> + DoubleEndedIterator + use<> {
        let r = self.wish_range(household);
        (r.start as u32..r.end as u32).map(WishId::new)
    }

    /// The wish at 1-based place `rank` of a household's list, if there is one.
    #[inline]
    pub fn wish_at(&self, household: HouseholdId, rank: u32) -> Option<WishId> {
        let r = self.wish_range(household);
        (rank >= 1 && (rank as usize) <= r.len()).then(|| WishId::new(r.start as u32 + rank - 1))
    }

    /// The rank that the family gave a wish: its 1-based place in the list, unless wishes were added with ranks of their
    /// own ([`super::MarketBuilder::add_wish_ranked`]). Never falls along a list.
    ///
    /// Places number the wishes inside a market and its proofs; ranks are what families, files and objectives count.
    #[inline]
    pub fn rank_of(&self, wish: WishId) -> u32 {
        if let Some(&rank) = self.wish_ranks.get(wish.index()) {
            return rank;
        }
        // No wish is empty, so its first claim leads to its household.
        let first = self.claims[self.wish_claims[wish.index()] as usize];
        let household = self.child_household[first.child.index()];
        wish.index() as u32 - self.household_wishes[household.index()] + 1
    }

    /// The rank of the wish at a 1-based place of a household's list, if there is one.
    pub fn rank_at(&self, household: HouseholdId, place: u32) -> Option<u32> {
        self.wish_at(household, place).map(|wish| self.rank_of(wish))
    }

    /// Whether every wish has its place in the list as its rank.
    pub fn ranks_are_places(&self) -> bool {
        self.wish_ranks.is_empty()
    }

    /// Whether the pool of a claimant is meant for others who stand before it
    /// ([`super::MarketBuilder::set_outsider`]).
    #[inline]
    pub fn is_outsider(&self, claimant: ClaimantId) -> bool {
        self.outsider.get(claimant.index()).copied().unwrap_or(false)
    }

    /// Whether there are outsiders at all.
    pub fn has_outsiders(&self) -> bool {
        !self.outsider.is_empty()
    }

    /// The claims of a wish, sorted by pool.
    #[inline]
    pub fn claims(&self, wish: WishId) -> &[Claim] {
        &self.claims[span(&self.wish_claims, wish.index())]
    }

    /// What a wish asks of each pool it uses: its claims grouped by pool.
    #[inline]
    pub fn demands(&self, wish: WishId) -> impl Iterator<Item = Demand> + '_ {
        self.claims(wish).chunk_by(|a, b| a.pool == b.pool).map(|group| Demand {
            pool: group[0].pool,
            count: group.len() as u32,
            worst: group.iter().fold(RankClass::HELD, |w, c| w.max(c.rank)),
        })
    }

    /// The number of children that get a seat under a wish.
    pub fn seated_by(&self, wish: WishId) -> u32 {
        let claims = self.claims(wish);
        // A child may claim several pools; count it at its first claim. Wishes are short, so this is cheap.
        (0..claims.len()).filter(|&i| claims[..i].iter().all(|c| c.child != claims[i].child)).count() as u32
    }
}
