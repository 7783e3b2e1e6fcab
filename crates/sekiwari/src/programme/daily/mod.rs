//! Day services (日単位の保育): temporary, holiday, sick and convalescent care. A seat is a date and a session, several limits
//! bind at once, and a round is a booking period decided at its deadline.
//!
//! Compiles to a [`crate::market::day::DayMarket`].

pub mod round;
mod service;
mod weekdays;

pub use service::Service;
pub use weekdays::{NoWeekdays, Weekdays};
