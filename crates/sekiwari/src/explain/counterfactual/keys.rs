//! Where a newcomer stands among those who are there.

use crate::market::{ClaimantId, Market, PoolId, RankClass};
use crate::mechanism::Ties;
use crate::priority::Thousandths;
use std::cmp::Ordering;

/// What decides between two claimants of a pool, best first; the lottery last.
pub(in crate::explain) trait Key: Ord {
    /// The order without the lottery.
    fn compare_class(&self, other: &Self) -> Ordering;

    /// Whether it comes before another one; equals do not where the lottery does not part them.
    fn is_before(&self, other: &Self, ties: Ties) -> bool {
        match ties {
            Ties::Strict => self < other,
            Ties::Weak => self.compare_class(other).is_lt(),
        }
    }
}

/// The rank class of a newcomer with this key in a pool of a market with room; `key_of` is the key of those who are there.
pub(in crate::explain) fn rank_among<K: Key>(
    market: &Market,
    pool: PoolId,
    key: &K,
    ties: Ties,
    key_of: impl Fn(ClaimantId) -> K,
) -> RankClass {
    let order = market.pool_claimants(pool);
    let before = |&c: &ClaimantId| market.claimant(c).rank.is_held() || key_of(c).is_before(key, ties);
    let at = order.partition_point(before);
    let last = at.checked_sub(1).map_or(0, |i| market.claimant(order[i]).rank.get());
    // Equals share a class where the lottery does not part them.
    let equal = |c: &&ClaimantId| ties == Ties::Weak && key_of(**c).compare_class(key).is_eq();
    match order.get(at).filter(equal) {
        Some(&c) => market.claimant(c).rank,
        None => RankClass::new(last + 1),
    }
}

/// The points more with which a child comes level with another one, and whether it then stands before it.
#[derive(Clone, Copy)]
pub(in crate::explain) struct Passing {
    pub(in crate::explain) level: Thousandths,
    pub(in crate::explain) passes: bool,
}

impl Passing {
    /// The points more with which it passes; points are given in steps.
    pub(in crate::explain) fn enough(self, step: Thousandths) -> Thousandths {
        if self.passes { self.level } else { above(self.level, step) }
    }

    /// The points more that matter: those with which it passes, and those with which it comes level where that counts.
    pub(in crate::explain) fn steps(
        self,
        step: Thousandths,
        ties: Ties,
    ) -> impl Iterator<Item = Thousandths> {
        let level = (ties == Ties::Weak && !self.passes).then_some(self.level);
        level.into_iter().chain([self.enough(step)])
    }
}

/// So many points above.
pub(in crate::explain) fn above(level: Thousandths, more: Thousandths) -> Thousandths {
    Thousandths(level.0.saturating_add(more.0))
}
