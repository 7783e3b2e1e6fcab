//! Why a round came out as it did: cut-offs, waiting lists, reasons, and what differs between two decisions.
//!
//! Everything starts from [`Decided`], a round with its allocation and the order of priority it was decided by, and
//! holds for any allocation: a stable one, one from a rule that knows envy, or one typed by hand. What the order of
//! priority cannot justify is said openly ([`ReasonCode::FreeSeat`], [`ReasonCode::Envy`]).
//!
//! | question | answer |
//! |---|---|
//! | how far down did a pool admit? | [`cut_offs`] |
//! | who comes next if a seat comes free? | [`waiting_lists`] |
//! | why not this wish? | [`reasons`], [`reasons_of`], in words [`Reason::text`] |
//! | why this decision? | [`main_reasons`] |
//! | who sits there with fewer points, and by which rule? | [`reversals`] |
//! | what would have sufficed for a wish? | [`counterfactual`] |
//! | why is no allocation stable, and who blocks? | [`conflict`] |
//! | who moved between two decisions? | [`compare`] |
//! | who gets a seat, by kind of household? | [`fairness`] |
//! | the same for after-school clubs, slot by slot | [`club`] |
//! | the same for day services, by date and time | [`daily`] |
//! | what of an official count is shown, what can be published? | [`count_rows`] |
//! | which groups have to be kept back, so that small ones cannot be worked out? | [`suppress`] |
//!
//! Nursery rounds have no facility-wide limits, so a wish fails only in pools; that is what is explained here.

pub mod club;
mod code;
mod compare;
pub mod conflict;
pub mod counterfactual;
mod cutoffs;
pub mod daily;
mod decided;
pub mod fairness;
mod household;
mod official;
mod phrase;
mod reason;
mod reasons;
mod reversal;
mod reversal_rule;
pub mod suppress;
#[cfg(test)]
mod tests;
mod texts;
mod waiting;

pub use code::ReasonCode;
pub use compare::{Change, ChangeKind, Comparison, Got, OutcomeRow, Seat, Side, compare};
pub use cutoffs::{CutOff, cut_offs};
pub use decided::Decided;
pub use official::{CountRow, Figure, count_rows};
pub use phrase::Phrase;
pub use reason::{DecidedBy, Obstacle, Reason};
pub use reasons::{main_reasons, reasons, reasons_of};
pub use reversal::{Reversal, reversals};
pub use reversal_rule::ReversalRule;
pub use texts::{decision_text, reserve_name};
pub use waiting::{Waiting, waiting_lists};
