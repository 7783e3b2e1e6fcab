//! Extra seats with which nothing is stable.

use super::Extra;
use crate::market::PoolId;

/// Nothing is stable with extra seats that are exactly so many at some pools and at least so many at others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Nogood {
    /// Exactly so many, by pool.
    pub(super) exactly: Vec<(PoolId, u32)>,
    /// At least so many, by pool; only where that is more than none.
    pub(super) at_least: Extra,
}

impl Nogood {
    /// Whether it says that nothing is stable with these extra seats.
    pub(super) fn speaks_of(&self, extra: &[(PoolId, u32)]) -> bool {
        let of = |pool: PoolId| match extra.binary_search_by_key(&pool, |(p, _)| *p) {
            Ok(at) => extra[at].1,
            Err(_) => 0,
        };
        self.exactly.iter().all(|&(p, n)| of(p) == n) && self.at_least.iter().all(|&(p, n)| of(p) >= n)
    }

    /// The pools of which one has to get another number of seats.
    pub(super) fn pools(&self) -> impl Iterator<Item = PoolId> + '_ {
        self.exactly.iter().map(|(p, _)| *p)
    }
}
