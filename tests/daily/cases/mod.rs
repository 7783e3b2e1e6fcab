//! Rounds small enough to work out by hand; each says what it shows.

mod calendar;
mod caps;
mod order;
mod people;
mod sick;
mod staff;
mod told;
mod waiting;
