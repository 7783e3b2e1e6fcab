//! The door of sekiwari: everything that reads what offices have and writes what they need.
//!
//! Reading goes **bytes -> text ([`decode`]) -> tables ([`table`]) -> values ([`normalise`]) -> [`round`]**; whatever is odd
//! on the way becomes a [`finding`], all of them at once, each with a code, a place and what to do.
//! Outputs go through [`write`](mod@write), come back through [`results`], and are held against their round by [`review`].

pub mod access;
mod any;
pub mod candidates;
pub mod club;
pub mod clubs_open_data;
pub mod daily;
pub mod decode;
pub mod districts;
pub mod finding;
pub mod letters;
pub mod listings;
pub mod marks;
pub mod normalise;
pub mod plan;
pub mod report;
pub mod results;
pub mod review;
pub mod round;
pub mod rulebook;
pub mod scenario;
pub mod sweep;
pub mod table;
pub mod workbook;
pub mod write;
pub mod years;

pub use any::{AnyRound, read_any, read_any_files};

#[cfg(test)]
mod testing;
