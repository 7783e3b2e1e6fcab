//! What is known of a market that was solved, and no change touches.

use super::bound::Bound;
use super::cores::Cores;
use super::difference::Difference;
use super::log::Log;
use super::settled::Since;
use crate::exact::Solution;
use crate::exact::components::{Component, components};
use crate::exact::frontier::Board;
use crate::exact::solve::Kept;
use crate::exact::state::State;
use crate::exact::trail::Change;
use crate::market::{HouseholdId, PoolId};

/// The log of a solution, and which pools are to be left alone.
#[derive(Clone)]
pub(in crate::exact) struct Known {
    pub(super) log: Log,
    picks: Vec<Option<u32>>,
    /// Who blocks, of those who may.
    blocking: Vec<HouseholdId>,
    /// Pools that the components searched, or the cores, depend on.
    kept_apart: Vec<bool>,
    /// Pools at which a core holds with just as many seats.
    cores_need: Vec<bool>,
    /// Pools that households of a core claim: with fewer seats there it may not hold.
    cores_claim: Vec<bool>,
}

impl Known {
    /// The state that a solution was read from, what is known of it, and what shows how many block.
    /// `looked_at_again` as in [`Bound::new`].
    pub(in crate::exact) fn new<'m>(
        kept: Kept<'m>,
        today: &Solution,
        looked_at_again: bool,
    ) -> (State<'m>, Self, Bound<'m>) {
        let Kept { state, fewest } = kept;
        let market = state.market;
        let bound = Bound::new(fewest, looked_at_again);
        let mut kept_apart = vec![false; market.pools().len()];
        let (mut cores_need, mut cores_claim) = (kept_apart.clone(), kept_apart.clone());
        for component in components(&state, &bound.suspects) {
            looked_at(&state, &component).for_each(|p| kept_apart[p.index()] = true);
        }
        for core in &bound.cores {
            core.claims.iter().for_each(|p| cores_claim[p.index()] = true);
            match &core.needs {
                Some(pools) => pools.iter().for_each(|p| cores_need[p.index()] = true),
                None => cores_need.fill(true),
            }
        }
        let outcome = |h| today.outcome.allocation.wish(market, h).map(|w| w.index() as u32);
        let picks: Vec<Option<u32>> = market.households().map(outcome).collect();
        let mut blocking: Vec<HouseholdId> = bound.suspects.concat();
        if looked_at_again && !blocking.is_empty() {
            let board = Board::new(market, &today.outcome.allocation);
            blocking.retain(|&h| board.blocks(h));
        }
        let log = Log::new(&state);
        (state, Self { log, picks, blocking, kept_apart, cores_need, cores_claim }, bound)
    }

    /// The log.
    pub(in crate::exact) fn record(&self) -> &Log {
        &self.log
    }

    /// What a household of the market got.
    pub(in crate::exact) fn pick(&self, h: HouseholdId) -> Option<u32> {
        self.picks[h.index()]
    }

    /// Who blocked, of those who could.
    pub(super) fn blocking(&self) -> &[HouseholdId] {
        &self.blocking
    }

    /// Whether nothing that was searched for, and no core, rests on a pool as it is. `tighter`: there may be less room in it.
    pub(in crate::exact) fn leaves_alone(&self, pool: PoolId, tighter: bool) -> bool {
        let p = pool.index();
        !(self.kept_apart[p] || self.cores_need[p] || (tighter && self.cores_claim[p]))
    }

    /// What searches in a changed market may see otherwise than before.
    ///
    /// A search sees of a pool its seats, who could sit there, and what was counted; who can neither sit in it nor block does not
    /// matter to it. Also who only looks at what was searched for may want more or less of it now.
    pub(super) fn concerned(
        &self,
        before: &State<'_>,
        after: &State<'_>,
        since: Since,
        difference: &Difference,
        cores: &Cores<'_>,
    ) -> Concerned {
        let (households, claimants) = (before.market.households().len(), before.slots.len());
        let mut pools = vec![false; after.market.pools().len()];
        let mut open = false;
        let mut mark = |pool: PoolId| {
            pools[pool.index()] = true;
            open |= self.kept_apart[pool.index()];
        };
        difference.resized.iter().for_each(|&p| mark(p));
        let pool = |c: usize| after.market.claimants()[c].pool;
        for &h in &difference.gone {
            let counted = before.claimants(h).filter(|&c| before.is_counted(c));
            counted.for_each(|c| mark(before.market.claimants()[c].pool));
        }
        let passing = difference.passing.iter().filter(|&&c| before.is_counted(c) || after.is_counted(c));
        passing.for_each(|&c| mark(after.market.claimants()[c].pool));
        let mut look = |c: usize| {
            let (was, is) = (&before.slots[c], &after.slots[c]);
            let matters = before.is_counted(c) || after.is_counted(c);
            if matters && (was.flags, was.counts) != (is.flags, is.counts) {
                mark(pool(c));
            }
        };
        let touched = match since {
            Since::Before => {
                counted(&after.trail).filter(|&c| c < claimants).for_each(&mut look);
                touched(after, &after.trail)
            }
            Since::Wide => {
                (0..claimants).for_each(&mut look);
                before.market.households().collect()
            }
        };
        let stayed = touched.into_iter().filter(|h| h.index() < households && !difference.is_gone(*h));
        let otherwise = stayed.filter(|&h| !is_same(before, after, h));
        let mut undecided = false;
        for h in after.newcomers().chain(otherwise) {
            undecided |= !after.is_decided(h) || after.soft[h.index()];
            let was_counted = |c: usize| c < claimants && before.is_counted(c);
            let seen = after.claimants(h).filter(|&c| after.is_counted(c) || was_counted(c));
            seen.for_each(|c| mark(pool(c)));
        }
        let altered = cores.altered.clone();
        let nothing_open = !open && !undecided && altered.is_empty();
        Concerned { pools, altered, nothing_open }
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

/// Where searches see something otherwise.
pub(super) struct Concerned {
    pools: Vec<bool>,
    /// Who may block where that is other than it was.
    altered: Vec<HouseholdId>,
    /// No search sees it.
    pub(super) nothing_open: bool,
}

impl Concerned {
    /// Whether the search of a component of the changed market does.
    pub(super) fn meets(&self, state: &State<'_>, component: &Component) -> bool {
        self.altered.iter().any(|h| component.households.binary_search(h).is_ok())
            || looked_at(state, component).any(|p| self.pools[p.index()])
    }
}

/// The pools that a search of a component looks at.
fn looked_at<'a>(state: &'a State<'_>, component: &'a Component) -> impl Iterator<Item = PoolId> + 'a {
    let members = component.households.iter().chain(&component.watchers);
    let claimants = members.flat_map(|&h| state.claimants(h)).filter(|&c| state.is_counted(c));
    claimants.map(|c| state.market.claimants()[c].pool)
}

/// Whether all that may become of a household is as it was.
fn is_same(before: &State<'_>, after: &State<'_>, h: HouseholdId) -> bool {
    let as_it_was = |w: usize| (before.alive[w], before.ghost[w]) == (after.alive[w], after.ghost[w]);
    (before.must[h.index()], before.soft[h.index()]) == (after.must[h.index()], after.soft[h.index()])
        && before.market.wish_range(h).all(as_it_was)
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
        Change::Flags(..) | Change::Counts(..) | Change::Haunted(_) => None,
    };
    let mut households: Vec<HouseholdId> = trail.iter().filter_map(household).collect();
    households.sort_unstable();
    households.dedup();
    households
}
