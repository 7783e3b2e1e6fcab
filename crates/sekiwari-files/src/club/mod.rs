//! A round of after-school clubs from its folder (or workbook) to the library's [`Round`], with every finding at once.
//!
//! One file per table, as in [`crate::round`], with which it shares what both programmes have: files, settings, ids,
//! households, scores. `consistency` checks what only all tables together can tell.

mod children;
mod clubs;
mod consistency;
mod districts;
mod grade;
mod home;
mod lists;
mod map;
mod neighbours;
mod routes;
mod seats;
mod settings;
#[cfg(test)]
mod tests;
mod units;
mod wishes;

pub(crate) use children::OVERFLOW;

use std::path::Path;

use sekiwari::priority::rulebook::Rulebook;
use sekiwari::programme::circumstances::Circumstances;
use sekiwari::programme::club::district::DistrictMap;
use sekiwari::programme::club::{OrderKey, Round, RoundData, ScoreRow, facts_of, score_rows};

use crate::finding::catalogue::consistency::ROUND_INCONSISTENT;
use crate::finding::{Finding, Findings, Place};
use crate::round::digests::Digests;
use crate::round::scores::{self, Scores};
use crate::round::source::Tables;
use crate::round::tables::club as tables;
use crate::round::{Programme, RoundFiles, Scoring, Settings, families, households, is_of, ruled};
use map::Map;
use settings::ClubSettings;

/// A round that can be allocated, and how.
#[derive(Debug, Clone, PartialEq)]
pub struct LoadedClub {
    /// The checked round.
    pub round: Round,
    /// What `round.toml` says beyond the round itself; what only nursery rounds have is as by default.
    pub settings: Settings,
    /// The files that the settings name, by name.
    pub named: Vec<String>,
    /// SHA-256 over the files that were read, made like that of [`crate::round::LoadedRound`].
    pub input_sha256: String,
    /// What the scores were computed from, where a rulebook did so.
    pub scoring: Option<Scoring>,
    /// The areas of the districts, where the round has them.
    pub areas: Option<DistrictMap>,
}

/// Reads a round folder, or a workbook that holds the whole round.
///
/// The round is there exactly when no finding is an error; findings are in their final order.
#[must_use]
pub fn read_club(path: &Path) -> (Option<LoadedClub>, Findings) {
    let mut findings = Findings::new();
    let loaded = RoundFiles::open(path, &mut findings).and_then(|files| load(files, &mut findings));
    findings.sort();
    (loaded, findings)
}

/// Like [`read_club`] for files that are already in memory.
#[must_use]
pub fn read_club_files(files: RoundFiles) -> (Option<LoadedClub>, Findings) {
    let mut findings = Findings::new();
    let loaded = load(files, &mut findings);
    findings.sort();
    (loaded, findings)
}

fn load(files: RoundFiles, findings: &mut Findings) -> Option<LoadedClub> {
    if !is_of(&files, Programme::Club, findings) {
        return None;
    }
    let digests = Digests::new(&files);
    let area_bytes = files.districts().map(<[u8]>::to_vec);
    let tables = Tables::read(files, findings);
    tables.require_all(findings);
    let settings = settings::read(&tables, findings);
    let book = settings.as_ref().and_then(|s| points(&tables, s, findings));
    let data = read_tables(&tables, settings.as_ref(), book.as_ref(), area_bytes, findings);
    if findings.has_errors() {
        return None;
    }
    let (settings, (data, circumstances, areas)) = (settings?.common.settings, data?);
    let (named, input_sha256) = digests.of([&settings.rulebook])?;
    let mut scoring = None;
    let round = match (book, circumstances) {
        (Some(rulebook), Some(circumstances)) => Round::new_scored(data, |round| {
            let facts = facts_of(round, &rulebook, &circumstances);
            let rows = score_rows(round, &rulebook.score(&facts));
            scoring = Some(Scoring { rulebook, facts, circumstances });
            rows
        }),
        _ => Round::new(data),
    };
    match round {
        Ok(round) => Some(LoadedClub { round, settings, named, input_sha256, scoring, areas }),
        Err(errors) => {
            let place = Place::file(tables.origin());
            findings.extend(
                errors.into_iter().map(|e| Finding::new(&ROUND_INCONSISTENT, place.clone()).arg("reason", e)),
            );
            None
        }
    }
}

/// Where the points come from: a rulebook, or a table of scores if they are compared.
fn points(tables: &Tables, settings: &ClubSettings, findings: &mut Findings) -> Option<Rulebook> {
    let common = &settings.common;
    let named = common.settings.rulebook.as_deref();
    if named.is_none() && settings.rules.order.contains(&OrderKey::Score) {
        tables.require(&tables::SCORES, findings);
    }
    let entry = common.year.map(|y| y.entry_date);
    ruled::rulebook(tables, named, &common.rulebook_place, entry, findings)
}

/// Reads and checks every table. Nothing is returned when a table is missing or unusable as a whole.
fn read_tables(
    tables: &Tables,
    settings: Option<&ClubSettings>,
    book: Option<&Rulebook>,
    areas: Option<Vec<u8>>,
    findings: &mut Findings,
) -> Option<(RoundData, Option<Circumstances>, Option<DistrictMap>)> {
    let get = |name: &str| tables.get(name);
    let mut clubs = get("facilities").and_then(|t| clubs::read(t, findings));
    let mut districts = get("districts").and_then(|t| districts::read(t, clubs.as_mut(), findings));
    if let (Some(table), Some(clubs), Some(districts)) = (get("facilities"), &clubs, &mut districts) {
        clubs::check_districts(table, clubs, districts, findings);
    }
    let units = get("units").and_then(|t| units::read(t, clubs.as_mut(), findings));
    let enrolled = match get("enrolled") {
        Some(t) => units::read_enrolled(t, clubs.as_mut(), findings),
        None => Some(units::Enrolled::default()),
    };
    let routes = match get("transport") {
        Some(t) => routes::read(t, clubs.as_mut(), districts.as_mut(), findings),
        None => Some(routes::Routes::default()),
    };
    let map = areas.and_then(|bytes| map::read(bytes, districts.as_mut(), findings));
    if let (Some(map), Some(districts)) = (&map, &mut districts) {
        neighbours::derive(map, districts, findings);
    }
    let year = settings.and_then(|s| s.common.year);
    let mut children = get("children").and_then(|t| {
        let beside = children::Beside {
            clubs: clubs.as_mut(),
            districts: districts.as_mut(),
            map: map.as_ref(),
            year,
        };
        children::read(t, beside, findings)
    });
    let terms = match get("households") {
        Some(t) => households::read(t, children.as_ref().map(|c| &c.families), findings),
        None => Some(Vec::new()),
    };
    let wishes = match get("wishes") {
        Some(t) => wishes::read(t, children.as_mut(), clubs.as_mut(), findings),
        None => Some(wishes::Wishes::none(children.as_ref())),
    };
    let ruled = settings.is_some_and(|s| s.common.settings.rulebook.is_some());
    let scores = match get("scores").filter(|_| !ruled) {
        Some(t) => {
            let ids = (children.as_mut().map(|c| &mut c.ids), clubs.as_mut().map(|c| &mut c.ids));
            scores::read(t, &tables::SCORES, ids.0, ids.1, findings)
        }
        None => None,
    };
    let circumstances = book.and_then(|book| {
        let (mut ids, mut of) = (None, None);
        if let Some(children) = &mut children {
            (ids, of) = (Some(&mut children.ids), Some(&mut children.families));
        }
        let clubs = clubs.as_mut().map(|c| &mut c.ids);
        let known = families::Known { children: ids, families: of, facilities: clubs };
        let entry = year.map(|y| y.entry_date);
        families::read(tables, &tables::CIRCUMSTANCES, known, book, entry, findings)
    });

    let (clubs, districts, children) = (clubs?, districts?, children?);
    let (units, enrolled, routes, wishes) = (units?, enrolled?, routes?, wishes?);
    let standards = settings.map(|s| s.standards).unwrap_or_default();
    let seats = seats::check(tables, &clubs, &units, &enrolled, standards, findings);
    let (tie_names, score_rows) = match book {
        Some(book) => (book.tie_names(), Vec::new()),
        None => scores.as_ref().map_or_else(Default::default, rows_of),
    };
    let common = settings.map(|s| &s.common);
    let data = RoundData {
        name: common.map(|c| c.name.clone()).unwrap_or_default(),
        fiscal_year: year.map_or(0, |y| y.fiscal_year),
        entry_date: year.map_or(jiff::civil::Date::ZERO, |y| y.entry_date),
        rules: settings.map(|s| s.rules.clone()).unwrap_or_default(),
        standards,
        clubs: clubs.rows.clone(),
        units: units.rows.iter().map(|(row, _)| *row).collect(),
        enrolled: enrolled.rows.iter().map(|(row, _)| *row).collect(),
        districts: districts.rows.clone(),
        routes: routes.rows.clone(),
        children: children.rows.clone(),
        wishes: wishes.rows.iter().map(|(row, _)| *row).collect(),
        terms: terms.as_ref()?.iter().map(|t| (t.household.clone(), t.terms)).collect(),
        tie_names,
        scores: score_rows,
    };
    let all = consistency::All {
        tables,
        clubs: &clubs,
        districts: &districts,
        routes: &routes,
        children: &children,
        terms: terms.as_deref().unwrap_or_default(),
        wishes: &wishes,
        scores: scores.as_ref(),
    };
    consistency::check(&all, seats.as_ref().map(|_| &data), settings.is_some(), findings);
    settings?.common.year?;
    (!ruled || circumstances.is_some()).then_some((data, circumstances, map.map(Map::into_areas)))
}

/// The names of the tie keys, and the scores as the library has them.
fn rows_of(scores: &Scores) -> (Vec<String>, Vec<ScoreRow>) {
    let row = |s: &sekiwari::programme::nursery::ScoreRow| ScoreRow {
        child: s.child,
        club: s.facility,
        points: s.points,
        ties: s.ties.clone(),
    };
    (scores.tie_names.clone(), scores.rows.iter().map(|(s, _)| row(s)).collect())
}
