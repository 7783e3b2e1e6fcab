//! What is said to have sufficed, held against rounds that are changed row by row, compiled, decided and judged from the start.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, unreachable_pub, dead_code)]

#[path = "../support/dice.rs"]
mod dice;

mod city;
mod confirm;
mod samples;
mod small;
