//! Equity: the district worst covered is covered as well as can be, then the most children.
//!
//! | file | what |
//! |---|---|
//! | `share` | a covered share as a fraction |
//! | `needs` | so much weight to be covered in each district: bounds |
//! | `improve` | good choices |

mod improve;
mod needs;
mod share;
#[cfg(test)]
mod tests;

use super::assign::{Limit, solve_model};
use super::cover::Cover;
use super::ids::SiteId;
use super::instance::Instance;
use super::openings::Openings;
use super::outcome::{Answer, Outcome, Search, Statistics};
use super::put::{Chosen, drop_useless};
use needs::{Coverage, Needs};
pub use share::Share;

/// How evenly points are covered. More is better: first the smallest share, then the weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Evenness {
    /// The share of its weight that is covered in the district where it is smallest; 1 of 1 where no district has any weight.
    pub least: Share,
    /// The weight covered in all districts.
    pub covered: u64,
}

/// How evenly a set of open sites covers the districts within a radius.
///
/// Cost: points times open sites.
pub fn evenness(instance: &Instance, radius: u32, open: &[SiteId]) -> Evenness {
    let mut shares = vec![Share { covered: 0, weight: 0 }; instance.district_count()];
    for i in instance.demand() {
        let (row, weight) = (instance.row(i), u64::from(instance.weights[i]));
        let share = &mut shares[instance.districts[i] as usize];
        share.weight += weight;
        if open.iter().any(|s| row[s.index()] <= radius.min(u32::MAX - 1)) {
            share.covered += weight;
        }
    }
    let covered = shares.iter().map(|s| s.covered).sum();
    let least = shares.into_iter().filter(|s| s.weight > 0).min();
    Evenness { least: least.unwrap_or(Share { covered: 1, weight: 1 }), covered }
}

/// Finds the sites for which the smallest covered share over all districts is largest, and among those the ones that cover the
/// most weight: points with an open site within `radius`. Districts are those given with
/// [`add_point_in`](super::InstanceBuilder::add_point_in); one without weight has no share.
///
/// **Guarantees.** Optimal where the status says so; the bound always holds. Shares are compared as fractions, in whole numbers.
/// **Cost.** NP-hard; some twenty questions "can each district have so much covered", then one search. The node limit is for all of
/// them together. **Source.** Max-min fairness, Rawls (1971), in location: Marsh and Schilling, "Equity measurement in facility
/// location analysis" (1994).
///
/// ```
/// use sekiwari::siting::location::{InstanceBuilder, Openings, Search, Site, max_covering, max_min_covering};
///
/// // A town with two sites, and a village.
/// let mut b = InstanceBuilder::new();
/// let sites = [0, 1, 2].map(|_| b.add_site(Site::candidate()));
/// b.add_point_in(0, 60, &[Some(100), None, None]);
/// b.add_point_in(0, 40, &[None, Some(100), None]);
/// b.add_point_in(1, 10, &[None, None, Some(100)]);
/// let instance = b.build().expect("valid");
/// let (two, search) = (Openings::Exactly(2), Search::default());
/// let most = max_covering(&instance, 500, two, &search).found().expect("two of three");
/// let even = max_min_covering(&instance, 500, two, &search).found().expect("two of three");
/// assert_eq!((most.open, most.value), (vec![sites[0], sites[1]], 100));
/// assert_eq!((even.open, even.value.covered), (vec![sites[0], sites[2]], 70));
/// assert_eq!((even.value.least.covered, even.value.least.weight), (60, 100));
/// ```
pub fn max_min_covering(
    instance: &Instance,
    radius: u32,
    openings: Openings,
    search: &Search<'_>,
) -> Outcome<Evenness> {
    let limit = match openings.left(instance) {
        // One more never hurts.
        Ok(Limit::AtMost(k)) => Limit::Exactly(k),
        Ok(limit) => limit,
        Err(why) => return Outcome::Infeasible(why),
    };
    let chosen = Chosen::new(instance);
    let cover = Cover::new(instance, &chosen.candidates, radius, true);
    let coverage = Coverage::new(instance, &chosen.candidates, &cover);
    let even = |open: &[bool]| evenness(instance, radius, &chosen.whole(open));
    let mut statistics = Statistics::default();
    let mut best = Needs::new(&coverage, coverage.most(), false, limit).good_choice();
    // The smallest share is at most what the district that can be covered worst can have.
    let mut most = coverage.largest_least();
    while even(&best).least < most {
        let least = even(&best).least;
        let needs = coverage.between(least, most);
        let model = Needs::new(&coverage, needs.clone(), false, limit);
        let solved = solve_model(&model, &[], Some(0), &left(search, statistics));
        count(&mut statistics, solved.statistics);
        if solved.cost == 0 {
            best = solved.open;
        } else if solved.bound > 0 {
            most = most.min(coverage.short_of(&needs));
        } else {
            break;
        }
    }
    let least = even(&best).least;
    let model = Needs::new(&coverage, coverage.for_share(least), true, limit);
    let solved = solve_model(&model, &[best], None, &left(search, statistics));
    count(&mut statistics, solved.statistics);
    let mut open = chosen.whole(&solved.open);
    if !matches!(openings, Openings::Exactly(_)) {
        drop_useless(instance, &mut open, |open| evenness(instance, radius, open));
    }
    let value = evenness(instance, radius, &open);
    let covered = if least < most { instance.total_weight() } else { coverage.all() - solved.bound as u64 };
    let bound = Evenness { least: most, covered };
    Outcome::Found(Answer::new(open, value, bound.max(value), statistics))
}

fn left<'a>(search: &Search<'a>, statistics: Statistics) -> Search<'a> {
    search.nodes(search.node_limit.saturating_sub(statistics.nodes))
}

fn count(all: &mut Statistics, more: Statistics) {
    all.nodes += more.nodes;
    all.iterations += more.iterations;
}
