//! Good choices: sites opened, closed and exchanged, each step valued by the transportation problem.
//!
//! Which site to try first is told by what it would save at the prices of the present flow, a bound on what it saves in truth.

use super::super::assign::{Limit, Model};
use super::model::Capacities;

/// How many of the most promising sites are tried for opening.
const TRIED: usize = 3;

/// The value of a choice, for as long as there is effort left.
fn value(c: &Capacities, open: &[bool]) -> Option<i64> {
    let sites = c.open_sites(open).len() as u64 + 1;
    let steps = (c.weights.len() as u64) * sites * 4;
    let left = c.effort.get().checked_sub(steps);
    c.effort.set(left.unwrap_or(0));
    left.map(|_| c.value(open))
}

/// Closed sites, most promising first, with what opening them would change at most (negative: better).
fn promising(c: &Capacities, open: &[bool]) -> Vec<(i64, usize)> {
    let prices = c.start(open);
    let mut order = Vec::new();
    let mut change = |j: usize| c.opening(j) + c.saving(j, &prices, &mut order, |_, _| ());
    let mut sites: Vec<(i64, usize)> = (0..c.free).filter(|&j| !open[j]).map(|j| (change(j), j)).collect();
    sites.sort_unstable();
    sites
}

/// What the limit allows.
struct Allowed {
    limit: Limit,
    count: usize,
    spent: u64,
}

impl Allowed {
    fn of(c: &Capacities, open: &[bool]) -> Self {
        let now = || (0..c.free).filter(|&j| open[j]);
        Self { limit: c.limit(), count: now().count(), spent: now().map(|j| c.spend()[j]).sum() }
    }

    fn add(&self, cost: u64) -> bool {
        match self.limit {
            Limit::Any => true,
            Limit::Exactly(k) | Limit::AtMost(k) => self.count < k,
            Limit::Budget(b) => self.spent + cost <= b,
        }
    }

    fn exchange(&self, add: u64, drop: u64) -> bool {
        !matches!(self.limit, Limit::Budget(b) if self.spent - drop + add > b)
    }

    fn must_add(&self) -> bool {
        matches!(self.limit, Limit::Exactly(k) if self.count < k)
    }

    fn may_drop(&self) -> bool {
        !matches!(self.limit, Limit::Exactly(_))
    }
}

/// Makes a choice complete, and better as long as effort is left.
pub(super) fn improve(c: &Capacities, open: &mut [bool]) {
    // Up to the limit, or until nothing promises to help.
    loop {
        let allowed = Allowed::of(c, open);
        if !allowed.must_add() && c.effort.get() == 0 {
            break;
        }
        let first = promising(c, open).into_iter().find(|&(_, j)| allowed.add(c.spend()[j]));
        match first {
            Some((change, j)) if allowed.must_add() || change < 0 => {
                let before = c.value(open);
                open[j] = true;
                if !allowed.must_add() && c.value(open) >= before {
                    open[j] = false;
                    break;
                }
            }
            _ => break,
        }
    }
    let Some(mut best) = value(c, open) else { return };
    while let Some(better) = step(c, open, best) {
        best = better;
    }
}

/// Opens and closes sites, and keeps that only if it costs less than `best`; the new cost then.
fn attempt(c: &Capacities, open: &mut [bool], best: i64, flips: &[usize]) -> Option<i64> {
    flips.iter().for_each(|&j| open[j] = !open[j]);
    let better = value(c, open).filter(|&value| value < best);
    if better.is_none() {
        flips.iter().for_each(|&j| open[j] = !open[j]);
    }
    better
}

/// Takes the first step found that makes the choice better.
fn step(c: &Capacities, open: &mut [bool], best: i64) -> Option<i64> {
    let allowed = Allowed::of(c, open);
    let adds = promising(c, open);
    let now: Vec<usize> = (0..c.free).filter(|&j| open[j]).collect();
    let tried = || adds.iter().take(TRIED);
    let mut steps: Vec<Vec<usize>> = Vec::new();
    if allowed.may_drop() {
        steps.extend(now.iter().map(|&j| vec![j]));
    }
    steps.extend(tried().filter(|a| a.0 < 0 && allowed.add(c.spend()[a.1])).map(|a| vec![a.1]));
    for &(_, a) in tried() {
        let others = now.iter().filter(|&&r| allowed.exchange(c.spend()[a], c.spend()[r]));
        steps.extend(others.map(|&r| vec![a, r]));
    }
    steps.iter().find_map(|flips| attempt(c, open, best, flips))
}
