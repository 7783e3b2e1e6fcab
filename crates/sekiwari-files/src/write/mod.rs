//! Writing: everything an allocation leaves behind (tables, `result.json`, and the folder they stand in), and rounds.
//! Folders appear whole or not at all.

mod allocation;
mod cell;
mod columns;
mod cutoffs;
mod folder;
mod outputs;
mod reasons;
mod reference;
mod result_json;
mod round;
mod table;
#[cfg(test)]
mod tests;
mod timings;
mod waitlist;

pub use cell::{guard, unguard};
pub use columns::{ALLOCATION, CUTOFFS, Column, OutputTable, REASONS, TABLES, WAITLIST};
pub use folder::{OutputError, OutputFolder};
pub use outputs::{OutputTables, write_tables};
pub use reference::{outputs_reference, schemas};
pub use result_json::{
    BoundsJson, ENGINE, ObjectiveJson, ResultFacts, ResultJson, ResultStatus, StatisticsJson,
};
pub use round::{RoundSettings, WriteRoundError, write_round};
pub use timings::{StepSeconds, TimingsJson};
