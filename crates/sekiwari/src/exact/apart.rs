//! Parts of a component that do not touch once enough of it is decided: each is bounded alone.
//!
//! Searched together, the outcomes of one part would be gone through for every outcome of the others. What a part has to
//! beat is what the whole lacks when all other parts reach the best that is possible for them; mostly one of them falls short at
//! once.

use super::components::{Component, components_within};
use super::objective::Value;
use super::search::{Search, Task, resume};
use crate::certificate::{Case, End};
use crate::market::HouseholdId;

/// Values entry by entry.
fn plus(a: &Value, b: &Value) -> Value {
    a.iter().zip(b).map(|(a, b)| a + b).collect()
}

fn minus(a: &Value, b: &Value) -> Value {
    a.iter().zip(b).map(|(a, b)| a - b).collect()
}

impl Search<'_, '_, '_> {
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
            let places: Vec<Option<usize>> = self.places(&part.households);
            let mut conflicts: Vec<u32> =
                places.iter().map(|at| at.map_or(0, |i| self.conflicts[i])).collect();
            let task = Task {
                objective: self.task.objective,
                homes: Vec::new(),
                first: false,
                node_limit: self.task.node_limit,
                known: None,
                floor: floor.clone(),
                reasons: None,
                record: self.task.record,
                control: self.task.control,
            };
            let solved = resume(self.state, &part, task, self.nodes, &mut conflicts);
            self.nodes = solved.nodes;
            for (at, count) in places.iter().zip(conflicts) {
                at.iter().for_each(|&i| self.conflicts[i] = count);
            }
            if !solved.complete {
                self.cut = true;
                return End::Bounded;
            }
            let value = match (solved.found, floor) {
                (Some(found), _) => {
                    let outcomes = places.iter().zip(found.picks);
                    outcomes.for_each(|(at, pick)| at.iter().for_each(|&i| picks[i] = pick));
                    found.value
                }
                (None, Some(floor)) => floor,
                // It contradicts, whatever the others get.
                (None, None) => {
                    let mut case = solved.case;
                    return std::mem::replace(&mut case.end, End::Bounded);
                }
            };
            most = plus(&others, &value);
            bounded.push((part.households, value, solved.case));
        }
        if self.to_beat().is_none_or(|known| most > *known) {
            let together = self.found(picks);
            // Not seen so far: parts that are stable, and not so together.
            self.cut |= !self.accept(together);
        }
        if !self.task.record {
            return End::Bounded;
        }
        bounded.into_iter().rev().fold(End::Bounded, |rest, (households, value, within)| End::Apart {
            households,
            value: value[1..].to_vec(),
            within: Box::new(within),
            rest: Box::new(Case { steps: Vec::new(), end: rest }),
        })
    }

    /// Where households stand in the component.
    fn places(&self, households: &[HouseholdId]) -> Vec<Option<usize>> {
        households.iter().map(|h| self.component.households.binary_search(h).ok()).collect()
    }
}
