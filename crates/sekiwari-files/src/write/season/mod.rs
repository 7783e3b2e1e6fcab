//! What is written of simulated seasons of day services.

mod columns;
mod document;
mod tables;

pub use columns::{SEASON_TABLES, SEASON_UNMET, SEASON_WORTH};
pub use document::{
    SeasonCountsJson, SeasonFacts, SeasonJson, SeasonOptionsJson, SeasonSiteJson, SeasonUnmetJson,
    SeasonWayJson, SeasonWorthJson, SpreadJson,
};
pub use tables::write_season;
