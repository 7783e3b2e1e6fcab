//! `result.json` as far as its claims can be judged.

use std::path::Path;

use serde::Deserialize;

use crate::finding::catalogue::{files, shape};
use crate::finding::{Finding, Findings, Place};

/// What `result.json` claims about the allocation beside it. Keys it does not know are passed over.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, schemars::JsonSchema)]
pub struct ResultClaims {
    /// Version of the engine that wrote it.
    pub version: String,
    /// SHA-256 over the input, see [`crate::round::LoadedRound::input_sha256`].
    pub input_sha256: String,
    /// Mechanism by its name.
    pub mechanism: String,
    /// `strict` or `weak`.
    pub ties: String,
    /// Lottery seed.
    pub seed: u64,
    /// `optimal`, `feasible` or `infeasible`.
    pub status: String,
    /// Children of the round.
    pub children: u64,
    /// Households of the round.
    pub households: u64,
    /// Children with a new seat.
    pub placed: u64,
    /// Children that stay at the seat they hold.
    pub kept: u64,
    /// Children without a seat.
    pub unplaced: u64,
    /// Households with a blocking wish.
    pub blocking_households: u64,
    /// Blocking wishes.
    pub blocking_wishes: u64,
    /// Placed and kept together.
    pub seated: u64,
    /// What is proven about any allocation.
    pub bounds: ResultBounds,
}

/// Proven bounds.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, schemars::JsonSchema)]
pub struct ResultBounds {
    /// No allocation has fewer blocking households.
    pub blocking_households_min: u64,
    /// No allocation seats more children.
    pub seated_max: u64,
}

/// Reads the claims of a `result.json`.
///
/// Nothing is returned where the file cannot be read or is not of this shape; the finding names the line.
#[must_use]
pub fn read_result_json(path: &Path) -> (Option<ResultClaims>, Findings) {
    let mut findings = Findings::new();
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(e) => {
            let finding = Finding::new(&files::FILE_UNREADABLE, Place::file(name));
            findings.push(finding.arg("reason", e.kind()));
            return (None, findings);
        }
    };
    match serde_json::from_slice(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes)) {
        Ok(claims) => (Some(claims), findings),
        Err(e) => {
            let line = u32::try_from(e.line()).unwrap_or(u32::MAX).max(1);
            let finding = Finding::new(&shape::JSON_SYNTAX, Place::file(name).line(line));
            findings.push(finding.arg("reason", e));
            (None, findings)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::read_result_json;

    #[test]
    fn claims_are_read_and_faults_named_by_line() {
        let dir = tempfile::tempdir().unwrap();
        let good = dir.path().join("result.json");
        let text = r#"{"engine":"sekiwari","version":"0.1.0","input_sha256":"ab","mechanism":"points-order","ties":"strict",
            "seed":7,"status":"feasible","children":3,"households":2,"placed":1,"kept":1,"unplaced":1,
            "blocking_households":0,"blocking_wishes":0,"bounds":{"blocking_households_min":0,"seated_max":2},"seated":2}"#;
        std::fs::write(&good, text).unwrap();
        let (claims, f) = read_result_json(&good);
        assert!(f.is_empty());
        assert_eq!(claims.map(|c| (c.seed, c.bounds.seated_max)), Some((7, 2)));
        std::fs::write(&good, text.replace("\"seed\":7", "\"seed\":-7")).unwrap();
        let (claims, f) = read_result_json(&good);
        assert!(claims.is_none());
        assert_eq!(f.iter().map(|f| (f.code(), f.place.line)).collect::<Vec<_>>(), [("E0218", Some(2))]);
    }
}
