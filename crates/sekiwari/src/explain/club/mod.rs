//! Why a club round came out as it did, slot by slot.
//!
//! | question | answer |
//! |---|---|
//! | how full is each weekday of each season, how far down was admitted? | [`cut_offs`] |
//! | who comes next at a club? | [`waiting_lists`] |
//! | why not this club on these days? | [`reasons`], [`reasons_of`], in words [`Reason::text`] |
//! | why this decision? | [`main_reasons`], [`decision_text`] |
//! | what would have sufficed for a club? | [`counterfactual`] |
//! | who sits there and stands lower, by which key and which rule? | [`reversals`] |
//! | what differs between two decisions? | [`side`] of each, then [`super::compare`] |
//! | how do the districts fare? | [`districts`] |
//!
//! Everything is counted from the seats that the children have, not from the pools of the market, which leave out what they
//! need not say.

pub mod counterfactual;
mod cutoffs;
mod decided;
mod districts;
mod reasons;
mod reversal;
mod side;
mod texts;
mod waiting;

pub use cutoffs::{CutOff, cut_offs};
pub use decided::{Decided, SeatsOn, Sitting, Standing};
pub use districts::{DistrictRow, districts};
pub use reasons::{DecidedBy, FullDay, Reason, main_reasons, reasons, reasons_of};
pub use reversal::{Reversal, reversals};
pub use side::side;
pub use texts::{days_text, decision_text, key_name, place_text};
pub use waiting::{Waiting, waiting_lists};
