//! The library against brute force on thousands of tiny markets.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, unreachable_pub)]

#[path = "../support/mod.rs"]
mod support;

mod anew;
mod builder;
mod certificates;
mod conflict;
mod cutoff;
mod exact;
mod flexible;
mod frontier;
mod judge;
mod marginal;
mod max_placement;
mod mechanisms;
mod oracle;
mod ranked;
mod restore;
mod ties;
mod unchanged;
mod weak;
mod witnesses;
