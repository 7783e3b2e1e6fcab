//! Rulebooks: how a city makes the points of a child, as data.
//!
//! A [`Rulebook`] holds **components** (what is compared, in order), **groups** of **items** that count for them, and **tie
//! keys**. An item holds if its condition does; conditions ask about the [`Attribute`]s of a reason, guardian, household,
//! child, or child at a facility, and are typed before anything runs. [`Facts`] are what is known about a round;
//! [`Rulebook::score`] makes the scores of all children, [`Rulebook::itemise`] the lines behind one of them.
//!
//! | step | from | to |
//! |---|---|---|
//! | items of a group | points of those that hold | [`Combine`]: sum, best, worst, best plus k for each further one |
//! | groups of one reason | | added; ranks: the best |
//! | reasons of a guardian | | [`OfReasons`]: sum, best, the main one; then the guardian's own items |
//! | guardians | with what stands for a missing one | [`Across`]: sum, mean, worst, best, pair of letters |
//! | household, child, facility | the above | items add points, or set and lift ranks |
//!
//! All numbers are integers in thousandths. Nothing is unknown by accident: a comparison with an unknown number is false.

mod attribute;
mod book;
mod catalogue;
mod check;
mod compile;
mod counts;
mod data;
mod error;
mod expression;
mod facts;
mod guardians;
mod level;
mod line;
mod program;
mod rounds;
mod score;
#[cfg(test)]
mod tests;
mod words;

pub use attribute::{Attribute, Schema, Slot, Source, ValueKind};
pub use book::{MOST_POINTS, MOST_TIMES, Rulebook};
pub use catalogue::REASONS;
pub use counts::ItemCount;
pub use data::{
    Across, Combine, Component, Effect, Group, Item, Missing, OfReasons, RulebookData, Scale, TieKey,
};
pub use error::{Fault, Part, RulebookError};
pub use expression::{Comparison, Expr, ExprFault, Node};
pub use facts::{Facts, FactsBuilder};
pub use level::Level;
pub use line::{Itemised, Line, Origin};
pub use program::UNKNOWN;
pub use rounds::Rounds;
pub use score::Scores;
pub use words::Words;
