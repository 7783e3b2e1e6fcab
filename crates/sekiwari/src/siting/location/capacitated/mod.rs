//! Capacitated fixed-charge location: sites that pay for themselves, each for as many children as it takes.
//!
//! | file | what |
//! |---|---|
//! | `transport` | who is served where once the sites are known, proven cheapest |
//! | `model` | bounds: every unit of weight gets a price, every site serves those that it saves most on |
//! | `improve` | good choices |

mod improve;
mod model;
#[cfg(test)]
mod tests;
mod transport;

use super::assign::solve_model;
use super::ids::{PointId, SiteId};
use super::instance::Instance;
use super::openings::Openings;
use super::outcome::{Answer, Outcome, Search};
use super::put::Chosen;
use super::travel::{Travel, beyond_all};
use model::Capacities;
use std::cell::Cell;

/// Who is served where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Served {
    /// So much of the weight of a point goes to a site; by point, then by site.
    pub ways: Vec<(PointId, SiteId, u64)>,
    /// What it costs without opening; `unreached` is what finds no room or no way.
    pub travel: Travel,
}

/// Finds the sites for which the cost of opening (required sites included) and the ways (weight times distance) together are least, where
/// no site serves more weight than its capacity and the weight of a point may be divided, in whole units; before that, the least weight
/// that is not served. With a limit in [`Openings`] it is the capacitated p-median too.
///
/// **Guarantees.** Optimal where the status says so; the bound always holds. All in whole numbers. **Cost.** NP-hard. A bound takes one pass
/// over all pairs; a choice is valued by [`serve`]. Memory 24 bytes a pair. **Source.** Relaxation of demand: Cornuéjols, Sridharan and
/// Thizy, "A comparison of heuristics and relaxations for the capacitated plant location problem" (1991); Beasley (1988).
///
/// ```
/// use sekiwari::siting::location::{InstanceBuilder, Openings, Search, Site, capacitated};
///
/// let mut b = InstanceBuilder::new();
/// let sites = [40, 70].map(|cost| b.add_site(Site::candidate().costing(cost).serving(15)));
/// b.add_point(10, &[Some(1), Some(5)]);
/// b.add_point(10, &[Some(2), Some(3)]);
/// let answer = capacitated(&b.build().expect("valid"), Openings::Any, &Search::default()).found().expect("always one");
/// // The second site is needed for five children, for whom it is one farther.
/// assert_eq!(answer.open, sites);
/// assert_eq!((answer.value.unreached, answer.value.cost), (0, 40 + 70 + 10 + 5 * 2 + 5 * 3));
/// ```
pub fn capacitated(instance: &Instance, openings: Openings, search: &Search<'_>) -> Outcome<Travel> {
    let limit = match openings.left(instance) {
        Ok(limit) => limit,
        Err(why) => return Outcome::Infeasible(why),
    };
    let chosen = Chosen::new(instance);
    let unit = beyond_all(instance, true);
    let model = Capacities::new(instance, &chosen.candidates, unit as i64, limit);
    let solved = solve_model(&model, &[], None, search);
    let open = chosen.whole(&solved.open);
    let mut value = serve(instance, &open).travel;
    value.cost += instance.opening_cost(&open);
    let mut bound = Travel::of(solved.bound, unit);
    bound.cost += instance.required_cost();
    Outcome::Found(Answer::new(open, value, bound.min(value), solved.statistics))
}

/// Serves all points from a set of open sites: as much weight as there are rooms and ways for, at the least sum of weight times distance.
///
/// **Cost.** A chain of moves for each point and each time that one is divided, each (open sites)² and the points that it passes.
/// **Source.** Successive shortest paths, Busacker and Gowen (1960).
pub fn serve(instance: &Instance, open: &[SiteId]) -> Served {
    let unit = beyond_all(instance, true);
    let points: Vec<usize> = instance.demand().collect();
    let weights: Vec<u64> = points.iter().map(|&i| u64::from(instance.weights[i])).collect();
    let sites: Vec<usize> = open.iter().map(|s| s.index()).collect();
    let flow = model::transport(instance, &points, &weights, &sites, unit as i64).solve();
    let width = sites.len() + 1;
    let mut served = Served { ways: Vec::new(), travel: Travel::default() };
    for (at, &i) in points.iter().enumerate() {
        let units = &flow.units[at * width..(at + 1) * width];
        for (&j, &n) in sites.iter().zip(units).filter(|(_, n)| **n > 0) {
            served.ways.push((PointId::new(i as u32), SiteId::new(j as u32), n));
            served.travel.cost += n * u64::from(instance.row(i)[j]);
        }
        served.travel.unreached += units[width - 1];
    }
    served
}

/// Work that choices may still be made better with, so that large problems do not spend all time on it.
type Effort = Cell<u64>;
