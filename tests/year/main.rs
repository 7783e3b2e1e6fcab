//! A fiscal year: the state from its events, the next round, cascades, and the turn of the year.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, unreachable_pub)]

mod april;
mod book;
mod cascade;
mod cases;
mod random;
mod refused;
mod reserved;
#[path = "../support/mod.rs"]
mod support;
mod town;
