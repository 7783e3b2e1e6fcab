//! Witnesses of stability: found for an allocation, and held against it.

use super::fault::{ProofFault, ProofPlace, ProofSection};
use crate::certificate::Witnesses;
use crate::market::{Allocation, Demand, HouseholdId, Market, PoolId};
use crate::verify::taken::Taken;
use crate::verify::{Submission, Violation};

/// The first full pool of every wish above an outcome, in pool order; `None` where no pool of it is full, so that the
/// wish blocks (unless a facility-wide limit is in the way).
///
/// Households that the allocation gives no wish of theirs are taken as left out. Cost: that of counting blocking wishes.
pub fn find_witnesses(market: &Market, allocation: &Allocation) -> Witnesses {
    let taken = Taken::read(market, &Submission::from_allocation(market, allocation), &mut Vec::new());
    let mut witnesses = Witnesses::new();
    for household in market.households() {
        let better = market.wishes(household).take(better_count(market, allocation, household));
        witnesses.push(better.map(|wish| {
            market.demands(wish).find(|d| is_full(market, &taken, household, d)).map(|d| d.pool)
        }));
    }
    witnesses
}

/// Holds witnesses against an allocation: one per wish above an outcome, each a pool that the wish uses and that is
/// full, and none missing where there is such a pool. (Then the wish blocks, unless a facility-wide limit is in the way.)
///
/// Cost: linear in the wishes, with a logarithm of the pool size. Returns all faults.
pub fn check_witnesses(market: &Market, allocation: &Allocation, witnesses: &Witnesses) -> Vec<Violation> {
    let whole = ProofSection::Witnesses;
    if witnesses.len() != market.households().len() {
        let (expected, found) = (market.households().len() as u32, witnesses.len() as u32);
        return vec![ProofFault::WrongWitnesses { expected, found }.at(whole)];
    }
    let taken = Taken::read(market, &Submission::from_allocation(market, allocation), &mut Vec::new());
    let mut violations = Vec::new();
    for household in market.households() {
        let given = witnesses.of(household);
        let line = Some(household.index() as u32);
        let mut fault = |fault: ProofFault| violations.push(fault.at(ProofPlace { section: whole, line }));
        let expected = better_count(market, allocation, household);
        if given.len() != expected {
            fault(ProofFault::WrongWitnesses { expected: expected as u32, found: given.len() as u32 });
            continue;
        }
        for ((wish, &pool), rank) in market.wishes(household).zip(given).zip(1..) {
            let is_witness = |pool: PoolId| {
                let demand = market.demands(wish).find(|d| d.pool == pool);
                demand.is_some_and(|d| is_full(market, &taken, household, &d))
            };
            match pool {
                Some(pool) if !is_witness(pool) => {
                    fault(ProofFault::WitnessNotFull { household, rank, pool });
                }
                None if market.demands(wish).any(|d| is_full(market, &taken, household, &d)) => {
                    fault(ProofFault::WitnessMissing { household, rank });
                }
                _ => {}
            }
        }
    }
    violations
}

/// The number of wishes above the outcome of a household.
fn better_count(market: &Market, allocation: &Allocation, household: HouseholdId) -> usize {
    let all = market.wish_range(household).len();
    allocation.rank(household).map_or(all, |rank| (rank as usize - 1).min(all))
}

/// Whether seats taken by others, ranked no worse than the worst claim, leave too few for a demand.
fn is_full(market: &Market, taken: &Taken, household: HouseholdId, demand: &Demand) -> bool {
    let others = taken.by_others_as_good(demand.pool, household, demand.worst);
    others + demand.count as usize > market.pool(demand.pool).seats as usize
}
