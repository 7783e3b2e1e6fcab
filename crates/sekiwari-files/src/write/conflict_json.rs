//! `conflict.json`: why no allocation is stable, who blocks in the one chosen, and why it cannot be better; for people.
//!
//! The lines are those of [`sekiwari::explain::conflict`], in words of both languages and as figures. `proof.json` holds the same in the
//! form that programs check.

mod make;

use schemars::JsonSchema;
use sekiwari::Lang;
use sekiwari::explain::conflict::{Argument, Blocker};
use sekiwari::market::{HouseholdId, Market, PoolId};
use sekiwari::programme::nursery::{Compiled, Round};
use serde::{Deserialize, Serialize};

/// A text in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TextJson {
    /// Japanese.
    pub ja: String,
    /// English.
    pub en: String,
}

impl TextJson {
    pub(super) fn of(text: impl Fn(Lang) -> String) -> Self {
        Self { ja: text(Lang::Ja), en: text(Lang::En) }
    }
}

/// Children decided together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DecidedTogetherJson {
    /// Their household.
    pub household_id: String,
    /// The children; one where the children of the household are decided one by one.
    pub child_ids: Vec<String>,
}

/// Seats that share one limit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SeatsJson {
    /// The facility; of transport seats the route.
    pub facility_id: String,
    /// Its class, or the classes that share the seats (`4-5`); of a club the days (`term MTWHF, summer MF`). Empty for wishes at a
    /// class or on days that are not offered.
    pub class: String,
    /// Whom the seats are reserved for; not there for open seats.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reserved_for: Option<String>,
    /// The seats, held ones included.
    pub seats: u32,
}

impl SeatsJson {
    /// A pool of a nursery round, with its seats as they are.
    pub(super) fn of(round: &Round, compiled: &Compiled, market: &Market, pool: PoolId) -> Self {
        let label = &compiled.pools[pool.index()];
        Self {
            facility_id: round.facilities()[label.facility as usize].id.clone(),
            class: label.classes.map_or_else(String::new, |c| c.to_string()),
            reserved_for: round.reserved_for(label.reserve),
            seats: market.pool(pool).seats,
        }
    }
}

/// A household that blocks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BlockerJson {
    /// Who.
    pub household: DecidedTogetherJson,
    /// The place of what it gets in its list, from 1; `null` if it gets nothing.
    pub outcome: Option<u32>,
    /// Its blocking wishes, best first.
    pub wishes: Vec<BlockedWishJson>,
    /// The numbers of the arguments that it belongs to.
    pub arguments: Vec<u32>,
}

/// A wish that a household should have had by the order of priority.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BlockedWishJson {
    /// The place of the wish, from 1.
    pub rank: u32,
    /// Its seats are free.
    pub wasted: bool,
    /// Why it fits: at each of its pools `ahead + needs <= seats`.
    pub seats: Vec<BlockedSeatsJson>,
    /// The same in words.
    pub text: TextJson,
}

/// Why a wish fits into a pool.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BlockedSeatsJson {
    /// The pool.
    #[serde(flatten)]
    pub pool: SeatsJson,
    /// Seats taken by children of other households with the same or a higher priority.
    pub ahead: u32,
    /// Seats that the wish needs.
    pub needs: u32,
    /// Children of lower priority who sit there.
    pub below: Vec<String>,
}

/// Arguments that may share households.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ConflictGroupJson {
    /// Of the households of these arguments at least so many block, whatever is decided. Groups share no household.
    pub at_least: u32,
    /// The numbers of the arguments.
    pub arguments: Vec<u32>,
}

/// Why one of some households blocks in every allocation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ArgumentJson {
    /// Its number, from 1.
    pub number: u32,
    /// The households.
    pub households: Vec<DecidedTogetherJson>,
    /// What is supposed.
    pub opening: TextJson,
    /// What follows, line by line.
    pub lines: Vec<LineJson>,
    /// Lines left out at the end; the whole argument is in `proof.json`. `null` where it is too long to be told at all.
    pub left_out: Option<u32>,
    /// What follows from it.
    pub closing: TextJson,
}

/// A line of an argument.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LineJson {
    /// Its number, from 1.
    pub number: u32,
    /// How many cases it stands in.
    pub depth: u32,
    /// What it says, in figures.
    #[serde(flatten)]
    pub fact: FactJson,
    /// The lines that it rests on.
    pub because: Vec<u32>,
    /// What it says, in words.
    pub text: TextJson,
}

/// What a line says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum FactJson {
    /// Households end at a wish or a better one.
    Secured {
        /// They, and why the wish fits.
        secured: Vec<SecuredJson>,
    },
    /// Wishes that cannot be given because of one pool.
    Barred {
        /// The pool.
        pool: SeatsJson,
        /// The wishes, and who stands before them.
        barred: Vec<BarredJson>,
    },
    /// All outcomes left to a household.
    Split {
        /// Who.
        household: DecidedTogetherJson,
        /// Places in its list, from 1; `null` for nothing.
        outcomes: Vec<Option<u32>>,
    },
    /// A case.
    Supposed {
        /// Who.
        household: DecidedTogetherJson,
        /// The place in its list, from 1; `null` for nothing.
        outcome: Option<u32>,
    },
    /// A household that must get a seat has no wish left.
    Contradiction {
        /// Who.
        household: DecidedTogetherJson,
        /// It must because it holds a seat.
        holds: bool,
    },
}

/// A wish that a household is sure of, or of a better one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SecuredJson {
    /// Who.
    pub household: DecidedTogetherJson,
    /// The place of the wish, from 1.
    pub rank: u32,
    /// Why it fits: at each of its pools `rivals` less those ruled out and `needs` are no more than the seats, or `worse` and `own` are
    /// as many as `needs`.
    pub rooms: Vec<RoomJson>,
}

/// Why a pool has room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RoomJson {
    /// The pool.
    #[serde(flatten)]
    pub pool: SeatsJson,
    /// Children of other households with the same or a higher priority who list it.
    pub rivals: u32,
    /// Those of them who get no seat there by the lines named; enough of them for the wish to fit.
    pub ruled_out: Vec<String>,
    /// Children of other households with a lower priority who have a seat there in any case. With `own` as many as `needs`: as many seats
    /// never go to children with the same or a higher priority. Not there where it is not so.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub worse: Vec<String>,
    /// Children of the household itself who have a seat there in all that it could get below the wish.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub own: Vec<String>,
    /// Seats that the wish needs.
    pub needs: u32,
}

/// Wishes that cannot be given: the children before them and `needs` are more than the seats, or `shadow`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BarredJson {
    /// Who.
    pub household: DecidedTogetherJson,
    /// The places of the wishes, from 1.
    pub ranks: Vec<u32>,
    /// Seats that each needs.
    pub needs: u32,
    /// Children who sit there in any case.
    pub surely: Vec<String>,
    /// Children of higher priority to whose household it is the best wish left: they sit there, or better ones do.
    pub better: Vec<String>,
    /// A child of higher priority that goes without a wish that needs these seats and that it would rather have than its result, where the
    /// wishes barred stand behind it wherever it could fail: somewhere the seats are full of children who come first, and nothing
    /// is to be counted. Not there where children are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shadow: Option<String>,
}

/// `conflict.json`, beside a `result.json` in which no allocation is stable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ConflictJson {
    /// Always `sekiwari`.
    pub engine: String,
    /// The engine's version.
    pub version: String,
    /// SHA-256 over the input, in hexadecimal.
    pub input_sha256: String,
    /// The seed of the lottery.
    pub seed: u64,
    /// No allocation has fewer blocking households.
    pub blocking_households_min: u32,
    /// Households that block in the allocation chosen.
    pub blocking_households: u32,
    /// Whether it could be better.
    pub conclusion: TextJson,
    /// Who blocks in the allocation chosen.
    pub blocking: Vec<BlockerJson>,
    /// Why fewer cannot be; the `at_least` add up to `blocking_households_min`. Empty where no proof is written down.
    pub groups: Vec<ConflictGroupJson>,
    /// The arguments.
    pub arguments: Vec<ArgumentJson>,
}

/// Cores that may share households.
#[derive(Clone, Debug)]
pub struct ToldGroup {
    /// Households of its cores that block at least.
    pub at_least: u32,
    /// The cores.
    pub cores: Vec<ToldCore>,
}

/// Households of whom one blocks, whatever is decided.
#[derive(Clone, Debug)]
pub struct ToldCore {
    /// The households.
    pub households: Vec<HouseholdId>,
    /// Why, if it can be told.
    pub argument: Option<Argument>,
}

/// What is written of a conflict.
#[derive(Clone, Debug)]
pub struct ConflictFacts<'a> {
    /// The engine's version.
    pub version: &'a str,
    /// SHA-256 over the input, in hexadecimal.
    pub input_sha256: &'a str,
    /// The seed of the lottery.
    pub seed: u64,
    /// No allocation has fewer blocking households.
    pub blocking_min: u32,
    /// Households that block in the allocation chosen.
    pub blockers: &'a [Blocker],
    /// Why fewer cannot be; empty where no proof is written down.
    pub groups: &'a [ToldGroup],
}
