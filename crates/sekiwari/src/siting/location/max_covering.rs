//! Maximal covering: the most children within a radius, with so many new sites or so much money.

use super::assign::{Limit, Problem, Solved, solve};
use super::cover::{Cover, ones};
use super::ids::SiteId;
use super::instance::Instance;
use super::openings::Openings;
use super::outcome::{Answer, Outcome, Search};
use super::put::{Chosen, drop_useless};

/// Finds the sites that cover the most weight: points with an open site within `radius`.
///
/// **Guarantees.** Optimal where the status says so; the bound always holds. Deterministic; which of several best choices is given is
/// not told. **Cost.** NP-hard; points covered by the same sites count as one. 10,000 points and 10 of 100 sites take well under a second, 20 of 100
/// some ten seconds of processor time.
/// **Source.** Church and ReVelle, "The maximal covering location problem" (1974).
///
/// ```
/// use sekiwari::siting::location::{InstanceBuilder, Openings, Search, Site, max_covering};
///
/// let mut b = InstanceBuilder::new();
/// let sites = [8, 3, 3].map(|cost| b.add_site(Site::candidate().costing(cost)));
/// b.add_point(30, &[Some(100), None, None]);
/// b.add_point(20, &[None, Some(100), None]);
/// b.add_point(20, &[None, None, Some(100)]);
/// let instance = b.build().expect("valid");
/// let cover = |openings| max_covering(&instance, 500, openings, &Search::default()).found().expect("possible").open;
/// assert_eq!(cover(Openings::Exactly(1)), [sites[0]]);
/// assert_eq!(cover(Openings::Budget(8)), [sites[1], sites[2]]);
/// ```
pub fn max_covering(
    instance: &Instance,
    radius: u32,
    openings: Openings,
    search: &Search<'_>,
) -> Outcome<u64> {
    let limit = match openings.left(instance) {
        // One more never hurts.
        Ok(Limit::AtMost(k)) => Limit::Exactly(k),
        Ok(limit) => limit,
        Err(why) => return Outcome::Infeasible(why),
    };
    let chosen = Chosen::new(instance);
    let solved = least_uncovered(instance, &chosen.candidates, radius, limit, None, search);
    let mut open = chosen.whole(&solved.open);
    if !matches!(openings, Openings::Exactly(_)) {
        drop_useless(instance, &mut open, |open| covered(instance, radius, open));
    }
    let value = covered(instance, radius, &open);
    let bound = instance.total_weight() - solved.bound as u64;
    Outcome::Found(Answer::new(open, value, bound.max(value), solved.statistics))
}

/// The weight of the points that have one of the sites within a radius.
///
/// Cost: points times sites given.
pub fn covered(instance: &Instance, radius: u32, open: &[SiteId]) -> u64 {
    let near = |i: &usize| open.iter().any(|s| instance.row(*i)[s.index()] <= radius.min(u32::MAX - 1));
    instance.demand().filter(near).map(|i| u64::from(instance.weights[i])).sum()
}

/// The choice that leaves the least weight uncovered. With a `goal`, whether one leaves no more than it.
pub(super) fn least_uncovered(
    instance: &Instance,
    candidates: &[u32],
    radius: u32,
    limit: Limit,
    goal: Option<u64>,
    search: &Search<'_>,
) -> Solved {
    let cover = Cover::new(instance, candidates, radius, false);
    let spend = candidates.iter().map(|&j| instance.sites[j as usize].cost).collect();
    let mut problem = Problem::new(vec![0; candidates.len()], spend, limit);
    let mut list = Vec::new();
    for r in 0..cover.rows() {
        list.clear();
        list.extend(ones(cover.row(r)).map(|j| (0, j as u32)));
        problem.add_point(cover.weight[r] as i64, &mut list);
    }
    let lost: u64 = cover.uncoverable.iter().map(|&i| u64::from(instance.weights[i])).sum();
    problem.add_point(lost as i64, &mut Vec::new());
    solve(&problem.freeze(), goal.map(|g| g as i64), search)
}
