//! Made-up rounds of day services, as tables.
//!
//! - [`soja_daily`] is the shipped sample: what is published about the sick-care room of a small city, and invented sites;
//! - [`daily`] makes a city of any size.
//!
//! Both give the texts of the tables, so that they stand beside what an office would hand in.

mod children;
mod requests;
mod sites;
mod soja;
mod tables;

pub use soja::{DAILY_REQUESTS, soja_daily};
pub use tables::DailyTables;

use crate::draw::{Draw, Stream};
use sites::City;

/// A month of day services in a city with so many sites (at least six) and so many requests: three in five sites for
/// temporary care, a tenth for holiday care, a fifth for sick children, the others for children who are getting better.
///
/// Guarantees: the same arguments give the same texts on any machine; every child is of an age that its sites take, and
/// registered where that is asked for. Cost: linear in sites, days and requests.
pub fn daily(sites: u32, requests: u32, seed: u64) -> DailyTables {
    let mut draw = Draw::new(seed, Stream::DayTown);
    let city = City::made_up(sites.max(6), requests, &mut draw);
    tables::round("作りものの市 日単位の保育 2026年5月", &city, requests, seed)
}
