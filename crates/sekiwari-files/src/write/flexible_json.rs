//! `flexible.json` and `flexible.csv`: what another division of seats over classes would gain.

use super::columns::FLEXIBLE;
use super::folder::{OutputError, OutputFolder};
use super::result_json::ENGINE;
use super::table::TableWriter;
use schemars::JsonSchema;
use sekiwari::exact::flexible::{Divided, Judged};
use serde::{Deserialize, Serialize};
use std::io;

/// What an allocation comes to (judged independently).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DivisionJson {
    /// Children with a seat, new or kept.
    pub seated: u32,
    /// Households with a blocking wish.
    pub blocking_households: u32,
    /// Sum of wish ranks of households with a seat.
    pub rank_sum: u64,
}

impl DivisionJson {
    fn of(judged: Judged) -> Self {
        let Judged { blocking, seated, rank_sum } = judged;
        Self { seated, blocking_households: blocking, rank_sum }
    }
}

/// The seats of one class of a facility that can divide them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FlexibleRowJson {
    /// The facility.
    pub facility_id: String,
    /// The age class.
    pub class: u8,
    /// Seats open today.
    pub open: u32,
    /// Seats open under the other division.
    pub flexible: u32,
    /// Children who want a seat there rather than their outcome of today.
    pub waiting_today: u32,
    /// The same under the other division.
    pub waiting: u32,
}

/// `flexible.json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FlexibleJson {
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
    /// Facilities of the round.
    pub facilities: u32,
    /// Facilities that can divide their seats: their teachers or rooms are known, today's seats keep within them, and no classes share seats.
    pub flexible_facilities: u32,
    /// Today's division.
    pub today: DivisionJson,
    /// The best division found.
    pub best: DivisionJson,
    /// No allocation of any division seats more children, whoever blocks.
    pub seated_max: u32,
    /// `seated_max` less the children seated by the best division.
    pub gap: u32,
    /// No division seats more children in an allocation with as few blocking households.
    pub proven: bool,
    /// All divisions were looked at.
    pub all_divisions: bool,
    /// Divisions looked at.
    pub looked_at: u64,
    /// The search was told to stop, or met its limit: only then may another run find a better one.
    pub cut: bool,
    /// The seats, by facility and class.
    pub seats: Vec<FlexibleRowJson>,
}

/// What is written of a division.
#[derive(Clone, Debug)]
pub struct FlexibleFacts<'a> {
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
    /// Facilities of the round.
    pub facilities: u32,
    /// Facilities that can divide their seats.
    pub flexible_facilities: u32,
    /// What was found.
    pub divided: &'a Divided,
    /// The seats, by facility and class.
    pub seats: Vec<FlexibleRowJson>,
}

impl FlexibleJson {
    /// The figures of a division.
    pub fn new(facts: FlexibleFacts<'_>) -> Self {
        let d = facts.divided;
        Self {
            engine: ENGINE.to_owned(),
            version: facts.version.to_owned(),
            input_sha256: facts.input_sha256.to_owned(),
            name: facts.name.to_owned(),
            seed: facts.seed,
            children: facts.children,
            facilities: facts.facilities,
            flexible_facilities: facts.flexible_facilities,
            today: DivisionJson::of(d.today.judged),
            best: DivisionJson::of(d.best.judged),
            seated_max: d.seated_max,
            gap: d.seated_max - d.best.judged.seated,
            proven: d.is_proven(),
            all_divisions: d.all,
            looked_at: d.looked_at,
            cut: d.cut,
            seats: facts.seats,
        }
    }
}

/// Writes `flexible.csv` and `flexible.json` into a folder; `bom` as in [`super::write_tables`].
///
/// # Errors
/// What the file system refuses.
pub fn write_flexible(folder: &OutputFolder, json: &FlexibleJson, bom: bool) -> Result<(), OutputError> {
    folder.write(FLEXIBLE.file, |out| -> io::Result<()> {
        let mut table = TableWriter::new(out, &FLEXIBLE, 0, bom)?;
        for row in &json.seats {
            let change = i64::from(row.flexible) - i64::from(row.open);
            table.text(&row.facility_id)?.value(row.class)?.value(row.open)?.value(row.flexible)?;
            table.value(change)?.value(row.waiting_today)?.value(row.waiting)?.end_row()?;
        }
        table.finish()
    })?;
    folder.write_json("flexible.json", json)
}
