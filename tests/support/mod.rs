//! Shared by the tests: small markets written down plainly, generators of them, and a brute-force oracle.
//!
//! | module | gives |
//! |---|---|
//! | [`spec`] | `Spec`: a market as plain numbers, built into a `Market` through its public builder and read back |
//! | [`generators`] | proptest strategies of tiny `Spec`s, and allocations and submissions for them |
//! | [`brute_force`] | feasibility, blocking wishes, all stable allocations and the optimum, by trying everything |
//! | [`certifier`] | certificates for tiny markets, by trying everything |
//! | [`tamper`] | certificates changed at random |
//!
//! Include it in a test crate with `#[path = "../support/mod.rs"] mod support;`.

// Each test crate uses its own part of this.
#![allow(dead_code, unreachable_pub)]

pub mod brute_force;
pub mod certifier;
pub mod dice;
pub mod generators;
mod mend;
pub mod reserves;
pub mod spec;
pub mod tamper;

use proptest::test_runner::{Config, RngSeed};

/// The proptest configuration of all property tests: `cases` cases from a fixed seed, so that a run can be repeated.
/// `PROPTEST_RNG_SEED` gives another seed and `PROPTEST_CASES` another number of cases.
pub fn config(cases: u32) -> Config {
    let default = Config::default();
    let rng_seed = match default.rng_seed {
        RngSeed::Random => RngSeed::Fixed(20_260_401),
        fixed => fixed,
    };
    let cases = if std::env::var_os("PROPTEST_CASES").is_some() { default.cases } else { cases };
    Config { cases, rng_seed, failure_persistence: None, ..default }
}
