//! The facts and scores of a nursery round.

mod facts;
mod scored;
mod view;

#[cfg(test)]
pub(crate) use facts::DERIVED;
pub use facts::facts_of;
pub use scored::score_rows;
