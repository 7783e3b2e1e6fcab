//! Cores: sets of households of whom one blocks in every feasible allocation.
//!
//! A set is refuted by letting everybody else block and deriving a contradiction, by propagation alone or by cases over
//! the set's own households. The refutation says which of them it needed, so sets shrink by being refuted again; what is
//! left is shrunk household by household.
//!
//! **Cost.** One propagation from the state in which everybody may block, so only pools near the set are read.

use super::branch::Branching;
use super::control::Control;
use super::fewest::Known;
use super::reasons::Reasons;
use super::state::{Event, State};
use super::trail::Mark;
use crate::certificate::{Case, Core, End, Step};
use crate::market::{HouseholdId, Market, PoolId, WishId};
use std::sync::Arc;

/// Refutations again with what the last one needed.
const TRIMS: u32 = 2;
/// Larger cores are not made smaller household by household: a city's conflict may hang on a whole chain of places.
const SMALL: usize = 40;
/// Households of a market in which all may be told apart to write an argument down.
const WIDEST: usize = 2_000;
/// Nodes of a case distinction inside one refutation.
const NODE_LIMIT: u32 = 5_000;
/// Nodes of all refutations to make one core small.
const SHRINK_NODES: u32 = 4 * NODE_LIMIT;

/// Refutes sets of households.
#[derive(Clone)]
pub(super) struct Refuter<'m> {
    /// Everybody may block; at its fixpoint.
    state: State<'m>,
    reasons: Reasons,
    nodes: u32,
}

impl<'m> Refuter<'m> {
    pub(super) fn new(market: &'m Market, together: bool) -> Self {
        let mut state = State::new(market, |_| true).looking_together(together);
        // Without anybody's stability nothing contradicts: staying as today is always feasible.
        state.propagate();
        Self::from_there(state)
    }

    /// From a state in which everybody may block, at its fixpoint.
    pub(super) fn from_there(mut state: State<'m>) -> Self {
        state.recording = true;
        // Refutations are taken back.
        state.notes_all = false;
        let reasons = Reasons::new(state.market);
        Self { state, reasons, nodes: 0 }
    }

    /// The state in which everybody may block, given back.
    pub(super) fn into_state(mut self) -> State<'m> {
        self.state.notes_all = true;
        self.state
    }

    /// The steps that hold whoever blocks; every refutation starts from them.
    pub(super) fn always(&self) -> Vec<Step> {
        steps(&self.state.events)
    }

    /// The state in which everybody may block, with the number of its events.
    pub(super) fn base(&self) -> (State<'m>, usize) {
        let mut state = self.state.clone();
        state.notes_all = true;
        state.recording = false;
        let events = state.events.len();
        (state, events)
    }

    /// The households needed to refute that none of `households` blocks, with cases distinguished on `branched`; `None` if that is not refuted within the limits.
    pub(super) fn refute(
        &mut self,
        households: &[HouseholdId],
        branched: &[HouseholdId],
    ) -> Option<Vec<HouseholdId>> {
        self.refute_within(households, branched, NODE_LIMIT, &Control::default())
    }

    /// The same with so many nodes at most.
    fn refute_within(
        &mut self,
        households: &[HouseholdId],
        branched: &[HouseholdId],
        nodes: u32,
        control: &Control<'_>,
    ) -> Option<Vec<HouseholdId>> {
        self.attempt(households, branched, nodes, false, control)?;
        let mut needed = self.reasons.households.clone();
        needed.sort_unstable();
        Some(needed)
    }

    /// Leaves out of a core what its refutation does not need; if `record`, with the argument.
    pub(super) fn trim(&mut self, core: &mut Known, record: bool, control: &Control<'_>) {
        let refuted = self.attempt(&core.households, &core.branched, NODE_LIMIT, record, control);
        if let Some(case) = refuted {
            core.households = self.reasons.households.clone();
            core.households.sort_unstable();
            core.argument = record.then(|| Arc::new(case));
        }
    }

    fn attempt(
        &mut self,
        households: &[HouseholdId],
        branched: &[HouseholdId],
        node_limit: u32,
        record: bool,
        control: &Control<'_>,
    ) -> Option<Case> {
        self.nodes = node_limit;
        self.reasons.clear();
        let mark = self.state.mark();
        households.iter().for_each(|&h| self.state.harden(h));
        let case = self.descend(&mut Branching::new(branched), mark, record, control);
        self.state.undo_to(mark);
        case.filter(|_| !self.reasons.lost)
    }

    fn descend(
        &mut self,
        on: &mut Branching<'_>,
        since: Mark,
        record: bool,
        control: &Control<'_>,
    ) -> Option<Case> {
        self.nodes = self.nodes.checked_sub(1)?;
        if control.stops(u64::from(self.nodes)) {
            return None;
        }
        let contradicts = self.state.failed.is_some() || !self.state.propagate();
        if contradicts {
            let household = self.state.failed?;
            self.reasons.of_choice(&self.state, household);
            let steps = self.steps(since, record);
            return Some(Case { steps, end: End::Contradiction { household } });
        }
        let (at, household) = on.next(&self.state)?;
        let mut cases = Vec::new();
        for choice in self.state.options(household) {
            let mark = self.state.mark();
            self.state.fix(household, choice);
            self.reasons.rests_on(mark.events());
            let case = self.descend(on, mark, record, control);
            on.note(at, self.state.failed.is_some());
            self.state.undo_to(mark);
            let mut case = case?;
            // What contradicts whatever this household gets needs no other case of it.
            if !self.reasons.rests_on(mark.events()) {
                let mut steps = self.steps(since, record);
                steps.append(&mut case.steps);
                case.steps = steps;
                return Some(case);
            }
            if record {
                cases.push((choice.map(WishId::new), case));
            }
        }
        self.reasons.of_choice(&self.state, household);
        let steps = self.steps(since, record);
        Some(Case { steps, end: End::Choice { household, cases } })
    }

    /// The steps since a mark that something below rests on.
    fn steps(&mut self, since: Mark, record: bool) -> Vec<Step> {
        match record {
            true => steps(&self.reasons.take_needed(self.state.events_since(since), since.events())),
            false => Vec::new(),
        }
    }

    /// Makes a refuted set small: first by what refutations need, then by leaving out one household after another.
    /// `tries` bounds the refutations.
    pub(super) fn shrink(
        &mut self,
        found: &[HouseholdId],
        branched: &[HouseholdId],
        mut tries: u32,
        control: &Control<'_>,
    ) -> Option<Vec<HouseholdId>> {
        let mut nodes = SHRINK_NODES;
        let mut refute = |households: &[HouseholdId]| {
            let most = nodes.min(NODE_LIMIT);
            let needed = self.refute_within(households, branched, most, control);
            nodes -= most - self.nodes;
            needed
        };
        let mut core = refute(found)?;
        for _ in 0..TRIMS {
            match refute(&core) {
                Some(needed) if needed.len() < core.len() => core = needed,
                _ => break,
            }
        }
        let mut at = if core.len() > SMALL { 0 } else { core.len() };
        while at > 0 && tries > 0 && core.len() > 1 {
            at -= 1;
            tries -= 1;
            let mut fewer = core.clone();
            let left_out = fewer.remove(at);
            if let Some(needed) = refute(&fewer) {
                at = needed.partition_point(|&h| h < left_out);
                core = needed;
            }
        }
        Some(core)
    }

    /// The pools at which the argument just proven finds wishes hopeless, ascending: with as many seats there as now, and at
    /// least as many elsewhere, it holds again. Only without looking at wishes together.
    pub(super) fn pools(&mut self, argument: &Case) -> Vec<PoolId> {
        let mut pools = Vec::new();
        let mut note = |steps: &[Step]| {
            pools.extend(steps.iter().filter_map(|step| match *step {
                Step::Hopeless { pool, .. } => Some(pool),
                Step::Guarantee { .. } => None,
            }));
        };
        // What holds whoever blocks is used as well.
        note(&steps(&self.reasons.take_needed(&self.state.events, 0)));
        let mut open = vec![argument];
        while let Some(case) = open.pop() {
            note(&case.steps);
            if let End::Choice { cases, .. } = &case.end {
                open.extend(cases.iter().map(|(_, case)| case));
            }
        }
        pools.sort_unstable();
        pools.dedup();
        pools
    }

    /// A core with its argument. Where the cases that it was found by do not suffice from here, since more was known there,
    /// its own households are told apart as well, and in a small market all.
    pub(super) fn prove(&mut self, households: &[HouseholdId], branched: &[HouseholdId]) -> Option<Core> {
        let mut left = u64::MAX;
        self.prove_within(households, branched, &mut left)
    }

    /// The same with so many nodes left for all arguments together, of which those used are taken away.
    pub(super) fn prove_within(
        &mut self,
        households: &[HouseholdId],
        branched: &[HouseholdId],
        left: &mut u64,
    ) -> Option<Core> {
        let mut cases = self.argue(households, branched, left);
        if cases.is_none() {
            let wider: Vec<HouseholdId> = households.iter().chain(branched).copied().collect();
            cases = self.argue(households, &wider, left);
        }
        let all = self.state.market.households();
        if cases.is_none() && all.len() <= WIDEST {
            cases = self.argue(households, &all.collect::<Vec<_>>(), left);
        }
        Some(Core { households: households.to_vec(), case: cases? })
    }

    fn argue(
        &mut self,
        households: &[HouseholdId],
        branched: &[HouseholdId],
        left: &mut u64,
    ) -> Option<Case> {
        let limit = u64::from(NODE_LIMIT).min(*left) as u32;
        let case = self.attempt(households, branched, limit, true, &Control::default());
        *left -= u64::from(limit - self.nodes);
        case
    }
}

/// The steps among some events.
pub(super) fn steps(events: &[Event]) -> Vec<Step> {
    let step = |event: &Event| match *event {
        Event::Guarantee(wish) => Some(Step::Guarantee { wish: WishId::new(wish) }),
        Event::Hopeless(wish, pool) => Some(Step::Hopeless { wish: WishId::new(wish), pool }),
        Event::Assumed => None,
    };
    events.iter().filter_map(step).collect()
}
