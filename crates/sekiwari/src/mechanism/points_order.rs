//! `points-order` (指数順): households in priority order take their best feasible wish.
//!
//! Holders keep their seats until their turn; a seat given up by a holder who moves is offered again, from the top of
//! the order, until nothing moves. Households are served by [`Market::precedence`].
//!
//! Where pools are meant for some of their claimants ([`Market::is_outsider`]: soft reserves), the others first take only
//! seats that are meant for them, or for nobody in particular; what is left then goes round once more.
//!
//! **Guarantees.** Feasible, holders never lose, no seat is wasted. Stable when every pool ranks its claimants in the
//! order of service, households are single and nobody holds a seat (then it is serial dictatorship, Pareto-efficient
//! and strategy-proof; Satterthwaite and Sonnenschein 1981). With facility-wise priorities, siblings or holders it can
//! leave justified envy, which the judge counts.
//!
//! **Cost.** Wishes times passes; the passes are few, since each further one needs a holder or an earlier household
//! to have moved up.

use super::occupancy::Occupancy;
use crate::market::{Allocation, Market, Outcome, Statistics, WishId};

/// Runs the rule. Keeps facility-wide limits.
///
/// ```
/// use sekiwari::market::{FacilityId, HouseholdId, MarketBuilder, RankClass};
///
/// let mut b = MarketBuilder::new();
/// let pools = [b.add_pool(FacilityId::new(0), 1), b.add_pool(FacilityId::new(1), 1)];
/// for precedence in [1, 0] {
///     let household = b.add_household(precedence);
///     let child = b.add_child(household);
///     for pool in pools {
///         let claimant = b.add_claimant(child, pool, RankClass::new(precedence + 1));
///         b.add_wish(household, &[claimant]);
///     }
/// }
/// let market = b.build().expect("valid");
/// let outcome = sekiwari::mechanism::points_order::run(&market);
/// assert_eq!(outcome.allocation.rank(HouseholdId::new(0)), Some(2));
/// assert_eq!(outcome.allocation.rank(HouseholdId::new(1)), Some(1));
/// ```
pub fn run(market: &Market) -> Outcome {
    let mut occupancy = Occupancy::new(market, Allocation::as_today(market));
    let order = market.by_precedence();
    let (mut passes, mut proposals) = (0, 0);
    if market.has_outsiders() {
        let meant = |w: WishId| !market.claims(w).iter().any(|c| market.is_outsider(c.claimant));
        (passes, proposals) = occupancy.fill_where(&order, |_, wish| meant(wish));
    }
    let (more_passes, more) = occupancy.fill(&order);
    (passes, proposals) = (passes + more_passes, proposals + more);
    let statistics = Statistics { passes, proposals, ..Statistics::default() };
    super::unproven(market, occupancy.into_allocation(), statistics)
}
