//! One door for rounds of all programmes.

use std::path::Path;

use crate::club::{LoadedClub, read_club_files};
use crate::daily::{LoadedDaily, read_daily_files};
use crate::finding::Findings;
use crate::round::{LoadedRound, Programme, RoundFiles, read_round_files};

/// A round of any programme, as it was read.
#[derive(Debug, Clone, PartialEq)]
pub enum AnyRound {
    /// Of nursery schools.
    Nursery(Box<LoadedRound>),
    /// Of after-school clubs.
    Club(Box<LoadedClub>),
    /// Of day services.
    Daily(Box<LoadedDaily>),
}

/// Reads a round folder, or a workbook that holds the whole round, of the programme that its settings name.
///
/// The round is there exactly when no finding is an error; findings are in their final order.
#[must_use]
pub fn read_any(path: &Path) -> (Option<AnyRound>, Findings) {
    let mut findings = Findings::new();
    let Some(files) = RoundFiles::open(path, &mut findings) else {
        findings.sort();
        return (None, findings);
    };
    let (loaded, read) = read_any_files(files);
    findings.append(read);
    findings.sort();
    (loaded.filter(|_| !findings.has_errors()), findings)
}

/// Like [`read_any`] for files that are already in memory.
#[must_use]
pub fn read_any_files(files: RoundFiles) -> (Option<AnyRound>, Findings) {
    match files.programme() {
        Programme::Nursery => {
            let (round, findings) = read_round_files(files);
            (round.map(|r| AnyRound::Nursery(Box::new(r))), findings)
        }
        Programme::Club => {
            let (round, findings) = read_club_files(files);
            (round.map(|r| AnyRound::Club(Box::new(r))), findings)
        }
        Programme::Daily => {
            let (round, findings) = read_daily_files(files);
            (round.map(|r| AnyRound::Daily(Box::new(r))), findings)
        }
    }
}
