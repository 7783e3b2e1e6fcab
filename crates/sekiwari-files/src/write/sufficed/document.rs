//! `sufficed.json`: what would have sufficed, child by child, then in counts.

use super::counts::{SufficedCountsJson, SufficedFiguresJson};
use super::nursery::counted;
use crate::write::outputs::OutputTables;
use crate::write::result_json::{ENGINE, ResultJson};
use crate::write::summary::thousandths;
use schemars::JsonSchema;
use sekiwari::explain::counterfactual::{Counterfactuals, LooserTerms, MorePoints, MoreSeats, Tried};
use sekiwari::programme::nursery::FacilityIndex;
use serde::{Deserialize, Serialize};

/// What came of trying.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "tried", content = "found", rename_all = "kebab-case")]
pub enum TriedJson<T> {
    /// It cannot be asked here.
    NotAsked,
    /// Nothing of the kind would have sufficed.
    InVain,
    /// This would have.
    Sufficed(T),
}

impl<T> TriedJson<T> {
    pub(in crate::write) fn of<S>(tried: &Tried<S>, json: impl FnOnce(&S) -> T) -> Self {
        match tried {
            Tried::NotAsked => TriedJson::NotAsked,
            Tried::InVain => TriedJson::InVain,
            Tried::Sufficed(found) => TriedJson::Sufficed(json(found)),
        }
    }
}

/// Points with which a wish, or a better one, is given.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MorePointsJson {
    /// So many more, at every facility.
    pub more: f64,
    /// What the child would then have at the facility of the wish.
    pub points: f64,
    /// What it gets.
    pub facility_id: String,
}

/// Seats with which a wish, or a better one, is given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MoreSeatsJson {
    /// Where the seats are.
    pub at_facility_id: String,
    /// The class, or the classes that share the seats; `null` for seats that no class has any more.
    pub class: Option<String>,
    /// Whom the seats are reserved for; not there for open seats.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reserved_for: Option<String>,
    /// So many more.
    pub seats: u32,
    /// What the child gets.
    pub facility_id: String,
}

/// A sibling condition with which the child gets something better.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LooserTermsJson {
    /// As in `households.csv`.
    pub sibling_joint: String,
    /// As in `households.csv`.
    pub sibling_single: String,
    /// What each child of the household gets, the elder first; `null` for none.
    pub facility_ids: Vec<Option<String>>,
}

/// What would have sufficed for one wish.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SufficedWishJson {
    /// The place of the wish in the list.
    pub wish_rank: u32,
    /// Its facility.
    pub facility_id: String,
    /// Why it was not given; a code of `reasons.csv`.
    pub reason_code: String,
    /// More points.
    pub points: TriedJson<MorePointsJson>,
    /// More seats.
    pub seats: TriedJson<MoreSeatsJson>,
}

/// What would have sufficed for one child.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SufficedChildJson {
    /// The child.
    pub child_id: String,
    /// Its age class.
    pub class: u8,
    /// What it gets; `null` for none.
    pub facility_id: Option<String>,
    /// Per wish above its outcome, in the order of its list.
    pub wishes: Vec<SufficedWishJson>,
    /// The least loose sibling condition with which it gets something better.
    pub terms: TriedJson<LooserTermsJson>,
    /// For a child without a seat: facilities not on its list at which it would have one, the nearest first.
    pub added: TriedJson<Vec<String>>,
}

/// `sufficed.json`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SufficedJson {
    /// Always `sekiwari`.
    pub engine: String,
    /// The engine's version.
    pub version: String,
    /// SHA-256 over the input, in hexadecimal.
    pub input_sha256: String,
    /// The round's name.
    pub name: String,
    /// The rule that decided, and by which everything was decided anew.
    pub mechanism: String,
    /// What equal priority meant.
    pub ties: String,
    /// The seed of the lottery.
    pub seed: u64,
    /// In all.
    pub counts: SufficedCountsJson,
    /// In counts alone, nobody named: what `report` shows.
    pub figures: SufficedFiguresJson,
    /// By child, in the order of their ids.
    pub children: Vec<SufficedChildJson>,
}

impl SufficedJson {
    /// The document on some children of a decided round, who come in the order of their ids.
    pub fn new(tables: &OutputTables<'_>, result: &ResultJson, all: &[Counterfactuals]) -> Self {
        let (counts, figures) = counted(tables, all);
        Self {
            engine: ENGINE.to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            input_sha256: result.input_sha256.clone(),
            name: result.name.clone(),
            mechanism: result.mechanism.clone(),
            ties: result.ties.clone(),
            seed: result.seed,
            counts,
            figures,
            children: all.iter().map(|found| child(tables, found)).collect(),
        }
    }
}

fn child(tables: &OutputTables<'_>, found: &Counterfactuals) -> SufficedChildJson {
    let decided = tables.decided;
    let round = decided.round();
    let id = |f: FacilityIndex| round.facilities()[f as usize].id.clone();
    let points = |p: &MorePoints| MorePointsJson {
        more: thousandths(p.more),
        points: thousandths(p.points),
        facility_id: id(p.facility),
    };
    let seats = |s: &MoreSeats| {
        let label = &decided.compiled().pools[s.pool.index()];
        MoreSeatsJson {
            at_facility_id: id(label.facility),
            class: label.classes.map(|c| c.to_string()),
            reserved_for: round.reserved_for(label.reserve),
            seats: s.seats,
            facility_id: id(s.facility),
        }
    };
    let terms = |t: &LooserTerms| LooserTermsJson {
        sibling_joint: t.terms.joint.as_str().to_owned(),
        sibling_single: t.terms.single_fallback.as_str().to_owned(),
        facility_ids: t.facilities.iter().map(|f| f.map(id)).collect(),
    };
    let wishes = found.wishes.iter().map(|w| SufficedWishJson {
        wish_rank: w.reason.wish_rank,
        facility_id: id(w.reason.facility),
        reason_code: w.reason.code.as_str().to_owned(),
        points: TriedJson::of(&w.points, points),
        seats: TriedJson::of(&w.seats, seats),
    });
    let own = &round.children()[found.child as usize];
    SufficedChildJson {
        child_id: own.id.clone(),
        class: own.class.get(),
        facility_id: tables.decisions[found.child as usize].facility.map(id),
        wishes: wishes.collect(),
        terms: TriedJson::of(&found.terms, terms),
        added: TriedJson::of(&found.added, |all| all.iter().map(|&f| id(f)).collect()),
    }
}
