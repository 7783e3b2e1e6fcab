//! Location set covering: the fewest or cheapest sites with which every child has one within a radius.

use super::assign::{Limit, Problem, Solved, solve};
use super::cover::Cover;
use super::ids::PointId;
use super::instance::Instance;
use super::outcome::{Answer, Infeasible, Outcome, Search, Statistics};
use super::put::{Chosen, drop_useless};
use super::reduce::reduce;

/// What is to be least.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Least {
    /// The number of new sites.
    Sites,
    /// What opening them costs.
    Cost,
}

/// Finds the fewest new sites, or the cheapest, with which every point with weight has an open site within `radius`; required sites
/// count. The value is their number or cost.
///
/// **Guarantees.** [`Infeasible::Uncoverable`] names all points that no site covers. Optimal where the status says so; the bound always
/// holds. **Cost.** NP-hard; points covered by the same sites count as one, and rows and sites that others imply are taken out first.
/// **Source.** Toregas, Swain, ReVelle and Bergman, "The location of emergency service facilities" (1971).
///
/// ```
/// use sekiwari::siting::location::{InstanceBuilder, Least, Search, Site, set_covering};
///
/// let mut b = InstanceBuilder::new();
/// let sites = [5, 1, 1].map(|cost| b.add_site(Site::candidate().costing(cost)));
/// b.add_point(1, &[Some(300), Some(400), None]);
/// b.add_point(1, &[Some(400), None, Some(200)]);
/// let instance = b.build().expect("valid");
/// let fewest = set_covering(&instance, 500, Least::Sites, &Search::default()).found().expect("all can be covered");
/// let cheapest = set_covering(&instance, 500, Least::Cost, &Search::default()).found().expect("all can be covered");
/// assert_eq!((fewest.open, fewest.value), (vec![sites[0]], 1));
/// assert_eq!((cheapest.open, cheapest.value), (vec![sites[1], sites[2]], 2));
/// ```
pub fn set_covering(instance: &Instance, radius: u32, least: Least, search: &Search<'_>) -> Outcome<u64> {
    let chosen = Chosen::new(instance);
    let cover = Cover::new(instance, &chosen.candidates, radius, false);
    if !cover.uncoverable.is_empty() {
        let points = cover.uncoverable.iter().map(|&i| PointId::new(i as u32)).collect();
        return Outcome::Infeasible(Infeasible::Uncoverable { points });
    }
    let price = |j: u32| match least {
        Least::Sites => 1,
        Least::Cost => instance.sites[j as usize].cost,
    };
    let costs: Vec<u64> = chosen.candidates.iter().map(|&j| price(j)).collect();
    let covered = cheapest_cover(&cover, &costs, None, search);
    let mut open = chosen.whole(&covered.open);
    drop_useless(instance, &mut open, |open| {
        let near = |i: usize| open.iter().any(|s| instance.row(i)[s.index()] <= radius.min(u32::MAX - 1));
        instance.demand().filter(|&i| near(i)).count()
    });
    let required = match least {
        Least::Sites => instance.required_count() as u64,
        Least::Cost => instance.required_cost(),
    };
    let value = required
        + chosen
            .candidates
            .iter()
            .filter(|&&j| open.contains(&super::ids::SiteId::new(j)))
            .map(|&j| price(j))
            .sum::<u64>();
    let bound = (required + covered.bound as u64).min(value);
    Outcome::Found(Answer::new(open, value, bound, covered.statistics))
}

/// The cheapest candidates that cover all rows. With a `goal`, whether some cost no more than it.
pub(super) fn cheapest_cover(cover: &Cover, costs: &[u64], goal: Option<u64>, search: &Search<'_>) -> Solved {
    let reduced = reduce(&cover.bits, cover.words, costs);
    let mut open = vec![false; costs.len()];
    reduced.taken.iter().for_each(|&j| open[j as usize] = true);
    let paid: u64 = reduced.taken.iter().map(|&j| costs[j as usize]).sum();
    let over = goal.is_some_and(|g| paid > g);
    if reduced.rows.is_empty() || over {
        // Beyond the goal nothing is chosen for the other rows: what is open is no cover.
        let (cost, statistics) = (paid as i64, Statistics::default());
        return Solved { open, cost, bound: cost, statistics };
    }
    // Only sites that still cover a row.
    let mut used: Vec<u32> = reduced.rows.iter().flatten().copied().collect();
    used.sort_unstable();
    used.dedup();
    let cost = |j: &u32| costs[*j as usize];
    // Without a site a row costs more than all sites.
    let without = used.iter().map(cost).sum::<u64>() as i64 + 1;
    let opening = used.iter().map(|j| cost(j) as i64).collect();
    let mut problem = Problem::new(opening, vec![0; used.len()], Limit::Any);
    let mut list = Vec::new();
    for row in &reduced.rows {
        list.clear();
        list.extend(row.iter().map(|j| (0, used.partition_point(|u| u < j) as u32)));
        problem.add_point(without, &mut list);
    }
    let left = goal.map(|g| (g - paid) as i64);
    let mut solved = solve(&problem.freeze(), left, search);
    used.iter().zip(&solved.open).filter(|(_, o)| **o).for_each(|(&j, _)| open[j as usize] = true);
    solved.open = open;
    solved.cost += paid as i64;
    solved.bound += paid as i64;
    solved
}
