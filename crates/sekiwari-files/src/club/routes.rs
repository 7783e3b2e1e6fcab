//! `transport`: routes on which children are taken to clubs of other districts.

use sekiwari::programme::club::{Days, Route};

use super::clubs::Clubs;
use super::districts::Districts;
use crate::finding::catalogue::{cells, clubs as kinds, references};
use crate::finding::{Findings, Kind};
use crate::round::ids::{self, Ids};
use crate::round::tables::club as tables;
use crate::table::{CellReader, Col, Table};

/// Most seats of a route; a larger number is a slip of the keyboard.
const MAX_SEATS: u32 = 10_000;

/// The routes in row order. Those that could not be read wholly are left out.
#[derive(Default)]
pub(super) struct Routes {
    pub(super) rows: Vec<Route>,
    /// Whether some were left out, so that nothing is concluded from what is not there.
    pub(super) incomplete: bool,
}

pub(super) fn read(
    table: &Table,
    mut clubs: Option<&mut Clubs>,
    mut districts: Option<&mut Districts>,
    findings: &mut Findings,
) -> Option<Routes> {
    let mut r = CellReader::new(table, &tables::TRANSPORT, findings)?;
    let (route, from, to) = (r.col("route_id"), r.col("district_ids"), r.col("facility_ids"));
    let (weekdays, seats) = (r.col("weekdays"), r.col("seats"));
    let (mut ids, mut row_of) = (Ids::default(), Vec::new());
    let mut routes = Routes::default();
    for row in 0..table.rows() {
        let id = ids::enlist(&mut r, row, route, &mut ids, &mut row_of, &kinds::ROUTE_DUPLICATE);
        let of = districts.as_mut().map(|d| &mut d.ids);
        let from = stops(&mut r, row, from, of, &kinds::DISTRICT_UNKNOWN);
        let of = clubs.as_mut().map(|c| &mut c.ids);
        let to = stops(&mut r, row, to, of, &references::FACILITY_UNKNOWN);
        let days = r.days(row, weekdays);
        let count = r.need_count(row, seats, 0, MAX_SEATS);
        let (Some(id), Some(districts), Some(clubs), Ok(days), Ok(count)) = (id, from, to, days, count)
        else {
            routes.incomplete = true;
            continue;
        };
        if count == 0 {
            let finding = r.finding(&kinds::ROUTE_WITHOUT_SEATS, row, seats).arg("route", &id);
            r.push(row, finding);
        }
        routes.rows.push(Route { id, districts, clubs, days: days.unwrap_or(Days::WEEKDAYS), seats: count });
    }
    r.finish(findings);
    Some(routes)
}

/// A list of ids, at least one.
fn stops(
    r: &mut CellReader<'_>,
    row: usize,
    col: Col,
    ids: Option<&mut Ids>,
    unknown: &'static Kind,
) -> Option<Vec<u32>> {
    let stops = ids::refer_list(r, row, col, ids?, unknown).ok()?;
    if stops.is_empty() {
        let finding = r.finding(&cells::CELL_EMPTY, row, col);
        r.push(row, finding);
        return None;
    }
    Some(stops)
}
