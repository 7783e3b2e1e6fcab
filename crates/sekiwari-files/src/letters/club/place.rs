//! The seat that a child gets: when, how it gets there, and what of its wish is missing.

use super::Speaker;
use super::calendar::spans;
use crate::letters::phrases::filled;
use sekiwari::explain::club::Decided;
use sekiwari::programme::PlacementKind;
use sekiwari::programme::club::{ChildIndex, Days, Entry, Round, Season, Seasons};
use serde::Serialize;

/// When a child comes.
#[derive(Debug, Serialize)]
pub(super) struct SpanValues {
    seasons: String,
    weekdays: String,
}

/// The route that takes it there.
#[derive(Debug, Default, Serialize)]
pub(super) struct RouteValues<'a> {
    id: &'a str,
    seasons: String,
    weekdays: String,
}

/// The weekdays that a child wants and does not get where it has a seat; none where it has no seat.
pub(super) fn missing(decided: &Decided<'_>, child: ChildIndex) -> Days {
    let round = decided.round();
    let entry = decided.decisions()[child as usize].entry.map(|e| round.entry(e));
    entry.map_or(Days::NONE, |e| round.children()[child as usize].days.without(e.days))
}

/// The place of a club among those of a child's list, each counted where it stands first.
pub(super) fn choice(round: &Round, child: ChildIndex, club: u32) -> Option<u32> {
    let list = round.list(child);
    let first = list.iter().position(|e| e.club == club)?;
    let before = &list[..first];
    let new = |&(i, e): &(usize, &Entry)| before[..i].iter().all(|b| b.club != e.club);
    Some(before.iter().enumerate().filter(new).count() as u32 + 1)
}

/// Whether a new seat is at no home club, and the family sees to the way itself.
pub(super) fn own_way(round: &Round, child: ChildIndex, entry: Entry, kind: PlacementKind) -> bool {
    kind == PlacementKind::Placed && entry.route.is_none() && !round.is_home(child, entry.club)
}

impl<'a> Speaker<'a> {
    /// When a child comes by a line of its list; and the seasons it applied for in which the club is not open on these days.
    pub(super) fn calendar(
        &self,
        round: &Round,
        child: ChildIndex,
        entry: usize,
    ) -> (Vec<SpanValues>, String) {
        let spans = spans(round.slots_of(entry).unwrap_or_default().into_iter());
        let open = |season: &Season| spans.iter().any(|(seasons, _)| seasons.contains(*season));
        let closed: Seasons = round.children()[child as usize].seasons.iter().filter(|s| !open(s)).collect();
        let words =
            |&(s, days): &(Seasons, Days)| SpanValues { seasons: self.seasons(s), weekdays: self.days(days) };
        (spans.iter().map(words).collect(), self.seasons(closed))
    }

    /// The route of a line of a child's list. It runs in terms.
    pub(super) fn route_of(&self, round: &'a Round, child: ChildIndex, entry: Entry) -> RouteValues<'a> {
        let terms = round.children()[child as usize].seasons.contains(Season::Term);
        let Some(route) = entry.route.filter(|_| terms) else { return RouteValues::default() };
        let route = &round.routes()[route as usize];
        RouteValues {
            id: &route.id,
            seasons: self.seasons(Seasons::one(Season::Term)),
            weekdays: self.days(entry.days.intersection(route.days)),
        }
    }

    /// Why there are fewer days than wanted although the list has no wish for more of them at this club.
    pub(super) fn fewer_note(&self, round: &Round, child: ChildIndex, entry: Entry) -> String {
        let (phrases, wanted) = (&self.phrases.fewer, round.children()[child as usize].days);
        match entry.route.map(|r| &round.routes()[r as usize]) {
            _ if entry.stay => phrases.as_held.clone(),
            Some(route) if round.is_list_made(child) && !wanted.is_subset(route.days) => {
                filled(&phrases.by_route, |place| match place {
                    "weekdays" => self.days(route.days),
                    _ => route.id.clone(),
                })
            }
            _ => phrases.as_listed.clone(),
        }
    }
}
