//! The official count of waiting children: rule by rule, against a naive recount, and with figures of real cities.

mod cities;
pub mod made;
mod offers;
mod published;
mod recount;
mod rules;
