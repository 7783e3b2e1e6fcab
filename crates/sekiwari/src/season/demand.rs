//! The requests of one season: who asks for what on which day, when, and what will become of it.

use super::chance::{Chance, Of};
use super::examples::Examples;
use super::rates::{Rates, place};
use super::{SeasonError, SeasonOptions};
use crate::priority::Lottery;
use crate::programme::daily::round::{RequestRow, State};
use crate::programme::daily::{Compiled, Impossible, Round, Service, Weekdays, compile};
use jiff::civil::{Date, DateTime};
use std::collections::BTreeSet;

/// What a family does that has a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Intent {
    /// It comes.
    Comes,
    /// It cancels on the morning of the day.
    Cancels,
    /// It does not come, without a word.
    NoShow,
}

/// What is drawn for a request.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Drawn {
    /// The day of the period.
    pub day: u32,
    /// The service asked for.
    pub service: Service,
    /// What the family does if it has a place.
    pub intent: Intent,
    /// When it cancels, for the order of cancellations on a day: smaller is earlier.
    pub notice: f64,
    /// Whether it can still come if it waits and is called on the day.
    pub reachable: bool,
    /// Whether it is made on the day itself, after the deadline.
    pub late: bool,
    /// Why it can never be given, whoever else comes; `None` if it could.
    pub never: Option<Impossible>,
}

/// A season: its requests as a round of their own, compiled, with what is drawn for each.
pub struct Demand {
    /// The round with the requests of the season instead of its own; request *i* is market request *i*.
    pub round: Round,
    /// The market.
    pub compiled: Compiled,
    /// By request.
    pub drawn: Vec<Drawn>,
}

impl Demand {
    /// Draws a season. Every draw belongs to a child, a day and the season alone: with one child more, all others ask as before.
    ///
    /// A child asks for at most one service on a day, illness before everything else. What it asks for (sites, session, reason,
    /// disease) is that of a request of the round for the same service: of the same kind of child and weekday where there is one.
    ///
    /// # Errors
    /// [`SeasonError::Round`] if there are too many requests for one market.
    pub fn draw(
        round: &Round,
        rates: &Rates,
        options: &SeasonOptions,
        season: u32,
    ) -> Result<Self, SeasonError> {
        let chance = Chance::new(options.seed, season);
        let examples = Examples::new(round, rates);
        let mut rows = Vec::new();
        let mut drawn = Vec::new();
        let mut off = BTreeSet::new();
        for day in 0..round.days() {
            for child in 0..round.children().len() as u32 {
                let Some(service) = asks(round, rates, chance, child, day) else { continue };
                let Some(example) = examples.pick(round, rates, service, child, day, chance) else {
                    continue;
                };
                let id = format!("S{:08}", rows.len());
                let mut row = request(round, options, example, id, child, day, chance);
                if service == Service::Holiday {
                    row.rest_day = rest_day(round, child, day, chance, &mut off);
                }
                drawn.push(Drawn {
                    day,
                    service,
                    late: row.requested_at.is_some_and(|at| at.date() == row.dates[0]),
                    ..family(options, chance, child, day)
                });
                rows.push(row);
            }
        }
        let mut data = round.data().clone();
        data.requests = rows;
        let round = Round::new(data).map_err(|errors| SeasonError::of(&errors))?;
        let lottery = Lottery::new(options.seed.wrapping_add(u64::from(season)));
        let compiled = compile(&round, lottery).map_err(|errors| SeasonError::of(&errors))?;
        for (r, drawn) in (0..).zip(&mut drawn) {
            drawn.never = never(&round, r);
        }
        Ok(Self { round, compiled, drawn })
    }
}

/// What stands against a request that can be given nowhere: of all its wishes what comes nearest.
fn never(round: &Round, request: u32) -> Option<Impossible> {
    let mut nearest = None;
    for (site, date) in round.combinations(request) {
        match round.offers_for(request, site, date) {
            Ok(_) => return None,
            Err(causes) => nearest = nearest.into_iter().chain(causes.first()).min(),
        }
    }
    nearest
}

/// The first service that a child asks for on a day.
fn asks(round: &Round, rates: &Rates, chance: Chance, child: u32, day: u32) -> Option<Service> {
    let order = [Service::Sick, Service::Convalescent, Service::Holiday, Service::Temporary];
    order.into_iter().find(|&service| {
        let draw = chance.unit(Of::Asks, child, day, place(service) as u32);
        draw < rates.on(round, service, child, day)
    })
}

/// What the family does.
fn family(options: &SeasonOptions, chance: Chance, child: u32, day: u32) -> Drawn {
    let draw = chance.unit(Of::Intent, child, day, 0);
    let intent = if draw < options.cancelled {
        Intent::Cancels
    } else if draw < options.cancelled + options.no_show {
        Intent::NoShow
    } else {
        Intent::Comes
    };
    Drawn {
        day,
        service: Service::Temporary,
        intent,
        notice: chance.unit(Of::Notice, child, day, 0),
        reachable: chance.unit(Of::Reach, child, day, 0) < options.reachable,
        late: false,
        never: None,
    }
}

fn request(
    round: &Round,
    options: &SeasonOptions,
    example: &RequestRow,
    id: String,
    child: u32,
    day: u32,
    chance: Chance,
) -> RequestRow {
    let date = round.date_of(day);
    RequestRow {
        id,
        child,
        service: example.service,
        dates: vec![date],
        session: example.session,
        reason: example.reason,
        disease: disease(round, options, example, child, day, chance),
        note: example.note,
        both_work: example.both_work,
        rest_day: None,
        sites: example.sites.clone(),
        together: None,
        requested_at: Some(requested(options, example.service, date, child, day, chance)),
        state: State::Open,
    }
}

/// By the weights of the options, else that of the example.
fn disease(
    round: &Round,
    options: &SeasonOptions,
    example: &RequestRow,
    child: u32,
    day: u32,
    chance: Chance,
) -> Option<u32> {
    let weights = &options.diseases;
    if example.disease.is_none() || weights.is_empty() {
        return example.disease;
    }
    let mut left = chance.unit(Of::Disease, child, day, 0) * weights.iter().map(|w| w.1).sum::<f64>();
    let found = weights.iter().find(|(_, weight)| {
        left -= weight;
        left < 0.0
    });
    let id = &found.or(weights.last())?.0;
    let position = round.diseases().iter().position(|d| d.id == *id);
    position.map(|d| d as u32).or(example.disease)
}

/// Temporary and holiday care days ahead; for the sick the day before, or early on the day.
fn requested(
    options: &SeasonOptions,
    service: Service,
    date: Date,
    child: u32,
    day: u32,
    chance: Chance,
) -> DateTime {
    let days = match service {
        Service::Temporary | Service::Holiday => 1 + chance.below(Of::Lead, child, day, options.lead_days),
        Service::Sick | Service::Convalescent => {
            u32::from(chance.unit(Of::Lead, child, day, 0) >= options.same_day)
        }
    };
    let ahead = date.checked_sub(jiff::Span::new().days(days)).unwrap_or(date);
    // In seconds: 9 to 17 h on days before, 5 to 7 h on the day itself.
    let (from, seconds) = if days == 0 { (5, 2 * 3600) } else { (9, 8 * 3600) };
    let second = chance.below(Of::Time, child, day, seconds);
    let (hour, minute, second) = (from + second / 3600, second / 60 % 60, second % 60);
    ahead.at(hour as i8, minute as i8, second as i8, 0)
}

/// A working day within a week that the child has not named yet.
fn rest_day(
    round: &Round,
    child: u32,
    day: u32,
    chance: Chance,
    off: &mut BTreeSet<(u32, Date)>,
) -> Option<Date> {
    let date = round.date_of(day);
    let near = (-7..=7_i64).filter_map(|days| date.checked_add(jiff::Span::new().days(days)).ok());
    let free = near.filter(|&d| {
        d != date && Weekdays::WORKING.contains(d) && !round.is_holiday(d) && !off.contains(&(child, d))
    });
    let free: Vec<Date> = free.collect();
    let last = u32::try_from(free.len()).ok().filter(|&n| n > 0)?;
    let chosen = free[chance.below(Of::RestDay, child, day, last) as usize];
    off.insert((child, chosen));
    Some(chosen)
}
