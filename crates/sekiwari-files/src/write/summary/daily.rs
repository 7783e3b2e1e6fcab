//! The summary of a round of day services.

use super::degrees;
use super::document::{SummaryDayJson, SummaryFacilityJson, SummaryJson, SummaryUnmetJson};
use super::tally::Tally;
use crate::write::{DailyTables, ENGINE};
use sekiwari::Lang;
use sekiwari::programme::PlacementKind;
use sekiwari::programme::daily::Service;
use sekiwari::programme::daily::round::Round;

impl SummaryJson {
    /// The summary of a decided round of day services. Cost: linear in the requests, their wishes and the calendar.
    pub fn of_daily(tables: &DailyTables<'_>, version: &str, input_sha256: &str) -> Self {
        let round = tables.decided.round();
        let (from, to) = round.period();
        let days = days(tables);
        let mut summary = Self {
            engine: ENGINE.to_owned(),
            version: version.to_owned(),
            input_sha256: input_sha256.to_owned(),
            programme: "daily".to_owned(),
            name: round.name().to_owned(),
            period: Some((from.to_string(), to.to_string())),
            facilities: sites(tables, &days),
            unmet: unmet(tables),
            days,
            ..Self::default()
        };
        let mut tally = Tally::new(Service::ALL.iter().map(|s| s.as_str()).collect(), Vec::new());
        for (request, decision) in round.requests().iter().zip(tables.decided.decisions()) {
            // What was withdrawn is no request any more.
            let (Some(kind), Some(group)) =
                (decision.kind, Service::ALL.iter().position(|&s| s == request.service))
            else {
                continue;
            };
            let rank = decision.place.map_or(0, |p| p.wish_rank as usize);
            tally.count(group, None, kind, rank);
        }
        tally.finish(&mut summary);
        summary
    }
}

fn days(tables: &DailyTables<'_>) -> Vec<SummaryDayJson> {
    let (decided, round) = (tables.decided, tables.decided.round());
    // The rows of an opening follow one another.
    let openings = tables.calendar.chunk_by(|a, b| a.opening == b.opening);
    openings
        .map(|slots| {
            let offer = &round.offers()[slots[0].offer as usize];
            let opening = slots[0].opening;
            let refused = decided.refused_at(opening).iter().map(|&(r, s)| {
                let request = decided.compiled().market.request(r as usize);
                if request.stay(s as usize).rank == 1 { request.members().len() as u32 } else { 0 }
            });
            SummaryDayJson {
                facility_id: round.sites()[offer.site as usize].id.clone(),
                service: offer.service.as_str().to_owned(),
                date: round.date_of(slots[0].day).to_string(),
                seats: slots.iter().filter_map(|s| s.seats).max(),
                peak: slots.iter().map(|s| s.children).max().unwrap_or(0),
                children: decided.here(opening).len() as u32,
                refused: refused.sum(),
            }
        })
        .collect()
}

fn sites(tables: &DailyTables<'_>, days: &[SummaryDayJson]) -> Vec<SummaryFacilityJson> {
    let (decided, round) = (tables.decided, tables.decided.round());
    let mut list: Vec<SummaryFacilityJson> = (0..)
        .zip(round.sites())
        .map(|(s, site)| SummaryFacilityJson {
            facility_id: site.id.clone(),
            name: site.name.clone(),
            kind: services(round, s),
            lat: site.position.map(|p| degrees(p.lat_e6)),
            lon: site.position.map(|p| degrees(p.lon_e6)),
            ..SummaryFacilityJson::default()
        })
        .collect();
    for day in days {
        if let Some(at) = round.site_by_id(&day.facility_id) {
            list[at as usize].seats += day.seats.unwrap_or(0);
            list[at as usize].left += day.seats.map_or(0, |s| s.saturating_sub(day.peak));
        }
    }
    for ((r, _), decision) in (0..).zip(round.requests()).zip(decided.decisions()) {
        let Some(kind) = decision.kind else { continue };
        let mut seen: Vec<u32> = Vec::new();
        for (line, (site, _)) in round.combinations(r).enumerate() {
            if !seen.contains(&site) {
                seen.push(site);
                list[site as usize].applicants += 1;
            }
            if line == 0 {
                list[site as usize].first_wishes += 1;
                list[site as usize].unmet += u32::from(kind == PlacementKind::Unplaced);
            }
        }
        if let Some(place) = decision.place {
            let site = &mut list[round.offers()[place.offer as usize].site as usize];
            site.taken += 1;
            site.kept += u32::from(kind == PlacementKind::Kept);
        }
    }
    for (opening, waiting) in decided.compiled().openings.iter().zip(&tables.waiting) {
        list[round.offers()[opening.offer as usize].site as usize].waiting += waiting.len() as u32;
    }
    list
}

/// The services of a site, as in the tables.
fn services(round: &Round, site: u32) -> String {
    let offers = round.offers_at(site).map(|o| round.offers()[o as usize].service.as_str());
    offers.collect::<Vec<_>>().join(";")
}

fn unmet(tables: &DailyTables<'_>) -> Vec<SummaryUnmetJson> {
    let row = |u: &sekiwari::explain::daily::Unmet| {
        let main = sekiwari::explain::daily::MainReason::Refused(u.cause);
        SummaryUnmetJson {
            service: u.service.as_str().to_owned(),
            code: main.as_str().to_owned(),
            requests: u.requests,
            ja: main.label(Lang::Ja).to_owned(),
            en: main.label(Lang::En).to_owned(),
        }
    };
    tables.unmet.iter().map(row).collect()
}
