//! `proof.json` of a round of day services: the order in which requests were decided, and why each refusal had to be.

use super::result::DayFacts;
use crate::review::DayRoundNames;
use crate::write::{ENGINE, TextJson};
use schemars::JsonSchema;
use sekiwari::Lang;
use sekiwari::exact::day::{Fate, LimitAt, Refusal, Witness};
use sekiwari::explain::daily::{Decided, FullAt, Limit, full_text};
use sekiwari::market::day::{LimitKind, RoomKind};
use sekiwari::verify::day::DayNames;
use serde::{Deserialize, Serialize};

/// How a refusal is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RefusalKind {
    /// It lists nothing that it could ever be given.
    Never,
    /// The limits of some regions are too small for those granted before and it.
    Limits,
    /// All ways to place those granted before and it were gone through.
    Exhausted,
    /// Nothing was free when it came; the mechanism moves nobody.
    Full,
    /// Not shown: the search ended before.
    Unknown,
}

/// Why a request was refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DayRefusalJson {
    /// How it is shown.
    pub kind: RefusalKind,
    /// The regions that together rule out all its stays, as positions in `regions`, counted from 0.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub regions: Vec<u32>,
    /// In words: the limits of these regions that the request itself meets.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<TextJson>,
}

/// One request, or those that come together, in the order in which they were decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DayRequestProofJson {
    /// Their ids.
    pub request_ids: Vec<String>,
    /// Why it was refused; absent where it was granted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<DayRefusalJson>,
    /// Whether it is proven that no better wish was to be had; absent where it was refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wish_proven: Option<bool>,
}

/// A limit of a region.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DayLimitJson {
    /// What is limited: `SEATS`, `CLASS_SEATS`, `TEACHERS`, `NURSES`, `ISOLATION`, or `QUOTA` for what a child may take.
    pub limit: String,
    /// The site, service and date, or whom the quota is about.
    pub at: String,
    /// The time of the day; absent for a quota.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
    /// The classes, for `CLASS_SEATS`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub classes: Option<String>,
    /// Which rooms, for `SEATS` and `ISOLATION` where it is about some only: `common` for the seats of those that take mixable
    /// illnesses, `isolation` for those that take others (their seats, or one to a room where nobody may share).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rooms: Option<String>,
    /// What one unit weighs in the sum.
    pub weight: u64,
}

/// Limits that are too small. Each request granted before needs at least its least weighted use over its own stays; of the
/// weighted sum of what the limits allow no more than `left` remains, and whoever needs more cannot be placed. Stays that
/// regions before this one rule out are left out of account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DayRegionJson {
    /// What remains.
    pub left: u64,
    /// The limits with their weights.
    pub limits: Vec<DayLimitJson>,
}

/// `proof.json` of a round of day services.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DayProofJson {
    /// Always `sekiwari`.
    pub engine: String,
    /// The engine's version.
    pub version: String,
    /// SHA-256 over the input, in hexadecimal.
    pub input_sha256: String,
    /// The mechanism that decided.
    pub mechanism: String,
    /// Requests in the order in which they were decided; those confirmed before are not among them.
    pub order: Vec<DayRequestProofJson>,
    /// Regions of full limits, shared by the refusals that they show.
    pub regions: Vec<DayRegionJson>,
}

impl DayProofJson {
    /// What the mechanism knows about a decided round. Linear in the requests and the regions that show their refusals.
    pub fn new(decided: &Decided<'_>, facts: &DayFacts<'_>) -> Self {
        let solution = facts.solution;
        Self {
            engine: ENGINE.to_owned(),
            version: facts.version.to_owned(),
            input_sha256: facts.input_sha256.to_owned(),
            mechanism: facts.rule.as_str().to_owned(),
            order: solution.order.iter().map(|&r| one(decided, facts, r)).collect(),
            regions: solution.witnesses.iter().map(|w| region(decided, w)).collect(),
        }
    }
}

fn one(decided: &Decided<'_>, facts: &DayFacts<'_>, request: u32) -> DayRequestProofJson {
    let round = decided.round();
    let group = &round.groups()[request as usize];
    let ids = group.iter().map(|&r| round.requests()[r as usize].id.clone()).collect();
    let (mut refused, mut wish_proven) = (None, None);
    match &facts.solution.fates[request as usize] {
        Fate::Fixed => {}
        Fate::Granted { wish_proven: proven } => wish_proven = Some(*proven),
        Fate::Refused(refusal) => {
            let (kind, regions) = match refusal {
                Refusal::Never => (RefusalKind::Never, Vec::new()),
                Refusal::Limits(regions) => (RefusalKind::Limits, regions.clone()),
                Refusal::Exhausted => (RefusalKind::Exhausted, Vec::new()),
                Refusal::Unknown => (RefusalKind::Unknown, Vec::new()),
                Refusal::Full => (RefusalKind::Full, Vec::new()),
            };
            let text = (!regions.is_empty()).then(|| {
                let full = met_by(decided, facts, request, &regions);
                let child = round.requests()[group[0] as usize].child;
                let [ja, en] = [Lang::Ja, Lang::En].map(|lang| full_text(decided, &full, child, lang));
                TextJson { ja, en }
            });
            refused = Some(DayRefusalJson { kind, regions, text });
        }
    }
    DayRequestProofJson { request_ids: ids, refused, wish_proven }
}

/// The limits of regions that one of a request's stays uses.
fn met_by(decided: &Decided<'_>, facts: &DayFacts<'_>, request: u32, regions: &[u32]) -> Vec<FullAt> {
    let request = decided.compiled().market.request(request as usize);
    let meets = |at: LimitAt| match at {
        LimitAt::Quota(quota) => request.stays().any(|s| s.takes.iter().any(|t| t.0 == quota)),
        LimitAt::Opening { opening, slot, .. } => {
            request.stays().any(|s| s.opening == opening && s.slots.contains(slot as usize))
        }
    };
    let witnesses = regions.iter().filter_map(|&region| facts.solution.witnesses.get(region as usize));
    let mut met: Vec<LimitAt> =
        witnesses.flat_map(|w| &w.limits).map(|l| l.0).filter(|&at| meets(at)).collect();
    met.sort_unstable();
    met.dedup();
    met.into_iter().map(full_at).collect()
}

fn full_at(at: LimitAt) -> FullAt {
    match at {
        LimitAt::Quota(quota) => FullAt::Quota(quota),
        LimitAt::Opening { opening, slot, kind } => FullAt::Opening { opening, limit: kind.into(), slot },
    }
}

fn region(decided: &Decided<'_>, witness: &Witness) -> DayRegionJson {
    let names = DayRoundNames { round: decided.round(), compiled: decided.compiled() };
    let limit = |&(at, weight): &(LimitAt, u64)| match at {
        LimitAt::Quota(quota) => DayLimitJson {
            limit: "QUOTA".to_owned(),
            at: names.quota(quota),
            time: None,
            classes: None,
            rooms: None,
            weight,
        },
        LimitAt::Opening { opening, slot, kind } => DayLimitJson {
            limit: Limit::from(kind).as_str().to_owned(),
            at: names.opening(opening),
            time: Some(names.slot(opening, slot as usize)),
            classes: match kind {
                LimitKind::Group(group) => Some(names.group(opening, group as usize)),
                _ => None,
            },
            rooms: match kind {
                LimitKind::CommonRooms => Some(RoomKind::Common.as_str().to_owned()),
                LimitKind::IsolationRooms => Some(RoomKind::Isolation.as_str().to_owned()),
                _ => None,
            },
            weight,
        },
    };
    DayRegionJson { left: witness.left, limits: witness.limits.iter().map(limit).collect() }
}
