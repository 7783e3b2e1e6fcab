//! Scenarios: edits to a round.
//!
//! The edits of one scenario are a set: their order says nothing, and two that speak of one thing contradict each other. They
//! take effect together, in this order: facilities close, open and move; seats, teachers and limits change; applicants become
//! more or fewer; then families change their lists ([`super::behaviour`]). Several scenarios are applied one after the other,
//! each to the round that the one before left.
//!
//! | edit | what it does |
//! |---|---|
//! | [`Open`] | adds a facility with seats; children stated list it |
//! | [`Close`] | takes a facility away with all that names it; who holds a seat there is released, or the edit is refused |
//! | [`Resize`] | seats of a class, or of classes that share seats |
//! | [`LimitChange`] | the capacity of a limit (teachers, area) over several classes |
//! | [`TeachersChange`] | teachers of a facility whose seats can be worked out from teachers and rooms |
//! | [`Move`] | another place for a facility |
//! | [`Demand`] | more or fewer applicants of a class and district, drawn |
//!
//! [`RuleChanges`] name another rule or point table; the caller decides by it.

mod apply;
mod case;
mod check;
mod close;
mod demand;
mod edit;
mod fault;
mod lists;
mod open;
mod rows;

pub use apply::{Applied, Families, apply};
pub use case::Case;
pub use check::check;
pub use edit::{
    Amount, Close, Demand, Edit, Growth, LimitChange, Move, NewLimit, Open, Resize, RuleChanges, Scenario,
    StatedWish, TeachersChange,
};
pub use fault::{Fault, FaultKind, NoListing};
pub use lists::Relisted;

#[cfg(test)]
pub(in crate::siting) mod tests;
