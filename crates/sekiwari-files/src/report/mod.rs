//! The page a planner opens: one HTML file made from output folders alone, without the round, without scripts, without
//! network.
//!
//! Data flows **folders ([`read_report`]) -> what may be shown (`hidden`) -> sections -> page**. The first folder is one of
//! `allocate`; the others ([`BesideKind`]) become sections in the order given. Every text from the input is escaped and its
//! direction isolated; children and households are not named. The page depends on the bytes of the files and the options and on
//! nothing else.

mod charts;
mod error;
mod hidden;
mod numbers;
mod page;
mod parts;
mod places;
mod read;
mod sections;
mod source;
#[cfg(test)]
mod tests;
mod words;
mod write;

pub use error::ReportError;
pub use read::{Beside, Decision, Report, ReportOptions, read_report};
pub use source::{BesideKind, FileDigest};
pub use write::write_report;

/// The page's file in an output folder.
pub const REPORT: &str = "report.html";
