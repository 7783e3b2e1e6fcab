//! `frontier.json` and `frontier.csv`: most children seated against at most so many blocking households.

use super::columns::FRONTIER;
use super::folder::{OutputError, OutputFolder};
use super::result_json::ENGINE;
use super::table::TableWriter;
use schemars::JsonSchema;
use sekiwari::exact::frontier::{Frontier, Point};
use serde::{Deserialize, Serialize};
use std::io;

/// One point.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PointJson {
    /// So many households may block.
    pub blocking_max: u32,
    /// Children seated by the best allocation found (judged independently).
    pub seated: u32,
    /// Households that block in it.
    pub blocking: u32,
    /// No allocation with so few blocking households seats more.
    pub seated_max: u32,
    /// What proves that: `placement` (whoever blocks), `singles` (each blocking household seats at most one single child
    /// more), `fewest` (the search for the best with the fewest blocking households), `tried` (everything was tried).
    pub bound: String,
    /// Both meet: no allocation with so few blocking households is better.
    pub proven: bool,
}

impl PointJson {
    fn of(point: &Point) -> Self {
        Self {
            blocking_max: point.blocking_max,
            seated: point.seated,
            blocking: point.blocking,
            seated_max: point.seated_max,
            bound: point.bound.as_str().to_owned(),
            proven: point.seated == point.seated_max,
        }
    }
}

/// `frontier.json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FrontierJson {
    /// Always `sekiwari`.
    pub engine: String,
    /// The engine's version.
    pub version: String,
    /// SHA-256 over the input, in hexadecimal.
    pub input_sha256: String,
    /// The round's name.
    pub name: String,
    /// The seed of the lottery.
    pub seed: u64,
    /// Children who apply.
    pub children: u32,
    /// No allocation has fewer blocking households.
    pub blocking_min: u32,
    /// The search was told to stop, by its time limit or an interrupt: only then may another run find other points.
    pub stopped: bool,
    /// The points, by the households that may block.
    pub points: Vec<PointJson>,
    /// The most children seated that was found, and what bounds it whoever blocks.
    pub end: PointJson,
}

/// What is written of a frontier.
#[derive(Clone, Copy, Debug)]
pub struct FrontierFacts<'a> {
    /// The engine's version.
    pub version: &'a str,
    /// SHA-256 over the input, in hexadecimal.
    pub input_sha256: &'a str,
    /// The round's name.
    pub name: &'a str,
    /// The seed of the lottery.
    pub seed: u64,
    /// Children who apply.
    pub children: u32,
    /// The search was told to stop.
    pub stopped: bool,
    /// What was found.
    pub frontier: &'a Frontier,
}

impl FrontierJson {
    /// The figures of a frontier.
    pub fn new(facts: &FrontierFacts<'_>) -> Self {
        Self {
            engine: ENGINE.to_owned(),
            version: facts.version.to_owned(),
            input_sha256: facts.input_sha256.to_owned(),
            name: facts.name.to_owned(),
            seed: facts.seed,
            children: facts.children,
            blocking_min: facts.frontier.blocking_min,
            stopped: facts.stopped,
            points: facts.frontier.points.iter().map(PointJson::of).collect(),
            end: PointJson::of(&facts.frontier.end),
        }
    }

    /// The points and, where it lies beyond them, the end.
    pub fn rows(&self) -> impl Iterator<Item = &PointJson> {
        let last = self.points.last().map(|p| (p.blocking_max, p.seated));
        let beyond = last.is_none_or(|(k, seated)| self.end.blocking_max > k || self.end.seated > seated);
        self.points.iter().chain(beyond.then_some(&self.end))
    }
}

/// Writes `frontier.csv` and `frontier.json` into a folder; `bom` as in [`super::write_tables`].
///
/// # Errors
/// What the file system refuses.
pub fn write_frontier(folder: &OutputFolder, json: &FrontierJson, bom: bool) -> Result<(), OutputError> {
    folder.write(FRONTIER.file, |out| -> io::Result<()> {
        let mut table = TableWriter::new(out, &FRONTIER, 0, bom)?;
        for point in json.rows() {
            table.value(point.blocking_max)?.value(point.seated)?.value(point.blocking)?;
            table.value(point.seated_max)?.value(&point.bound)?.end_row()?;
        }
        table.finish()
    })?;
    folder.write_json("frontier.json", json)
}
