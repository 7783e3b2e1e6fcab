//! The fewest extra seats with which a stable allocation exists, proven.
//!
//! # Why few pools need to be tried
//!
//! A refutation of stability rests on numbers of seats, and it does so in one direction at each step. *Guarantee* says that
//! claims are at most the seats: more seats never hurt it. *Hopeless* says that claims exceed the seats of one pool: it needs
//! that number. (The pools elsewhere that make a claimant conditional are guaranteed, so more seats never hurt these
//! either.) So a refutation at seats *s* holds for every *s'* ≥ *s* with the same seats at the pools of its Hopeless steps:
//! **every way to restore stability from *s* adds a seat at one of these pools.** What is below the seats elsewhere may be
//! lowered too, as far as no household of the core has claims there.
//!
//! Each refutation is kept as a [`nogood`](self): numbers of extra seats at some pools that must not stay exactly as they
//! are, given at least so many at some others. Extra seats *x* that a kept nogood speaks of need no look at the market.
//! Nogoods that speak of *x* and share no pool at which a seat may be added each need a seat of their own: a bound.
//!
//! # The search
//!
//! Best first (Hart, Nilsson and Raphael 1968) over numbers of extra seats, from none: the least seats so far plus the bound comes
//! first, among equals the most seats. What comes first is looked at: propagation and the search of what is left either find
//! a stable allocation, or give nogoods; then a seat is added at each pool of the smallest nogood in turn. The first stable
//! one is a least one, since no open number has a smaller sum of seats and bound. This is the scheme of implicit hitting sets
//! (Davies and Bacchus 2011), on numbers in place of sets.
//!
//! **Guarantees.** No fewer than [`Restored::at_least`] extra seats, where they may be added, make a stable allocation
//! possible. Each of [`Restored::ways`] does; where [`Restored::all`] holds, these are all that need no more. Nothing
//! depends on the number of threads.
//!
//! **Cost.** One propagation of the market per number of extra seats looked at: about the pools of the refutations, times
//! the ways found so far. The question is NP-hard in general, as is whether anything is stable at all.

mod look;
mod nogood;
mod open;

use super::{Control, Options, Solution};
use crate::market::{HouseholdId, Market, PoolId};
use crate::mechanism::MechanismError;
use look::{Reason, Seen};
use nogood::Nogood;
use open::Open;
use rayon::prelude::*;

/// Extra seats: pools, ascending, with how many each gets, at least one.
pub type Extra = Vec<(PoolId, u32)>;

/// Numbers of extra seats looked at side by side. Not the number of threads, or that would change the answer.
const BATCH: usize = 8;

/// Where seats may be added, and how far the search goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allowed {
    /// The most seats added to each pool.
    pub per_pool: Vec<u32>,
    /// The most seats added to all pools of a facility together.
    pub per_facility: Option<u32>,
    /// The most seats added in all.
    pub in_all: u32,
    /// The most ways that are given.
    pub ways: usize,
}

impl Allowed {
    /// Any number of seats wherever there is at least one, up to ten in all, and up to eight ways.
    pub fn where_seats_are(market: &Market) -> Self {
        let per_pool = market.pools().iter().map(|p| if p.seats > 0 { u32::MAX } else { 0 }).collect();
        Self { per_pool, per_facility: None, in_all: 10, ways: 8 }
    }

    /// Whether one more seat may be added to a pool beside those there are.
    fn one_more(&self, market: &Market, extra: &[(PoolId, u32)], pool: PoolId) -> bool {
        let here = extra.iter().find(|(p, _)| *p == pool).map_or(0, |(_, n)| *n);
        let facility = market.pool(pool).facility;
        let there = extra.iter().filter(|(p, _)| market.pool(*p).facility == facility);
        here < self.per_pool[pool.index()]
            && self.per_facility.is_none_or(|most| there.map(|(_, n)| n).sum::<u32>() < most)
    }
}

/// Extra seats with which an allocation is stable, and the best such one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// The seats.
    pub extra: Extra,
    /// The best allocation with them, with what is proven of it.
    pub solution: Solution,
    /// Children seated by it.
    pub seated: u32,
}

/// How far a search came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// It was searched to the end.
    Complete,
    /// More than [`Allowed::in_all`] are needed.
    BeyondLimit,
    /// No seats that may be added do, however many.
    Impossible,
    /// It was told to stop, or a search inside met its limit.
    Cut,
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// No fewer extra seats do; 0 if something is stable as it is, [`u32::MAX`] if no number does.
    pub at_least: u32,
    /// Ways with the fewest seats found: most children seated first, then the smallest sum of wish ranks, then by pools.
    pub ways: Vec<Way>,
    /// Whether these are all ways with so few seats.
    pub all: bool,
    /// How far the search came.
    pub extent: Extent,
    /// Numbers of extra seats whose market was looked at.
    pub looked_at: u64,
}

impl Restored {
    /// Whether the ways found are proven to need the fewest seats.
    pub fn is_proven(&self) -> bool {
        self.ways.first().is_some_and(|w| total(&w.extra) == self.at_least)
    }
}

fn total(extra: &[(PoolId, u32)]) -> u32 {
    extra.iter().map(|(_, n)| n).sum()
}

/// The fewest extra seats with which a stable allocation exists. `options` are for the best allocation with them, and
/// their node limit for every search inside.
///
/// Stopping by `control` gives what is known by then. `told` hears how many seats are needed at least, and how many numbers
/// have been looked at.
///
/// # Errors
/// [`MechanismError::LimitsNotSupported`] on a market with facility-wide limits.
///
/// ```
/// use sekiwari::exact::restore::{Allowed, fewest_seats};
/// use sekiwari::exact::{Control, Options};
/// use sekiwari::market::{FacilityId, MarketBuilder, PoolId, RankClass};
///
/// // Siblings want both pools at once. A single child would rather have the second, and is ranked first in the first.
/// let mut b = MarketBuilder::new();
/// let pools = [0, 1].map(|f| b.add_pool(FacilityId::new(f), 1));
/// let siblings = b.add_household(0);
/// let claimants = [(0, 2), (1, 1)].map(|(pool, rank)| {
///     let child = b.add_child(siblings);
///     b.add_claimant(child, pools[pool], RankClass::new(rank))
/// });
/// b.add_wish(siblings, &claimants);
/// let single = b.add_household(1);
/// let child = b.add_child(single);
/// for (pool, rank) in [(1, 2), (0, 1)] {
///     let claimant = b.add_claimant(child, pools[pool], RankClass::new(rank));
///     b.add_wish(single, &[claimant]);
/// }
/// let market = b.build().expect("valid");
/// let allowed = Allowed::where_seats_are(&market);
/// let restored = fewest_seats(&market, &allowed, &Options::default(), &Control::default(), &|_, _| {}).expect("no limits");
/// assert_eq!(restored.at_least, 1);
/// let ways: Vec<_> = restored.ways.iter().map(|w| (w.extra[0].0, w.seated)).collect();
/// // In both ways all three are seated; with the second pool enlarged the single child has its first wish.
/// assert_eq!(ways, [(PoolId::new(1), 3), (PoolId::new(0), 3)]);
/// ```
pub fn fewest_seats(
    market: &Market,
    allowed: &Allowed,
    options: &Options,
    control: &Control<'_>,
    told: &(dyn Fn(u32, u64) + Sync),
) -> Result<Restored, MechanismError> {
    if !market.limits().is_empty() {
        return Err(MechanismError::LimitsNotSupported { mechanism: "restore" });
    }
    let mut search = Search { market, allowed, options, control, nogoods: Vec::new(), open: Open::new() };
    Ok(search.run(told))
}

struct Search<'a, 'm> {
    market: &'m Market,
    allowed: &'a Allowed,
    options: &'a Options,
    control: &'a Control<'a>,
    nogoods: Vec<Reason>,
    open: Open,
}

impl Search<'_, '_> {
    fn run(&mut self, told: &(dyn Fn(u32, u64) + Sync)) -> Restored {
        let (mut found, mut looked_at): (Vec<Extra>, u64) = (Vec::new(), 0);
        let mut extent = Extent::Complete;
        // What could not be decided: nothing is proven from so many seats on.
        let mut undecided = u32::MAX;
        let mut all = true;
        self.open.add(0, Vec::new());
        let at_least = loop {
            let Some(least) = self.open.least() else {
                // Every way of adding seats is refuted.
                if found.is_empty() {
                    extent = Extent::Impossible;
                }
                break found.first().map_or(u32::MAX, |x| total(x));
            };
            if let Some(first) = found.first() {
                if least > total(first) {
                    break total(first);
                }
                if found.len() >= self.allowed.ways {
                    all = false;
                    break total(first);
                }
            } else if least > self.allowed.in_all {
                extent = Extent::BeyondLimit;
                break least;
            }
            if self.control.stopped() {
                (extent, all) = (Extent::Cut, false);
                break least;
            }
            told(least, looked_at);
            let batch = self.batch(least);
            looked_at += batch.len() as u64;
            let seen: Vec<Seen> = batch
                .par_iter()
                .map(|extra| {
                    let known = self.known(extra);
                    look::look(self.market, extra, &known, self.options, self.control)
                })
                .collect();
            let mut refuted = Vec::new();
            for (extra, seen) in batch.into_iter().zip(seen) {
                match seen {
                    Seen::Stable => found.push(extra),
                    Seen::Refuted(reasons) => {
                        reasons.into_iter().for_each(|r| self.learn(r));
                        refuted.push(extra);
                    }
                    Seen::Unknown => undecided = undecided.min(total(&extra)),
                }
            }
            refuted.into_iter().for_each(|extra| self.put_back(extra));
        };
        if undecided < at_least {
            (extent, all) = (Extent::Cut, false);
        }
        all &= undecided > at_least;
        let at_least = at_least.min(undecided);
        found.sort();
        all &= found.len() <= self.allowed.ways;
        found.truncate(self.allowed.ways);
        let mut ways: Vec<Way> = found.into_par_iter().filter_map(|extra| self.way(extra)).collect();
        ways.sort_by_cached_key(|w| {
            let ranks = w.solution.outcome.allocation.tally(self.market).rank_sum;
            (std::cmp::Reverse(w.seated), ranks, w.extra.clone())
        });
        Restored { at_least, ways, all, extent, looked_at }
    }

    /// What comes first and no nogood bounds away, to be looked at.
    fn batch(&mut self, least: u32) -> Vec<Extra> {
        let mut batch = Vec::new();
        while batch.len() < BATCH {
            let Some(extra) = self.open.take(least) else { break };
            match self.bound(&extra) {
                Some(more) if total(&extra) + more <= least => batch.push(extra),
                Some(more) => self.open.postpone(total(&extra) + more, extra),
                None => {}
            }
        }
        batch
    }

    /// Keeps a nogood that is not known.
    fn learn(&mut self, reason: Reason) {
        if self.nogoods.iter().all(|known| known.nogood != reason.nogood) {
            self.nogoods.push(reason);
        }
    }

    /// The nogoods that speak of extra seats.
    fn speaking(&self, extra: &[(PoolId, u32)]) -> impl Iterator<Item = &Reason> {
        self.nogoods.iter().filter(move |reason| reason.nogood.speaks_of(extra))
    }

    /// The households of the cores that are known to refute extra seats.
    fn known(&self, extra: &[(PoolId, u32)]) -> Vec<HouseholdId> {
        let mut known: Vec<HouseholdId> = self.speaking(extra).flat_map(|r| r.core.iter().copied()).collect();
        known.sort_unstable();
        known.dedup();
        known
    }

    /// Opens what follows extra seats that are refuted: one more at each pool of the smallest nogood.
    fn put_back(&mut self, extra: Extra) {
        let pools = |n: &Nogood| -> Vec<PoolId> {
            n.pools().filter(|&p| self.allowed.one_more(self.market, &extra, p)).collect()
        };
        let speaking = self.speaking(&extra).map(|reason| &reason.nogood);
        let Some(pools) = speaking.map(pools).min_by_key(|pools| (pools.len(), pools.first().copied()))
        else {
            return;
        };
        for pool in pools {
            let more = with(&extra, pool);
            if let Some(bound) = self.bound(&more) {
                self.open.add(total(&more) + bound, more);
            }
        }
    }

    /// Seats that are needed at least beside some; `None` if none that may be added do.
    fn bound(&self, extra: &Extra) -> Option<u32> {
        let mut sets: Vec<Vec<PoolId>> = Vec::new();
        for reason in self.speaking(extra) {
            let pools: Vec<PoolId> =
                reason.nogood.pools().filter(|&p| self.allowed.one_more(self.market, extra, p)).collect();
            if pools.is_empty() {
                return None;
            }
            sets.push(pools);
        }
        sets.sort_by_key(Vec::len);
        let (mut taken, mut bound) = (Vec::new(), 0);
        for set in sets {
            if set.iter().all(|p| !taken.contains(p)) {
                bound += 1;
                taken.extend(set);
            }
        }
        Some(bound)
    }

    fn way(&self, extra: Extra) -> Option<Way> {
        let market = self.market.with_more_seats(&extra);
        let solution = super::prove(&market, self.options, self.control).ok()?;
        let seated = solution.outcome.allocation.tally(&market).seated();
        Some(Way { extra, solution, seated })
    }
}

/// One seat more at a pool.
fn with(extra: &Extra, pool: PoolId) -> Extra {
    let mut more = extra.clone();
    match more.binary_search_by_key(&pool, |(p, _)| *p) {
        Ok(at) => more[at].1 += 1,
        Err(at) => more.insert(at, (pool, 1)),
    }
    more
}
