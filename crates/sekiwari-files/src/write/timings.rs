//! `timings.json`: the only output that differs from run to run.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Seconds a step took.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StepSeconds {
    /// The step: `read`, `compile`, `solve`, `verify`, `explain`, `write`, ...
    pub step: String,
    /// Wall-clock seconds.
    pub seconds: f64,
}

/// `timings.json`: how long each step took, kept apart so that all other outputs are the same in every run.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TimingsJson {
    /// The steps, in the order they were done.
    pub steps: Vec<StepSeconds>,
    /// Wall-clock seconds in all.
    pub total_seconds: f64,
    /// Threads used.
    pub threads: u32,
}

impl TimingsJson {
    /// Timings of steps in order; the total is their sum.
    pub fn new(steps: impl IntoIterator<Item = (String, f64)>, threads: u32) -> Self {
        let steps: Vec<StepSeconds> =
            steps.into_iter().map(|(step, seconds)| StepSeconds { step, seconds }).collect();
        Self { total_seconds: steps.iter().map(|s| s.seconds).sum(), steps, threads }
    }
}
