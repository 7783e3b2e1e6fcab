//! From a nursery round to a market.
//!
//! | round | market |
//! |---|---|
//! | row of open seats (facility, classes) | pool; held seats of applicants who wish to move are added to its seats |
//! | soft or hard reserve | pool of its own; see [`super::reserve`] |
//! | guarantee | its members come first in all pools of the class |
//! | limit (teachers, area) | limit, in whole numbers; what is held is added to its capacity |
//! | held seat of a class without a seat row | pool of its own, just as large as the seats held |
//! | wish that can never be given (class not offered, too young, care not met) | claim on a pool without seats |
//! | wish for a class with reserves | wishes of one rank in a row, one for each pool the child can sit in |
//! | child that takes several seats | several claims on one pool |
//! | child of a household without binding terms | household of one child, its list as it is |
//! | household with binding terms or joint wishes | one household, its list expanded |
//! | scores and tie keys | rank classes per pool; rank 0 at a held seat |
//! | decision by hand | list of one wish; rank 0 at its seat, which is no more than one of the open ones |
//!
//! Children keep their positions: child `i` of the round is child `i` of the market.

use super::reserve::{Chains, SeatPools};
use super::siblings::{ChildOptions, Choice, JointOptions, expand};
use super::ways::{Seated, Step, ways};
use super::{ChildIndex, ClassSet, FacilityIndex, Household, ReserveKind, Round};
use crate::market::{
    ClaimantId, FacilityId, HouseholdId, Limit, Market, MarketBuilder, MarketError, PoolId, RankClass,
};
use crate::priority::{Lottery, Score, rank_classes};
use rayon::prelude::*;
use std::ops::Range;

/// What a pool of the market is in the round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PoolLabel {
    /// Its facility.
    pub facility: FacilityIndex,
    /// Its classes; `None` for the pool without seats that stands for wishes that can never be given.
    pub classes: Option<ClassSet>,
    /// The reserve it is, as a position in [`Round::reserves`]; `None` for open seats.
    pub reserve: Option<u32>,
    /// Seats open in this round, without the held ones.
    pub open: u32,
    /// Seats held by applicants who wish to move.
    pub held: u32,
}

/// A round compiled to a market.
#[derive(Clone, Debug, PartialEq)]
pub struct Compiled {
    /// The market, with ties as rank classes.
    pub market: Market,
    /// What each pool is.
    pub pools: Vec<PoolLabel>,
    /// For every market household the round household it comes from.
    pub household: Vec<u32>,
    /// Round households whose list of joint outcomes was cut.
    pub truncated: Vec<u32>,
    /// The lottery draw of every child.
    pub draws: Vec<u64>,
    pub(super) seat_pools: SeatPools,
    // By claimant its list entry, in the order of the round's lists; by list entry its first claimant, and the end.
    entry_of: Vec<u32>,
    claimants_from: Vec<u32>,
}

impl Compiled {
    /// The market with ties broken by the lottery.
    pub fn strict(&self) -> Market {
        self.market.break_ties(|child| self.draws[child.index()])
    }

    /// The list entry that a claimant stands for, as a position in a table over all lists ([`Round::list_offset`]).
    #[inline]
    pub fn entry_of(&self, claimant: ClaimantId) -> usize {
        self.entry_of[claimant.index()] as usize
    }

    /// The claimants of a list entry, in the order in which the child would sit in their pools: one for each seat that it
    /// takes in each pool.
    pub fn claimants_of(&self, entry: usize) -> impl ExactSizeIterator<Item = ClaimantId> + Clone + use<> {
        (self.claimants_from[entry]..self.claimants_from[entry + 1]).map(ClaimantId::new)
    }

    /// The pool of a reserve; `None` for a guarantee.
    pub fn pool_of_reserve(&self, reserve: u32) -> Option<PoolId> {
        self.seat_pools.of_reserve(reserve)
    }
}

/// Compiles a round. `lottery` orders households with equal scores, and ties where they are broken.
///
/// # Errors
/// [`MarketError`]s if the round is too large for 32-bit ids. A [`Round`] is otherwise always a valid market.
pub fn compile(round: &Round, lottery: Lottery, options: JointOptions) -> Result<Compiled, Vec<MarketError>> {
    let draws: Vec<u64> = round.children().par_iter().map(|c| lottery.draw(&c.id)).collect();
    compile_drawn(round, draws, options)
}

/// The same with the lottery already drawn, child by child.
pub(crate) fn compile_drawn(
    round: &Round,
    draws: Vec<u64>,
    options: JointOptions,
) -> Result<Compiled, Vec<MarketError>> {
    let mut builder = MarketBuilder::new();
    let (seat_pools, pools) = SeatPools::new(round);
    for p in &pools {
        builder.add_pool(FacilityId::new(p.facility), p.open.saturating_add(p.held));
    }
    add_limits(round, &pools, &mut builder);
    let chains = Chains::new(round, &seat_pools);
    let step_rank = rank_steps(round, &pools, &chains);

    let units = units(round);
    let precedence = precedence(round, &units, &draws);
    let mut claimants = Claimants::with_capacity(round.list_len());
    let mut truncated = Vec::new();
    for (unit, &precedence) in units.iter().zip(&precedence) {
        let household = builder.add_household(precedence);
        for child in unit.children.clone() {
            let id = builder.add_child(household);
            let seats = round.children()[child as usize].affiliation.seat_weight;
            for entry in entries(round, child) {
                for (&(pool, outsider), step) in chains.of(entry).iter().zip(chains.offset(entry)..) {
                    for _ in 0..seats {
                        let claimant = builder.add_claimant(id, pool, RankClass::new(step_rank[step]));
                        if step_rank[step] == 0
                            && round.children()[child as usize]
                                .current
                                .is_none_or(|f| pools[pool.index()].facility != f)
                        {
                            builder.set_given(claimant);
                        }
                        if outsider {
                            builder.set_outsider(claimant);
                        }
                        claimants.entry_of.push(entry as u32);
                    }
                }
                claimants.from.push(claimants.entry_of.len() as u32);
            }
        }
        if unit.joint {
            let market = JointWishes {
                round,
                pools: &pools,
                chains: &chains,
                step_rank: &step_rank,
                draws: &draws,
                claimants: &claimants,
                options,
            };
            if market.add(&mut builder, household, &round.households()[unit.household as usize]) {
                truncated.push(unit.household);
            }
        } else {
            for child in unit.children.clone() {
                let seats = round.children()[child as usize].affiliation.seat_weight as usize;
                let first = round.pin(child).and_then(|pin| pin.wish_rank).unwrap_or(1);
                for (entry, rank) in entries(round, child).zip(first..) {
                    let own: Vec<ClaimantId> = claimants.of(entry).collect();
                    own.chunks(seats).for_each(|wish| {
                        builder.add_wish_ranked(household, wish, rank);
                    });
                }
            }
        }
    }
    let market = builder.build()?;
    let household = units.iter().map(|u| u.household).collect();
    let Claimants { entry_of, from: claimants_from } = claimants;
    Ok(Compiled { market, pools, household, truncated, draws, seat_pools, entry_of, claimants_from })
}

/// Claimants by list entry, and the other way round.
struct Claimants {
    entry_of: Vec<u32>,
    from: Vec<u32>,
}

impl Claimants {
    fn with_capacity(entries: usize) -> Self {
        let mut from = Vec::with_capacity(entries + 1);
        from.push(0);
        Self { entry_of: Vec::with_capacity(entries), from }
    }

    fn of(&self, entry: usize) -> impl ExactSizeIterator<Item = ClaimantId> + use<> {
        (self.from[entry]..self.from[entry + 1]).map(ClaimantId::new)
    }
}

/// Children decided together: a whole household or one child of it.
struct Unit {
    household: u32,
    children: Range<u32>,
    joint: bool,
}

fn units(round: &Round) -> Vec<Unit> {
    let mut units = Vec::with_capacity(round.children().len());
    for (i, h) in round.households().iter().enumerate() {
        let household = i as u32;
        if h.is_decided_together() {
            units.push(Unit { household, children: h.children.clone(), joint: true });
        } else {
            units.extend(h.children.clone().map(|c| Unit { household, children: c..c + 1, joint: false }));
        }
    }
    units
}

fn entries(round: &Round, child: u32) -> Range<usize> {
    let from = round.list_offset(child);
    from..from + round.list(child).len()
}

/// Adds the limits. As with seats, what is held today comes on top of what is open.
fn add_limits(round: &Round, pools: &[PoolLabel], builder: &mut MarketBuilder) {
    if round.limits().is_empty() {
        return;
    }
    let mut by_facility: Vec<Vec<u32>> = vec![Vec::new(); round.facilities().len()];
    for (p, pool) in pools.iter().enumerate() {
        by_facility[pool.facility as usize].push(p as u32);
    }
    for limit in round.limits() {
        // A checked round has only limits that fit.
        let Some(scaled) = limit.scaled() else { continue };
        let mut capacity = scaled.capacity;
        let mut weights = Vec::new();
        for &p in &by_facility[limit.facility as usize] {
            let pool = &pools[p as usize];
            // Classes that share seats weigh the same.
            let class = pool.classes.and_then(|classes| classes.classes().next());
            let weight = class.map_or(0, |c| scaled.weight[c.index()]);
            if weight > 0 {
                capacity = capacity.saturating_add(u64::from(weight) * u64::from(pool.held));
                weights.push((PoolId::new(p), weight));
            }
        }
        if !weights.is_empty() {
            builder.add_limit(Limit { facility: FacilityId::new(limit.facility), capacity, weights });
        }
    }
}

/// The rank class of every step of the chains inside its pool: 0 at a held seat, then those who are no outsiders, then
/// those guaranteed to come first, then by score.
fn rank_steps(round: &Round, pools: &[PoolLabel], chains: &Chains) -> Vec<u32> {
    type Standing<'a> = (bool, bool, Option<Score<'a>>);
    let guarantees = round.reserves().iter().any(|r| r.kind == ReserveKind::Guarantee);
    let mut met = vec![0; pools.len()];
    chains.steps().for_each(|pool| met[pool.index()] += 1);
    let mut by_pool: Vec<Vec<(u32, Standing<'_>)>> = met.into_iter().map(Vec::with_capacity).collect();
    for child in 0..round.children().len() as u32 {
        for (entry, &f) in entries(round, child).zip(round.list(child)) {
            if round.stays_at(child) == Some(f) {
                continue;
            }
            let late = guarantees && !round.is_guaranteed(child, f);
            for (&(pool, outsider), step) in chains.of(entry).iter().zip(chains.offset(entry)..) {
                by_pool[pool.index()].push((step as u32, (outsider, late, round.score_at(entry))));
            }
        }
    }
    let ranked: Vec<Vec<(u32, u32)>> = by_pool
        .into_par_iter()
        .map(|claimants| {
            let ranked = rank_classes(claimants, |a, b| a.1.cmp(&b.1), |x| x.0);
            ranked.into_iter().map(|((step, _), class)| (step, class)).collect()
        })
        .collect();
    let mut rank = vec![0; chains.len()];
    for (step, class) in ranked.into_iter().flatten() {
        rank[step as usize] = class;
    }
    rank
}

/// The place of every unit in one list over the round: best score of its children first, then the lottery.
fn precedence(round: &Round, units: &[Unit], draws: &[u64]) -> Vec<u32> {
    let best = |u: &Unit| {
        u.children.clone().filter_map(|c| Some((round.general_score(c)?, draws[c as usize], c))).min()
    };
    // Units without any score (they only stay) come last.
    let key = |(u, unit): (usize, &Unit)| {
        let best = best(unit);
        (best.is_none(), best, u)
    };
    let mut order: Vec<_> = units.par_iter().enumerate().map(key).collect();
    order.par_sort_unstable();
    let mut place = vec![0; units.len()];
    (0..).zip(order).for_each(|(p, (.., u))| place[u] = p);
    place
}

/// What the wishes of households decided together are made from.
struct JointWishes<'a> {
    round: &'a Round,
    pools: &'a [PoolLabel],
    chains: &'a Chains,
    step_rank: &'a [u32],
    draws: &'a [u64],
    claimants: &'a Claimants,
    options: JointOptions,
}

impl JointWishes<'_> {
    /// Adds the wishes of a household decided together; says whether its list was cut.
    fn add(&self, builder: &mut MarketBuilder, id: HouseholdId, household: &Household) -> bool {
        let mut cut = false;
        if let Some(rows) = &household.joint_wishes {
            for (row, rank) in rows.iter().zip(1..) {
                cut |= self.add_row(builder, id, household, row, rank);
            }
            return cut;
        }
        let children: Vec<ChildOptions> = household.children.clone().map(|c| self.options_of(c)).collect();
        let list = expand(&children, household.terms, self.options);
        for (row, rank) in list.rows().zip(1..) {
            cut |= self.add_row(builder, id, household, row, rank);
        }
        list.truncated || cut
    }

    fn options_of(&self, child: u32) -> ChildOptions {
        let seats = self.round.children()[child as usize].affiliation.seat_weight;
        let wishes = entries(self.round, child)
            .zip(self.round.list(child))
            .enumerate()
            .filter(|(_, (entry, _))| self.chains.of(*entry).iter().any(|s| self.may_seat(s.0, seats)))
            .map(|(place, (_, &f))| Choice::facility(place as u32 + 1, f))
            .collect();
        ChildOptions { wishes, current: self.round.stays_at(child) }
    }

    /// Whether a pool has so many seats, or may be given some.
    fn may_seat(&self, pool: PoolId, seats: u32) -> bool {
        let label = &self.pools[pool.index()];
        label.open + label.held >= seats || (self.options.closed && label.classes.is_some())
    }

    /// Adds the ways in which the children of a household can sit at the facilities of a row; says whether some were cut.
    fn add_row(
        &self,
        builder: &mut MarketBuilder,
        id: HouseholdId,
        household: &Household,
        row: &[Option<FacilityIndex>],
        rank: u32,
    ) -> bool {
        let seated: Vec<Seated> =
            household.children.clone().zip(row).filter_map(|(c, f)| self.seated(c, (*f)?)).collect();
        let ways = ways(&seated, self.options.per_outcome);
        for way in &ways.list {
            let claims = seated.iter().zip(way).flat_map(|(child, &step)| {
                let own = self.claimants.of(child.entry);
                let seats = child.seats as usize;
                own.skip(child.steps[step].at * seats).take(seats)
            });
            let claims: Vec<ClaimantId> = claims.collect();
            builder.add_wish_ranked(id, &claims, rank);
        }
        ways.cut
    }

    /// A child with the pools it could sit in at a facility. Where none has a seat the wish can never be given; it stands
    /// in the first of them.
    fn seated(&self, child: ChildIndex, facility: FacilityIndex) -> Option<Seated> {
        let place = self.round.list(child).iter().position(|&f| f == facility)?;
        let entry = self.round.list_offset(child) + place;
        let seats = self.round.children()[child as usize].affiliation.seat_weight;
        let from = self.chains.offset(entry);
        let step = |(at, &(pool, _)): (usize, &(PoolId, bool))| Step {
            at,
            pool,
            standing: (self.step_rank[from + at], self.draws[child as usize], child),
        };
        let chain = self.chains.of(entry);
        let able = |s: &Step| self.may_seat(s.pool, seats);
        let mut steps: Vec<Step> = chain.iter().enumerate().map(step).filter(able).collect();
        if steps.is_empty() {
            steps.extend(chain.iter().enumerate().map(step).take(1));
        }
        Some(Seated { entry, seats, steps })
    }
}

impl Compiled {
    /// The pools in which a child could sit at a facility, best first: those that its list names, else the one of the open
    /// seats that serve its class. None if the facility has no seats for it in this round at all.
    pub fn pools_for(&self, round: &Round, child: ChildIndex, facility: FacilityIndex) -> Vec<PoolId> {
        let mut pools: Vec<PoolId> = match round.list(child).iter().position(|&f| f == facility) {
            Some(place) => {
                let own = self.claimants_of(round.list_offset(child) + place);
                own.map(|c| self.market.claimant(c).pool).collect()
            }
            None => self.seat_pools.open(round, child, facility).into_iter().collect(),
        };
        pools.dedup();
        pools
    }
}
