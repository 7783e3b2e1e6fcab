//! What is written of sweeps.

mod columns;
mod document;
mod tables;

pub use columns::{AXES, SWEEP, SWEEP_GROUPS, SWEEP_RUNS, SWEEP_TABLES};
pub use document::{SweepFigureJson, SweepJson, SweepPointJson, SweepShardJson, SweepTodayJson};
pub use tables::{write_sweep, write_sweep_shard};
