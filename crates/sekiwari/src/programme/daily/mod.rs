//! Day services (日単位の保育): temporary, holiday, sick and convalescent care. A seat is a date and a session, several limits
//! bind at once, and a round is a booking period decided at its deadline.
//!
//! [`RoundData`] is what the tables say; [`Round::new`] checks it and freezes it in a canonical order, with a calendar of what
//! is open; [`compile`] turns it into a [`crate::market::day::DayMarket`]; [`Compiled::decisions`] reads an answer back.

mod calendar;
mod caps;
mod compile;
pub mod decided;
mod decision;
mod eligibility;
pub mod holidays;
mod impossible;
#[cfg(test)]
pub(crate) mod made;
pub mod round;
mod service;
mod weekdays;

pub use calendar::{Calendar, OpenDay, Shut};
pub use caps::{CapUse, caps_used};
pub use compile::{Compiled, OpeningOf, QuotaOf, compile};
pub use decision::{Decision, Place};
pub use impossible::{Impossible, Impossibles};
pub use round::{Round, RoundData, RoundError};
pub use service::Service;
pub use weekdays::{NoWeekdays, Weekdays};
