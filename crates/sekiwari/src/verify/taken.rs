//! Who sits where: the seats taken, by household and by pool.

use super::{Seat, Submission, Violation};
use crate::market::{ChildId, ClaimantId, HouseholdId, Market, PoolId, RankClass};

/// How a pool ranks the child on a seat. A child the pool does not rank at all stands behind everyone it does rank.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    /// The pool ranks the child.
    Ranked(RankClass),
    /// The child never asked for a seat here.
    Unranked,
}

/// A seat of the market that a child has.
#[derive(Clone, Copy, Debug)]
pub(super) struct TakenSeat {
    pub(super) child: ChildId,
    pub(super) pool: PoolId,
    pub(super) standing: Standing,
    /// It is the seat that the child has today.
    pub(super) kept: bool,
}

/// All seats taken.
pub(super) struct Taken {
    household_start: Vec<usize>,
    seats: Vec<TakenSeat>,
    pool_start: Vec<usize>,
    // Per pool the standings of those who sit there, best first.
    standings: Vec<Standing>,
}

impl Taken {
    /// Reads a submission of the right size. What is no seat, or is said twice, is reported and left out.
    pub(super) fn read(market: &Market, submission: &Submission, violations: &mut Vec<Violation>) -> Self {
        let (mut household_start, mut seats) = (vec![0], Vec::new());
        // Claimants are grouped by household, so they are met in step with the households.
        let mut claimants = market.claimants();
        for household in market.households() {
            let from = market.claimants().len() - claimants.len();
            let own = claimants.iter().take_while(|c| market.household_of(c.child) == household).count();
            let (mine, rest) = claimants.split_at(own);
            claimants = rest;
            for child in market.children(household) {
                let first = seats.len();
                let (mut nowhere, mut twice) = (false, Vec::new());
                for &seat in submission.seats(child) {
                    let pool = match seat {
                        Seat::Pool(pool) if pool.index() < market.pools().len() => pool,
                        Seat::Pool(_) | Seat::Elsewhere => {
                            nowhere = true;
                            continue;
                        }
                    };
                    let mut ranked = (from..).zip(mine).filter(|(_, c)| c.child == child && c.pool == pool);
                    let already = seats[first..].iter().filter(|s: &&TakenSeat| s.pool == pool).count();
                    // A child has as many seats of a pool as it is a claimant of it; if it is none, one.
                    let (standing, kept) = match ranked.nth(already) {
                        Some((at, claimant)) => {
                            (Standing::Ranked(claimant.rank), market.keeps_seat(ClaimantId::new(at as u32)))
                        }
                        None if already == 0 => (Standing::Unranked, false),
                        None => {
                            twice.push(pool);
                            continue;
                        }
                    };
                    seats.push(TakenSeat { child, pool, standing, kept });
                }
                if nowhere {
                    violations.push(Violation::NoSuchSeat { child });
                }
                twice.sort_unstable();
                twice.dedup();
                violations.extend(twice.into_iter().map(|pool| Violation::SeatTwice { child, pool }));
            }
            household_start.push(seats.len());
        }
        let (pool_start, standings) = by_pool(market.pools().len(), &seats);
        Self { household_start, seats, pool_start, standings }
    }

    /// The seats of a household, by child.
    pub(super) fn of(&self, household: HouseholdId) -> &[TakenSeat] {
        &self.seats[self.household_start[household.index()]..self.household_start[household.index() + 1]]
    }

    /// All seats, by household and child.
    pub(super) fn seats(&self) -> &[TakenSeat] {
        &self.seats
    }

    fn standings(&self, pool: PoolId) -> &[Standing] {
        &self.standings[self.pool_start[pool.index()]..self.pool_start[pool.index() + 1]]
    }

    /// Seats taken in a pool.
    pub(super) fn in_pool(&self, pool: PoolId) -> usize {
        self.standings(pool).len()
    }

    /// Seats of a pool taken by households other than `household`.
    pub(super) fn by_others(&self, pool: PoolId, household: HouseholdId) -> usize {
        self.in_pool(pool) - self.of(household).iter().filter(|s| s.pool == pool).count()
    }

    /// Seats of a pool taken by households other than `household` with rank class `worst` or better.
    pub(super) fn by_others_as_good(&self, pool: PoolId, household: HouseholdId, worst: RankClass) -> usize {
        let as_good = |standing: Standing| standing <= Standing::Ranked(worst);
        let all = self.standings(pool).partition_point(|&s| as_good(s));
        all - self.of(household).iter().filter(|s| s.pool == pool && as_good(s.standing)).count()
    }
}

fn by_pool(pools: usize, seats: &[TakenSeat]) -> (Vec<usize>, Vec<Standing>) {
    let mut start = vec![0usize; pools + 1];
    for seat in seats {
        start[seat.pool.index() + 1] += 1;
    }
    for pool in 0..pools {
        start[pool + 1] += start[pool];
    }
    let mut next = start.clone();
    let mut standings = vec![Standing::Unranked; seats.len()];
    for seat in seats {
        standings[next[seat.pool.index()]] = seat.standing;
        next[seat.pool.index()] += 1;
    }
    for pool in 0..pools {
        standings[start[pool]..start[pool + 1]].sort_unstable();
    }
    (start, standings)
}
