//! Seasons small enough to count by hand, and what always holds.
#![allow(clippy::unwrap_used)]

mod cases;
mod properties;

use super::{Decided, Demand, Rates, SeasonOptions, Way, decide};
use crate::programme::daily::Round;
use crate::programme::daily::made::{child, june, request};
use crate::programme::daily::round::RoundData;
use jiff::civil::date;

/// A week with one seat at site A, and `children` who would all come every day.
fn one_seat(children: u32) -> RoundData {
    let mut data = june();
    data.period = (date(2026, 6, 1), date(2026, 6, 5));
    data.offers.truncate(1);
    data.offers[0].seats = Some(1);
    data.children = (0..children).map(|c| child(&format!("C{c}"))).collect();
    data.requests =
        (0..children).map(|c| request(&format!("Q{c}"), c, &[date(2026, 6, 1 + c as i8 % 5)])).collect();
    data
}

/// Everybody asks every day.
fn everybody() -> SeasonOptions {
    SeasonOptions { demand: 1000.0, seasons: 3, reachable: 1.0, ..SeasonOptions::default() }
}

fn drawn(data: RoundData, options: &SeasonOptions) -> Demand {
    let round = Round::new(data).unwrap();
    Demand::draw(&round, &Rates::of(&round, options), options, 0).unwrap()
}

fn decided(demand: &Demand, way: Way, options: &SeasonOptions) -> Decided {
    decide(demand, &demand.compiled.market, way, options).unwrap()
}
