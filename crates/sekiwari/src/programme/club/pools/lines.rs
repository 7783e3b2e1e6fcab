//! The lines of all lists by club and by route, with the slots that they need.

use crate::programme::club::capacity::Slot;
use crate::programme::club::round::{Entry, Round};
use crate::programme::club::{ChildIndex, Day, Season};

/// A line of a list and the slots that it needs.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) entry: u32,
    pub(super) child: ChildIndex,
    pub(super) stay: bool,
    pub(super) keys: Vec<u8>,
}

/// The lines of all lists; those of one child stand together, children in their order.
#[derive(Clone, Debug)]
pub(super) struct Lines {
    pub(super) of_club: Vec<Vec<Line>>,
    pub(super) of_route: Vec<Vec<Line>>,
    /// By list entry whether it can be given at all.
    pub(super) possible: Vec<bool>,
}

impl Lines {
    /// Cost: linear in the lists and their days.
    pub(super) fn new(round: &Round) -> Self {
        let mut all = Self {
            of_club: vec![Vec::new(); round.clubs().len()],
            of_route: vec![Vec::new(); round.routes().len()],
            possible: vec![true; round.list_len()],
        };
        for child in 0..round.children().len() as u32 {
            for (at, e) in (round.list_offset(child)..).zip(round.list(child)) {
                let slots = round.slots_of(at);
                all.possible[at] = slots.is_some();
                let (entry, keys) = (at as u32, keys_of(slots));
                all.of_club[e.club as usize].push(Line { entry, child, stay: e.stay, keys });
                if let Some(route) = e.route.filter(|_| all.possible[at]) {
                    let keys = days_on_route(round, child, route, *e);
                    all.of_route[route as usize].push(Line { entry, child, stay: false, keys });
                }
            }
        }
        all
    }
}

/// The slots of a line as numbers.
pub(super) fn keys_of(slots: Option<Vec<Slot>>) -> Vec<u8> {
    slots.map_or_else(Vec::new, |slots| slots.into_iter().map(slot_key).collect())
}

/// A season and a weekday as one number.
fn slot_key(slot: Slot) -> u8 {
    (slot.season.index() * Day::ALL.len() + slot.day.index()) as u8
}

pub(super) fn season_of(key: u8) -> Season {
    Season::ALL[key as usize / Day::ALL.len()]
}

pub(super) fn day_of(key: u8) -> Day {
    Day::ALL[key as usize % Day::ALL.len()]
}

/// The days on which a child is on a route: term days on which it runs.
pub(super) fn days_on_route(round: &Round, child: ChildIndex, route: u32, line: Entry) -> Vec<u8> {
    if !round.children()[child as usize].seasons.contains(Season::Term) {
        return Vec::new();
    }
    line.days.intersection(round.routes()[route as usize].days).iter().map(|d| d.index() as u8).collect()
}
