//! `deferred-acceptance` (受入保留方式): child-proposing deferred acceptance; households with several claims are inserted
//! one by one with re-insertion (extended sorted deferred acceptance).
//!
//! 1. Single-claim households propose down their lists; each pool keeps the best `seats` proposals so far
//!    (Gale and Shapley 1962).
//! 2. Households with several claims are inserted in [`Market::precedence`] order (Sun, Takenami,
//!    Moriwaki, Tomita and Yokoo, AAAI 2023). A wish is accepted if every pool it uses would choose all of its claims;
//!    displaced single children propose on. When a chain displaces an inserted household, the household whose insertion
//!    caused it moves directly before the displaced one, and insertion starts again from there.
//!
//! **Guarantees.**
//!
//! | market | stable | best for children | strategy-proof | status |
//! |---|---|---|---|---|
//! | every wish claims one seat, strict priorities | yes | each child gets its best seat among all stable allocations | yes | `optimal` |
//! | siblings or several pools, success | yes | no claim | no | `feasible`, 0 blocking |
//! | siblings or several pools, given up | no | no claim | no | `feasible`, `gave_up`, blocking counted by the judge |
//!
//! It is incomplete: a stable allocation may exist that no insertion order finds. Children who hold a seat rank first
//! at it, so they are never worse off.
//!
//! **Cost.** Singles: wishes x log(seats), memory linear. Households: the sum of the chains; restarts are bounded by
//! [`MAX_RESTARTS`] and [`MAX_WORK_PER_WISH`].

mod households;
mod singles;
mod state;

use super::MechanismError;
use crate::market::{Bounds, Market, Outcome, Status};

pub use households::{MAX_RESTARTS, MAX_WORK_PER_WISH};

/// Runs the rule on strict priorities.
///
/// # Errors
/// [`MechanismError::LimitsNotSupported`] on a market with facility-wide limits.
///
/// ```
/// use sekiwari::market::{FacilityId, HouseholdId, MarketBuilder, RankClass, Status};
///
/// // One seat, two children; the pool ranks the second child first.
/// let mut b = MarketBuilder::new();
/// let pool = b.add_pool(FacilityId::new(0), 1);
/// for rank in [2, 1] {
///     let household = b.add_household(0);
///     let child = b.add_child(household);
///     let claimant = b.add_claimant(child, pool, RankClass::new(rank));
///     b.add_wish(household, &[claimant]);
/// }
/// let outcome = sekiwari::mechanism::deferred_acceptance::run(&b.build().expect("valid")).expect("no limits");
/// assert_eq!(outcome.allocation.rank(HouseholdId::new(1)), Some(1));
/// assert_eq!(outcome.status, Status::Optimal);
/// ```
pub fn run(market: &Market) -> Result<Outcome, MechanismError> {
    if !market.limits().is_empty() {
        return Err(MechanismError::LimitsNotSupported { mechanism: "deferred-acceptance" });
    }
    let (allocation, proposals) = singles::propose(market);
    if market.claim_count() == market.wish_count() && !market.has_ties() {
        let seated_max = allocation.tally(market).seated();
        let bounds = Bounds { blocking_households_min: 0, seated_max };
        let statistics = crate::market::Statistics { proposals, ..Default::default() };
        return Ok(Outcome {
            allocation,
            status: Status::Optimal,
            bounds,
            placement_max: None,
            rank_sum_min: None,
            statistics,
        });
    }
    let (allocation, mut statistics) = households::insert_all(market, &allocation);
    statistics.proposals += proposals;
    Ok(super::unproven(market, allocation, statistics))
}

/// Whether all wishes of a household claim one seat each, so that plain proposals decide it.
fn is_single(market: &Market, household: crate::market::HouseholdId) -> bool {
    market.wishes(household).all(|w| market.claims(w).len() == 1)
}
