//! Where a newcomer stands among those who are there.

use super::room::{Key, Room};
use crate::explain::Decided;
use crate::market::{ClaimantId, HouseholdId, PoolId, RankClass};
use crate::mechanism::Ties;
use crate::priority::Score;
use crate::programme::nursery::ChildIndex;

impl Room {
    /// The rank class of a newcomer with this key in a pool.
    pub(super) fn rank(&self, decided: &Decided<'_>, pool: PoolId, key: Key<'_>) -> RankClass {
        let order = self.market.pool_claimants(pool);
        let before = |&c: &ClaimantId| {
            self.market.claimant(c).rank.is_held() || self.key(decided, c).is_before(&key, self.ties)
        };
        let at = order.partition_point(before);
        let last = at.checked_sub(1).map_or(0, |i| self.market.claimant(order[i]).rank.get());
        // Equals share a class where the lottery does not part them.
        let equal =
            |c: &&ClaimantId| self.ties == Ties::Weak && self.key(decided, **c).class() == key.class();
        match order.get(at).filter(equal) {
            Some(&c) => self.market.claimant(c).rank,
            None => RankClass::new(last + 1),
        }
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
