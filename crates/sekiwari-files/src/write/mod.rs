//! Writing: folders appear whole or not at all.

mod round;

pub use round::{RoundSettings, WriteRoundError, write_round};
