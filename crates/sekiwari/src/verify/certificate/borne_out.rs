//! What is claimed about an allocation, held against what its certificate shows.

use super::fault::{ProofFault, ProofSection};
use crate::certificate::Certificate;
use crate::market::{Bounds, Market, Stage, Status};
use crate::verify::{Claims, Verdict, Violation, stage_values};

/// Everything claimed beside an allocation that a certificate, itself found in order, does not show.
///
/// `optimal` is shown if the certificate speaks of the stages of `objective`, and the allocation reaches both its least
/// number of blocking households and its best values. A claimed greatest number of seated children is shown if it is
/// no less than the certificate's, or than there are children with a seat to ask for.
///
/// ```
/// use sekiwari::certificate::Certificate;
/// use sekiwari::market::{Allocation, Bounds, FacilityId, MarketBuilder, RankClass, Stage, Status};
/// use sekiwari::verify::{Claims, Submission, check_borne_out, check_certificate, judge};
///
/// let mut b = MarketBuilder::new();
/// let pool = b.add_pool(FacilityId::new(0), 1);
/// let household = b.add_household(1);
/// let child = b.add_child(household);
/// let claimant = b.add_claimant(child, pool, RankClass::new(1));
/// b.add_wish(household, &[claimant]);
/// let market = b.build().unwrap();
///
/// let verdict = judge(&market, &Submission::from_allocation(&market, &Allocation::from_ranks([Some(1)])));
/// let bounds = Bounds { blocking_households_min: 0, seated_max: 1 };
/// let claims = Claims::from_verdict(&verdict, Some(bounds), Status::Optimal);
///
/// // Nothing to show: the only child gets its only wish.
/// let mut certificate = Certificate {
///     stages: Stage::DEFAULT.to_vec(),
///     blocking_min: 0,
///     always: vec![],
///     groups: vec![],
///     best: Some(vec![1, -1]),
///     shared: vec![],
///     parts: vec![],
/// };
/// assert!(check_certificate(&market, &certificate).is_empty());
/// assert!(check_borne_out(&market, &verdict, &claims, Stage::DEFAULT, &certificate).is_empty());
///
/// certificate.best = None;
/// let missing = check_borne_out(&market, &verdict, &claims, Stage::DEFAULT, &certificate);
/// assert_eq!(missing[0].code(), "V41");
/// ```
pub fn check_borne_out(
    market: &Market,
    verdict: &Verdict,
    claims: &Claims,
    objective: &[Stage],
    certificate: &Certificate,
) -> Vec<Violation> {
    let mut violations = Vec::new();
    if let Some(bounds) = claims.bounds {
        let shown_bounds = shown_bounds(market, certificate);
        let (bound, shown) = (bounds.blocking_households_min, shown_bounds.blocking_households_min);
        if bound > shown {
            violations.push(ProofFault::BlockingMinNotShown { bound, shown }.at(ProofSection::Whole));
        }
        let (bound, shown) = (bounds.seated_max, shown_bounds.seated_max);
        if bound < shown {
            violations.push(ProofFault::SeatedMaxNotShown { bound, shown }.at(ProofSection::Whole));
        }
    }
    if claims.status == Status::Optimal && !is_optimal(market, verdict, objective, certificate) {
        violations.push(ProofFault::OptimalNotShown.at(ProofSection::Whole));
    }
    violations
}

/// The bounds that a certificate, itself found in order, shows. Whoever publishes bounds beside it is to claim no more.
pub fn shown_bounds(market: &Market, certificate: &Certificate) -> Bounds {
    Bounds { blocking_households_min: certificate.blocking_min, seated_max: seated_max(market, certificate) }
}

/// The most children that an allocation with the fewest blocking households may seat, as far as is shown.
fn seated_max(market: &Market, certificate: &Certificate) -> u32 {
    let counted = can_be_seated(market).min(seats_to_have(market));
    match (&certificate.best, certificate.stages.first()) {
        (Some(best), Some(Stage::Seated)) => counted.min(best[0].clamp(0, u32::MAX.into()) as u32),
        _ => counted,
    }
}

/// Children who ask for a seat in a pool that has any.
fn can_be_seated(market: &Market) -> u32 {
    let mut can = vec![false; market.child_count()];
    for claimant in market.claimants().iter().filter(|c| market.pool(c.pool).seats > 0) {
        can[claimant.child.index()] = true;
    }
    can.into_iter().filter(|&can| can).count() as u32
}

/// Seats that somebody asks for.
fn seats_to_have(market: &Market) -> u32 {
    let mut asked = vec![0u32; market.pools().len()];
    market.claimants().iter().for_each(|c| asked[c.pool.index()] += 1);
    let seats = market.pools().iter().zip(asked).map(|(pool, asked)| u64::from(pool.seats.min(asked)));
    u32::try_from(seats.sum::<u64>()).unwrap_or(u32::MAX)
}

fn is_optimal(market: &Market, verdict: &Verdict, objective: &[Stage], certificate: &Certificate) -> bool {
    let Some(best) = &certificate.best else { return false };
    certificate.stages == objective
        && verdict.blocking_households() == certificate.blocking_min
        && stage_values(market, &verdict.allocation, objective) == *best
}
