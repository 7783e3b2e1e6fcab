//! One season decided in one way: what becomes of every request.

use super::demand::{Demand, Intent};
use super::desk::{Accept, Desk};
use super::{SeasonError, SeasonOptions, Way, batch, door, morning};
use crate::explain::daily::Cause;
use crate::market::day::{DayMarket, Slots};

/// What becomes of a request. Each has exactly one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// The child was there, in this stay of the request.
    Served(u32),
    /// It had a place and cancelled on the day.
    Cancelled,
    /// It had a place and did not come.
    NoShow,
    /// It had a place beyond the limits, came, and there was none.
    TurnedAway,
    /// It never had a place, for this cause when it asked.
    Unmet(Cause),
}

/// A season decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// By request.
    pub fates: Vec<Fate>,
    /// The stay that each request was given, whatever became of it.
    pub given: Vec<Option<u32>>,
    /// Regular seats that were free as a child stays at home in return for holiday care: the opening and when.
    pub freed: Vec<(u32, Slots)>,
}

/// Decides a season. `market` is that of `demand`, or the same with larger limits.
///
/// # Errors
/// Never for a market that belongs to `demand`.
pub fn decide(
    demand: &Demand,
    market: &DayMarket,
    way: Way,
    options: &SeasonOptions,
) -> Result<Decided, SeasonError> {
    if market.requests().len() != demand.drawn.len() {
        return Err(SeasonError::Round("a market of other requests".to_owned()));
    }
    let mut desk = Desk::new(demand, market);
    match way {
        Way::Batch => batch::book(&mut desk)?,
        Way::FirstCome | Way::Waitlist => desk.book(Accept::WhatFits),
        Way::Overbooking => desk.book(Accept::AtRisk { risk: options.risk, comes: options.comes() }),
    }
    if way == Way::Waitlist {
        morning::call(&mut desk);
    }
    let turned_away = match way {
        Way::Overbooking => door::turned_away(&desk),
        _ => Vec::new(),
    };
    let mut fates = Vec::with_capacity(demand.drawn.len());
    for (r, drawn) in (0..).zip(&demand.drawn) {
        fates.push(match (desk.given[r as usize], drawn.intent) {
            (None, _) => Fate::Unmet(desk.refused[r as usize].unwrap_or(Cause::Order)),
            (Some(_), Intent::Cancels) => Fate::Cancelled,
            (Some(_), Intent::NoShow) => Fate::NoShow,
            (Some(_), Intent::Comes) if turned_away.binary_search(&r).is_ok() => Fate::TurnedAway,
            (Some(stay), Intent::Comes) => Fate::Served(stay),
        });
    }
    Ok(Decided { fates, given: desk.given, freed: desk.freed })
}
