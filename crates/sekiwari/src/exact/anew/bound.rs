//! Whether no fewer block in a changed market than before.
//!
//! Of each core the states are kept in which its refutation ends (`cases`). Where a change comes near to a core, they are looked at
//! again: what does not stand is found in order (`retract`), and if all contradictions remain without those who are gone, the rest
//! of the core is one. If not, it is refuted from the start, with the newcomers among its households if who is gone was. From what is
//! left of the cores (`left`) the search for others starts (`renewed`).

use super::cases::{Refuted, ends};
use super::cores::Cores;
use super::difference::Difference;
use super::log::Log;
use super::settled::settle;
use super::spare::Spare;
use crate::exact::fewest::{self, Fewest, suspects};
use crate::exact::hitting::Group;
use crate::exact::reasons::Reasons;
use crate::exact::state::State;
use crate::market::{HouseholdId, Market, PoolId};
use std::borrow::Cow;

/// Wishes in all states kept; each takes some sixty bytes.
const MOST_KEPT: usize = 4_000_000;

/// A core with what its refutation rests on.
#[derive(Clone)]
pub(in crate::exact) struct Held<'m> {
    pub(super) households: Vec<HouseholdId>,
    pub(super) branched: Vec<HouseholdId>,
    /// Pools at which it holds with just as many seats, ascending; `None` if that is not known.
    pub(super) needs: Option<Vec<PoolId>>,
    /// Pools that its households claim, ascending: with fewer seats there it may not hold.
    pub(super) claims: Vec<PoolId>,
    /// Where its refutation ends; `None` if that is not kept.
    pub(super) cases: Option<Vec<Refuted<'m>>>,
}

/// What shows how many block at least.
#[derive(Clone)]
pub(in crate::exact) struct Bound<'m> {
    pub(super) cores: Vec<Held<'m>>,
    pub(super) groups: Vec<Group>,
    /// Per group those who may block.
    pub(super) suspects: Vec<Vec<HouseholdId>>,
    /// A state to begin from in which everybody may block, with its log. Only where there are cores that are looked at again.
    everybody: Option<(State<'m>, Log)>,
    /// Others in which fewer may, fewest first.
    narrower: Vec<(State<'m>, Log)>,
    spare: Spare<State<'m>>,
}

impl<'m> Bound<'m> {
    /// With `looked_at_again` what it takes to see whether cores hold in changed markets is kept; otherwise only the pools that they
    /// rest on.
    pub(super) fn new(fewest: Fewest<'m>, looked_at_again: bool) -> Self {
        let Fewest { cores, groups, suspects, mut learner, .. } = fewest;
        let mut left = MOST_KEPT;
        let (mut everybody, mut reasons) = (None, None);
        let mut held = |core: fewest::Known| {
            let fewest::Known { households, branched, .. } = core;
            let refuter = learner.refuter();
            let proof = refuter.prove(&households, &branched);
            let (state, _) = refuter.base();
            let market = state.market;
            let of = |&h: &HouseholdId| state.claimants(h).map(|c| market.claimants()[c].pool);
            let mut claims: Vec<PoolId> = households.iter().flat_map(of).collect();
            claims.sort_unstable();
            claims.dedup();
            let needs = proof.as_ref().map(|proof| refuter.pools(&proof.case));
            let cases = proof.filter(|_| looked_at_again).and_then(|proof| {
                let reasons = reasons.get_or_insert_with(|| Reasons::new(market));
                ends(state.clone(), &households, &proof.case, reasons, &mut left)
            });
            if looked_at_again && everybody.is_none() {
                let log = Log::new(&state);
                everybody = Some((state, log));
            }
            Held { households, branched, needs, claims, cases }
        };
        let cores: Vec<Held<'m>> = cores.into_iter().map(&mut held).collect();
        let mut bound =
            Self { cores, groups, suspects, everybody, narrower: Vec::new(), spare: Spare::default() };
        let all: Vec<usize> = bound.groups.iter().flat_map(|group| group.cores.iter().copied()).collect();
        // One of a group that blocks alone is in its smallest core.
        let size = |i: &usize| bound.cores[*i].households.len();
        let enough = |group: &Group| match group.at_least {
            1 => group.cores.iter().copied().min_by_key(size).into_iter().collect(),
            _ => group.cores.clone(),
        };
        let smallest: Vec<usize> = bound.groups.iter().flat_map(enough).collect();
        let narrowest = (smallest.len() < all.len()).then_some(smallest);
        bound.narrower =
            narrowest.into_iter().chain([all]).filter_map(|cores| bound.where_may(&cores)).collect();
        bound
    }

    /// A state in which the households in some cores may block.
    fn where_may(&self, cores: &[usize]) -> Option<(State<'m>, Log)> {
        let mut state = self.everybody.as_ref()?.0.clone();
        let mut may = vec![false; state.market.households().len()];
        cores.iter().flat_map(|&i| &self.cores[i].households).for_each(|h| may[h.index()] = true);
        state.market.households().filter(|h| !may[h.index()]).for_each(|h| state.harden(h));
        state.queue_in_order();
        state.propagate().then(|| {
            let log = Log::new(&state);
            (state, log)
        })
    }

    /// The same cores, if all of them hold.
    pub(super) fn as_before<'b>(&'b self, cores: Vec<Cow<'b, [HouseholdId]>>) -> Cores<'b> {
        let suspects = match cores.iter().any(|core| matches!(core, Cow::Owned(_))) {
            true => Cow::Owned(suspects(&self.groups, |i| &cores[i])),
            false => Cow::Borrowed(&self.suspects[..]),
        };
        Cores::new(Cow::Borrowed(&self.groups), cores, suspects, &self.suspects)
    }

    /// Takes back the memory of a state in which everybody may block.
    pub(super) fn give_back(&self, everybody: Option<State<'_>>) {
        if let (Some((base, _)), Some(state)) = (&self.everybody, everybody) {
            self.spare.give(state.of(base.market));
        }
    }

    /// The state of a changed market in which everybody may block, in memory to be given back; `None` if that is not kept.
    pub(super) fn all_may_block<'n>(&self, difference: &Difference, market: &'n Market) -> Option<State<'n>> {
        let base = self.everybody.as_ref()?;
        let mut state = self.spare.take(|| base.0.clone()).of(market);
        // Without anybody's stability nothing contradicts.
        from_there(base, difference, &mut state).then_some(state)
    }

    /// Makes a state of the changed market one in which at least `may` may block, at its fixpoint; false if it contradicts, `None` if no
    /// such state is kept.
    pub(super) fn wide(
        &self,
        may: &[HouseholdId],
        difference: &Difference,
        state: &mut State<'_>,
    ) -> Option<bool> {
        let are_soft = |base: &(State<'m>, Log)| {
            let stayed = may.iter().take_while(|h| h.index() < difference.first_newcomer as usize);
            stayed.copied().all(|h| base.0.soft[h.index()])
        };
        let base = self.narrower.iter().find(|base| are_soft(base)).or(self.everybody.as_ref())?;
        Some(from_there(base, difference, state))
    }
}

fn from_there((base, log): &(State<'_>, Log), difference: &Difference, state: &mut State<'_>) -> bool {
    base.rebase(difference, state);
    state.newcomers().for_each(|h| state.soften(h));
    settle(state, log, difference, &difference.pools)
}
