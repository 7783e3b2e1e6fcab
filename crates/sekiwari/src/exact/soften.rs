//! Few blocking households where no allocation is stable.
//!
//! A household is *softened* when it may block: the guarantee no longer binds it and its claims are no longer
//! conditional. Whenever propagation fails at a household, that household is softened and propagation goes on; then
//! everything starts afresh with those households soft from the start, until propagation goes through. A component
//! without a stable outcome softens one of its households, the one with the fewest wishes left that helps.
//!
//! **Guarantees.** The allocation is feasible and wastes no seat. The number of blocking households is an upper bound on
//! the fewest possible, mostly close to the number softened; the lower bound is the caller's.
//!
//! **Cost.** A few propagations, fewer in larger markets, and one search per component.

use super::search::{self, Found};
use super::state::{FORCED, State};
use super::{components, ranks_of};
use crate::market::{Allocation, HouseholdId, Market, PoolId, RankClass};

/// Wishes read over all fresh starts; there are at least [`MIN_PASSES`] and at most [`MAX_PASSES`] of them.
const WORK: usize = 6_000_000;
const MIN_PASSES: usize = 4;
const MAX_PASSES: usize = 64;

/// Households tried one by one in a component before all of its joint households are softened.
const MAX_TRIES: usize = 16;

/// An allocation in which few households block, or `None` if the conflicts involve held seats only.
pub(super) fn few_blocking(market: &Market, node_limit: u64) -> Option<Allocation> {
    let mut soft: Vec<HouseholdId> = Vec::new();
    let passes = (WORK / market.wish_count().max(1)).clamp(MIN_PASSES, MAX_PASSES);
    for pass in 1..=passes {
        let mut state = State::new(market);
        soft.iter().for_each(|&h| state.soften(h));
        let (known, mut stuck) = (soft.len(), false);
        while !state.propagate() {
            let failed = state.failed?;
            // A soft household fails only at the seat it holds: then somebody who pushes it out is softened.
            let culprit = if state.soft[failed.index()] { pusher(&state, failed)? } else { failed };
            state.soften(culprit);
            soft.push(culprit);
            // The way back to a held seat is gone for this pass.
            stuck = market.holds_seat(failed);
            if stuck {
                break;
            }
        }
        if stuck || (soft.len() > known && pass < passes) {
            continue;
        }
        match finish(&mut state, node_limit) {
            Ok(allocation) => return Some(allocation),
            Err(component) => soft.push(component.into_iter().find(|h| !soft.contains(h))?),
        }
    }
    None
}

/// The household ranked worst among those sure of a seat in a pool where a holder who is out of wishes sits.
fn pusher(state: &State<'_>, holder: HouseholdId) -> Option<HouseholdId> {
    let market = state.market;
    let held = state.claimants(holder).map(|c| market.claimants()[c]).filter(|c| c.rank.is_held());
    let sure =
        held.flat_map(|c| market.pool_claimants(c.pool).iter().rev().map(|c| c.index())).filter(|&c| {
            let h = state.owner(c);
            state.flags[c] & FORCED != 0 && h != holder && !market.holds_seat(h) && !state.soft[h.index()]
        });
    sure.map(|c| (market.claimants()[c].rank, state.owner(c))).max().map(|(_, h)| h)
}

/// Solves the components; who may be softened in one that cannot be solved even so is returned.
fn finish(state: &mut State<'_>, node_limit: u64) -> Result<Allocation, Vec<HouseholdId>> {
    let market = state.market;
    state.recording = true;
    let mut picks = state.decided_picks();
    for component in components::components(state) {
        let joint = candidates(state, &component);
        let found = search::solve(state, &component, node_limit).found;
        let found =
            found.or_else(|| with_some_softened(state, &component, &joint, node_limit)).ok_or(joint)?;
        for (&h, &pick) in component.iter().zip(&found.picks) {
            picks[h.index()] = pick;
        }
    }
    Ok(crate::mechanism::fill(market, ranks_of(market, &picks)))
}

/// Who of a component may be softened: its households with several claims, or everybody if it has none; fewest wishes
/// left first.
fn candidates(state: &State<'_>, component: &[HouseholdId]) -> Vec<HouseholdId> {
    let firm = component.iter().copied().filter(|h| !state.soft[h.index()]);
    let (mut joint, singles): (Vec<_>, Vec<_>) = firm.partition(|h| !state.single[h.index()]);
    if joint.is_empty() {
        joint = singles;
    }
    joint.sort_by_key(|&h| (state.alive_count[h.index()], h));
    joint
}

fn with_some_softened(
    state: &mut State<'_>,
    component: &[HouseholdId],
    joint: &[HouseholdId],
    node_limit: u64,
) -> Option<Found> {
    let one_by_one = joint.chunks(1).take(MAX_TRIES);
    one_by_one.chain([joint]).find_map(|choice| {
        let mark = state.mark();
        choice.iter().for_each(|&h| state.soften(h));
        let found = if state.propagate() { search::solve(state, component, node_limit).found } else { None };
        state.undo_to(mark);
        found
    })
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
