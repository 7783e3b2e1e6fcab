//! Whether no fewer block in a changed market than before: the refutation of each core is looked at again where the change comes
//! near to it.
//!
//! Of each core the states are kept in which its refutation ends, one for each case that it distinguishes. As in any log, what
//! does not stand is found in order (`retract`); the core still is one if all contradictions remain. It is not looked for
//! another refutation.

use super::Change;
use super::log::Log;
use super::retract::{Past, Retraction};
use crate::certificate::{Case, End};
use crate::exact::components::Component;
use crate::exact::fewest::{self, Fewest};
use crate::exact::hitting::Group;
use crate::exact::search::Home;
use crate::exact::state::{AXIOM, Slot, State};
use crate::market::{HouseholdId, Market, PoolId, Using};
use std::sync::Arc;

/// Wishes in all states kept: as many as one large market has.
const MOST_KEPT: usize = 20_000_000;

/// A core with what its refutation rests on.
#[derive(Clone)]
pub(in crate::exact) struct Held<'m> {
    households: Vec<HouseholdId>,
    /// Pools at which it holds with just as many seats, ascending; `None` if that is not known.
    pub(super) needs: Option<Vec<PoolId>>,
    /// Pools that its households claim, ascending: with fewer seats there it may not hold.
    pub(super) claims: Vec<PoolId>,
    /// Where its refutation ends; `None` if that is not kept.
    cases: Option<Vec<Refuted<'m>>>,
}

/// A contradiction, and how it was come to.
#[derive(Clone)]
struct Refuted<'m> {
    state: State<'m>,
    log: Log,
    /// Who can get nothing and must get something.
    household: HouseholdId,
    /// The households whose cases are distinguished, with the event that one of them was assumed by.
    assumed: Vec<(HouseholdId, u32)>,
}

/// What shows how many block at least.
#[derive(Clone)]
pub(in crate::exact) struct Bound<'m> {
    pub(super) cores: Vec<Held<'m>>,
    groups: Vec<Group>,
    /// Per group those who may block.
    pub(super) suspects: Vec<Vec<HouseholdId>>,
}

/// A changed market for those who look at the past.
pub(super) struct Now<'a> {
    pub(super) market: &'a Market,
    pub(super) seats: &'a [u32],
    pub(super) newcomers: &'a [Slot],
    /// Of the market before.
    pub(super) using: &'a Using,
}

impl<'m> Bound<'m> {
    pub(super) fn new(fewest: Fewest<'m>) -> Self {
        let Fewest { cores, groups, suspects, mut learner, .. } = fewest;
        let mut left = MOST_KEPT;
        let mut held = |core: fewest::Known| {
            let refuter = learner.refuter();
            let proof = refuter.prove(&core.households, &core.branched);
            let (state, _) = refuter.base();
            let market = state.market;
            let of = |&h: &HouseholdId| state.claimants(h).map(|c| market.claimants()[c].pool);
            let mut claims: Vec<PoolId> = core.households.iter().flat_map(of).collect();
            claims.sort_unstable();
            claims.dedup();
            let needs = proof.as_ref().map(|proof| refuter.pools(&proof.case));
            let cases = proof.and_then(|proof| ends(state, &core.households, &proof.case, &mut left));
            Held { households: core.households, needs, claims, cases }
        };
        let cores = cores.into_iter().map(&mut held).collect();
        Self { cores, groups, suspects }
    }

    /// Whether all cores still are in a market that was changed in `pools`.
    pub(super) fn holds(&self, change: &Change, now: &Now<'_>, pools: &[PoolId]) -> bool {
        let mut near = self.cores.iter().filter(|core| core.is_near(pools)).peekable();
        if near.peek().is_none() {
            return true;
        }
        let cases = self.cores.iter().flat_map(|core| core.cases.iter().flatten());
        let events = cases.map(|case| case.state.events.len()).max().unwrap_or_default();
        let mut retraction = Retraction::new(events);
        near.all(|core| {
            let cases = core.cases.as_ref();
            cases.is_some_and(|all| all.iter().all(|case| case.remains(change, now, pools, &mut retraction)))
        })
    }
}

impl Bound<'_> {
    /// The groups of those who may block in a component, without those who are gone.
    pub(super) fn homes(&self, component: &Component, gone: &[HouseholdId]) -> Vec<Home> {
        let here = |h: &HouseholdId| component.households.binary_search(h).is_ok();
        let stay = |all: &[HouseholdId]| -> Vec<HouseholdId> {
            all.iter().copied().filter(|h| !gone.contains(h)).collect()
        };
        let at_home = self.groups.iter().zip(&self.suspects).filter(|(_, may)| may.iter().any(here));
        let home = |(group, may): (&Group, &Vec<HouseholdId>)| Home {
            block: group.at_least,
            open: stay(may),
            unmet: group.cores.iter().map(|&i| Arc::from(stay(&self.cores[i].households))).collect(),
        };
        at_home.map(home).collect()
    }
}

impl Held<'_> {
    fn is_near(&self, pools: &[PoolId]) -> bool {
        let among = |of: &[PoolId]| pools.iter().any(|p| of.binary_search(p).is_ok());
        among(&self.claims) || self.needs.as_ref().is_none_or(|needs| among(needs))
    }
}

impl Refuted<'_> {
    /// Whether the contradiction, and that there are no other cases, follow in a changed market.
    fn remains(&self, change: &Change, now: &Now<'_>, pools: &[PoolId], retraction: &mut Retraction) -> bool {
        let past = Past {
            state: &self.state,
            log: &self.log,
            using: now.using,
            market: now.market,
            seats: now.seats,
            newcomers: now.newcomers,
        };
        retraction.find(&past, pools, true);
        let is_gone = |h: HouseholdId| change.gone().any(|gone| gone == h);
        let stands = |event: u32| event == AXIOM || !retraction.has_fallen(event);
        let wishes = |h: HouseholdId| past.state.market.wish_range(h);
        let ends = past.must_since(self.household).is_some_and(stands)
            && wishes(self.household).all(|w| past.dead_since(w).is_some_and(stands));
        ends && !is_gone(self.household)
            && self.assumed.iter().all(|&(h, at)| {
                let before = |event: u32| event != AXIOM && event < at;
                let must = past.must_since(h).filter(|&event| before(event));
                let mut dead = wishes(h).filter_map(|w| past.dead_since(w)).filter(|&event| before(event));
                !is_gone(h) && must.is_none_or(stands) && dead.all(stands)
            })
    }
}

/// The states in which the refutation of a core ends, by the cases of its argument; `None` if there are too many of them.
/// `left`: wishes that may still be kept.
fn ends<'m>(
    mut state: State<'m>,
    core: &[HouseholdId],
    argument: &Case,
    left: &mut usize,
) -> Option<Vec<Refuted<'m>>> {
    state.recording = true;
    core.iter().for_each(|&h| state.harden(h));
    let mut found = Vec::new();
    let mut open = vec![(argument, Vec::new())];
    while let Some((case, assumed)) = open.pop() {
        match &case.end {
            End::Choice { household, cases } => open.extend(cases.iter().map(|(choice, case)| {
                let further = (*household, choice.map(|w| w.index() as u32));
                (case, assumed.iter().copied().chain([further]).collect::<Vec<_>>())
            })),
            _ => {
                *left = left.checked_sub(state.market.wish_count())?;
                found.push(end(&mut state, &assumed)?);
            }
        }
    }
    Some(found)
}

/// Follows what contradicts when some households get what is assumed; the state is left as it was.
fn end<'m>(state: &mut State<'m>, assume: &[(HouseholdId, Option<u32>)]) -> Option<Refuted<'m>> {
    // What is queued before the first case is to be met in every one.
    let (start, failed) = (state.clone(), state.failed);
    let mut assumed = Vec::new();
    let mut steps = assume.iter();
    while failed.is_none() && state.propagate() {
        let &(h, choice) = steps.next()?;
        assumed.push((h, state.events.len() as u32));
        state.fix(h, choice);
    }
    let mut ended = std::mem::replace(state, start);
    // Nothing is taken back in it.
    ended.trail = Vec::new();
    let (household, log) = (ended.failed?, Log::new(&ended));
    Some(Refuted { state: ended, log, household, assumed })
}
