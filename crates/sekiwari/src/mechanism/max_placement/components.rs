//! Households that compete for seats, directly or through others: what one component does leaves the others untouched.

use crate::market::{HouseholdId, Market};
use petgraph::unionfind::UnionFind;

/// Components by the pools that can run out.
pub(super) struct Components {
    /// Per household its component; `None` if nothing it asks for can run out.
    pub(super) of: Vec<Option<u32>>,
    /// How many components there are.
    pub(super) count: usize,
    /// Pools that can run out, by their seats or by a limit.
    pub(super) scarce: Vec<bool>,
}

/// Splits a market. Nearly linear in the claims.
pub(super) fn components(market: &Market) -> Components {
    let pools = market.pools().len();
    // Children, not the most that one wish asks for: seated each alone, siblings may all ask for the same pool. A child that
    // takes several seats of a pool asks once for each.
    let mut asked = vec![0u64; pools];
    let mut own: Vec<(u32, u32)> = Vec::new();
    for h in market.households() {
        own.clear();
        let claims = market.wishes(h).flat_map(|w| market.claims(w));
        own.extend(claims.map(|c| (c.pool.index() as u32, c.claimant.index() as u32)));
        own.sort_unstable();
        own.dedup();
        own.iter().for_each(|&(pool, _)| asked[pool as usize] += 1);
    }
    let mut scarce: Vec<bool> =
        market.pools().iter().zip(&asked).map(|(p, &asked)| asked > u64::from(p.seats)).collect();
    let mut sets: UnionFind<usize> = UnionFind::new(pools);
    for limit in market.limits() {
        let weighed = limit.weights.iter().filter(|(_, w)| *w > 0).map(|(p, _)| p.index());
        let first = weighed.clone().next();
        for pool in weighed {
            scarce[pool] = true;
            first.into_iter().for_each(|first| {
                sets.union(first, pool);
            });
        }
    }
    let first_of = |h: HouseholdId| {
        let claims = market.wishes(h).flat_map(|w| market.claims(w));
        claims.map(|c| c.pool.index()).find(|&p| scarce[p])
    };
    for h in market.households() {
        let Some(first) = first_of(h) else { continue };
        for claim in market.wishes(h).flat_map(|w| market.claims(w)) {
            if scarce[claim.pool.index()] {
                sets.union(first, claim.pool.index());
            }
        }
    }
    let mut number = vec![u32::MAX; pools];
    let mut count = 0;
    let of = market
        .households()
        .map(|h| {
            let root = sets.find(first_of(h)?);
            if number[root] == u32::MAX {
                number[root] = count;
                count += 1;
            }
            Some(number[root])
        })
        .collect();
    Components { of, count: count as usize, scarce }
}
