//! Whether a refusal is right, however the others are put: decided by trying, for small cases.

use super::DayVerdict;
use super::presence::Presence;
use super::queue::Queue;
use super::search::{Asked, decide};
use super::verdict::look;
use crate::market::day::{DayAnswer, DayMarket};

/// What trying everything says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recheck {
    /// There is no assignment that would give the request what it was refused.
    Right,
    /// There is one: those granted before, and the request. Those who came later are left out of it.
    Wrong(DayAnswer),
    /// The limit of steps ended the search.
    Unknown,
}

/// Rechecks the refusals and places of one feasible answer against the rule of the mechanism `priority`.
///
/// # Example
///
/// Two days with one seat each. The first child can come on both days and has the first; the second could only come on
/// the first. Nobody can be added as things stand, but the refusal is wrong: the first child could be moved.
///
/// ```
/// use sekiwari::market::day::{DayAnswer, DayMarketBuilder, Given, Limits, Member, NewRequest, NewStay, Slots};
/// use sekiwari::verify::day::{Recheck, Rechecks, judge};
///
/// let mut b = DayMarketBuilder::new(1);
/// let days = [0, 1].map(|date| b.add_opening(0, date, Limits::seats(&[1])));
/// for (child, list) in [(0, &days[..]), (1, &days[..1])] {
///     let stays = (1..).zip(list);
///     b.add_request(NewRequest {
///         turn: child,
///         members: vec![Member::new(child, 3)],
///         stays: stays
///             .map(|(rank, &opening)| NewStay { opening, slots: Slots::one(0), rank, takes: vec![] })
///             .collect(),
///         ..NewRequest::default()
///     });
/// }
/// let market = b.build().unwrap();
/// let answer = DayAnswer { given: vec![Some(Given { stay: 0, rooms: vec![None] }), None] };
///
/// let rechecks = Rechecks::new(&market, &answer).unwrap();
/// let Recheck::Wrong(better) = rechecks.refusal(1, 1000) else { panic!() };
/// assert_eq!(better.granted(), 2);
/// assert!(judge(&market, &better).is_clean());
/// ```
#[derive(Clone, Debug)]
pub struct Rechecks<'m> {
    presence: Presence<'m>,
    queue: Queue,
}

impl<'m> Rechecks<'m> {
    /// Reads an answer and replays its order.
    ///
    /// # Errors
    /// The verdict, if the answer is not feasible: there is nothing to recheck then.
    pub fn new(market: &'m DayMarket, answer: &DayAnswer) -> Result<Self, Box<DayVerdict>> {
        match look(market, answer) {
            (verdict, Some((presence, queue))) if verdict.is_clean() => Ok(Self { presence, queue }),
            (verdict, _) => Err(Box::new(verdict)),
        }
    }

    /// Whether a refusal is right: when the request was asked, was there no assignment of those granted before it in which
    /// it has a stay? Those of earlier stages stay where they are, and so do fixed ones; the others may be moved to any of
    /// their stays. Where wishes are a key, a request is asked rank by rank, and the others are moved within the ranks at
    /// which they were granted; then a granted request was refused its better ranks, which is rechecked too. Otherwise a
    /// granted request was refused nothing and is `Right`, as is one that does not exist.
    ///
    /// `limit` is the number of stays tried at most. Cost: exponential; each try is a test of one opening. Only requests
    /// that are in the way of this one, directly or through others, are moved.
    pub fn refusal(&self, request: u32, limit: u64) -> Recheck {
        let mut left = limit;
        let mut result = Recheck::Right;
        for &at in self.queue.of.get(request as usize).into_iter().flatten() {
            let event = self.queue.events[at];
            if event.granted {
                break;
            }
            let mut asked: Vec<Asked> = vec![(request, event.within)];
            asked.extend(self.granted_in_stage(request, 0..at).map(|(_, other, within)| (other, within)));
            match self.search(asked, &mut left) {
                Recheck::Right => {}
                Recheck::Unknown => result = Recheck::Unknown,
                wrong @ Recheck::Wrong(_) => return wrong,
            }
        }
        result
    }

    /// Whether the place of a granted request is right: is there no assignment in which it has a better rank, those granted
    /// before it in its stage have ranks no worse than they have, and those granted after it any of their stays (where
    /// wishes are a key: within the ranks at which they were granted)? Requests that are fixed, refused or unknown are
    /// `Right`. Limit and cost as for [`Rechecks::refusal`].
    pub fn place(&self, request: u32, limit: u64) -> Recheck {
        let granted = (request as usize) < self.queue.of.len();
        let Some(at) = Some(request).filter(|_| granted).and_then(|r| self.queue.granted(r)) else {
            return Recheck::Right;
        };
        let rank = |r: u32| {
            let stay = self.presence.placed[r as usize]?;
            Some(self.presence.market.request(r as usize).stay(stay).rank)
        };
        let Some(better) = rank(request).and_then(|r| r.checked_sub(1)) else { return Recheck::Right };
        let mut asked: Vec<Asked> = vec![(request, better)];
        for (position, other, within) in self.granted_in_stage(request, 0..self.queue.events.len()) {
            if other != request {
                let committed = rank(other).filter(|_| position < at);
                asked.push((other, committed.unwrap_or(within)));
            }
        }
        let mut left = limit;
        self.search(asked, &mut left)
    }

    /// Those granted at these positions in the stage of a request, with the ranks they may be moved within.
    fn granted_in_stage(
        &self,
        request: u32,
        positions: std::ops::Range<usize>,
    ) -> impl Iterator<Item = (usize, u32, u32)> + '_ {
        let market = self.presence.market;
        let stage = market.request(request as usize).stage();
        positions.filter_map(move |at| {
            let event = self.queue.events[at];
            let same = market.request(event.request as usize).stage() == stage;
            (event.granted && same).then_some((at, event.request, event.within))
        })
    }

    fn search(&self, asked: Vec<Asked>, left: &mut u64) -> Recheck {
        let market = self.presence.market;
        let stage = market.request(asked[0].0 as usize).stage();
        let mut standing = Presence::empty(market);
        for (index, row) in market.requests().enumerate() {
            let stays = row.fixed() || row.stage() < stage;
            if let Some(stay) = self.presence.placed[index].filter(|_| stays) {
                standing.enter(index as u32, stay, &[]);
            }
        }
        standing.freed.clone_from(&self.presence.freed);
        decide(&standing, &self.presence.placed, asked, left)
    }
}
