//! What a page is made from.

use super::source::{BesideKind, FileDigest, Sources};
use super::{ReportError, hidden::Hidden};
use crate::districts::{Districts, read_districts};
use crate::finding::Findings;
use crate::write::{
    AccessJson, ClubSufficedJson, ClubsJson, ConflictJson, CountJson, DayResultJson, FACILITIES_MAP,
    FairnessJson, FrontierJson, PlanJson, RestoreJson, ResultJson, SUMMARY, SeasonJson, SiteJson,
    SufficedJson, SummaryJson, SweepJson, UnitsJson, WhatifJson, WorthJson, YearsJson,
};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// How a page is made.
#[derive(Clone, Debug, Default)]
pub struct ReportOptions {
    /// Areas of districts (GeoJSON) for the map, in place of those that the round came with.
    pub districts: Option<PathBuf>,
    /// Counts of 1 to this number less one are kept back, with what would give them away; 0 and 1 keep back nothing.
    pub suppress: u32,
}

/// A `result.json`.
#[derive(Clone, Debug)]
pub enum Decision {
    /// Of a round of nurseries or clubs.
    Seats(Box<ResultJson>),
    /// Of a round of day services.
    Days(Box<DayResultJson>),
}

/// A document that stands beside a decision.
#[derive(Clone, Debug)]
pub enum Beside {
    /// Of `frontier`.
    Frontier(Box<FrontierJson>),
    /// Of `restore`.
    Restore(Box<RestoreJson>),
    /// Of `worth`.
    Worth(Box<WorthJson>),
    /// Of `sufficed`, for nurseries.
    Sufficed(Box<SufficedJson>),
    /// Of `sufficed`, for clubs.
    ClubSufficed(Box<ClubSufficedJson>),
    /// Of `whatif`.
    Whatif(Box<WhatifJson>),
    /// Of `sweep`.
    Sweep(Box<SweepJson>),
    /// Of `site`.
    Site(Box<SiteJson>),
    /// Of `years`.
    Years(Box<YearsJson>),
    /// Of `access`.
    Access(Box<AccessJson>),
    /// Of `fairness`.
    Fairness(Box<FairnessJson>),
    /// Of `count`.
    Count(Box<CountJson>),
    /// Of `plan`.
    Plan(Box<PlanJson>),
    /// Of `clubs`.
    Clubs(Box<ClubsJson>),
    /// Of `units`.
    Units(Box<UnitsJson>),
    /// Of `simulate`.
    Season(Box<SeasonJson>),
}

/// Everything that a page is made from.
#[derive(Clone, Debug)]
pub struct Report {
    pub(super) decision: Decision,
    pub(super) summary: SummaryJson,
    pub(super) conflict: Option<ConflictJson>,
    pub(super) beside: Vec<Beside>,
    pub(super) areas: Option<Districts>,
    pub(super) files: Vec<FileDigest>,
    pub(super) suppress: u32,
    pub(super) has_proof: bool,
    pub(super) hidden: Hidden,
}

/// Reads output folders: that of `allocate` first, then what is to stand beside it.
///
/// # Errors
/// [`ReportError`]: a folder that is not known, a document that cannot be read or is about another programme, areas with errors, or no
/// folder at all.
pub fn read_report(folders: &[PathBuf], options: &ReportOptions) -> Result<Report, ReportError> {
    let Some((main, others)) = folders.split_first() else {
        return Err(ReportError::NotDecided(PathBuf::new()));
    };
    let mut sources = Sources::default();
    if !main.join("result.json").is_file() {
        return Err(ReportError::NotDecided(main.clone()));
    }
    let decision = decision(main, &mut sources)?;
    let Some(summary) = sources.json_if_there::<SummaryJson>(&main.join(SUMMARY))? else {
        return Err(ReportError::NoSummary(main.clone()));
    };
    if !is_of_one_run(&decision, &summary) {
        return Err(ReportError::Mixed(main.clone()));
    }
    let conflict = match decision {
        Decision::Seats(_) => sources.json_if_there(&main.join("conflict.json"))?,
        Decision::Days(_) => None,
    };
    let has_proof = main.join("proof.json").is_file();
    let areas = match &options.districts {
        Some(path) => Some(areas(sources.bytes(path)?, path)?),
        None => own_areas(main, &mut sources)?,
    };
    let beside =
        others.iter().map(|f| beside(f, &summary.programme, &mut sources)).collect::<Result<_, _>>()?;
    Ok(Report {
        hidden: Hidden::new(&summary, options.suppress),
        decision,
        summary,
        conflict,
        beside,
        areas,
        files: sources.files,
        suppress: options.suppress,
        has_proof,
    })
}

fn decision(folder: &Path, sources: &mut Sources) -> Result<Decision, ReportError> {
    let path = folder.join("result.json");
    let value: Value = sources.json(&path)?;
    let unreadable =
        |e: serde_json::Error| ReportError::Unreadable { path: path.clone(), reason: e.to_string() };
    Ok(match value.get("programme").and_then(Value::as_str) {
        Some("daily") => Decision::Days(serde_json::from_value(value).map_err(unreadable)?),
        _ => Decision::Seats(serde_json::from_value(value).map_err(unreadable)?),
    })
}

/// The same input, and the same figures.
fn is_of_one_run(decision: &Decision, summary: &SummaryJson) -> bool {
    let total = summary.total();
    let (input, figures) = match decision {
        Decision::Seats(r) => (&r.input_sha256, (r.children, r.placed, r.kept, r.unplaced)),
        // Those withdrawn are among the requests of a result.
        Decision::Days(r) => {
            (&r.input_sha256, (r.placed + r.kept + r.unplaced, r.placed, r.kept, r.unplaced))
        }
    };
    *input == summary.input_sha256 && figures == (total.applicants, total.placed, total.kept, total.unplaced)
}

fn areas(bytes: Vec<u8>, path: &Path) -> Result<Districts, ReportError> {
    let mut findings = Findings::new();
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let read = read_districts(bytes, &name, &mut findings);
    read.ok_or_else(|| ReportError::Districts { path: path.to_owned(), findings })
}

/// The areas among the features of `facilities.geojson`.
fn own_areas(folder: &Path, sources: &mut Sources) -> Result<Option<Districts>, ReportError> {
    let path = folder.join(FACILITIES_MAP);
    if !path.is_file() {
        return Ok(None);
    }
    let bytes = sources.bytes(&path)?;
    let unreadable =
        |e: serde_json::Error| ReportError::Unreadable { path: path.clone(), reason: e.to_string() };
    let mut map: Value = serde_json::from_slice(&bytes).map_err(unreadable)?;
    let Some(Value::Array(mut features)) = map.get_mut("features").map(Value::take) else { return Ok(None) };
    features.retain(|f| f.pointer("/properties/what").and_then(Value::as_str) == Some("district"));
    if features.is_empty() {
        return Ok(None);
    }
    let only = json!({ "type": "FeatureCollection", "features": features });
    areas(only.to_string().into_bytes(), &path).map(Some)
}

fn beside(folder: &Path, programme: &str, sources: &mut Sources) -> Result<Beside, ReportError> {
    if folder.join("result.json").is_file() {
        return Err(ReportError::SecondDecision(folder.to_owned()));
    }
    let Some((kind, mark)) = BesideKind::of(folder) else {
        return Err(ReportError::Unknown(folder.to_owned()));
    };
    let path = folder.join(mark);
    Ok(match kind {
        BesideKind::Frontier => Beside::Frontier(sources.json(&path)?),
        BesideKind::Restore => Beside::Restore(sources.json(&path)?),
        BesideKind::Worth => Beside::Worth(sources.json(&path)?),
        BesideKind::Sufficed => sufficed(&path, programme, sources)?,
        BesideKind::Whatif => Beside::Whatif(sources.json(&path)?),
        BesideKind::Sweep => Beside::Sweep(sources.json(&path)?),
        BesideKind::Site => Beside::Site(sources.json(&path)?),
        BesideKind::Years => Beside::Years(sources.json(&path)?),
        BesideKind::Access => Beside::Access(sources.json(&path)?),
        BesideKind::Fairness => Beside::Fairness(sources.json(&path)?),
        BesideKind::Count => Beside::Count(sources.json(&path)?),
        BesideKind::Plan => Beside::Plan(sources.json(&path)?),
        BesideKind::Clubs => Beside::Clubs(sources.json(&path)?),
        BesideKind::Units => Beside::Units(sources.json(&path)?),
        BesideKind::Season => Beside::Season(sources.json(&path)?),
    })
}

/// What would have sufficed: of clubs where it says so, else of nurseries. Its words and its counts are those of the round's programme, so
/// that of another has no place on the page.
fn sufficed(path: &Path, programme: &str, sources: &mut Sources) -> Result<Beside, ReportError> {
    let value: Value = sources.json(path)?;
    let own = value.get("programme").and_then(Value::as_str).unwrap_or("nursery");
    if own != programme {
        return Err(ReportError::OtherProgramme(path.to_owned()));
    }
    let unreadable =
        |e: serde_json::Error| ReportError::Unreadable { path: path.to_owned(), reason: e.to_string() };
    Ok(match own {
        "club" => Beside::ClubSufficed(serde_json::from_value(value).map_err(unreadable)?),
        _ => Beside::Sufficed(serde_json::from_value(value).map_err(unreadable)?),
    })
}

impl Beside {
    /// The input it was made from, where it says so.
    pub(super) fn input_sha256(&self) -> Option<&str> {
        Some(match self {
            Beside::Frontier(j) => &j.input_sha256,
            Beside::Restore(j) => &j.input_sha256,
            Beside::Worth(j) => &j.input_sha256,
            Beside::Sufficed(j) => &j.input_sha256,
            Beside::ClubSufficed(j) => &j.input_sha256,
            Beside::Whatif(j) => &j.input_sha256,
            Beside::Sweep(j) => &j.input_sha256,
            Beside::Site(j) => &j.input_sha256,
            Beside::Years(j) => &j.input_sha256,
            Beside::Access(j) => &j.input_sha256,
            Beside::Fairness(j) => &j.input_sha256,
            Beside::Count(j) => &j.input_sha256,
            Beside::Clubs(j) => &j.input_sha256,
            Beside::Units(j) => &j.input_sha256,
            Beside::Season(j) => &j.input_sha256,
            Beside::Plan(_) => return None,
        })
    }
}
