//! Changed rounds kept from one run to the next.

use super::point::{Point, Step, Stuck};
use crate::siting::Draw;
use crate::siting::behaviour::Behaviour;
use crate::siting::scenario::{Case, Families, apply};

/// The rounds that the scenarios of the last run left, one after the other. Runs follow on one another with the last axis changing fastest, so
/// mostly the next run shares all but the last of them: on an axis of rules or lottery seeds, all.
#[derive(Debug, Default)]
pub struct Kept<'a> {
    base: Option<&'a Case<'a>>,
    made: Vec<Made<'a>>,
}

#[derive(Debug)]
struct Made<'a> {
    step: Step<'a>,
    // Where something was drawn.
    draw: Option<Draw>,
    case: Case<'a>,
}

impl<'a> Kept<'a> {
    /// The changed round of a draw.
    ///
    /// # Errors
    /// The first step that does not fit, with everything wrong with it.
    pub fn apply(&mut self, point: &Point<'a>, draw: Draw) -> Result<&Case<'a>, Stuck> {
        if !self.base.is_some_and(|base| std::ptr::eq(base, point.case)) {
            self.base = Some(point.case);
            self.made.clear();
        }
        let steps = || point.steps.iter().filter(|step| !step.scenario.edits.is_empty());
        let same = |(made, step): &(&Made<'a>, &Step<'a>)| {
            made.draw.is_none_or(|drawn| drawn == draw) && is_same(&made.step, step)
        };
        let shared = self.made.iter().zip(steps()).take_while(same).count();
        self.made.truncate(shared);
        for (i, step) in steps().enumerate().skip(shared) {
            let case = self.made.last().map_or(point.case, |made| &made.case);
            match apply(case, step.scenario, &Families { behaviour: step.behaviour, draw }) {
                Ok(applied) => {
                    let draw = step.is_drawn().then_some(draw);
                    self.made.push(Made { step: *step, draw, case: applied.case });
                }
                Err(faults) => {
                    let round = Box::new(case.round.clone().into_owned());
                    return Err(Stuck { step: i, faults, round });
                }
            }
        }
        Ok(self.made.last().map_or(point.case, |made| &made.case))
    }
}

/// Whether two steps are one: the same scenario, not one like it.
fn is_same(a: &Step<'_>, b: &Step<'_>) -> bool {
    let families = match (a.behaviour, b.behaviour) {
        (Behaviour::Still, Behaviour::Still) => true,
        (Behaviour::Near { metres: a, most: n }, Behaviour::Near { metres: b, most: m }) => (a, n) == (b, m),
        (Behaviour::Model { model: a, most: n, .. }, Behaviour::Model { model: b, most: m, .. }) => {
            std::ptr::eq(a, b) && n == m
        }
        _ => false,
    };
    families && std::ptr::eq(a.scenario, b.scenario)
}
