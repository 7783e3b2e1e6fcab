//! The shape of `proof.json`.

use super::Line;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// `proof.json`. Pools, households and children are numbered from 0 in the order in which they stand here; children are
/// numbered through the households.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
pub struct ProofJson {
    /// Always `sekiwari`.
    pub engine: String,
    /// The engine's version.
    pub version: String,
    /// SHA-256 over the input, in hexadecimal; the same as in `result.json`.
    pub input_sha256: String,
    /// What equal scores mean: `strict` or `weak`.
    pub ties: String,
    /// The seed of the lottery.
    pub seed: u64,
    /// What is claimed about all allocations.
    pub claim: ClaimJson,
    /// The pools of seats.
    pub pools: Vec<PoolJson>,
    /// Those who are decided together, with what they accept.
    pub households: Vec<HouseholdJson>,
    /// What was decided: per household the 1-based place of its wish, 0 for none.
    pub outcomes: Vec<u32>,
    /// Why not more: per household, for every wish above its outcome, best first, a pool that is full of claims of
    /// others ranked no worse; `null` where the wish blocks.
    pub witnesses: Vec<Vec<Option<u32>>>,
    /// Steps that hold in every allocation, whoever blocks; all arguments start from them.
    pub always: Vec<Line>,
    /// Why there are not fewer blocking households.
    pub groups: Vec<GroupJson>,
    /// Steps that hold whoever of the suspects blocks.
    pub shared: Vec<Line>,
    /// Why nothing better is left, part by part.
    pub parts: Vec<PartJson>,
}

/// What is claimed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ClaimJson {
    /// No allocation has fewer blocking households.
    pub blocking_min: u32,
    /// By what allocations are compared after that: `seated`, `rank-sum`, `first-wishes`, `within-rank-N`, `together`.
    /// More is better; `rank-sum` counts negatively.
    pub stages: Vec<String>,
    /// No allocation with `blocking_min` blocking households is better, stage by stage; `null` if that is not shown.
    pub best: Option<Vec<i64>>,
}

/// A pool of seats.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PoolJson {
    /// The facility.
    pub facility: String,
    /// The age classes that share the seats, as in `seats.csv`; `null` for the pool without seats that stands for
    /// wishes that can never be given.
    pub classes: Option<String>,
    /// Whom the seats are reserved for; not there for open seats.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reserved_for: Option<String>,
    /// The seats, with those held by children who apply to move.
    pub seats: u32,
    /// The children who may want a seat, best first; children ranked equally stand in a list of their own.
    pub order: Vec<Standing>,
}

/// A place in the order of a pool.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Standing {
    /// One child.
    One(u32),
    /// Children ranked equally.
    Equal(Vec<u32>),
}

/// A household.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct HouseholdJson {
    /// Its children, by id.
    pub children: Vec<String>,
    /// A child of it holds a seat, so that it must be seated.
    pub holds: bool,
    /// Its wishes, best first, one after the other: as many entries a wish as it has children.
    pub wishes: Vec<Seats>,
    /// What the family calls the rank of each wish, where wishes share one: the same facilities, on seats of different
    /// pools. Not there where every wish has its 1-based place as its rank.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ranks: Option<Vec<u32>>,
}

/// What a wish gives one child.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Seats {
    /// A seat of a pool.
    One(u32),
    /// Nothing.
    None,
    /// Several seats; a pool stands there once for each seat of it.
    Several(Vec<u32>),
}

/// Cores that may share households.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
pub struct GroupJson {
    /// At least so many households of the cores block.
    pub at_least: u32,
    /// Sets of households of whom one blocks, whatever is done.
    pub cores: Vec<CoreJson>,
    /// Why fewer do not do: the cores of the hitting tree, each before its branches; a core that stands above `n` more
    /// choices is followed by one branch per stand-in of it, the last ones by none.
    pub tree: Vec<u32>,
}

/// Households of whom one blocks.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
pub struct CoreJson {
    /// The households, ascending.
    pub households: Vec<u32>,
    /// Why: an argument whose cases all end in contradictions, with these households hard.
    pub argument: Vec<Line>,
}

/// Households bounded together.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
pub struct PartJson {
    /// The households, ascending.
    pub households: Vec<u32>,
    /// How many of them block in the best outcome.
    pub blocking: u32,
    /// What they reach in it, stage by stage.
    pub value: Vec<i64>,
    /// Further cores, where only the suspects may block: suspects of one group of whom one does. In their arguments they are hard as well.
    #[serde(default)]
    pub cores: Vec<CoreJson>,
    /// Why not more.
    pub argument: Vec<Line>,
}
