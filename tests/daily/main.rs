//! Whole rounds of day services: worked by hand, and tiny ones at random that both judges look at.
//!
//! | module | gives |
//! |---|---|
//! | [`small`] | rounds written down in a few lines, decided and judged |
//! | [`cases`] | cases small enough to work out by hand |
//! | [`month`] | tiny rounds from a seed, with everything that a round may contain |
//! | [`properties`] | solver, judge of the market and judge of the round agree; reasons and waiting lists hold |
//! | [`spoilt`] | decisions spoilt in one way each, which the judge of the round must refuse |
//! | [`large`] | a month of a city |
//! | [`coverage`] | that the random rounds contain what is hard |
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, unreachable_pub)]

#[path = "../support/dice.rs"]
mod dice;

mod cases;
mod coverage;
mod large;
mod month;
mod properties;
mod small;
mod spoilt;
