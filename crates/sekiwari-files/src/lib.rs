//! The door of sekiwari: everything that reads what offices have and writes what they need.
//!
//! Reading goes **bytes -> text ([`decode`]) -> tables ([`table`]) -> values ([`normalise`])**; whatever is odd on the way
//! becomes a [`finding`], all of them at once, each with a code, a place and what to do.

pub mod decode;
pub mod finding;
pub mod normalise;
pub mod round;
pub mod table;

#[cfg(test)]
mod testing;
