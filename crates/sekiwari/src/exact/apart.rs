//! Parts of a component that do not touch once enough of it is decided: each is bounded alone.
//!
//! Searched together, the outcomes of one part would be gone through for every outcome of the others. What a part has to
//! beat is what the whole lacks when all other parts reach the best that is possible for them; mostly one of them falls short at
//! once.

use super::components::{Component, components_within};
use super::objective::Value;
use super::recall::{self, Remembered};
use super::search::{Search, Task, resume};
use crate::certificate::{Case, End};
use crate::market::HouseholdId;

/// Households of a part up to which it is searched again, where that is checked, although it is remembered.
const SMALL: usize = 12;

/// So many nodes of a small part count as one of the component, at most.
const LIGHTEST: u64 = 8;

/// Values entry by entry.
fn plus(a: &Value, b: &Value) -> Value {
    a.iter().zip(b).map(|(a, b)| a + b).collect()
}

fn minus(a: &Value, b: &Value) -> Value {
    a.iter().zip(b).map(|(a, b)| a - b).collect()
}

/// What came of a part.
enum Bounded {
    /// Nothing: a limit was met.
    Not,
    /// There is no outcome of it.
    Contradicts(Case),
    /// Nothing is better than a value, and the picks that reach it, if there are any that are of use.
    By(Case, Value, Option<Vec<Option<u32>>>),
}

impl<'a> Search<'_, '_, 'a> {
    /// Goes on with each part of what is open, if it falls into several or is a small rest of the component.
    pub(super) fn apart(&mut self) -> End {
        let mut parts = components_within(self.state, self.component);
        let small = |part: &Component| part.households.len() <= self.component.households.len() / 2;
        if parts.is_empty() || (parts.len() == 1 && !small(&parts[0])) {
            return self.branch();
        }
        let first = |part: &Component| part.households.iter().map(|&h| self.state.turn(h)).min();
        parts.sort_by_key(|part| (part.households.len(), first(part)));
        self.one_by_one(parts)
    }

    /// Finds the best of every part, as far as the others leave something to gain.
    fn one_by_one(&mut self, parts: Vec<Component>) -> End {
        let mut most = self.best_possible();
        let households = &self.component.households;
        let mut picks: Vec<Option<u32>> = households.iter().map(|&h| self.state.decided_pick(h)).collect();
        let mut bounded: Vec<(Vec<HouseholdId>, Value, Case)> = Vec::new();
        for part in parts {
            if self.to_beat().is_some_and(|known| most <= *known) {
                break;
            }
            let possible = self.task.objective.best_possible(self.state, &part.households, 0);
            let others = minus(&most, &possible);
            let floor = self.to_beat().map(|known| minus(known, &others));
            let places = self.places(&part.households);
            let (case, value, outcomes) = match self.bounded(&part, &places, floor) {
                Bounded::Not => {
                    self.cut = true;
                    return End::Bounded;
                }
                // It contradicts, whatever the others get.
                Bounded::Contradicts(mut case) => return std::mem::replace(&mut case.end, End::Bounded),
                Bounded::By(case, value, outcomes) => (case, value, outcomes),
            };
            for (at, pick) in places.iter().zip(outcomes.into_iter().flatten()) {
                at.iter().for_each(|&i| picks[i] = pick);
            }
            most = plus(&others, &value);
            if self.task.record {
                bounded.push((part.households, value, case));
            }
        }
        if self.to_beat().is_none_or(|known| most > *known) {
            let together = self.found(picks);
            // Not seen so far: parts that are stable, and not so together.
            self.cut |= !self.accept(together);
        }
        bounded.into_iter().rev().fold(End::Bounded, |rest, (households, value, within)| End::Apart {
            households,
            value: value[1..].to_vec(),
            within: Box::new(within),
            rest: Box::new(Case { steps: Vec::new(), end: rest }),
        })
    }

    /// What a part can reach, from what is remembered or by a search of its own. `floor`: what it has to beat to be of use.
    fn bounded(&mut self, part: &Component, places: &[Option<usize>], mut floor: Option<Value>) -> Bounded {
        let key = self.recall.as_ref().map(|_| recall::key(self.state, part));
        if let (Some(recall), Some(key)) = (&self.recall, &key)
            && let Some(known) = recall.get(key)
        {
            let is_of_use =
                known.picks.is_some() || floor.as_ref().is_some_and(|floor| known.value <= *floor);
            if is_of_use {
                let (value, picks) = (known.value.clone(), known.picks.clone());
                let (case, nodes) = (known.case.clone(), known.nodes);
                debug_assert!(self.is_as_remembered(part, &value, picks.is_some()));
                self.nodes += 1;
                return match self.may_write(nodes) {
                    true => Bounded::By(case, value, picks),
                    false => Bounded::Not,
                };
            }
            // It will be asked for again: this time all of it.
            floor = None;
        }
        let mut conflicts: Vec<u32> = places.iter().map(|at| at.map_or(0, |i| self.conflicts[i])).collect();
        let before = self.nodes;
        let task = self.of_part(floor.clone(), self.task.record);
        let solved = resume(self.state, part, task, self.nodes, &mut conflicts);
        let nodes = solved.nodes - before;
        self.nodes += self.weighed(nodes, part);
        for (at, count) in places.iter().zip(conflicts) {
            at.iter().for_each(|&i| self.conflicts[i] = count);
        }
        let (value, picks) = match (solved.found, floor) {
            _ if !solved.complete || !self.may_write(nodes) => return Bounded::Not,
            (Some(found), _) => (found.value, Some(found.picks)),
            (None, Some(floor)) => (floor, None),
            (None, None) => return Bounded::Contradicts(solved.case),
        };
        if let (Some(recall), Some(key)) = (&mut self.recall, key) {
            let (value, picks, case) = (value.clone(), picks.clone(), solved.case.clone());
            recall.keep(key, Remembered { value, picks, case, nodes });
        }
        Bounded::By(solved.case, value, picks)
    }

    /// Whether so many nodes of an argument can be written down, also where none is asked for: the answer is to be the same.
    fn may_write(&mut self, nodes: u64) -> bool {
        self.recall.as_mut().is_none_or(|recall| recall.may_write(nodes))
    }

    /// Nodes of a part as nodes of the component where it is met again and again: one costs as much as there are households.
    fn weighed(&self, nodes: u64, part: &Component) -> u64 {
        let (size, whole) = (part.households.len() as u64, self.component.households.len() as u64);
        match self.recall {
            Some(_) => (nodes * size.max(whole / LIGHTEST)).div_ceil(whole.max(1)),
            None => nodes,
        }
    }

    /// What is asked of a part.
    fn of_part(&self, floor: Option<Value>, record: bool) -> Task<'a> {
        Task {
            objective: self.task.objective,
            homes: Vec::new(),
            first: false,
            node_limit: self.task.node_limit,
            known: None,
            floor,
            reasons: None,
            record,
            control: self.task.control,
        }
    }

    /// Whether a search of a part finds what is remembered of it; said of small ones only.
    fn is_as_remembered(&mut self, part: &Component, value: &Value, exact: bool) -> bool {
        if part.households.len() > SMALL {
            return true;
        }
        let task = self.of_part(None, false);
        let mut conflicts = vec![0; part.households.len()];
        let solved = resume(self.state, part, task, 0, &mut conflicts);
        let found = solved.found.map(|found| found.value);
        !solved.complete
            || match exact {
                true => found.as_ref() == Some(value),
                false => found.is_none_or(|found| found <= *value),
            }
    }

    /// Where households stand in the component.
    fn places(&self, households: &[HouseholdId]) -> Vec<Option<usize>> {
        households.iter().map(|h| self.component.households.binary_search(h).ok()).collect()
    }
}
