//! `sweep.json`, and `sweep_shard.json`.

use crate::sweep::{SweepAxisJson, SweepPlan, SweepResults, SweepRuleJson, SweepRulebookJson};
use crate::write::ENGINE;
use schemars::JsonSchema;
use sekiwari::market::Status;
use sekiwari::siting::sweep::{Scopes, Shard, Summary};
use serde::{Deserialize, Serialize};

/// A figure of the round as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SweepTodayJson {
    /// Its name, as in `sweep.csv`.
    pub figure: String,
    /// Its value; `null` where there is none.
    pub value: Option<i64>,
}

/// A figure of a combination; `null` where it is not known.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SweepFigureJson {
    /// Its name, as in `sweep.csv`.
    pub figure: String,
    /// The mean over the draws.
    pub mean: Option<f64>,
    /// The 10th percentile.
    pub low: Option<i64>,
    /// The 90th percentile.
    pub high: Option<i64>,
    /// The mean less the round as it is.
    pub difference: Option<f64>,
}

/// A combination.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SweepPointJson {
    /// Its number, from 1.
    pub point: u32,
    /// Its place on every axis, by label.
    pub places: Vec<String>,
    /// Draws; 1 where nothing is drawn.
    pub draws: u32,
    /// Draws whose result is proven best.
    pub optimal: u32,
    /// The figures of all children.
    pub figures: Vec<SweepFigureJson>,
}

/// `sweep.json`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SweepJson {
    /// Always `sekiwari`.
    pub engine: String,
    /// The engine's version.
    pub version: String,
    /// SHA-256 over the round, in hexadecimal.
    pub input_sha256: String,
    /// SHA-256 over the sweep and its scenario files, in hexadecimal.
    pub sweep_sha256: String,
    /// Rulebooks that scenarios name.
    pub rulebooks: Vec<SweepRulebookJson>,
    /// The round's name.
    pub round: String,
    /// What the sweep is called.
    pub name: String,
    /// The seed of the draws.
    pub seed: u64,
    /// Draws of a combination in which something is drawn.
    pub draws: u32,
    /// Seconds for each search.
    pub time_limit_s: u32,
    /// What families do in spite of the files; `null` if that was not asked for.
    pub behaviour: Option<String>,
    /// How the round is decided as it is.
    pub rule: SweepRuleJson,
    /// The axes, the slowest first.
    pub axes: Vec<SweepAxisJson>,
    /// Runs in all, without that of the round as it is.
    pub runs: u32,
    /// Runs whose result is proven best.
    pub optimal: u32,
    /// The figures of the round as it is.
    pub today: Vec<SweepTodayJson>,
    /// Whether those are proven best.
    pub today_optimal: bool,
    /// All combinations.
    pub points: Vec<SweepPointJson>,
}

/// `sweep_shard.json`: which runs stand beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SweepShardJson {
    /// Always `sekiwari`.
    pub engine: String,
    /// The engine's version.
    pub version: String,
    /// SHA-256 over the round, in hexadecimal.
    pub input_sha256: String,
    /// SHA-256 over the sweep and its scenario files, in hexadecimal.
    pub sweep_sha256: String,
    /// What the sweep is called.
    pub name: String,
    /// Which shard this is, from 1.
    pub shard: u32,
    /// How many there are.
    pub shards: u32,
    /// Runs in this one.
    pub runs: u32,
}

impl SweepShardJson {
    /// The document of a shard with so many runs.
    pub fn new(plan: &SweepPlan, shard: Shard, runs: u32) -> Self {
        Self {
            engine: ENGINE.to_owned(),
            version: plan.version.clone(),
            input_sha256: plan.input_sha256.clone(),
            sweep_sha256: plan.sweep_sha256.clone(),
            name: plan.name.clone(),
            shard: shard.index(),
            shards: shard.of(),
            runs,
        }
    }
}

/// Thousandths as a decimal number.
pub(super) fn decimal(thousandths: i64) -> f64 {
    // Exact: the nearest number to the decimal.
    thousandths as f64 / 1000.0
}

impl SweepJson {
    /// The document; `summaries` by combination.
    pub(super) fn new(results: &SweepResults, summaries: &[Summary], places: &[Vec<&str>]) -> Self {
        let SweepResults { plan, tallies } = results;
        let (today, runs) = (tallies.first(), tallies.get(1..).unwrap_or_default());
        let value = |(figure, i): (sekiwari::siting::effect::Figure, usize)| SweepTodayJson {
            figure: figure.as_str().to_owned(),
            value: today.and_then(|t| t.values[i]),
        };
        let point = |((summary, places), point): ((&Summary, &Vec<&str>), u32)| SweepPointJson {
            point,
            places: places.iter().map(|&p| p.to_owned()).collect(),
            draws: summary.draws,
            optimal: summary.optimal,
            figures: Scopes::OF_ALL.iter().enumerate().map(|(i, f)| figure(summary, f.as_str(), i)).collect(),
        };
        Self {
            engine: ENGINE.to_owned(),
            version: plan.version.clone(),
            input_sha256: plan.input_sha256.clone(),
            sweep_sha256: plan.sweep_sha256.clone(),
            rulebooks: plan.rulebooks.clone(),
            round: plan.round.clone(),
            name: plan.name.clone(),
            seed: plan.seed,
            draws: plan.draws,
            time_limit_s: plan.time_limit_s,
            behaviour: plan.behaviour.clone(),
            rule: plan.rule.clone(),
            axes: plan.axes.clone(),
            runs: runs.len() as u32,
            optimal: runs.iter().filter(|t| t.status == Status::Optimal).count() as u32,
            today: Scopes::OF_ALL.into_iter().zip(0..).map(value).collect(),
            today_optimal: today.is_some_and(|t| t.status == Status::Optimal),
            points: summaries.iter().zip(places).zip(1..).map(point).collect(),
        }
    }
}

fn figure(summary: &Summary, name: &str, i: usize) -> SweepFigureJson {
    let spread = summary.spreads[i];
    SweepFigureJson {
        figure: name.to_owned(),
        mean: spread.map(|s| decimal(s.mean)),
        low: spread.map(|s| s.low),
        high: spread.map(|s| s.high),
        difference: summary.differences[i].map(decimal),
    }
}
