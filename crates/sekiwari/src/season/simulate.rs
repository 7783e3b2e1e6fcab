//! Many seasons, each drawn once and decided in every way.

use super::decide::decide;
use super::demand::Demand;
use super::rates::Rates;
use super::report::{Report, Season};
use super::{SeasonError, SeasonOptions, Tally, worth};
use crate::programme::daily::Round;
use rayon::prelude::*;

/// Draws the seasons of a round and decides each in every way; `done` is called after each season, from any thread.
///
/// The same round and options give the same report, whatever the number of threads. Cost: for each season and way one decision of
/// a period's requests; with `worth` once more for each service and each limit it has.
///
/// # Errors
/// [`SeasonError`] for options that cannot be, or a season too large to be decided.
pub fn simulate(
    round: &Round,
    options: &SeasonOptions,
    done: &(dyn Fn() + Sync),
) -> Result<Report, SeasonError> {
    options.check()?;
    let known = |id: &String| round.diseases().iter().any(|d| d.id == *id);
    if !options.diseases.iter().all(|d| known(&d.0)) {
        return Err(SeasonError::Option { name: "diseases", why: "one that the round does not know" });
    }
    let rates = Rates::of(round, options);
    let season = |number: u32| {
        let demand = Demand::draw(round, &rates, options, number)?;
        let market = &demand.compiled.market;
        let mut tallies = Vec::with_capacity(options.ways.len());
        for &way in &options.ways {
            let decided = decide(&demand, market, way, options)?;
            tallies.push(Tally::of(&demand, market, &decided));
        }
        let gains = if options.worth { worth::gains(&demand, options, &tallies)? } else { Vec::new() };
        done();
        Ok(Season { tallies, gains })
    };
    let seasons: Vec<Result<Season, SeasonError>> =
        (0..options.seasons).into_par_iter().map(season).collect();
    let seasons = seasons.into_iter().collect::<Result<Vec<Season>, SeasonError>>()?;
    Ok(Report::of(options, &seasons))
}
