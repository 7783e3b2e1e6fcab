//! What is written of a decided round of day services.

mod calendar;
mod columns;
mod decisions;
mod proof;
mod result;
mod tables;

pub use columns::{
    DAILY_ALLOCATION, DAILY_CAP_USE, DAILY_CHANGES, DAILY_OPENINGS, DAILY_REASONS, DAILY_TABLES, DAILY_UNMET,
    DAILY_WAITLIST,
};
pub use proof::{
    DayLimitJson, DayProofJson, DayRefusalJson, DayRegionJson, DayRequestProofJson, RefusalKind,
};
pub use result::{DayChecksJson, DayFacts, DayProvenJson, DayResultJson, DayServiceJson};
pub use tables::{DailyTables, write_daily_changes, write_daily_tables};
