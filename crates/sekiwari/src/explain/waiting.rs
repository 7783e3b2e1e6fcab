//! Who comes next where a seat comes free.

use super::Decided;
use super::cutoffs::{pool_order, real_pools};
use crate::market::{ClaimantId, PoolId};
use crate::programme::nursery::ChildIndex;

/// One line of a waiting list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// The pool.
    pub pool: PoolId,
    /// 1 for the first; equals share a place.
    pub place: u32,
    /// The child.
    pub child: ChildIndex,
    /// The claimant behind it.
    pub claimant: ClaimantId,
    /// The 1-based place of the facility in the child's own list.
    pub wish_rank: u32,
}

/// All waiting lists by facility and classes, reserves after open seats, each in the order of priority: the children for whom a seat there is part
/// of something their household ranks above its outcome. A child whose siblings would need seats elsewhere at the same
/// time stands in the list by its own rank. Cost: linear in the claimants.
pub fn waiting_lists(decided: &Decided<'_>) -> Vec<Waiting> {
    let mut pools: Vec<PoolId> = real_pools(decided).collect();
    pools.sort_by_key(|&p| pool_order(decided, p));
    let line = |pool, &claimant: &ClaimantId| {
        Some(Waiting {
            pool,
            place: decided.waiting_place(claimant)?,
            child: decided.market.claimant(claimant).child.index() as ChildIndex,
            claimant,
            wish_rank: decided.list_place(claimant),
        })
    };
    pools
        .into_iter()
        .flat_map(|pool| decided.market.pool_claimants(pool).iter().filter_map(move |c| line(pool, c)))
        .collect()
}
