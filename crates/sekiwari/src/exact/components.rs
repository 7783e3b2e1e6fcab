//! What propagation leaves open falls into parts that do not touch: each is solved alone.

use super::state::State;
use crate::market::{HouseholdId, PoolId};
use petgraph::unionfind::UnionFind;

/// Households that depend on each other.
pub(super) struct Component {
    /// Open households, and those who may block, in id order.
    pub(super) households: Vec<HouseholdId>,
    /// Decided ones with a deleted wish in these pools that must not block, in id order.
    pub(super) watchers: Vec<HouseholdId>,
}

/// The open households, and those who may block, grouped: two belong together when they may compete for a pool that has more possible claimants
/// than seats. Groups and their members are in id order.
pub(super) fn components(state: &State<'_>) -> Vec<Component> {
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
    let mut components: Vec<(u32, Component)> = named
        .chunk_by(|a, b| a.0 == b.0)
        .map(|group| {
            let households = group.iter().map(|&(_, h)| h).collect();
            (group[0].0, Component { households, watchers: Vec::new() })
        })
        .collect();
    for h in market.households().filter(|&h| !is_open(h) && state.ghosts(h).next().is_some()) {
        let group = groups.find(h.index() as u32);
        if let Ok(at) = components.binary_search_by_key(&group, |(group, _)| *group) {
            components[at].1.watchers.push(h);
        }
    }
    components.sort_unstable_by_key(|(_, c)| c.households.first().copied());
    components.into_iter().map(|(_, c)| c).collect()
}

/// Whether a pool can run out of seats for somebody who can get one there, or could block there.
fn is_contested(state: &State<'_>, pool: PoolId) -> bool {
    let looking = state.market.pool_claimants(pool).iter().filter(|c| state.is_counted(c.index())).count();
    looking > state.market.pool(pool).seats as usize
}
