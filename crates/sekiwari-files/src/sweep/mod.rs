//! Sweeps: a TOML file with axes, each of scenario files or of a template and values, to scenarios; and the record of runs.

mod axis;
mod digest;
mod format;
pub mod journal;
mod plan;
mod refused;
pub mod shards;
mod template;
#[cfg(test)]
mod tests;

pub(crate) use format::chapter;
pub use plan::{
    Different, MOST_JOBS, SweepAxisJson, SweepPlaceJson, SweepPlan, SweepResults, SweepRuleJson,
    SweepRulebookJson,
};
pub use refused::{Unfit, tell_refused};

use std::collections::BTreeSet;
use std::io;

use toml::de::DeTable;

use crate::decode::decode;
use crate::finding::catalogue::sweep as kinds;
use crate::finding::{Finding, Findings, Place};
use crate::rulebook::text::{Keys, Source};
use crate::scenario::{BehaviourKeys, ReadScenario, behaviour};

/// One place on an axis.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadPlace {
    /// What it is called in the tables: the value, or the file without its ending.
    pub label: String,
    /// What it changes; nothing at all for `none`.
    pub scenario: Option<ReadScenario>,
    /// The scenario file as the sweep names it; the file of a rulebook is named from there.
    pub file: Option<String>,
    /// Another seed of the lottery.
    pub lottery_seed: Option<u64>,
    /// Whether what it says of families holds for the scenarios of all axes: it says nothing else.
    pub everywhere: bool,
}

/// One axis.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadAxis {
    /// Its name: the title of its column.
    pub name: String,
    /// Its places.
    pub places: Vec<ReadPlace>,
}

/// A sweep.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadSweep {
    /// What it is called.
    pub name: String,
    /// The number of draws, if it says so.
    pub draws: Option<u32>,
    /// The seed of the draws, if it says so.
    pub seed: Option<u64>,
    /// What families do where a scenario says nothing.
    pub behaviour: BehaviourKeys,
    /// The axes, the slowest first.
    pub axes: Vec<ReadAxis>,
    /// The file's name.
    pub file: String,
    /// SHA-256 over the file and the scenario files, in hexadecimal, made as that of a round.
    pub sha256: String,
}

/// Reads a sweep; `open` gives the bytes of a file that it names. It is there exactly if none of the findings added is an error.
pub fn read_sweep(
    bytes: &[u8],
    file: &str,
    open: &mut dyn FnMut(&str) -> io::Result<Vec<u8>>,
    findings: &mut Findings,
) -> Option<ReadSweep> {
    let mut own = Findings::new();
    let read = read(bytes, file, open, &mut own);
    let sound = !own.has_errors();
    findings.append(own);
    read.filter(|_| sound)
}

fn read(
    bytes: &[u8],
    file: &str,
    open: &mut dyn FnMut(&str) -> io::Result<Vec<u8>>,
    findings: &mut Findings,
) -> Option<ReadSweep> {
    let decoded = decode(bytes.to_vec(), file, findings)?;
    let source = Source { text: &decoded.text, file };
    let table = source.parse(findings)?;
    let table: &DeTable<'_> = table.get_ref();
    let mut root = Keys::new(&source, table, 0..0, String::new());
    let name = root.text("name", findings).map(|w| w.text);
    root.text("note", findings);
    let draws = root.count("draws", 1..=10_000, findings).and_then(|n| u32::try_from(n).ok());
    let seed = root.count("seed", 0..=i64::MAX, findings).and_then(|n| u64::try_from(n).ok());
    let behaviour = behaviour(&mut root, findings);
    let mut files = digest::Files::new(file, bytes, open);
    let mut axes = Vec::new();
    let mut names: BTreeSet<String> = axis::TAKEN.iter().map(|&n| n.to_owned()).collect();
    if !root.has("axis") {
        findings.add(&kinds::NO_AXIS, Place::file(file));
    }
    for mut keys in root.tables("axis", findings) {
        let axis = axis::read(&source, &mut keys, &mut files, findings);
        if !axis.name.is_empty() && !names.insert(axis.name.clone()) {
            findings.push(Finding::new(&kinds::AXIS_NAME, keys.place("name")).value(&axis.name));
        }
        axes.push(axis);
    }
    root.finish(findings);
    let stem = file.strip_suffix(".toml").unwrap_or(file);
    let sha256 = files.sha256();
    let name = name.unwrap_or_else(|| stem.to_owned());
    Some(ReadSweep { name, draws, seed, behaviour, axes, file: file.to_owned(), sha256 })
}
