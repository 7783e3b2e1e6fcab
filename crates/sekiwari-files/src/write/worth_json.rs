//! `seat_values.csv` and `seat_values.json`: what one seat more or less is worth at every facility and class.

use super::columns::SEAT_VALUES;
use super::conflict_json::SeatsJson;
use super::folder::{OutputError, OutputFolder};
use super::result_json::ENGINE;
use super::table::TableWriter;
use schemars::JsonSchema;
use sekiwari::exact::marginal::SeatValue;
use sekiwari::market::Market;
use sekiwari::programme::nursery::{Compiled, Round};
use serde::{Deserialize, Serialize};
use std::io;

/// What one seat changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SeatValueJson {
    /// Children seated more than today; negative for fewer.
    pub seated: i64,
    /// Households with a better wish than today.
    pub better: u32,
    /// Households with a worse wish than today, or none.
    pub worse: u32,
    /// Blocking households more than today.
    pub blocking: i64,
    /// Whether these numbers are proven.
    pub proven: bool,
}

impl SeatValueJson {
    fn of(value: &SeatValue) -> Self {
        let SeatValue { seated, better, worse, blocking, proven, .. } = *value;
        Self { seated, better, worse, blocking, proven }
    }
}

/// One facility and class.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PoolWorthJson {
    /// The seats as they are.
    #[serde(flatten)]
    pub pool: SeatsJson,
    /// With one seat more.
    pub more: SeatValueJson,
    /// With one seat less; `null` where all seats are held, or there are none.
    pub less: Option<SeatValueJson>,
}

/// `seat_values.json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct WorthJson {
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
    /// Children seated today.
    pub seated: u32,
    /// Blocking households today, at least.
    pub blocking: u32,
    /// The search was told to stop, by its time limit or an interrupt: only then may another run find other numbers.
    pub stopped: bool,
    /// The best places for one seat, best first, as positions in `pools`; these were solved as a whole once more and judged.
    pub top: Vec<u32>,
    /// Facilities and classes, in the order of the tables.
    pub pools: Vec<PoolWorthJson>,
}

/// What is written of the value of seats.
#[derive(Clone, Copy, Debug)]
pub struct WorthFacts<'a> {
    /// The engine's version.
    pub version: &'a str,
    /// SHA-256 over the input, in hexadecimal.
    pub input_sha256: &'a str,
    /// The seed of the lottery.
    pub seed: u64,
    /// The round.
    pub round: &'a Round,
    /// The round, compiled.
    pub compiled: &'a Compiled,
    /// The market with the seats as they are.
    pub market: &'a Market,
    /// Children seated and blocking households today.
    pub today: (u32, u32),
    /// The search was told to stop.
    pub stopped: bool,
    /// One seat more in each pool.
    pub more: &'a [SeatValue],
    /// One seat less in each pool where there is one to take.
    pub less: &'a [Option<SeatValue>],
    /// The best places, as positions in `more`.
    pub top: &'a [u32],
}

impl WorthJson {
    /// The values, in the words of the round.
    pub fn new(facts: &WorthFacts<'_>) -> Self {
        let pool = |(more, less): (&SeatValue, &Option<SeatValue>)| PoolWorthJson {
            pool: SeatsJson::of(facts.round, facts.compiled, facts.market, more.pool),
            more: SeatValueJson::of(more),
            less: less.as_ref().map(SeatValueJson::of),
        };
        Self {
            engine: ENGINE.to_owned(),
            version: facts.version.to_owned(),
            input_sha256: facts.input_sha256.to_owned(),
            name: facts.round.name().to_owned(),
            seed: facts.seed,
            seated: facts.today.0,
            blocking: facts.today.1,
            stopped: facts.stopped,
            top: facts.top.to_vec(),
            pools: facts.more.iter().zip(facts.less).map(pool).collect(),
        }
    }
}

/// Writes `seat_values.csv` and `seat_values.json` into a folder; `bom` as in [`super::write_tables`].
///
/// # Errors
/// What the file system refuses.
pub fn write_worth(folder: &OutputFolder, json: &WorthJson, bom: bool) -> Result<(), OutputError> {
    folder.write(SEAT_VALUES.file, |out| -> io::Result<()> {
        let mut table = TableWriter::new(out, &SEAT_VALUES, 0, bom)?;
        for row in &json.pools {
            let (pool, more, less) = (&row.pool, &row.more, &row.less);
            table.text(&pool.facility_id)?.value(&pool.class)?;
            table.optional(pool.reserved_for.as_deref())?.value(pool.seats)?;
            table.value(more.seated)?.value(more.better)?.value(more.worse)?.value(more.blocking)?;
            table.optional(less.map(|v| v.seated))?.optional(less.map(|v| v.better))?;
            table.optional(less.map(|v| v.worse))?.optional(less.map(|v| v.blocking))?;
            table.value(more.proven && less.is_none_or(|v| v.proven))?.end_row()?;
        }
        table.finish()
    })?;
    folder.write_json("seat_values.json", json)
}
