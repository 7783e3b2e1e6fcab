//! The judge's verdict on an answer.

use super::presence::Presence;
use super::queue::Queue;
use super::{DayViolation, IdleWish, OrderBreach, WastedPlace, counts, limits, rooms};
use crate::market::day::{DayAnswer, DayMarket};

/// All that the judge found. Made by [`judge`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct DayVerdict {
    /// Everything that makes the answer infeasible: first what is wrong with the form, by request, then limits and rooms
    /// by opening, then quotas.
    pub violations: Vec<DayViolation>,
    /// Requests passed over, by request; at most one entry for each.
    pub breaches: Vec<OrderBreach>,
    /// Refused requests that would fit as things stand, by request.
    pub wasted: Vec<WastedPlace>,
    /// Granted requests that could have a better stay as things stand, by request.
    pub idle: Vec<IdleWish>,
    /// Counts.
    pub tally: DayTally,
}

/// What is counted. Requests given a stay that they do not list count as refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct DayTally {
    /// Requests of the market.
    pub requests: u32,
    /// Requests granted, fixed ones among them.
    pub granted: u32,
    /// Requests refused.
    pub refused: u32,
    /// Children in the granted requests; a child that comes on two days counts twice (child-days).
    pub children_granted: u32,
    /// Children in the refused requests.
    pub children_refused: u32,
    /// Granted requests that have the best rank of their list.
    pub best_wishes: u32,
}

impl DayVerdict {
    /// Whether nothing makes the answer infeasible.
    pub fn is_clean(&self) -> bool {
        self.violations.is_empty()
    }

    /// Whether it is feasible, nobody was passed over, and no place is left empty that somebody would rather have.
    pub fn is_orderly(&self) -> bool {
        self.is_clean() && self.breaches.is_empty() && self.wasted.is_empty() && self.idle.is_empty()
    }
}

/// Judges an answer against a market: every violation, everybody passed over, every place left empty, all counts. Never
/// panics, whatever the answer says.
///
/// An answer of the wrong length gets that one violation and is not judged further. Cost: children of each opening times
/// slots, and as much again for each stay refused and each request that might make room for it.
///
/// ```
/// use sekiwari::market::day::{DayAnswer, DayMarketBuilder, Given, Limits, Member, NewRequest, NewStay, Slots};
/// use sekiwari::verify::day::judge;
///
/// let mut b = DayMarketBuilder::new(2);
/// let opening = b.add_opening(0, 0, Limits::seats(&[1, 1]));
/// for (child, need) in [(0, 1), (1, 0)] {
///     b.add_request(NewRequest {
///         need,
///         turn: child,
///         members: vec![Member::new(child, 3)],
///         stays: vec![NewStay { opening, slots: Slots::first(2), rank: 1, takes: vec![] }],
///         ..NewRequest::default()
///     });
/// }
/// let market = b.build().unwrap();
///
/// // The second child is in greater need, but the first has the only seat.
/// let given = Some(Given { stay: 0, rooms: vec![None] });
/// let verdict = judge(&market, &DayAnswer { given: vec![given.clone(), None] });
/// assert!(verdict.is_clean());
/// assert_eq!((verdict.breaches[0].request, verdict.breaches[0].later), (1, 0));
///
/// let both = judge(&market, &DayAnswer { given: vec![given.clone(), given] });
/// assert_eq!(both.violations[0].code(), "VD12");
/// ```
pub fn judge(market: &DayMarket, answer: &DayAnswer) -> DayVerdict {
    look(market, answer).0
}

/// The verdict, with what was read; nothing is read from an answer of the wrong length.
pub(super) fn look<'m>(
    market: &'m DayMarket,
    answer: &DayAnswer,
) -> (DayVerdict, Option<(Presence<'m>, Queue)>) {
    let (expected, found) = (market.requests().len(), answer.given.len());
    if expected != found {
        let violations = vec![DayViolation::WrongSize { expected, found }];
        return (DayVerdict { violations, ..DayVerdict::default() }, None);
    }
    let mut violations = Vec::new();
    let presence = Presence::read(market, answer, &mut violations);
    for (index, there) in presence.there.iter().enumerate() {
        let opening = index as u32;
        limits::check(market, opening, there, &presence.freed[index], &mut violations);
        if let Some(kept) = presence.rooms(opening) {
            rooms::check(opening, kept, there, market.slots(), &mut violations);
        }
    }
    for (index, (quota, &taken)) in market.quotas().iter().zip(&presence.taken).enumerate() {
        if taken > u64::from(quota.most) {
            violations.push(DayViolation::Quota { quota: index as u32, most: quota.most, taken });
        }
    }
    let queue = Queue::replay(market, &presence.placed);
    let (breaches, wasted, idle) = counts::find(&presence, &queue, answer);
    let verdict = DayVerdict { violations, breaches, wasted, idle, tally: count(&presence) };
    (verdict, Some((presence, queue)))
}

fn count(presence: &Presence<'_>) -> DayTally {
    let mut tally = DayTally::default();
    for (request, placed) in presence.market.requests().zip(&presence.placed) {
        let children = request.members().len() as u32;
        tally.requests += 1;
        match *placed {
            None => {
                tally.refused += 1;
                tally.children_refused += children;
            }
            Some(stay) => {
                tally.granted += 1;
                tally.children_granted += children;
                tally.best_wishes += u32::from(request.stay(stay).rank == request.stay(0).rank);
            }
        }
    }
    tally
}
