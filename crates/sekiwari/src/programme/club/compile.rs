//! From a club round to a market.
//!
//! | round | market |
//! |---|---|
//! | weekdays of seasons at a club that the same wishes take | pool; what is held comes on top where it is more than what is open |
//! | weekday of a route | pool |
//! | club on some days, as a line of a list | wish that claims a seat of every pool it needs at once |
//! | line that can never be given (the club is closed) | claim on a pool without seats |
//! | seat held on days on which the club is closed now | claim on a pool of these seats, beside the days that are left |
//! | child that takes several seats | several claims on each pool |
//! | household with a sibling condition | one household, its list expanded |
//! | order of the rules, scores and tie keys | one rank class for a child at a club; rank 0 at a held seat |
//!
//! Children keep their positions: child `i` of the round is child `i` of the market. The pools of a club are no more than it
//! takes: see [`super::pools`].

use super::pools::{ClubPools, Pool, PoolAt};
use super::round::{ChildIndex, Round};
use super::standing::Standings;
use crate::market::{
    ClaimantId, FacilityId, HouseholdId, Market, MarketBuilder, MarketError, PoolId, RankClass, WishId,
};
use crate::priority::Lottery;
use crate::programme::siblings::{ChildOptions, Choice, JointOptions, expand};
use rayon::prelude::*;
use std::ops::Range;

const NONE: u32 = u32::MAX;

/// A club round compiled to a market.
#[derive(Clone, Debug, PartialEq)]
pub struct Compiled {
    /// The market, with ties as rank classes.
    pub market: Market,
    /// What each pool is.
    pub pools: Vec<Pool>,
    /// For every market household the round household it comes from.
    pub household: Vec<u32>,
    /// Round households whose list of joint outcomes was cut.
    pub truncated: Vec<u32>,
    /// The lottery draw of every child.
    pub draws: Vec<u64>,
    /// How the children stand at the clubs of their lists.
    pub standings: Standings,
    // The pools of every list entry.
    entry_pools: ClubPools,
    // By wish and child of its household the list entry that the wish gives it, or NONE; and where the wishes begin.
    given: Vec<u32>,
    given_start: Vec<u32>,
}

impl Compiled {
    /// The market with ties broken by the lottery.
    pub fn strict(&self) -> Market {
        self.market.break_ties(|child| self.draws[child.index()])
    }

    /// The pools that a list entry claims, one seat of each for each seat of the child.
    pub fn pools_of(&self, entry: usize) -> &[PoolId] {
        self.entry_pools.of(entry)
    }

    /// Whether a list entry can be given at all.
    pub fn can_be_given(&self, entry: usize) -> bool {
        self.entry_pools.is_possible(entry)
    }

    /// The list entries that a wish gives the children of its household, in their order.
    pub fn given(&self, wish: WishId) -> impl ExactSizeIterator<Item = Option<usize>> + use<'_> {
        let from = self.given_start[wish.index()] as usize;
        let to = self.given_start[wish.index() + 1] as usize;
        self.given[from..to].iter().map(|&e| (e != NONE).then_some(e as usize))
    }

    /// The list entry that a wish gives one child.
    pub fn given_to(&self, wish: WishId, child: ChildIndex) -> Option<usize> {
        let household = self.market.household_of(crate::market::ChildId::new(child));
        let first = self.market.children(household).next()?.index() as u32;
        self.given(wish).nth((child - first) as usize).flatten()
    }
}

/// Compiles a round. `lottery` orders children who are equal otherwise.
///
/// # Errors
/// [`MarketError`]s if the round is too large for 32-bit ids. A [`Round`] is otherwise always a valid market.
pub fn compile(round: &Round, lottery: Lottery, options: JointOptions) -> Result<Compiled, Vec<MarketError>> {
    compile_drawn(round, round.children().par_iter().map(|c| lottery.draw(&c.id)).collect(), options)
}

/// Like [`compile`], with the draw of every child given.
///
/// # Errors
/// As [`compile`].
pub(crate) fn compile_drawn(
    round: &Round,
    draws: Vec<u64>,
    options: JointOptions,
) -> Result<Compiled, Vec<MarketError>> {
    let (pools, entry_pools) = ClubPools::new(round);
    assemble(round, draws, pools, entry_pools, options)
}

/// Compiles the round of one household so that it can be put into the market of a round that has it: into pools of that one, which are given for
/// every list entry, none where it can never be given.
///
/// # Errors
/// As [`compile`].
pub(crate) fn compile_into(
    round: &Round,
    draws: Vec<u64>,
    pools: &[Pool],
    needs: Vec<Vec<PoolId>>,
    possible: Vec<bool>,
) -> Result<Compiled, Vec<MarketError>> {
    let entry_pools = ClubPools::from_needs(needs, possible);
    assemble(round, draws, pools.to_vec(), entry_pools, JointOptions::default())
}

fn assemble(
    round: &Round,
    draws: Vec<u64>,
    pools: Vec<Pool>,
    entry_pools: ClubPools,
    options: JointOptions,
) -> Result<Compiled, Vec<MarketError>> {
    let standings = Standings::new(round);
    let mut builder = MarketBuilder::new();
    for pool in &pools {
        builder.add_pool(FacilityId::new(pool.at.facility(round)), pool.seats);
    }
    let units = units(round);
    let precedence = standings.precedence(units.iter().map(|u| u.children.clone()), &draws);
    let mut made = Made {
        round,
        entry_pools: &entry_pools,
        pools: &pools,
        standings: &standings,
        builder: &mut builder,
        claimants: Vec::new(),
        given: Vec::new(),
        given_start: vec![0],
    };
    let mut truncated = Vec::new();
    for (unit, &precedence) in units.iter().zip(&precedence) {
        let household = made.builder.add_household(precedence);
        made.add_claimants(household, unit.children.clone());
        if unit.joint {
            let cut = made.add_joint(household, unit, options);
            truncated.extend(cut.then_some(unit.household));
        } else {
            made.add_list(household, unit.children.start);
        }
    }
    let (given, given_start) = (made.given, made.given_start);
    let market = builder.build()?;
    let household = units.iter().map(|u| u.household).collect();
    Ok(Compiled { market, pools, household, truncated, draws, standings, entry_pools, given, given_start })
}

/// Children decided together: a whole household or one child of it.
struct Unit {
    household: u32,
    children: Range<u32>,
    joint: bool,
}

fn units(round: &Round) -> Vec<Unit> {
    let mut units = Vec::with_capacity(round.children().len());
    for (household, h) in (0..).zip(round.households()) {
        if h.children.len() > 1 && h.terms.binds() {
            units.push(Unit { household, children: h.children.clone(), joint: true });
        } else {
            units.extend(h.children.clone().map(|c| Unit { household, children: c..c + 1, joint: false }));
        }
    }
    units
}

/// What the market is made from, and what is kept beside it.
struct Made<'a> {
    round: &'a Round,
    entry_pools: &'a ClubPools,
    pools: &'a [Pool],
    standings: &'a Standings,
    builder: &'a mut MarketBuilder,
    // Of the open household: child, pool and its first claimant, sorted; the others of the child there follow it.
    claimants: Vec<(u32, PoolId, ClaimantId)>,
    given: Vec<u32>,
    given_start: Vec<u32>,
}

impl Made<'_> {
    /// A child is a claimant once for each of its seats in each pool that some line of its list needs.
    fn add_claimants(&mut self, household: HouseholdId, children: Range<u32>) {
        self.claimants.clear();
        for child in children {
            let id = self.builder.add_child(household);
            let own =
                self.round.list_offset(child)..self.round.list_offset(child) + self.round.list(child).len();
            let mut pools: Vec<(PoolId, u32)> = own
                .flat_map(|e| self.entry_pools.of(e).iter().map(move |&p| (p, e)))
                .map(|(p, e)| (p, self.rank(child, e, p)))
                .collect();
            pools.sort_unstable();
            pools.dedup_by_key(|p| p.0);
            for (pool, rank) in pools {
                for seat in 0..self.round.children()[child as usize].seats {
                    let claimant = self.builder.add_claimant(id, pool, RankClass::new(rank));
                    if seat == 0 {
                        self.claimants.push((child, pool, claimant));
                    }
                }
            }
        }
    }

    /// The rank class of a child in a pool that a line of its list needs.
    fn rank(&self, child: u32, entry: usize, pool: PoolId) -> u32 {
        let last = (self.round.list_offset(child) + self.round.list(child).len()).checked_sub(1);
        let stay = last.filter(|&e| self.round.entry(e).stay);
        if stay.is_some_and(|e| self.entry_pools.of(e).contains(&pool)) {
            return RankClass::HELD.get();
        }
        match self.pools[pool.index()].at {
            PoolAt::Route { .. } => self.standings.class_on_route(entry),
            PoolAt::Club { .. } | PoolAt::Never { .. } | PoolAt::Closed { .. } => self.standings.class(entry),
        }
    }

    /// Adds the list of a child decided alone. Lines that can never be given claim nothing of their own, so that all but the
    /// first of a club are passed over.
    fn add_list(&mut self, household: HouseholdId, child: u32) {
        let from = self.round.list_offset(child);
        let to = from + self.round.list(child).len();
        for entry in from..to {
            let pools = self.entry_pools.of(entry);
            if self.entry_pools.is_possible(entry) || (from..entry).all(|e| self.entry_pools.of(e) != pools) {
                self.add_wish(household, &[Some(entry as u32)], (entry - from) as u32 + 1);
            }
        }
    }

    /// Adds a wish: for each child of the household a list entry or none.
    fn add_wish(&mut self, household: HouseholdId, entries: &[Option<u32>], rank: u32) {
        let mut claims = Vec::new();
        for &entry in entries.iter().flatten() {
            let child = self.round.child_of(entry as usize);
            for &pool in self.entry_pools.of(entry as usize) {
                let at = self.claimants.binary_search_by_key(&(child, pool), |c| (c.0, c.1));
                // Every pool of an entry has its claimant.
                let Ok(at) = at else { continue };
                let first = self.claimants[at].2.index() as u32;
                let seats = self.round.children()[child as usize].seats;
                claims.extend((first..first + seats).map(ClaimantId::new));
            }
        }
        self.builder.add_wish_ranked(household, &claims, rank);
        self.given.extend(entries.iter().map(|e| e.unwrap_or(NONE)));
        self.given_start.push(self.given.len() as u32);
    }

    /// Adds the wishes of a household decided together; says whether its list was cut.
    fn add_joint(&mut self, household: HouseholdId, unit: &Unit, options: JointOptions) -> bool {
        let round = self.round;
        let of_child = |child: u32| {
            let from = round.list_offset(child);
            let list = round.list(child);
            let stays = list.last().is_some_and(|e| e.stay);
            let wishes = (from..).zip(list).zip(1..).filter(|((e, _), _)| self.entry_pools.is_possible(*e));
            ChildOptions {
                wishes: wishes
                    .map(|((e, entry), rank)| Choice { rank, what: e as u32, at: entry.club })
                    .collect(),
                current: stays.then(|| (from + list.len() - 1) as u32),
            }
        };
        let children: Vec<ChildOptions> = unit.children.clone().map(of_child).collect();
        let terms = round.households()[unit.household as usize].terms;
        let list = expand(&children, terms, options);
        list.rows().zip(1..).for_each(|(row, rank)| self.add_wish(household, row, rank));
        list.truncated
    }
}

impl PoolAt {
    /// The facility under which the market has it; routes come after the clubs.
    fn facility(self, round: &Round) -> u32 {
        match self {
            PoolAt::Club { club, .. } | PoolAt::Never { club } | PoolAt::Closed { club } => club,
            PoolAt::Route { route, .. } => round.clubs().len() as u32 + route,
        }
    }
}
