//! Programmes: each kind of care with its own words. A programme compiles its applications to a
//! [`crate::market::Market`] and reads the answer back.

pub mod circumstances;
pub mod club;
pub mod daily;
pub mod nursery;
mod outcome;
pub mod siblings;

pub use outcome::PlacementKind;
