//! The judge on hand-made cases.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, unreachable_pub)]

#[path = "../support/mod.rs"]
mod support;

mod blocking;
mod claims;
mod corpus;
mod scale;
mod texts;
mod town;
