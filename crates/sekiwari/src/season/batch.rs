//! Everything asked for by the evening before is decided together, day by day, by the order of the round.

use super::SeasonError;
use super::desk::{Accept, Desk};
use crate::exact::day::{DayOptions, DayRule, solve};
use crate::market::day::{DayMarketBuilder, NewRequest};

/// Gives the places of a season. Uses of a child and what it took of its caps count from day to day.
pub(super) fn book(desk: &mut Desk<'_>) -> Result<(), SeasonError> {
    let mut uses: Vec<u32> = desk.market.uses().to_vec();
    let mut taken = vec![0u32; desk.market.quotas().len()];
    for stage in desk.stages() {
        let mut queue = desk.queue(stage);
        let drawn = &desk.demand.drawn;
        queue.sort_by_key(|&r| drawn[r as usize].day);
        for day in queue.chunk_by(|&a, &b| drawn[a as usize].day == drawn[b as usize].day) {
            let early: Vec<u32> = day.iter().copied().filter(|&r| !drawn[r as usize].late).collect();
            together(desk, &early, &uses, &taken)?;
            // What is left is for those who come after the deadline, by time.
            for &r in day {
                if desk.given[r as usize].is_none() {
                    desk.ask(r, Accept::WhatFits);
                }
                count(desk, r, &mut uses, &mut taken);
            }
        }
        desk.free(stage);
    }
    Ok(())
}

/// What a request that is granted uses.
fn count(desk: &Desk<'_>, r: u32, uses: &mut [u32], taken: &mut [u32]) {
    let request = desk.market.request(r as usize);
    let Some(stay) = desk.given[r as usize] else { return };
    for member in request.members() {
        if let Some(uses) = uses.get_mut(member.child as usize) {
            *uses += 1;
        }
    }
    for &(quota, amount) in request.stay(stay as usize).takes {
        taken[quota as usize] += amount;
    }
}

/// Decides requests of one day.
fn together(desk: &mut Desk<'_>, requests: &[u32], uses: &[u32], taken: &[u32]) -> Result<(), SeasonError> {
    let market = desk.market;
    let mut builder = DayMarketBuilder::new(market.slots());
    builder.set_keys(market.keys().clone());
    // Openings, quotas and children are numbered as they come.
    let (mut openings, mut quotas) = (Vec::<u32>::new(), Vec::<u32>::new());
    let mut children = Vec::<u32>::new();
    let place = |all: &mut Vec<u32>, id: u32| {
        let at = all.iter().position(|&known| known == id);
        let place = at.unwrap_or_else(|| {
            all.push(id);
            all.len() - 1
        });
        (place as u32, at.is_none())
    };
    for &r in requests {
        let mut request = NewRequest::from(market.request(r as usize));
        for stay in &mut request.stays {
            let (opening, new) = place(&mut openings, stay.opening);
            if new {
                let of = &market.openings()[stay.opening as usize];
                builder.add_opening(of.site, of.date, desk.limits[stay.opening as usize].clone());
            }
            stay.opening = opening;
            for (quota, _) in &mut stay.takes {
                let (own, new) = place(&mut quotas, *quota);
                if new {
                    let most = market.quotas()[*quota as usize].most;
                    builder.add_quota(most.saturating_sub(taken[*quota as usize]));
                }
                *quota = own;
            }
        }
        for member in &mut request.members {
            let before = uses.get(member.child as usize).copied().unwrap_or(0);
            (member.child, _) = place(&mut children, member.child);
            builder.set_uses(member.child, before);
        }
        builder.add_request(NewRequest { stage: 0, fixed: false, ..request });
    }
    let day = builder.build().map_err(|errors| SeasonError::of(&errors))?;
    let options = DayOptions { rule: DayRule::Priority, ..DayOptions::default() };
    let solution = solve(&day, &options).map_err(|e| SeasonError::of(&[e]))?;
    for (&r, given) in requests.iter().zip(&solution.answer.given) {
        if let Some(given) = given {
            desk.give(r, given.stay);
        }
    }
    Ok(())
}
