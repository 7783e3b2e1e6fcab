//! The facts and scores of a club round.
//!
//! A list holds a club on several lines where a child accepts fewer days. Points are by club: nothing here differs between the
//! lines of one club, and the rank of a wish counts clubs, not lines.

mod facts;
mod scored;
mod view;

#[cfg(test)]
pub(crate) use facts::DERIVED;
pub use facts::facts_of;
pub use scored::score_rows;
