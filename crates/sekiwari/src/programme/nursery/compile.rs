//! From a nursery round to a market.
//!
//! | round | market |
//! |---|---|
//! | seat row (facility, classes) | pool; held seats of applicants who wish to move are added to its seats |
//! | limit (teachers, area) | limit, in whole numbers; what is held is added to its capacity |
//! | held seat of a class without a seat row | pool of its own, just as large as the seats held |
//! | wish that can never be given (class not offered, too young) | claim on a pool without seats |
//! | child of a household without binding terms | household of one child, its list as it is |
//! | household with binding terms or joint wishes | one household, its list expanded |
//! | scores and tie keys | rank classes per pool; rank 0 at a held seat |
//!
//! Children keep their positions: child `i` of the round is child `i` of the market.

use super::siblings::{ChildOptions, JointOptions, expand};
use super::{AgeClass, ChildIndex, ClassSet, FacilityIndex, Household, Offer, Round};
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
    // The claimant of every list entry, in the order of the round's lists.
    pub(super) claimant_at: Vec<ClaimantId>,
}

impl Compiled {
    /// The market with ties broken by the lottery.
    pub fn strict(&self) -> Market {
        self.market.break_ties(|child| self.draws[child.index()])
    }
}

/// Compiles a round. `lottery` orders households with equal scores, and ties where they are broken.
///
/// # Errors
/// [`MarketError`]s if the round is too large for 32-bit ids. A [`Round`] is otherwise always a valid market.
pub fn compile(round: &Round, lottery: Lottery, options: JointOptions) -> Result<Compiled, Vec<MarketError>> {
    let draws: Vec<u64> = round.children().par_iter().map(|c| lottery.draw(&c.id)).collect();
    let mut builder = MarketBuilder::new();
    let (pools, entry_pool) = make_pools(round, &mut builder);
    add_limits(round, &pools, &mut builder);
    let entry_rank = rank_entries(round, &pools, &entry_pool);

    let units = units(round);
    let precedence = precedence(round, &units, &draws);
    let mut claimant_at = Vec::with_capacity(round.list_len());
    let mut truncated = Vec::new();
    for (unit, &precedence) in units.iter().zip(&precedence) {
        let household = builder.add_household(precedence);
        for child in unit.children.clone() {
            let id = builder.add_child(household);
            for entry in entries(round, child) {
                claimant_at.push(builder.add_claimant(
                    id,
                    entry_pool[entry],
                    RankClass::new(entry_rank[entry]),
                ));
            }
        }
        if unit.joint {
            let wishes =
                JointWishes { round, pools: &pools, entry_pool: &entry_pool, claimant_at: &claimant_at };
            if wishes.add(&mut builder, household, &round.households()[unit.household as usize], options) {
                truncated.push(unit.household);
            }
        } else {
            for child in unit.children.clone() {
                for entry in entries(round, child) {
                    builder.add_wish(household, &[claimant_at[entry]]);
                }
            }
        }
    }
    let market = builder.build()?;
    let household = units.iter().map(|u| u.household).collect();
    Ok(Compiled { market, pools, household, truncated, draws, claimant_at })
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
        if h.joint_wishes.is_some() || (h.children.len() > 1 && h.terms.binds()) {
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

/// Adds all pools and says which one every list entry claims.
fn make_pools(round: &Round, builder: &mut MarketBuilder) -> (Vec<PoolLabel>, Vec<PoolId>) {
    let mut pools: Vec<PoolLabel> = round
        .seats()
        .iter()
        .map(|s| PoolLabel { facility: s.facility, classes: Some(s.classes), open: s.seats, held: 0 })
        .collect();
    // Pools outside the seat rows, by facility: one per class with held seats, and one (slot 6) without seats.
    const SLOTS: usize = AgeClass::COUNT + 1;
    const BARRED: usize = AgeClass::COUNT;
    let mut extra = vec![false; round.facilities().len() * SLOTS];
    for (i, c) in round.children().iter().enumerate() {
        if let Some(current) = c.current {
            match round.seat_row(current, c.class) {
                Some(row) => pools[row as usize].held += 1,
                None => extra[current as usize * SLOTS + c.class.index()] = true,
            }
        }
        for &f in round.list(i as u32) {
            if c.current != Some(f) && !matches!(round.offer(i as u32, f), Offer::Seats(_)) {
                extra[f as usize * SLOTS + BARRED] = true;
            }
        }
    }
    let mut extra_pool = vec![0u32; extra.len()];
    for slot in (0..extra.len()).filter(|&s| extra[s]) {
        extra_pool[slot] = pools.len() as u32;
        let classes = AgeClass::new((slot % SLOTS) as u8).map(ClassSet::one);
        pools.push(PoolLabel { facility: (slot / SLOTS) as u32, classes, open: 0, held: 0 });
    }
    let mut entry_pool = Vec::with_capacity(round.list_len());
    for (i, c) in round.children().iter().enumerate() {
        let at = |f: u32, slot: usize| f as usize * SLOTS + slot;
        for &f in round.list(i as u32) {
            let unlisted_held = at(f, c.class.index());
            let pool = match round.offer(i as u32, f) {
                Offer::Seats(row) => row,
                // Somebody's held seat may come free here, so others can have it.
                Offer::NotOffered if extra[unlisted_held] => extra_pool[unlisted_held],
                _ => extra_pool[at(f, BARRED)],
            };
            entry_pool.push(PoolId::new(pool));
        }
        if let Some(current) = c.current.filter(|&f| round.seat_row(f, c.class).is_none()) {
            pools[extra_pool[at(current, c.class.index())] as usize].held += 1;
        }
    }
    for p in &pools {
        builder.add_pool(FacilityId::new(p.facility), p.open.saturating_add(p.held));
    }
    (pools, entry_pool)
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

/// The rank class of every list entry inside its pool: 0 at a held seat, then by score.
fn rank_entries(round: &Round, pools: &[PoolLabel], entry_pool: &[PoolId]) -> Vec<u32> {
    let mut by_pool: Vec<Vec<(u32, Option<Score<'_>>)>> = vec![Vec::new(); pools.len()];
    for (i, c) in round.children().iter().enumerate() {
        for (entry, &f) in entries(round, i as u32).zip(round.list(i as u32)) {
            if c.current != Some(f) {
                by_pool[entry_pool[entry].index()].push((entry as u32, round.score_at(entry)));
            }
        }
    }
    let ranked: Vec<Vec<(u32, u32)>> = by_pool
        .into_par_iter()
        .map(|claimants| {
            let ranked = rank_classes(claimants, |a, b| a.1.cmp(&b.1), |x| x.0);
            ranked.into_iter().map(|((entry, _), class)| (entry, class)).collect()
        })
        .collect();
    let mut rank = vec![0; entry_pool.len()];
    for (entry, class) in ranked.into_iter().flatten() {
        rank[entry as usize] = class;
    }
    rank
}

/// The place of every unit in one list over the round: best score of its children first, then the lottery.
fn precedence(round: &Round, units: &[Unit], draws: &[u64]) -> Vec<u32> {
    let best = |u: &Unit| {
        u.children.clone().filter_map(|c| Some((round.general_score(c)?, draws[c as usize], c))).min()
    };
    let keys: Vec<_> = units.iter().map(best).collect();
    let mut order: Vec<u32> = (0..units.len() as u32).collect();
    // Units without any score (they only stay) come last.
    order.par_sort_by_key(|&u| (keys[u as usize].is_none(), keys[u as usize], u));
    let mut place = vec![0; units.len()];
    for (p, &u) in order.iter().enumerate() {
        place[u as usize] = p as u32;
    }
    place
}

struct JointWishes<'a> {
    round: &'a Round,
    pools: &'a [PoolLabel],
    entry_pool: &'a [PoolId],
    claimant_at: &'a [ClaimantId],
}

impl JointWishes<'_> {
    /// Adds the wishes of a household decided together; says whether its list was cut.
    fn add(
        &self,
        builder: &mut MarketBuilder,
        id: HouseholdId,
        household: &Household,
        options: JointOptions,
    ) -> bool {
        if let Some(rows) = &household.joint_wishes {
            rows.iter().for_each(|row| self.add_row(builder, id, household, row));
            return false;
        }
        let children: Vec<ChildOptions> =
            household.children.clone().map(|c| self.options_of(c, options.closed)).collect();
        let list = expand(&children, household.terms, options);
        list.rows().for_each(|row| self.add_row(builder, id, household, row));
        list.truncated
    }

    fn options_of(&self, child: u32, closed: bool) -> ChildOptions {
        let wishes = entries(self.round, child)
            .zip(self.round.list(child))
            .enumerate()
            .filter(|(_, (entry, _))| {
                let pool = &self.pools[self.entry_pool[*entry].index()];
                pool.open + pool.held > 0 || (closed && pool.classes.is_some())
            })
            .map(|(place, (_, &f))| (place as u32 + 1, f))
            .collect();
        ChildOptions { wishes, current: self.round.children()[child as usize].current }
    }

    fn add_row(
        &self,
        builder: &mut MarketBuilder,
        id: HouseholdId,
        household: &Household,
        row: &[Option<u32>],
    ) {
        let claimants: Vec<ClaimantId> = household
            .children
            .clone()
            .zip(row)
            .filter_map(|(child, facility)| {
                let place = self.round.list(child).iter().position(|&f| Some(f) == *facility)?;
                Some(self.claimant_at[self.round.list_offset(child) + place])
            })
            .collect();
        builder.add_wish(id, &claimants);
    }
}

impl Compiled {
    /// The pool in which a child would sit at a facility: the one its list names, else the one that serves its class.
    /// `None` if the facility has no seats for it in this round at all.
    pub fn pool_for(&self, round: &Round, child: ChildIndex, facility: FacilityIndex) -> Option<PoolId> {
        if let Some(place) = round.list(child).iter().position(|&f| f == facility) {
            let claimant = self.claimant_at[round.list_offset(child) + place];
            return Some(self.market.claimant(claimant).pool);
        }
        match round.offer(child, facility) {
            Offer::Seats(row) => Some(PoolId::new(row)),
            _ => None,
        }
    }
}
