//! `cutoff` (基準点方式): every facility admits down to a cut-off, as low as its seats and limits allow (Kamada and Kojima,
//! *Fair matching under constraints: theory and applications*, Review of Economic Studies 91, 2024).
//!
//! Cut-offs start below everybody. Each child asks for the best place of its list whose cut-off it meets. Where more ask
//! than the seats or limits bear, the cut-off rises by one rank class, until nothing has to rise. Children who are turned
//! away ask for their next place.
//!
//! # Which cut-off rises
//! Pools rank their claimants each for itself, and a limit (teachers, floor area) is shared by several pools of a facility. So
//! there are two kinds of cut-off:
//! - a **pool** has one for its seats. It rises when more ask than there are seats.
//! - pools that share limits have a **common** one. It rises when those within the pools' own cut-offs weigh more than a limit
//!   allows. It runs down one common order of their claimants, which agrees with each pool's own order and otherwise goes by
//!   [`Market::precedence`]: of the best claimants left in each pool, the household served first comes first.
//!
//! With one common cut-off for seats too, as in the paper where a facility has one priority order and no seats by age, a class
//! that many ask for would close all other classes of the facility. Two limits of one facility share one common
//! cut-off, so that nobody is let in under one limit past a child that the other kept out.
//!
//! # Guarantees (strict priorities)
//! - *Fair*: nobody has a place at which a child is worse ranked than one who would rather be there; between pools that share
//!   limits the common order counts, except that a child turned away because its own pool is full of better ones has no
//!   claim on another pool's seats.
//! - *Best for every child* among all outcomes that such cut-offs give, where a pool's own cut-off keeps somebody out only if the pool is
//!   full. Proof: suppose a child is the first to be turned away from its place in such an outcome; all who
//!   stand before it in its pool, or in the common order, ask for the same places at that moment, rather have them than
//!   what they get in the outcome, and meet its cut-offs too, so the outcome overfills the seats or the limit as well.
//! - Without limits it is the outcome of `deferred-acceptance`: stable and best for every child.
//! - With limits it may *waste* seats: the cut-off stops at the first child that does not fit, and nobody behind it gets in, however
//!   little room it takes.
//! - Not strategy-proof with limits: a child that needs much room can close a facility to others, who then compete with it
//!   elsewhere. Without limits it is.
//! - Holders (rank [`RankClass::HELD`](crate::market::RankClass::HELD)) stand before everybody and are never turned away.
//!
//! A rank class is in or out as a whole, also under ties; then a seat may stay empty that only part of a class could fill.
//! The proof above needs strict orders where limits are shared.
//!
//! **Cost.** Every claimant is passed once by each cut-off it is under: linear in the claimants, plus a sort of the claimants of
//! pools under limits. Memory linear.

use super::{MechanismError, unproven};
use crate::market::{Allocation, Bounds, HouseholdId, Market, Outcome, PoolId, Statistics, Status, WishId};

mod common;
use common::Common;

/// Runs the rule. Keeps facility-wide limits.
///
/// # Errors
/// [`MechanismError::SeveralClaims`] if some wish claims several seats at once: a cut-off speaks of one child at one place.
///
/// ```
/// use sekiwari::market::{FacilityId, HouseholdId, Limit, MarketBuilder, RankClass};
///
/// // Two classes with two seats each, and teachers for 6 sixths: a small child takes 2, a large one 1.
/// let mut b = MarketBuilder::new();
/// let facility = FacilityId::new(0);
/// let (small, large) = (b.add_pool(facility, 2), b.add_pool(facility, 2));
/// b.add_limit(Limit { facility, capacity: 5, weights: vec![(small, 2), (large, 1)] });
/// for (place, pool) in [small, large, small, large].into_iter().enumerate() {
///     let household = b.add_household(place as u32);
///     let child = b.add_child(household);
///     let claimant = b.add_claimant(child, pool, RankClass::new(place as u32 + 1));
///     b.add_wish(household, &[claimant]);
/// }
/// let outcome = sekiwari::mechanism::cutoff::run(&b.build().expect("valid")).expect("single claims");
/// let ranks: Vec<_> = (0..4).map(|h| outcome.allocation.rank(HouseholdId::new(h))).collect();
/// // 2 + 1 + 2 fit; the fourth would be the sixth sixth.
/// assert_eq!(ranks, [Some(1), Some(1), Some(1), None]);
/// ```
pub fn run(market: &Market) -> Result<Outcome, MechanismError> {
    if market.claim_count() != market.wish_count() {
        return Err(MechanismError::SeveralClaims { mechanism: "cutoff" });
    }
    let mut state = State::new(market);
    // Those turned away ask on in rounds, each in id order; the result does not depend on the order.
    let mut asking: Vec<u32> = (0..market.households().len() as u32).collect();
    let mut turned_away = Vec::new();
    let mut statistics = Statistics::default();
    while !asking.is_empty() {
        statistics.passes += 1;
        for &h in &asking {
            state.ask(HouseholdId::new(h), &mut statistics.proposals);
            while let Some(pool) = state.overfull.pop() {
                state.settle(pool, &mut turned_away);
            }
        }
        std::mem::swap(&mut asking, &mut turned_away);
        turned_away.clear();
    }
    let out = |h: HouseholdId| state.at[h.index()] as usize >= market.wish_range(h).len();
    let rank = |h: HouseholdId| (!out(h)).then(|| state.at[h.index()] + 1);
    let allocation = Allocation::from_ranks(market.households().map(rank));
    let outcome = unproven(market, allocation, statistics);
    if !market.limits().is_empty() || market.has_ties() {
        return Ok(outcome);
    }
    // As with deferred acceptance: every stable allocation seats the same children (Roth 1986).
    let seated_max = outcome.allocation.tally(market).seated();
    let bounds = Bounds { blocking_households_min: 0, seated_max };
    Ok(Outcome { status: Status::Optimal, bounds, ..outcome })
}

/// Cut-offs and who asks where.
struct State<'a> {
    market: &'a Market,
    // Wishes of a household from which it was turned away; it asks for the next one.
    at: Vec<u32>,
    // Where the claimants of a pool begin in one list over all pools, and the first place there that is out.
    start: Vec<u32>,
    cut: Vec<u32>,
    // The place of each claimant in that list.
    place: Vec<u32>,
    // Who asks for its seat now, by place.
    asks: Vec<bool>,
    count: Vec<u32>,
    common: Common,
    overfull: Vec<u32>,
}

impl<'a> State<'a> {
    fn new(market: &'a Market) -> Self {
        let pools = market.pools().len();
        let mut start = Vec::with_capacity(pools + 1);
        let mut place = vec![0u32; market.claimants().len()];
        let mut total = 0;
        for p in 0..pools as u32 {
            start.push(total);
            for &c in market.pool_claimants(PoolId::new(p)) {
                place[c.index()] = total;
                total += 1;
            }
        }
        start.push(total);
        Self {
            market,
            at: vec![0; market.households().len()],
            cut: start[1..].to_vec(),
            common: Common::new(market, &start),
            start,
            place,
            asks: vec![false; total as usize],
            count: vec![0; pools],
            overfull: Vec::new(),
        }
    }

    /// Lets a household ask for the first wish, from where it stands, whose cut-offs it meets.
    fn ask(&mut self, h: HouseholdId, proposals: &mut u64) {
        let wishes = self.market.wish_range(h);
        for w in wishes.start + self.at[h.index()] as usize..wishes.end {
            *proposals += 1;
            // Every wish has one claim.
            let Some(claim) = self.market.claims(WishId::new(w as u32)).first() else { continue };
            let (pool, place) = (claim.pool.index(), self.place[claim.claimant.index()]);
            if place < self.cut[pool] && self.common.admits(pool, place) {
                self.asks[place as usize] = true;
                self.count[pool] += 1;
                self.common.add(pool);
                if self.count[pool] > self.market.pool(claim.pool).seats || self.common.exceeds(pool) {
                    self.overfull.push(pool as u32);
                }
                return;
            }
            self.at[h.index()] += 1;
        }
    }

    /// Raises cut-offs, the pool's own first, until seats and limits hold.
    fn settle(&mut self, pool: u32, turned_away: &mut Vec<u32>) {
        let p = pool as usize;
        while self.count[p] > self.market.pool(PoolId::new(pool)).seats {
            let class = self.class_before(p, self.cut[p]);
            for place in class..self.cut[p] {
                self.turn_away(p, place, turned_away);
            }
            self.cut[p] = class;
        }
        while self.common.exceeds(p) {
            let Some((pool, places)) = self.common.raise(p) else { return };
            for place in places {
                self.turn_away(pool, place, turned_away);
            }
        }
    }

    /// The first place of the worst class that a cut-off still lets in.
    fn class_before(&self, pool: usize, cut: u32) -> u32 {
        let claimants = self.market.pool_claimants(PoolId::new(pool as u32));
        let rank = |place: u32| self.market.claimant(claimants[(place - self.start[pool]) as usize]).rank;
        let mut class = cut - 1;
        while class > self.start[pool] && rank(class - 1) == rank(cut - 1) {
            class -= 1;
        }
        class
    }

    fn turn_away(&mut self, pool: usize, place: u32, turned_away: &mut Vec<u32>) {
        if std::mem::take(&mut self.asks[place as usize]) {
            self.count[pool] -= 1;
            self.common.remove(pool);
            let claimants = self.market.pool_claimants(PoolId::new(pool as u32));
            let child = self.market.claimant(claimants[(place - self.start[pool]) as usize]).child;
            let h = self.market.household_of(child);
            self.at[h.index()] += 1;
            turned_away.push(h.index() as u32);
        }
    }
}
