//! What an allocation reaches, stage by stage.

use crate::market::{Allocation, Market, Stage};

/// The value of an allocation in every stage: what its households' outcomes are worth, added up. More is better in all of
/// them. Cost: the claims given, times the stages.
///
/// ```
/// use sekiwari::market::{Allocation, FacilityId, MarketBuilder, RankClass, Stage};
/// use sekiwari::verify::stage_values;
///
/// let mut b = MarketBuilder::new();
/// let household = b.add_household(0);
/// let child = b.add_child(household);
/// for _ in 0..2 {
///     let pool = b.add_pool(FacilityId::new(0), 1);
///     let claimant = b.add_claimant(child, pool, RankClass::new(1));
///     b.add_wish(household, &[claimant]);
/// }
/// let market = b.build().unwrap();
/// let second = Allocation::from_ranks([Some(2)]);
/// assert_eq!(stage_values(&market, &second, Stage::DEFAULT), [1, -2]);
/// ```
pub fn stage_values(market: &Market, allocation: &Allocation, stages: &[Stage]) -> Vec<i64> {
    let of = |stage: &Stage| {
        let value = |h| stage.value(market, h, allocation.wish(market, h));
        market.households().map(value).sum()
    };
    stages.iter().map(of).collect()
}
