//! The tables of a decided club round.

mod columns;
mod decisions;
mod places;
mod tables;

pub use columns::{
    CLUB_ALLOCATION, CLUB_CUTOFFS, CLUB_DISTRICTS, CLUB_REASONS, CLUB_REVERSALS, CLUB_ROUTES, CLUB_TABLES,
    CLUB_WAITLIST,
};
pub use tables::{ClubTables, write_club_tables};
