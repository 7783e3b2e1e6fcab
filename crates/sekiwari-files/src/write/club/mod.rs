//! The tables of a decided club round.

mod columns;
mod decisions;
mod figures;
mod need;
mod places;
mod sufficed;
mod tables;
mod units;

pub use columns::{
    CLUB_ALLOCATION, CLUB_CUTOFFS, CLUB_DISTRICTS, CLUB_NEEDS, CLUB_REASONS, CLUB_REVERSALS, CLUB_ROUTES,
    CLUB_SHORTFALLS, CLUB_SUFFICED, CLUB_TABLES, CLUB_UNITS, CLUB_WAITLIST,
};
pub use need::{ClubsJson, CostJson, DistrictChildrenJson, NeedJson, ShortfallJson, write_clubs};
pub use sufficed::{
    ClubLineJson, ClubLooserTermsJson, ClubMorePointsJson, ClubMoreSeatsJson, ClubSeatsJson,
    ClubSufficedChildJson, ClubSufficedJson, ClubSufficedLineJson, write_club_sufficed,
};
pub use tables::{ClubTables, write_club_tables};
pub use units::{ClubUnitsJson, UnitJson, UnitsJson, write_units};
