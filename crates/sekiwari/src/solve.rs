//! One door to all mechanisms: a name in, an outcome out.

use crate::certificate::Certificate;
use crate::exact;
use crate::market::{Market, Outcome, Status};
use crate::mechanism::{
    Mechanism, MechanismError, Ties, cutoff, deferred_acceptance, max_placement, points_order,
    trivial_bounds, wish_order,
};

/// What a mechanism found, with a certificate of what it claims about all allocations where the rule makes one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Solution {
    /// The allocation and what is known about it.
    pub outcome: Outcome,
    /// What is claimed about all allocations, and why; about the market in the sense of the ties asked for.
    pub certificate: Option<Certificate>,
}

/// Runs a mechanism on a market with strict priorities ([`Market::break_ties`]).
///
/// [`Outcome::placement_max`] does not depend on priorities, so it holds for both kinds of ties.
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
    let mut outcome = match mechanism {
        Mechanism::StableOptimal => exact::run(strict, exact::Options::default())?,
        Mechanism::PointsOrder => points_order::run(strict),
        Mechanism::WishOrder => wish_order::run(strict),
        Mechanism::DeferredAcceptance => deferred_acceptance::run(strict)?,
        Mechanism::Cutoff => cutoff::run(strict)?,
        Mechanism::MaxPlacement => max_placement::run(strict),
    };
    if ties == Ties::Weak {
        outcome.status = Status::Feasible;
        outcome.bounds = trivial_bounds(strict);
    }
    Ok(Solution { outcome, certificate: None })
}
