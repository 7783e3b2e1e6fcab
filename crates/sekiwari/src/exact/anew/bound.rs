//! Whether no fewer block in a changed market than before.
//!
//! Of each core the states are kept in which its refutation ends (`cases`). Where a change comes near to a core, they are looked at
//! again: what does not stand is found in order (`retract`), and if all contradictions remain without those who are gone, the rest
//! of the core is one. If not, it is refuted from the start, with the newcomers among its households if who is gone was. From what is
//! left of the cores the search for others starts (`renewed`).

use super::cases::{Now, Refuted, ends};
use super::cores::{Cores, Left};
use super::difference::Difference;
use super::log::Log;
use super::retract::Retraction;
use super::settled::settle;
use super::spare::Spare;
use crate::exact::branch::Branching;
use crate::exact::fewest::{self, Fewest, suspects};
use crate::exact::hitting::Group;
use crate::exact::reasons::Reasons;
use crate::exact::state::State;
use crate::market::{HouseholdId, PoolId, Using};
use std::borrow::Cow;

/// Wishes in all states kept; each takes some sixty bytes.
const MOST_KEPT: usize = 4_000_000;
/// Nodes of a case distinction for one core.
const NODE_LIMIT: u32 = 200;

/// A core to be refuted again, with the households on whom cases may be distinguished.
type Doubted = (Vec<HouseholdId>, Vec<HouseholdId>);

/// A core with what its refutation rests on.
#[derive(Clone)]
pub(in crate::exact) struct Held<'m> {
    households: Vec<HouseholdId>,
    branched: Vec<HouseholdId>,
    /// Pools at which it holds with just as many seats, ascending; `None` if that is not known.
    pub(super) needs: Option<Vec<PoolId>>,
    /// Pools that its households claim, ascending: with fewer seats there it may not hold.
    pub(super) claims: Vec<PoolId>,
    /// Where its refutation ends; `None` if that is not kept.
    cases: Option<Vec<Refuted<'m>>>,
}

/// What shows how many block at least.
#[derive(Clone)]
pub(in crate::exact) struct Bound<'m> {
    pub(super) cores: Vec<Held<'m>>,
    groups: Vec<Group>,
    /// Per group those who may block.
    pub(super) suspects: Vec<Vec<HouseholdId>>,
    /// Everybody may block; with its log. Only where there are cores that are looked at again.
    base: Option<(State<'m>, Log)>,
    spare: Spare<State<'m>>,
}

impl<'m> Bound<'m> {
    /// With `looked_at_again` what it takes to see whether cores hold in changed markets is kept; otherwise only the pools that they
    /// rest on.
    pub(super) fn new(fewest: Fewest<'m>, looked_at_again: bool) -> Self {
        let Fewest { cores, groups, suspects, mut learner, .. } = fewest;
        let mut left = MOST_KEPT;
        let (mut base, mut reasons) = (None, None);
        let mut held = |core: fewest::Known| {
            let fewest::Known { households, branched } = core;
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
            if looked_at_again && base.is_none() {
                let log = Log::new(&state);
                base = Some((state, log));
            }
            Held { households, branched, needs, claims, cases }
        };
        let cores = cores.into_iter().map(&mut held).collect();
        Self { cores, groups, suspects, base, spare: Spare::default() }
    }

    /// The cores that hold in a changed market.
    pub(super) fn left<'n>(&self, difference: &Difference, now: &Now<'_, 'n>) -> Left<'_, 'n> {
        let cases = self.cores.iter().flat_map(|core| core.cases.iter().flatten());
        let mut retraction = Retraction::new(cases.map(|case| case.events()).max().unwrap_or_default());
        let mut cores: Vec<Option<Cow<'_, [HouseholdId]>>> = Vec::with_capacity(self.cores.len());
        for core in &self.cores {
            let remains = |case: &Refuted<'_>| case.remains(difference, now, &mut retraction);
            cores.push(match core.is_near(&difference.pools) {
                false => Some(Cow::Borrowed(&core.households[..])),
                true if core.cases.as_ref().is_some_and(|all| all.iter().all(remains)) => {
                    Some(without(&core.households, difference))
                }
                true => None,
            });
        }
        let doubted = || cores.iter().zip(&self.cores).filter(|(there, _)| there.is_none());
        let with = |of: &[HouseholdId]| with_newcomers(of, difference);
        let again: Vec<Doubted> =
            doubted().map(|(_, core)| (with(&core.households), with(&core.branched))).collect();
        let mut everybody = None;
        if !again.is_empty()
            && let Some((base, _)) = &self.base
        {
            let mut state = self.spare.take(|| base.clone()).of(now.market);
            if self.everybody_soft(difference, now.using, &mut state) {
                let mut refuted = vec![true; again.len()];
                refute(&mut state, &again, (0..again.len()).collect(), &mut refuted);
                let mended = again.into_iter().zip(refuted);
                let mut mended = mended.map(|((core, _), holds)| holds.then_some(Cow::Owned(core)));
                for core in cores.iter_mut().filter(|core| core.is_none()) {
                    *core = mended.next().flatten();
                }
                everybody = Some(state);
            }
        }
        let all = cores.iter().all(Option::is_some);
        Left { cores: cores.into_iter().flatten().collect(), all, everybody }
    }

    /// The same cores, if all of them hold.
    pub(super) fn as_before<'b>(&'b self, cores: Vec<Cow<'b, [HouseholdId]>>) -> Cores<'b> {
        let suspects = match cores.iter().any(|core| matches!(core, Cow::Owned(_))) {
            true => Cow::Owned(suspects(&self.groups, |i| &cores[i])),
            false => Cow::Borrowed(&self.suspects[..]),
        };
        Cores::new(Cow::Borrowed(&self.groups), cores, suspects, false, &self.suspects)
    }

    /// Takes back the memory of a state in which everybody may block.
    pub(super) fn give_back(&self, everybody: Option<State<'_>>) {
        if let (Some((base, _)), Some(state)) = (&self.base, everybody) {
            self.spare.give(state.of(base.market));
        }
    }

    /// Makes a state of the changed market that in which everybody may block; false if that is not kept.
    pub(super) fn everybody_soft(
        &self,
        difference: &Difference,
        using: &Using,
        state: &mut State<'_>,
    ) -> bool {
        let Some((base, log)) = self.base.as_ref() else { return false };
        base.rebase(difference, state);
        state.newcomers().for_each(|h| state.soften(h));
        // Without anybody's stability nothing contradicts.
        settle(state, log, using, difference, &difference.pools)
    }
}

impl Held<'_> {
    fn is_near(&self, pools: &[PoolId]) -> bool {
        let among = |of: &[PoolId]| pools.iter().any(|p| of.binary_search(p).is_ok());
        among(&self.claims) || self.needs.as_ref().is_none_or(|needs| among(needs))
    }
}

fn without<'c>(of: &'c [HouseholdId], difference: &Difference) -> Cow<'c, [HouseholdId]> {
    match of.iter().any(|&h| difference.is_gone(h)) {
        true => Cow::Owned(of.iter().copied().filter(|&h| !difference.is_gone(h)).collect()),
        false => Cow::Borrowed(of),
    }
}

/// Some households with the newcomers instead of those who are gone.
fn with_newcomers(of: &[HouseholdId], difference: &Difference) -> Vec<HouseholdId> {
    let mut there = without(of, difference).into_owned();
    let newcomers = difference.newcomers().zip(&difference.in_place_of);
    there.extend(newcomers.filter(|(_, gone)| of.binary_search(gone).is_ok()).map(|(h, _)| h));
    there
}

/// Finds for which of some cores it does not contradict that none of it blocks; the state is left as it was. Cores that share a chain of
/// places are mostly the same: what all of them have is followed once, and then what those have that are most alike.
fn refute(state: &mut State<'_>, cores: &[Doubted], of: Vec<usize>, refuted: &mut [bool]) {
    let Some((&first, others)) = of.split_first() else { return };
    let is_in = |i: usize, h: &HouseholdId| cores[i].0.binary_search(h).is_ok();
    let common: Vec<HouseholdId> =
        cores[first].0.iter().copied().filter(|h| others.iter().all(|&i| is_in(i, h))).collect();
    let mark = state.mark();
    common.iter().for_each(|&h| state.harden(h));
    if others.is_empty() {
        let mut nodes = NODE_LIMIT;
        refuted[first] = contradicts(state, &mut Branching::new(&cores[first].1), &mut nodes);
    } else if state.failed.is_none() && state.propagate() {
        let more = |i: usize| cores[i].0.len() - common.len();
        let alike = |i: usize| {
            2 * cores[first].0.iter().filter(|h| is_in(i, h)).count()
                > 2 * common.len() + more(i).max(more(first))
        };
        let (mut same, mut rest): (Vec<usize>, Vec<usize>) = others.iter().partition(|&&i| alike(i));
        if rest.is_empty() {
            rest = same.split_off(same.len() / 2);
        }
        same.insert(0, first);
        refute(state, cores, same, refuted);
        refute(state, cores, rest, refuted);
    }
    state.undo_to(mark);
}

fn contradicts(state: &mut State<'_>, on: &mut Branching<'_>, nodes: &mut u32) -> bool {
    let Some(left) = nodes.checked_sub(1) else { return false };
    *nodes = left;
    if state.failed.is_some() || !state.propagate() {
        return true;
    }
    let Some((at, household)) = on.next(state) else { return false };
    state.options(household).into_iter().all(|choice| {
        let mark = state.mark();
        state.fix(household, choice);
        let contradicts = contradicts(state, on, nodes);
        on.note(at, state.failed.is_some());
        state.undo_to(mark);
        contradicts
    })
}
