//! Branch and bound over one component.
//!
//! Suspects come first. Of each group it is known how many block: where it is one, its suspects are halved until who it is
//! is settled. Then households of whom several claims or blocking ones are branched on. Single children with strict orders that are
//! left form a lattice of stable outcomes (Roth 1986); its upper end is best for each of them. (Where it is counted who stays as
//! in an earlier decision, another one may be worth more; then they are branched on too.)
//!
//! Where several groups meet in a component, their suspects would multiply. So once an outcome is known, suspects of
//! each group are probed on their own first: with the blocking one among a few of them and the other groups left open,
//! the bound mostly shows that nothing better comes of it.
//!
//! Households whose cases contradicted often come first, in relation to the outcomes they have left: weights of
//! conflicts (Boussemart, Hemery, Lecoutre and Sais, *Boosting systematic search by weighting constraints*, ECAI 2004). What the
//! choices so far leave open mostly falls into parts; each is bounded alone ([`super::apart`]), and remembered
//! ([`super::recall`]).

use super::components::Component;
use super::control::Control;
use super::cores::steps;
use super::hitting::Group;
use super::objective::{Objective, Value};
use super::possible::Possible;
use super::reasons::Reasons;
use super::recall::Recall;
use super::sets::of_some_set;
use super::stable::{is_stable, pools_of};
use super::state::State;
use super::trail::Mark;
use crate::certificate::{Case, End, Step};
use crate::market::{HouseholdId, PoolId, WishId};
use std::sync::Arc;

/// Households to branch on from which on it is looked whether the component falls apart.
const FEW: usize = 6;

/// A complete outcome of a component: a wish position or nothing for each household.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) picks: Vec<Option<u32>>,
    pub(super) value: Value,
}

/// What is asked of a component.
pub(super) struct Task<'a> {
    pub(super) objective: Objective<'a>,
    /// Who may block, and how many of them do; soft households that are not named here block free of charge.
    pub(super) homes: Vec<Home>,
    /// Any outcome does.
    pub(super) first: bool,
    /// Nodes at most.
    pub(super) node_limit: u64,
    /// An outcome to beat.
    pub(super) known: Option<Found>,
    /// A value to beat, where no outcome that has it is at hand.
    pub(super) floor: Option<Value>,
    /// Why nothing is left is to be collected here, where the component has no suspects and any outcome does. The search
    /// then goes back at once to the choice that a contradiction rests on.
    pub(super) reasons: Option<&'a mut Reasons>,
    /// The argument is to be recorded.
    pub(super) record: bool,
    pub(super) control: &'a Control<'a>,
}

/// A group whose suspects all belong to the component.
#[derive(Clone, Debug)]
pub(super) struct Home {
    /// How many more of them block.
    pub(super) block: u32,
    /// Those not decided yet, ascending.
    pub(super) open: Vec<HouseholdId>,
    /// Cores that nobody decided to block is in.
    pub(super) unmet: Vec<Arc<[HouseholdId]>>,
}

impl Home {
    /// A group of cores with those who may block of it.
    pub(super) fn of<'c>(
        group: &Group,
        may: &[HouseholdId],
        core: impl Fn(usize) -> &'c [HouseholdId],
    ) -> Self {
        let unmet = group.cores.iter().map(|&i| Arc::from(core(i))).collect();
        Self { block: group.at_least, open: may.to_vec(), unmet }
    }

    /// Whether too few are left who may block, or none of a core.
    fn is_impossible(&self) -> bool {
        let is_open = |h: &HouseholdId| self.open.binary_search(h).is_ok();
        self.open.len() < self.block as usize || self.unmet.iter().any(|core| !core.iter().any(is_open))
    }

    /// Those who may block if `household` does, and those who may not.
    pub(super) fn beside(&self, household: HouseholdId) -> (Home, Vec<HouseholdId>) {
        let is_in = |core: &Arc<[HouseholdId]>| core.binary_search(&household).is_ok();
        let unmet: Vec<_> = self.unmet.iter().filter(|core| !is_in(core)).cloned().collect();
        let others: Vec<HouseholdId> = self.open.iter().copied().filter(|&h| h != household).collect();
        let open = of_some_set(&others, &unmet, self.block.saturating_sub(1));
        let hard = others.into_iter().filter(|h| open.binary_search(h).is_err()).collect();
        (Home { block: self.block.saturating_sub(1), open, unmet }, hard)
    }
}

/// How a component came out.
pub(super) struct Solved {
    /// The best outcome found.
    pub(super) found: Option<Found>,
    /// Whether everything was searched, so that `found` is best, or `None` means that there is none.
    pub(super) complete: bool,
    /// Nodes of the search tree.
    pub(super) nodes: u64,
    /// The argument, if asked for; of use only where the search is complete.
    pub(super) case: Case,
}

/// Searches one component of a state at its fixpoint; the state is left as it was.
pub(super) fn solve(state: &mut State<'_>, component: &Component, task: Task<'_>) -> Solved {
    let mut conflicts = vec![0; component.households.len()];
    resume(state, component, task, 0, &mut conflicts)
}

/// The same after some nodes; `conflicts`: how often cases of each household contradicted, which is counted on.
pub(super) fn resume(
    state: &mut State<'_>,
    component: &Component,
    task: Task<'_>,
    nodes: u64,
    conflicts: &mut [u32],
) -> Solved {
    let pools = pools_of(state, component);
    let since = state.mark();
    let (best, homes) = (task.known.clone(), task.homes.clone());
    // Components are whole at first; not so once it is settled who blocks.
    let whole = if homes.is_empty() { component.households.len() } else { usize::MAX };
    let outer = (state.shortest_trail, std::mem::replace(&mut state.notes_all, false));
    // Where any outcome does, nothing has to be beaten.
    let possible = (!task.first).then(|| Possible::new(state, &task.objective, &component.households));
    let mut search = Search {
        state,
        component,
        pools,
        recall: (!task.first && !homes.is_empty()).then(Recall::new),
        blocking: homes.iter().map(|h| h.block).sum(),
        homes,
        probed: task.first,
        task,
        nodes,
        conflicts,
        whole,
        cut: false,
        ahead: Vec::new(),
        possible,
        best,
    };
    let case = search.descend(since);
    let solved = Solved { found: search.best, complete: !search.cut, nodes: search.nodes, case };
    (state.shortest_trail, state.notes_all) = outer;
    solved
}

pub(super) struct Search<'s, 'm, 'a> {
    pub(super) state: &'s mut State<'m>,
    pub(super) component: &'s Component,
    pools: Vec<PoolId>,
    pub(super) homes: Vec<Home>,
    /// Blocking households in any outcome.
    pub(super) blocking: u32,
    pub(super) probed: bool,
    pub(super) task: Task<'a>,
    pub(super) nodes: u64,
    /// By household of the component, how often a case of it contradicted at once.
    pub(super) conflicts: &'s mut [u32],
    /// Open households when it was last seen whether the component falls apart.
    whole: usize,
    /// Something was left unsearched.
    pub(super) cut: bool,
    /// Steps of the only case that a distinction rests on, which stands in its place.
    ahead: Vec<Step>,
    possible: Option<Possible>,
    /// What is known about parts, where they are met once for every choice of blocking households.
    pub(super) recall: Option<Recall>,
    pub(super) best: Option<Found>,
}

impl Search<'_, '_, '_> {
    fn descend(&mut self, since: Mark) -> Case {
        self.nodes += 1;
        let end = self.explore();
        let mut steps = self.steps(since);
        steps.append(&mut self.ahead);
        Case { steps, end }
    }

    /// The steps since a mark, where the argument is recorded; where it is known what it rests on, just those.
    pub(super) fn steps(&mut self, since: Mark) -> Vec<Step> {
        let events = self.state.events_since(since);
        match &mut self.task.reasons {
            _ if !self.task.record => Vec::new(),
            Some(reasons) => steps(&reasons.take_needed(events, since.events())),
            None => steps(events),
        }
    }

    /// Once told to stop, the search has reached its limit for good.
    pub(super) fn heed_stop(&mut self) -> bool {
        let stops = self.task.control.stops(self.nodes);
        if stops {
            self.task.node_limit = self.nodes;
        }
        stops
    }

    /// Whether nothing more is to be looked at.
    pub(super) fn is_spent(&mut self) -> bool {
        let spent = self.nodes >= self.task.node_limit;
        self.cut |= spent;
        spent || (self.task.first && self.best.is_some())
    }

    pub(super) fn explore(&mut self) -> End {
        if self.task.first && self.best.is_some() {
            return End::Bounded;
        }
        if self.heed_stop() || self.nodes >= self.task.node_limit {
            self.cut = true;
            return End::Bounded;
        }
        // Too few are left who may block, or nothing better is.
        if self.homes.iter().any(Home::is_impossible) || !self.can_improve() {
            return End::Bounded;
        }
        let undecided = self.undecided();
        match undecided[..] {
            [] => {}
            [_, _, ..] if !self.probed && self.best.is_some() => return self.probe(undecided),
            [home, ..] => return self.settle(home),
        }
        if self.task.first {
            return self.branch();
        }
        let open = || self.component.households.iter().copied().filter(|&h| !self.state.is_decided(h));
        // Few to branch on are soon gone through together, and to see whether they touch costs more than a node.
        let are_few = || self.recall.is_none() && open().filter(|&h| !self.is_simple(h)).count() < FEW;
        let count = open().count();
        if count > self.whole / 2 || are_few() {
            return self.branch();
        }
        let whole = std::mem::replace(&mut self.whole, count);
        let end = self.apart();
        self.whole = whole;
        end
    }

    /// Whether a household takes one seat and does not block: with such ones alone there is a best outcome for all.
    fn is_simple(&self, h: HouseholdId) -> bool {
        self.state.single[h.index()] && !self.state.soft[h.index()]
    }

    /// Takes the household that is best looked at next, or an outcome for all.
    pub(super) fn branch(&mut self) -> End {
        let state = &*self.state;
        let is_simple = |h: HouseholdId| state.single[h.index()] && !state.soft[h.index()];
        let key =
            |at: usize, h: HouseholdId| (is_simple(h), state.promise(h, self.conflicts[at]), state.turn(h));
        let open = self.component.households.iter().copied().enumerate();
        let next = open.filter(|&(_, h)| !state.is_decided(h)).min_by_key(|&(at, h)| key(at, h));
        let several_open = next.is_some_and(|(_, h)| !self.is_simple(h));
        if !several_open {
            let upper = self.candidate(|s, h| s.best_alive(h));
            let best_for_all = self.task.objective.favours_better;
            if self.accept(upper) && (best_for_all || self.is_enough()) {
                return End::Bounded;
            }
            // The lower end keeps others from blocking best.
            let lower = self.candidate(|s, h| if s.must[h.index()] { s.worst_alive(h) } else { None });
            if self.accept(lower) && (next.is_none() || self.is_enough()) {
                return End::Bounded;
            }
        }
        match next {
            Some((at, h)) => self.choose(at, h),
            None => {
                // Not seen so far: everything is decided, nothing contradicts, and yet somebody blocks.
                self.cut = true;
                End::Bounded
            }
        }
    }

    fn choose(&mut self, at: usize, household: HouseholdId) -> End {
        let mut cases = Vec::new();
        let others = self.possible_beside(household);
        for choice in self.state.options(household) {
            if self.falls_short(&others, household, choice) {
                if self.task.record {
                    cases.push((choice.map(WishId::new), Case { steps: Vec::new(), end: End::Bounded }));
                }
                continue;
            }
            let mark = self.state.mark();
            self.state.fix(household, choice);
            if let Some(reasons) = &mut self.task.reasons {
                reasons.rests_on(mark.events());
            }
            let mut case = self.case_after(mark);
            self.conflicts[at] += u32::from(self.state.failed.is_some());
            self.state.undo_to(mark);
            if (self.cut && self.nodes >= self.task.node_limit) || (self.task.first && self.best.is_some()) {
                return End::Bounded;
            }
            // What contradicts whatever this household gets needs no other case of it.
            if let Some(reasons) = &mut self.task.reasons
                && !self.cut
                && !reasons.rests_on(mark.events())
            {
                self.ahead = std::mem::take(&mut case.steps);
                return std::mem::replace(&mut case.end, End::Bounded);
            }
            if self.task.record {
                cases.push((choice.map(WishId::new), case));
            }
        }
        if let Some(reasons) = &mut self.task.reasons {
            reasons.branched.push(household);
            reasons.of_choice(self.state, household);
        }
        End::Choice { household, cases }
    }

    /// What follows from an assumption just made.
    pub(super) fn case_after(&mut self, since: Mark) -> Case {
        if self.state.failed.is_none() && self.state.propagate() {
            return self.descend(since);
        }
        self.contradiction(since)
    }

    /// The case of a state that contradicts.
    pub(super) fn contradiction(&mut self, since: Mark) -> Case {
        self.nodes += 1;
        self.cut |= self.heed_stop();
        let household = self.state.failed.unwrap_or(HouseholdId::new(0));
        if let Some(reasons) = &mut self.task.reasons {
            reasons.of_choice(self.state, household);
        }
        Case { steps: self.steps(since), end: End::Contradiction { household } }
    }

    fn candidate(&self, pick: impl Fn(&State<'_>, HouseholdId) -> Option<u32>) -> Found {
        self.found(self.component.households.iter().map(|&h| pick(self.state, h)).collect())
    }

    /// An outcome with its value.
    pub(super) fn found(&self, picks: Vec<Option<u32>>) -> Found {
        let value = self.task.objective.value(&self.component.households, &picks, self.blocking);
        Found { picks, value }
    }

    /// Keeps a candidate if it is stable and better than what is known; says whether it is stable.
    pub(super) fn accept(&mut self, candidate: Found) -> bool {
        let stable = self.is_stable(&candidate);
        if stable && self.to_beat().is_none_or(|known| candidate.value > *known) {
            self.best = Some(candidate);
        }
        stable
    }

    /// What an outcome has to be better than.
    pub(super) fn to_beat(&self) -> Option<&Value> {
        self.best.as_ref().map(|found| &found.value).or(self.task.floor.as_ref())
    }

    /// The best that the component could still reach.
    pub(super) fn best_possible(&mut self) -> Value {
        let (objective, households) = (&self.task.objective, &self.component.households);
        let Some(possible) = &mut self.possible else {
            return objective.best_possible(self.state, households, self.blocking);
        };
        let mut value = possible.now(self.state, objective, households).clone();
        value[0] = -i64::from(self.blocking);
        debug_assert_eq!(value, objective.best_possible(self.state, households, self.blocking));
        value
    }

    /// The best that all but one household could still reach, where something is to be beaten.
    fn possible_beside(&mut self, household: HouseholdId) -> Option<Value> {
        self.to_beat()?;
        let mut value = self.best_possible();
        let mut own = self.task.objective.zero(0);
        self.task.objective.add_best(self.state, household, &mut own);
        value.iter_mut().zip(own).for_each(|(sum, less)| *sum -= less);
        Some(value)
    }

    /// Whether nothing better comes of giving a household an option, whatever all others reach.
    fn falls_short(&self, others: &Option<Value>, household: HouseholdId, choice: Option<u32>) -> bool {
        let (Some(others), Some(known)) = (others, self.to_beat()) else { return false };
        let mut value = others.clone();
        self.task.objective.add(household, choice, &mut value);
        value <= *known
    }

    /// Whether the outcomes still possible could beat what is known.
    pub(super) fn can_improve(&mut self) -> bool {
        if self.to_beat().is_none() {
            return true;
        }
        let possible = self.best_possible();
        self.to_beat().is_none_or(|known| possible > *known)
    }

    /// Whether what is known need not be beaten here.
    fn is_enough(&mut self) -> bool {
        self.task.first || !self.can_improve()
    }

    /// The definition, on the pools and households that this component touches.
    fn is_stable(&self, candidate: &Found) -> bool {
        is_stable(self.state, self.component, &self.pools, &candidate.picks, |h| self.state.soft[h.index()])
    }
}
