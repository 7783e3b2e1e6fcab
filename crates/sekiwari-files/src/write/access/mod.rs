//! What is written of access to seats by small area.

mod columns;
mod document;
mod map;
mod tables;

pub use columns::{ACCESS, ACCESS_EFFECTS, ACCESS_FACILITIES, ACCESS_TABLES};
pub use document::{
    AccessBandJson, AccessFacilityJson, AccessFacts, AccessFiguresJson, AccessJson, AccessRowJson,
    AccessScenarioJson, AccessSeatsJson, AccessSide, AccessSideJson, AccessWaysJson,
};
pub use map::ACCESS_MAP;
pub use tables::{access_effects, write_access};
