//! A state of a changed market brought to its fixpoint.

use super::Standing;
use super::difference::Difference;
use super::log::Log;
use super::retract::{Past, Retraction};
use crate::exact::state::{Event, State};
use crate::market::{HouseholdId, PoolId, Using, WishId};

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
        let (first, using) = (state.first_newcomer(), &self.known.using);
        let mut may: Vec<HouseholdId> = suspects.iter().flatten().copied().collect();
        may.sort_unstable();
        let (stayed, come) = may.split_at(may.partition_point(|h| h.index() < first));
        let softened: Vec<HouseholdId> = stayed.iter().copied().filter(|h| !state.soft[h.index()]).collect();
        if softened.len() > MOST_SOFTENED
            && let Some(through) = self.bound.wide(&may, difference, using, state)
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
        settle(state, &self.known.log, using, difference, &pools).then_some(Since::Before)
    }
}

/// Brings a state that was rebased onto a changed market to its fixpoint after something is different in `pools`; false if there is a contradiction.
pub(super) fn settle(
    state: &mut State<'_>,
    log: &Log,
    using: &Using,
    difference: &Difference,
    pools: &[PoolId],
) -> bool {
    for h in difference.newcomers().chain(difference.gone.iter().copied()) {
        state.touch_all(h);
    }
    let mut retraction = Retraction::new(state.events.len());
    let tighter = difference.tighter || pools != difference.pools;
    propagate_anew(state, (log, using), &mut retraction, pools, tighter)
}

/// Takes back what does not stand after something changed in `pools`, and propagates from there; false if there is a
/// contradiction. `tighter`: there may be less room in them for others than there was.
pub(in crate::exact) fn propagate_anew(
    state: &mut State<'_>,
    (log, using): (&Log, &Using),
    retraction: &mut Retraction,
    pools: &[PoolId],
    tighter: bool,
) -> bool {
    retraction.find(&Past::of(state, log, using), pools, tighter);
    let market = state.market;
    let mut owners: Vec<HouseholdId> = Vec::new();
    let mut pools = pools.to_vec();
    for &event in &retraction.events {
        for &w in log.deleted_by(event) {
            state.revive(w);
            owners.push(state.household_of(w));
            pools.extend(market.demands(WishId::new(w)).map(|d| d.pool));
        }
        if let Event::Guarantee(w) = state.events[event as usize] {
            let h = state.household_of(w);
            if state.must[h.index()] && state.must_at[h.index()] == event {
                state.release(h);
                owners.push(h);
            }
        }
    }
    pools.sort_unstable();
    pools.dedup();
    for &p in &pools {
        state.touch(p);
        for c in market.pool_claimants(p).iter().map(|c| c.index()) {
            state.set_counts(c, [u32::MAX, 0, 0]);
            if !state.slots[c].single {
                owners.push(state.owner(c));
            }
        }
    }
    owners.sort_unstable();
    owners.dedup();
    for h in owners {
        state.refresh(h);
        state.touch_all(h);
    }
    state.propagate()
}
