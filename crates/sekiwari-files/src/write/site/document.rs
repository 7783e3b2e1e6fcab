//! `site.json`: what was chosen, and what is known of the other choices.

use crate::write::result_json::ENGINE;
use crate::write::whatif::{WhatifFigureJson, WhatifNumberJson, WhatifRuleJson, decimal, figures, number};
use schemars::JsonSchema;
use sekiwari::market::Status;
use sekiwari::siting::effect::{Effect, Spread};
use sekiwari::siting::location::Standing;
use sekiwari::siting::selection::{
    Choice, Count, Limits, Objective, Place, Selected, Sequence, Site, Takes, Worth,
};
use serde::{Deserialize, Serialize};

/// A site and a size of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SitePartJson {
    /// The site.
    pub site_id: String,
    /// The size; may be empty.
    pub size: String,
}

/// What a choice comes to, over the draws.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SiteWorthJson {
    /// Children with a seat, new or kept.
    pub seated: WhatifNumberJson,
    /// Children without.
    pub waiting: WhatifNumberJson,
    /// Children with a seat more than today, draw by draw.
    pub more: WhatifNumberJson,
    /// Blocking households, on average.
    pub blocking: f64,
    /// The gap between the districts best and worst off, by the share of children with a seat (0 to 1).
    pub district_gap: f64,
    /// Draws that are proven best by the rule.
    pub optimal: u32,
}

/// A choice of sites.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SiteChoiceJson {
    /// What opens, in the order of the table of candidates.
    pub sites: Vec<SitePartJson>,
    /// Sites that count.
    pub count: u32,
    /// What they cost together.
    pub cost: u64,
    /// Teachers that they take.
    pub teachers: f64,
    /// Seats of all of them.
    pub seats: u32,
    /// What it comes to.
    pub worth: SiteWorthJson,
}

/// A size of a candidate site, by itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SiteAloneJson {
    /// The site and its size.
    #[serde(flatten)]
    pub part: SitePartJson,
    /// The facility that it expands; `null` for a new one.
    pub expands: Option<String>,
    /// `candidate`, `required`, `forbidden` or `decided`.
    pub standing: String,
    /// Seats by class.
    pub seats: [u32; 6],
    /// What it costs.
    pub cost: u64,
    /// Teachers that it takes.
    pub teachers: f64,
    /// What it comes to with no other site, but for those decided already; `null` for a forbidden one.
    pub worth: Option<SiteWorthJson>,
    /// Whether it is part of the best choice.
    pub chosen: bool,
}

/// One step of a sequence of openings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SiteStepJson {
    /// `step-by-step`: each the best beside those before; `together`: the best of just so many; `ordered`: the best of the last number, in its best order.
    pub path: String,
    /// Sites so far, without those decided already.
    pub step: u32,
    /// What is open, and what it comes to.
    #[serde(flatten)]
    pub choice: SiteChoiceJson,
    /// Whether no choice of so many is better (of `together` only).
    pub proven: Option<bool>,
}

/// What a classical objective would choose, and what that comes to by the rule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SiteGuideJson {
    /// `p-median`, `p-center`, `max-covering`, `max-min-covering`.
    pub objective: String,
    /// The objective's value in words.
    pub value: String,
    /// Whether the choice is proven best by that objective.
    pub proven: bool,
    /// What it chooses, each site in its largest size, and what that comes to by the rule; `null` where it finds nothing.
    pub choice: Option<SiteChoiceJson>,
}

/// What a choice may take.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SiteLimitsJson {
    /// Just so many sites.
    pub open: Option<u32>,
    /// So many sites or fewer.
    pub at_most: Option<u32>,
    /// The budget.
    pub budget: Option<u64>,
    /// Teachers.
    pub teachers: Option<f64>,
}

/// `site.json`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SiteJson {
    /// Always `sekiwari`.
    pub engine: String,
    /// The engine's version.
    pub version: String,
    /// SHA-256 over the round, in hexadecimal.
    pub input_sha256: String,
    /// The round's name.
    pub name: String,
    /// `seated` or `evenness`.
    pub objective: String,
    /// What a choice may take.
    pub limits: SiteLimitsJson,
    /// What families list when sites open: `none`, `near` or `model`.
    pub behaviour: String,
    /// How far families go, in metres.
    pub within_m: u32,
    /// The seed of the draws.
    pub seed: u64,
    /// Draws; 1 where nothing is drawn.
    pub draws: u32,
    /// How rounds are decided.
    pub rule: WhatifRuleJson,
    /// Without any site.
    pub today: SiteWorthJson,
    /// The best choice found; `null` where none is within the limits.
    pub best: Option<SiteChoiceJson>,
    /// No choice within the limits seats more children than this, on average over the draws.
    pub seated_max: f64,
    /// `optimal` if it is proven that no choice is better, else `feasible`.
    pub status: String,
    /// Choices within the limits; `null` if there are too many to be counted.
    pub possible: Option<u64>,
    /// Choices decided, in all searches.
    pub decided: u64,
    /// The search was told to stop.
    pub stopped: bool,
    /// The best choices that were decided, best first.
    pub choices: Vec<SiteChoiceJson>,
    /// Each candidate by itself.
    pub candidates: Vec<SiteAloneJson>,
    /// One site after the other.
    pub sequence: Vec<SiteStepJson>,
    /// What classical objectives would choose.
    pub guides: Vec<SiteGuideJson>,
    /// The best choice beside today, by class and district, as in `whatif.json`.
    pub figures: Vec<WhatifFigureJson>,
}

/// What the document is made from.
#[derive(Clone, Debug)]
pub struct SiteFacts<'a> {
    /// The engine's version.
    pub version: &'a str,
    /// SHA-256 over the round.
    pub input_sha256: &'a str,
    /// The round's name.
    pub name: &'a str,
    /// The sites with their ids.
    pub sites: (&'a [Site], &'a [String]),
    /// What is wanted.
    pub objective: Objective,
    /// What a choice may take.
    pub limits: Limits,
    /// What families do, and how far they go.
    pub behaviour: (&'a str, u32),
    /// The seed of the draws.
    pub seed: u64,
    /// How rounds are decided.
    pub rule: WhatifRuleJson,
    /// Without any site.
    pub today: &'a Worth,
    /// The answer.
    pub selected: &'a Selected,
    /// Choices decided.
    pub decided: u64,
    /// The search was told to stop.
    pub stopped: bool,
    /// The best choices that were decided, best first.
    pub ranked: &'a [(Choice, Worth)],
    /// By site and size what it comes to by itself.
    pub alone: &'a [Vec<Option<Worth>>],
    /// One site after the other.
    pub sequence: Option<&'a Sequence>,
    /// Classical objectives: name, value in words, whether proven, the choice.
    pub guides: &'a [Guide],
    /// The best choice beside today.
    pub effect: Option<&'a Effect>,
}

/// What a classical objective chose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guide {
    /// Its name.
    pub objective: &'static str,
    /// Its value in words.
    pub value: String,
    /// Whether that is proven best.
    pub proven: bool,
    /// What it chose, and what that comes to by the rule.
    pub choice: Option<(Choice, Worth)>,
}

fn spread(values: impl Iterator<Item = i64>) -> WhatifNumberJson {
    number(Spread::of(values).unwrap_or_default())
}

fn tenths(n: u64) -> f64 {
    n as f64 / 10.0
}

/// Figures of choices beside today's.
struct Beside<'a> {
    sites: &'a [Site],
    ids: &'a [String],
    today: &'a Worth,
    fewest: u32,
}

impl Beside<'_> {
    fn worth(&self, worth: &Worth) -> SiteWorthJson {
        let draws = worth.draws.len().max(1) as i64;
        let today = |i: usize| self.today.draws.get(i).map_or(0, |d| i64::from(d.seated));
        let over = |of: &dyn Fn(usize) -> i64| spread((0..worth.draws.len()).map(of));
        SiteWorthJson {
            seated: over(&|i| i64::from(worth.draws[i].seated)),
            waiting: over(&|i| i64::from(worth.draws[i].waiting)),
            more: over(&|i| i64::from(worth.draws[i].seated) - today(i)),
            blocking: decimal(1000 * i64::try_from(worth.blocking()).unwrap_or(i64::MAX / 1000) / draws),
            district_gap: worth.gap(self.fewest) as f64 / 1e6,
            optimal: worth.proven(),
        }
    }

    fn part(&self, site: usize, size: usize) -> SitePartJson {
        SitePartJson { site_id: self.ids[site].clone(), size: self.sites[site].sizes[size].name.clone() }
    }

    fn choice(&self, choice: &Choice, worth: &Worth) -> SiteChoiceJson {
        let takes = Takes::of(self.sites, choice);
        let sizes = choice.opened().map(|(s, z)| &self.sites[s].sizes[usize::from(z)]);
        SiteChoiceJson {
            sites: choice.opened().map(|(s, z)| self.part(s, usize::from(z))).collect(),
            count: takes.sites,
            cost: takes.cost,
            teachers: tenths(takes.teachers10),
            seats: sizes.map(sekiwari::siting::selection::Size::all_seats).sum(),
            worth: self.worth(worth),
        }
    }

    fn alone(&self, site: usize, size: usize, worth: Option<&Worth>, best: Option<&Choice>) -> SiteAloneJson {
        let (own, chosen) = (&self.sites[site], best.and_then(|b| b.size(site)));
        let it = &own.sizes[size];
        SiteAloneJson {
            part: self.part(site, size),
            expands: match &own.place {
                Place::New(_) => None,
                Place::Existing(facility) => Some(facility.clone()),
            },
            standing: standing(own.standing).to_owned(),
            seats: it.seats,
            cost: it.cost,
            teachers: tenths(it.teachers10.into()),
            worth: worth.map(|w| self.worth(w)),
            chosen: chosen.is_some_and(|z| usize::from(z) == size),
        }
    }

    fn sequence(&self, sequence: &Sequence) -> Vec<SiteStepJson> {
        let step = |path: &str, choice: &Choice, worth: &Worth, proven: Option<bool>| SiteStepJson {
            path: path.to_owned(),
            step: Takes::of(self.sites, choice).sites,
            choice: self.choice(choice, worth),
            proven,
        };
        let steps = sequence.step_by_step.iter().map(|(c, w)| step("step-by-step", c, w, None));
        let together = sequence.together.iter().filter_map(|s| {
            let (choice, worth) = s.best.as_ref()?;
            Some(step("together", choice, worth, Some(s.status == Status::Optimal)))
        });
        let ordered = sequence.ordered.iter().map(|(c, w)| step("ordered", c, w, None));
        steps.chain(together).chain(ordered).collect()
    }
}

fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Candidate => "candidate",
        Standing::Existing => "decided",
        Standing::Required => "required",
        Standing::Forbidden => "forbidden",
    }
}

impl SiteJson {
    /// The document.
    pub fn new(facts: SiteFacts<'_>) -> Self {
        let (sites, ids) = facts.sites;
        let fewest = match facts.objective {
            Objective::Seated => 1,
            Objective::Evenness { fewest } => fewest,
        };
        let beside = Beside { sites, ids, today: facts.today, fewest };
        let draws = facts.today.draws.len().max(1) as u32;
        let best = facts.selected.best.as_ref();
        let (open, at_most) = match facts.limits.count {
            Count::Any => (None, None),
            Count::Exactly(k) => (Some(k), None),
            Count::AtMost(k) => (None, Some(k)),
        };
        let alone = facts.alone.iter().enumerate().flat_map(|(site, sizes)| {
            let one = |(size, worth): (usize, &Option<Worth>)| (site, size, worth.clone());
            sizes.iter().enumerate().map(one).collect::<Vec<_>>()
        });
        let guide = |g: &Guide| SiteGuideJson {
            objective: g.objective.to_owned(),
            value: g.value.clone(),
            proven: g.proven,
            choice: g.choice.as_ref().map(|(c, w)| beside.choice(c, w)),
        };
        let max = 1000 * i128::from(facts.selected.seated_max) / i128::from(draws);
        Self {
            engine: ENGINE.to_owned(),
            version: facts.version.to_owned(),
            input_sha256: facts.input_sha256.to_owned(),
            name: facts.name.to_owned(),
            objective: facts.objective.as_str().to_owned(),
            limits: SiteLimitsJson {
                open,
                at_most,
                budget: facts.limits.budget,
                teachers: facts.limits.teachers10.map(|t| tenths(t.into())),
            },
            behaviour: facts.behaviour.0.to_owned(),
            within_m: facts.behaviour.1,
            seed: facts.seed,
            draws,
            rule: facts.rule,
            today: beside.worth(facts.today),
            best: best.map(|(c, w)| beside.choice(c, w)),
            seated_max: decimal(i64::try_from(max).unwrap_or(i64::MAX)),
            status: facts.selected.status.as_str().to_owned(),
            possible: facts.selected.possible,
            decided: facts.decided,
            stopped: facts.stopped,
            choices: facts.ranked.iter().map(|(c, w)| beside.choice(c, w)).collect(),
            candidates: alone
                .map(|(site, size, worth)| beside.alone(site, size, worth.as_ref(), best.map(|(c, _)| c)))
                .collect(),
            sequence: facts.sequence.map(|s| beside.sequence(s)).unwrap_or_default(),
            guides: facts.guides.iter().map(guide).collect(),
            figures: facts.effect.map(figures).unwrap_or_default(),
        }
    }
}
