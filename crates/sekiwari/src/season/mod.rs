//! A season of day services, drawn again and again: what each way of giving the places serves, and what one more seat, teacher,
//! nurse or room would be worth.
//!
//! | step | where |
//! |---|---|
//! | how much is asked for, who cancels, who does not come | [`SeasonOptions`], [`Rates`] |
//! | the requests of a season, drawn from seed and number | [`Demand`] |
//! | who gets a place, and who is there in the end | [`decide()`] by a [`Way`] |
//! | the same with one more of something | [`Item`] |
//! | many seasons together | [`simulate()`] |
//!
//! **Common random numbers.** The requests of a season, and what becomes of each family that has a place, are drawn once and
//! are the same for all ways and with one more of anything; what differs is the way alone.
//!
//! **A day.** Requests are made before the day or early on its morning. A family that has a place cancels in the morning,
//! does not come without a word, or comes. A season is the period of the round; services, calendar, staff and rooms are those
//! of the round.

mod batch;
mod chance;
mod decide;
mod demand;
mod desk;
mod door;
mod error;
mod examples;
mod item;
mod morning;
mod options;
mod rates;
mod report;
mod risk;
mod simulate;
mod tally;
pub mod today;
mod worth;

pub use decide::{Decided, Fate, decide};
pub use demand::{Demand, Drawn, Intent};
pub use error::SeasonError;
pub use item::{Item, ItemKind, items};
pub use options::{SeasonOptions, Way};
pub use rates::{AGES, Rates, age_of};
pub use report::{OfferReport, Report, ServiceReport, Spread, UnmetReport, WayReport, WorthReport};
pub use risk::{Booked, risk};
pub use simulate::simulate;
pub use tally::{Counts, Tally, Use};

#[cfg(test)]
mod tests;
