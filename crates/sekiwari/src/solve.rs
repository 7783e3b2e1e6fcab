//! One door to all mechanisms: a name in, an outcome out.

use crate::exact::{self, Solution, ties};
use crate::market::{Market, Stage, Status};
use crate::mechanism::{
    Mechanism, MechanismError, Ties, cutoff, deferred_acceptance, first_choice, max_placement, points_order,
    trivial_bounds, wish_order,
};

/// What is asked of a mechanism.
#[derive(Clone, Default)]
pub struct Request<'a> {
    /// The rule.
    pub mechanism: Mechanism,
    /// What equal classes mean.
    pub ties: Ties,
    /// What `stable-optimal` searches for, and how far; the other rules search for nothing.
    pub options: exact::Options,
    /// Stops its search and hears how it goes; the other rules run to their end and tell nothing.
    pub control: exact::Control<'a>,
}

impl From<Mechanism> for Request<'_> {
    /// A rule with strict priorities, the default objective, and nobody to stop it.
    fn from(mechanism: Mechanism) -> Self {
        Self { mechanism, ..Self::default() }
    }
}

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
/// Only `stable-optimal` searches: it asks [`Request::control`] now and then whether to stop, and gives its best answer so far
/// once it is told to. With [`Ties::Weak`] it searches for the most seated whatever the objective; where that does not come
/// first, nothing is called optimal.
///
/// # Errors
/// [`MechanismError`] if the rule cannot handle the market.
///
/// ```
/// use sekiwari::market::{FacilityId, MarketBuilder, RankClass, Status};
/// use sekiwari::mechanism::Mechanism;
///
/// let mut b = MarketBuilder::new();
/// let pool = b.add_pool(FacilityId::new(0), 1);
/// let household = b.add_household(0);
/// let child = b.add_child(household);
/// let claimant = b.add_claimant(child, pool, RankClass::new(1));
/// b.add_wish(household, &[claimant]);
/// let market = b.build().expect("valid");
/// let solution = sekiwari::solve(&Mechanism::default().into(), &market, &market).expect("no limits");
/// assert_eq!(solution.outcome.status, Status::Optimal);
/// ```
pub fn solve(request: &Request<'_>, market: &Market, strict: &Market) -> Result<Solution, MechanismError> {
    if (request.mechanism, request.ties) == (Mechanism::StableOptimal, Ties::Weak) {
        let mut outcome = ties::run(market, strict, ties::Effort::default(), &|| request.control.stopped())?;
        if request.options.stages.first() != Some(&Stage::Seated) {
            // It proves the most seated and nothing else.
            outcome.status = Status::Feasible;
        }
        return Ok(Solution { outcome, certificate: None });
    }
    let alone = |outcome| Solution { outcome, certificate: None };
    let mut solution = match request.mechanism {
        Mechanism::StableOptimal => exact::prove(strict, &request.options, &request.control)?,
        Mechanism::PointsOrder => alone(points_order::run(strict)),
        Mechanism::WishOrder => alone(wish_order::run(strict)),
        Mechanism::FirstChoice => alone(first_choice::run(strict)),
        Mechanism::DeferredAcceptance => alone(deferred_acceptance::run(strict)?),
        Mechanism::Cutoff => alone(cutoff::run(strict)?),
        Mechanism::MaxPlacement => alone(max_placement::run(strict)),
    };
    if request.ties == Ties::Weak {
        solution.certificate = None;
        solution.outcome.status = Status::Feasible;
        solution.outcome.bounds = trivial_bounds(strict);
    }
    Ok(solution)
}
