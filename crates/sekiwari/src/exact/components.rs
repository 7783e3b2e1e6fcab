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

/// The open households, and those who may block, grouped: two belong together when seats that one may take or look at,
/// in a pool that has more possible claimants than seats, can decide over the other, or where they are to be together.
/// Groups and their members are in id order.
///
/// **Cost.** Linear in the claimants of the pools of all households.
pub(super) fn components(state: &State<'_>, together: &[Vec<HouseholdId>]) -> Vec<Component> {
    let all: Vec<HouseholdId> = state.market.households().collect();
    group(state, &all, together, state.market.pools().len(), |p| p.index())
}

/// The same inside a component, whose members were narrowed since.
///
/// **Cost.** Linear in its households, and in the claimants of the pools of those who are still open or watch, but for the ordering of these.
pub(super) fn components_within(state: &State<'_>, component: &Component) -> Vec<Component> {
    let all = component.households.iter().chain(&component.watchers).copied();
    let counts = |&h: &HouseholdId| is_open(state, h) || state.ghosts(h).next().is_some();
    let mut members: Vec<HouseholdId> = all.filter(counts).collect();
    members.sort_unstable();
    let claimants = members.iter().flat_map(|&h| state.claimants(h));
    let mut pools: Vec<PoolId> = claimants.map(|c| state.market.claimants()[c].pool).collect();
    pools.sort_unstable();
    pools.dedup();
    group(state, &members, &[], pools.len(), |p| pools.binary_search(&p).unwrap_or_default())
}

/// Groups `members`, ascending, some of them `together`; `number` numbers their pools below `pools`.
fn group(
    state: &State<'_>,
    members: &[HouseholdId],
    together: &[Vec<HouseholdId>],
    pools: usize,
    number: impl Fn(PoolId) -> usize,
) -> Vec<Component> {
    let market = state.market;
    let is_open = |h: HouseholdId| is_open(state, h);
    if !members.iter().any(|&h| is_open(h)) {
        return Vec::new();
    }
    let mut contested: Vec<Option<bool>> = vec![None; pools];
    // One node a household, and one a pool behind them.
    let mut groups: UnionFind<u32> = UnionFind::new(members.len() + pools);
    for (at, &h) in members.iter().enumerate() {
        let (open, haunted) = (is_open(h), state.ghosts(h).next().is_some());
        if !open && !haunted {
            continue;
        }
        for c in state.claimants(h) {
            let looks = (open && state.slots[c].uses > 0)
                || (haunted && state.ghosts(h).any(|w| state.uses(w.index(), c)));
            if looks {
                let pool = market.claimants()[c].pool;
                let slot = number(pool);
                if *contested[slot].get_or_insert_with(|| is_contested(state, pool)) {
                    groups.union(at as u32, (members.len() + slot) as u32);
                }
            }
        }
    }
    let place = |h: &HouseholdId| members.binary_search(h).unwrap_or_default() as u32;
    for some in together {
        some.windows(2).for_each(|pair| {
            groups.union(place(&pair[0]), place(&pair[1]));
        });
    }
    let mut named: Vec<(u32, HouseholdId)> = Vec::new();
    let mut watching: Vec<(u32, HouseholdId)> = Vec::new();
    for (at, &h) in members.iter().enumerate() {
        if is_open(h) {
            named.push((groups.find(at as u32), h));
        } else if state.ghosts(h).next().is_some() {
            watching.push((groups.find(at as u32), h));
        }
    }
    named.sort_unstable();
    watching.sort_unstable();
    let mut components: Vec<Component> = named
        .chunk_by(|a, b| a.0 == b.0)
        .map(|group| {
            let of = group[0].0;
            let watchers = watching.partition_point(|w| w.0 < of)..watching.partition_point(|w| w.0 <= of);
            Component {
                households: group.iter().map(|&(_, h)| h).collect(),
                watchers: watching[watchers].iter().map(|&(_, h)| h).collect(),
            }
        })
        .collect();
    components.sort_unstable_by_key(|c| c.households.first().copied());
    components
}

/// Whether the outcome of a household is not known, or it may block.
fn is_open(state: &State<'_>, h: HouseholdId) -> bool {
    !state.is_decided(h) || state.soft[h.index()]
}

/// Whether a pool can run out of seats for somebody who can get one there, or could block there.
pub(super) fn is_contested(state: &State<'_>, pool: PoolId) -> bool {
    let looking = state.market.pool_claimants(pool).iter().filter(|c| state.is_counted(c.index())).count();
    looking > state.seats[pool.index()] as usize
}
