//! What is claimed about an allocation, held against the verdict.

use super::{Figure, Verdict, Violation};
use crate::market::{Bounds, Stage, Status};

/// Figures, bounds and status that come with an allocation (in `result.json`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claims {
    /// Children with a seat.
    pub seated: u32,
    /// Children with a new seat.
    pub placed: u32,
    /// Children who stay.
    pub kept: u32,
    /// Children without a seat.
    pub unplaced: u32,
    /// Households with a blocking wish.
    pub blocking_households: u32,
    /// Blocking wishes.
    pub blocking_wishes: u32,
    /// Claimed bounds on the objective.
    pub bounds: Option<Bounds>,
    /// Claimed: no feasible allocation at all seats more children than this.
    pub placement_max: Option<u32>,
    /// Claimed: no allocation with so few blocking households and as many children seated has a smaller sum of wish ranks.
    pub rank_sum_min: Option<u64>,
    /// Claimed status.
    pub status: Status,
}

impl Claims {
    /// The claims that a verdict bears out, with bounds and a status from elsewhere.
    pub fn from_verdict(verdict: &Verdict, bounds: Option<Bounds>, status: Status) -> Self {
        Self {
            seated: verdict.tally.seated(),
            placed: verdict.tally.placed,
            kept: verdict.tally.kept,
            unplaced: verdict.tally.unplaced,
            blocking_households: verdict.blocking_households(),
            blocking_wishes: verdict.blocking_wishes(),
            bounds,
            placement_max: None,
            rank_sum_min: None,
            status,
        }
    }

    /// With a claim on the most that any feasible allocation seats.
    #[must_use]
    pub fn with_placement_max(self, placement_max: Option<u32>) -> Self {
        Self { placement_max, ..self }
    }

    /// With a claim on the smallest sum of wish ranks of those that seat as many.
    #[must_use]
    pub fn with_rank_sum_min(self, rank_sum_min: Option<u64>) -> Self {
        Self { rank_sum_min, ..self }
    }
}

/// Everything claimed that the verdict contradicts; one violation per wrong figure, bound or status.
///
/// Bounds are contradicted by an allocation that is better than they allow: fewer blocking households than the claimed
/// least number, or, with exactly that number, more children seated than the claimed greatest; or, however many block,
/// more children seated than any allocation is said to seat; or a smaller sum of wish ranks than the claimed least. `optimal` needs the bound on blocking households to be
/// reached, and that on seated children too where `objective` begins with [`Stage::Seated`]; otherwise the best
/// allocation may well seat fewer than possible. The judge cannot tell whether a bound that nothing contradicts is true:
/// that takes a proof.
///
/// An infeasible allocation proves nothing about bounds, and its figures differ as a mere consequence, so nothing is
/// compared while the verdict itself has violations. Likewise `optimal` is only held against the bounds where the two
/// figures the bounds speak of are claimed rightly.
pub fn check_claims(verdict: &Verdict, claims: &Claims, objective: &[Stage]) -> Vec<Violation> {
    if !verdict.is_clean() {
        return Vec::new();
    }
    let found = Claims::from_verdict(verdict, claims.bounds, claims.status);
    let figures = [
        (Figure::Placed, claims.placed, found.placed),
        (Figure::Kept, claims.kept, found.kept),
        (Figure::Unplaced, claims.unplaced, found.unplaced),
        (Figure::Seated, claims.seated, found.seated),
        (Figure::BlockingHouseholds, claims.blocking_households, found.blocking_households),
        (Figure::BlockingWishes, claims.blocking_wishes, found.blocking_wishes),
    ];
    let wrong = figures.into_iter().filter(|(_, claimed, found)| claimed != found);
    let mut violations: Vec<Violation> = wrong
        .map(|(figure, claimed, found)| Violation::WrongFigure {
            figure,
            claimed: u64::from(claimed),
            found: u64::from(found),
        })
        .collect();
    if let Some(bound) = claims.placement_max.filter(|&most| found.seated > most) {
        violations.push(Violation::PlacementBoundTooLow { bound, found: found.seated });
    }
    if let Some(bound) = claims.rank_sum_min.filter(|&least| verdict.tally.rank_sum < least) {
        violations.push(Violation::RankSumBoundTooHigh { bound, found: verdict.tally.rank_sum });
    }
    let Some(bounds) = claims.bounds else {
        violations.extend((claims.status == Status::Optimal).then_some(Violation::OptimalWithoutBounds));
        return violations;
    };
    let (least, most) = (bounds.blocking_households_min, bounds.seated_max);
    let (blocking, seated) = (found.blocking_households, found.seated);
    if blocking < least {
        violations.push(Violation::BlockingBoundTooHigh { bound: least, found: blocking });
    } else if blocking == least && seated > most {
        violations.push(Violation::SeatedBoundTooLow { bound: most, found: seated });
    } else if claims.status == Status::Optimal
        && (blocking != least || (seated != most && objective.first() == Some(&Stage::Seated)))
        && (claims.blocking_households, claims.seated) == (blocking, seated)
    {
        violations.push(Violation::OptimalNotReached {
            blocking_households: blocking,
            blocking_households_min: least,
            seated,
            seated_max: most,
        });
    }
    violations
}
