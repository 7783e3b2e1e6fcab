//! One door to all mechanisms: a name in, an outcome out.

use crate::exact::{self, Control, Solution};
use crate::market::{Market, Status};
use crate::mechanism::{
    Mechanism, MechanismError, Ties, cutoff, deferred_acceptance, max_placement, points_order,
    trivial_bounds, wish_order,
};

/// Runs a mechanism on a market with strict priorities ([`Market::break_ties`]).
///
/// `stable-optimal` gives a certificate of what it claims about all allocations; the others claim nothing beyond what their
/// theory says.
/// [`crate::market::Outcome::placement_max`] does not depend on priorities, so it holds for both kinds of ties.
///
/// With [`Ties::Weak`] the strict order is only one of many, so nothing is claimed about the most seated; the allocation is
/// to be judged with the classes as they are. An allocation that is stable here is stable there (Irving, Manlove and
/// Scott 2000), but that none is stable here says nothing about there.
///
/// # Errors
/// [`MechanismError`] if the rule cannot handle the market.
///
/// ```
/// use sekiwari::market::{FacilityId, MarketBuilder, RankClass, Status};
/// use sekiwari::mechanism::{Mechanism, Ties};
///
/// let mut b = MarketBuilder::new();
/// let pool = b.add_pool(FacilityId::new(0), 1);
/// let household = b.add_household(0);
/// let child = b.add_child(household);
/// let claimant = b.add_claimant(child, pool, RankClass::new(1));
/// b.add_wish(household, &[claimant]);
/// let market = b.build().expect("valid");
/// let solution = sekiwari::solve(Mechanism::default(), &market, Ties::Strict).expect("no limits");
/// assert_eq!(solution.outcome.status, Status::Optimal);
/// ```
pub fn solve(mechanism: Mechanism, strict: &Market, ties: Ties) -> Result<Solution, MechanismError> {
    let alone = |outcome| Solution { outcome, certificate: None };
    let mut solution = match mechanism {
        Mechanism::StableOptimal => exact::prove(strict, &exact::Options::default(), &Control::default())?,
        Mechanism::PointsOrder => alone(points_order::run(strict)),
        Mechanism::WishOrder => alone(wish_order::run(strict)),
        Mechanism::DeferredAcceptance => alone(deferred_acceptance::run(strict)?),
        Mechanism::Cutoff => alone(cutoff::run(strict)?),
        Mechanism::MaxPlacement => alone(max_placement::run(strict)),
    };
    if ties == Ties::Weak {
        solution.certificate = None;
        solution.outcome.status = Status::Feasible;
        solution.outcome.bounds = trivial_bounds(strict);
    }
    Ok(solution)
}
