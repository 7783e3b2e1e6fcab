//! Uncapacitated fixed-charge location: as many sites as pay for themselves.

use super::instance::Instance;
use super::openings::Openings;
use super::outcome::{Outcome, Search};
use super::travel::{Travel, least_travel};

/// Finds the sites for which the cost of opening, required sites included, and the ways (weight times distance) together are least;
/// before that, the least weight that reaches none.
///
/// Cost and distance are added up, so the caller chooses a unit in which a unit of weight times a unit of distance costs 1.
///
/// **Guarantees, cost.** As [`p_median`](super::p_median()). **Source.** Balinski (1965); Erlenkotter, "A dual-based procedure for
/// uncapacitated facility location" (1978).
///
/// ```
/// use sekiwari::siting::location::{InstanceBuilder, Openings, Search, Site, fixed_charge};
///
/// let mut b = InstanceBuilder::new();
/// let sites = [100, 250].map(|cost| b.add_site(Site::candidate().costing(cost)));
/// b.add_point(10, &[Some(1), Some(30)]);
/// b.add_point(10, &[Some(20), Some(1)]);
/// let answer = fixed_charge(&b.build().expect("valid"), Openings::Any, &Search::default()).found().expect("always one");
/// // The second site would save 190 and cost 250.
/// assert_eq!((answer.open, answer.value.cost), (vec![sites[0]], 100 + 10 + 200));
/// ```
pub fn fixed_charge(instance: &Instance, openings: Openings, search: &Search<'_>) -> Outcome<Travel> {
    least_travel(instance, openings, true, search)
}
