//! `whatif.json`.

use crate::scenario::ReadScenario;
use crate::write::ENGINE;
use schemars::JsonSchema;
use sekiwari::siting::behaviour::{ListModel, Mode};
use sekiwari::siting::effect::{ChildEffect, Effect, FigureEffect, PlaceEffect, Spread};
use sekiwari::siting::scenario::Relisted;
use serde::{Deserialize, Serialize};

/// A number over the draws, to three decimals.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct WhatifNumberJson {
    /// The mean.
    pub mean: f64,
    /// The 10th percentile.
    pub low: f64,
    /// The 90th percentile.
    pub high: f64,
}

/// One figure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct WhatifFigureJson {
    /// Its name, as in `effects.csv`.
    pub figure: String,
    /// The district; `*` for all, empty where it is not known.
    pub district_id: String,
    /// The class; `null` for all.
    pub class: Option<u8>,
    /// In the baseline; `null` where it is not known.
    pub before: Option<i64>,
    /// In the scenario; `null` where it is not known.
    pub after: Option<WhatifNumberJson>,
    /// The mean less the baseline.
    pub difference: Option<f64>,
}

/// A child for whom something changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct WhatifChildJson {
    /// The child.
    pub child_id: String,
    /// Its facility in the baseline.
    pub before: Option<String>,
    /// Its facility in most draws.
    pub after: Option<String>,
    /// `gained_seat`, `better_wish`, `other_seat`, `worse_wish`, `lost_seat`; `null` if most draws change nothing.
    pub change: Option<String>,
    /// Draws with this child.
    pub draws: u32,
    /// Draws in which it is better off.
    pub gains: u32,
    /// Draws in which it is worse off.
    pub loses: u32,
}

/// Seats of a facility that some classes share.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct WhatifPlaceJson {
    /// The facility.
    pub facility_id: String,
    /// The classes.
    pub classes: String,
    /// Whom the seats are reserved for; empty for open ones.
    pub reserved_for: String,
    /// Seats in the baseline, held ones included; `null` where it is not there.
    pub seats_before: Option<i64>,
    /// Seats in the scenario.
    pub seats_after: Option<WhatifNumberJson>,
    /// Seats taken in the baseline.
    pub taken_before: Option<i64>,
    /// Seats taken in the scenario.
    pub taken_after: Option<WhatifNumberJson>,
    /// Children who list it in the baseline.
    pub applicants_before: Option<i64>,
    /// Children who list it in the scenario.
    pub applicants_after: Option<WhatifNumberJson>,
    /// Children who list it first in the baseline.
    pub first_wishes_before: Option<i64>,
    /// Children who list it first in the scenario.
    pub first_wishes_after: Option<WhatifNumberJson>,
    /// Points of the last child admitted anew in the baseline.
    pub cut_off_before: Option<f64>,
    /// The same in the scenario, over the draws that admit somebody.
    pub cut_off_after: Option<WhatifNumberJson>,
    /// Whether that changes in some draw.
    pub cut_off_changes: bool,
}

/// A scenario file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct WhatifScenarioJson {
    /// The file's name.
    pub file: String,
    /// What it is called.
    pub name: String,
    /// Its edits.
    pub edits: u32,
    /// What families do in it: `none`, `near`, `model`.
    pub behaviour: String,
    /// How far families go, in metres; 0 where they do nothing.
    pub within_m: u32,
}

/// How one side is decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct WhatifRuleJson {
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
    /// Draws (1 for the baseline) by status: `optimal` of them.
    pub optimal: u32,
    /// `feasible` of them.
    pub feasible: u32,
}

/// A distance band of the model.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct WhatifBandJson {
    /// Its end in metres.
    pub to_m: u32,
    /// How much a facility there is listed, the first band being 1.
    pub weight: f64,
}

/// The model of lists, fitted on the baseline.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct WhatifModelJson {
    /// Lists that it was fitted on.
    pub lists: u32,
    /// Wishes in them.
    pub wishes: u32,
    /// The distance bands.
    pub bands: Vec<WhatifBandJson>,
    /// The weight of ending the list, a facility of mean popularity next door being 1.
    pub stop: f64,
    /// The popularity of a facility in the middle, which a new one is taken to have.
    pub middle: f64,
}

/// Children who list a facility that opens or moves.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct WhatifListedJson {
    /// The facility.
    pub facility_id: String,
    /// Children.
    pub children: WhatifNumberJson,
}

/// What families did.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct WhatifBehaviourJson {
    /// By facility that opens or moves.
    pub listed: Vec<WhatifListedJson>,
    /// Children who could be asked but for an unknown place (of theirs, or of what opens); their lists stay.
    pub place_unknown: WhatifNumberJson,
    /// Children whose household gave a joint list, which stays.
    pub joint_lists: WhatifNumberJson,
    /// Children left without any wish because facilities closed.
    pub emptied: WhatifNumberJson,
    /// Those of them who took another wish.
    pub refilled: WhatifNumberJson,
    /// The model; `null` where it was not used.
    pub model: Option<WhatifModelJson>,
}

/// `whatif.json`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct WhatifJson {
    /// Always `sekiwari`.
    pub engine: String,
    /// The engine's version.
    pub version: String,
    /// SHA-256 over the round, in hexadecimal.
    pub input_sha256: String,
    /// The round's name.
    pub name: String,
    /// The scenarios, in the order in which they were applied.
    pub scenarios: Vec<WhatifScenarioJson>,
    /// The seed of the draws.
    pub seed: u64,
    /// Draws; 1 where nothing is drawn.
    pub draws: u32,
    /// How the baseline is decided.
    pub before: WhatifRuleJson,
    /// How the scenario is decided.
    pub after: WhatifRuleJson,
    /// What families did.
    pub behaviour: WhatifBehaviourJson,
    /// Applicants of the baseline only, on average.
    pub only_before: f64,
    /// Applicants of the scenario only, on average.
    pub only_after: f64,
    /// The figures: all, by class, by district, by district and class.
    pub figures: Vec<WhatifFigureJson>,
    /// Children for whom something changes, by id.
    pub children: Vec<WhatifChildJson>,
    /// Facilities and classes.
    pub facilities: Vec<WhatifPlaceJson>,
}

/// What the document is made from.
#[derive(Clone, Debug)]
pub struct WhatifFacts<'a> {
    /// The engine's version.
    pub version: &'a str,
    /// SHA-256 over the round.
    pub input_sha256: &'a str,
    /// The round's name.
    pub name: &'a str,
    /// The scenarios, with what families do in each and how far they go.
    pub scenarios: Vec<(&'a ReadScenario, Mode, u32)>,
    /// The seed of the draws.
    pub seed: u64,
    /// How the baseline is decided.
    pub before: WhatifRuleJson,
    /// How the scenario is decided.
    pub after: WhatifRuleJson,
    /// What families did, draw by draw, all scenarios together.
    pub relisted: &'a [Relisted],
    /// The model, where it was used.
    pub model: Option<&'a ListModel>,
    /// What comes of it.
    pub effect: &'a Effect,
}

/// Thousandths as a decimal number.
pub(in crate::write) fn decimal(thousandths: i64) -> f64 {
    // Exact: the nearest number to the decimal.
    thousandths as f64 / 1000.0
}

/// A number over the draws.
pub(in crate::write) fn number(s: Spread) -> WhatifNumberJson {
    WhatifNumberJson { mean: decimal(s.mean), low: s.low as f64, high: s.high as f64 }
}

/// A number that is in thousandths itself.
fn points(s: Spread) -> WhatifNumberJson {
    let mean = s.mean.div_euclid(1000) + i64::from(s.mean.rem_euclid(1000) >= 500);
    WhatifNumberJson { mean: decimal(mean), low: decimal(s.low), high: decimal(s.high) }
}

fn rounded(x: f64) -> f64 {
    // Adding 0 makes no number a negative zero.
    (x * 10_000.0).round() / 10_000.0 + 0.0
}

/// The figures of an effect.
pub(in crate::write) fn figures(effect: &Effect) -> Vec<WhatifFigureJson> {
    effect.figures.iter().map(figure).collect()
}

fn figure(f: &FigureEffect) -> WhatifFigureJson {
    WhatifFigureJson {
        figure: f.figure.as_str().to_owned(),
        district_id: f.scope.district.clone().unwrap_or_else(|| "*".to_owned()),
        class: f.scope.class.map(|c| c.get()),
        before: f.before,
        after: f.after.map(number),
        difference: f.difference().map(decimal),
    }
}

fn child(c: &ChildEffect) -> WhatifChildJson {
    WhatifChildJson {
        child_id: c.child.clone(),
        before: c.before.clone(),
        after: c.after.clone(),
        change: c.change.map(|k| k.as_str().to_owned()),
        draws: c.draws,
        gains: c.gains,
        loses: c.loses,
    }
}

fn place(p: &PlaceEffect) -> WhatifPlaceJson {
    WhatifPlaceJson {
        facility_id: p.key.facility.clone(),
        classes: p.key.classes.clone(),
        reserved_for: p.key.reserved_for.clone(),
        seats_before: p.before.map(|b| b.seats),
        seats_after: p.seats.map(number),
        taken_before: p.before.map(|b| b.taken),
        taken_after: p.taken.map(number),
        applicants_before: p.before.map(|b| b.applicants),
        applicants_after: p.applicants.map(number),
        first_wishes_before: p.before.map(|b| b.first_wishes),
        first_wishes_after: p.first_wishes.map(number),
        cut_off_before: p.before.and_then(|b| b.cut_off).map(decimal),
        cut_off_after: p.cut_off.map(points),
        cut_off_changes: p.cut_off_changes(),
    }
}

fn behaviour(relisted: &[Relisted], model: Option<&ListModel>) -> WhatifBehaviourJson {
    let over = |of: &dyn Fn(&Relisted) -> u32| {
        number(Spread::of(relisted.iter().map(|r| i64::from(of(r)))).unwrap_or_default())
    };
    let ids: std::collections::BTreeSet<&String> = relisted.iter().flat_map(|r| r.listed.keys()).collect();
    let listed = ids.into_iter().map(|id| WhatifListedJson {
        facility_id: id.clone(),
        children: over(&|r| r.listed.get(id).copied().unwrap_or_default()),
    });
    let model = model.map(|m| WhatifModelJson {
        lists: m.fitted_on().0,
        wishes: m.fitted_on().1,
        bands: m.bands().map(|(to_m, weight)| WhatifBandJson { to_m, weight: rounded(weight) }).collect(),
        stop: rounded(m.stop()),
        middle: rounded(m.middle()),
    });
    WhatifBehaviourJson {
        listed: listed.collect(),
        place_unknown: over(&|r| r.unplaced),
        joint_lists: over(&|r| r.joint),
        emptied: over(&|r| r.emptied),
        refilled: over(&|r| r.refilled),
        model,
    }
}

impl WhatifJson {
    /// The document.
    pub fn new(facts: WhatifFacts<'_>) -> Self {
        let effect = facts.effect;
        let scenario = |(s, mode, within_m): &(&ReadScenario, Mode, u32)| WhatifScenarioJson {
            file: s.file.clone(),
            name: s.scenario.name.clone(),
            edits: s.scenario.edits.len() as u32,
            behaviour: mode.as_str().to_owned(),
            within_m: *within_m,
        };
        Self {
            engine: ENGINE.to_owned(),
            version: facts.version.to_owned(),
            input_sha256: facts.input_sha256.to_owned(),
            name: facts.name.to_owned(),
            scenarios: facts.scenarios.iter().map(scenario).collect(),
            seed: facts.seed,
            draws: effect.draws,
            before: facts.before,
            after: facts.after,
            behaviour: behaviour(facts.relisted, facts.model),
            only_before: decimal(effect.only_before),
            only_after: decimal(effect.only_after),
            figures: figures(effect),
            children: effect.children.iter().map(child).collect(),
            facilities: effect.places.iter().map(place).collect(),
        }
    }
}
