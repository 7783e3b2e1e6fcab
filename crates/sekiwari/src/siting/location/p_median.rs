//! p-median: new sites so that the ways of all children together are shortest.

use super::instance::Instance;
use super::openings::Openings;
use super::outcome::{Outcome, Search};
use super::travel::{Travel, least_travel};

/// Finds the sites with the shortest ways, each unit of weight going to its nearest open site: least weight that reaches none, then the
/// least sum of weight times distance.
///
/// **Guarantees.** Optimal where the status says so; the bound always holds. Deterministic; which of several best choices is given is
/// not told. **Cost.** NP-hard. A bound takes a pass over the sites near each point; 5,000 points and 50 sites are proven in about a
/// second. Memory 12 bytes a pair. **Source.** Hakimi, "Optimum locations of switching centers" (1964); relaxation and search as in
/// Beasley (1993), Barahona and Anbil (2000), Resende and Werneck (2007).
///
/// ```
/// use sekiwari::siting::location::{InstanceBuilder, Openings, Search, Site, Status, p_median};
///
/// // Three villages in a row, 1 km apart, and a site in each.
/// let mut b = InstanceBuilder::new();
/// let sites = [0, 1, 2].map(|_| b.add_site(Site::candidate()));
/// for village in 0..3u32 {
///     b.add_point(20, &[0, 1, 2].map(|site: u32| Some(1_000 * village.abs_diff(site))));
/// }
/// let instance = b.build().expect("valid");
/// let answer = p_median(&instance, Openings::Exactly(1), &Search::default()).found().expect("one of three");
/// assert_eq!((answer.open, answer.status), (vec![sites[1]], Status::Optimal));
/// assert_eq!((answer.value.unreached, answer.value.cost), (0, 40_000));
/// ```
pub fn p_median(instance: &Instance, openings: Openings, search: &Search<'_>) -> Outcome<Travel> {
    least_travel(instance, openings, false, search)
}
