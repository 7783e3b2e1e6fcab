//! Blocking wishes: the definition, word for word.

use super::feasible::load;
use super::taken::Taken;
use crate::market::{Allocation, Demand, HouseholdId, Limit, Market, PoolId, WishId};

/// A wish that a household should have had.
///
/// Household *h* **blocks** with wish *w* if it prefers *w* to its outcome and, for every pool *k* that *w* uses, with
/// *n* claims of *w* on *k* and `worst` the worst rank class among them,
///
/// > seats of *k* taken by other households with rank class `worst` or better, plus *n*, is at most seats(*k*).
///
/// The household's own present seats are taken out before the test; equal rank is not displaced (weak stability).
/// A child that sits in a pool which does not rank it (a violation anyway) stands behind everyone.
///
/// **Limits**: in addition, every limit that weighs a pool of *w* must be met once *h* has *w* and all claims ranked
/// strictly worse than `worst` are removed from the pools that *w* uses. Removing children never breaks a limit, so the
/// removals can only help. Children in other pools of the facility are not removed.
///
/// Source: Sun et al., AAAI 2023 (arXiv 2212.02751).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlockingWish {
    /// The household.
    pub household: HouseholdId,
    /// The rank of the wish: its 1-based place in the family's list ([`Market::rank_of`]).
    pub rank: u32,
    /// The wish.
    pub wish: WishId,
    /// It displaces nobody: with the household's own seats taken out, all its pools have room and all limits are met
    /// without removing anyone. A wasted seat; otherwise it is justified envy.
    pub wasted: bool,
}

/// All blocking wishes of households with a listed outcome, by household and rank; one where several share a rank.
///
/// Cost: one search in a pool's sorted seats per claim of a better wish; limits cost their number of pools for each
/// wish that passes the pool test.
pub(super) fn find(
    market: &Market,
    taken: &Taken,
    allocation: &Allocation,
    unlisted: &[bool],
) -> Vec<BlockingWish> {
    let limits = limits_by_pool(market);
    let mut found: Vec<BlockingWish> = Vec::new();
    for household in market.households().filter(|h| !unlisted[h.index()]) {
        let present = allocation.rank(household);
        for (wish, place) in market.wishes(household).zip(1u32..) {
            if present.is_some_and(|p| place >= p) {
                break;
            }
            let as_good = |demand: &Demand| taken.by_others_as_good(demand.pool, household, demand.worst);
            if !fits(market, taken, &limits, household, wish, as_good) {
                continue;
            }
            let everyone = |demand: &Demand| taken.by_others(demand.pool, household);
            let wasted = fits(market, taken, &limits, household, wish, everyone);
            let rank = market.rank_of(wish);
            match found.last_mut() {
                // Other seats of the same to the family: one wish, told with the seats that displace nobody if there are.
                Some(last) if last.household == household && last.rank == rank => {
                    if wasted && !last.wasted {
                        *last = BlockingWish { household, rank, wish, wasted };
                    }
                }
                _ => found.push(BlockingWish { household, rank, wish, wasted }),
            }
        }
    }
    found
}

/// Whether the household can have the wish when in each pool of it only `staying` seats of others stay.
fn fits(
    market: &Market,
    taken: &Taken,
    limits: &[Vec<&Limit>],
    household: HouseholdId,
    wish: WishId,
    staying: impl Fn(&Demand) -> usize,
) -> bool {
    if !market.demands(wish).all(|d| staying(&d) + d.count as usize <= market.pool(d.pool).seats as usize) {
        return false;
    }
    let in_pool = |pool: PoolId| match market.demands(wish).find(|d| d.pool == pool) {
        Some(demand) => staying(&demand) + demand.count as usize,
        None => taken.by_others(pool, household),
    };
    let mut touched = market.demands(wish).flat_map(|d| limits.get(d.pool.index()).into_iter().flatten());
    touched.all(|limit| load(limit, in_pool) <= u128::from(limit.capacity))
}

/// Per pool the limits that weigh it; empty where the market has no limits.
fn limits_by_pool(market: &Market) -> Vec<Vec<&Limit>> {
    if market.limits().is_empty() {
        return Vec::new();
    }
    let mut by_pool = vec![Vec::new(); market.pools().len()];
    for limit in market.limits() {
        for &(pool, _) in limit.weights.iter().filter(|&&(_, weight)| weight > 0) {
            by_pool[pool.index()].push(limit);
        }
    }
    by_pool
}
