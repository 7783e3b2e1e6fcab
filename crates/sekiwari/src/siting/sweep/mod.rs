//! Sweeps: one table over many scenarios.
//!
//! A [`Grid`] has axes (seats here, growth there, popularity, the lottery); each place on an axis is a scenario, another rule, or nothing
//! at all, and a *point* of the grid is one place on every axis. Scenarios of a point are applied one after the other in
//! the order of the axes. What is drawn is drawn again and again, with the same numbers at every point (common random numbers: Conway 1963;
//! Glasserman and Yao 1992), so that differences between points are not those of their luck. A *job* is one draw of one point: the changed round is
//! compiled, decided and judged, and its figures are counted ([`Tally`]).
//!
//! | question | where |
//! |---|---|
//! | which points and jobs there are, and whose share a job is | [`Grid`], [`Jobs`], [`Shard`] |
//! | do the scenarios fit the round and one another | [`unfit`] |
//! | what one job does, and what it leaves to the next | [`Point::evaluate`], [`Kept`] |
//! | what is counted of it | [`Tally`], [`Scopes`] |
//! | all of them, on all cores | [`run()`] |
//! | what they come to | [`Summary`] |
//!
//! Results belong to job numbers, so neither threads nor machines nor the order of finishing leave a trace.

mod fit;
mod grid;
mod kept;
mod point;
mod run;
mod summary;
mod tally;

pub use fit::{Told, unfit};
pub use grid::{Grid, Jobs, Shard};
pub use kept::Kept;
pub use point::{Point, Refusal, Step, Stuck};
pub use run::run;
pub use summary::Summary;
pub use tally::{Scopes, Tally};

#[cfg(test)]
mod tests;
