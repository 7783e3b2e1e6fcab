//! What is known of a market that was solved, and no change touches.

use super::log::Log;
use crate::exact::Solution;
use crate::exact::solve::Kept;
use crate::exact::state::State;
use crate::exact::trail::Change;
use crate::market::{HouseholdId, PoolId, Using};

/// The log of a solution, and which pools are to be left alone.
#[derive(Clone)]
pub(in crate::exact) struct Known {
    pub(super) log: Log,
    pub(super) using: Using,
    picks: Vec<Option<u32>>,
    /// Pools that the components searched, or the cores, depend on.
    kept_apart: Vec<bool>,
    /// Pools at which a core holds with just as many seats.
    cores_need: Vec<bool>,
    /// Pools that households of a core claim: with fewer seats there it may not hold.
    cores_claim: Vec<bool>,
}

impl Known {
    /// The state that a solution was read from, and what is known of it.
    pub(in crate::exact) fn new<'m>(kept: Kept<'m>, today: &Solution) -> (State<'m>, Self) {
        let Kept { state, searched, mut fewest } = kept;
        let market = state.market;
        let mut kept_apart = vec![false; market.pools().len()];
        let (mut cores_need, mut cores_claim) = (kept_apart.clone(), kept_apart.clone());
        for h in searched {
            for c in state.claimants(h).filter(|&c| state.is_counted(c)) {
                kept_apart[market.claimants()[c].pool.index()] = true;
            }
        }
        for core in std::mem::take(&mut fewest.cores) {
            for &h in &core.households {
                state.claimants(h).for_each(|c| cores_claim[market.claimants()[c].pool.index()] = true);
            }
            match fewest.learner.refuter().pools(&core.households, &core.branched) {
                Some(pools) => pools.iter().for_each(|p| cores_need[p.index()] = true),
                None => cores_need.fill(true),
            }
        }
        let outcome = |h| today.outcome.allocation.wish(market, h).map(|w| w.index() as u32);
        let picks = market.households().map(outcome).collect();
        let (log, using) = (Log::new(&state), Using::new(market));
        (state, Self { log, using, picks, kept_apart, cores_need, cores_claim })
    }

    /// What a household of the market got.
    pub(in crate::exact) fn pick(&self, h: HouseholdId) -> Option<u32> {
        self.picks[h.index()]
    }

    /// Whether nothing that was searched for, and no core, rests on a pool as it is. `tighter`: there may be less room in it.
    pub(in crate::exact) fn leaves_alone(&self, pool: PoolId, tighter: bool) -> bool {
        !self.kept_apart[pool.index()] && self.leaves_cores_alone(pool, tighter)
    }

    /// Whether no core rests on a pool as it is.
    pub(super) fn leaves_cores_alone(&self, pool: PoolId, tighter: bool) -> bool {
        !(self.cores_need[pool.index()] || (tighter && self.cores_claim[pool.index()]))
    }

    /// Whether a changed market leaves all that was searched for as it was, and decides everybody else whom it concerns.
    ///
    /// A search sees of a pool its seats, who could sit there, and what was counted; who can neither sit in it nor block does not
    /// matter to it.
    pub(super) fn leaves_searches_alone(
        &self,
        before: &State<'_>,
        after: &State<'_>,
        change: &super::Change,
    ) -> bool {
        let apart = |p: PoolId| !self.kept_apart[p.index()];
        let pool = |state: &State<'_>, c: usize| state.market.claimants()[c].pool;
        let (households, claimants) = (before.market.households().len(), before.slots.len());
        let unseen = |state: &State<'_>, h: HouseholdId| {
            state.claimants(h).all(|c| apart(pool(state, c)) || !state.is_counted(c))
        };
        if !change.seats.iter().all(|s| apart(s.0)) || !change.gone.iter().all(|&h| unseen(before, h)) {
            return false;
        }
        let same_count = |c: usize| {
            let (was, is) = (&before.slots[c], &after.slots[c]);
            (was.flags, was.counts) == (is.flags, is.counts)
        };
        let mut seen = counted(&after.trail).filter(|&c| c < claimants && !apart(pool(after, c)));
        if !seen.all(same_count) {
            return false;
        }
        touched(after, &after.trail).iter().all(|&h| {
            if h.index() >= households {
                return after.is_decided(h) && unseen(after, h);
            }
            if change.gone.contains(&h) {
                return true;
            }
            let same = before.must[h.index()] == after.must[h.index()]
                && before
                    .market
                    .wish_range(h)
                    .all(|w| (before.alive[w], before.ghost[w]) == (after.alive[w], after.ghost[w]));
            // Also where one only looks at what was searched for, as it may want more or less of it now.
            same || (after.is_decided(h) && after.claimants(h).all(|c| apart(pool(after, c))))
        })
    }

    /// The households of whom something changed since a point of the trail, if it is all decided and away from what was
    /// searched for.
    pub(in crate::exact) fn changed(&self, state: &State<'_>, trail: usize) -> Option<Vec<HouseholdId>> {
        let market = state.market;
        let apart = |c: usize| !self.kept_apart[market.claimants()[c].pool.index()];
        let trail = &state.trail[trail..];
        if !counted(trail).all(apart) {
            return None;
        }
        let households = touched(state, trail);
        // Also where one only looks at what was searched for, as it may want more or less of it now.
        let clear = |&h: &HouseholdId| state.is_decided(h) && state.claimants(h).all(apart);
        households.iter().all(clear).then_some(households)
    }
}

/// The claimants whose counts or flags some changes are about.
fn counted(trail: &[Change]) -> impl Iterator<Item = usize> + '_ {
    trail.iter().filter_map(|change| match *change {
        Change::Flags(c, _) | Change::Counts(c, _) => Some(c as usize),
        _ => None,
    })
}

/// The households whose wishes, or what is asked of whom, some changes are about; each once.
fn touched(state: &State<'_>, trail: &[Change]) -> Vec<HouseholdId> {
    let household = |change: &Change| match *change {
        Change::Deleted(w) | Change::Revived(w, _) | Change::Ghost(w) | Change::Laid(w) => {
            Some(state.household_of(w))
        }
        Change::Must(h) | Change::Released(h, _) | Change::Best(h, _) | Change::Soft(h) => {
            Some(HouseholdId::new(h))
        }
        Change::Flags(..) | Change::Counts(..) => None,
    };
    let mut households: Vec<HouseholdId> = trail.iter().filter_map(household).collect();
    households.sort_unstable();
    households.dedup();
    households
}
