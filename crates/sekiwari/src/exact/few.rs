//! Few blocking households, quickly, where the search for the fewest was given up.
//!
//! Whoever has nothing left in propagation may block from the next attempt on; so may one household of a component for
//! which no outcome is found. Attempts go on until everything goes through.
//!
//! **Guarantees.** The allocation is feasible. How many block is an upper bound on the fewest; nothing is proven.
//!
//! **Cost.** A few propagations, fewer in larger markets, and short searches of components.

use super::components::{Component, components};
use super::control::Control;
use super::objective::Objective;
use super::ranks_of;
use super::search::{self, Task};
use super::state::State;
use crate::market::{Allocation, HouseholdId, Market, PoolId, RankClass};

/// Wishes read over all attempts; there are at least [`MIN_ATTEMPTS`] and at most [`MAX_ATTEMPTS`] of them.
const WORK: usize = 6_000_000;
const MIN_ATTEMPTS: usize = 4;
const MAX_ATTEMPTS: usize = 200;
/// Attempts where the search was told to stop.
const HURRIED: usize = 12;
/// Nodes of one component.
const NODES: u64 = 500;

/// An allocation in which few households block, if an attempt goes through.
pub(super) fn few_blocking(
    objective: Objective<'_>,
    mut soft: Vec<HouseholdId>,
    control: &Control<'_>,
) -> Option<Allocation> {
    let market = objective.market;
    let most = if control.stopped() { HURRIED } else { MAX_ATTEMPTS };
    let attempts = (WORK / market.wish_count().max(1)).clamp(MIN_ATTEMPTS, most);
    let mut may = vec![false; market.households().len()];
    for h in soft.drain(..) {
        may[h.index()] = true;
    }
    for _ in 0..attempts {
        let mut state = State::new(market, |h| may[h.index()]);
        let mut failed = false;
        while !state.propagate() {
            let household = state.failed.take()?;
            // Somebody who may block already fails only at the seat it holds.
            let culprit = if may[household.index()] { pusher(&state, &may, household)? } else { household };
            may[culprit.index()] = true;
            failed = true;
        }
        if failed {
            continue;
        }
        match finish(&mut state, objective) {
            Ok(allocation) => return Some(allocation),
            Err(culprits) => culprits.into_iter().for_each(|h| may[h.index()] = true),
        }
    }
    None
}

/// A household sure of a seat in a pool where a holder who is out of wishes sits, and not yet allowed to block.
fn pusher(state: &State<'_>, may: &[bool], holder: HouseholdId) -> Option<HouseholdId> {
    let market = state.market;
    let held = state.claimants(holder).map(|c| market.claimants()[c]).filter(|c| c.rank.is_held());
    let others =
        held.flat_map(|c| market.pool_claimants(c.pool).iter().rev().map(|c| state.owner(c.index())));
    let mut candidates = others.filter(|&h| h != holder && !may[h.index()]);
    candidates.next()
}

/// An outcome for every component, or who is to be allowed to block where none is found.
fn finish(state: &mut State<'_>, objective: Objective<'_>) -> Result<Allocation, Vec<HouseholdId>> {
    state.recording = true;
    let mut picks = state.decided_picks();
    let mut culprits = Vec::new();
    let control = Control::default();
    for component in components(state, &[]) {
        let task = Task {
            objective,
            homes: Vec::new(),
            first: true,
            node_limit: NODES,
            known: None,
            reasons: None,
            record: false,
            control: &control,
        };
        match search::solve(state, &component, task).found {
            Some(found) => {
                for (&h, &pick) in component.households.iter().zip(&found.picks) {
                    picks[h.index()] = pick;
                }
            }
            None => culprits.extend(culprit(state, &component)),
        }
    }
    match culprits.is_empty() {
        true => Ok(ranks_of(state.market, &picks)),
        false => Err(culprits),
    }
}

/// Of those who may not block yet, one of several claims if there is any, with the fewest wishes left.
fn culprit(state: &State<'_>, component: &Component) -> Option<HouseholdId> {
    let firm = component.households.iter().chain(&component.watchers).copied();
    let firm = firm.filter(|h| !state.soft[h.index()]);
    firm.min_by_key(|&h| (state.single[h.index()], state.is_decided(h), state.alive_count[h.index()], h))
}

/// Households with a blocking wish, by the definition.
pub(super) fn count_blocking(market: &Market, allocation: &Allocation) -> u32 {
    let mut taken: Vec<Vec<(RankClass, HouseholdId)>> = vec![Vec::new(); market.pools().len()];
    for h in market.households() {
        for c in allocation.wish(market, h).map_or(&[][..], |w| market.claims(w)) {
            taken[c.pool.index()].push((c.rank, h));
        }
    }
    let room = |pool: PoolId, worst: RankClass, h: HouseholdId| {
        let ahead =
            taken[pool.index()].iter().filter(|&&(rank, other)| rank <= worst && other != h).count() as u32;
        market.pool(pool).seats.saturating_sub(ahead)
    };
    let blocks = |&h: &HouseholdId| {
        let better = allocation.rank(h).map_or(usize::MAX, |r| r as usize - 1);
        market.wishes(h).take(better).any(|w| market.demands(w).all(|d| d.count <= room(d.pool, d.worst, h)))
    };
    market.households().filter(blocks).count() as u32
}
