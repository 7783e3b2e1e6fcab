//! What propagation leaves open falls into parts that do not touch: each is solved alone.

use super::state::State;
use crate::market::{HouseholdId, PoolId};
use petgraph::unionfind::UnionFind;

/// The open households, and those who may block, grouped: two belong together when they may compete for a pool that has more possible claimants
/// than seats. Groups and their members are in id order.
pub(super) fn components(state: &State<'_>) -> Vec<Vec<HouseholdId>> {
    let market = state.market;
    let is_open = |h: HouseholdId| !state.is_decided(h) || state.soft[h.index()];
    let open: Vec<HouseholdId> = market.households().filter(|&h| is_open(h)).collect();
    if open.is_empty() {
        return Vec::new();
    }
    // One node a household, and one a pool behind them.
    let mut groups: UnionFind<u32> = UnionFind::new(market.households().len() + market.pools().len());
    let households = market.households().len();
    for h in market.households() {
        let decided = !is_open(h);
        for c in state.claimants(h) {
            let pool = market.claimants()[c].pool;
            let looks = (!decided && state.use_count[c] > 0)
                || state.ghosts(h).any(|w| market.claims(w).iter().any(|x| x.claimant.index() == c));
            if looks && is_contested(state, pool) {
                groups.union(h.index() as u32, (households + pool.index()) as u32);
            }
        }
    }
    let mut named: Vec<(u32, HouseholdId)> =
        open.into_iter().map(|h| (groups.find(h.index() as u32), h)).collect();
    named.sort_unstable();
    let mut components: Vec<Vec<HouseholdId>> =
        named.chunk_by(|a, b| a.0 == b.0).map(|group| group.iter().map(|&(_, h)| h).collect()).collect();
    components.sort_unstable_by_key(|c: &Vec<HouseholdId>| c.first().copied());
    components
}

/// Whether a pool can run out of seats.
fn is_contested(state: &State<'_>, pool: PoolId) -> bool {
    let possible =
        state.market.pool_claimants(pool).iter().filter(|c| state.use_count[c.index()] > 0).count();
    possible > state.market.pool(pool).seats as usize
}
