//! The oracle: every question answered by trying everything and recounting from scratch.
//!
//! Computes on [`Spec`], so it shares nothing with the library, and asks the definition in another way than the judge:
//! it carries out the change that a blocking wish asks for and looks whether the result is within the seats.
//! Allocations are one number per household: the 1-based rank of its wish, 0 for out.

use super::spec::Spec;

/// A child on a seat. `rank` is `None` where the pool does not rank the child.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sitting {
    pub household: usize,
    pub child: usize,
    pub pool: usize,
    pub rank: Option<u32>,
}

/// Who sits where under an allocation.
pub fn sittings(spec: &Spec, ranks: &[u32]) -> Vec<Sitting> {
    let mut all = Vec::new();
    for (household, h) in spec.households.iter().enumerate() {
        if ranks[household] > 0 {
            for &(child, pool) in &h.wishes[ranks[household] as usize - 1] {
                all.push(Sitting { household, child, pool, rank: Some(h.ranks[&(child, pool)]) });
            }
        }
    }
    all
}

fn pool_within_seats(spec: &Spec, all: &[Sitting], pool: usize) -> bool {
    let mut taken = 0;
    for sitting in all {
        if sitting.pool == pool {
            taken += 1;
        }
    }
    taken <= spec.seats[pool]
}

/// What the seats taken weigh under a limit.
pub fn load(spec: &Spec, all: &[Sitting], limit: usize) -> u64 {
    let mut load = 0;
    for sitting in all {
        for &(pool, weight) in &spec.limits[limit].weights {
            if pool == sitting.pool {
                load += u64::from(weight);
            }
        }
    }
    load
}

fn limit_met(spec: &Spec, all: &[Sitting], limit: usize) -> bool {
    load(spec, all, limit) <= spec.limits[limit].capacity
}

/// Whether an allocation gives only listed wishes, leaves no holder out, and keeps seats and limits.
pub fn is_feasible(spec: &Spec, ranks: &[u32]) -> bool {
    for (h, &rank) in spec.households.iter().zip(ranks) {
        if rank as usize > h.wishes.len() || (rank == 0 && !h.held().is_empty()) {
            return false;
        }
    }
    let all = sittings(spec, ranks);
    (0..spec.seats.len()).all(|pool| pool_within_seats(spec, &all, pool))
        && (0..spec.limits.len()).all(|limit| limit_met(spec, &all, limit))
}

/// Whether giving `household` its wish at position `wish`, after all claims ranked worse than its own have left the
/// wish's pools (or nobody has, for `displace = false`), keeps these pools and the limits that weigh them.
fn can_have(spec: &Spec, all: &[Sitting], household: usize, wish: usize, displace: bool) -> bool {
    let h = &spec.households[household];
    let claims = &h.wishes[wish];
    let mut after: Vec<Sitting> = all.iter().copied().filter(|s| s.household != household).collect();
    if displace {
        for &(_, pool) in claims {
            let mut worst = 0;
            for &(child, p) in claims {
                if p == pool {
                    worst = worst.max(h.ranks[&(child, pool)]);
                }
            }
            after.retain(|s| s.pool != pool || s.rank.is_some_and(|rank| rank <= worst));
        }
    }
    for &(child, pool) in claims {
        after.push(Sitting { household, child, pool, rank: Some(h.ranks[&(child, pool)]) });
    }
    for &(_, pool) in claims {
        if !pool_within_seats(spec, &after, pool) {
            return false;
        }
        for (limit, l) in spec.limits.iter().enumerate() {
            let touched = l.weights.iter().any(|&(p, weight)| p == pool && weight > 0);
            if touched && !limit_met(spec, &after, limit) {
                return false;
            }
        }
    }
    true
}

/// All blocking wishes among those better than `ranks` (0 = out) as (household, rank, displaces nobody), when `all` is
/// who sits where. A household with `None` is not asked.
pub fn blocking_among(spec: &Spec, all: &[Sitting], ranks: &[Option<u32>]) -> Vec<(usize, u32, bool)> {
    let mut found = Vec::new();
    for (household, h) in spec.households.iter().enumerate() {
        let Some(present) = ranks[household] else { continue };
        for wish in 0..h.wishes.len() {
            let rank = wish as u32 + 1;
            if (present == 0 || rank < present) && can_have(spec, all, household, wish, true) {
                found.push((household, rank, can_have(spec, all, household, wish, false)));
            }
        }
    }
    found
}

/// All blocking wishes of an allocation.
pub fn blocking(spec: &Spec, ranks: &[u32]) -> Vec<(usize, u32, bool)> {
    let asked: Vec<_> = ranks.iter().map(|&r| Some(r)).collect();
    blocking_among(spec, &sittings(spec, ranks), &asked)
}

/// The number of households that block.
pub fn blocking_households(spec: &Spec, ranks: &[u32]) -> u32 {
    let mut households: Vec<usize> = blocking(spec, ranks).into_iter().map(|(h, _, _)| h).collect();
    households.dedup();
    households.len() as u32
}

/// Whether an allocation is feasible and nobody blocks.
pub fn is_stable(spec: &Spec, ranks: &[u32]) -> bool {
    is_feasible(spec, ranks) && blocking(spec, ranks).is_empty()
}

/// The number of children with a seat.
pub fn seated(spec: &Spec, ranks: &[u32]) -> u32 {
    let mut children: Vec<_> = sittings(spec, ranks).iter().map(|s| (s.household, s.child)).collect();
    children.sort_unstable();
    children.dedup();
    children.len() as u32
}

/// The sum of the 1-based wish ranks over households that got a wish.
pub fn rank_sum(ranks: &[u32]) -> u64 {
    ranks.iter().map(|&r| u64::from(r)).sum()
}

/// Every feasible allocation, in counting order. There is always one: everybody as today.
/// At most (wishes + 1) to the power of households, so keep both small.
pub fn feasible_allocations(spec: &Spec) -> Vec<Vec<u32>> {
    let mut found = Vec::new();
    let mut ranks = vec![0u32; spec.households.len()];
    loop {
        if is_feasible(spec, &ranks) {
            found.push(ranks.clone());
        }
        let next = (0..ranks.len()).find(|&h| (ranks[h] as usize) < spec.households[h].wishes.len());
        let Some(h) = next else { return found };
        ranks[h] += 1;
        ranks[..h].fill(0);
    }
}

/// Answers about a market, each over all its feasible allocations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Solutions {
    /// The number of feasible allocations.
    pub feasible: usize,
    /// All stable allocations; may be none.
    pub stable: Vec<Vec<u32>>,
    /// The default objective at its best: fewest blocking households, then most children seated, then smallest sum of
    /// wish ranks.
    pub best: (u32, u32, u64),
    /// All allocations that reach it.
    pub best_allocations: Vec<Vec<u32>>,
    /// Most children seated whoever blocks.
    pub most_seated: u32,
}

impl Solutions {
    /// The least number of blocking households; 0 exactly if a stable allocation exists.
    pub fn fewest_blocking(&self) -> u32 {
        self.best.0
    }
}

/// Solves a market by trying everything.
pub fn solve(spec: &Spec) -> Solutions {
    let all = feasible_allocations(spec);
    let value = |ranks: &Vec<u32>| (blocking_households(spec, ranks), seated(spec, ranks), rank_sum(ranks));
    let values: Vec<_> = all.iter().map(value).collect();
    let order = |v: &(u32, u32, u64)| (v.0, u32::MAX - v.1, v.2);
    let best = *values.iter().min_by_key(|v| order(v)).expect("everybody as today is feasible");
    let with = |wanted: &dyn Fn(&(u32, u32, u64)) -> bool| -> Vec<Vec<u32>> {
        all.iter().zip(&values).filter(|(_, v)| wanted(v)).map(|(ranks, _)| ranks.clone()).collect()
    };
    Solutions {
        feasible: all.len(),
        stable: with(&|v| v.0 == 0),
        best,
        best_allocations: with(&|v| *v == best),
        most_seated: values.iter().map(|v| v.1).max().unwrap_or(0),
    }
}
