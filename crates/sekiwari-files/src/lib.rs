//! The door: tables in, tables out.

pub mod listings;
pub mod write;
