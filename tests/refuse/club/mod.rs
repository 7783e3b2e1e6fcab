//! Rounds of clubs.

mod base;
mod good;
mod rulebooks;
