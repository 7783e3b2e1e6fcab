//! Seats from staff, rooms and declared numbers: the tables to [`FacilityTable`]s, the seats, and what should be looked at.

mod declared;
mod doubts;
mod enrolled;
mod last_year;
mod offered;
mod rooms;
mod rows;
mod staff;
mod standards;

use std::collections::BTreeMap;

use jiff::civil::Date;
use sekiwari::programme::nursery::capacity::{
    FacilityReview, FacilitySeats, FacilityTable, LastYear, Mode, Offered, PerClass, Ratios, Rounding,
    Standards, derive, review,
};
use sekiwari::programme::nursery::{ClassSet, SeatRow};

use super::children::Children;
use super::facilities::Facilities;
use super::seats::Seats;
use super::settings::RoundSettings;
use super::source::Tables;
use super::tables;
use crate::finding::catalogue::capacity as kinds;
use crate::finding::{Finding, Findings, Place};
use crate::table::Col;
pub(super) use enrolled::{PART, Part};
pub(super) use rooms::ROOM;
use rows::Lines;
pub(crate) use rows::{Step, steps};

/// The seats of a round as they are worked out.
#[derive(Debug, Clone, PartialEq)]
pub struct Capacity {
    /// Name of the standards.
    pub standards: String,
    /// The day for which they were looked up.
    pub date: Date,
    /// How teachers needed are rounded.
    pub rounding: Rounding,
    /// Whether they are counted together.
    pub mode: Mode,
    /// Whether tolerated ratios count.
    pub ratios: Ratios,
    /// Whether there is a table of seats, which then counts; otherwise the round offers the seats worked out.
    pub seats_given: bool,
    /// The facilities by id.
    pub facilities: Vec<FacilityCapacity>,
}

/// The seats of one facility as they are worked out.
#[derive(Debug, Clone, PartialEq)]
pub struct FacilityCapacity {
    /// Its id.
    pub id: String,
    /// Its name; empty if none is given.
    pub name: String,
    /// What the tables say.
    pub table: FacilityTable,
    /// What follows.
    pub seats: FacilitySeats,
    /// What the table of seats offers, where there is one that says so clearly.
    pub offered: Option<Offered>,
    /// Seats by class that could be offered on top of that.
    pub missing: PerClass<u32>,
    /// What is known of last year.
    pub last_year: Option<LastYear>,
}

impl FacilityCapacity {
    /// Children once every seat of the round is taken: continuing ones and what is offered (or, if no table says, worked out),
    /// reserved seats included.
    pub fn children(&self) -> u32 {
        let new = match &self.offered {
            Some(offered) => offered.total(),
            None => self.seats.classes.iter().map(|c| c.open + c.reserved).sum(),
        };
        self.table.continuing().saturating_add(new)
    }
}

/// Whether some table tells what seats are worked out from.
pub(super) fn is_there(tables: &Tables) -> bool {
    [tables::DECLARED.name, tables::STAFF.name, tables::ROOMS.name].iter().any(|t| tables.was_tried(t))
}

/// Reads the tables and works the seats out. Nothing where there are no such tables, or one of them is unusable.
///
/// `report_seats`: whether findings about the cells of the table of seats are wanted, because nobody else reads it.
pub(super) fn read(
    tables: &Tables,
    settings: Option<&RoundSettings>,
    facilities: Option<&mut Facilities>,
    children: Option<&Children>,
    report_seats: bool,
    findings: &mut Findings,
) -> Option<Capacity> {
    if !is_there(tables) {
        return None;
    }
    // Errors of other tables are no reason to keep quiet here.
    let mut own = Findings::new();
    let capacity = read_own(tables, settings, facilities, children, report_seats, &mut own);
    findings.append(own);
    capacity
}

fn read_own(
    tables: &Tables,
    settings: Option<&RoundSettings>,
    facilities: Option<&mut Facilities>,
    children: Option<&Children>,
    report_seats: bool,
    findings: &mut Findings,
) -> Option<Capacity> {
    let (settings, facilities) = (settings?, facilities?);
    let date = settings.year?.entry_date;
    let standards = standards_of(tables, settings, date, findings)?;
    let s = &settings.capacity;
    let kinds = facilities.rows.iter().map(|f| f.kind.as_deref());
    let mut facility_tables: Vec<FacilityTable> = kinds
        .map(|kind| FacilityTable::new(standards.on(date, kind, s.ratios, s.rounding, s.mode)))
        .collect();
    let mut lines = Lines::default();
    let mut complete = true;
    let mut each = |name: &str, read: &mut dyn FnMut(&crate::table::Table) -> Option<()>| {
        if let Some(table) = tables.get(name) {
            complete &= read(table).is_some();
        } else if tables.was_tried(name) {
            complete = false;
        }
    };
    let own = &mut facility_tables;
    each(tables::DECLARED.name, &mut |t| declared::read(t, facilities, own, &mut lines, findings));
    each(tables::STAFF.name, &mut |t| staff::read(t, facilities, own, &mut lines, findings));
    each(tables::ROOMS.name, &mut |t| rooms::read(t, facilities, own, &mut lines, findings));
    each(tables::ENROLLED.name, &mut |t| enrolled::read(t, facilities, own, &mut lines, findings));
    let mut last_years: BTreeMap<u32, LastYear> = BTreeMap::new();
    each(tables::LAST_YEAR.name, &mut |t| {
        last_year::read(t, facilities, &mut last_years, &mut lines, findings)
    });
    let mut offers = None;
    each(tables::SEATS.name, &mut |t| {
        let mut unheard = Findings::new();
        let heard = if report_seats { &mut *findings } else { &mut unheard };
        offers = Some(offered::read(t, facilities, &mut lines, heard)?);
        Some(())
    });
    if !complete || findings.has_errors() {
        return None;
    }
    if let Some(children) = children {
        count_holders(children, &mut facility_tables);
    }
    let missing_rows = [&tables::DECLARED, &tables::STAFF, &tables::ROOMS];
    for spec in missing_rows.into_iter().filter(|spec| tables.get(spec.name).is_some()) {
        doubts::facilities_without_row(tables, spec.name, facilities, &lines, findings);
    }
    doubts::classes_without_room(tables, facilities, &facility_tables, &lines, findings);

    let seats_given = tables.was_tried(tables::SEATS.name);
    let mut rows: Vec<FacilityCapacity> = Vec::with_capacity(facility_tables.len());
    for (i, table) in (0..).zip(facility_tables) {
        let facility = &facilities.rows[i as usize];
        let seats = derive(&table);
        rows.push(FacilityCapacity {
            id: facility.id.clone(),
            name: facility.name.clone(),
            seats,
            offered: offers.as_mut().and_then(|o| o.remove(&i)),
            missing: Default::default(),
            last_year: last_years.remove(&i),
            table,
        });
    }
    let reviews: Vec<FacilityReview<'_>> = rows
        .iter()
        .map(|f| FacilityReview {
            table: &f.table,
            seats: &f.seats,
            offered: f.offered.as_ref(),
            last_year: f.last_year.as_ref(),
        })
        .collect();
    let found = review(&reviews);
    doubts::tell(tables, &rows, &found, &lines, findings);
    for (row, missing) in rows.iter_mut().zip(found.missing) {
        row.missing = missing;
    }
    rows.sort_by(|a, b| a.id.cmp(&b.id));
    Some(Capacity {
        standards: standards.name,
        date,
        rounding: s.rounding,
        mode: s.mode,
        ratios: s.ratios,
        seats_given,
        facilities: rows,
    })
}

/// The file that the settings name, or the national standards, if it can be used on the day.
fn standards_of(
    tables: &Tables,
    settings: &RoundSettings,
    date: Date,
    findings: &mut Findings,
) -> Option<Standards> {
    let s = &settings.capacity;
    let Some(name) = &s.standards else { return standards::national(date, findings) };
    let Some(bytes) = tables.other(name) else {
        let near = crate::finding::did_you_mean(name, tables.others());
        findings.push(Finding::new(&kinds::STANDARDS_MISSING, s.place.clone()).value(name).hint(near));
        return None;
    };
    standards::read(bytes, name, date, findings)
}

/// Children who apply and hold a seat: they may stay, so they count as continuing.
fn count_holders(children: &Children, facilities: &mut [FacilityTable]) {
    for (i, (_, c)) in children.rows.iter().enumerate() {
        let Some(f) = c.current.filter(|_| children.class_known[i] && children.current_known[i]) else {
            continue;
        };
        let table = &mut facilities[f as usize];
        let per_teacher = table.standard.staff.children_per_teacher(c.class);
        let of = &mut table.classes[c.class.index()];
        of.holders = of.holders.saturating_add(1);
        of.enrolled.extra_seats += c.affiliation.seat_weight.saturating_sub(1);
        if let (Some(teachers), Some(children)) = (c.affiliation.staff_weight, per_teacher) {
            // What it takes of the teachers, in tenths of an ordinary child, rounded up.
            let load10 = teachers.saturating_mul(10 * u64::from(children)).div_ceil(1_000);
            let more = u32::try_from(load10.saturating_sub(10)).unwrap_or(u32::MAX);
            of.enrolled.extra_load10 = of.enrolled.extra_load10.saturating_add(more);
        }
    }
}

/// The seats that a round offers where it has no table of them.
pub(super) fn as_seats(
    capacity: &Capacity,
    tables: &Tables,
    facilities: &Facilities,
    findings: &mut Findings,
) -> Seats {
    let mut seats = Seats {
        rows: Vec::new(),
        reserves: Vec::new(),
        reserved_col: Col::NONE,
        named: Default::default(),
        unsure: Default::default(),
        incomplete: false,
    };
    for f in &capacity.facilities {
        let Some(facility) = facilities.ids.get(&f.id) else { continue };
        for c in &f.seats.classes {
            seats.named.insert(facility);
            let row = SeatRow { facility, classes: ClassSet::one(c.class), seats: c.open };
            seats.rows.push((row, 0));
        }
    }
    let count: u32 = seats.rows.iter().map(|(row, _)| row.seats).sum();
    let place = Place::file(tables.origin());
    findings.push(Finding::new(&kinds::SEATS_DERIVED, place).arg("count", count));
    seats
}
