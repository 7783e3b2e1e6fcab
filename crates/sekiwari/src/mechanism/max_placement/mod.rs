//! `max-placement`
mod augment;
mod lists;
mod prices;
mod seating;

use super::trivial_bounds;
use crate::market::{Allocation, Market, Outcome, Statistics, Status};
use augment::seat_most;
use lists::{Lists, NONE, Room, is_single};
use prices::Prices;
use seating::Seating;

/// Arcs looked at by the search for the smallest rank sum after which it is given up, per wish of the market.
pub const MAX_WORK_PER_WISH: u64 = 2_000;

/// Runs the rule.
pub fn run(market: &Market) -> Outcome {
    let single: Vec<bool> = market.households().map(|h| is_single(market, h)).collect();
    let lists = Lists::of_households(market, &single);
    let mut seating = Seating::new(&lists, Room::new(market), market.pools().len());
    let units = lists.units() as u32;
    let (holders, others): (Vec<u32>, Vec<u32>) = (0..units).partition(|&u| lists.must[u as usize]);
    let mut prices = Prices::new(&seating);
    let limit = MAX_WORK_PER_WISH * market.wish_count() as u64;
    let mut cut = false;
    for &u in holders.iter().chain(&others) {
        if prices.arcs > limit {
            cut = true;
            break;
        }
        prices.insert(&mut seating, u);
    }
    let mut statistics = Statistics { proposals: prices.arcs, ..Statistics::default() };
    if cut {
        statistics.proposals += seat_most(&mut seating, &holders) + seat_most(&mut seating, &others);
        statistics.gave_up = true;
    }
    let mut allocation = Allocation::empty(market);
    for u in (0..units).filter(|&u| seating.entry(u) != NONE) {
        allocation.set(crate::market::HouseholdId::new(lists.owner[u as usize]), Some(lists.place(u, seating.entry(u))));
    }
    let bounds = trivial_bounds(market);
    Outcome { allocation, status: Status::Feasible, bounds, placement_max: Some(seating.seated), statistics }
}

/// Most
pub fn most_seated_bound(market: &Market) -> u32 {
    let lists = Lists::of_children(market);
    let mut seating = Seating::new(&lists, Room::new(market).without_limits(), market.pools().len());
    let all: Vec<u32> = (0..lists.units() as u32).collect();
    seat_most(&mut seating, &all);
    seating.seated
}
