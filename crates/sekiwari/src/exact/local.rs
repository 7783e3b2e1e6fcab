//! Fewest blocking households inside one component: smallest sets that meet its cores are tried until one goes through.
//!
//! Making a household hard only ever narrows the state, so all sets are tried from the state in which the suspects are
//! soft. A set beyond them needs a state made anew; then what was learned is handed back.

use super::components::{Component, components_within};
use super::control::Control;
use super::fewest::{Known, Learner, smallest};
use super::hitting::Group;
use super::objective::Objective;
use super::search::{self, Task};
use super::state::State;
use crate::market::HouseholdId;

/// Sets tried in one component.
const MAX_ROUNDS: u32 = 2_000;

/// The search inside one component.
pub(super) struct Local<'s, 'm, 'a> {
    pub(super) state: &'s mut State<'m>,
    pub(super) component: &'s Component,
    pub(super) learner: &'s mut Learner<'m>,
    /// Cores that concern the component: first those known before, then those learned here.
    pub(super) cores: Vec<Known>,
    /// How many of them were known before.
    pub(super) known: usize,
    /// How often a core was learned.
    pub(super) learned: u32,
    pub(super) objective: Objective<'a>,
    pub(super) node_limit: u64,
    pub(super) control: &'a Control<'a>,
    /// Nodes searched.
    pub(super) nodes: u64,
    /// Sets tried, of whom some may block, and how many may be.
    pub(super) tried: u64,
    pub(super) most_tried: u64,
}

impl<'m> Local<'_, 'm, '_> {
    /// Tries smallest sets from a state at its fixpoint; the state is left as it was. The outcome of every household of the
    /// component, and how many were free to block; `None` where a set reaches beyond the suspects, a limit was met, or it was
    /// told to stop.
    pub(super) fn search(&mut self) -> Option<(Vec<Option<u32>>, u32)> {
        for _ in 0..MAX_ROUNDS {
            if self.control.stopped() || self.tried >= self.most_tried {
                return None;
            }
            let groups = smallest(&self.cores, self.state);
            let chosen: Vec<HouseholdId> =
                groups.iter().flat_map(|g: &Group| g.chosen.iter().copied()).collect();
            let (rest, last) = self.last_choice(&chosen);
            let soft = |h: &HouseholdId| {
                self.state.soft[h.index()] && self.component.households.binary_search(h).is_ok()
            };
            if !chosen.iter().chain(&last).all(soft) {
                return None;
            }
            let standing = self.state.mark();
            for h in self.suspects() {
                if rest.binary_search(&h).is_err() && last.binary_search(&h).is_err() {
                    self.state.harden(h);
                }
            }
            let learned = self.learned;
            let through = self.divide(&rest, last);
            self.state.undo_to(standing);
            match through {
                Some(picks) => return Some((picks, chosen.len() as u32)),
                None if self.learned == learned => return None,
                None => {}
            }
        }
        None
    }

    /// Households of the component that may block now.
    fn suspects(&self) -> Vec<HouseholdId> {
        self.component.households.iter().copied().filter(|h| self.state.soft[h.index()]).collect()
    }

    /// All but one of a chosen set, and everybody who could take the place of that one: they meet every core that the rest
    /// does not meet.
    fn last_choice(&self, chosen: &[HouseholdId]) -> (Vec<HouseholdId>, Vec<HouseholdId>) {
        let mut chosen = chosen.to_vec();
        chosen.sort_unstable();
        let choices = (0..chosen.len()).map(|last| {
            let mut rest = chosen.clone();
            rest.remove(last);
            let places = self.in_all_unmet(&rest, None);
            (rest, places)
        });
        choices.max_by_key(|(_, places)| places.len()).unwrap_or_default()
    }

    /// The households in every core that `met_by` do not meet; of `among`, if given.
    fn in_all_unmet(&self, met_by: &[HouseholdId], among: Option<&[HouseholdId]>) -> Vec<HouseholdId> {
        let sets = self.cores.iter().map(|core| &core.households[..]);
        let mut unmet = sets.filter(|core| met_by.iter().all(|h| core.binary_search(h).is_err()));
        let first = among.or_else(|| unmet.next());
        let mut all = first.map(<[HouseholdId]>::to_vec).unwrap_or_default();
        for core in unmet {
            all.retain(|h| core.binary_search(h).is_ok());
        }
        all
    }

    /// Tries who of `last` may block beside `rest`, all others being hard already: half of them at a time, so that a
    /// contradiction rules out many at once. An outcome if one of them goes through.
    fn divide(&mut self, rest: &[HouseholdId], mut last: Vec<HouseholdId>) -> Option<Vec<Option<u32>>> {
        self.tried += 1;
        if !self.harvest() || self.control.stopped() {
            return None;
        }
        if last.len() <= 1 {
            return self.outcome();
        }
        last.sort_by_key(|&h| (self.state.single[h.index()], h));
        let second = last.split_off(last.len() / 2);
        for (half, hard) in [(&last, &second), (&second, &last)] {
            // What was learned meanwhile may rule some out.
            let kept = self.in_all_unmet(rest, Some(half));
            if kept.is_empty() {
                continue;
            }
            let mark = self.state.mark();
            let ruled_out = half.iter().filter(|&h| !kept.contains(h));
            hard.iter().chain(ruled_out).for_each(|&h| self.state.harden(h));
            let through = self.divide(rest, kept);
            self.state.undo_to(mark);
            if through.is_some() {
                return through;
            }
        }
        None
    }

    /// Propagates. What contradicts is learned; one core at a time, since what follows a contradiction rests on it.
    fn harvest(&mut self) -> bool {
        if self.state.failed.is_none() && self.state.propagate() {
            return true;
        }
        if let Some(failed) = self.state.failed {
            self.learner.reasons().clear();
            self.learner.reasons().of_choice(self.state, failed);
            self.learn();
        }
        false
    }

    fn learn(&mut self) {
        let Some(core) = self.learner.core() else { return };
        if self.cores.iter().any(|known| core.contains(known)) {
            return;
        }
        for at in (0..self.cores.len()).rev().filter(|&at| self.cores[at].contains(&core)).collect::<Vec<_>>()
        {
            self.cores.remove(at);
            self.known -= usize::from(at < self.known);
        }
        self.cores.push(core);
        self.learned += 1;
    }

    /// An outcome of everybody in the component; a failure is learned.
    fn outcome(&mut self) -> Option<Vec<Option<u32>>> {
        let decided = self.component.households.iter().map(|&h| self.state.decided_pick(h));
        let mut picks: Vec<Option<u32>> = decided.collect();
        for part in components_within(self.state, self.component) {
            self.learner.reasons().clear();
            self.learner.reasons().defer(self.state);
            let task = Task {
                objective: self.objective,
                homes: Vec::new(),
                first: true,
                node_limit: self.node_limit,
                known: None,
                floor: None,
                reasons: Some(self.learner.reasons()),
                record: false,
                control: self.control,
            };
            let solved = search::solve(self.state, &part, task);
            self.nodes += solved.nodes;
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
                        self.learn();
                    }
                    return None;
                }
            }
        }
        Some(picks)
    }
}
