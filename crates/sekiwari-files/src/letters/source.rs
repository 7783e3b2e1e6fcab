//! What the letters of any programme are made from.

use super::{LetterFacts, LetterKind, LetterSet};
use minijinja::Value;
use std::fmt::Debug;

/// A decided round whose families are written to.
pub(super) trait Source: Debug + Send + Sync {
    /// Its letters.
    fn set(&self) -> LetterSet;

    /// What all its letters say.
    fn facts(&self) -> &LetterFacts<'_>;

    /// The name of the round.
    fn round_name(&self) -> &str;

    /// The children, by id.
    fn children(&self) -> &[u32];

    /// The ids of a child and of its household.
    fn ids(&self, child: u32) -> (&str, &str);

    /// Which letter a child gets.
    fn kind(&self, child: u32) -> LetterKind;

    /// Whether its letter says how to appeal.
    fn tells_appeal(&self, child: u32) -> bool;

    /// The values of the letter of a child, in the language at this place of those it was made with.
    fn values(&self, child: u32, speaker: usize) -> Value;
}
