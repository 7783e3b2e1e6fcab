//! `years.json`: the years to come, without and with what opens.

use crate::write::result_json::ENGINE;
use crate::write::whatif::{WhatifNumberJson, WhatifRuleJson, number};
use schemars::JsonSchema;
use sekiwari::programme::nursery::AgeClass;
use sekiwari::siting::effect::Spread;
use sekiwari::siting::selection::Site;
use sekiwari::siting::years::{Assumptions, Outlook, Schedule, YearCount};
use serde::{Deserialize, Serialize};

/// An opening.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct YearOpeningJson {
    /// The fiscal year.
    pub year: i16,
    /// The site.
    pub site_id: String,
    /// The size; may be empty.
    pub size: String,
    /// Its seats by class.
    pub seats: [u32; 6],
    /// What it costs; 0 for what is decided already.
    pub cost: u64,
    /// Teachers that it takes.
    pub teachers: f64,
}

/// One year, over the draws.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct YearFiguresJson {
    /// The fiscal year.
    pub year: i16,
    /// Children who apply.
    pub children: WhatifNumberJson,
    /// Those who apply for the first time; in the round's year all.
    pub fresh: WhatifNumberJson,
    /// Open seats.
    pub open_seats: WhatifNumberJson,
    /// Children with a new seat.
    pub placed: WhatifNumberJson,
    /// Children without a seat.
    pub waiting: WhatifNumberJson,
    /// What opens in the year costs.
    pub cost: u64,
    /// Draws that are proven best by the rule.
    pub optimal: u32,
}

/// Children of a district and class in a year.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct YearCellJson {
    /// The fiscal year.
    pub year: i16,
    /// The district; `*` for all, empty where it is not known.
    pub district_id: String,
    /// The class; `null` for all.
    pub class: Option<u8>,
    /// Children who apply, on average.
    pub children: WhatifNumberJson,
    /// Children without a seat.
    pub waiting: WhatifNumberJson,
}

/// One course of the years.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct YearCourseJson {
    /// `as-is`: nothing but what is decided opens; `stated`: the openings of the plan file; `plan`: what was found.
    pub course: String,
    /// What opens.
    pub openings: Vec<YearOpeningJson>,
    /// What that costs.
    pub cost: u64,
    /// Whether the number of children without a seat is reached; `null` where none was given.
    pub reached: Option<bool>,
    /// Year by year, the round's first.
    pub years: Vec<YearFiguresJson>,
    /// By year, district and class; where all of them are counted, `*` and `null`.
    pub cells: Vec<YearCellJson>,
}

/// What is assumed.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct YearAssumptionsJson {
    /// Of those without a seat, who apply again (0 to 1).
    pub reapply: f64,
    /// Of those with a seat, who stay (0 to 1).
    pub stay: f64,
    /// Lines about births and moves.
    pub lines: u32,
    /// Whether it is known who has the places of today (the table `enrolled`); otherwise as many come free every year as in this round.
    pub places_known: bool,
}

/// `years.json`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct YearsJson {
    /// Always `sekiwari`.
    pub engine: String,
    /// The engine's version.
    pub version: String,
    /// SHA-256 over the round, in hexadecimal.
    pub input_sha256: String,
    /// The round's name.
    pub name: String,
    /// What is assumed.
    pub assumptions: YearAssumptionsJson,
    /// What families list when sites open: `none`, `near` or `model`.
    pub behaviour: String,
    /// How far families go, in metres.
    pub within_m: u32,
    /// The seed of the draws.
    pub seed: u64,
    /// Draws.
    pub draws: u32,
    /// How rounds are decided.
    pub rule: WhatifRuleJson,
    /// The year and number of children without a seat that was to be reached.
    pub target: Option<(i16, u32)>,
    /// The courses.
    pub courses: Vec<YearCourseJson>,
    /// Schedules decided in the search.
    pub decided: u64,
    /// The search was told to stop.
    pub stopped: bool,
}

/// A course, to be written.
#[derive(Clone, Copy, Debug)]
pub struct Course<'a> {
    /// Its name.
    pub name: &'static str,
    /// What opens when.
    pub schedule: &'a Schedule,
    /// What it comes to.
    pub outlook: &'a Outlook,
    /// Whether what was wanted is reached.
    pub reached: Option<bool>,
}

/// What the document is made from.
#[derive(Clone, Debug)]
pub struct YearsFacts<'a> {
    /// The engine's version.
    pub version: &'a str,
    /// SHA-256 over the round.
    pub input_sha256: &'a str,
    /// The round's name.
    pub name: &'a str,
    /// The round's fiscal year, and years after it.
    pub years: (i16, u32),
    /// What is assumed, and whether it is known who has the places.
    pub assume: (&'a Assumptions, bool),
    /// What families do, and how far they go.
    pub behaviour: (&'a str, u32),
    /// The seed and the number of draws.
    pub draws: (u64, u32),
    /// How rounds are decided.
    pub rule: WhatifRuleJson,
    /// The sites with their ids.
    pub sites: (&'a [Site], &'a [String]),
    /// The districts of the cells.
    pub districts: &'a [Option<String>],
    /// The year and number that was to be reached.
    pub target: Option<(i16, u32)>,
    /// The courses.
    pub courses: Vec<Course<'a>>,
    /// Schedules decided.
    pub decided: u64,
    /// The search was told to stop.
    pub stopped: bool,
}

impl YearsFacts<'_> {
    fn course(&self, course: &Course<'_>) -> YearCourseJson {
        let (sites, ids) = self.sites;
        let (base, years) = self.years;
        let opening = |(site, o): (usize, sekiwari::siting::years::Opening)| {
            let size = &sites[site].sizes[usize::from(o.size)];
            YearOpeningJson {
                year: base + o.after as i16,
                site_id: ids[site].clone(),
                size: size.name.clone(),
                seats: size.seats,
                cost: if sites[site].is_counted() { size.cost } else { 0 },
                teachers: f64::from(size.teachers10) / 10.0,
            }
        };
        let mut openings: Vec<YearOpeningJson> = course.schedule.openings().map(opening).collect();
        openings.sort_by_key(|o| o.year);
        let year = |after: u32| {
            let all = course.outlook.year(after);
            let over = |of: fn(&YearCount) -> u32| {
                number(Spread::of(all.clone().map(|y| i64::from(of(y)))).unwrap_or_default())
            };
            let year = base + after as i16;
            YearFiguresJson {
                year,
                children: over(|y| y.children),
                fresh: over(|y| y.fresh),
                open_seats: over(|y| y.open),
                placed: over(|y| y.placed),
                waiting: over(YearCount::waiting),
                cost: openings.iter().filter(|o| o.year == year).map(|o| o.cost).sum(),
                optimal: all.clone().filter(|y| y.proven).count() as u32,
            }
        };
        YearCourseJson {
            course: course.name.to_owned(),
            cost: course.schedule.cost(sites),
            reached: course.reached,
            years: (0..=years).map(year).collect(),
            cells: (0..=years).flat_map(|after| self.cells(course.outlook, after)).collect(),
            openings,
        }
    }

    /// All, by class, by district, by district and class: as `effects.csv`.
    fn cells(&self, outlook: &Outlook, after: u32) -> Vec<YearCellJson> {
        let districts: Vec<Option<usize>> =
            std::iter::once(None).chain((0..self.districts.len()).map(Some)).collect();
        let classes: Vec<Option<usize>> =
            std::iter::once(None).chain((0..AgeClass::COUNT).map(Some)).collect();
        let mut out = Vec::new();
        for &d in &districts {
            for &c in &classes {
                let own = |at: usize| {
                    d.is_none_or(|d| at / AgeClass::COUNT == d) && c.is_none_or(|c| at % AgeClass::COUNT == c)
                };
                let over = |of: fn(&(u32, u32)) -> u32| {
                    let sum = |y: &YearCount| {
                        let cells = y.cells.iter().enumerate().filter(|(at, _)| own(*at));
                        cells.map(|(_, cell)| i64::from(of(cell))).sum::<i64>()
                    };
                    number(Spread::of(outlook.year(after).map(sum)).unwrap_or_default())
                };
                let district_id = match d {
                    None => "*".to_owned(),
                    Some(d) => self.districts[d].clone().unwrap_or_default(),
                };
                let (children, waiting) = (over(|c| c.0), over(|c| c.1));
                let year = self.years.0 + after as i16;
                out.push(YearCellJson { year, district_id, class: c.map(|c| c as u8), children, waiting });
            }
        }
        out
    }
}

impl YearsJson {
    /// The document.
    pub fn new(facts: &YearsFacts<'_>) -> Self {
        let (assume, places_known) = facts.assume;
        Self {
            engine: ENGINE.to_owned(),
            version: facts.version.to_owned(),
            input_sha256: facts.input_sha256.to_owned(),
            name: facts.name.to_owned(),
            assumptions: YearAssumptionsJson {
                reapply: f64::from(assume.reapply) / 1000.0,
                stay: f64::from(assume.stay) / 1000.0,
                lines: (assume.births.len() + assume.moves.len()) as u32,
                places_known,
            },
            behaviour: facts.behaviour.0.to_owned(),
            within_m: facts.behaviour.1,
            seed: facts.draws.0,
            draws: facts.draws.1,
            rule: facts.rule.clone(),
            target: facts.target,
            courses: facts.courses.iter().map(|c| facts.course(c)).collect(),
            decided: facts.decided,
            stopped: facts.stopped,
        }
    }
}
