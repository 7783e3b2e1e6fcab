//! Witnesses of stability: why each better wish was not given.

use crate::market::{HouseholdId, PoolId};

/// For every wish above a household's outcome one pool that is full: the seats taken in it by other households, ranked no
/// worse than the worst claim of the wish there, leave too few for the wish. `None` where no pool is: the wish blocks.
///
/// Nothing in it is trusted; [`crate::verify::check_witnesses`] holds it against an allocation. Memory: 8 bytes a wish
/// above an outcome, 4 a household.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Witnesses {
    // The wishes of household h stand at start[h]..start[h + 1], best first.
    start: Vec<u32>,
    pools: Vec<Option<PoolId>>,
}

impl Default for Witnesses {
    fn default() -> Self {
        Self::new()
    }
}

impl Witnesses {
    /// Of no household yet.
    pub fn new() -> Self {
        Self { start: vec![0], pools: Vec::new() }
    }

    /// Adds the next household, in id order: one entry per wish above its outcome, best first.
    pub fn push(&mut self, pools: impl IntoIterator<Item = Option<PoolId>>) {
        self.pools.extend(pools);
        self.start.push(self.pools.len() as u32);
    }

    /// The number of households.
    pub fn len(&self) -> usize {
        self.start.len() - 1
    }

    /// Whether it speaks of no household.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The entries of a household, best wish first; none if it is unknown.
    pub fn of(&self, household: HouseholdId) -> &[Option<PoolId>] {
        match self.start.get(household.index()..household.index() + 2) {
            Some(range) => &self.pools[range[0] as usize..range[1] as usize],
            None => &[],
        }
    }
}
