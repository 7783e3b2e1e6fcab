//! Everything that is settled before the first run: what the runs are, what they are counted by, and from what they come.

use schemars::JsonSchema;
use sekiwari::programme::nursery::AgeClass;
use sekiwari::siting::sweep::{Grid, Jobs, Scopes, Tally};
use serde::{Deserialize, Serialize};

/// The most jobs of a sweep: one row of figures each is kept in memory.
pub const MOST_JOBS: u32 = 1_000_000;

/// How the round is decided as it is; a place on an axis may change it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SweepRuleJson {
    /// The mechanism.
    pub mechanism: String,
    /// `strict` or `weak`.
    pub ties: String,
    /// The objective.
    pub objective: Vec<String>,
    /// The lottery seed.
    pub lottery_seed: u64,
    /// The rulebook's file, where points come from one.
    pub rulebook: Option<String>,
}

/// A place on an axis.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SweepPlaceJson {
    /// What it is called in the tables.
    pub label: String,
    /// What its scenario is called; `null` where it changes nothing.
    pub scenario: Option<String>,
    /// Edits.
    pub edits: u32,
}

/// An axis.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SweepAxisJson {
    /// Its name: the title of its column.
    pub name: String,
    /// Its places.
    pub places: Vec<SweepPlaceJson>,
}

/// A rulebook that some place names instead of the round's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SweepRulebookJson {
    /// Its file as the scenario names it.
    pub file: String,
    /// SHA-256 over the round with it, in hexadecimal.
    pub input_sha256: String,
}

/// A sweep, settled. Runs of equal plans have equal results, wherever and in whatever order they are made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SweepPlan {
    /// The engine's version.
    pub version: String,
    /// SHA-256 over the round.
    pub input_sha256: String,
    /// SHA-256 over the sweep and its scenario files.
    pub sweep_sha256: String,
    /// The rulebooks that scenarios name.
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
    /// What families do in spite of the files, if that was asked for.
    pub behaviour: Option<String>,
    /// How the round is decided as it is.
    pub rule: SweepRuleJson,
    /// The axes, the slowest first.
    pub axes: Vec<SweepAxisJson>,
    /// The classes with children.
    pub classes: Vec<u8>,
    /// The districts with children.
    pub districts: Vec<String>,
    /// For every combination `1` if something is drawn in it, else `0`.
    pub drawn: String,
}

/// In what two plans differ, in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Different {
    /// In Japanese.
    pub ja: &'static str,
    /// In English.
    pub en: &'static str,
}

impl SweepPlan {
    /// The grid; `None` if it is empty or too large.
    pub fn grid(&self) -> Option<Grid> {
        Grid::new(self.axes.iter().map(|a| a.places.len() as u32).collect())
    }

    /// The jobs; `None` if there are too many, or the plan is not whole.
    pub fn jobs(&self) -> Option<Jobs> {
        let points = self.grid()?.points();
        (self.drawn.len() == points as usize).then_some(())?;
        let draws = self.drawn.bytes().map(|drawn| if drawn == b'1' { self.draws } else { 1 });
        Jobs::new(draws, MOST_JOBS)
    }

    /// What figures are counted by; `None` if a class is none.
    pub fn scopes(&self) -> Option<Scopes> {
        let classes = self.classes.iter().map(|&c| AgeClass::new(c)).collect::<Option<Vec<_>>>()?;
        Some(Scopes::new(classes, self.districts.clone()))
    }

    /// What tells this plan from another one; `None` if they are equal.
    pub fn differs_from(&self, other: &SweepPlan) -> Option<Different> {
        let said = |ja, en| Some(Different { ja, en });
        if self == other {
            return None;
        }
        if self.version != other.version {
            return said("プログラムの版", "the version of the program");
        }
        if (&self.input_sha256, &self.rulebooks) != (&other.input_sha256, &other.rulebooks) {
            return said("募集", "the round");
        }
        if self.sweep_sha256 != other.sweep_sha256 {
            return said("一覧試算のファイルまたはシナリオ", "the sweep or a scenario");
        }
        said("draws、seed、behaviour、time-limit の指定", "draws, seed, behaviour or time limit")
    }
}

/// A sweep with the results of all its jobs.
#[derive(Clone, Debug, PartialEq)]
pub struct SweepResults {
    /// The plan.
    pub plan: SweepPlan,
    /// By job; the first is the round as it is.
    pub tallies: Vec<Tally>,
}
