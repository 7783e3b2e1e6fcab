//! Places left empty that somebody was refused.

use super::places::{Places, Seated};
use super::{limits, people, rooms, who};
use crate::programme::daily::Place;
use crate::programme::daily::round::{OfferIndex, RequestIndex, Round, SiteIndex, State};
use jiff::civil::Date;

/// A request that is refused although it would fit as things stand: everybody else stays, only rooms may be given anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wasted {
    /// The request; of several that come together the first.
    pub request: RequestIndex,
    /// The first site and date of its list that would do.
    pub site: SiteIndex,
    /// The date.
    pub date: Date,
}

/// All of them, by group.
pub(super) fn find(round: &Round, mut places: Places) -> Vec<Wasted> {
    let mut wasted = Vec::new();
    for group in round.groups() {
        let first = group[0];
        let open = round.requests()[first as usize].state == State::Open;
        if !open || group.iter().any(|&r| places.of[r as usize].is_some()) {
            continue;
        }
        let mut fits_at = |&(site, date): &(SiteIndex, Date)| {
            round.offers_at(site).any(|offer| fits(round, &mut places, group, offer, date))
        };
        if let Some((site, date)) = round.combinations(first).find(|wish| fits_at(wish)) {
            wasted.push(Wasted { request: first, site, date });
        }
    }
    wasted
}

/// Whether all of a group could come to a service on a date.
fn fits(round: &Round, places: &mut Places, group: &[RequestIndex], offer: OfferIndex, date: Date) -> bool {
    let o = &round.offers()[offer as usize];
    let Some(day) = round.day_of(date) else { return false };
    let mut there = places.there.get(&(offer, day)).cloned().unwrap_or_default();
    for &r in group {
        let row = &round.requests()[r as usize];
        let taken = o.service == row.service || o.also.contains(&row.service);
        if !taken || !who::entitlement(round, r, offer, date).is_empty() {
            return false;
        }
        let Ok(slots) = who::time(round, r, offer, date) else { return false };
        there.push(Seated::new(round, r, slots, None));
    }
    let mut found = Vec::new();
    limits::check(round, offer, day, &there, places.freed(offer, day), &mut found);
    // A search that does not end claims nothing.
    if !found.is_empty() || rooms::can_be_given(o, &there) != Some(true) {
        return false;
    }
    for child in there.iter().filter(|s| group.contains(&s.request)) {
        let place = Place { offer, day, slots: child.slots, room: None, wish_rank: 0 };
        places.of[child.request as usize] = Some(place);
    }
    let too_much = people::too_much(round, places, group);
    group.iter().for_each(|&r| places.of[r as usize] = None);
    !too_much
}
