//! Synthetic rounds: for tests, benchmarks and demonstrations, without anybody's data.
//!
//! - [`generate`] makes a round of any size from [`Options`], calibrated on published figures ([`calibration`]);
//! - [`from_listings`] makes a round whose stable result agrees exactly with published listings per facility and class;
//! - [`soja`] makes the shipped sample round of a small city;
//! - [`single_market`] makes a large market of single children directly;
//! - [`knotted_market`] makes small markets where often nothing is stable;
//! - [`SimulatedYear`] makes a fiscal year of rounds, and what happens between them;
//! - [`clubs`] makes a round of after-school clubs of any size as tables, [`soja_clubs`] the shipped one;
//! - [`daily`] makes a month of day services of any size as tables, [`soja_daily`] the shipped one;
//! - [`day_market`] makes a month of day services as a market;
//! - [`circumstances`] makes guardians and facts for the families of a round, for rulebooks.
//!
//! Everything is whole numbers and one seeded generator: the same arguments give the same bytes on any machine.

pub mod calibration;
mod circumstances;
mod clubs;
mod conditions;
mod daily;
mod day_market;
mod draw;
mod families;
mod generate;
mod knots;
mod listings;
mod lists;
mod options;
mod scores;
mod single;
pub mod soja;
mod town;
mod year;

pub use circumstances::circumstances;
pub use clubs::{CLUB_APPLICANTS, ClubTables, Table, clubs, soja_clubs};
pub use conditions::CONDITIONS;
pub use daily::{DAILY_REQUESTS, DailyTables, daily, soja_daily};
pub use day_market::{DayOptions, day_market};
pub use generate::generate;
pub use knots::{KnotOptions, knotted_market};
pub use listings::{Contradiction, ListingError, ListingOptions, ListingReport, from_listings};
pub use options::Options;
pub use single::single_market;
pub use year::{SimulatedYear, YearOptions};
