//! A fiscal year (年度): rounds in a row, and what happens between them.
//!
//! [`Event`]s are what an office enters in its book.
mod event;

pub use event::*;
