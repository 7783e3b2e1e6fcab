//! Where a newcomer stands among those who are there.

use super::keys::rank_among;
use super::room::{Key, Room};
use crate::explain::Decided;
use crate::market::{HouseholdId, PoolId, RankClass};
use crate::priority::Score;
use crate::programme::nursery::ChildIndex;

impl Room {
    /// The rank class of a newcomer with this key in a pool.
    pub(super) fn rank(&self, decided: &Decided<'_>, pool: PoolId, key: Key<'_>) -> RankClass {
        rank_among(&self.market, pool, &key, self.ties, |c| self.key(decided, c))
    }

    /// The place of a newcomer in the list over all households: by the best score of its children, then the lottery.
    pub(super) fn precedence(
        &self,
        decided: &Decided<'_>,
        best: Option<(Score<'_>, u64, ChildIndex)>,
    ) -> u32 {
        let before = |h: &HouseholdId| {
            let children = decided.market.children(*h).map(|c| c.index() as ChildIndex);
            let own = children
                .filter_map(|c| {
                    Some((decided.round.general_score(c)?, decided.compiled.draws[c as usize], c))
                })
                .min();
            match (own, best) {
                (None, _) => false,
                (Some(_), None) => true,
                (Some(own), Some(best)) => own < best,
            }
        };
        self.in_order.partition_point(before) as u32 * 2
    }
}
