//! The judge's verdict.

use super::taken::Taken;
use super::{BlockingWish, Submission, Violation, blocking, feasible};
use crate::market::{Allocation, Market, Tally};
use std::cmp::Reverse;

/// All that the judge found. Made by [`judge`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Verdict {
    /// Everything that makes the submission infeasible, in the order: faults of the submission, seats, limits,
    /// households. Blocking wishes are not among them: see [`require_stable`](Self::require_stable).
    pub violations: Vec<Violation>,
    /// The wishes given, read back from the seats. A household whose outcome is not listed is marked out here, though
    /// its seats count in the pools.
    pub allocation: Allocation,
    /// All blocking wishes, by household and rank.
    pub blocking: Vec<BlockingWish>,
    /// Flags per household, in id order.
    pub per_household: Vec<HouseholdFlags>,
    /// Counts. A child is kept if all its seats are ones it holds, placed if it has any other seat; a seat that is no
    /// pool of the market does not count. First wishes and ranks count households with a listed outcome only.
    pub tally: Tally,
    /// The objective value.
    pub objective: Objective,
    /// Blocking wishes that displace nobody.
    pub wasted: u32,
}

/// What the judge says about one household.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HouseholdFlags {
    /// Its outcome is not one it listed, or leaves a holder out. Such a household is refused as it is, so it is not
    /// asked what it would rather have: it never counts as blocking.
    pub unlisted: bool,
    /// It has at least one blocking wish.
    pub blocks: bool,
    /// It has at least one blocking wish that displaces nobody.
    pub wastes: bool,
}

/// The value of an allocation; smaller is better. Compares blocking households (fewer), then children seated (more),
/// then the sum of wish ranks (smaller).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Objective {
    /// Households with a blocking wish.
    pub blocking_households: u32,
    /// Children with a seat.
    pub seated: u32,
    /// Sum of the 1-based wish ranks over households that got one.
    pub rank_sum: u64,
}

impl Objective {
    fn key(&self) -> (u32, Reverse<u32>, u64) {
        (self.blocking_households, Reverse(self.seated), self.rank_sum)
    }
}

impl Ord for Objective {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.key().cmp(&other.key())
    }
}

impl PartialOrd for Objective {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Verdict {
    /// Whether nothing makes the submission infeasible.
    pub fn is_clean(&self) -> bool {
        self.violations.is_empty()
    }

    /// Whether the submission is feasible and nobody blocks.
    pub fn is_stable(&self) -> bool {
        self.is_clean() && self.blocking.is_empty()
    }

    /// Households with a blocking wish.
    pub fn blocking_households(&self) -> u32 {
        self.objective.blocking_households
    }

    /// Blocking wishes.
    pub fn blocking_wishes(&self) -> u32 {
        self.blocking.len() as u32
    }

    /// The blocking wishes as violations, for use where stability is required.
    pub fn require_stable(&self) -> impl Iterator<Item = Violation> + '_ {
        self.blocking.iter().map(|b| Violation::BlockingWish {
            household: b.household,
            rank: b.rank,
            wasted: b.wasted,
        })
    }
}

/// Judges a submission against a market: every violation, every blocking wish, all counts.
///
/// A submission of the wrong size gets that one violation and is not judged further. Cost: linear in the claims of the
/// market, with a logarithm of the pool size for each wish better than the outcome. Memory: linear in children, seats
/// taken and pools.
///
/// ```
/// use sekiwari::market::{Allocation, FacilityId, MarketBuilder, RankClass};
/// use sekiwari::verify::{Submission, judge};
///
/// let mut b = MarketBuilder::new();
/// let pool = b.add_pool(FacilityId::new(0), 1);
/// for rank in [2, 1] {
///     let household = b.add_household(rank);
///     let child = b.add_child(household);
///     let claimant = b.add_claimant(child, pool, RankClass::new(rank));
///     b.add_wish(household, &[claimant]);
/// }
/// let market = b.build().unwrap();
///
/// // The pool ranks the second child first, but the first child got the seat.
/// let verdict = judge(&market, &Submission::from_allocation(&market, &Allocation::from_ranks([Some(1), None])));
/// assert!(verdict.is_clean());
/// assert_eq!(verdict.blocking_households(), 1);
/// assert!(!verdict.blocking[0].wasted);
/// ```
pub fn judge(market: &Market, submission: &Submission) -> Verdict {
    if let Some(wrong_size) = submission.wrong_size(market) {
        return refused(market, wrong_size);
    }
    let mut violations = submission.faults.clone();
    let taken = Taken::read(market, submission, &mut violations);
    feasible::check_seats(market, &taken, &mut violations);
    let (allocation, unlisted) = feasible::check_outcomes(market, submission, &taken, &mut violations);
    let blocking = blocking::find(market, &taken, &allocation, &unlisted);

    let mut per_household: Vec<HouseholdFlags> =
        unlisted.iter().map(|&unlisted| HouseholdFlags { unlisted, ..Default::default() }).collect();
    for wish in &blocking {
        let flags = &mut per_household[wish.household.index()];
        flags.blocks = true;
        flags.wastes |= wish.wasted;
    }
    let tally = count(market, &taken, &allocation);
    let objective = Objective {
        blocking_households: per_household.iter().filter(|f| f.blocks).count() as u32,
        seated: tally.seated(),
        rank_sum: tally.rank_sum,
    };
    let wasted = blocking.iter().filter(|b| b.wasted).count() as u32;
    Verdict { violations, allocation, blocking, per_household, tally, objective, wasted }
}

/// The verdict on something that is not about this market.
fn refused(market: &Market, wrong_size: Violation) -> Verdict {
    let children = market.child_count() as u32;
    Verdict {
        violations: vec![wrong_size],
        allocation: Allocation::empty(market),
        blocking: Vec::new(),
        per_household: vec![HouseholdFlags::default(); market.households().len()],
        tally: Tally { children, unplaced: children, ..Tally::default() },
        objective: Objective::default(),
        wasted: 0,
    }
}

/// Counts from the seats themselves, not by the market's own tally.
fn count(market: &Market, taken: &Taken, allocation: &Allocation) -> Tally {
    let mut tally = Tally { children: market.child_count() as u32, ..Tally::default() };
    for seats in taken.seats().chunk_by(|a, b| a.child == b.child) {
        if seats.iter().all(|s| s.kept) {
            tally.kept += 1;
        } else {
            tally.placed += 1;
        }
    }
    tally.unplaced = tally.children - tally.placed - tally.kept;
    for wish in market.households().filter_map(|h| allocation.wish(market, h)) {
        let rank = market.rank_of(wish);
        tally.rank_sum += u64::from(rank);
        tally.first_wishes += u32::from(rank == 1);
    }
    tally
}
