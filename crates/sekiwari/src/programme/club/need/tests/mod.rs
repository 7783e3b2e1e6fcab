//! Plans for small towns against every plan there is, and for a city.

mod cases;
mod city;
mod oracle;
mod properties;

use super::{Choice, Demand, District, Group, NeedOptions, Plan, Route, smallest_plan};
use crate::programme::club::capacity::{EnrolledRow, SeatTable, Standards, UnitRow};
use crate::programme::club::{Days, Seasons};

/// A town that owns its tables.
#[derive(Clone, Debug)]
struct Town {
    clubs: u32,
    standards: Standards,
    rows: Vec<UnitRow>,
    enrolled: Vec<EnrolledRow>,
    districts: Vec<District>,
    routes: Vec<Route>,
    groups: Vec<Group>,
}

impl Town {
    /// One club for each row, each the home of the district with its number.
    fn of(rows: Vec<UnitRow>) -> Self {
        let rows: Vec<UnitRow> = (0..).zip(rows).map(|(club, row)| UnitRow { club, ..row }).collect();
        let districts = (0..rows.len() as u32).map(|c| District { homes: vec![c] }).collect();
        Self {
            clubs: rows.len() as u32,
            standards: Standards::default(),
            rows,
            enrolled: Vec::new(),
            districts,
            routes: Vec::new(),
            groups: Vec::new(),
        }
    }

    fn table(&self) -> SeatTable {
        SeatTable::new(self.clubs, self.standards, &self.rows, &self.enrolled).unwrap()
    }

    fn with<T>(&self, see: impl FnOnce(&Demand<'_>) -> T) -> T {
        let table = self.table();
        see(&Demand { seats: &table, districts: &self.districts, routes: &self.routes, groups: &self.groups })
    }

    /// The plan, held against its own promises.
    fn plan(&self, options: &NeedOptions) -> Plan {
        let plan = self.with(|demand| smallest_plan(demand, options)).unwrap();
        oracle::check(self, &plan, options);
        plan
    }
}

/// Children of a district on all weekdays of the year.
fn group(children: u32, district: u32, clubs: &[u32]) -> Group {
    let clubs = clubs.iter().map(|&club| Choice { club, route: None }).collect();
    Group { children, seats: 1, district, days: Days::WEEKDAYS, seasons: Seasons::YEAR, clubs }
}

/// A club of so many units, all with what they need.
fn units(n: u32) -> UnitRow {
    UnitRow {
        days: Days::WEEKDAYS,
        rooms: Some(n),
        staff: Some(2 * n),
        qualified: Some(n),
        area: Some(6_600 * u64::from(n)),
        ..UnitRow::default()
    }
}
