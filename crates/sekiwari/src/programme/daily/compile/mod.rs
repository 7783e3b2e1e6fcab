//! From a round of day services to a market.
//!
//! | round | market |
//! |---|---|
//! | service of a site on a date on which it is open | opening |
//! | request, or those that come together | request, one member each |
//! | combination of a site and a date | stay, in the order of the family; what can never be given is left out |
//! | place of a combination in the family's list | rank, counted over all combinations |
//! | confirmed request | fixed request with its first stay |
//! | cap of a child in a week or month, if it could be broken | quota in tenths of a day |
//! | two requests of a child at one time | quota of one for every slot |
//! | reason, residence, time of the request | need, home, time |
//! | day off in return for holiday care | seat freed at a service of regular seats |
//!
//! Where a service has regular seats that are free on the day, holiday care is decided before everything else, as who stays
//! at home in return leaves one.

mod limits;
mod quotas;

pub use quotas::QuotaOf;

use super::Service;
use super::round::{ChildIndex, DiseaseRule, Enrolled, OfferIndex, RequestIndex, RequestRow, Round, State};
use crate::market::day::{
    DayMarket, DayMarketBuilder, DayMarketError, Freed, Handling, Illness, Keys, Member, NewRequest, NewStay,
};
use crate::priority::Lottery;
use jiff::civil::date;

const NONE: u32 = u32::MAX;

/// The number of an illness that is not named.
const UNNAMED: u16 = u16::MAX;

/// What an opening is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpeningOf {
    /// The service of the site.
    pub offer: OfferIndex,
    /// The day of the period.
    pub day: u32,
}

/// A round compiled to a market. Market request `i` is group `i` of [`Round::groups`], its members in the order of the group.
#[derive(Clone, Debug, PartialEq)]
pub struct Compiled {
    /// The market.
    pub market: DayMarket,
    /// What each opening is, by service, then day.
    pub openings: Vec<OpeningOf>,
    /// What each quota counts.
    pub quotas: Vec<QuotaOf>,
    /// The lottery draw of every request.
    pub draws: Vec<u64>,
    days: u32,
    opening_at: Vec<u32>,
}

impl Compiled {
    /// The opening of a service on a day of the period; `None` where it is closed.
    pub fn opening(&self, offer: OfferIndex, day: u32) -> Option<u32> {
        Some(self.opening_at[offer as usize * self.days as usize + day as usize]).filter(|&o| o != NONE)
    }
}

/// The stays of a market request, with the day of each.
struct Combined {
    stays: Vec<NewStay>,
    days: Vec<u32>,
}

/// Compiles a round. `lottery` orders requests that are equal otherwise. Cost: linear in the combinations that are asked for,
/// the openings, and sorting.
///
/// # Errors
/// [`DayMarketError`]s for a round too large for 32-bit ids. A [`Round`] is otherwise always a valid market.
pub fn compile(round: &Round, lottery: Lottery) -> Result<Compiled, Vec<DayMarketError>> {
    let mut builder = DayMarketBuilder::new(round.rules().slots());
    builder.set_keys(Keys(round.rules().order.clone()));
    let days = round.days();
    let mut openings = Vec::new();
    let mut opening_at = vec![NONE; round.offers().len() * days as usize];
    for offer in 0..round.offers().len() as u32 {
        for day in 0..days {
            if round.calendar().at(offer, day).is_ok() {
                let limits = limits::limits(round, offer, round.date_of(day));
                let opening = builder.add_opening(offer, day, limits);
                opening_at[offer as usize * days as usize + day as usize] = opening;
                openings.push(OpeningOf { offer, day });
            }
        }
    }
    add_uses(round, &mut builder);
    let at = |offer: u32, day: u32| opening_at[offer as usize * days as usize + day as usize];
    let mut requests: Vec<Combined> = round.groups().iter().map(|group| combine(round, group, at)).collect();
    let quotas = quotas::add(round, &mut requests, &mut builder);
    let draws: Vec<u64> = round.requests().iter().map(|r| lottery.draw(&r.id)).collect();
    let turns = turns(round, &draws);
    let spare = round.offers().iter().any(|o| o.spare);
    for ((group, combined), turn) in round.groups().iter().zip(requests).zip(turns) {
        let rows = || group.iter().map(|&r| &round.requests()[r as usize]);
        let first = &round.requests()[group[0] as usize];
        let resident = |r: &RequestRow| round.children()[r.child as usize].resident;
        let request = builder.add_request(NewRequest {
            stage: u8::from(spare && first.service != Service::Holiday),
            fixed: first.state == State::Confirmed,
            need: rows().map(|r| r.reason).min().unwrap_or(0),
            home: u8::from(!rows().any(resident)),
            time: rows().map(time).max().unwrap_or(i64::MAX),
            turn,
            members: group.iter().map(|&r| member(round, r)).collect(),
            stays: combined.stays,
        });
        if spare && first.service == Service::Holiday {
            for row in rows() {
                if let Some(freed) = freed(round, request, row, at) {
                    builder.add_freed(freed);
                }
            }
        }
    }
    let market = builder.build()?;
    Ok(Compiled { market, openings, quotas, draws, days, opening_at })
}

/// The child of the market whose uses are counted: one for each kind of service where they are counted apart.
pub(super) fn user(round: &Round, child: ChildIndex, service: Service) -> u32 {
    if round.rules().uses_by_service {
        child * Service::FAMILIES as u32 + service.family() as u32
    } else {
        child
    }
}

fn add_uses(round: &Round, builder: &mut DayMarketBuilder) {
    let users = round.children().len() * if round.rules().uses_by_service { Service::FAMILIES } else { 1 };
    let mut uses = vec![0u32; users];
    for row in round.usage() {
        let count = if row.date.is_some() { 1 } else { row.uses };
        let at = &mut uses[user(round, row.child, row.service) as usize];
        *at = at.saturating_add(count);
    }
    for (user, uses) in (0..).zip(uses).filter(|u| u.1 > 0) {
        builder.set_uses(user, uses);
    }
}

/// The stays of those who come together: wherever all of them can be.
fn combine(round: &Round, group: &[RequestIndex], at: impl Fn(u32, u32) -> u32) -> Combined {
    let mut combined = Combined { stays: Vec::new(), days: Vec::new() };
    let fixed = round.requests()[group[0] as usize].state == State::Confirmed;
    for ((site, date), rank) in round.combinations(group[0]).zip(1..) {
        let Some(day) = round.day_of(date) else { continue };
        let offers = if fixed {
            round.can_be_confirmed(group[0], site, date).map(|found| vec![found])
        } else {
            round.offers_for(group[0], site, date)
        };
        for (offer, slots) in offers.unwrap_or_default() {
            let together = |&r: &RequestIndex| {
                if fixed { true } else { round.offer_takes(r, offer, date).is_ok() }
            };
            if group[1..].iter().all(together) {
                combined.stays.push(NewStay { opening: at(offer, day), slots, rank, takes: Vec::new() });
                combined.days.push(day);
            }
        }
        if fixed {
            break;
        }
    }
    combined
}

fn member(round: &Round, request: RequestIndex) -> Member {
    let row = &round.requests()[request as usize];
    let child = &round.children()[row.child as usize];
    let sick = matches!(row.service, Service::Sick | Service::Convalescent);
    let illness = match row.disease {
        // Who asks for sick care has something, and sits in a room.
        None => sick.then_some(Illness { disease: UNNAMED, handling: Handling::Mix }),
        Some(disease) => {
            let handling = match round.diseases()[disease as usize].rule {
                DiseaseRule::Mix => Handling::Mix,
                DiseaseRule::Separate => Handling::Separate,
                DiseaseRule::Alone | DiseaseRule::Excluded => Handling::Alone,
            };
            Some(Illness { disease: disease as u16, handling })
        }
    };
    Member {
        child: user(round, row.child, row.service),
        // A child without a class is in no stay.
        class: round.class_on(row.child, row.dates[0]).unwrap_or(0),
        load: child.load,
        illness,
    }
}

/// Seconds since 1970; last of all where it is not known.
fn time(row: &RequestRow) -> i64 {
    row.requested_at.map_or(i64::MAX, |at| {
        let days = i64::from((at.date() - date(1970, 1, 1)).get_days());
        days * 86_400 + i64::from(at.hour()) * 3600 + i64::from(at.minute()) * 60 + i64::from(at.second())
    })
}

/// For every group its place by the smallest draw of its requests.
fn turns(round: &Round, draws: &[u64]) -> Vec<u32> {
    let groups = round.groups();
    // Requests of different groups differ in their position, should two draws ever be equal.
    let smallest = |g: usize| groups[g].iter().map(|&r| (draws[r as usize], r)).min();
    let mut order: Vec<usize> = (0..groups.len()).collect();
    order.sort_by_cached_key(|&g| smallest(g));
    let mut turns = vec![0; groups.len()];
    for (turn, g) in (0..).zip(order) {
        turns[g] = turn;
    }
    turns
}

/// The seat that a child leaves at its own site on its day off in return: at the first service of regular seats there that is
/// open and has seats for its class.
fn freed(round: &Round, request: u32, row: &RequestRow, at: impl Fn(u32, u32) -> u32) -> Option<Freed> {
    let rest = row.rest_day?;
    let day = round.day_of(rest)?;
    let Enrolled::At(site) = round.children()[row.child as usize].enrolled else { return None };
    let class = round.class_on(row.child, rest)?;
    round.offers_at(site).filter(|&o| round.offers()[o as usize].spare).find_map(|offer| {
        let open = round.calendar().at(offer, day).ok().filter(|open| open.classes & (1 << class) != 0)?;
        Some(Freed { request, opening: at(offer, day), class, slots: open.open })
    })
}

#[cfg(test)]
mod tests;
