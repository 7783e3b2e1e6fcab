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

use std::collections::{BTreeMap, BTreeSet};

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
    // Where there are rows.
    lines: BTreeMap<(i16, Option<String>, Category), PlanLine>,
    // Years and categories of which something is known: what has no row there is 0.
    demanded: BTreeSet<(i16, Category)>,
    supplied: BTreeSet<(i16, Category)>,
    districts: BTreeMap<i16, Vec<Option<String>>>,
}

impl Plan {
    /// Puts demand and supply together. Rows about the same are added up.
    ///
    /// Where a year has rows of a category, a district without one has 0; where it has none, nothing is known.
    /// Cost: sorting the rows.
    pub fn new(demand: &[DemandRow], supply: &[SupplyRow]) -> Self {
        let mut plan = Plan::default();
        for row in demand {
            plan.demanded.insert((row.year, row.category));
            let line = plan.lines.entry((row.year, row.district.clone(), row.category)).or_default();
            line.demand = Some(line.demand.unwrap_or(0).saturating_add(row.children));
        }
        for row in supply {
            plan.supplied.insert((row.year, row.category));
            let line = plan.lines.entry((row.year, row.district.clone(), row.category)).or_default();
            let kinds = line.supply.get_or_insert_with(BTreeMap::new);
            let seats = kinds.entry(row.kind.clone()).or_default();
            seats.seats = seats.seats.saturating_add(row.seats);
            seats.added = seats.added.saturating_add(row.added);
        }
        for (year, district, _) in plan.lines.keys() {
            let of_year = plan.districts.entry(*year).or_default();
            if of_year.last() != Some(district) {
                of_year.push(district.clone());
            }
        }
        // Those that are stated first, by id.
        plan.districts.values_mut().for_each(|of_year| of_year.sort_by_key(Option::is_none));
        plan
    }

    /// The years, in order.
    pub fn years(&self) -> impl Iterator<Item = i16> + '_ {
        self.districts.keys().copied()
    }

    /// The districts that a year has rows of, by id, then those without one.
    pub fn districts(&self, year: i16) -> &[Option<String>] {
        self.districts.get(&year).map_or(&[], Vec::as_slice)
    }

    /// The line of a district.
    pub fn line(&self, year: i16, district: &Option<String>, category: Category) -> PlanLine {
        let mut line = self.lines.get(&(year, district.clone(), category)).cloned().unwrap_or_default();
        if self.demanded.contains(&(year, category)) {
            line.demand.get_or_insert(0);
        }
        if self.supplied.contains(&(year, category)) {
            line.supply.get_or_insert_with(BTreeMap::new);
        }
        line
    }

    /// All districts together.
    pub fn total(&self, year: i16, category: Category) -> PlanLine {
        let mut total = PlanLine::default();
        for district in self.districts(year) {
            let line = self.line(year, district, category);
            if let Some(children) = line.demand {
                total.demand = Some(total.demand.unwrap_or(0).saturating_add(children));
            }
            if let Some(kinds) = line.supply {
                let sums = total.supply.get_or_insert_with(BTreeMap::new);
                for (kind, seats) in kinds {
                    let sum = sums.entry(kind).or_default();
                    sum.seats = sum.seats.saturating_add(seats.seats);
                    sum.added = sum.added.saturating_add(seats.added);
                }
            }
        }
        total
    }
}
