//! The common cut-off of pools that share limits.

use crate::market::{ClaimantId, Market, PoolId};
use petgraph::unionfind::UnionFind;
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::Range;

const NONE: u32 = u32::MAX;

/// Groups of pools linked by limits, each with its claimants in one order by rank classes, and what they weigh now.
pub(super) struct Common {
    // Per pool its group; empty without limits.
    group: Vec<u32>,
    // Per group its rank classes in the common order; the last ones go out first.
    classes: Vec<Vec<(u32, Range<u32>)>>,
    // Per pool the first place that the common cut-off keeps out.
    cut: Vec<u32>,
    // Per pool its (limit, weight) pairs, per group its limits.
    weighed: Vec<Vec<(u32, u64)>>,
    limits: Vec<Vec<u32>>,
    load: Vec<u64>,
    capacity: Vec<u64>,
}

impl Common {
    /// `start`: where the places of each pool's claimants begin, with the end of the last one.
    pub(super) fn new(market: &Market, start: &[u32]) -> Self {
        let limits = market.limits();
        let pools = if limits.is_empty() { 0 } else { market.pools().len() };
        let mut sets: UnionFind<usize> = UnionFind::new(pools);
        let mut weighed = vec![Vec::new(); pools];
        for (i, limit) in limits.iter().enumerate() {
            let mut first = None;
            for &(pool, weight) in limit.weights.iter().filter(|(_, w)| *w > 0) {
                weighed[pool.index()].push((i as u32, u64::from(weight)));
                sets.union(*first.get_or_insert(pool.index()), pool.index());
            }
        }
        let mut group = vec![NONE; pools];
        let mut members: Vec<Vec<u32>> = Vec::new();
        let mut of_root = vec![NONE; pools];
        for p in (0..pools).filter(|&p| !weighed[p].is_empty()) {
            let root = sets.find(p);
            if of_root[root] == NONE {
                of_root[root] = members.len() as u32;
                members.push(Vec::new());
            }
            group[p] = of_root[root];
            members[of_root[root] as usize].push(p as u32);
        }
        let mut own: Vec<Vec<u32>> = vec![Vec::new(); members.len()];
        for (i, limit) in limits.iter().enumerate() {
            if let Some(&(pool, _)) = limit.weights.iter().find(|(_, w)| *w > 0) {
                own[group[pool.index()] as usize].push(i as u32);
            }
        }
        Self {
            classes: members.iter().map(|pools| merge(market, start, pools)).collect(),
            cut: (0..pools).map(|p| start[p + 1]).collect(),
            group,
            weighed,
            limits: own,
            load: vec![0; limits.len()],
            capacity: limits.iter().map(|l| l.capacity).collect(),
        }
    }

    /// Whether the common cut-off lets a place of a pool in.
    #[inline]
    pub(super) fn admits(&self, pool: usize, place: u32) -> bool {
        self.cut.get(pool).is_none_or(|&cut| place < cut)
    }

    #[inline]
    pub(super) fn add(&mut self, pool: usize) {
        for &(limit, weight) in self.weighed.get(pool).into_iter().flatten() {
            self.load[limit as usize] += weight;
        }
    }

    #[inline]
    pub(super) fn remove(&mut self, pool: usize) {
        for &(limit, weight) in self.weighed.get(pool).into_iter().flatten() {
            self.load[limit as usize] -= weight;
        }
    }

    /// Whether some limit of the pool's group is exceeded now.
    #[inline]
    pub(super) fn exceeds(&self, pool: usize) -> bool {
        let group = self.group.get(pool).filter(|&&g| g != NONE);
        group.is_some_and(|&g| {
            self.limits[g as usize].iter().any(|&l| self.load[l as usize] > self.capacity[l as usize])
        })
    }

    /// Raises the common cut-off of the pool's group by one class: the pool whose class goes out, and its places.
    pub(super) fn raise(&mut self, pool: usize) -> Option<(usize, Range<u32>)> {
        let (pool, places) = self.classes[self.group[pool] as usize].pop()?;
        self.cut[pool as usize] = places.start;
        Some((pool as usize, places))
    }
}

/// The rank classes of several pools in one order: held seats first; then, of the best classes left in each pool, the one
/// with the household served first.
fn merge(market: &Market, start: &[u32], pools: &[u32]) -> Vec<(u32, Range<u32>)> {
    let mut heads = BinaryHeap::new();
    let head = |pool: u32, from: u32| {
        let claimants = &market.pool_claimants(PoolId::new(pool))[(from - start[pool as usize]) as usize..];
        let rank = |c: &ClaimantId| market.claimant(*c).rank;
        let first = claimants.first().map(rank)?;
        let class = &claimants[..claimants.partition_point(|c| rank(c) <= first)];
        let served = |c: &ClaimantId| {
            let h = market.household_of(market.claimant(*c).child);
            (market.precedence(h), h)
        };
        let best = class.iter().map(served).min()?;
        Some(Reverse((!first.is_held(), best, pool, from, from + class.len() as u32)))
    };
    heads.extend(pools.iter().filter_map(|&p| head(p, start[p as usize])));
    let mut order = Vec::new();
    while let Some(Reverse((_, _, pool, from, to))) = heads.pop() {
        order.push((pool, from..to));
        heads.extend(head(pool, to));
    }
    order
}
