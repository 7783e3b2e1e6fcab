//! `max-placement` (最多入所): the most children seated, whoever comes first by priority.
//!
//! It is the yardstick for what keeping to the priorities costs, not a rule to decide by: it ignores them altogether.
//! Children who hold a seat are never left out; they stay or get a wish they ranked above staying.
//!
//! | market | most seated | smallest rank sum among those | how |
//! |---|---|---|---|
//! | every wish claims one seat, no limits | proven | proven, unless `gave_up` | shortest augmenting paths with prices |
//! | several claims in one wish, or limits | proven if `placement_max` is reached | no claim | flow, moves, small programmes |
//!
//! [`Outcome::placement_max`] bounds what any feasible allocation seats; `gave_up` says that the allocation seats fewer, or that
//! the search for the smallest rank sum was cut.
//!
//! **Single claims.** Households against pools with seats: an integer flow. One household after the other is seated along
//! the cheapest chain of moves; staying out costs more than all list places together, so the cheapest seating is
//! one with the most seated, and the pools' prices prove it (Kuhn 1955; Edmonds and Karp 1972; Ahuja, Magnanti and Orlin, *Network
//! Flows*, 1993, chapter 9). The search works on pools, not seats, and stops at the first end that is as cheap as any. After
//! [`MAX_WORK_PER_WISH`] arcs per wish the rest is seated by plain augmenting paths (Hopcroft and Karp 1973), which still seats
//! the most.
//!
//! **Several claims, limits.** Seating each child alone in any pool of any of its wishes gives the bound
//! ([`most_seated_bound`]). Single households are seated as above; then those with several claims are let in where that
//! seats more children than it sends away, while others move aside. Components of households that share scarce pools
//! are judged one by one: one that meets its bound is decided; another one with at most 400 wishes (20,000 with the
//! feature `highs`) is a mixed integer programme.
//!
//! **Cost.** Close to linear in the wishes; memory linear.

mod augment;
mod components;
mod general;
mod lists;
mod mip;
mod prices;
mod seating;
mod together;

use super::trivial_bounds;
use crate::market::{Allocation, Market, Outcome, Statistics, Status};
use augment::seat_most;
use lists::{Lists, Room, is_single};
use prices::Prices;
use seating::Seating;

/// Arcs looked at by the search for the smallest rank sum after which it is given up, per wish of the market. A count,
/// not a time, so that the answer is the same on any machine. Synthetic cities take about 15.
pub const MAX_WORK_PER_WISH: u64 = 2_000;

/// Runs the rule. Keeps facility-wide limits.
///
/// ```
/// use sekiwari::market::{FacilityId, HouseholdId, MarketBuilder, RankClass};
///
/// // The first child lists both pools and ranks first everywhere; the second lists only one.
/// let mut b = MarketBuilder::new();
/// let pools = [b.add_pool(FacilityId::new(0), 1), b.add_pool(FacilityId::new(1), 1)];
/// for list in [&pools[..], &pools[..1]] {
///     let household = b.add_household(0);
///     let child = b.add_child(household);
///     for &pool in list {
///         let claimant = b.add_claimant(child, pool, RankClass::new(household.index() as u32 + 1));
///         b.add_wish(household, &[claimant]);
///     }
/// }
/// let outcome = sekiwari::mechanism::max_placement::run(&b.build().expect("valid"));
/// assert_eq!(outcome.allocation.rank(HouseholdId::new(0)), Some(2));
/// assert_eq!(outcome.allocation.rank(HouseholdId::new(1)), Some(1));
/// assert_eq!(outcome.placement_max, Some(2));
/// ```
pub fn run(market: &Market) -> Outcome {
    let single: Vec<bool> = market.households().map(|h| is_single(market, h)).collect();
    let (allocation, placement_max, statistics) = if market.limits().is_empty() && single.iter().all(|&s| s) {
        let lists = Lists::of_households(market, &single);
        let mut seating = Seating::new(&lists, Room::new(market), market.pools().len());
        let statistics = seat_cheapest(&mut seating, market.wish_count());
        let mut allocation = Allocation::empty(market);
        together::write_seats(&seating, &lists, &mut allocation);
        (allocation, seating.seated, statistics)
    } else {
        general::run(market, &single)
    };
    let mut bounds = trivial_bounds(market);
    bounds.seated_max = bounds.seated_max.min(placement_max);
    Outcome {
        allocation,
        status: Status::Feasible,
        bounds,
        placement_max: Some(placement_max),
        rank_sum_min: None,
        statistics,
    }
}

/// The most children that any feasible allocation could seat, from above: every child alone takes a seat in any pool that
/// some wish of its household names for it, and each pool takes as many as its seats and each limit alone allow; nor can it be
/// more than the largest wishes of all households seat.
///
/// Exact where every wish claims one seat of a household of one child and there are no limits. Cost: see
/// [`run`]; about as long.
///
/// ```
/// use sekiwari::market::{FacilityId, MarketBuilder, RankClass};
///
/// // Twins want two seats where there is one: they can never be seated together, so they do not count.
/// let mut b = MarketBuilder::new();
/// let pool = b.add_pool(FacilityId::new(0), 1);
/// let twins = b.add_household(0);
/// let claimants = [1, 2].map(|rank| {
///     let child = b.add_child(twins);
///     b.add_claimant(child, pool, RankClass::new(rank))
/// });
/// b.add_wish(twins, &claimants);
/// let market = b.build().expect("valid");
/// assert_eq!(sekiwari::mechanism::max_placement::most_seated_bound(&market), 0);
/// ```
pub fn most_seated_bound(market: &Market) -> u32 {
    let lists = Lists::of_children(market);
    let largest: u32 = market.households().map(|h| general::most_of(market, h)).sum();
    relaxed(market, &lists).seated.min(largest)
}

/// Every child seated alone, as many as possible.
fn relaxed<'a>(market: &Market, lists: &'a Lists) -> Seating<'a> {
    let mut seating = Seating::new(lists, Room::new(market).without_limits(), market.pools().len());
    let all: Vec<u32> = (0..lists.units() as u32).collect();
    seat_most(&mut seating, &all);
    seating
}

/// Seats as many units as possible, and among such seatings at the smallest sum of list places unless the work limit
/// comes first. Nobody may be seated before, and there must be room for all units that must be seated, without limits.
fn seat_cheapest(seating: &mut Seating<'_>, wishes: usize) -> Statistics {
    let lists = seating.lists;
    let (holders, others): (Vec<u32>, Vec<u32>) =
        (0..lists.units() as u32).partition(|&u| lists.must[u as usize]);
    let mut prices = Prices::new(seating);
    let limit = MAX_WORK_PER_WISH * wishes as u64;
    for &u in holders.iter().chain(&others) {
        if prices.arcs > limit {
            let arcs = prices.arcs + seat_most(seating, &holders) + seat_most(seating, &others);
            return Statistics { proposals: arcs, gave_up: true, ..Statistics::default() };
        }
        prices.insert(seating, u);
    }
    Statistics { proposals: prices.arcs, ..Statistics::default() }
}
