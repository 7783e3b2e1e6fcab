//! Columns about reserved seats and care: there only where some row needs them.

use super::{Decimal, Out, facility_id};
use sekiwari::programme::nursery::{Affiliation, Child, Facility, RoundData};
use std::io;

const FACILITY: [&str; 2] = ["partners", "care_kinds"];
const SEATS: [&str; 3] = ["reserved_for", "reserve_kind", "reserve_min_age_days"];
const CHILD: [&str; 6] = ["leaver_of", "care_needs", "employee_of", "groups", "seat_weight", "staff_weight"];

/// Whether the columns of facilities are there; asked once a table, since it looks at every row.
pub(super) fn facilities_have(data: &RoundData) -> bool {
    data.facilities.iter().any(|f| !f.partners.is_empty() || !f.care_kinds.is_empty())
}

/// The same for children.
pub(super) fn children_have(data: &RoundData) -> bool {
    data.children.iter().any(|(_, c)| c.affiliation != Affiliation::default())
}

pub(super) fn facility_columns(data: &RoundData) -> &'static [&'static str] {
    if facilities_have(data) { &FACILITY } else { &[] }
}

pub(super) fn seat_columns(data: &RoundData) -> &'static [&'static str] {
    if data.reserves.is_empty() { &[] } else { &SEATS }
}

pub(super) fn child_columns(data: &RoundData) -> &'static [&'static str] {
    if children_have(data) { &CHILD } else { &[] }
}

pub(super) fn facility(table: &mut Out<'_>, data: &RoundData, f: &Facility) -> io::Result<()> {
    let partners: Vec<&str> = f.partners.iter().map(|&p| facility_id(data, Some(p))).collect();
    table.value(partners.join(";"))?.value(f.care_kinds.join(";"))?;
    Ok(())
}

/// The cells of a row of open seats.
pub(super) fn open(table: &mut Out<'_>, data: &RoundData) -> io::Result<()> {
    for _ in seat_columns(data) {
        table.value("")?;
    }
    Ok(())
}

/// The rows of reserved seats.
pub(super) fn seats(table: &mut Out<'_>, data: &RoundData) -> io::Result<()> {
    for row in &data.reserves {
        table.value(facility_id(data, Some(row.facility)))?.value(row.classes)?.value(row.seats)?;
        table.value(&row.group)?.value(row.kind.as_str())?.optional(row.min_age_days)?.end_row()?;
    }
    Ok(())
}

pub(super) fn child(table: &mut Out<'_>, data: &RoundData, c: &Child) -> io::Result<()> {
    let a = &c.affiliation;
    table.value(facility_id(data, a.leaver_of))?.value(a.care_needs.join(";"))?;
    table.value(facility_id(data, a.employee_of))?.value(a.groups.join(";"))?;
    table.optional((a.seat_weight != 1).then_some(a.seat_weight))?;
    table.optional(a.staff_weight.map(Decimal))?;
    Ok(())
}
