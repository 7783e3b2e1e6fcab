//! Rounds shared by the benches.
#![allow(dead_code, clippy::expect_used, unreachable_pub)]

pub mod steps;

use sekiwari::priority::Lottery;
use sekiwari::programme::nursery::{Compiled, Round, compile, siblings::JointOptions};
use sekiwari_synth::{Options, generate};

/// A synthetic city round with the published mix of siblings and transfers.
pub fn round(children: u32, seed: u64) -> Round {
    Round::new(generate(&Options::new(children, seed))).expect("synthetic rounds are valid")
}

/// A compiled round.
pub fn compiled(round: &Round) -> Compiled {
    compile(round, Lottery::new(1), JointOptions::default()).expect("synthetic rounds compile")
}

/// The market of a synthetic city round.
pub fn city(children: u32, seed: u64) -> Compiled {
    compiled(&round(children, seed))
}
