//! `result.json`: what was decided, how, and what is claimed about it.

use super::{RoundFacts, stage_name};
use schemars::JsonSchema;
use sekiwari::market::{Allocation, Bounds, ChildId, Earlier, Goals, Market, Outcome, Status};
use sekiwari::verify::{Claims, stage_values};
use serde::{Deserialize, Serialize};

/// The engine's name in files.
pub const ENGINE: &str = "sekiwari";

/// What is proven about the allocation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ResultStatus {
    /// Proven best for the objective.
    Optimal,
    /// Feasible and judged, without proof that nothing better exists.
    Feasible,
    /// No allocation meets what was demanded.
    Infeasible,
}

/// Proven bounds on the objective.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BoundsJson {
    /// No allocation has fewer blocking households.
    pub blocking_households_min: u32,
    /// No allocation with the fewest blocking households seats more children.
    pub seated_max: u32,
    /// No feasible allocation at all seats more children, whoever blocks; absent if the mechanism did not look for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub placement_max: Option<u32>,
    /// With `ties` = `weak` and `stable-optimal`: no allocation without blocking households that seats at least as many children
    /// has a smaller sum of wish ranks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rank_sum_min: Option<u64>,
}

/// The value of the allocation. Allocations are compared by the blocking households, then stage by stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ObjectiveJson {
    /// Households with a blocking wish; fewer is better.
    pub blocking_households: u32,
    /// Children with a seat; more is better.
    pub seated: u32,
    /// Sum of the wish ranks over households (or children decided on their own) that got a wish; smaller is better.
    pub rank_sum: u64,
    /// The stages of `objective_order` with what the allocation reaches in each.
    pub stages: Vec<StageJson>,
}

/// A stage of the objective.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct StageJson {
    /// `seated`, `rank-sum`, `first-wishes`, `together`, `unchanged` or `within-rank-N`; `rank-maximal` stands as one `within-rank-N`
    /// per rank of the longest list.
    pub stage: String,
    /// Added up over the households; more is better. `rank-sum` counts negatively.
    pub value: i64,
}

/// How far an allocation is from an earlier decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NearJson {
    /// Children of the round that the earlier decision speaks of (`earlier.csv`).
    pub compared: u32,
    /// Those of them who get what they had: a seat at the same facility, or none.
    pub unchanged: u32,
}

/// What ended a search before its own end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Stopped {
    /// The time limit.
    TimeLimit,
    /// Somebody, by Ctrl-C or a request to terminate.
    Interrupt,
}

/// How the search went, in counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct StatisticsJson {
    /// Wishes proposed or tried.
    pub proposals: u64,
    /// Passes over the households, or steps.
    pub passes: u32,
    /// Times the search started again with another order.
    pub restarts: u32,
    /// The mechanism did not reach its own goal and fell back.
    pub gave_up: bool,
    /// What ended the search before its own end; `null` if nothing did. Only then may another run give another result.
    // Always written, so it is required; `Option` alone would make it optional.
    #[serde(deserialize_with = "Option::deserialize")]
    #[schemars(required)]
    pub stopped: Option<Stopped>,
    /// With `ties` = `weak` and `stable-optimal`: what the strict order of the lottery gives, for comparison.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lottery: Option<LotteryJson>,
}

/// What the strict order of the lottery gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LotteryJson {
    /// Children with a seat.
    pub seated: u32,
    /// Households with a blocking wish in that order.
    pub blocking_households: u32,
}

/// `result.json`. Everything in it is the same in every run with the same input, settings and version, unless the search was
/// stopped (`statistics.stopped`): how far it came by then depends on the machine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ResultJson {
    /// Always `sekiwari`.
    pub engine: String,
    /// The engine's version.
    pub version: String,
    /// SHA-256 over the input, in hexadecimal.
    pub input_sha256: String,
    /// The programme: `nursery`.
    pub programme: String,
    /// The round's name.
    pub name: String,
    /// The fiscal year (April to March).
    pub fiscal_year: i16,
    /// The day on which seats are taken up (`YYYY-MM-DD`).
    #[schemars(extend("format" = "date"))]
    pub entry_date: String,
    /// The mechanism that decided.
    pub mechanism: String,
    /// What equal scores mean: `strict` or `weak`.
    pub ties: String,
    /// The seed of the lottery.
    pub seed: u64,
    /// What was published before the draw: SHA-256 of the text `seed:nonce`, in hexadecimal. Only where the round states it;
    /// the seed was checked against it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lottery_commitment: Option<String>,
    /// The nonce of the commitment, so that anybody can repeat the check.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lottery_nonce: Option<String>,
    /// By what allocations with as many blocking households are compared, as in the settings: `seated`, `rank-sum`,
    /// `first-wishes`, `together`, `rank-maximal`, `unchanged`. Only `stable-optimal` searches for the best.
    pub objective_order: Vec<String>,
    /// What is proven.
    pub status: ResultStatus,
    /// Children who apply.
    pub children: u32,
    /// Households they belong to.
    pub households: u32,
    /// Children with a new seat.
    pub placed: u32,
    /// Children who stay at the seat they hold.
    pub kept: u32,
    /// Children without a seat.
    pub unplaced: u32,
    /// Children with a seat: placed and kept.
    pub seated: u32,
    /// Households with a blocking wish. Children who are decided on their own count as a household each.
    pub blocking_households: u32,
    /// Wishes that could have been given by the order of priority.
    pub blocking_wishes: u32,
    /// Proven bounds.
    pub bounds: BoundsJson,
    /// The value of the allocation.
    pub objective: ObjectiveJson,
    /// How far it is from an earlier decision; only where it was to stay near to one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub near: Option<NearJson>,
    /// How the search went.
    pub statistics: StatisticsJson,
}

/// What `result.json` says beyond the round and its allocation.
#[derive(Clone, Copy, Debug)]
pub struct ResultFacts<'a> {
    /// The engine's version.
    pub version: &'a str,
    /// SHA-256 over the input, in hexadecimal.
    pub input_sha256: &'a str,
    /// The mechanism that decided.
    pub mechanism: &'a str,
    /// What equal scores mean: `strict` or `weak`.
    pub ties: &'a str,
    /// The seed of the lottery.
    pub seed: u64,
    /// By what allocations are compared.
    pub goals: &'a Goals,
    /// What ended the search before its own end.
    pub stopped: Option<Stopped>,
    /// What the mechanism returned.
    pub outcome: &'a Outcome,
    /// The judge's count of households with a blocking wish.
    pub blocking_households: u32,
    /// The judge's count of blocking wishes.
    pub blocking_wishes: u32,
}

impl NearJson {
    /// Against the earlier decision beside the market, if there is one.
    fn of(market: &Market, allocation: &Allocation) -> Option<Self> {
        if !market.has_earlier() {
            return None;
        }
        let all = 0..market.child_count() as u32;
        let compared = all.filter(|&c| market.earlier(ChildId::new(c)) != Earlier::New).count() as u32;
        let same = market.households().map(|h| market.unchanged_by(h, allocation.wish(market, h))).sum();
        Some(Self { compared, unchanged: same })
    }
}

impl ResultJson {
    /// The result of a decided round. `market` is the one whose priorities count.
    pub fn new(round: &RoundFacts<'_>, market: &Market, facts: &ResultFacts<'_>) -> Self {
        let allocation = &facts.outcome.allocation;
        let tally = allocation.tally(market);
        let Outcome { status, bounds, placement_max, rank_sum_min, statistics, .. } = facts.outcome;
        let stages = facts.goals.stages(market);
        let values = stage_values(market, allocation, &stages);
        let stage = |(&stage, value)| StageJson { stage: stage_name(stage), value };
        Self {
            engine: ENGINE.to_owned(),
            version: facts.version.to_owned(),
            input_sha256: facts.input_sha256.to_owned(),
            programme: round.programme.to_owned(),
            name: round.name.to_owned(),
            fiscal_year: round.fiscal_year,
            entry_date: round.entry_date.to_string(),
            mechanism: facts.mechanism.to_owned(),
            ties: facts.ties.to_owned(),
            seed: facts.seed,
            lottery_commitment: None,
            lottery_nonce: None,
            objective_order: facts.goals.names().map(str::to_owned).collect(),
            status: match status {
                Status::Optimal => ResultStatus::Optimal,
                Status::Feasible => ResultStatus::Feasible,
            },
            children: tally.children,
            households: round.households as u32,
            placed: tally.placed,
            kept: tally.kept,
            unplaced: tally.unplaced,
            seated: tally.seated(),
            blocking_households: facts.blocking_households,
            blocking_wishes: facts.blocking_wishes,
            bounds: BoundsJson {
                blocking_households_min: bounds.blocking_households_min,
                seated_max: bounds.seated_max,
                placement_max: *placement_max,
                rank_sum_min: *rank_sum_min,
            },
            objective: ObjectiveJson {
                blocking_households: facts.blocking_households,
                seated: tally.seated(),
                rank_sum: tally.rank_sum,
                stages: stages.iter().zip(values).map(stage).collect(),
            },
            near: NearJson::of(market, allocation),
            statistics: StatisticsJson {
                proposals: statistics.proposals,
                passes: statistics.passes,
                restarts: statistics.restarts,
                gave_up: statistics.gave_up,
                stopped: facts.stopped,
                lottery: statistics
                    .lottery
                    .map(|l| LotteryJson { seated: l.seated, blocking_households: l.blocking_households }),
            },
        }
    }

    /// With the commitment that the seed was checked against, and its nonce.
    #[must_use]
    pub fn with_commitment(mut self, commitment: Option<&str>, nonce: &str) -> Self {
        self.lottery_commitment = commitment.map(str::to_owned);
        self.lottery_nonce = commitment.map(|_| nonce.to_owned());
        self
    }

    /// The figures, bounds and status as claims that the judge can hold against an allocation; `None` if the result says
    /// that there is no allocation.
    pub fn claims(&self) -> Option<Claims> {
        let status = match self.status {
            ResultStatus::Optimal => Status::Optimal,
            ResultStatus::Feasible => Status::Feasible,
            ResultStatus::Infeasible => return None,
        };
        Some(Claims {
            seated: self.seated,
            placed: self.placed,
            kept: self.kept,
            unplaced: self.unplaced,
            blocking_households: self.blocking_households,
            blocking_wishes: self.blocking_wishes,
            bounds: Some(Bounds {
                blocking_households_min: self.bounds.blocking_households_min,
                seated_max: self.bounds.seated_max,
            }),
            placement_max: self.bounds.placement_max,
            rank_sum_min: self.bounds.rank_sum_min,
            status,
        })
    }
}
