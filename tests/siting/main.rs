//! Where new sites go: the classical objectives.
//!
//! | module | gives |
//! |---|---|
//! | [`spec`] | tiny problems with everything that an instance may contain, and larger ones |
//! | [`oracle`] | every objective over all sets of sites |
//! | [`small`] | all solvers against the oracle |
//! | [`unproven`] | searches cut short |
//! | [`published`] | instances with known optima |
//! | [`refused`] | what the builder refuses |
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, unreachable_pub, dead_code)]

#[path = "../support/dice.rs"]
mod dice;

mod oracle;
mod published;
mod refused;
mod small;
mod spec;
mod unproven;
