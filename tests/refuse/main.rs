//! Broken rounds: each is the good round with one change, and must be refused with exactly the right finding at exactly the
//! right place. Doubtful rounds must be accepted with exactly the right warning.

// Helpers of tests outside test functions.
#![allow(clippy::unwrap_used)]

mod base;
mod cells;
mod doubtful;
mod files;
mod good;
mod lists;
mod settings;
mod siblings;
