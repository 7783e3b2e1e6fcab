//! After-school clubs (放課後児童クラブ): school children by grade, on chosen weekdays and in chosen seasons.
//!
//! A seat is a place at a club on one weekday of one season. A child takes one on each of its days at once, so a wish claims
//! several pools.

pub mod capacity;
mod days;
pub mod division;
mod grade;
pub mod need;
mod season;

pub use days::{Day, Days};
pub use grade::Grade;
pub use season::{Season, Seasons};
