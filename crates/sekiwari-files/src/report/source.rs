//! Output folders, recognised by the file that marks them, and the bytes that were read.

use super::ReportError;
use crate::write::ENGINE;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// A kind of folder that may stand beside a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BesideKind {
    /// Of `frontier`.
    Frontier,
    /// Of `restore`.
    Restore,
    /// Of `worth`.
    Worth,
    /// Of `sufficed`.
    Sufficed,
    /// Of `whatif`.
    Whatif,
    /// Of `sweep`.
    Sweep,
    /// Of `site`.
    Site,
    /// Of `years`.
    Years,
    /// Of `access`.
    Access,
    /// Of `fairness`.
    Fairness,
    /// Of `count`.
    Count,
    /// Of `plan`.
    Plan,
    /// Of `clubs`.
    Clubs,
    /// Of `units`.
    Units,
    /// Of `simulate`.
    Season,
}

impl BesideKind {
    /// All, each with the file that marks its folders.
    pub const MARKS: [(BesideKind, &'static str); 15] = [
        (BesideKind::Frontier, "frontier.json"),
        (BesideKind::Restore, "restore.json"),
        (BesideKind::Worth, "seat_values.json"),
        (BesideKind::Sufficed, "sufficed.json"),
        (BesideKind::Whatif, "whatif.json"),
        (BesideKind::Sweep, "sweep.json"),
        (BesideKind::Site, "site.json"),
        (BesideKind::Years, "years.json"),
        (BesideKind::Access, "access.json"),
        (BesideKind::Fairness, "fairness.json"),
        (BesideKind::Count, "count.json"),
        (BesideKind::Plan, "plan.json"),
        (BesideKind::Clubs, "clubs.json"),
        (BesideKind::Units, "units.json"),
        (BesideKind::Season, "season.json"),
    ];

    /// The kind of a folder.
    pub(super) fn of(folder: &Path) -> Option<(BesideKind, &'static str)> {
        Self::MARKS.into_iter().find(|(_, mark)| folder.join(mark).is_file())
    }
}

/// The marks, for messages.
pub(super) fn names() -> String {
    BesideKind::MARKS.map(|(_, mark)| mark).join(", ")
}

/// A file that the page was made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileDigest {
    /// The file: its folder's name and its own, or as given.
    pub file: String,
    /// SHA-256 over its bytes, in hexadecimal.
    pub sha256: String,
}

/// What was read so far.
#[derive(Debug, Default)]
pub(super) struct Sources {
    pub(super) files: Vec<FileDigest>,
}

impl Sources {
    /// Reads a file whole.
    pub(super) fn bytes(&mut self, path: &Path) -> Result<Vec<u8>, ReportError> {
        let bytes = fs::read(path).map_err(ReportError::io(path))?;
        let mut sha256 = String::with_capacity(64);
        for byte in Sha256::digest(&bytes) {
            // Writing to a string cannot fail.
            let _ = write!(sha256, "{byte:02x}");
        }
        self.files.push(FileDigest { file: shown(path), sha256 });
        Ok(bytes)
    }

    /// Reads a JSON document of ours.
    pub(super) fn json<T: DeserializeOwned>(&mut self, path: &Path) -> Result<T, ReportError> {
        let bytes = self.bytes(path)?;
        let unreadable = |reason: String| ReportError::Unreadable { path: path.to_owned(), reason };
        let value: serde_json::Value =
            serde_json::from_slice(&bytes).map_err(|e| unreadable(e.to_string()))?;
        if value.get("engine").and_then(serde_json::Value::as_str) != Some(ENGINE) {
            return Err(unreadable("not of sekiwari".to_owned()));
        }
        serde_json::from_value(value).map_err(|e| unreadable(e.to_string()))
    }

    /// The same for a file that need not be there.
    pub(super) fn json_if_there<T: DeserializeOwned>(
        &mut self,
        path: &Path,
    ) -> Result<Option<T>, ReportError> {
        if path.is_file() { self.json(path).map(Some) } else { Ok(None) }
    }
}

/// The last two parts of a path: enough to find the file again, and nothing of the machine.
fn shown(path: &Path) -> String {
    let whole = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let parts: Vec<_> = whole.iter().rev().take(2).collect();
    parts.into_iter().rev().collect::<PathBuf>().to_string_lossy().replace('\\', "/")
}
