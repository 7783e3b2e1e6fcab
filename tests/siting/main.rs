//! Where new sites go: the classical objectives, and by the rule itself.
//!
//! | module | gives |
//! |---|---|
//! | [`spec`] | tiny problems with everything that an instance may contain, and larger ones |
//! | [`oracle`] | every objective over all sets of sites |
//! | [`small`] | all solvers against the oracle |
//! | [`unproven`] | searches cut short |
//! | [`published`] | instances with known optima |
//! | [`refused`] | what the builder refuses |
//! | [`towns`] | tiny rounds with sites that may be built there |
//! | [`selection`] | the choice of sites against every choice and every allocation |
//! | [`years`] | the years after tiny rounds: what no schedule may change, and what must add up |
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, unreachable_pub, dead_code)]

#[path = "../support/mod.rs"]
mod support;

use support::dice;

mod oracle;
mod published;
mod refused;
mod selection;
mod small;
mod spec;
mod towns;
mod unproven;
mod years;
