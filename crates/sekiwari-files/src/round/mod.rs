//! A nursery round from its folder (or workbook) to the library's [`Round`], with every finding at once.
//!
//! One file per table; each knows its own columns and checks its own rows, `consistency` checks what only all tables
//! together can tell. Rows that cannot be used are reported and left out, what depends on them is not reported again.

mod children;
mod consistency;
mod facilities;
mod format;
mod hash;
mod households;
mod ids;
mod joint;
mod limits;
mod scores;
mod seats;
mod settings;
mod source;
pub(crate) mod tables;
mod wishes;

pub use format::formats_markdown;
pub use settings::{Settings, split_goals};
pub use source::RoundFiles;

use std::path::Path;

use sekiwari::programme::nursery::{Round, RoundData};

use crate::finding::{Finding, Findings, Place, catalogue::consistency as kinds};
use source::Tables;

/// A round that can be allocated, and how.
#[derive(Debug, Clone, PartialEq)]
pub struct LoadedRound {
    /// The checked round.
    pub round: Round,
    /// What `round.toml` says beyond the round itself.
    pub settings: Settings,
    /// SHA-256 in lower-case hexadecimal over the files that were read: for each, in the order of names, the length of the
    /// name and the name, the length of the content and the content (lengths as 8 bytes, big-endian).
    pub input_sha256: String,
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

fn load(files: RoundFiles, findings: &mut Findings) -> Option<LoadedRound> {
    let input_sha256 = files.sha256();
    let tables = Tables::read(files, findings);
    let settings = settings::read(&tables, findings);
    let data = read_tables(&tables, settings.as_ref(), findings);
    let (settings, data) = (settings?, data?);
    if findings.has_errors() {
        return None;
    }
    match Round::new(data) {
        Ok(round) => Some(LoadedRound { round, settings: settings.settings, input_sha256 }),
        Err(errors) => {
            for e in errors {
                let finding = Finding::new(&kinds::ROUND_INCONSISTENT, Place::file(tables.origin()));
                findings.push(finding.arg("reason", e));
            }
            None
        }
    }
}

/// Reads and checks every table. Nothing is returned when a table is missing or unusable as a whole.
fn read_tables(
    tables: &Tables,
    settings: Option<&settings::RoundSettings>,
    findings: &mut Findings,
) -> Option<RoundData> {
    let year = settings.and_then(|s| s.year);
    let mut facilities = tables.get("facilities").and_then(|t| facilities::read(t, findings));
    let seats = tables.get("seats").and_then(|t| seats::read(t, facilities.as_mut(), findings));
    let mut children =
        tables.get("children").and_then(|t| children::read(t, facilities.as_mut(), year, findings));
    let terms = match (tables.get("households"), &children) {
        (Some(t), children) => households::read(t, children.as_ref(), findings),
        (None, _) => Some(Vec::new()),
    };
    let wishes =
        tables.get("wishes").and_then(|t| wishes::read(t, children.as_mut(), facilities.as_mut(), findings));
    let joint = match tables.get("joint_wishes") {
        Some(t) => joint::read(t, children.as_mut(), facilities.as_mut(), findings),
        None => Some(joint::JointWishes::default()),
    };
    let scores =
        tables.get("scores").and_then(|t| scores::read(t, children.as_mut(), facilities.as_mut(), findings));

    let limits = tables.get("limits").map(|t| limits::read(t, facilities.as_mut(), findings));

    let (facilities, seats, children) = (facilities?, seats?, children?);
    if let (Some(table), Some(Some(limits))) = (tables.get("limits"), &limits) {
        limits::check(limits, table, &facilities, &seats, &children, findings);
    }
    let all = consistency::All {
        tables,
        entry_date: year.map(|y| y.entry_date),
        facilities: &facilities,
        seats: &seats,
        children: &children,
        terms: terms.as_deref().unwrap_or_default(),
        wishes: wishes.as_ref(),
        joint: joint.as_ref(),
        scores: scores.as_ref(),
    };
    consistency::check(&all, findings);
    let (year, name, wishes, joint, scores) = (year?, settings?.name.clone(), wishes?, joint?, scores?);
    Some(RoundData {
        name,
        fiscal_year: year.fiscal_year,
        entry_date: year.entry_date,
        facilities: facilities.rows,
        seats: seats.rows.into_iter().map(|(row, _)| row).collect(),
        limits: match limits {
            Some(limits) => limits?.rows.into_iter().map(|(row, _)| row).collect(),
            None => Vec::new(),
        },
        children: children.rows,
        wishes: wishes.rows.into_iter().map(|(row, _)| row).collect(),
        terms: terms?.into_iter().map(|t| (t.household, t.terms)).collect(),
        joint_wishes: joint.rows.into_iter().map(|(row, _)| row).collect(),
        tie_names: scores.tie_names,
        scores: scores.rows.into_iter().map(|(row, _)| row).collect(),
    })
}

#[cfg(test)]
mod tests;
