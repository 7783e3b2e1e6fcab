//! What is known about the fewest blocking households where no allocation is stable.
//!
//! Implicit hitting sets: every core known must be met by somebody who blocks. A smallest set that meets all of them is
//! allowed to block, and everybody else is held to stability. If that goes through, no fewer do; if it fails, the failure
//! is a new core that the set does not meet.
//!
//! **Sources.** Implicit hitting sets: Davies and Bacchus, *Solving MAXSAT by solving a sequence of simpler SAT instances*,
//! CP 2011; blocking as few as possible in couples problems: Manlove, McBride and Trimble (2017).

use super::control::Control;
use super::cores::Refuter;
use super::hitting::{self, Group};
use super::reasons::Reasons;
use super::sets::{enough, of_some_set};
use super::state::State;
use crate::certificate::Case;
#[cfg(doc)]
use crate::certificate::CoreGroup;
use crate::market::{HouseholdId, Market};
use std::sync::Arc;

/// Wishes of a market up to which cores are made smaller side by side: that takes a second state of it.
pub(super) const SIDE_BY_SIDE: usize = 400_000;
/// Refutations to make one core small.
const SHRINK_TRIES: u32 = 60;
/// Cores that stay as they are found: a conflict in a city may hang on a whole chain of places.
const LARGE: usize = 60;
/// Cores of a group from which on those that are not needed are left out.
const MANY_CORES: usize = 100;
/// Nodes of a hitting tree.
pub(super) const TREE_LIMIT: u32 = 200_000;
/// Cores read for one smallest hitting set.
const HITTING_BUDGET: u64 = 10_000_000;

/// A set of households of whom one blocks.
#[derive(Clone, Debug)]
pub(super) struct Known {
    /// The households, ascending.
    pub(super) households: Vec<HouseholdId>,
    /// On whom its refutation may distinguish cases.
    pub(super) branched: Vec<HouseholdId>,
    /// Its argument, if it was written down already.
    pub(super) argument: Option<Arc<Case>>,
}

impl Known {
    /// A core of which just the households matter.
    pub(super) fn of(households: Vec<HouseholdId>) -> Self {
        Self { households, branched: Vec::new(), argument: None }
    }

    /// Whether it was left as it was found.
    pub(super) fn is_large(&self) -> bool {
        self.households.len() > LARGE
    }

    /// Whether all households of another core are in it: then the other one says more.
    pub(super) fn contains(&self, other: &Known) -> bool {
        other.households.len() <= self.households.len()
            && other.households.iter().all(|h| self.households.binary_search(h).is_ok())
    }
}

/// Follows contradictions back to small cores; one a thread. Made ready when it is first needed: mostly it never is.
#[derive(Clone)]
pub(super) struct Learner<'m> {
    market: &'m Market,
    together: bool,
    refuter: Option<Refuter<'m>>,
    /// Another one, for what is done side by side.
    second: Option<Refuter<'m>>,
    reasons: Option<Reasons>,
}

impl<'m> Learner<'m> {
    pub(super) fn refuter(&mut self) -> &mut Refuter<'m> {
        self.refuter.get_or_insert_with(|| Refuter::new(self.market, self.together))
    }

    /// For what follows in a state at its fixpoint from here on, where those are hard who are so in it. Its reasons only: cores are not to be
    /// made smaller, as that starts from where everybody may block.
    pub(super) fn within(state: &State<'m>) -> Self {
        let reasons = Some(Reasons::within(state));
        Self { market: state.market, together: state.several, refuter: None, second: None, reasons }
    }

    /// The state in which everybody may block, if it was needed.
    pub(super) fn into_everybody(self) -> Option<State<'m>> {
        self.refuter.map(Refuter::into_state)
    }

    pub(super) fn reasons(&mut self) -> &mut Reasons {
        self.reasons.get_or_insert_with(|| Reasons::new(self.market))
    }

    /// Makes cores smaller that were left as they were found: each is refuted once from the state in which everybody may block, which
    /// needs fewer of them; if `record`, that is its argument. They keep their order.
    pub(super) fn trim(&mut self, cores: &mut [Known], record: bool, control: &Control<'_>) {
        let trim = |refuter: &mut Refuter<'_>, cores: &mut [Known]| {
            cores.iter_mut().for_each(|core| refuter.trim(core, record, control));
        };
        if cores.is_empty() {
            return;
        }
        let in_one = cores.len() < 2 || self.market.wish_count() > SIDE_BY_SIDE;
        if in_one {
            return trim(self.refuter(), cores);
        }
        self.refuter();
        let Self { refuter: Some(first), second, .. } = self else { return };
        let second = second.get_or_insert_with(|| first.clone());
        let (left, right) = cores.split_at_mut(cores.len() / 2);
        rayon::join(|| trim(first, left), || trim(second, right));
    }

    /// The core of what the reasons hold, made small; `None` if a reason was lost.
    pub(super) fn core(&mut self, control: &Control<'_>) -> Option<Known> {
        let reasons = self.reasons();
        if reasons.lost {
            return None;
        }
        let (mut found, mut branched) = (reasons.households.clone(), reasons.branched.clone());
        found.sort_unstable();
        branched.sort_unstable();
        branched.dedup();
        let households = match found.len() > LARGE {
            true => found,
            false => self.refuter().shrink(&found, &branched, SHRINK_TRIES, control).unwrap_or(found),
        };
        Some(Known { households, branched, argument: None })
    }
}

/// Smallest sets that meet some cores. A conflict mostly hangs on a household of several claims, so these come first.
pub(super) fn smallest(cores: &[Known], state: &State<'_>) -> Vec<Group> {
    let sets: Vec<&[HouseholdId]> = cores.iter().map(|core| &core.households[..]).collect();
    smallest_of(&sets, state)
}

/// The same, of the households of the cores.
pub(super) fn smallest_of(cores: &[&[HouseholdId]], state: &State<'_>) -> Vec<Group> {
    hitting::hit(cores, |h| !state.single[h.index()], HITTING_BUDGET)
}

/// Per group, the households that may block in an allocation with the fewest blocking households: those of a smallest set that meets
/// all of its cores. Where that has more than [`CoreGroup::TOLD_APART`], those of any core. Ascending.
pub(super) fn suspects<'c>(
    groups: &[Group],
    core: impl Fn(usize) -> &'c [HouseholdId],
) -> Vec<Vec<HouseholdId>> {
    let of = |group: &Group| {
        let cores: Vec<&[HouseholdId]> = group.cores.iter().map(|&i| core(i)).collect();
        let mut members = cores.concat();
        members.sort_unstable();
        members.dedup();
        match group.chosen.len() as u32 == group.at_least {
            true => of_some_set(&members, &cores, group.at_least),
            // It is not known how many a smallest set has.
            false => members,
        }
    };
    groups.iter().map(of).collect()
}

/// All cores of a market.
pub(super) struct Fewest<'m> {
    pub(super) cores: Vec<Known>,
    pub(super) groups: Vec<Group>,
    /// Per group, who may block: see [`suspects`].
    pub(super) suspects: Vec<Vec<HouseholdId>>,
    /// How often a core was learned.
    pub(super) learned: u32,
    pub(super) learner: Learner<'m>,
}

impl<'m> Fewest<'m> {
    pub(super) fn new(market: &'m Market, together: bool) -> Self {
        let learner = Learner { market, together, refuter: None, second: None, reasons: None };
        Self { cores: Vec::new(), groups: Vec::new(), suspects: Vec::new(), learned: 0, learner }
    }

    /// With cores that are known already, and maybe the state in which everybody may block.
    pub(super) fn of(market: &'m Market, cores: Vec<Known>, everybody: Option<State<'m>>) -> Self {
        let mut fewest = Self::new(market, false);
        fewest.learner.refuter = everybody.map(Refuter::from_there);
        Self { cores, ..fewest }
    }

    /// Blocking households at least.
    pub(super) fn at_least(&self) -> u32 {
        self.groups.iter().map(|g| g.at_least).sum()
    }

    /// Collects cores from a state until its propagation goes through. Only cores that share no household with others found
    /// here are kept. True if there was none.
    pub(super) fn harvest(&mut self, state: &mut State<'m>, control: &Control<'_>) -> bool {
        let mut taken: Vec<HouseholdId> = Vec::new();
        let mut none = true;
        while !state.propagate() {
            let Some(failed) = state.failed.take() else { break };
            none = false;
            if control.stopped() {
                return false;
            }
            let reasons = self.learner.reasons();
            reasons.clear();
            reasons.of_choice(state, failed);
            if reasons.households.iter().any(|h| taken.contains(h)) {
                continue;
            }
            if let Some(core) = self.learner.core(control) {
                taken.extend(&core.households);
                self.learn(core);
            }
        }
        none
    }

    /// Keeps a core unless it contains one that is known, which says more; forgets those that contain it.
    pub(super) fn learn(&mut self, core: Known) {
        if !self.cores.iter().any(|known| core.contains(known)) {
            self.cores.retain(|known| !known.contains(&core));
            self.cores.push(core);
            self.learned += 1;
        }
    }

    /// Takes over cores none of which says more than another one, in place of those known ones that say less.
    pub(super) fn take_over(&mut self, cores: Vec<Known>, mut forgotten: Vec<usize>) {
        forgotten.sort_unstable();
        forgotten.dedup();
        let mut at = 0;
        self.cores.retain(|_| {
            at += 1;
            forgotten.binary_search(&(at - 1)).is_err()
        });
        self.learned += cores.len() as u32;
        self.cores.extend(cores);
    }

    /// In a state that went through with as few blocking as the groups need, takes over the cores learned on the way and holds those to
    /// stability who are none of the fewest. False, and the state as it was, where these cores are not shown to need as many, or somebody
    /// may block who is held to stability already.
    pub(super) fn narrow(&mut self, state: &mut State<'_>) -> bool {
        let least = self.at_least();
        self.regroup(state);
        let mut may: Vec<HouseholdId> = self.suspects.iter().flatten().copied().collect();
        may.sort_unstable();
        if self.at_least() != least || may.iter().any(|h| !state.soft[h.index()]) {
            return false;
        }
        let soft = state.market.households().filter(|h| state.soft[h.index()]);
        let no_more: Vec<HouseholdId> = soft.filter(|h| may.binary_search(h).is_err()).collect();
        let mark = state.mark();
        no_more.into_iter().for_each(|h| state.harden(h));
        let through = state.propagate();
        if !through {
            state.undo_to(mark);
        }
        through
    }

    /// Whether a core shares households with one group only, as they were found last.
    pub(super) fn is_of_one_group(&self, core: &Known) -> bool {
        let shares =
            |known: &Known| core.households.iter().any(|h| known.households.binary_search(h).is_ok());
        let meets = |group: &&Group| group.cores.iter().any(|&i| self.cores.get(i).is_some_and(shares));
        self.groups.iter().filter(meets).count() == 1
    }

    /// Forgets cores of large groups without which as many block and the same are suspects; false if there is no such group.
    pub(super) fn keep_enough(&mut self) -> bool {
        if self.groups.iter().all(|group| group.cores.len() <= MANY_CORES) {
            return false;
        }
        let groups = std::mem::take(&mut self.groups);
        let (mut cores, mut kept) = (Vec::new(), Vec::with_capacity(groups.len()));
        for mut group in groups {
            if group.cores.len() > MANY_CORES {
                let sets: Vec<&[HouseholdId]> =
                    group.cores.iter().map(|&i| &self.cores[i].households[..]).collect();
                let mut limit = TREE_LIMIT;
                if let Some(mut why) = hitting::tree(&sets, group.at_least, &mut limit) {
                    let needed = hitting::only_named(&mut why, sets.len());
                    let enough = enough(&sets, group.at_least, &needed);
                    group.cores = enough.into_iter().map(|at| group.cores[at]).collect();
                }
            }
            let from = cores.len();
            cores.extend(group.cores.iter().map(|&i| self.cores[i].clone()));
            group.cores = (from..cores.len()).collect();
            kept.push(group);
        }
        (self.cores, self.groups) = (cores, kept);
        true
    }

    /// Finds smallest sets anew, and who may be one of them.
    pub(super) fn regroup(&mut self, state: &State<'_>) {
        self.groups = smallest(&self.cores, state);
        self.suspects = suspects(&self.groups, |i| &self.cores[i].households);
    }
}
