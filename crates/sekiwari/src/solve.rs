//! One door to all mechanisms: a name in, an outcome out.

use crate::exact::{self, Control, Solution, ties};
use crate::market::{Market, Status};
use crate::mechanism::{
    Mechanism, MechanismError, Ties, cutoff, deferred_acceptance, max_placement, points_order,
    trivial_bounds, wish_order,
};

/// Runs a mechanism. `market` has its rank classes as they are, `strict` the same with ties broken
/// ([`Market::break_ties`]); with [`Ties::Strict`] only the latter matters.
///
/// With [`Ties::Weak`], `stable-optimal` searches the free order inside the classes ([`ties::run`]). The other rules follow
/// the strict order, which is only one of many, so nothing is claimed about the most seated; the allocation is to be judged
/// with the classes as they are, and what is stable in the strict order is stable there (Irving, Manlove and Scott 2000).
///
/// `stable-optimal` with strict ties gives a certificate of what it claims about all allocations; the others claim nothing beyond
/// what their theory says. [`crate::market::Outcome::placement_max`] does not depend on priorities, so it holds for both
/// kinds of ties.
///
/// `stop` is asked now and then by rules that search; once it says yes, they give their best answer so far.
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
/// let solution = sekiwari::solve(Mechanism::default(), &market, &market, Ties::Strict, &|| false).expect("no limits");
/// assert_eq!(solution.outcome.status, Status::Optimal);
/// ```
pub fn solve(
    mechanism: Mechanism,
    market: &Market,
    strict: &Market,
    ties: Ties,
    stop: &(dyn Fn() -> bool + Sync),
) -> Result<Solution, MechanismError> {
    if (mechanism, ties) == (Mechanism::StableOptimal, Ties::Weak) {
        let outcome = ties::run(market, strict, ties::Effort::default(), stop)?;
        return Ok(Solution { outcome, certificate: None });
    }
    let alone = |outcome| Solution { outcome, certificate: None };
    let mut solution = match mechanism {
        Mechanism::StableOptimal => {
            exact::prove(strict, &exact::Options::default(), &Control::new(stop, &|_| {}))?
        }
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
