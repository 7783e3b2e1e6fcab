//! Access to seats by small area: held against all pairs, worked by hand, and what areas may tell.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod all_pairs;
mod by_hand;
mod town;
