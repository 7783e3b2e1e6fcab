//! `access.json`.

use crate::scenario::ReadScenario;
use crate::write::ENGINE;
use schemars::JsonSchema;
use sekiwari::programme::nursery::{AgeClass, ReserveKind, Round};
use sekiwari::siting::access::{
    Access, Catchment, Distances, Figures, Grain, Options, Travel, Withheld, withhold,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A band of distance.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AccessBandJson {
    /// Where it ends.
    pub to: u32,
    /// What a child or seat in it counts.
    pub weight: f64,
}

/// A scenario file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AccessScenarioJson {
    /// The file's name.
    pub file: String,
    /// What it is called.
    pub name: String,
    /// Its edits.
    pub edits: u32,
}

/// What is in no area.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AccessSideJson {
    /// Applying children.
    pub children: u32,
    /// Those whose place is not known, or from where no way is known. They are in no figure.
    pub unknown_place: u32,
    /// Facilities with seats to which no way is known: nobody reaches them.
    pub facilities_unknown_place: u32,
    /// Reserved seats, which are for some children only and so do not count.
    pub reserved_seats: u64,
}

/// Ways to the nearest facility.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AccessWaysJson {
    /// Children with a way to one.
    pub reached: u32,
    /// The mean, rounded.
    pub mean: Option<u32>,
    /// The lower median.
    pub median: Option<u32>,
    /// The longest.
    pub longest: Option<u32>,
    /// The share of all children within each of the limits, to four decimals.
    pub within: Vec<f64>,
}

/// The figures of some children. Decimals have four places.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AccessFiguresJson {
    /// Children of known place.
    pub children: u32,
    /// To the nearest facility that takes a child's class, with or without seats left.
    pub offered: AccessWaysJson,
    /// To the nearest facility with seats.
    pub open: AccessWaysJson,
    /// Children with no seat within reach.
    pub without: u32,
    /// Seats per child (2SFCA), the mean.
    pub seats_per_child: f64,
    /// The same with weights by distance (E2SFCA).
    pub weighted_seats_per_child: f64,
}

/// One area and class.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AccessRowJson {
    /// The area; `*` for all, empty where the district is not known.
    pub area: String,
    /// The class; `null` for all.
    pub class: Option<u8>,
    /// Whether the figures are kept back.
    pub withheld: bool,
    /// In the round as it is; `null` if kept back, or where no child lives.
    pub before: Option<AccessFiguresJson>,
    /// In the scenario; `null` without one too.
    pub after: Option<AccessFiguresJson>,
}

/// The seats of a facility and classes.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AccessSeatsJson {
    /// Seats that count.
    pub seats: u32,
    /// Children within reach; `null` if kept back.
    pub children: Option<u32>,
    /// Seats per child within reach; `null` if kept back, or without a child.
    pub seats_per_child: Option<f64>,
    /// The same with weights by distance.
    pub weighted_seats_per_child: Option<f64>,
}

/// A facility and classes that share seats.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AccessFacilityJson {
    /// The facility.
    pub facility_id: String,
    /// The classes.
    pub classes: String,
    /// In the round as it is; `null` where it is not there.
    pub before: Option<AccessSeatsJson>,
    /// In the scenario; `null` without one too.
    pub after: Option<AccessSeatsJson>,
}

/// `access.json`: who can reach a seat, by small area.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AccessJson {
    /// Who wrote this.
    pub engine: String,
    /// The version of the engine.
    pub version: String,
    /// The round's bytes.
    pub input_sha256: String,
    /// The round's name.
    pub name: String,
    /// `district`, `mesh1000`, `mesh500`, `mesh250`.
    pub area: String,
    /// `m` (straight lines times the factor) or `min` (a table).
    pub unit: String,
    /// What straight lines are multiplied by, in percent; `null` with a table of minutes.
    pub factor_percent: Option<u32>,
    /// How far is within reach.
    pub reach: u32,
    /// Weights by distance.
    pub bands: Vec<AccessBandJson>,
    /// Limits for the shares.
    pub within: Vec<u32>,
    /// Whether seats that applicants hold count too.
    pub held: bool,
    /// Counts of children below this are kept back, with what would give them away.
    pub min_cell: u32,
    /// The scenarios, in the order in which they are applied.
    pub scenarios: Vec<AccessScenarioJson>,
    /// The seed of what scenarios draw.
    pub seed: u64,
    /// What is in no area, in the round as it is.
    pub before: AccessSideJson,
    /// The same in the scenario.
    pub after: Option<AccessSideJson>,
    /// All children, by class, by area, by area and class.
    pub rows: Vec<AccessRowJson>,
    /// Facilities by id.
    pub facilities: Vec<AccessFacilityJson>,
}

/// One side: a round and what came of it.
#[derive(Clone, Copy, Debug)]
pub struct AccessSide<'a> {
    /// The round.
    pub round: &'a Round,
    /// Who can reach a seat in it.
    pub access: &'a Access,
}

/// What a document says.
#[derive(Clone, Debug)]
pub struct AccessFacts<'a> {
    /// The version of the engine.
    pub version: &'a str,
    /// The round's bytes.
    pub input_sha256: &'a str,
    /// What was worked out.
    pub options: &'a Options<'a>,
    /// Counts below this are kept back.
    pub min_cell: u32,
    /// The scenarios.
    pub scenarios: Vec<&'a ReadScenario>,
    /// The seed of what they draw.
    pub seed: u64,
    /// The round as it is.
    pub before: AccessSide<'a>,
    /// The scenario.
    pub after: Option<AccessSide<'a>>,
}

/// The names of small areas on the command line and in files.
pub(crate) fn area_name(grain: Grain<'_>) -> String {
    match grain {
        Grain::District(_) => "district".to_owned(),
        Grain::Mesh(mesh) => format!("mesh{}", mesh.metres()),
    }
}

/// To four decimals; never minus zero.
pub(super) fn rounded(x: f64) -> f64 {
    (x * 10_000.0).round() / 10_000.0 + 0.0
}

impl AccessWaysJson {
    fn of(d: &Distances, children: u32) -> Self {
        let share = |&n: &u32| rounded(f64::from(n) / f64::from(children.max(1)));
        Self {
            reached: d.reached,
            mean: d.mean,
            median: d.median,
            longest: d.longest,
            within: d.within.iter().map(share).collect(),
        }
    }
}

impl AccessFiguresJson {
    fn of(f: &Figures) -> Self {
        Self {
            children: f.children,
            offered: AccessWaysJson::of(&f.offered, f.children),
            open: AccessWaysJson::of(&f.open, f.children),
            without: f.without,
            seats_per_child: rounded(f.seats_per_child),
            weighted_seats_per_child: rounded(f.weighted_seats_per_child),
        }
    }
}

impl AccessSeatsJson {
    fn of(c: &Catchment, least: u32) -> Self {
        let told = c.children == 0 || c.children >= least;
        Self {
            seats: c.seats,
            children: told.then_some(c.children),
            seats_per_child: c.ratio().filter(|_| told).map(rounded),
            weighted_seats_per_child: c.weighted_ratio().filter(|_| told).map(rounded),
        }
    }
}

impl AccessSideJson {
    fn of(side: AccessSide<'_>) -> Self {
        Self {
            children: side.round.children().len() as u32,
            unknown_place: side.access.unknown,
            facilities_unknown_place: side.access.lost_facilities,
            reserved_seats: side
                .round
                .reserves()
                .iter()
                .filter(|r| r.kind != ReserveKind::Guarantee)
                .map(|r| u64::from(r.seats))
                .sum(),
        }
    }
}

impl AccessJson {
    /// The document, with everything kept back that must be.
    pub fn new(facts: &AccessFacts<'_>) -> Self {
        let options = facts.options;
        let sides: Vec<AccessSide<'_>> = std::iter::once(facts.before).chain(facts.after).collect();
        let scenario = |s: &&ReadScenario| AccessScenarioJson {
            file: s.file.clone(),
            name: s.scenario.name.clone(),
            edits: s.scenario.edits.len() as u32,
        };
        let factor_percent = match options.travel {
            Travel::Straight { percent } => Some(percent),
            Travel::Minutes(_) => None,
        };
        Self {
            engine: ENGINE.to_owned(),
            version: facts.version.to_owned(),
            input_sha256: facts.input_sha256.to_owned(),
            name: facts.before.round.name().to_owned(),
            area: area_name(options.grain),
            unit: if factor_percent.is_some() { "m" } else { "min" }.to_owned(),
            factor_percent,
            reach: options.bands.reach(),
            bands: options
                .bands
                .as_slice()
                .iter()
                .map(|&(to, weight)| AccessBandJson { to, weight: f64::from(weight) / 1000.0 })
                .collect(),
            within: options.within.clone(),
            held: options.held,
            min_cell: facts.min_cell,
            scenarios: facts.scenarios.iter().map(scenario).collect(),
            seed: facts.seed,
            before: AccessSideJson::of(facts.before),
            after: facts.after.map(AccessSideJson::of),
            rows: rows(&sides, facts.min_cell),
            facilities: facilities(&sides, facts.min_cell),
        }
    }
}

/// All rows of one or two sides, with everything kept back that must be.
fn rows(sides: &[AccessSide<'_>], least: u32) -> Vec<AccessRowJson> {
    let ids: BTreeSet<&str> = sides.iter().flat_map(|s| s.access.areas.iter().map(String::as_str)).collect();
    let ids: Vec<&str> = ids.into_iter().collect();
    let at = |id: &str| ids.binary_search(&id).unwrap_or(0);
    let counts: Vec<Vec<[u32; AgeClass::COUNT]>> = sides
        .iter()
        .map(|s| {
            let mut table = vec![[0; AgeClass::COUNT]; ids.len()];
            s.access.areas.iter().zip(&s.access.counts).for_each(|(id, n)| table[at(id)] = *n);
            table
        })
        .collect();
    let held = withhold(&counts, least);
    // In the order of the tables: by kind of row, then by area and class.
    type Key = (bool, bool, usize, Option<u8>);
    let mut found: BTreeMap<Key, [Option<&Figures>; 2]> = BTreeMap::new();
    for (side, s) in sides.iter().enumerate() {
        for f in &s.access.figures {
            let class = f.class.map(AgeClass::get);
            let area = f.area.map_or(0, |a| at(&s.access.areas[a as usize]));
            found.entry((f.area.is_some(), class.is_some(), area, class)).or_default()[side] =
                Some(&f.figures);
        }
    }
    // What is kept back is listed whether or not anybody is in it.
    for (area, classes) in held.cells.iter().enumerate() {
        for class in (0u8..).zip(classes).filter(|(_, held)| **held).map(|(class, _)| class) {
            found.entry((true, true, area, Some(class))).or_default();
        }
    }
    let row = |((is_area, _, area, class), sides): (Key, [Option<&Figures>; 2])| {
        let withheld = is_held(&held, is_area.then_some(area), class);
        let told = |f: Option<&Figures>| f.filter(|_| !withheld).map(AccessFiguresJson::of);
        AccessRowJson {
            area: if is_area { ids[area].to_owned() } else { "*".to_owned() },
            class,
            withheld,
            before: told(sides[0]),
            after: told(sides[1]),
        }
    };
    found.into_iter().map(row).collect()
}

fn is_held(held: &Withheld, area: Option<usize>, class: Option<u8>) -> bool {
    match (area, class.map(usize::from)) {
        (None, None) => held.all,
        (None, Some(class)) => held.classes[class],
        (Some(area), None) => held.areas[area],
        (Some(area), Some(class)) => held.cells[area][class],
    }
}

fn facilities(sides: &[AccessSide<'_>], least: u32) -> Vec<AccessFacilityJson> {
    let mut found: BTreeMap<(&str, String), [Option<AccessSeatsJson>; 2]> = BTreeMap::new();
    for (side, s) in sides.iter().enumerate() {
        for (row, catchment) in s.round.seats().iter().zip(&s.access.rows) {
            let id = s.round.facilities()[row.facility as usize].id.as_str();
            found.entry((id, row.classes.to_string())).or_default()[side] =
                Some(AccessSeatsJson::of(catchment, least));
        }
    }
    let row = |((id, classes), [before, after]): ((&str, String), [Option<AccessSeatsJson>; 2])| {
        AccessFacilityJson { facility_id: id.to_owned(), classes, before, after }
    };
    found.into_iter().map(row).collect()
}
