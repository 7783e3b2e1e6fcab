//! The plan table (量の見込みと確保方策): demand, supply and what is missing, by district and year.
//!
//! Municipalities state for five years ahead how many children of each category will want a place, what places there are at the
//! start of the year, what will be added, and the difference (子ども・子育て支援事業計画). [`Plan::new`] puts the rows of
//! both sides together; [`demand_of`] and [`supply_of`] make rows from a round where the office has none.
//!
//! Demand made from a round is what was applied for, and so no forecast: children of the round and those who stay without
//! applying. Those of category 1 (education only) apply to the facilities themselves, so a round says nothing of them.

mod category;
mod of_round;

pub use category::Category;
pub use of_round::{demand_of, supply_of};

use std::collections::BTreeMap;

/// Children of a category who will want a place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DemandRow {
    /// The fiscal year.
    pub year: i16,
    /// The district; `None` if it is not stated.
    pub district: Option<String>,
    /// The category.
    pub category: Category,
    /// The children.
    pub children: u64,
}

/// Places of one kind of facility.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SupplyRow {
    /// The fiscal year.
    pub year: i16,
    /// The district; `None` if it is not stated.
    pub district: Option<String>,
    /// The category.
    pub category: Category,
    /// The kind of facility, as written; empty if it is not stated.
    pub kind: String,
    /// Seats at the start of the year.
    pub seats: u64,
    /// Seats to be added in the year.
    pub added: u64,
}

/// Seats at the start of a year, and seats to be added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Seats {
    /// At the start of the year.
    pub seats: u64,
    /// To be added.
    pub added: u64,
}

/// One line of the plan: a category of a district in a year.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct PlanLine {
    /// Children who will want a place; `None` if nothing is known of the year and category.
    pub demand: Option<u64>,
    /// Seats by kind of facility; `None` if nothing is known of the year and category.
    pub supply: Option<BTreeMap<String, Seats>>,
}

impl PlanLine {
    /// The seats of all kinds together.
    pub fn seats(&self) -> Option<Seats> {
        let add = |a: Seats, b: &Seats| Seats { seats: a.seats + b.seats, added: a.added + b.added };
        Some(self.supply.as_ref()?.values().fold(Seats::default(), add))
    }

    /// Seats, those to be added included, minus demand: what is missing is negative. `None` if either is not known.
    pub fn difference(&self) -> Option<i64> {
        let seats = self.seats()?;
        i64::try_from(i128::from(seats.seats) + i128::from(seats.added) - i128::from(self.demand?)).ok()
    }
}

/// A plan: lines by year, district (`None` where it is not stated) and category.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Plan {
    lines: BTreeMap<(i16, Option<String>, Category), PlanLine>,
    districts: Vec<Option<String>>,
    years: Vec<i16>,
}

impl Plan {
    /// Puts demand and supply together. Rows about the same are added up.
    ///
    /// Every district of any row has a line for every year and category: where a year has rows of a category, a district
    /// without one has 0; where it has none, nothing is known. Cost: sorting the rows, and years times districts.
    pub fn new(demand: &[DemandRow], supply: &[SupplyRow]) -> Self {
        let mut districts: Vec<Option<String>> =
            demand.iter().map(|r| &r.district).chain(supply.iter().map(|r| &r.district)).cloned().collect();
        // Those that are stated first, by id.
        districts.sort_by(|a, b| a.is_none().cmp(&b.is_none()).then_with(|| a.cmp(b)));
        districts.dedup();
        let mut years: Vec<i16> =
            demand.iter().map(|r| r.year).chain(supply.iter().map(|r| r.year)).collect();
        years.sort_unstable();
        years.dedup();
        let mut lines: BTreeMap<(i16, Option<String>, Category), PlanLine> = BTreeMap::new();
        for &year in &years {
            for category in Category::ALL {
                let demanded = demand.iter().any(|r| (r.year, r.category) == (year, category));
                let supplied = supply.iter().any(|r| (r.year, r.category) == (year, category));
                for district in &districts {
                    let line =
                        PlanLine { demand: demanded.then_some(0), supply: supplied.then(BTreeMap::new) };
                    lines.insert((year, district.clone(), category), line);
                }
            }
        }
        for row in demand {
            let line = lines.entry((row.year, row.district.clone(), row.category)).or_default();
            line.demand = Some(line.demand.unwrap_or(0).saturating_add(row.children));
        }
        for row in supply {
            let line = lines.entry((row.year, row.district.clone(), row.category)).or_default();
            let seats = line.supply.get_or_insert_default().entry(row.kind.clone()).or_default();
            seats.seats = seats.seats.saturating_add(row.seats);
            seats.added = seats.added.saturating_add(row.added);
        }
        Self { lines, districts, years }
    }

    /// The years, in order.
    pub fn years(&self) -> &[i16] {
        &self.years
    }

    /// The districts by id, then those without one.
    pub fn districts(&self) -> &[Option<String>] {
        &self.districts
    }

    /// The line of a district.
    pub fn line(&self, year: i16, district: &Option<String>, category: Category) -> PlanLine {
        self.lines.get(&(year, district.clone(), category)).cloned().unwrap_or_default()
    }

    /// All districts together.
    pub fn total(&self, year: i16, category: Category) -> PlanLine {
        let mut total = PlanLine::default();
        for district in &self.districts {
            let line = self.line(year, district, category);
            if let Some(children) = line.demand {
                total.demand = Some(total.demand.unwrap_or(0).saturating_add(children));
            }
            for (kind, seats) in line.supply.iter().flatten() {
                let sum = total.supply.get_or_insert_default().entry(kind.clone()).or_default();
                sum.seats = sum.seats.saturating_add(seats.seats);
                sum.added = sum.added.saturating_add(seats.added);
            }
            if line.supply.is_some() {
                total.supply.get_or_insert_default();
            }
        }
        total
    }
}
