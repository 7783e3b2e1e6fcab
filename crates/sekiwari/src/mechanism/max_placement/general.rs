//! Markets with several claims in one wish, or with limits: a bound, a good seating, and the gap between them closed
//! component by component.

use super::components::{Components, components};
use super::lists::{Lists, NONE, Room};
use super::seating::Seating;
use super::together::{improve_ranks, seat_together, write_seats};
use super::{mip, relaxed, seat_cheapest};
use crate::market::{Allocation, HouseholdId, Market, PoolId, Statistics, WishId};

/// The allocation, the most that any seats, and the counts of the search.
pub(super) fn run(market: &Market, single: &[bool]) -> (Allocation, u32, Statistics) {
    let lists = Lists::of_households(market, single);
    let mut multi = market.by_precedence();
    multi.retain(|h| !single[h.index()]);
    let mut seating = Seating::new(&lists, Room::new(market), market.pools().len());
    let (mut allocation, arcs) = seat_together(market, &mut seating, &multi);
    write_seats(&seating, &lists, &mut allocation);
    let mut statistics = Statistics { proposals: arcs, passes: 1, ..Statistics::default() };

    let parts = components(market);
    let mut bound = bound_per_component(market, &parts);
    let placement_max = close_gaps(market, &parts, &mut bound, &mut allocation, &mut statistics);

    allocation = improve_ranks(market, allocation);
    if market.limits().is_empty() {
        // What the others hold being fixed, the single households can have the smallest rank sum.
        let mut room = Room::new(market);
        for &h in &multi {
            let claims = allocation.wish(market, h).map_or(&[][..], |w| market.claims(w));
            claims.iter().for_each(|c| room.take(c.pool.index()));
        }
        let mut seating = Seating::new(&lists, room, market.pools().len());
        statistics.proposals += seat_cheapest(&mut seating, market.wish_count()).proposals;
        write_seats(&seating, &lists, &mut allocation);
        allocation = improve_ranks(market, allocation);
    }
    statistics.gave_up = allocation.tally(market).seated() < placement_max;
    (allocation, placement_max, statistics)
}

/// The most children seated in each component, from above; last the households that nothing can hold back.
fn bound_per_component(market: &Market, parts: &Components) -> Vec<u32> {
    let lists = Lists::of_children(market);
    let seating = relaxed(market, &lists);
    let mut bound = vec![0; parts.count + 1];
    for u in (0..lists.units() as u32).filter(|&u| seating.entry(u) != NONE) {
        let child = crate::market::ChildId::new(lists.owner[u as usize]);
        let household = market.household_of(child).index();
        bound[parts.of[household].map_or(parts.count, |c| c as usize)] += 1;
    }
    // No household seats more children than its largest wish, however many seats there are.
    let mut largest = vec![0; parts.count + 1];
    for h in market.households() {
        largest[parts.of[h.index()].map_or(parts.count, |c| c as usize)] += most_of(market, h);
    }
    bound.iter().zip(largest).map(|(&flow, largest)| flow.min(largest)).collect()
}

/// Solves small components that miss their bound as mixed integer programmes. Returns the sum of the bounds.
fn close_gaps(
    market: &Market,
    parts: &Components,
    bound: &mut [u32],
    allocation: &mut Allocation,
    statistics: &mut Statistics,
) -> u32 {
    let seated = |allocation: &Allocation, h: HouseholdId| {
        allocation.wish(market, h).map_or(0, |w| market.seated_by(w))
    };
    let mut members: Vec<(usize, HouseholdId)> =
        market.households().map(|h| (parts.of[h.index()].map_or(parts.count, |c| c as usize), h)).collect();
    members.sort_unstable();
    for part in members.chunk_by(|a, b| a.0 == b.0) {
        let households: Vec<HouseholdId> = part.iter().map(|m| m.1).collect();
        let bound = &mut bound[part[0].0];
        let reached: u32 = households.iter().map(|&h| seated(allocation, h)).sum();
        let wishes: usize = households.iter().map(|&h| market.wish_range(h).len()).sum();
        if reached >= *bound || part[0].0 == parts.count || wishes > mip::MAX_WISHES {
            continue;
        }
        statistics.passes += 1;
        let Some(ranks) = mip::solve(market, &households, &parts.scarce) else { continue };
        let before: Vec<Option<u32>> = households.iter().map(|&h| allocation.rank(h)).collect();
        for (&h, &rank) in households.iter().zip(&ranks) {
            allocation.set(h, Some(rank).filter(|&r| r > 0));
        }
        let now: u32 = households.iter().map(|&h| seated(allocation, h)).sum();
        if now < reached || now > *bound || !is_feasible(market, allocation, &households) {
            // Rounding went wrong, so the solver's word counts for nothing.
            households.iter().zip(before).for_each(|(&h, rank)| allocation.set(h, rank));
            continue;
        }
        *bound = now;
    }
    bound.iter().sum()
}

/// Whether seats and limits hold among the households of a component and its holders keep a seat, in integers. What is
/// not scarce cannot be overfull.
fn is_feasible(market: &Market, allocation: &Allocation, households: &[HouseholdId]) -> bool {
    let given = households.iter().filter_map(|&h| allocation.wish(market, h));
    let mut pools: Vec<PoolId> = given.flat_map(|w| market.claims(w)).map(|c| c.pool).collect();
    pools.sort_unstable();
    let taken = |pool: PoolId| pools.partition_point(|&p| p <= pool) - pools.partition_point(|&p| p < pool);
    let load = |weights: &[(PoolId, u32)]| -> u64 {
        weights.iter().map(|&(pool, weight)| u64::from(weight) * taken(pool) as u64).sum()
    };
    households.iter().all(|&h| !market.holds_seat(h) || allocation.rank(h).is_some())
        && pools.chunk_by(|a, b| a == b).all(|p| p.len() <= market.pool(p[0]).seats as usize)
        && market.limits().iter().all(|l| load(&l.weights) <= l.capacity)
}

/// The most children that one wish of the household seats, if it can be given at all.
pub(super) fn most_of(market: &Market, h: HouseholdId) -> u32 {
    let possible = |w: &WishId| market.demands(*w).all(|d| d.count <= market.pool(d.pool).seats);
    market.wishes(h).filter(possible).map(|w| market.seated_by(w)).max().unwrap_or(0)
}
