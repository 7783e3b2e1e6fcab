//! What counts of what was found in a club round.

use super::ClubTables;
use crate::write::sufficed::{
    Counting, Figures, Found, SufficedCountsJson, SufficedDaysJson, SufficedFiguresJson, SufficedPoolJson,
    terms_of,
};
use sekiwari::explain::club::SeatsOn;
use sekiwari::explain::club::counterfactual::{Counterfactuals, MoreSeats};
use sekiwari::programme::PlacementKind;
use sekiwari::programme::club::capacity::Slot;
use sekiwari::programme::club::{ClubIndex, Days, Round, Season};
use std::collections::BTreeMap;

/// Where seats of a route are, whatever the day, or those of a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Seat {
    Slot(Slot),
    Route(u32),
}

impl Seat {
    fn of(on: SeatsOn) -> Self {
        match on {
            SeatsOn::Slot(slot) => Seat::Slot(slot),
            SeatsOn::Route(route, _) => Seat::Route(route),
        }
    }
}

/// A club, and the seats that are needed all at once.
type Place = (ClubIndex, Vec<(Seat, u32)>);

/// The counts of some children of a decided round, in all and as figures.
pub(super) fn counted(
    tables: &ClubTables<'_>,
    all: &[Counterfactuals],
) -> (SufficedCountsJson, SufficedFiguresJson) {
    let round = tables.decided.round();
    let facility = |club: u32| round.clubs()[club as usize].id.clone();
    let wanted = wanted(tables, all);
    let place = |(club, missing): &Place, seats: u32| {
        let has_all = |line: &&Vec<Seat>| missing.iter().all(|(seat, _)| line.contains(seat));
        SufficedPoolJson {
            facility_id: facility(*club),
            days: days(round, missing),
            seats,
            wished: wanted.get(club).into_iter().flatten().filter(has_all).count() as u32,
            ..SufficedPoolJson::default()
        }
    };
    let found: Vec<Found<Place>> = all.iter().map(|c| of_child(tables, c)).collect();
    let unplaced = tables.decided.decisions().iter().filter(|d| d.kind == PlacementKind::Unplaced);
    let figures = Figures {
        counting: Counting::Club,
        unplaced: unplaced.count() as u32,
        all: &found,
        place: &place,
        facility: &facility,
    };
    (figures.counts(), figures.json())
}

fn of_child(tables: &ClubTables<'_>, found: &Counterfactuals) -> Found<Place> {
    let round = tables.decided.round();
    let lines = || found.lines.iter();
    let seats = lines().filter_map(|l| {
        let MoreSeats { seats, .. } = l.seats.sufficed()?;
        let missing: Vec<(Seat, u32)> = seats.iter().map(|&(on, n)| (Seat::of(on), n)).collect();
        let in_all = missing.iter().map(|s| s.1).sum();
        Some(((round.entry(l.reason.entry).club, missing), in_all))
    });
    Found {
        group: round.children()[found.child as usize].grade.get(),
        has_seat: tables.decided.decisions()[found.child as usize].entry.is_some(),
        points: lines().filter_map(|l| l.points.sufficed()).map(|p| p.more).min(),
        seats: seats.collect(),
        days: lines().any(|l| l.days.sufficed().is_some()),
        terms: terms_of(&found.terms, |looser| looser.terms),
        added: found.added.sufficed().cloned().unwrap_or_default(),
    }
}

/// By club, where each child who would rather be there would sit; a child asks for one line of a club.
fn wanted(tables: &ClubTables<'_>, all: &[Counterfactuals]) -> BTreeMap<ClubIndex, Vec<Vec<Seat>>> {
    let mut wanted: BTreeMap<ClubIndex, Vec<Vec<Seat>>> = BTreeMap::new();
    for line in all.iter().flat_map(|found| &found.lines) {
        let entry = line.reason.entry;
        let seats = tables.decided.places(entry).into_iter().map(Seat::of).collect();
        wanted.entry(tables.decided.round().entry(entry).club).or_default().push(seats);
    }
    wanted
}

/// Season by season the days with as many, then the routes.
fn days(round: &Round, missing: &[(Seat, u32)]) -> Vec<SufficedDaysJson> {
    let mut told = Vec::new();
    for season in Season::ALL {
        let mut by_number: BTreeMap<u32, Days> = BTreeMap::new();
        for &(seat, n) in missing {
            if let Seat::Slot(slot) = seat
                && slot.season == season
            {
                let days = by_number.entry(n).or_insert(Days::NONE);
                *days = days.with(slot.day);
            }
        }
        told.extend(by_number.into_iter().map(|(seats, days)| SufficedDaysJson {
            season: Some(season.as_str().to_owned()),
            weekdays: Some(days.to_string()),
            route_id: None,
            seats,
        }));
    }
    told.extend(missing.iter().filter_map(|&(seat, seats)| match seat {
        Seat::Slot(_) => None,
        Seat::Route(route) => Some(SufficedDaysJson {
            season: None,
            weekdays: None,
            route_id: Some(round.routes()[route as usize].id.clone()),
            seats,
        }),
    }));
    told
}
