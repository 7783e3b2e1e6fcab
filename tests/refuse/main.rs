//! Broken rounds: each is the good round with one change, and must be refused with exactly the right finding at exactly the
//! right place. Doubtful rounds must be accepted with exactly the right warning.

// Helpers of tests outside test functions.
#![allow(clippy::unwrap_used, clippy::panic)]

mod base;
mod capacity;
mod cells;
mod club;
mod conditions;
mod daily;
mod districts;
mod doubtful;
mod families;
mod files;
mod good;
mod lists;
mod reserves;
mod rulebooks;
mod settings;
mod siblings;
mod survey;
