//! The door: tables in, tables out.

pub mod write;
