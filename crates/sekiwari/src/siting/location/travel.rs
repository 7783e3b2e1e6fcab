//! Ways and costs as an assignment problem, for the p-median and for fixed charges.

use super::assign::{Limit, Problem, solve};
use super::ids::SiteId;
use super::instance::{Instance, NONE};
use super::openings::Openings;
use super::outcome::{Answer, Outcome, Search};
use super::put::{Chosen, drop_useless};

/// What the ways cost. Less is better: first the weight that reaches no open site, then the cost of the rest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Travel {
    /// Weight that reaches no open site.
    pub unreached: u64,
    /// Weight times distance, summed up; and the cost of opening where the objective counts it.
    pub cost: u64,
}

/// What a set of open sites costs, each point at its nearest one.
///
/// Cost: points times open sites.
pub fn travel(instance: &Instance, open: &[SiteId]) -> Travel {
    let mut sum = Travel::default();
    for i in instance.demand() {
        let (row, weight) = (instance.row(i), u64::from(instance.weights[i]));
        match open.iter().map(|s| row[s.index()]).min().filter(|&d| d != NONE) {
            Some(d) => sum.cost += weight * u64::from(d),
            None => sum.unreached += weight,
        }
    }
    sum
}

/// More than all ways and openings together, so that a unit of weight that reaches nothing weighs more than any cost.
pub(super) fn beyond_all(instance: &Instance, opening: bool) -> u64 {
    let farthest = |i: usize| {
        let reached = instance.row(i).iter().filter(|&&d| d != NONE);
        u64::from(instance.weights[i]) * reached.max().map_or(0, |&d| u64::from(d))
    };
    let costs = if opening { instance.sites.iter().map(|s| s.cost).sum() } else { 0 };
    instance.demand().map(farthest).sum::<u64>() + costs + 1
}

impl Travel {
    /// Whole costs of the search, in which a unit that reaches nothing counts as `unit`, taken apart.
    pub(super) fn of(cost: i64, unit: u64) -> Self {
        let cost = cost.max(0) as u64;
        Self { unreached: cost / unit, cost: cost % unit }
    }
}

/// Finds the sites with the least cost, with or without what opening costs.
pub(super) fn least_travel(
    instance: &Instance,
    openings: Openings,
    opening: bool,
    search: &Search<'_>,
) -> Outcome<Travel> {
    let limit = match openings.left(instance) {
        // Where opening costs nothing, one more never hurts.
        Ok(Limit::AtMost(k)) if !opening => Limit::Exactly(k),
        Ok(limit) => limit,
        Err(why) => return Outcome::Infeasible(why),
    };
    let chosen = Chosen::new(instance);
    let unit = beyond_all(instance, opening);
    let site = |j: u32| instance.sites[j as usize];
    let costs = |j: &u32| if opening { site(*j).cost as i64 } else { 0 };
    let candidates = &chosen.candidates;
    let spend = candidates.iter().map(|&j| site(j).cost).collect();
    let mut problem = Problem::new(candidates.iter().map(costs).collect(), spend, limit);
    let fixed: Vec<usize> = instance.fixed().collect();
    let mut near = Vec::new();
    for i in instance.demand() {
        let (row, weight) = (instance.row(i), u64::from(instance.weights[i]));
        let way = |d: u32| (weight * u64::from(d)) as i64;
        let best = fixed.iter().map(|&j| row[j]).min().filter(|&d| d != NONE);
        near.clear();
        let reached = candidates.iter().enumerate().filter(|(_, j)| row[**j as usize] != NONE);
        near.extend(reached.map(|(at, &j)| (way(row[j as usize]), at as u32)));
        problem.add_point(best.map_or((weight * unit) as i64, way), &mut near);
    }
    let solved = solve(&problem.freeze(), None, search);
    let paid = if opening { instance.required_cost() } else { 0 };
    let mut bound = Travel::of(solved.bound, unit);
    bound.cost += paid;
    let value = |open: &[SiteId]| {
        let mut value = travel(instance, open);
        value.cost += if opening { instance.opening_cost(open) } else { 0 };
        value
    };
    let mut open = chosen.whole(&solved.open);
    if !opening && !matches!(openings, Openings::Exactly(_)) {
        drop_useless(instance, &mut open, value);
    }
    let value = value(&open);
    Outcome::Found(Answer::new(open, value, bound.min(value), solved.statistics))
}
