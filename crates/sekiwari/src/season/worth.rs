//! What one more of something would have served, in the same season.

use super::decide::decide;
use super::demand::Demand;
use super::item::{Item, items, with};
use super::{SeasonError, SeasonOptions, Tally};

/// What each item gains in each way, in child-days served; by item, then way. Every item is decided anew on the same requests;
/// nothing is estimated.
pub(super) fn gains(
    demand: &Demand,
    options: &SeasonOptions,
    today: &[Tally],
) -> Result<Vec<(Item, Vec<i64>)>, SeasonError> {
    let market = &demand.compiled.market;
    let gain = |item: Item| {
        let more = with(market, item)?;
        let gains = options.ways.iter().zip(today).map(|(&way, today)| {
            let decided = decide(demand, &more, way, options)?;
            let served = Tally::of(demand, &more, &decided).total().served;
            Ok(served as i64 - today.total().served as i64)
        });
        Ok((item, gains.collect::<Result<_, SeasonError>>()?))
    };
    items(&demand.round, market).into_iter().map(gain).collect()
}
