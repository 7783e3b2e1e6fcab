//! Whether an outcome of a component is stable, by the definition.

use super::components::Component;
use super::state::State;
use crate::market::{HouseholdId, PoolId, RankClass, WishId};

/// The pools that households of a component, or those who watch it, claim; ascending.
pub(super) fn pools_of(state: &State<'_>, component: &Component) -> Vec<PoolId> {
    let claimants = state.market.claimants();
    let members = component.households.iter().chain(&component.watchers);
    let mut pools: Vec<PoolId> =
        members.flat_map(|&h| state.claimants(h)).map(|c| claimants[c].pool).collect();
    pools.sort_unstable();
    pools.dedup();
    pools
}

/// Whether nobody in a component, or watching it, but those who `may_block` blocks where its households get what is picked, in their
/// order: only what is possible still. `pools`: [`pools_of`].
pub(super) fn is_stable(
    state: &State<'_>,
    component: &Component,
    pools: &[PoolId],
    picks: &[Option<u32>],
    may_block: impl Fn(HouseholdId) -> bool,
) -> bool {
    let market = state.market;
    let (households, watchers) = (&component.households, &component.watchers);
    let outcome = |h: HouseholdId| match households.binary_search(&h) {
        Ok(i) => picks[i],
        Err(_) => state.decided_pick(h),
    };
    // Ranks of the seats taken in each pool, best first, one pool after the other.
    let mut taken: Vec<(RankClass, HouseholdId)> = Vec::with_capacity(households.len());
    let mut from = Vec::with_capacity(pools.len() + 1);
    for &p in pools {
        from.push(taken.len());
        // Most of a pool's claimants are out of the question.
        let possible = market.pool_claimants(p).iter().filter(|c| state.slots[c.index()].uses > 0);
        taken.extend(possible.filter_map(|&c| {
            let h = state.owner(c.index());
            let wish = WishId::new(outcome(h)?);
            let sits = market.claims(wish).iter().any(|x| x.claimant == c);
            sits.then(|| (market.claimant(c).rank, h))
        }));
        if taken.len() - from[from.len() - 1] > market.pool(p).seats as usize {
            return false;
        }
    }
    from.push(taken.len());
    let taken_in =
        |p: PoolId| pools.binary_search(&p).map_or(&taken[..0], |at| &taken[from[at]..from[at + 1]]);
    households.iter().chain(watchers).filter(|h| !may_block(**h)).all(|&h| {
        let end = outcome(h).map_or(market.wish_range(h).end, |w| w as usize);
        (market.wish_range(h).start..end).all(|w| {
            let wish = WishId::new(w as u32);
            if !state.alive[w] && !state.ghost[w] {
                return true;
            }
            market.demands(wish).any(|d| {
                let others = taken_in(d.pool).iter().filter(|&&(r, o)| r <= d.worst && o != h).count() as u32;
                others + d.count > market.pool(d.pool).seats
            })
        })
    })
}
