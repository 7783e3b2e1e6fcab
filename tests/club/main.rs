//! Whole club rounds against an oracle that knows the definitions only.
//!
//! | module | gives |
//! |---|---|
//! | [`town`] | tiny rounds from a seed, with everything that a club round may contain |
//! | [`oracle`] | seats, lists, order, feasible assignments and blocking families, counted from the rows |
//! | [`both`] | a round as the library and as the oracle see it |
//! | [`small`] | rounds written down in a few lines |
//! | [`properties`] | the library against the oracle, over many towns |
//! | [`reversals`] | who sits where somebody would rather be who stands higher |
//! | [`traces`] | the order of rows and the names of things leave no trace |
//! | [`sufficed`] | what would have sufficed, confirmed by deciding changed rounds |
//! | [`coverage`] | that the towns contain what is hard |
//! | [`cases`] | cases small enough to work out by hand |
//! | [`regressions`] | the smallest rounds that once came out wrong |
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, unreachable_pub)]

#[path = "../support/dice.rs"]
mod dice;

mod both;
mod cases;
mod coverage;
mod oracle;
mod properties;
mod regressions;
mod reversals;
mod small;
mod sufficed;
mod town;
mod traces;
