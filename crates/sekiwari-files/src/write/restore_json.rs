//! `restore.json` and `restore.csv`: the fewest extra seats with which nobody blocks.

use super::columns::RESTORE;
use super::conflict_json::{SeatsJson, TextJson};
use super::folder::{OutputError, OutputFolder};
use super::result_json::ENGINE;
use super::table::TableWriter;
use schemars::JsonSchema;
use sekiwari::Lang;
use sekiwari::exact::restore::{Extent, Restored, Way};
use sekiwari::market::{Market, Status};
use sekiwari::programme::nursery::{Compiled, Round};
use serde::{Deserialize, Serialize};
use std::io;

/// Where seats were allowed to be added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AllowedJson {
    /// Seats in all, at most.
    pub max_seats: u32,
    /// Seats in one class (or classes that share seats), at most; `null` for any number.
    pub per_class: Option<u32>,
    /// Seats at one facility, at most; `null` for any number.
    pub per_facility: Option<u32>,
    /// Classes that have no seats in this round may be opened.
    pub closed: bool,
}

/// Seats added to a pool.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ExtraSeatsJson {
    /// The pool, with its seats as they are now.
    #[serde(flatten)]
    pub pool: SeatsJson,
    /// Seats to be added.
    pub extra: u32,
}

/// A way to make a stable allocation possible.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct WayJson {
    /// The seats to be added.
    pub extra: Vec<ExtraSeatsJson>,
    /// How many in all.
    pub added: u32,
    /// Children seated by the best allocation with them, in which nobody blocks (judged independently).
    pub seated: u32,
    /// Whether no other such allocation is better by the objective.
    pub optimal: bool,
}

/// `restore.json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RestoreJson {
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
    /// Where seats were allowed to be added.
    pub allowed: AllowedJson,
    /// No fewer extra seats do; `null` where no number of them does.
    pub at_least: Option<u32>,
    /// Whether the ways are proven to need the fewest seats.
    pub proven: bool,
    /// Whether all ways with so few seats are listed.
    pub all_ways: bool,
    /// How far the search came: `complete`, `beyond-limit` (more seats than allowed are needed), `impossible`, `cut`.
    pub extent: String,
    /// Numbers of extra seats whose market was looked at.
    pub looked_at: u64,
    /// Households that block in the best allocation with the seats as they are; `null` if that was not found in time.
    pub blocking_now: Option<u32>,
    /// Children seated by it.
    pub seated_now: Option<u32>,
    /// The answer in a sentence.
    pub conclusion: TextJson,
    /// The ways, most children seated first.
    pub ways: Vec<WayJson>,
}

/// What is written of a search for extra seats.
#[derive(Clone, Copy, Debug)]
pub struct RestoreFacts<'a> {
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
    /// Where seats were allowed to be added.
    pub allowed: AllowedJson,
    /// Blocking households and children seated with the seats as they are.
    pub now: Option<(u32, u32)>,
    /// What was found.
    pub restored: &'a Restored,
}

impl RestoreJson {
    /// What was found, in the words of the round.
    pub fn new(facts: &RestoreFacts<'_>) -> Self {
        let restored = facts.restored;
        let extent = match restored.extent {
            Extent::Complete => "complete",
            Extent::BeyondLimit => "beyond-limit",
            Extent::Impossible => "impossible",
            Extent::Cut => "cut",
        };
        let extra = |way: &Way| -> Vec<ExtraSeatsJson> {
            let of = |&(pool, extra): &(sekiwari::market::PoolId, u32)| {
                let pool = SeatsJson::of(facts.round, facts.compiled, facts.market, pool);
                ExtraSeatsJson { pool, extra }
            };
            way.extra.iter().map(of).collect()
        };
        let ways = restored.ways.iter().map(|way| WayJson {
            extra: extra(way),
            added: way.extra.iter().map(|(_, n)| n).sum(),
            seated: way.seated,
            optimal: way.solution.outcome.status == Status::Optimal,
        });
        Self {
            engine: ENGINE.to_owned(),
            version: facts.version.to_owned(),
            input_sha256: facts.input_sha256.to_owned(),
            name: facts.round.name().to_owned(),
            seed: facts.seed,
            allowed: facts.allowed,
            at_least: Some(restored.at_least).filter(|_| restored.extent != Extent::Impossible),
            proven: restored.is_proven(),
            all_ways: restored.all,
            extent: extent.to_owned(),
            looked_at: restored.looked_at,
            blocking_now: facts.now.map(|(blocking, _)| blocking),
            seated_now: facts.now.map(|(_, seated)| seated),
            conclusion: TextJson::of(|lang| conclusion(restored, facts.allowed.max_seats, lang)),
            ways: ways.collect(),
        }
    }
}

fn conclusion(restored: &Restored, most: u32, lang: Lang) -> String {
    let least = restored.at_least;
    let found = restored.ways.first().map(|w| w.extra.iter().map(|(_, n)| n).sum::<u32>());
    match (found, restored.extent) {
        (Some(0), _) => lang.pick(
            "席を増やさなくても、優先順位に反する世帯のない配分があります。".to_owned(),
            "An allocation without blocking households exists with the seats as they are.".to_owned(),
        ),
        (Some(seats), _) if restored.is_proven() => lang.pick(
            format!(
                "席を {seats} 増やせば、優先順位に反する世帯のない配分ができます。これより少ない席では、どこに増やしてもできません（証明済み）。"
            ),
            format!(
                "With {seats} more seats an allocation without blocking households exists; with fewer none does, wherever they are added (proven)."
            ),
        ),
        (Some(seats), _) => lang.pick(
            format!("席を {seats} 増やせば、優先順位に反する世帯のない配分ができます。最少かどうかは分かっていません（少なくとも {least} 席）。"),
            format!("With {seats} more seats an allocation without blocking households exists. Whether fewer do is not known (at least {least})."),
        ),
        (None, Extent::Impossible) => lang.pick(
            "増やしてよい席をいくつ増やしても、優先順位に反する世帯のない配分はできません（証明済み）。".to_owned(),
            "However many seats are added where they may be, every allocation has blocking households (proven).".to_owned(),
        ),
        (None, Extent::BeyondLimit) => lang.pick(
            format!("席を {most} まで増やしても、優先順位に反する世帯のない配分はできません（証明済み）。"),
            format!("With up to {most} more seats every allocation has blocking households (proven)."),
        ),
        (None, _) => lang.pick(
            format!("時間内には見つかりませんでした。少なくとも {least} 席の増加が必要です（証明済み）。"),
            format!("Nothing was found in time. At least {least} more seats are needed (proven)."),
        ),
    }
}

/// Writes `restore.csv` and `restore.json` into a folder; `bom` as in [`super::write_tables`].
///
/// # Errors
/// What the file system refuses.
pub fn write_restore(folder: &OutputFolder, json: &RestoreJson, bom: bool) -> Result<(), OutputError> {
    folder.write(RESTORE.file, |out| -> io::Result<()> {
        let mut table = TableWriter::new(out, &RESTORE, 0, bom)?;
        for (number, way) in (1u32..).zip(&json.ways) {
            for seats in &way.extra {
                table.value(number)?.text(&seats.pool.facility_id)?.value(&seats.pool.class)?;
                table.value(seats.pool.seats)?.value(seats.extra)?;
                table.value(way.added)?.value(way.seated)?.end_row()?;
            }
        }
        table.finish()
    })?;
    folder.write_json("restore.json", json)
}
