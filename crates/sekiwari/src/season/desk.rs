//! Where requests are taken one by one: who has a place, and why others have none.

use super::demand::Demand;
use super::risk::{Booked, risk};
use crate::exact::day::{Blocked, Standing};
use crate::explain::daily::{Cause, Limit};
use crate::market::day::{DayMarket, Limits, Slots};
use crate::programme::daily::{Impossible, QuotaOf};

/// Which requests are taken.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Accept {
    /// Those that fit.
    WhatFits,
    /// Also those with which the probability that more come than fit is at most `risk`.
    AtRisk { risk: f64, comes: f64 },
}

/// The places of a season as they are given.
pub(super) struct Desk<'a> {
    pub(super) demand: &'a Demand,
    pub(super) market: &'a DayMarket,
    pub(super) standing: Standing<'a>,
    /// Limits with the seats that are freed.
    pub(super) limits: Vec<Limits>,
    pub(super) freed: Vec<(u32, Slots)>,
    /// The stay that each request is given; stays there when it cancels.
    pub(super) given: Vec<Option<u32>>,
    pub(super) refused: Vec<Option<Cause>>,
}

impl<'a> Desk<'a> {
    pub(super) fn new(demand: &'a Demand, market: &'a DayMarket) -> Self {
        let requests = demand.drawn.len();
        Self {
            demand,
            market,
            standing: Standing::new(market),
            limits: market.openings().iter().map(|o| o.limits.clone()).collect(),
            freed: Vec::new(),
            given: vec![None; requests],
            refused: vec![None; requests],
        }
    }

    /// The stages, in order: holiday care first where it frees regular seats.
    pub(super) fn stages(&self) -> Vec<u8> {
        let mut stages: Vec<u8> = self.market.requests().map(|r| r.stage()).collect();
        stages.sort_unstable();
        stages.dedup();
        stages
    }

    /// The requests of a stage by the time they are made.
    pub(super) fn queue(&self, stage: u8) -> Vec<u32> {
        let mut queue: Vec<(i64, u32, u32)> = (0..)
            .zip(self.market.requests())
            .filter(|(_, request)| request.stage() == stage)
            .map(|(r, request)| (request.time(), request.turn(), r))
            .collect();
        queue.sort_unstable();
        queue.into_iter().map(|q| q.2).collect()
    }

    /// Takes all requests in the order of their times.
    pub(super) fn book(&mut self, accept: Accept) {
        for stage in self.stages() {
            for r in self.queue(stage) {
                self.ask(r, accept);
            }
            self.free(stage);
        }
    }

    /// Takes a request or refuses it.
    pub(super) fn ask(&mut self, request: u32, accept: Accept) {
        let stay = self.standing.first_fit(request).or_else(|| self.beyond(request, accept));
        match stay {
            Some(stay) => self.give(request, stay),
            None => self.refused[request as usize] = Some(self.cause(request)),
        }
    }

    pub(super) fn give(&mut self, request: u32, stay: u32) {
        self.standing.place(request, stay);
        self.given[request as usize] = Some(stay);
        self.refused[request as usize] = None;
    }

    /// Seats that are free from now on as requests of a stage are granted.
    pub(super) fn free(&mut self, stage: u8) {
        for &freed in self.market.freed() {
            let by = self.market.request(freed.request as usize);
            if by.stage() != stage || self.given[freed.request as usize].is_none() {
                continue;
            }
            self.standing.free_seat(freed);
            self.freed.push((freed.opening, freed.slots));
            let limits = &mut self.limits[freed.opening as usize];
            let group = limits.groups.iter_mut().find(|g| g.classes & (1 << freed.class) != 0);
            for seats in limits.seats.iter_mut().chain(group.map(|g| &mut g.seats)) {
                freed.slots.iter().for_each(|slot| seats[slot] += 1);
            }
        }
    }

    /// The first stay beyond the limits whose risk is small enough.
    fn beyond(&self, request: u32, accept: Accept) -> Option<u32> {
        let Accept::AtRisk { risk: most, comes } = accept else { return None };
        // Without risk nothing is overbooked, also where nobody ever comes.
        if most <= 0.0 {
            return None;
        }
        let asked = self.market.request(request as usize);
        (0..).zip(asked.stays()).find_map(|(s, stay)| {
            let kept = |b: &Blocked| match b {
                Blocked::Quota(_) => true,
                Blocked::Limit(kind) => kind.is_of_rooms(),
            };
            let blocked = self.standing.blocked(request, s);
            if blocked.is_empty() || blocked.iter().any(kept) {
                return None;
            }
            let members = |r: u32, slots: Slots| {
                let members = self.market.request(r as usize).members().iter();
                members.map(move |&member| Booked { member, slots, comes })
            };
            let mut booked: Vec<Booked> = members(request, stay.slots).collect();
            for other in self.standing.here(stay.opening) {
                let at = self.standing.at(other)?;
                booked.extend(members(other, self.market.request(other as usize).stay(at as usize).slots));
            }
            let risk = risk(&self.limits[stay.opening as usize], stay.slots, &booked, most);
            (risk <= most).then_some(s)
        })
    }

    /// What keeps a request from the stay that comes nearest: the one with the fewest full limits.
    pub(super) fn cause(&self, request: u32) -> Cause {
        if let Some(never) = self.demand.drawn[request as usize].never {
            return Cause::Impossible(never);
        }
        let stays = 0..self.market.request(request as usize).stays_len() as u32;
        let blocked = stays.map(|stay| self.standing.blocked(request, stay));
        let nearest = blocked.filter(|b| !b.is_empty()).min_by_key(Vec::len);
        let limits = nearest.iter().flatten().map(|&b| self.limit(b)).min();
        limits.map_or(Cause::Impossible(Impossible::Class), Cause::Limit)
    }

    fn limit(&self, blocked: Blocked) -> Limit {
        match blocked {
            Blocked::Quota(q) => match self.demand.compiled.quotas[q as usize] {
                QuotaOf::Cap { .. } => Limit::Cap,
                QuotaOf::Elsewhere { .. } => Limit::Elsewhere,
            },
            Blocked::Limit(kind) => kind.into(),
        }
    }
}
