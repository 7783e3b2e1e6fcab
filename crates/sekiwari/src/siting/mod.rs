//! Siting: what other facilities, seats, teachers, children or rules would do to a round.
//!
//! | question | where |
//! |---|---|
//! | what is changed | [`scenario`]: typed edits, applied to a checked round |
//! | what families would list then | [`behaviour`]: nobody, everybody near, or as their lists say of them |
//! | what comes of it | [`effect`]: the baseline beside the scenario, over all draws |
//! | which sites seat most children, by the rule | [`selection`]: candidates with sizes, costs and teachers, proven or with a bound |
//! | which sites when, as children grow older | [`years`]: cohorts, births and moves, every year decided by the rule |
//! | the same over a grid of scenarios | [`sweep`]: one table, on all cores |
//! | who can reach a seat today, by small area | [`access`]: distances and seats per child |
//! | which places are near, whatever the rule | [`location`]: the objectives that siting tools know, proven |
//!
//! The answer comes from the rule of the round: a changed round is a round, compiled, decided and judged like any other.

pub mod access;
pub mod behaviour;
mod chance;
pub mod effect;
pub mod location;
mod rule;
pub mod scenario;
pub mod selection;
pub mod sweep;
pub mod years;

pub use chance::Draw;
pub use rule::{Judged, Rule, Undecided};
