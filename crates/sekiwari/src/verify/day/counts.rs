//! What is not forbidden and still to be counted: those passed over, and places left empty.

use super::presence::{Fit, Presence};
use super::queue::Queue;
use crate::market::day::{DayAnswer, KeyPart};

/// A request that is refused while one that was asked after it has a place, and with that one left out it would have
/// fitted, everybody else staying where they are. Where wishes are a key, also a request that is granted at a worse rank
/// than it was asked for before the later one.
///
/// The mechanism `priority` makes none. Requests that fit with nobody left out are wasted places or idle wishes instead.
/// Stays of which the search for rooms does not end are not counted, so the true number may be larger in openings with
/// dozens of ill children.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OrderBreach {
    /// Who was passed over.
    pub request: u32,
    /// The stay that it would have had, counted from 0.
    pub stay: u32,
    /// The first of those asked later whose place would do.
    pub later: u32,
}

/// A refused request with a stay that fits as things stand (rooms may be shared out anew).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WastedPlace {
    /// The request.
    pub request: u32,
    /// The first such stay of its list, counted from 0.
    pub stay: u32,
}

/// A granted request, not fixed, with a stay of better rank that fits as things stand once it is moved there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IdleWish {
    /// The request.
    pub request: u32,
    /// The first such stay of its list, counted from 0.
    pub stay: u32,
    /// The stay it has.
    pub given: u32,
}

/// The three lists, by request, at most one entry of each for a request. Requests that are given a stay they do not list
/// are passed over.
///
/// Cost: one test of an opening for each stay that is refused, and one for each who came later and is in its opening or
/// takes of its quotas.
pub(super) fn find(
    presence: &Presence<'_>,
    queue: &Queue,
    answer: &DayAnswer,
) -> (Vec<OrderBreach>, Vec<WastedPlace>, Vec<IdleWish>) {
    let market = presence.market;
    let by_wish = market.keys().0.contains(&KeyPart::Wish);
    let (mut breaches, mut wasted, mut idle) = (Vec::new(), Vec::new(), Vec::new());
    for (index, (row, given)) in market.requests().zip(&answer.given).enumerate() {
        let (request, placed) = (index as u32, presence.placed[index]);
        if row.fixed() || (given.is_some() && placed.is_none()) {
            continue;
        }
        let has = placed.map(|stay| row.stay(stay).rank);
        let better = row.stays().take_while(|s| has.is_none_or(|rank| s.rank < rank)).count();
        if let Some(stay) = (0..better).find(|&s| presence.fits(request, s, None) == Fit::Yes) {
            match placed {
                None => wasted.push(WastedPlace { request, stay: stay as u32 }),
                Some(given) => idle.push(IdleWish { request, stay: stay as u32, given: given as u32 }),
            }
        } else if placed.is_none() || by_wish {
            breaches.extend((0..better).find_map(|stay| breach(presence, queue, request, stay)));
        }
    }
    (breaches, wasted, idle)
}

/// The first of those asked later without whom the stay would fit.
fn breach(presence: &Presence<'_>, queue: &Queue, request: u32, stay: usize) -> Option<OrderBreach> {
    let wanted = presence.market.request(request as usize).stay(stay);
    let asked = queue.asked(request, wanted.rank)?;
    let near = presence.there[wanted.opening as usize].iter().map(|c| c.request);
    let near = near.chain(wanted.takes.iter().flat_map(|t| &presence.takers[t.0 as usize]).copied());
    let mut later: Vec<(usize, u32)> = near
        .filter(|&other| other != request)
        .filter_map(|other| Some((queue.granted(other).filter(|&at| at > asked)?, other)))
        .collect();
    later.sort_unstable();
    later.dedup();
    let (_, later) =
        later.into_iter().find(|&(_, other)| presence.fits(request, stay, Some(other)) == Fit::Yes)?;
    Some(OrderBreach { request, stay: stay as u32, later })
}
