//! The summary of a club round.

use super::document::{
    SummaryClubsJson, SummaryDistrictJson, SummaryFacilityJson, SummaryJson, SummaryPoolJson,
    SummarySiblingsJson, SummaryTransfersJson,
};
use super::tally::Tally;
use super::{degrees, thousandths};
use crate::write::{ClubTables, ENGINE};
use sekiwari::explain::club::{CutOff, SeatsOn};
use sekiwari::programme::PlacementKind;
use sekiwari::programme::club::Grade;
use sekiwari::programme::club::capacity::Slot;

impl SummaryJson {
    /// The summary of a decided club round. Cost: linear in the lines of all lists.
    pub fn of_club(tables: &ClubTables<'_>, version: &str, input_sha256: &str) -> Self {
        let round = tables.decided.round();
        let mut summary = Self {
            engine: ENGINE.to_owned(),
            version: version.to_owned(),
            input_sha256: input_sha256.to_owned(),
            programme: "club".to_owned(),
            name: round.name().to_owned(),
            fiscal_year: Some(round.fiscal_year()),
            entry_date: Some(round.entry_date().to_string()),
            facilities: clubs(tables),
            districts: districts(tables),
            siblings: Some(siblings(tables)),
            transfers: Some(transfers(tables)),
            pools: pools(tables),
            ..Self::default()
        };
        let grades: Vec<String> = (1..=Grade::COUNT).map(|g| g.to_string()).collect();
        let ids = round.districts().iter().map(|d| d.id.as_str()).collect();
        let mut tally = Tally::new(grades.iter().map(String::as_str).collect(), ids);
        for ((i, child), decision) in (0..).zip(round.children()).zip(tables.decided.decisions()) {
            let line = decision.entry.map_or(0, |e| e + 1 - round.list_offset(i));
            tally.count(child.grade.index(), child.district.map(|d| d as usize), decision.kind, line);
        }
        tally.finish(&mut summary);
        summary
    }
}

/// The slots of the cut-offs; routes have a table of their own.
fn slots<'t>(tables: &'t ClubTables<'_>) -> impl Iterator<Item = (Slot, &'t CutOff)> {
    tables.cut_offs.iter().filter_map(|cut| match cut.on {
        SeatsOn::Slot(slot) => Some((slot, cut)),
        SeatsOn::Route(..) => None,
    })
}

fn clubs(tables: &ClubTables<'_>) -> Vec<SummaryFacilityJson> {
    let round = tables.decided.round();
    let home = |club: u32| round.districts().iter().find(|d| d.homes.contains(&club));
    let mut list: Vec<SummaryFacilityJson> = (0..)
        .zip(round.clubs())
        .map(|(c, club)| SummaryFacilityJson {
            facility_id: club.id.clone(),
            name: club.name.clone(),
            kind: "club".to_owned(),
            district_id: home(c).map(|d| d.id.clone()).unwrap_or_default(),
            lat: club.position.map(|p| degrees(p.lat_e6)),
            lon: club.position.map(|p| degrees(p.lon_e6)),
            left: u32::MAX,
            ..SummaryFacilityJson::default()
        })
        .collect();
    for (slot, cut) in slots(tables) {
        let club = &mut list[slot.club as usize];
        club.seats = club.seats.max(cut.seats);
        club.left = club.left.min(cut.left);
    }
    for club in &mut list {
        // A club without a slot has no seats.
        club.left = club.left.min(club.seats);
    }
    for ((i, child), decision) in (0..).zip(round.children()).zip(tables.decided.decisions()) {
        let held = child.current.map(|c| c.0);
        let mut seen: Vec<u32> = Vec::new();
        for (line, entry) in round.list(i).iter().enumerate() {
            if !entry.stay && held != Some(entry.club) && !seen.contains(&entry.club) {
                seen.push(entry.club);
                list[entry.club as usize].applicants += 1;
                list[entry.club as usize].first_wishes += u32::from(line == 0);
            }
        }
        if let Some(first) = round.list(i).first().filter(|_| decision.kind == PlacementKind::Unplaced) {
            list[first.club as usize].unmet += 1;
        }
        if let Some(entry) = decision.entry {
            let club = &mut list[round.entry(entry).club as usize];
            club.taken += 1;
            club.kept += u32::from(decision.kind == PlacementKind::Kept);
        }
    }
    // A child stands once in the list of a club.
    tables.waiting.iter().for_each(|w| list[w.club as usize].waiting += 1);
    list
}

fn districts(tables: &ClubTables<'_>) -> Vec<SummaryDistrictJson> {
    let round = tables.decided.round();
    let told = tables.districts.iter().filter_map(|row| {
        let district = &round.districts()[row.district? as usize];
        let clubs = SummaryClubsJson {
            clubs: row.clubs,
            seats: row.seats,
            children: row.children,
            at_home: row.at_home,
            elsewhere: row.elsewhere,
            transported: row.transported,
            fewer_days: row.fewer_days,
            refused: row.refused,
        };
        let (district_id, name) = (district.id.clone(), district.name.clone());
        Some(SummaryDistrictJson { district_id, name, clubs: Some(clubs) })
    });
    told.collect()
}

fn pools(tables: &ClubTables<'_>) -> Vec<SummaryPoolJson> {
    let round = tables.decided.round();
    let row = |(slot, cut): (Slot, &CutOff)| {
        let score = cut.lowest.and_then(|(_, entry)| round.score_at(entry));
        SummaryPoolJson {
            facility_id: round.clubs()[slot.club as usize].id.clone(),
            classes: String::new(),
            reserved_for: String::new(),
            season: slot.season.as_str().to_owned(),
            weekday: slot.day.letter().to_string(),
            seats: cut.seats,
            first_wishes: cut.first_wishes,
            applicants: cut.applicants,
            taken: cut.taken,
            kept: cut.kept,
            left: cut.left,
            lowest_score: score.filter(|_| round.counts_points()).map(|s| thousandths(s.points)),
            waiting: 0,
        }
    };
    slots(tables).map(row).collect()
}

fn siblings(tables: &ClubTables<'_>) -> SummarySiblingsJson {
    let (decided, round) = (tables.decided, tables.decided.round());
    let mut siblings = SummarySiblingsJson::default();
    for household in round.households().iter().filter(|h| h.children.len() > 1) {
        let club = |c: u32| decided.decisions()[c as usize].entry.map(|e| u64::from(round.entry(e).club));
        super::count_siblings(&mut siblings, household.terms.binds(), household.children.clone().map(club));
    }
    siblings
}

fn transfers(tables: &ClubTables<'_>) -> SummaryTransfersJson {
    let round = tables.decided.round();
    let mut transfers = SummaryTransfersJson::default();
    for ((i, child), decision) in (0..).zip(round.children()).zip(tables.decided.decisions()) {
        if child.current.is_some() && round.list(i).first().is_some_and(|e| !e.stay) {
            transfers.asked += 1;
            transfers.moved += u32::from(decision.kind == PlacementKind::Placed);
            transfers.kept += u32::from(decision.kind == PlacementKind::Kept);
        }
    }
    transfers
}
