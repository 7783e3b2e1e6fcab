//! Made-up rounds of after-school clubs, as tables.
//!
//! - [`soja_clubs`] is the shipped sample: the school districts of a small city and what is published about its clubs;
//! - [`clubs`] makes a city of any size, with a map.
//!
//! Both give the texts of the tables, so that they stand beside what an office would hand in.

mod children;
mod city;
mod general;
mod map;
mod score;
mod seats;
mod soja;
mod tables;

pub use general::clubs;
pub use soja::{CLUB_APPLICANTS, soja_clubs};
pub use tables::{ClubTables, Table};
