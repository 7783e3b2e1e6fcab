//! `proof.json`: written, read, replayed; and refused for exactly its reason when something in it is changed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, unreachable_pub)]

#[path = "../support/mod.rs"]
mod support;

mod corrupted;
mod hostile;
mod round_trip;
mod town;
