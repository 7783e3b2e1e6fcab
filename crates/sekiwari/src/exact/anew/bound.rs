//! Whether no fewer block in a changed market than before.
//!
//! Of each core the states are kept in which its refutation ends (`cases`). Where a change comes near to a core, they are looked at
//! again: what does not stand is found in order (`retract`), and if all contradictions remain without those who are gone, the rest
//! of the core is one. If not, it is refuted from the start, with the newcomers among its households if who is gone was.

use super::cases::{Now, Refuted, ends};
use super::log::Log;
use super::retract::Retraction;
use super::spare::Spare;
use super::{Change, settle};
use crate::exact::components::Component;
use crate::exact::fewest::{self, Fewest, suspects};
use crate::exact::hitting::Group;
use crate::exact::reasons::Reasons;
use crate::exact::search::Home;
use crate::exact::state::State;
use crate::market::{HouseholdId, PoolId};
use std::borrow::Cow;

/// Wishes in all states kept; each takes some sixty bytes.
const MOST_KEPT: usize = 4_000_000;
/// Nodes of a case distinction for one core.
const NODE_LIMIT: u32 = 200;

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

/// The cores of a changed market.
pub(super) struct Cores<'b> {
    groups: &'b [Group],
    households: Vec<Cow<'b, [HouseholdId]>>,
    /// Per group those who may block.
    pub(super) suspects: Cow<'b, [Vec<HouseholdId>]>,
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

    /// The cores in a market that was changed in `pools`; `None` if one of them is none any more.
    pub(super) fn cores(&self, change: &Change, now: &Now<'_>, pools: &[PoolId]) -> Option<Cores<'_>> {
        let cases = self.cores.iter().flat_map(|core| core.cases.iter().flatten());
        let mut retraction = Retraction::new(cases.map(|case| case.events()).max().unwrap_or_default());
        let mut households: Vec<Cow<'_, [HouseholdId]>> = Vec::with_capacity(self.cores.len());
        let mut fallen = Vec::new();
        for core in &self.cores {
            let remains = |case: &Refuted<'_>| case.remains(change, now, pools, &mut retraction);
            households.push(match core.is_near(pools) {
                false => Cow::Borrowed(&core.households[..]),
                true if core.cases.as_ref().is_some_and(|all| all.iter().all(remains)) => {
                    without(&core.households, change)
                }
                true => {
                    let with = |of: &[HouseholdId]| with_newcomers(of, change, self.first_newcomer());
                    fallen.push((with(&core.households), with(&core.branched)));
                    Cow::Owned(with(&core.households))
                }
            });
        }
        if !fallen.is_empty() {
            let mut state = self.everybody_soft(change, now, pools)?;
            let hold = are_refuted(&mut state, &fallen);
            if let Some((base, _)) = &self.base {
                self.spare.give(state.of(base.market));
            }
            if !hold {
                return None;
            }
        }
        let altered = households.iter().any(|h| matches!(h, Cow::Owned(_)));
        let suspects = match altered {
            true => Cow::Owned(suspects(&self.groups, |i| &households[i])),
            false => Cow::Borrowed(&self.suspects[..]),
        };
        Some(Cores { groups: &self.groups, households, suspects })
    }

    fn first_newcomer(&self) -> u32 {
        self.base.as_ref().map_or(0, |(state, _)| state.market.households().len() as u32)
    }

    /// The state of the changed market in which everybody may block.
    fn everybody_soft<'n>(&self, change: &Change, now: &Now<'n>, pools: &[PoolId]) -> Option<State<'n>> {
        let (base, log) = self.base.as_ref()?;
        let spare = self.spare.take(|| base.clone());
        let mut state = base.rebased(now.market, change, spare);
        state.newcomers().for_each(|h| state.soften(h));
        // Without anybody's stability nothing contradicts.
        settle(&mut state, log, now.using, change, pools).then_some(state)
    }
}

impl Cores<'_> {
    /// The groups of those who may block in a component.
    pub(super) fn homes(&self, component: &Component) -> Vec<Home> {
        let here = |h: &HouseholdId| component.households.binary_search(h).is_ok();
        let at_home = self.groups.iter().zip(&self.suspects[..]).filter(|(_, may)| may.iter().any(here));
        let home = |(group, may): (&Group, &Vec<HouseholdId>)| Home::of(group, may, |i| &self.households[i]);
        at_home.map(home).collect()
    }

    /// Whether nobody blocks anywhere.
    pub(super) fn are_none(&self) -> bool {
        self.households.is_empty()
    }

    /// Those who may block in groups of whom a core is another one than before.
    pub(super) fn altered(&self) -> impl Iterator<Item = HouseholdId> + '_ {
        let altered =
            |group: &Group| group.cores.iter().any(|&i| matches!(self.households[i], Cow::Owned(_)));
        let groups = self.groups.iter().zip(&self.suspects[..]).filter(move |(group, _)| altered(group));
        groups.flat_map(|(_, may)| may.iter().copied())
    }
}

impl Held<'_> {
    fn is_near(&self, pools: &[PoolId]) -> bool {
        let among = |of: &[PoolId]| pools.iter().any(|p| of.binary_search(p).is_ok());
        among(&self.claims) || self.needs.as_ref().is_none_or(|needs| among(needs))
    }
}

fn without<'c>(of: &'c [HouseholdId], change: &Change) -> Cow<'c, [HouseholdId]> {
    let is_gone = |h: &HouseholdId| change.gone().any(|gone| gone == *h);
    match of.iter().any(is_gone) {
        true => Cow::Owned(of.iter().copied().filter(|h| !is_gone(h)).collect()),
        false => Cow::Borrowed(of),
    }
}

/// Some households with the newcomers, who are numbered from `first` on, instead of those who are gone.
fn with_newcomers(of: &[HouseholdId], change: &Change, first: u32) -> Vec<HouseholdId> {
    let mut there = without(of, change).into_owned();
    let mut next = first;
    for r in &change.replacements {
        let end = next + r.newcomers.len() as u32;
        if of.binary_search(&r.gone).is_ok() {
            there.extend((next..end).map(HouseholdId::new));
        }
        next = end;
    }
    there
}

/// Whether it contradicts, for each of some cores, that none of it blocks; with the households on whom cases may be distinguished.
fn are_refuted(state: &mut State<'_>, cores: &[(Vec<HouseholdId>, Vec<HouseholdId>)]) -> bool {
    // Cores that share a chain of places are mostly the same: what all of them have is followed once.
    let Some(((first, _), others)) = cores.split_first() else { return true };
    let in_all = |h: &&HouseholdId| others.iter().all(|(core, _)| core.binary_search(h).is_ok());
    let common: Vec<HouseholdId> = first.iter().filter(in_all).copied().collect();
    common.iter().for_each(|&h| state.harden(h));
    if !state.propagate() {
        return true;
    }
    cores.iter().all(|(core, branched)| {
        let mark = state.mark();
        core.iter().for_each(|&h| state.harden(h));
        let mut nodes = NODE_LIMIT;
        let refuted = contradicts(state, branched, &mut nodes);
        state.undo_to(mark);
        refuted
    })
}

fn contradicts(state: &mut State<'_>, on: &[HouseholdId], nodes: &mut u32) -> bool {
    let Some(left) = nodes.checked_sub(1) else { return false };
    *nodes = left;
    if state.failed.is_some() || !state.propagate() {
        return true;
    }
    let Some(household) = state.next_case(on) else { return false };
    state.options(household).into_iter().all(|choice| {
        let mark = state.mark();
        state.fix(household, choice);
        let contradicts = contradicts(state, on, nodes);
        state.undo_to(mark);
        contradicts
    })
}
