//! `plan.csv`, `plan_supply.csv` and `plan.json`: demand, supply and what is missing, by district and year.

use super::columns::{PLAN, PLAN_SUPPLY};
use super::folder::{OutputError, OutputFolder};
use super::result_json::ENGINE;
use super::table::TableWriter;
use schemars::JsonSchema;
use sekiwari::programme::nursery::plan::{Category, Plan, PlanLine};
use serde::{Deserialize, Serialize};

/// Places of one kind of facility.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PlanSeatsJson {
    /// The kind of facility, as written; empty if it is not stated.
    pub kind: String,
    /// Seats at the start of the year.
    pub seats: u64,
    /// Seats to be added in the year.
    pub added: u64,
}

/// One line of the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PlanRowJson {
    /// The fiscal year.
    pub year: i16,
    /// The district; `*` for all together, empty where it is not stated.
    pub district_id: String,
    /// `1`, `2`, `3-age-0`, `3-age-1-2`.
    pub category: String,
    /// Children who will want a place; `null` if it is not known.
    pub demand: Option<u64>,
    /// Seats at the start of the year; `null` if they are not known.
    pub seats: Option<u64>,
    /// Seats to be added in the year; `null` if they are not known.
    pub added: Option<u64>,
    /// Seats and added seats minus demand: what is missing is negative; `null` if either is not known.
    pub difference: Option<i64>,
    /// The seats by kind of facility.
    pub supply: Vec<PlanSeatsJson>,
}

/// Where the figures of a year come from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PlanYearJson {
    /// The fiscal year.
    pub year: i16,
    /// `table`; `round` = applicants and enrolled children of a round; `none`.
    pub demand: String,
    /// `table`; `round` = seats open, held and used by enrolled children; `none`.
    pub supply: String,
    /// The round's name, if figures come from one.
    pub round: Option<String>,
    /// Whether the round says who stays enrolled without applying; `null` without a round.
    pub enrolled_known: Option<bool>,
}

/// `plan.json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PlanJson {
    /// Always `sekiwari`.
    pub engine: String,
    /// The engine's version.
    pub version: String,
    /// Where the figures come from, year by year.
    pub years: Vec<PlanYearJson>,
    /// The lines by year, all districts together first, and category.
    pub rows: Vec<PlanRowJson>,
}

impl PlanJson {
    /// The document of a plan.
    pub fn new(version: &str, plan: &Plan, years: Vec<PlanYearJson>) -> Self {
        let mut rows = Vec::new();
        for year in plan.years() {
            for category in Category::ALL {
                rows.push(row(year, "*", category, &plan.total(year, category)));
            }
            for district in plan.districts(year) {
                for category in Category::ALL {
                    let line = plan.line(year, district, category);
                    rows.push(row(year, district.as_deref().unwrap_or(""), category, &line));
                }
            }
        }
        Self { engine: ENGINE.to_owned(), version: version.to_owned(), years, rows }
    }
}

fn row(year: i16, district: &str, category: Category, line: &PlanLine) -> PlanRowJson {
    let seats = line.seats();
    let kinds = line.supply.iter().flatten();
    PlanRowJson {
        year,
        district_id: district.to_owned(),
        category: category.as_str().to_owned(),
        demand: line.demand,
        seats: seats.map(|s| s.seats),
        added: seats.map(|s| s.added),
        difference: line.difference(),
        supply: kinds
            .map(|(kind, s)| PlanSeatsJson { kind: kind.clone(), seats: s.seats, added: s.added })
            .collect(),
    }
}

/// Writes `plan.csv`, `plan_supply.csv` and `plan.json` into a folder; `bom` as in [`super::write_tables`].
///
/// # Errors
/// What the file system refuses.
pub fn write_plan(folder: &OutputFolder, json: &PlanJson, bom: bool) -> Result<(), OutputError> {
    folder.write(PLAN.file, |out| {
        let mut table = TableWriter::new(out, &PLAN, 0, bom)?;
        for r in &json.rows {
            let source = json.years.iter().find(|y| y.year == r.year).map_or("", |y| y.demand.as_str());
            table.value(r.year)?.text(&r.district_id)?.value(&r.category)?.optional(r.demand)?;
            table.value(if r.demand.is_some() { source } else { "" })?.optional(r.seats)?;
            table.optional(r.added)?.optional(r.difference)?.end_row()?;
        }
        table.finish()
    })?;
    folder.write(PLAN_SUPPLY.file, |out| {
        let mut table = TableWriter::new(out, &PLAN_SUPPLY, 0, bom)?;
        for r in &json.rows {
            for s in &r.supply {
                table.value(r.year)?.text(&r.district_id)?.value(&r.category)?.text(&s.kind)?;
                table.value(s.seats)?.value(s.added)?.end_row()?;
            }
        }
        table.finish()
    })?;
    folder.write_json("plan.json", json)
}
