//! A plan over years: cohorts grow older, families come and go, sites open, and every year is decided by the rule itself.
//!
//! | file | what |
//! |---|---|
//! | `assume` | how many children come, come back and stay |
//! | `places` | places of every facility and class, and who has them already |
//! | `people` | who applies in a year: those who wait, holders who want to move, and new families |
//! | `horizon`, `outlook` | one year after the other: applicants, seats, sites, decision; what that comes to |
//! | `schedule` | which site opens when, and what limits it |
//! | `desk` | the search for the schedule with fewest waiting, or the cheapest that reaches a number |
//!
//! # How a year follows on another
//!
//! Who got a seat keeps it and moves up a class; the oldest go to school. Who got none comes back a year older with the same list and points.
//! New families are drawn from those of this round, class by class and district by district, as many as births and moves say. As the
//! applicants of this round are new ones and such as waited before, the new ones of a class are taken to be its applicants less those who wait
//! a class below today: last year is taken to have been like this one. Open seats are places less those who have them.
//!
//! **Not in it.** Points stay those of this round, also for who has waited a year; nobody new applies to move; brothers and sisters do
//! not follow a child that got its seat in an earlier year. All of it is an outlook under assumptions, not a forecast with an error known.

mod assume;
mod desk;
mod horizon;
mod outlook;
mod people;
mod places;
mod schedule;

pub use assume::{Assumptions, Births, Moves};
pub use desk::{Goal, Planned, YearDesk, YearEffort};
pub use horizon::Horizon;
pub use outlook::{Outlook, YearCount};
pub use places::Enrolled;
pub use schedule::{Opening, Schedule, YearLimits};

#[cfg(test)]
mod tests;
