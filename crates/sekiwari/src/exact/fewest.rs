//! Fewest blocking households where no allocation is stable, proven.
//!
//! Implicit hitting sets: every core known must be met by somebody who blocks. A smallest set that meets all of them is
//! allowed to block, and everybody else is held to stability. If that goes through, no fewer do; if it fails, the failure
//! is a new core that the set does not meet.
//!
//! Making a household hard only ever narrows the state, so all sets are tried from one state in which the members of all
//! cores are soft; it is built anew only when a set leaves it.
//!
//! **Sources.** Implicit hitting sets: Davies and Bacchus, *Solving MAXSAT by solving a sequence of simpler SAT instances*,
//! CP 2011; blocking as few as possible in couples problems: Manlove, McBride and Trimble (2017).

use super::components::components;
use super::control::{Control, Standing};
use super::cores::Refuter;
use super::hitting::{self, Group};
use super::objective::Objective;
use super::reasons::Reasons;
use super::search::{self, Task};
use super::state::State;
use crate::market::{HouseholdId, Market};

/// Refutations to make one core small.
const SHRINK_TRIES: u32 = 60;
/// Cores that stay as they are found: a conflict in a city may hang on a whole chain of places.
const LARGE: usize = 60;
/// Nodes of one smallest hitting set.
const HITTING_NODES: u32 = 5_000;
/// Sets tried.
const MAX_ROUNDS: u32 = 2_000;

/// Cores, and what goes through when a smallest set that meets them may block.
pub(super) struct Fewest<'m> {
    pub(super) cores: Vec<Vec<HouseholdId>>,
    /// Per core, on whom its refutation may distinguish cases.
    pub(super) branched: Vec<Vec<HouseholdId>>,
    pub(super) groups: Vec<Group>,
    /// The outcome of every household, if a set went through.
    pub(super) picks: Option<Vec<Option<u32>>>,
    /// Nodes searched.
    pub(super) nodes: u64,
    pub(super) refuter: Refuter<'m>,
    reasons: Reasons,
    is_member: Vec<bool>,
    rounds: u32,
}

impl<'m> Fewest<'m> {
    pub(super) fn new(market: &'m Market) -> Self {
        Self {
            cores: Vec::new(),
            branched: Vec::new(),
            groups: Vec::new(),
            picks: None,
            nodes: 0,
            refuter: Refuter::new(market),
            reasons: Reasons::new(market),
            is_member: vec![false; market.households().len()],
            rounds: 0,
        }
    }

    /// Blocking households at least.
    pub(super) fn at_least(&self) -> u32 {
        self.groups.iter().map(|g| g.at_least).sum()
    }

    /// The households that are allowed to block now.
    pub(super) fn chosen(&self) -> Vec<HouseholdId> {
        self.groups.iter().flat_map(|g| g.chosen.iter().copied()).collect()
    }

    /// The households that may block in an allocation with the fewest blocking households: in every core of a group where
    /// one is enough; with one other in every core where two are; in any core otherwise.
    pub(super) fn suspects(&self) -> Vec<HouseholdId> {
        let mut suspects: Vec<HouseholdId> = Vec::new();
        for group in &self.groups {
            let cores: Vec<&[HouseholdId]> = group.cores.iter().map(|&i| &self.cores[i][..]).collect();
            let mut members: Vec<HouseholdId> = cores.iter().flat_map(|core| core.iter().copied()).collect();
            members.sort_unstable();
            members.dedup();
            suspects.extend(members.into_iter().filter(|h| {
                let unmet: Vec<&[HouseholdId]> =
                    cores.iter().copied().filter(|core| core.binary_search(h).is_err()).collect();
                match (group.at_least, unmet.split_first()) {
                    (_, None) => true,
                    (1, Some(_)) => false,
                    (2, Some((first, rest))) => {
                        first.iter().any(|other| rest.iter().all(|core| core.binary_search(other).is_ok()))
                    }
                    _ => true,
                }
            }));
        }
        suspects.sort_unstable();
        suspects
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
            self.reasons.clear();
            self.reasons.of_choice(state, failed);
            if self.reasons.lost {
                continue;
            }
            let found = std::mem::take(&mut self.reasons.households);
            if found.iter().all(|h| !taken[..].contains(h))
                && let Some(core) = self.learn(&found, &[])
            {
                taken.extend(core);
            }
            self.reasons.households = found;
        }
        none
    }

    /// Keeps a core made small.
    fn learn(&mut self, found: &[HouseholdId], branched: &[HouseholdId]) -> Option<Vec<HouseholdId>> {
        let mut found = found.to_vec();
        found.sort_unstable();
        let core = match found.len() > LARGE {
            true => found,
            false => self.refuter.shrink(&found, branched, SHRINK_TRIES).unwrap_or(found),
        };
        if self.cores.contains(&core) {
            return None;
        }
        core.iter().for_each(|h| self.is_member[h.index()] = true);
        self.cores.push(core.clone());
        self.branched.push(branched.to_vec());
        Some(core)
    }

    /// First cores, from the state in which nobody may block, propagated as far as it goes.
    pub(super) fn start(
        &mut self,
        mut state: State<'m>,
        objective: Objective<'m>,
        node_limit: u64,
        control: &Control<'_>,
    ) {
        if self.harvest(&mut state, control) {
            state.recording = true;
            self.outcomes(&mut state, objective, node_limit, control);
        }
        self.regroup(&state);
    }

    /// Finds smallest sets anew.
    pub(super) fn regroup(&mut self, state: &State<'_>) {
        // A conflict mostly hangs on a household of several claims.
        self.groups = hitting::hit(&self.cores, |h| !state.single[h.index()], HITTING_NODES);
    }

    /// Searches for a smallest set that goes through. False if it gave up.
    pub(super) fn search(
        &mut self,
        objective: Objective<'m>,
        node_limit: u64,
        control: &Control<'_>,
    ) -> bool {
        let market = objective.market;
        'fresh: loop {
            let soft = self.is_member.clone();
            let mut state = State::new(market, |h| soft[h.index()]);
            let known = self.cores.len();
            if !self.harvest(&mut state, control) {
                if self.cores.len() == known || control.stopped() {
                    return false;
                }
                continue;
            }
            state.recording = true;
            let standing = state.mark();
            loop {
                self.rounds += 1;
                self.regroup(&state);
                let cores = self.cores.len() as u32;
                control.tell(Standing { blocking_min: self.at_least(), blocking: None, cores });
                if self.rounds > MAX_ROUNDS || control.stopped() {
                    return false;
                }
                let chosen = self.chosen();
                if chosen.iter().any(|h| !soft[h.index()]) {
                    continue 'fresh;
                }
                let (rest, last) = self.last_choice(&chosen);
                if last.iter().any(|h| !soft[h.index()]) {
                    continue 'fresh;
                }
                let mut may = vec![false; soft.len()];
                rest.iter().chain(&last).for_each(|h| may[h.index()] = true);
                market.households().filter(|h| !may[h.index()]).for_each(|h| state.harden(h));
                let known = self.cores.len();
                let goes_through = self.divide(&mut state, &rest, last, objective, node_limit, control);
                state.undo_to(standing);
                if goes_through {
                    return true;
                }
                if self.cores.len() == known {
                    return false;
                }
            }
        }
    }

    /// All but one of a chosen set, and everybody who could take the place of that one: they meet every core that the rest
    /// does not meet.
    fn last_choice(&self, chosen: &[HouseholdId]) -> (Vec<HouseholdId>, Vec<HouseholdId>) {
        let choices = (0..chosen.len()).map(|last| {
            let mut rest = chosen.to_vec();
            rest.remove(last);
            let places = self.in_all_unmet(&rest, None);
            (rest, places)
        });
        choices.max_by_key(|(_, places)| places.len()).unwrap_or_default()
    }

    /// The households in every core that `met_by` do not meet; of `among`, if given.
    fn in_all_unmet(&self, met_by: &[HouseholdId], among: Option<&[HouseholdId]>) -> Vec<HouseholdId> {
        let mut unmet =
            self.cores.iter().filter(|core| met_by.iter().all(|h| core.binary_search(h).is_err()));
        let mut all = match (among, unmet.next()) {
            (Some(among), None) => return among.to_vec(),
            (None, None) => return Vec::new(),
            (Some(among), Some(core)) => {
                among.iter().copied().filter(|h| core.binary_search(h).is_ok()).collect()
            }
            (None, Some(core)) => core.clone(),
        };
        for core in unmet {
            all.retain(|h| core.binary_search(h).is_ok());
        }
        all
    }

    /// Tries who of `last` may block beside `rest`, all others being hard already: half of them at a time, so that a
    /// contradiction rules out many at once. True if one of them goes through.
    fn divide(
        &mut self,
        state: &mut State<'m>,
        rest: &[HouseholdId],
        mut last: Vec<HouseholdId>,
        objective: Objective<'m>,
        node_limit: u64,
        control: &Control<'_>,
    ) -> bool {
        if !self.harvest(state, control) || control.stopped() {
            return false;
        }
        if last.len() <= 1 {
            return self.outcomes(state, objective, node_limit, control);
        }
        last.sort_by_key(|&h| (state.single[h.index()], h));
        let second = last.split_off(last.len() / 2);
        for (half, hard) in [(&last, &second), (&second, &last)] {
            // What was learned meanwhile may rule some out.
            let kept = self.in_all_unmet(rest, Some(half));
            if kept.is_empty() {
                continue;
            }
            let mark = state.mark();
            let ruled_out = half.iter().filter(|&h| !kept.contains(h));
            hard.iter().chain(ruled_out).for_each(|&h| state.harden(h));
            let goes_through = self.divide(state, rest, kept, objective, node_limit, control);
            state.undo_to(mark);
            if goes_through {
                return true;
            }
        }
        false
    }

    /// An outcome of every component; failures become cores.
    fn outcomes(
        &mut self,
        state: &mut State<'m>,
        objective: Objective<'m>,
        node_limit: u64,
        control: &Control<'_>,
    ) -> bool {
        let mut picks = state.decided_picks();
        let mut fine = true;
        for component in components(state) {
            let task = |reasons| Task {
                objective,
                suspects: false,
                first: true,
                budget: 0,
                node_limit,
                known: None,
                reasons,
                record: false,
                control,
            };
            self.reasons.clear();
            self.reasons.defer(state);
            let solved = search::solve(state, &component, task(Some(&mut self.reasons)));
            self.nodes += solved.nodes;
            if let Some(found) = solved.found {
                for (&h, &pick) in component.households.iter().zip(&found.picks) {
                    picks[h.index()] = pick;
                }
                continue;
            }
            fine = false;
            if !solved.complete {
                continue;
            }
            self.reasons.finish(state);
            if !self.reasons.lost {
                let found = std::mem::take(&mut self.reasons.households);
                let mut branched = std::mem::take(&mut self.reasons.branched);
                branched.sort_unstable();
                branched.dedup();
                self.learn(&found, &branched);
                self.reasons.households = found;
            }
            // One core is enough to go on with.
            return false;
        }
        if fine {
            self.picks = Some(picks);
        }
        fine
    }
}
