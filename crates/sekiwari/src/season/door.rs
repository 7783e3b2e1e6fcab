//! The door, where more have a place than there are.

use super::demand::Intent;
use super::desk::Desk;
use crate::exact::day::Standing;

/// Those who come and find no place, by their numbers: who has had a place for longer goes in first.
pub(super) fn turned_away(desk: &Desk<'_>) -> Vec<u32> {
    let market = desk.market;
    let mut inside = Standing::new(market);
    // Whoever stays at home in return does so, come what may; only later stages use the seat.
    for freed in market.freed().iter().filter(|f| desk.given[f.request as usize].is_some()) {
        inside.free_seat(*freed);
    }
    for stage in desk.stages() {
        for r in desk.queue(stage) {
            if desk.demand.drawn[r as usize].intent != Intent::Comes {
                continue;
            }
            if let Some(stay) = desk.given[r as usize].filter(|&stay| inside.fits(r, stay)) {
                inside.place(r, stay);
            }
        }
    }
    let came = |&r: &u32| desk.given[r as usize].is_some() && inside.at(r).is_none();
    let drawn = &desk.demand.drawn;
    (0..drawn.len() as u32).filter(|&r| drawn[r as usize].intent == Intent::Comes).filter(came).collect()
}
