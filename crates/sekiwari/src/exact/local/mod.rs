//! Fewest blocking households inside one component: sets of them that meet its cores are gone through, smallest first, until
//! one goes through.
//!
//! Making a household hard only ever narrows the state, so all sets are tried from the state in which the suspects are
//! soft. A set beyond them needs a state made anew; then what was learned is handed back.

mod crew;
mod exhaust;
mod rows;
mod walk;

use super::components::{Component, components_within};
use super::control::Control;
use super::fewest::{Known, Learner, smallest};
use super::objective::Objective;
use super::search::{self, Task};
use super::state::State;
use crate::certificate::{Case, CoreGroup, End};
use crate::exact::bits::Row;
use crate::market::HouseholdId;
use rows::Rows;

/// Nodes of a search for an outcome that cost as much as trying a set.
const NODES_PER_SET: u64 = 8;

/// Households of a component in which all sets of one size are gone through; in larger ones thousands stand for each other, and a smallest set
/// that meets the cores is chosen each time.
const WIDEST: usize = 10_000;

/// Cores learned until they are made smaller, side by side.
const TOGETHER: usize = 32;

/// The search inside one component.
pub(super) struct Local<'s, 'm, 'a> {
    state: &'s mut State<'m>,
    component: &'s Component,
    learner: &'s mut Learner<'m>,
    /// Cores that concern the component: first those known before, then those learned here.
    cores: Vec<Known>,
    /// The same as bits.
    rows: Rows<'s>,
    /// Of those known before, where they stand among all.
    known: Vec<usize>,
    /// Those of which something learned says more.
    forgotten: Vec<usize>,
    /// How many of the last ones are still as they were found.
    untrimmed: usize,
    task: Asked<'a>,
    used: Used,
    /// What may be spent at most.
    limit: u64,
    /// By place, those to whom sets are confined; all sets of them are gone through, whether or not one goes through.
    among: Option<Row>,
    /// Cores known before.
    given: usize,
}

/// What the search did so far.
#[derive(Clone, Copy, Default)]
struct Used {
    /// Sets tried, of whom some may block.
    tried: u64,
    /// Nodes searched.
    nodes: u64,
    /// Steps of arguments kept.
    written: usize,
}

impl Used {
    /// Adds what somebody else did who had begun with `before`.
    fn add_since(&mut self, before: Used, after: Used) {
        self.tried += after.tried - before.tried;
        self.nodes += after.nodes - before.nodes;
        self.written += after.written - before.written;
    }
}

/// What is asked of the searches for an outcome.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    pub(super) objective: Objective<'a>,
    pub(super) node_limit: u64,
    pub(super) control: &'a Control<'a>,
    /// Arguments of cores are written down.
    pub(super) record: bool,
}

impl<'s, 'm, 'a> Local<'s, 'm, 'a> {
    /// On a state at its fixpoint, with the cores known before, and where they stand among all.
    pub(super) fn new(
        state: &'s mut State<'m>,
        component: &'s Component,
        learner: &'s mut Learner<'m>,
        cores: Vec<Known>,
        known: Vec<usize>,
        task: Asked<'a>,
    ) -> Self {
        let rows = Rows::new(&component.households, &cores);
        Self {
            state,
            component,
            learner,
            cores,
            rows,
            known,
            forgotten: Vec::new(),
            untrimmed: 0,
            task,
            used: Used::default(),
            limit: u64::MAX,
            among: None,
            given: 0,
        }
    }

    /// The cores learned here, none of which says more than another one or than one known before; and where those stood that say less.
    pub(super) fn into_learned(mut self) -> (Vec<Known>, Vec<usize>) {
        self.trim();
        (self.cores.split_off(self.known.len()), self.forgotten)
    }

    /// What was spent, in sets tried: a node costs less.
    pub(super) fn spent(&self) -> u64 {
        self.used.tried + self.used.nodes / NODES_PER_SET
    }

    /// Nodes searched.
    pub(super) fn nodes(&self) -> u64 {
        self.used.nodes
    }

    /// The outcome of every household of the component with as few of them free to block as its cores need, and how many that are; `None`
    /// where a set reaches beyond the suspects, `most` was spent, or it was told to stop. The state is left as it was.
    pub(super) fn search(&mut self, most: u64) -> Option<(Vec<Option<u32>>, u32)> {
        self.limit = self.spent().saturating_add(most);
        let notes_all = std::mem::replace(&mut self.state.notes_all, false);
        let found = loop {
            let groups = smallest(&self.cores, self.state);
            let chosen: Vec<HouseholdId> = groups.into_iter().flat_map(|group| group.chosen).collect();
            let size = chosen.len() as u32;
            let is_small = size <= CoreGroup::TOLD_APART && self.component.households.len() <= WIDEST;
            let walk = if is_small { self.walk(size) } else { self.try_one(&chosen) };
            if walk.found.is_some() || walk.beyond || walk.cut {
                break walk.found.map(|picks| (picks, size));
            }
        };
        self.state.notes_all = notes_all;
        found
    }

    /// Propagates. What contradicts is learned; one core at a time, since what follows a contradiction rests on it.
    fn harvest(&mut self) -> bool {
        if self.state.failed.is_none() && self.state.propagate() {
            return true;
        }
        if let Some(failed) = self.state.failed {
            self.learner.reasons().clear();
            self.learner.reasons().of_choice(self.state, failed);
            self.learn(Case { steps: Vec::new(), end: End::Contradiction { household: failed } });
        }
        false
    }

    /// Whether arguments are kept as they are found. The first core of a component may be one that is not refuted soon from where everybody
    /// may block.
    fn records(&self) -> bool {
        self.among.is_some() || (self.task.record && self.cores.is_empty())
    }

    /// Learns from a contradiction just met: `case` is what comes after the steps to it.
    fn learn(&mut self, case: Case) {
        if self.among.is_some() {
            return self.learn_with_argument(case);
        }
        let argument = self.records().then(|| self.argument(case));
        let Some(mut core) = self.learner.core(self.task.control) else { return };
        // It is about the households that were found; of fewer there is another one.
        core.argument =
            argument.filter(|(households, _)| *households == core.households).map(|(_, case)| case);
        let is_large = core.is_large();
        if !self.keep(core) {
            return;
        }
        if is_large || self.untrimmed > 0 {
            self.untrimmed += 1;
        }
        if self.untrimmed >= TOGETHER {
            self.trim();
        }
    }

    /// Keeps a core unless one that is known says more; forgets those of which it says more.
    fn keep(&mut self, core: Known) -> bool {
        let Some(containing) = self.rows.learn(&core.households) else { return false };
        for &at in containing.iter().rev() {
            self.untrimmed -= usize::from(at + self.untrimmed >= self.cores.len());
            self.cores.remove(at);
            if at < self.known.len() {
                self.forgotten.push(self.known.remove(at));
            }
        }
        self.cores.push(core);
        true
    }

    /// Makes the last cores smaller.
    fn trim(&mut self) {
        let from = self.cores.len() - std::mem::take(&mut self.untrimmed);
        let last = self.cores.split_off(from);
        self.rows.forget_from(from);
        let (mut large, small): (Vec<Known>, Vec<Known>) = last.into_iter().partition(Known::is_large);
        self.learner.trim(&mut large, self.task.record, self.task.control);
        for core in small.into_iter().chain(large) {
            self.keep(core);
        }
    }

    /// An outcome of everybody in the component; a failure is learned.
    fn outcome(&mut self) -> Option<Vec<Option<u32>>> {
        let decided = self.component.households.iter().map(|&h| self.state.decided_pick(h));
        let mut picks: Vec<Option<u32>> = decided.collect();
        let record = self.records();
        for part in components_within(self.state, self.component) {
            self.learner.reasons().clear();
            self.learner.reasons().defer(self.state);
            let task = Task {
                objective: self.task.objective,
                homes: Vec::new(),
                first: true,
                node_limit: self.task.node_limit,
                known: None,
                floor: None,
                reasons: Some(self.learner.reasons()),
                record,
                control: self.task.control,
            };
            let solved = search::solve(self.state, &part, task);
            self.used.nodes += solved.nodes;
            match solved.found {
                Some(found) => {
                    for (h, pick) in part.households.iter().zip(found.picks) {
                        if let Ok(at) = self.component.households.binary_search(h) {
                            picks[at] = pick;
                        }
                    }
                }
                None => {
                    if solved.complete {
                        self.learner.reasons().finish(self.state);
                        self.learn(solved.case);
                    }
                    return None;
                }
            }
        }
        Some(picks)
    }
}
