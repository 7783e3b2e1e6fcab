//! The nursery programme: age classes, sibling conditions, compiling and reading back.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, unreachable_pub)]

#[path = "../support/mod.rs"]
mod support;

mod ages;
mod holders;
mod joint_lists;
mod plan;
mod reserved_cases;
mod reserves;
mod waiting;
