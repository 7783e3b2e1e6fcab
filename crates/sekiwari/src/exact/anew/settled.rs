//! A state of a changed market brought to its fixpoint.

use super::Standing;
use super::difference::Difference;
use super::log::Log;
use super::retract::{Past, Retraction};
use crate::exact::flags::FORCED;
use crate::exact::state::{Event, State};
use crate::market::{HouseholdId, PoolId, RankClass, WishId};

/// As many may be free to block who could not be before: with more it is quicker to begin where more may block than to take back
/// what rests on the stability of each.
const MOST_SOFTENED: usize = 5;

/// From where a state was propagated.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Since {
    /// From the market as it was: what is different stands in the trail.
    Before,
    /// From where more may block.
    Wide,
}

impl Standing<'_> {
    /// Brings a state that was rebased onto the changed market to its fixpoint, with nobody but suspects free to block; `None` if
    /// there is a contradiction.
    pub(super) fn settled(
        &self,
        state: &mut State<'_>,
        suspects: &[Vec<HouseholdId>],
        difference: &Difference,
    ) -> Option<Since> {
        let first = state.first_newcomer();
        let mut may: Vec<HouseholdId> = suspects.iter().flatten().copied().collect();
        may.sort_unstable();
        let (stayed, come) = may.split_at(may.partition_point(|h| h.index() < first));
        let softened: Vec<HouseholdId> = stayed.iter().copied().filter(|h| !state.soft[h.index()]).collect();
        if softened.len() > MOST_SOFTENED
            && let Some(through) = self.bound.wide(&may, difference, state)
        {
            if !through {
                return None;
            }
            let all = state.market.households();
            all.filter(|h| may.binary_search(h).is_err()).for_each(|h| state.harden(h));
            state.queue_in_order();
            return state.propagate().then_some(Since::Wide);
        }
        softened.iter().chain(come).for_each(|&h| state.soften(h));
        let claimed = softened.iter().flat_map(|&h| state.claimants(h));
        let claimed = claimed.map(|c| state.market.claimants()[c].pool);
        let pools: Vec<PoolId> = difference.pools.iter().copied().chain(claimed).collect();
        for &h in self.bound.suspects.iter().flatten() {
            if may.binary_search(&h).is_err() {
                state.harden(h);
            }
        }
        settle(state, &self.known.log, difference, &pools).then_some(Since::Before)
    }
}

/// Brings a state that was rebased onto a changed market to its fixpoint after something is different in `pools`; false if there is a contradiction.
pub(super) fn settle(state: &mut State<'_>, log: &Log, difference: &Difference, pools: &[PoolId]) -> bool {
    for h in difference.newcomers().chain(difference.gone.iter().copied()) {
        state.touch_all(h);
    }
    let mut retraction = Retraction::new(state.events.len());
    let tighter = difference.tighter || pools != difference.pools;
    propagate_anew(state, log, &mut retraction, pools, tighter)
}

/// Takes back what does not stand after something changed in `pools`, and propagates from there; false if there is a
/// contradiction. `tighter`: there may be less room in them for others than there was.
pub(in crate::exact) fn propagate_anew(
    state: &mut State<'_>,
    log: &Log,
    retraction: &mut Retraction,
    pools: &[PoolId],
    tighter: bool,
) -> bool {
    retraction.find(&Past::of(state, log), pools, tighter);
    let market = state.market;
    let mut owners: Vec<HouseholdId> = Vec::new();
    // The best rank from which on what was counted in a pool may not hold any more.
    let mut from: Vec<(PoolId, RankClass)> = pools.iter().map(|&p| (p, RankClass::HELD)).collect();
    for &event in &retraction.events {
        for &w in log.deleted_by(event) {
            state.revive(w);
            owners.push(state.household_of(w));
            from.extend(market.claims(WishId::new(w)).iter().map(|c| (c.pool, c.rank)));
        }
        if let Event::Guarantee(w) = state.events[event as usize] {
            let h = state.household_of(w);
            if state.must[h.index()] && state.must_at[h.index()] == event {
                state.release(h);
                owners.push(h);
            }
        }
    }
    owners.sort_unstable();
    owners.dedup();
    from.sort_unstable();
    from.dedup_by_key(|f| f.0);
    // Those who are counted among the others there: what follows for them is seen when the pool is read again.
    let mut others: Vec<HouseholdId> = Vec::new();
    let forced = owners.iter().flat_map(|&h| state.claimants(h));
    let forced = forced.filter(|&c| state.slots[c].flags & FORCED != 0);
    let mut sure: Vec<PoolId> =
        forced.map(|c| market.claimants()[c].pool).chain(pools.iter().copied()).collect();
    sure.sort_unstable();
    sure.dedup();
    for p in sure {
        for &c in market.pool_claimants(p) {
            if state.forget_worse(c.index()) {
                others.push(state.owner(c.index()));
            }
        }
    }
    for (p, rank) in from {
        state.touch(p);
        let all = market.pool_claimants(p);
        let from = all.partition_point(|&c| market.claimants()[c.index()].rank < rank);
        for c in all[from..].iter().map(|c| c.index()) {
            state.set_counts(c, [u32::MAX, 0, 0]);
            if !state.slots[c].single {
                others.push(state.owner(c));
            }
        }
    }
    others.sort_unstable();
    others.dedup();
    others.retain(|h| owners.binary_search(h).is_err());
    others.into_iter().for_each(|h| state.refresh(h));
    for h in owners {
        state.refresh(h);
        state.touch_all(h);
    }
    state.propagate()
}
