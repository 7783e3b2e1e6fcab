//! Components that a change meets, searched again as if the newcomers stood in the places of those who are gone.
//!
//! Of outcomes that are equally good a search takes the first one that it meets. Where nobody blocks in a component it goes the same
//! way as in the market as a whole, and finds the same. Who may block can be read from other cores there; then the outcome of the
//! newcomers is told only if it is the same in everything as good.

use super::cores::Cores;
use super::known::Concerned;
use super::{Standing, Unsaid};
use crate::exact::Control;
use crate::exact::components::{Component, components, components_within};
use crate::exact::objective::Objective;
use crate::exact::search::{self, Found, Home, Solved, Task};
use crate::exact::settle::nodes_for;
use crate::exact::state::State;
use crate::market::HouseholdId;

/// Households with the wish that each gets.
pub(super) type Outcomes = Vec<(HouseholdId, Option<u32>)>;

impl Standing<'_> {
    /// What everybody gets in the components concerned, if that is certain. The state is left as it was.
    pub(super) fn searched(
        &self,
        state: &mut State<'_>,
        concerned: &Concerned,
        cores: &Cores<'_>,
    ) -> Result<Outcomes, Unsaid> {
        if concerned.nothing_open {
            return Ok(Vec::new());
        }
        let objective = Objective::new(state.market, &self.options.stages);
        let mut look = Look { state, objective, node_limit: self.options.few_nodes() };
        // What propagation decided is the same in every outcome; it only takes that there is one.
        let sure = look.state.newcomers().all(|h| look.state.is_decided(h));
        let mut outcomes = Vec::new();
        for component in components(look.state, &cores.suspects) {
            if !concerned.meets(look.state, &component) {
                continue;
            }
            let homes = cores.homes(&component);
            if sure {
                look.first(&component, homes)?;
                continue;
            }
            let found = match homes.is_empty() {
                // Where somebody blocks, a first outcome of every component is what others have to beat.
                true if cores.are_none() => look.best(&component, Vec::new(), None)?,
                true => {
                    let first = look.in_parts(&component)?;
                    let best = look.best(&component, Vec::new(), Some(first))?;
                    // Whoever might have blocked here in the market as a whole would have been looked at first.
                    match cores.renewed {
                        true => look.if_only_one(&component, Vec::new(), best)?,
                        false => best,
                    }
                }
                // Who blocks is looked for in the order of all cores, which may be others; so there is to be one answer only.
                false => {
                    // Where several groups meet, an outcome to beat spares looking at all who may block at once.
                    let first = match homes.len() {
                        1 => None,
                        _ => Some(look.first(&component, homes.clone())?),
                    };
                    let best = look.best(&component, homes.clone(), first)?;
                    look.if_only_one(&component, homes, best)?
                }
            };
            outcomes.extend(component.households.into_iter().zip(found.picks));
        }
        Ok(outcomes)
    }
}

/// Looking for outcomes of components of a changed market.
struct Look<'s, 'm> {
    state: &'s mut State<'m>,
    objective: Objective<'s>,
    node_limit: u64,
}

impl Look<'_, '_> {
    /// Some outcome of a component without suspects, found part by part.
    fn in_parts(&mut self, component: &Component) -> Result<Found, Unsaid> {
        let decided = component.households.iter().map(|&h| self.state.decided_pick(h));
        let mut picks: Vec<Option<u32>> = decided.collect();
        for part in components_within(self.state, component) {
            let found = self.first(&part, Vec::new())?;
            for (h, pick) in part.households.iter().zip(found.picks) {
                if let Ok(at) = component.households.binary_search(h) {
                    picks[at] = pick;
                }
            }
        }
        let value = self.objective.value(&component.households, &picks, 0);
        Ok(Found { picks, value })
    }

    /// Some outcome of a component.
    fn first(&mut self, component: &Component, homes: Vec<Home>) -> Result<Found, Unsaid> {
        let solved = self.search(component, homes, None, true);
        solved.found.ok_or(if solved.complete { Unsaid::MoreBlock } else { Unsaid::Unsure })
    }

    /// The best outcome, if the search comes to an end; `known`: one to beat.
    fn best(
        &mut self,
        component: &Component,
        homes: Vec<Home>,
        known: Option<Found>,
    ) -> Result<Found, Unsaid> {
        let solved = self.search(component, homes, known, false);
        match solved.complete {
            true => solved.found.ok_or(Unsaid::MoreBlock),
            false => Err(Unsaid::Unsure),
        }
    }

    /// The best outcome of a component, if the newcomers get the same in all that are as good.
    fn if_only_one(&mut self, component: &Component, homes: Vec<Home>, best: Found) -> Result<Found, Unsaid> {
        let first = self.state.first_newcomer();
        let outcomes = component.households.iter().zip(&best.picks);
        let newcomers = outcomes.filter(|(h, _)| h.index() >= first).map(|(&h, &pick)| (h, pick));
        for (h, pick) in newcomers.collect::<Vec<_>>() {
            let mark = self.state.mark();
            self.state.refuse(h, pick);
            let other = self.state.propagate() && {
                // As good is good enough.
                let mut beaten = best.clone();
                if let Some(last) = beaten.value.last_mut() {
                    *last -= 1;
                }
                let value = beaten.value.clone();
                let solved = self.search(component, homes.clone(), Some(beaten), false);
                !solved.complete || solved.found.is_none_or(|found| found.value > value)
            };
            self.state.undo_to(mark);
            if other {
                return Err(Unsaid::Unsure);
            }
        }
        Ok(best)
    }

    fn search(
        &mut self,
        component: &Component,
        homes: Vec<Home>,
        known: Option<Found>,
        first: bool,
    ) -> Solved {
        let control = Control::default();
        let node_limit = match first {
            true => self.node_limit,
            false => nodes_for(component.households.len(), self.node_limit),
        };
        let (objective, reasons, record) = (self.objective, None, false);
        let floor = None;
        let task =
            Task { objective, homes, first, node_limit, known, floor, reasons, record, control: &control };
        search::solve(self.state, component, task)
    }
}
