//! Who could come if a place came free: not simply the first in the order, but the first that fits.

use super::{Broken, Decided, Limit};
use crate::programme::daily::round::RequestIndex;

/// A refused request that waits for a place in an opening.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Its place in the order among those who wait here, 1 for the first.
    pub place: u32,
    /// The request; of several that come together the first.
    pub request: RequestIndex,
    /// Its group in [`crate::programme::daily::Round::groups`], which is the market request.
    pub group: u32,
    /// The stay it waits for, counted from 0.
    pub stay: u32,
    /// What it lacks there as things stand, the most telling first. Empty where it would fit.
    pub lacks: Vec<Broken>,
    /// What would do if there were one more of it: a seat, a seat for the class, a teacher, a nurse, a room. Empty where
    /// several are needed at once.
    pub one_more: Vec<Limit>,
}

/// Limits of which one more can come free.
const FREED: [Limit; 5] = [Limit::Rooms, Limit::Seats, Limit::ClassSeats, Limit::Teachers, Limit::Nurses];

/// Who waits in an opening, in the order in which requests are considered. Those who cannot come whatever becomes free - the
/// child has used its days, or is elsewhere then - do not wait. Cost: the refused requests that list the opening, times the
/// children in it.
pub fn waiting(decided: &Decided<'_>, opening: u32) -> Vec<Waiting> {
    let mut list: Vec<Waiting> = decided
        .refused_at(opening)
        .iter()
        .filter_map(|&(group, stay)| {
            let lacks = decided.broken(group, stay as usize);
            if lacks.iter().any(|b| matches!(b.limit, Limit::Cap | Limit::Elsewhere)) {
                return None;
            }
            let would_do = |&limit: &Limit| {
                // One more of something that is not short changes nothing.
                let short = lacks.iter().any(|b| b.limit == limit);
                short && decided.broken_with(group, stay as usize, limit).is_empty()
            };
            let one_more = FREED.into_iter().filter(would_do).collect();
            let request = decided.round.groups()[group as usize][0];
            Some(Waiting { place: 0, request, group, stay, lacks, one_more })
        })
        .collect();
    for (place, waiting) in (1..).zip(&mut list) {
        waiting.place = place;
    }
    list
}

/// Who of those who wait could come if there were one more of a limit, in order. See [`waiting`].
pub fn next_if_freed(decided: &Decided<'_>, opening: u32, limit: Limit) -> Vec<RequestIndex> {
    let fits = |w: &&Waiting| w.lacks.is_empty() || w.one_more.contains(&limit);
    waiting(decided, opening).iter().filter(fits).map(|w| w.request).collect()
}

/// Refused requests that could come if a granted one were withdrawn, in order; everybody else stays, rooms may be given anew.
/// Requests of the same child on that day are among them, as it would no longer be elsewhere.
///
/// A seat that the withdrawn request freed elsewhere (a day off in return) stays as it is. Empty for a request without a
/// place. Cost: that of [`waiting`].
pub fn next_if_cancelled(decided: &Decided<'_>, request: RequestIndex) -> Vec<RequestIndex> {
    let Some(place) = decided.decisions()[request as usize].place else { return Vec::new() };
    let round = decided.round;
    let here = decided.compiled.opening(place.offer, place.day);
    let mut stays: Vec<(u32, u32)> = here.map(|o| decided.refused_at(o).to_vec()).unwrap_or_default();
    // What was elsewhere, or used up, may be to be had by other requests of the child anywhere.
    let child = round.requests()[request as usize].child;
    for &other in decided.requests_of(child) {
        if let Some(group) = round.group_of(other).filter(|&g| !decided.is_granted(g)) {
            let count = decided.compiled.market.request(group as usize).stays_len() as u32;
            stays.extend((0..count).map(|stay| (group, stay)));
        }
    }
    stays.sort_unstable_by_key(|&(group, stay)| (decided.considered(group), stay));
    stays.dedup();
    let mut next: Vec<RequestIndex> = Vec::new();
    for (group, stay) in stays {
        let first = round.groups()[group as usize][0];
        if next.last() != Some(&first) && decided.broken_without(group, stay as usize, request).is_empty() {
            next.push(first);
        }
    }
    next
}
