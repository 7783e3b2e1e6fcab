//! Day services: the judge, and whatever is to answer such markets, against trying everything.
//!
//! | module | gives |
//! |---|---|
//! | [`spec`] | tiny markets with everything that a market may contain, drawn and shrunk |
//! | [`naive`] | what is feasible, as the documentation says it |
//! | [`oracle`] | the mechanisms word for word, over all assignments that there are |
//! | [`agree`] | holds an answer against the oracle and the judge |
//! | [`desk`] | the desk on the day, event by event |
//! | [`judge`] | the judge against [`naive`], on answers good and bad |
//! | [`corrupt`] | answers spoilt in one way each |
//! | [`recheck`] | the judge's rechecks against the oracle |
//! | [`solver`] | the solver against the oracle |
//! | [`coverage`] | that the markets drawn contain what is hard |
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, unreachable_pub, dead_code)]

#[path = "../support/mod.rs"]
mod support;

mod agree;
mod corrupt;
mod coverage;
mod desk;
mod judge;
mod naive;
mod oracle;
mod recheck;
mod solver;
mod spec;
