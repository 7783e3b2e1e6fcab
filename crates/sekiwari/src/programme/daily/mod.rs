//! Day services (日単位の保育): temporary, holiday, sick and convalescent care. A seat is a date and a session, several limits
//! bind at once, and a round is a booking period decided at its deadline.
//!
//! [`RoundData`] is what the tables say; [`Round::new`] checks it and freezes it in a canonical order.
//!
//! Compiles to a [`crate::market::day::DayMarket`].

pub mod holidays;
mod impossible;
pub mod round;
mod service;
mod weekdays;

pub use impossible::{Impossible, Impossibles};
pub use round::{Round, RoundData, RoundError};
pub use service::Service;
pub use weekdays::{NoWeekdays, Weekdays};
