//! The search behind the rechecks: trying every assignment of a few requests.

use super::Recheck;
use super::presence::{Fit, Presence};
use super::sharing::{Sharing, share};
use crate::market::day::{DayAnswer, Given};

/// A request that must have one of its stays of this rank or better.
pub(super) type Asked = (u32, u32);

/// What one search says.
enum Found<'m> {
    Places(Presence<'m>),
    Nothing,
    Unknown,
}

/// Whether all of `asked` can have a stay beside those who stand; the first of them is the one it is about, the others
/// have a place `now`.
///
/// First only the one is moved, then also those who are now in an opening or take of a quota that it might have, then those
/// in the way of these, and so on until nobody else is in anybody's way. If already these few cannot all be placed with the
/// others left out, no assignment of all exists either; if they can with the others where they are now, one does. So most
/// questions are decided by a few neighbours.
pub(super) fn decide(
    standing: &Presence<'_>,
    now: &[Option<usize>],
    asked: Vec<Asked>,
    left: &mut u64,
) -> Recheck {
    let market = standing.market;
    let mut waiting: Vec<(u32, Vec<usize>)> = Vec::new();
    for (request, within) in asked {
        let row = market.request(request as usize);
        let mut stays: Vec<usize> = (0..row.stays_len()).filter(|&s| row.stay(s).rank <= within).collect();
        // Where it is now comes first: most of the others need not move.
        stays.sort_by_key(|&s| (now[request as usize] != Some(s), s));
        waiting.push((request, stays));
    }
    let mut moving: Vec<(u32, Vec<usize>)> = waiting.drain(..waiting.len().min(1)).collect();
    let mut openings = vec![false; market.openings().len()];
    let mut quotas = vec![false; market.quotas().len()];
    loop {
        for (request, stays) in &moving {
            for stay in stays.iter().map(|&s| market.request(*request as usize).stay(s)) {
                openings[stay.opening as usize] = true;
                stay.takes.iter().for_each(|t| quotas[t.0 as usize] = true);
            }
        }
        let in_the_way = |(request, _): &mut (u32, Vec<usize>)| {
            now[*request as usize].map(|s| market.request(*request as usize).stay(s)).is_some_and(|stay| {
                openings[stay.opening as usize] || stay.takes.iter().any(|t| quotas[t.0 as usize])
            })
        };
        let ring: Vec<_> = waiting.extract_if(.., in_the_way).collect();
        let mut with_others = standing.clone();
        for (request, stay) in ring.iter().chain(&waiting).filter_map(|(r, _)| Some((*r, now[*r as usize]?)))
        {
            with_others.enter(request, stay, &[]);
        }
        let closed = ring.is_empty();
        match Search::new(with_others, moving.clone()).run_within(left, closed) {
            Found::Places(presence) => return answer(&presence),
            Found::Nothing if closed => return Recheck::Right,
            Found::Unknown if closed || *left == 0 => return Recheck::Unknown,
            Found::Nothing | Found::Unknown => {}
        }
        if let Found::Nothing = Search::new(standing.clone(), moving.clone()).run_within(left, false) {
            return Recheck::Right;
        }
        moving.extend(ring);
    }
}

/// Assignments of some requests beside those who stand.
struct Search<'m> {
    presence: Presence<'m>,
    /// Requests to be placed and the stays that each may have.
    open: Vec<(u32, Vec<usize>)>,
    /// Whether a search for rooms ended at its limit, so that finding nothing proves nothing.
    unsure: bool,
}

/// A request that was placed, and the stays it could have been given instead.
struct Frame {
    open: (u32, Vec<usize>),
    left: Vec<usize>,
}

impl<'m> Search<'m> {
    fn new(presence: Presence<'m>, open: Vec<(u32, Vec<usize>)>) -> Self {
        Self { presence, open, unsure: false }
    }

    /// Tries everything, with all the steps that are left or half of them.
    fn run_within(self, left: &mut u64, all: bool) -> Found<'m> {
        let kept = if all { 0 } else { *left / 2 };
        let mut own = *left - kept;
        let found = self.run(&mut own);
        *left = kept + own;
        found
    }

    /// Tries everything; `left` counts the stays that may still be tried.
    ///
    /// Always the request with the fewest stays that fit is placed next, so one that has none left ends a branch at once.
    fn run(mut self, left: &mut u64) -> Found<'m> {
        let mut frames: Vec<Frame> = Vec::new();
        loop {
            let Some(next) = self.tightest(left) else { return Found::Unknown };
            match next {
                None => return Found::Places(self.presence),
                Some((at, stays)) => {
                    let open = self.open.remove(at);
                    frames.push(Frame { open, left: stays.into_iter().rev().collect() });
                }
            }
            // Back to the last request that can be put elsewhere.
            loop {
                let Some(frame) = frames.last_mut() else {
                    return if self.unsure { Found::Unknown } else { Found::Nothing };
                };
                let request = frame.open.0;
                self.presence.leave(request);
                if let Some(stay) = frame.left.pop() {
                    self.presence.enter(request, stay, &[]);
                    break;
                }
                if let Some(frame) = frames.pop() {
                    self.open.push(frame.open);
                }
            }
        }
    }

    /// The request with the fewest stays that fit, and those stays; the inner `None` if all are placed, the outer when
    /// nothing may be tried any more.
    #[allow(clippy::option_option)]
    fn tightest(&mut self, left: &mut u64) -> Option<Option<(usize, Vec<usize>)>> {
        let mut best: Option<(usize, Vec<usize>)> = None;
        for (at, (request, stays)) in self.open.iter().enumerate() {
            let mut fitting = Vec::new();
            for &stay in stays {
                *left = left.checked_sub(1)?;
                match self.presence.fits(*request, stay, None) {
                    Fit::Yes => fitting.push(stay),
                    Fit::No => {}
                    Fit::Unknown => self.unsure = true,
                }
            }
            if best.as_ref().is_none_or(|(_, b)| fitting.len() < b.len()) {
                let none = fitting.is_empty();
                best = Some((at, fitting));
                if none {
                    break;
                }
            }
        }
        Some(best)
    }
}

/// The assignment found, with rooms.
fn answer(presence: &Presence<'_>) -> Recheck {
    let market = presence.market;
    let mut given: Vec<Option<Given>> = Vec::new();
    for (request, &placed) in market.requests().zip(&presence.placed) {
        let rooms = vec![None; request.members().len()];
        given.push(placed.map(|stay| Given { stay: stay as u32, rooms }));
    }
    for (opening, there) in (0u32..).zip(&presence.there) {
        let Some(rooms) = presence.rooms(opening) else { continue };
        // Every opening was tested with those who are in it, or is as it stood.
        let Sharing::Found(shared) = share(rooms, there, market.slots()) else { return Recheck::Unknown };
        for (child, room) in there.iter().zip(shared) {
            let members = market.request(child.request as usize).members();
            let member = members.iter().position(|m| m.child == child.child);
            let given = given[child.request as usize].as_mut();
            if let Some(place) = member.zip(given).and_then(|(m, g)| g.rooms.get_mut(m)) {
                *place = room;
            }
        }
    }
    Recheck::Wrong(DayAnswer { given })
}
