//! A nursery round from its folder (or workbook) to the library's [`Round`], with every finding at once.
//!
//! One file per table; each knows its own columns and checks its own rows, `consistency` checks what only all tables
//! together can tell. Rows that cannot be used are reported and left out, what depends on them is not reported again.

pub(crate) mod capacity;
mod children;
mod circumstances;
mod consistency;
mod decisions;
pub(crate) mod digests;
pub(crate) mod facilities;
pub(crate) mod families;
pub(crate) mod family_ids;
mod format;
mod guardians;
pub(crate) mod hash;
pub(crate) mod households;
pub(crate) mod ids;
mod joint;
mod limits;
pub(crate) mod lists;
mod names;
mod programme;
pub(crate) mod reserves;
pub(crate) mod ruled;
mod scanned;
pub(crate) mod scores;
mod seats;
pub(crate) mod settings;
pub(crate) mod source;
mod survey;
pub(crate) mod tables;
mod wishes;
pub(crate) mod words;

pub use capacity::{Capacity, FacilityCapacity};
pub use format::formats_markdown;
pub use programme::Programme;
pub(crate) use programme::is_of;
pub use settings::{CapacityKeys, CountSettings, Settings, split_goals};
pub use source::RoundFiles;

use std::path::Path;

use sekiwari::priority::rulebook::{Facts, Rulebook};
use sekiwari::programme::nursery::waiting::Survey;
use sekiwari::programme::nursery::{Circumstances, Round, RoundData, RoundError, facts_of, score_rows};

use crate::finding::catalogue::consistency as kinds;
use crate::finding::catalogue::decisions::DECISIONS_OVER_SEATS;
use crate::finding::{Finding, Findings, Place};
use digests::Digests;
use source::Tables;

/// A round that can be allocated, and how.
#[derive(Debug, Clone, PartialEq)]
pub struct LoadedRound {
    /// The checked round.
    pub round: Round,
    /// What `round.toml` says beyond the round itself.
    pub settings: Settings,
    /// The files that the settings name (rulebook, standards), by name.
    pub named: Vec<String>,
    /// SHA-256 in lower-case hexadecimal over the files that were read: for each, in the order of names, the length of the
    /// name and the name, the length of the content and the content (lengths as 8 bytes, big-endian).
    pub input_sha256: String,
    /// What the scores were computed from, where a rulebook did so.
    pub scoring: Option<Scoring>,
    /// What an official count looks at beyond the round; empty where there are no such tables.
    pub survey: Survey,
    /// SHA-256 over the tables that tell of the time after the decision (`survey`, `travel`), made like `input_sha256`.
    pub survey_sha256: Option<String>,
    /// The seats as they are worked out from teachers, rooms and declared numbers, where there are such tables.
    pub capacity: Option<Capacity>,
}

/// What is known about the seats of a round before anybody applies.
#[derive(Debug, Clone, PartialEq)]
pub struct LoadedCapacity {
    /// Name of the round.
    pub name: String,
    /// As in [`LoadedRound`].
    pub input_sha256: String,
    /// The seats.
    pub capacity: Capacity,
}

/// A rulebook and the facts it was applied to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scoring {
    /// The rulebook.
    pub rulebook: Rulebook,
    /// The facts, in the order of the round: its households, children, and list entries.
    pub facts: Facts,
    /// The rows of the tables that they come from.
    pub circumstances: Circumstances,
}

/// Reads a round folder, or a workbook that holds the whole round.
///
/// The round is there exactly when no finding is an error; findings are in their final order.
#[must_use]
pub fn read_round(path: &Path) -> (Option<LoadedRound>, Findings) {
    let mut findings = Findings::new();
    let loaded = RoundFiles::open(path, &mut findings).and_then(|files| load(files, &mut findings));
    findings.sort();
    (loaded, findings)
}

/// Like [`read_round`] for files that are already in memory.
#[must_use]
pub fn read_round_files(files: RoundFiles) -> (Option<LoadedRound>, Findings) {
    let mut findings = Findings::new();
    let loaded = load(files, &mut findings);
    findings.sort();
    (loaded, findings)
}

/// Reads what the seats of a round are worked out from. Children, wishes and points need not be there yet; of the children
/// only those who hold a seat matter.
///
/// The seats are there exactly when no finding is an error; findings are in their final order.
#[must_use]
pub fn read_capacity(path: &Path) -> (Option<LoadedCapacity>, Findings) {
    let mut findings = Findings::new();
    let loaded = RoundFiles::open(path, &mut findings).and_then(|files| load_capacity(files, &mut findings));
    findings.sort();
    (loaded, findings)
}

fn load_capacity(files: RoundFiles, findings: &mut Findings) -> Option<LoadedCapacity> {
    if !is_of(&files, Programme::Nursery, findings) {
        return None;
    }
    let digests = Digests::new(&files);
    let tables = Tables::read(files, findings);
    let settings = settings::read(&tables, findings);
    tables.require(&tables::FACILITIES, findings);
    if !capacity::is_there(&tables) {
        findings.add(&crate::finding::catalogue::capacity::CAPACITY_NOTHING, Place::file(tables.origin()));
    }
    let year = settings.as_ref().and_then(|s| s.year);
    let mut facilities = tables.get("facilities").and_then(|t| facilities::read(t, findings));
    let children =
        tables.get("children").and_then(|t| children::read(t, facilities.as_mut(), year, findings));
    let capacity =
        capacity::read(&tables, settings.as_ref(), facilities.as_mut(), children.as_ref(), true, findings);
    let (settings, capacity) = (settings?, capacity?);
    let (_, input_sha256) = digests.of(settings.named())?;
    let loaded = LoadedCapacity { name: settings.name, input_sha256, capacity };
    (!findings.has_errors()).then_some(loaded)
}

fn load(files: RoundFiles, findings: &mut Findings) -> Option<LoadedRound> {
    if !is_of(&files, Programme::Nursery, findings) {
        return None;
    }
    let (digests, survey_sha256) = (Digests::new(&files), files.survey_sha256());
    let tables = Tables::read(files, findings);
    tables.require_all(findings);
    if !capacity::is_there(&tables) {
        tables.require(&tables::SEATS, findings);
    }
    let settings = settings::read(&tables, findings);
    let book = settings.as_ref().and_then(|s| {
        let entry = s.year.map(|y| y.entry_date);
        let named = s.settings.rulebook.as_deref();
        if named.is_none() {
            tables.require(&tables::SCORES, findings);
        }
        ruled::rulebook(&tables, named, &s.rulebook_place, entry, findings)
    });
    let data = read_tables(&tables, settings.as_ref(), book.as_ref(), findings);
    let (settings, (data, circumstances, survey, capacity)) = (settings?, data?);
    if findings.has_errors() {
        return None;
    }
    let (named, input_sha256) = digests.of(settings.named())?;
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
        Ok(round) => {
            let settings = settings.settings;
            Some(LoadedRound {
                round,
                settings,
                named,
                input_sha256,
                scoring,
                survey,
                survey_sha256,
                capacity,
            })
        }
        Err(errors) => {
            for e in errors {
                findings.push(match &e {
                    RoundError::DecidedOverSeats { child, facility } => {
                        let place = decisions::place_of(&tables, child);
                        let place = place.unwrap_or_else(|| Place::file(tables.origin()));
                        Finding::new(&DECISIONS_OVER_SEATS, place).value(facility).arg("child", child)
                    }
                    _ => {
                        let place = Place::file(tables.origin());
                        Finding::new(&kinds::ROUND_INCONSISTENT, place).arg("reason", e)
                    }
                });
            }
            None
        }
    }
}

/// Reads and checks every table. Nothing is returned when a table is missing or unusable as a whole.
fn read_tables(
    tables: &Tables,
    settings: Option<&settings::RoundSettings>,
    book: Option<&Rulebook>,
    findings: &mut Findings,
) -> Option<(RoundData, Option<Circumstances>, Survey, Option<Capacity>)> {
    let year = settings.and_then(|s| s.year);
    let mut facilities = tables.get("facilities").and_then(|t| facilities::read(t, findings));
    let seats = tables.get("seats").and_then(|t| seats::read(t, facilities.as_mut(), findings));
    let mut children =
        tables.get("children").and_then(|t| children::read(t, facilities.as_mut(), year, findings));
    let capacity = capacity::read(tables, settings, facilities.as_mut(), children.as_ref(), false, findings);
    let seats = match (&capacity, &facilities) {
        (Some(capacity), Some(facilities)) if !capacity.seats_given => {
            Some(capacity::as_seats(capacity, tables, facilities, findings))
        }
        _ => seats,
    };
    let terms = match (tables.get("households"), &children) {
        (Some(t), children) => households::read(t, children.as_ref().map(|c| &c.families), findings),
        (None, _) => Some(Vec::new()),
    };
    let wishes =
        tables.get("wishes").and_then(|t| wishes::read(t, children.as_mut(), facilities.as_mut(), findings));
    let joint = match tables.get("joint_wishes") {
        Some(t) => joint::read(t, children.as_mut(), facilities.as_mut(), findings),
        None => Some(joint::JointWishes::default()),
    };
    // Without settings it is not known whether scores are wanted; then nothing is concluded from their absence.
    let ruled = settings.is_some_and(|s| s.settings.rulebook.is_some());
    let scores = match tables.get("scores").filter(|_| !ruled) {
        Some(t) => {
            let (children, facilities) = (children.as_mut(), facilities.as_mut());
            let ids = (children.map(|c| &mut c.ids), facilities.map(|f| &mut f.ids));
            scores::read(t, &tables::SCORES, ids.0, ids.1, findings)
        }
        None => None,
    };
    let entry_date = year.map(|y| y.entry_date);
    let circumstances = book.and_then(|b| {
        let (mut ids, mut families) = (None, None);
        if let Some(children) = &mut children {
            (ids, families) = (Some(&mut children.ids), Some(&mut children.families));
        }
        let known =
            families::Known { children: ids, families, facilities: facilities.as_mut().map(|f| &mut f.ids) };
        families::read(tables, &tables::CIRCUMSTANCES, known, b, entry_date, findings)
    });

    let municipality = settings.and_then(|s| s.settings.count.municipality.as_deref());
    let survey =
        survey::read(tables, children.as_mut(), facilities.as_mut(), wishes.as_ref(), municipality, findings);

    let limits = tables.get("limits").map(|t| limits::read(t, facilities.as_mut(), findings));
    let decisions = match tables.get("decisions") {
        Some(t) => Some(decisions::read(t, children.as_mut(), facilities.as_mut(), findings)?),
        None => None,
    };

    let (facilities, seats, children) = (facilities?, seats?, children?);
    if let (Some(table), Some(Some(limits))) = (tables.get("limits"), &limits) {
        limits::check(limits, table, &facilities, &seats, &children, findings);
    }
    if let (Some(table), Some(decisions)) = (tables.get("decisions"), &decisions) {
        let beside = decisions::Beside {
            facilities: &facilities,
            seats: &seats,
            children: &children,
            wishes: wishes.as_ref(),
            joint: joint.as_ref(),
            limits: limits.as_ref().and_then(Option::as_ref),
            entry_date,
        };
        decisions::check(decisions, table, &beside, findings);
    }
    let all = consistency::All {
        tables,
        decisions: decisions.as_ref(),
        entry_date,
        facilities: &facilities,
        seats: &seats,
        children: &children,
        terms: terms.as_deref().unwrap_or_default(),
        wishes: wishes.as_ref(),
        joint: joint.as_ref(),
        scores: scores.as_ref(),
    };
    consistency::check(&all, findings);
    let (year, name, wishes, joint) = (year?, settings?.name.clone(), wishes?, joint?);
    let (tie_names, scores) = match book {
        Some(book) => (book.tie_names(), Vec::new()),
        None => {
            let scores = scores?;
            (scores.tie_names, scores.rows.into_iter().map(|(row, _)| row).collect())
        }
    };
    if ruled && circumstances.is_none() {
        return None;
    }
    let data = RoundData {
        name,
        fiscal_year: year.fiscal_year,
        entry_date: year.entry_date,
        facilities: facilities.rows,
        seats: seats.rows.into_iter().map(|(row, _)| row).collect(),
        reserves: seats.reserves.into_iter().map(|(row, _)| row).collect(),
        limits: match limits {
            Some(limits) => limits?.rows.into_iter().map(|(row, _)| row).collect(),
            None => Vec::new(),
        },
        children: children.rows,
        wishes: wishes.rows.into_iter().map(|(row, _)| row).collect(),
        terms: terms?.into_iter().map(|t| (t.household, t.terms)).collect(),
        joint_wishes: joint.rows.into_iter().map(|(row, _)| row).collect(),
        decisions: decisions.map_or_else(Vec::new, |d| d.rows.into_iter().map(|(row, _)| row).collect()),
        tie_names,
        scores,
    };
    Some((data, circumstances, survey, capacity))
}

#[cfg(test)]
mod tests;
