//! Components that a change meets, searched again as if the newcomers stood in the places of those who are gone.
//!
//! Of outcomes that are equally good a search takes the first one that it meets. Which that is depends on what propagation leaves open
//! and on who may block, and neither needs to be the same as in the market solved as a whole: what may be concluded from a wish cannot be
//! any more once the wish is gone for another reason. So the outcome of those asked for is told only if it is the same in everything as good.
//! Mostly those can block who do today: if whoever is asked for gets something else only in outcomes that are worse than the best of
//! these, that is what all of the best outcomes give.

use super::cores::Cores;
use super::difference::Difference;
use super::known::{Concerned, Known};
use super::{Standing, Unsaid};
use crate::exact::Control;
use crate::exact::components::{Component, components, components_within};
use crate::exact::objective::Objective;
use crate::exact::search::{self, Found, Home, Solved, Task};
use crate::exact::settle::nodes_for;
use crate::exact::stable::{is_stable, pools_of};
use crate::exact::state::State;
use crate::market::HouseholdId;

/// How far a search goes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Pains {
    /// Where somebody blocks, only whether those do who did before.
    Few,
    /// As far as its limits.
    All,
}

/// Households with the wish that each gets.
pub(super) type Outcomes = Vec<(HouseholdId, Option<u32>)>;

impl Standing<'_> {
    /// What everybody gets in the components concerned, if that is certain. The state is left as it was.
    pub(super) fn searched(
        &self,
        state: &mut State<'_>,
        difference: &Difference,
        concerned: &Concerned,
        cores: &Cores<'_>,
        pains: Pains,
    ) -> Result<Outcomes, Unsaid> {
        if concerned.nothing_open {
            return Ok(Vec::new());
        }
        let objective = Objective::new(state.market, &self.options.stages);
        let asked = &difference.asked[..];
        let mut look = Look { state, asked, objective, node_limit: self.options.few_nodes() };
        // What propagation decided is the same in every outcome; it only takes that there is one.
        let sure = asked.iter().all(|&h| look.state.is_decided(h));
        let mut outcomes = Vec::new();
        for component in components(look.state, &cores.suspects) {
            if !concerned.meets(look.state, &component) {
                continue;
            }
            let homes = cores.homes(&component);
            if sure && !homes.is_empty() && look.stands(&component, &homes, &self.known) {
                continue;
            }
            let today = look.as_today(&component, &homes, self.known.blocking(), sure);
            if pains == Pains::Few && today.is_none() && !homes.is_empty() {
                return Err(Unsaid::Unsure);
            }
            if sure {
                today.map_or_else(|| look.first(&component, homes), Ok)?;
                continue;
            }
            if let Some(found) = today.filter(|found| look.is_only(&component, &homes, found)) {
                outcomes.extend(component.households.into_iter().zip(found.picks));
                continue;
            }
            if pains == Pains::Few {
                return Err(Unsaid::Unsure);
            }
            let first = match homes.len() {
                // Where somebody blocks, a first outcome of every component is what others have to beat.
                0 if cores.are_none() => None,
                0 => Some(look.in_parts(&component)?),
                1 => None,
                // Where several groups meet, an outcome to beat spares looking at all who may block at once.
                _ => Some(look.first(&component, homes.clone())?),
            };
            let best = look.best(&component, homes.clone(), first)?;
            let found = look.if_only_one(&component, &homes, best)?;
            outcomes.extend(component.households.into_iter().zip(found.picks));
        }
        Ok(outcomes)
    }
}

/// Looking for outcomes of components of a changed market.
struct Look<'s, 'm> {
    state: &'s mut State<'m>,
    /// Whose outcome is asked for.
    asked: &'s [HouseholdId],
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

    /// Whether what everybody in a component has got is an outcome still, in which those block who did.
    fn stands(&self, component: &Component, homes: &[Home], known: &Known) -> bool {
        let state = &*self.state;
        let first = state.first_newcomer();
        let picks: Vec<Option<u32>> = component
            .households
            .iter()
            .map(|&h| if h.index() < first { known.pick(h) } else { state.decided_pick(h) })
            .collect();
        let possible = |(&h, pick): (&HouseholdId, &Option<u32>)| match *pick {
            Some(w) => state.alive[w as usize],
            None => !state.must[h.index()],
        };
        let blocks = |h: HouseholdId| known.blocking().contains(&h) && state.soft[h.index()];
        let blocking = component.households.iter().filter(|&&h| blocks(h)).count();
        blocking == homes.iter().map(|home| home.block as usize).sum()
            && component.households.iter().zip(&picks).all(possible)
            && is_stable(state, component, &pools_of(state, component), &picks, blocks)
    }

    /// The best outcome, or just `any`, in which those block who do today; `None` where nobody does, or these cannot.
    fn as_today(
        &mut self,
        component: &Component,
        homes: &[Home],
        blocking: &[HouseholdId],
        any: bool,
    ) -> Option<Found> {
        let blocks = |h: &HouseholdId| blocking.contains(h);
        let (mut narrow, mut others) = (homes.to_vec(), Vec::new());
        for home in &mut narrow {
            let (open, hard): (Vec<_>, Vec<_>) = home.open.iter().partition(|h| blocks(h));
            home.open = open;
            others.extend(hard);
        }
        if homes.is_empty() || narrow.iter().any(|home| home.open.len() != home.block as usize) {
            return None;
        }
        let mark = self.state.mark();
        others.into_iter().for_each(|h| self.state.harden(h));
        let solved = self.state.propagate().then(|| self.search(component, narrow, None, any));
        self.state.undo_to(mark);
        solved.and_then(|solved| solved.found)
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

    /// The best outcome of a component, if those asked for get the same in all that are as good.
    fn if_only_one(&mut self, component: &Component, homes: &[Home], best: Found) -> Result<Found, Unsaid> {
        if self.is_only(component, homes, &best) { Ok(best) } else { Err(Unsaid::Unsure) }
    }

    /// Whether those asked for get the same as in an outcome in all that are as good, or better.
    fn is_only(&mut self, component: &Component, homes: &[Home], found: &Found) -> bool {
        let outcomes = component.households.iter().zip(&found.picks);
        let asked = outcomes.filter(|(h, _)| self.asked.contains(h)).map(|(&h, &pick)| (h, pick));
        // As good is good enough.
        let mut beaten = found.clone();
        if let Some(last) = beaten.value.last_mut() {
            *last -= 1;
        }
        asked.collect::<Vec<_>>().into_iter().all(|(h, pick)| {
            let mark = self.state.mark();
            self.state.refuse(h, pick);
            let none = !self.state.propagate() || {
                let solved = self.search(component, homes.to_vec(), Some(beaten.clone()), false);
                solved.complete && solved.found.is_some_and(|found| found.value == beaten.value)
            };
            self.state.undo_to(mark);
            none
        })
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
