//! Whether scenarios fit, before anything is decided.

use crate::programme::nursery::Round;
use crate::siting::Draw;
use crate::siting::scenario::{Case, Families, Fault, Scenario, apply, check};

/// What is heard of a scenario that does not fit: the places from the first axis to its own, its faults, and the round that it does not
/// fit.
pub type Told<'t> = dyn FnMut(&[u32], &[Fault], &Round) + 't;

/// Tells every scenario that does not fit what the axes before it left, for the combinations that are `wanted`. `axes` hold by place the scenario, or
/// nothing. Combinations beyond a scenario that does not fit are not looked at.
///
/// One draw is looked at, and nobody changes a list of its own accord. What other draws, lists, or the changed round as a whole could be
/// refused for is found out when it is decided.
///
/// **Cost.** [`apply`] for every beginning of a combination without the last axis, [`check`] for every combination.
pub fn unfit(
    case: &Case<'_>,
    axes: &[Vec<Option<&Scenario>>],
    draw: Draw,
    wanted: &dyn Fn(&[u32]) -> bool,
    told: &mut Told<'_>,
) {
    let mut look = Look { axes, families: Families { draw, ..Families::STILL }, wanted, told };
    look.from(case, &mut Vec::with_capacity(axes.len()));
}

struct Look<'l, 't> {
    axes: &'l [Vec<Option<&'l Scenario>>],
    families: Families<'l>,
    wanted: &'l dyn Fn(&[u32]) -> bool,
    told: &'l mut Told<'t>,
}

impl Look<'_, '_> {
    fn from(&mut self, case: &Case<'_>, places: &mut Vec<u32>) {
        let axes = self.axes;
        let Some(axis) = axes.get(places.len()) else { return };
        let last = places.len() + 1 == axes.len();
        for (scenario, place) in axis.iter().zip(0..) {
            places.push(place);
            match scenario.filter(|s| !s.edits.is_empty()) {
                _ if last && !(self.wanted)(places) => {}
                None => self.from(case, places),
                Some(scenario) if last => {
                    let faults = check(case, scenario);
                    if !faults.is_empty() {
                        (self.told)(places, &faults, &case.round);
                    }
                }
                Some(scenario) => match apply(case, scenario, &self.families) {
                    Ok(applied) => self.from(&applied.case, places),
                    Err(faults) => (self.told)(places, &faults, &case.round),
                },
            }
            places.pop();
        }
    }
}
