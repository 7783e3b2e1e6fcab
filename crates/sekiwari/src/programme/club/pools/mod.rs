//! The pools of a club round: no more than it takes.
//!
//! A slot (weekday of a season at a club) is a limit of its own. Most of them say nothing that others do not say:
//!
//! - Slots that the same lines of the lists need are one pool with the seats of the smallest.
//! - A slot whose lines all need another slot too, which has no more seats, never stops anybody whom the other one lets in, as
//!   long as everybody stands at both the same (who holds a seat in one holds one in the other). It needs no pool.
//!
//! Both are exact for seats and for priority: in the slot left out there are at least as many seats and at most as many
//! children ahead. Where two lines of one child would come to claim the same, a slot that tells them apart keeps its pool, so that
//! what a child got can be read from its seats.
//!
//! Days of a route are treated alike.

mod changed;
mod groups;
mod lines;

pub(crate) use changed::Layout;

use super::capacity::Slot;
use super::round::Round;
use super::{Days, SlotSet};
use crate::market::PoolId;
use groups::{Found, Groups};
use lines::{Line, Lines, day_of, season_of};

/// Where the seats of a pool are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PoolAt {
    /// At a club, on the days of the seasons that it speaks for.
    Club {
        /// The club.
        club: u32,
        /// The slots, as a set.
        slots: SlotSet,
    },
    /// On a route.
    Route {
        /// The route.
        route: u32,
        /// The days that it speaks for.
        days: Days,
    },
    /// Nowhere: the pool without seats that stands for wishes that a club can never give.
    Never {
        /// The club.
        club: u32,
    },
    /// Nowhere any more: what is held on days on which a child could not come anew, because the club is closed.
    Closed {
        /// The club.
        club: u32,
    },
}

/// A pool of a club round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pool {
    /// Where its seats are.
    pub at: PoolAt,
    /// Its seats, with those held by applicants.
    pub seats: u32,
}

/// The pools that every list entry needs.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ClubPools {
    start: Vec<u32>,
    pools: Vec<PoolId>,
    possible: Vec<bool>,
}

impl ClubPools {
    /// Finds the pools. Cost: per club its lines times the squared number of its slots over 64, at most 24 slots.
    pub(super) fn new(round: &Round) -> (Vec<Pool>, Self) {
        let lines = Lines::new(round);
        let mut needs: Vec<Vec<PoolId>> = vec![Vec::new(); round.list_len()];
        let mut pools = Vec::new();
        for (club, own) in (0..).zip(&lines.of_club) {
            for found in at_club(round, club, own, &[]) {
                add(&mut pools, &mut needs, PoolAt::Club { club, slots: found.slots() }, &found);
            }
            // A seat is kept, whatever the rows of units say about its days; it is told apart from a line for those that are left.
            let closed = |l: &&Line| {
                let e = round.entry(l.entry as usize);
                l.stay && round.slots(l.child, e.club, e.days).is_none()
            };
            let held = own.iter().filter(closed).map(|l| round.children()[l.child as usize].seats).sum();
            add_lines(&mut pools, &mut needs, PoolAt::Closed { club }, held, own.iter().filter(closed));
            let never = own.iter().filter(|l| !lines.possible[l.entry as usize]);
            add_lines(&mut pools, &mut needs, PoolAt::Never { club }, 0, never);
        }
        for (route, own) in (0..).zip(&lines.of_route) {
            for found in on_route(round, route, own, 0) {
                add(&mut pools, &mut needs, PoolAt::Route { route, days: found.days() }, &found);
            }
        }
        (pools, Self::from_needs(needs, lines.possible))
    }

    /// From the pools of every list entry, ascending, and whether it can be given at all.
    pub(super) fn from_needs(needs: Vec<Vec<PoolId>>, possible: Vec<bool>) -> Self {
        let mut start = vec![0];
        let mut flat = Vec::new();
        for own in needs {
            flat.extend(own);
            start.push(flat.len() as u32);
        }
        Self { start, pools: flat, possible }
    }

    /// The pools of a list entry, ascending.
    pub(super) fn of(&self, entry: usize) -> &[PoolId] {
        &self.pools[self.start[entry] as usize..self.start[entry + 1] as usize]
    }

    /// Whether an entry can be given at all.
    pub(super) fn is_possible(&self, entry: usize) -> bool {
        self.possible[entry]
    }
}

/// The pools of a club for some lines, with more seats in some slots.
fn at_club(round: &Round, club: u32, lines: &[Line], more: &[(Slot, u32)]) -> Vec<Found> {
    let seats = |key: u8| {
        let slot = Slot { club, season: season_of(key), day: day_of(key) };
        let added: u32 = more.iter().filter(|m| m.0 == slot).map(|m| m.1).sum();
        round.seats().get(slot).map_or(0, |s| s.open.saturating_add(added))
    };
    Groups::new(round, lines, seats).pools()
}

/// The pools of a route for some lines, with more seats.
fn on_route(round: &Round, route: u32, lines: &[Line], more: u32) -> Vec<Found> {
    let seats = round.routes()[route as usize].seats.saturating_add(more);
    Groups::new(round, lines, |_| seats).pools()
}

fn add(pools: &mut Vec<Pool>, needs: &mut [Vec<PoolId>], at: PoolAt, found: &Found) {
    let id = PoolId::new(pools.len() as u32);
    pools.push(Pool { at, seats: found.seats });
    found.entries.iter().for_each(|&e| needs[e as usize].push(id));
}

/// A pool for lines that need no slot, if there are any.
fn add_lines<'a>(
    pools: &mut Vec<Pool>,
    needs: &mut [Vec<PoolId>],
    at: PoolAt,
    seats: u32,
    lines: impl Iterator<Item = &'a Line>,
) {
    let found = Found { keys: Vec::new(), seats, entries: lines.map(|l| l.entry).collect() };
    if !found.entries.is_empty() {
        add(pools, needs, at, &found);
    }
}
