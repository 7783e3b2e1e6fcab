//! Whole club rounds against an oracle that knows the definitions only.
//!
//! | module | gives |
//! |---|---|
//! | [`town`] | tiny rounds from a seed, with everything that a club round may contain |
//! | [`oracle`] | seats, lists, order, feasible assignments and blocking families, counted from the rows |
//! | [`both`] | a round as the library and as the oracle see it |
//! | [`small`] | rounds written down in a few lines |
//! | [`properties`] | the library against the oracle, over many towns |
//! | [`traces`] | the order of rows and the names of things leave no trace |
//! | [`cases`] | cases small enough to work out by hand |
//! | [`regressions`] | the smallest rounds that once came out wrong |

#[path = "../support/dice.rs"]
#[allow(unreachable_pub)]
mod dice;

mod both;
mod cases;
mod oracle;
mod properties;
mod regressions;
mod small;
mod town;
mod traces;
