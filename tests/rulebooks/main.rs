//! The rulebooks in `data/rulebooks`: each is read without an error, and gives the points of worked cases.

// Helpers of tests outside test functions.
#![allow(clippy::unwrap_used, clippy::panic)]

mod cities;
mod club;
mod combinations;
mod golden;
mod guide;
mod order;
mod round;
mod styles;
