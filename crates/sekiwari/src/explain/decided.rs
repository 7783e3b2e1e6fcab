//! A round together with the allocation it ended in, indexed for questions.

use crate::market::{Allocation, ClaimantId, HouseholdId, Market, PoolId, RankClass};
use crate::priority::Score;
use crate::programme::nursery::{ChildIndex, Compiled, Round};

/// A round, its market and the allocation to be explained.
///
/// Making it costs time and memory linear in the claims of the market.
#[derive(Clone, Debug)]
pub struct Decided<'a> {
    pub(super) round: &'a Round,
    pub(super) compiled: &'a Compiled,
    pub(super) market: &'a Market,
    pub(super) allocation: &'a Allocation,
    // Who sits in each pool, best rank first: pool `p` owns `sitting[start[p]..start[p + 1]]`.
    start: Vec<u32>,
    sitting: Vec<ClaimantId>,
    // Claimants of each pool who do not hold a seat there.
    applicants: Vec<u32>,
    // Per claimant its place among those who wait for a seat of its pool, 0 if it does not.
    place: Vec<u32>,
}

impl<'a> Decided<'a> {
    /// `market` is the order of priority that counts: `compiled.market` with its ties, or [`Compiled::strict`].
    ///
    /// # Panics
    /// If `compiled`, `market` and `allocation` do not belong to one round.
    pub fn new(
        round: &'a Round,
        compiled: &'a Compiled,
        market: &'a Market,
        allocation: &'a Allocation,
    ) -> Self {
        assert_eq!(compiled.market.claimants().len(), market.claimants().len(), "market of another round");
        assert_eq!(market.households().len(), allocation.len(), "allocation of another market");
        let mut admitted = vec![false; market.claimants().len()];
        let mut wanted = vec![false; market.claimants().len()];
        for h in market.households() {
            let outcome = allocation.wish(market, h);
            let own = outcome.map_or(&[][..], |w| market.claims(w));
            own.iter().for_each(|c| admitted[c.claimant.index()] = true);
            // Other seats of what the family has anyway are nothing to wait for.
            let rank = outcome.map(|w| market.rank_of(w));
            let better = market.wishes(h).take_while(|&w| rank.is_none_or(|r| market.rank_of(w) < r));
            for claim in better.flat_map(|w| market.claims(w)) {
                wanted[claim.claimant.index()] = !admitted[claim.claimant.index()];
            }
        }
        let mut start = vec![0];
        let mut sitting = Vec::new();
        let mut applicants = Vec::with_capacity(market.pools().len());
        let mut place = vec![0; wanted.len()];
        for pool in pools(market) {
            let order = market.pool_claimants(pool);
            let holders = order.partition_point(|&c| market.claimant(c).rank.is_held());
            let first = |c: &&ClaimantId| is_first(compiled, market, **c);
            applicants.push(order[holders..].iter().filter(first).count() as u32);
            sitting.extend(order.iter().filter(|c| admitted[c.index()]));
            start.push(sitting.len() as u32);
            let mut ahead = 0;
            for equals in order.chunk_by(|&a, &b| market.claimant(a).rank == market.claimant(b).rank) {
                let waiting = equals.iter().filter(|c| wanted[c.index()] && first(c));
                let mut count = 0;
                for c in waiting {
                    place[c.index()] = ahead + 1;
                    count += 1;
                }
                ahead += count;
            }
        }
        Self { round, compiled, market, allocation, start, sitting, applicants, place }
    }

    /// The round.
    pub fn round(&self) -> &'a Round {
        self.round
    }

    /// The compiled round.
    pub fn compiled(&self) -> &'a Compiled {
        self.compiled
    }

    /// The market whose order of priority counts.
    pub fn market(&self) -> &'a Market {
        self.market
    }

    /// The allocation.
    pub fn allocation(&self) -> &'a Allocation {
        self.allocation
    }

    /// Who sits in a pool, best rank first.
    pub fn sitting(&self, pool: PoolId) -> &[ClaimantId] {
        &self.sitting[self.start[pool.index()] as usize..self.start[pool.index() + 1] as usize]
    }

    /// The place of a claimant among those who would rather have a seat of its pool than their outcome; equals share a
    /// place. `None` if it does not wait. Children who are at least as well off under every wish that uses the pool,
    /// and those who sit there, do not wait.
    pub fn waiting_place(&self, claimant: ClaimantId) -> Option<u32> {
        Some(self.place[claimant.index()]).filter(|&p| p > 0)
    }

    /// The claimant with the worst rank among those who sit in a pool.
    pub fn lowest_sitting(&self, pool: PoolId) -> Option<ClaimantId> {
        self.sitting(pool).last().copied()
    }

    /// The seats of a pool that are taken by children who held them before.
    pub fn kept(&self, pool: PoolId) -> u32 {
        self.sitting(pool).iter().filter(|&&c| self.market.keeps_seat(c)).count() as u32
    }

    /// The seats of a pool that were settled before anything was decided: kept, or given by hand.
    pub fn settled(&self, pool: PoolId) -> u32 {
        self.sitting(pool).partition_point(|&c| self.rank(c).is_held()) as u32
    }

    /// The score that counts for a claimant; `None` only at a held seat.
    pub fn score(&self, claimant: ClaimantId) -> Option<Score<'a>> {
        self.round.score_at(self.compiled.entry_of(claimant))
    }

    /// The children who ask for seats of a pool and do not hold any there.
    pub fn applicants(&self, pool: PoolId) -> u32 {
        self.applicants[pool.index()]
    }

    /// Seats of a pool taken by other households with rank `worst` or better.
    pub(super) fn ahead(&self, pool: PoolId, worst: RankClass, household: HouseholdId) -> u32 {
        let sitting = self.sitting(pool);
        let all = sitting.partition_point(|&c| self.rank(c) <= worst) as u32;
        all - self.own(pool, worst, household)
    }

    /// Seats of a pool taken by other households, whatever their rank.
    pub(super) fn others(&self, pool: PoolId, household: HouseholdId) -> u32 {
        self.sitting(pool).len() as u32 - self.own(pool, RankClass::new(u32::MAX), household)
    }

    fn own(&self, pool: PoolId, worst: RankClass, household: HouseholdId) -> u32 {
        let Some(wish) = self.allocation.wish(self.market, household) else { return 0 };
        self.market.claims(wish).iter().filter(|c| c.pool == pool && c.rank <= worst).count() as u32
    }

    pub(super) fn rank(&self, claimant: ClaimantId) -> RankClass {
        self.market.claimant(claimant).rank
    }

    /// The 1-based place of a claimant's facility in the list of its child.
    pub(super) fn list_place(&self, claimant: ClaimantId) -> u32 {
        let child = self.market.claimant(claimant).child.index() as ChildIndex;
        (self.compiled.entry_of(claimant) - self.round.list_offset(child)) as u32 + 1
    }

    /// Whether a claimant stands for its child: a child that takes several seats is a claimant for each of them.
    pub(super) fn is_first(&self, claimant: ClaimantId) -> bool {
        is_first(self.compiled, self.market, claimant)
    }
}

/// Whether a claimant is the first of its child in its pool. The others follow directly.
fn is_first(compiled: &Compiled, market: &Market, claimant: ClaimantId) -> bool {
    let before = claimant.index().checked_sub(1).map(|i| ClaimantId::new(i as u32));
    before.is_none_or(|b| {
        compiled.entry_of(b) != compiled.entry_of(claimant)
            || market.claimant(b).pool != market.claimant(claimant).pool
    })
}

pub(super) fn pools(market: &Market) -> impl Iterator<Item = PoolId> + use<> {
    (0..market.pools().len() as u32).map(PoolId::new)
}
