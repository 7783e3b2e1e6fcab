//! `units` and `enrolled`: what the seats of clubs are worked out from.

use sekiwari::programme::club::Days;
use sekiwari::programme::club::capacity::{EnrolledRow, UnitRow};

use super::clubs::Clubs;
use crate::finding::Findings;
use crate::finding::catalogue::references;
use crate::round::capacity::{Step, steps};
use crate::round::ids::{self, Ids};
use crate::round::tables::club as tables;
use crate::table::{CellReader, Col, Table};

/// Most rooms, staff, children, or square metres of a row; a larger number is a slip of the keyboard.
const MOST: u32 = 100_000;

/// Rows with the rows of the table in which they stand.
pub(super) struct Rows<T> {
    pub(super) rows: Vec<(T, usize)>,
    /// Whether some row could not be used, so that nothing is concluded from what is not there.
    pub(super) incomplete: bool,
    pub(super) qualified_col: Col,
    pub(super) declared_col: Col,
}

impl<T> Default for Rows<T> {
    fn default() -> Self {
        Self { rows: Vec::new(), incomplete: false, qualified_col: Col::NONE, declared_col: Col::NONE }
    }
}

impl<T> Rows<T> {
    fn take(&mut self, read: Option<T>, row: usize) {
        match read {
            Some(read) => self.rows.push((read, row)),
            None => self.incomplete = true,
        }
    }
}

/// What is known about the clubs.
pub(super) type Units = Rows<UnitRow>;
/// Children who have a seat.
pub(super) type Enrolled = Rows<EnrolledRow>;

pub(super) fn read(table: &Table, mut clubs: Option<&mut Clubs>, findings: &mut Findings) -> Option<Units> {
    let mut r = CellReader::new(table, &tables::UNITS, findings)?;
    let club = r.col("facility_id");
    let (season, weekdays) = (r.col("season"), r.col("weekdays"));
    let (rooms, area) = (r.col("rooms"), r.col("area_m2"));
    let (staff, qualified) = (r.col("staff"), r.col("qualified_staff"));
    let (limit, declared) = (r.col("limit_per_unit"), r.col("declared_seats"));
    let mut out = Units { qualified_col: qualified, declared_col: declared, ..Units::default() };
    r.need_rows();
    for row in 0..table.rows() {
        let ids = ids_of(&mut clubs);
        let club = ids::need(&mut r, row, club, ids, &references::FACILITY_UNKNOWN);
        let (seasons, days) = (r.seasons(row, season), r.days(row, weekdays));
        let rooms = r.count(row, rooms, 0, MOST);
        let area = steps(&mut r, row, area, Step::Hundredths, MOST);
        let (staff, qualified) = (r.count(row, staff, 0, MOST), r.count(row, qualified, 0, MOST));
        let (limit, declared) = (r.count(row, limit, 1, MOST), r.count(row, declared, 0, MOST));
        let read = || {
            Some(UnitRow {
                club: club.ok()?,
                seasons: seasons.ok()?,
                days: days.ok()?.unwrap_or(Days::WEEKDAYS),
                rooms: rooms.ok()?,
                staff: staff.ok()?,
                qualified: qualified.ok()?,
                area: area?.map(u64::from),
                limit_per_unit: limit.ok()?,
                declared: declared.ok()?,
            })
        };
        out.take(read(), row);
    }
    r.finish(findings);
    Some(out)
}

pub(super) fn read_enrolled(
    table: &Table,
    mut clubs: Option<&mut Clubs>,
    findings: &mut Findings,
) -> Option<Enrolled> {
    let mut r = CellReader::new(table, &tables::ENROLLED, findings)?;
    let (club, children) = (r.col("facility_id"), r.col("children"));
    let (season, weekdays) = (r.col("season"), r.col("weekdays"));
    let mut out = Enrolled::default();
    for row in 0..table.rows() {
        let ids = ids_of(&mut clubs);
        let club = ids::need(&mut r, row, club, ids, &references::FACILITY_UNKNOWN);
        let (seasons, days) = (r.seasons(row, season), r.days(row, weekdays));
        let children = r.need_count(row, children, 0, MOST);
        let read = || {
            Some(EnrolledRow {
                club: club.ok()?,
                seasons: seasons.ok()?,
                days: days.ok()?.unwrap_or(Days::WEEKDAYS),
                children: children.ok()?,
            })
        };
        out.take(read(), row);
    }
    r.finish(findings);
    Some(out)
}

fn ids_of<'a>(clubs: &'a mut Option<&mut Clubs>) -> Option<&'a mut Ids> {
    clubs.as_mut().map(|c| &mut c.ids)
}
