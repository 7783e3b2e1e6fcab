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

/// The market of a synthetic city round scored by points alone, without tie keys: ties come from equal points.
pub fn city_by_points(children: u32, seed: u64) -> Compiled {
    let mut data = generate(&Options::new(children, seed));
    data.tie_names.clear();
    data.scores.iter_mut().for_each(|s| s.ties = Box::default());
    compiled(&Round::new(data).expect("synthetic rounds are valid"))
}
