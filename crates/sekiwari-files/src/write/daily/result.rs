//! `result.json` of a round of day services.

use crate::write::{ENGINE, ResultStatus, Stopped};
use schemars::JsonSchema;
use sekiwari::exact::day::{DayRule, DaySolution};
use sekiwari::explain::daily::Decided;
use sekiwari::market::day::KeyPart;
use sekiwari::programme::PlacementKind;
use sekiwari::programme::daily::{Decision, Service};
use sekiwari::verify::day::DayVerdict;
use serde::{Deserialize, Serialize};

/// How far the decision is proven. A refusal or a wish is that of all who come together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DayProvenJson {
    /// Refusals.
    pub refusals: u32,
    /// Of these, proven: no way to place those before and the request.
    pub refusals_proven: u32,
    /// Requests granted in this round.
    pub wishes: u32,
    /// Of these, proven to have the best wish that is to be had.
    pub wishes_proven: u32,
    /// Dates that somebody asks for.
    pub dates: u32,
    /// Of these, dates on which everything is proven.
    pub dates_proven: u32,
}

/// What the judge counts beside the limits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DayChecksJson {
    /// Requests refused although one that came later in the order has a place that would do. Only with `priority`; other
    /// mechanisms follow another order.
    pub passed_over: u32,
    /// Requests refused although there is a place as things stand.
    pub free_places: u32,
    /// Requests that could have a better wish as things stand.
    pub free_wishes: u32,
}

/// How the requests for one service came out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DayServiceJson {
    /// The service asked for.
    pub service: String,
    /// Requests, those withdrawn not among them.
    pub requests: u32,
    /// Granted in this round.
    pub placed: u32,
    /// Confirmed before.
    pub kept: u32,
    /// Refused.
    pub unplaced: u32,
    /// Granted in this round with the first wish.
    pub first_wishes: u32,
}

/// `result.json` of a round of day services. Everything in it is the same in every run with the same input, settings and
/// version, unless the search was stopped (`stopped`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DayResultJson {
    /// Always `sekiwari`.
    pub engine: String,
    /// The engine's version.
    pub version: String,
    /// SHA-256 over the input, in hexadecimal.
    pub input_sha256: String,
    /// The programme: `daily`.
    pub programme: String,
    /// The round's name.
    pub name: String,
    /// The first day (`YYYY-MM-DD`).
    #[schemars(extend("format" = "date"))]
    pub from: String,
    /// The last day.
    #[schemars(extend("format" = "date"))]
    pub to: String,
    /// The mechanism that decided.
    pub mechanism: String,
    /// By what requests are ordered, as in the settings.
    pub order: Vec<String>,
    /// The seed of the lottery.
    pub seed: u64,
    /// What was published before the draw: SHA-256 of the text `seed:nonce`, in hexadecimal. Only where the round states it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lottery_commitment: Option<String>,
    /// The nonce of the commitment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lottery_nonce: Option<String>,
    /// `optimal` = every refusal and every wish is proven to be what the mechanism asks for; else `feasible`.
    pub status: ResultStatus,
    /// Requests, those withdrawn among them. A request is a child on a day (延べ児童数).
    pub requests: u32,
    /// Requests decided on as one: those that come together count once, those withdrawn not at all.
    pub decided_together: u32,
    /// Different children who ask for something.
    pub children: u32,
    /// Requests granted in this round.
    pub placed: u32,
    /// Requests confirmed before.
    pub kept: u32,
    /// Requests refused.
    pub unplaced: u32,
    /// Requests withdrawn.
    pub withdrawn: u32,
    /// By service, in the order temporary, holiday, sick, convalescent; services nobody asks for are left out.
    pub services: Vec<DayServiceJson>,
    /// How far it is proven.
    pub proven: DayProvenJson,
    /// What the judge counts.
    pub checks: DayChecksJson,
    /// What ended the search before its own end; `null` if nothing did.
    // Always written, so it is required; `Option` alone would make it optional.
    #[serde(deserialize_with = "Option::deserialize")]
    #[schemars(required)]
    pub stopped: Option<Stopped>,
}

/// What `result.json` says beyond the round and its answer.
#[derive(Clone, Copy, Debug)]
pub struct DayFacts<'a> {
    /// The engine's version.
    pub version: &'a str,
    /// SHA-256 over the input, in hexadecimal.
    pub input_sha256: &'a str,
    /// The mechanism that decided.
    pub rule: DayRule,
    /// The seed of the lottery.
    pub seed: u64,
    /// Commitment to the seed and its nonce, if the round states them.
    pub committed: Option<(&'a str, &'a str)>,
    /// What ended the search before its own end.
    pub stopped: Option<Stopped>,
    /// What the mechanism found.
    pub solution: &'a DaySolution,
    /// What the judge says of it.
    pub verdict: &'a DayVerdict,
}

impl DayResultJson {
    /// The result of a decided round.
    pub fn new(decided: &Decided<'_>, facts: &DayFacts<'_>) -> Self {
        let (round, decisions) = (decided.round(), decided.decisions());
        let count = |kind| decisions.iter().filter(|d| d.kind == kind).count() as u32;
        let asking = round.requests().iter().zip(decisions).filter(|(_, d)| d.kind.is_some());
        let mut children: Vec<u32> = asking.map(|(q, _)| q.child).collect();
        children.sort_unstable();
        children.dedup();
        let (statistics, verdict) = (&facts.solution.statistics, facts.verdict);
        let (from, to) = round.period();
        let name = |key: &KeyPart| KeyPart::NAMES.iter().find(|n| n.1 == *key).map_or("", |n| n.0).to_owned();
        Self {
            engine: ENGINE.to_owned(),
            version: facts.version.to_owned(),
            input_sha256: facts.input_sha256.to_owned(),
            programme: "daily".to_owned(),
            name: round.name().to_owned(),
            from: from.to_string(),
            to: to.to_string(),
            mechanism: facts.rule.as_str().to_owned(),
            order: decided.keys().0.iter().map(name).collect(),
            seed: facts.seed,
            lottery_commitment: facts.committed.map(|(commitment, _)| commitment.to_owned()),
            lottery_nonce: facts.committed.map(|(_, nonce)| nonce.to_owned()),
            status: if facts.solution.is_proven() { ResultStatus::Optimal } else { ResultStatus::Feasible },
            requests: decisions.len() as u32,
            decided_together: round.groups().len() as u32,
            children: children.len() as u32,
            placed: count(Some(PlacementKind::Placed)),
            kept: count(Some(PlacementKind::Kept)),
            unplaced: count(Some(PlacementKind::Unplaced)),
            withdrawn: count(None),
            services: services(decided),
            proven: DayProvenJson {
                refusals: statistics.refused,
                refusals_proven: statistics.refused_proven,
                wishes: statistics.granted,
                wishes_proven: statistics.wishes_proven,
                dates: statistics.dates,
                dates_proven: statistics.dates_proven,
            },
            checks: DayChecksJson {
                passed_over: match facts.rule {
                    DayRule::Priority => verdict.breaches.len() as u32,
                    DayRule::FirstCome | DayRule::PointsOrder => 0,
                },
                free_places: verdict.wasted.len() as u32,
                free_wishes: verdict.idle.len() as u32,
            },
            stopped: facts.stopped,
        }
    }
}

fn services(decided: &Decided<'_>) -> Vec<DayServiceJson> {
    let of = |&(name, service): &(&str, Service)| {
        let mut row = DayServiceJson { service: name.to_owned(), ..DayServiceJson::default() };
        let asked = decided.round().requests().iter().zip(decided.decisions());
        for (_, decision) in asked.filter(|(q, d)| q.service == service && d.kind.is_some()) {
            row.add(decision);
        }
        (row.requests > 0).then_some(row)
    };
    Service::NAMES.iter().filter_map(of).collect()
}

impl DayServiceJson {
    fn add(&mut self, decision: &Decision) {
        self.requests += 1;
        match decision.kind {
            Some(PlacementKind::Placed) => {
                self.placed += 1;
                self.first_wishes += u32::from(decision.place.is_some_and(|p| p.wish_rank == 1));
            }
            Some(PlacementKind::Kept) => self.kept += 1,
            Some(PlacementKind::Unplaced) | None => self.unplaced += 1,
        }
    }
}
