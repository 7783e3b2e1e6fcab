//! Seats, limits and teachers in the rows of a round.

use super::edit::{LimitChange, Resize, TeachersChange};
use crate::programme::nursery::capacity::{FacilityTable, Teachers, derive};
use crate::programme::nursery::{RoundData, SeatRow};

/// Changes or adds a row of seats; checked before.
pub(super) fn resize(data: &mut RoundData, facility: u32, change: &Resize) {
    let row = data.seats.iter_mut().find(|s| s.facility == facility && s.classes == change.classes);
    match row {
        Some(row) => row.seats = change.seats.after(row.seats).unwrap_or(row.seats),
        None => {
            let seats = change.seats.after(0).unwrap_or_default();
            data.seats.push(SeatRow { facility, classes: change.classes, seats });
        }
    }
}

/// Changes a limit; checked before.
pub(super) fn limit(data: &mut RoundData, facility: u32, change: &LimitChange) {
    for row in data.limits.iter_mut().filter(|l| l.facility == facility && l.name == change.limit) {
        row.capacity = change.capacity.after_long(row.capacity).unwrap_or(row.capacity);
    }
}

/// The teachers of the facility as a whole, in tenths, where the tables say so in one number.
pub(super) fn whole_teachers(table: &FacilityTable) -> Option<u32> {
    let mut whole = table.staff.iter().flatten().filter(|t| t.classes.is_none());
    let first = whole.next()?;
    whole.next().is_none().then_some(first.teachers10)
}

/// Changes the teachers of a facility, and its seats by what that changes of the seats worked out; checked before.
pub(super) fn teachers(
    data: &mut RoundData,
    facility: u32,
    table: &mut FacilityTable,
    change: &TeachersChange,
) {
    let before = derive(table);
    let staff = table.staff.iter_mut().flatten().find(|t| t.classes.is_none());
    if let Some(Teachers { teachers10, .. }) = staff {
        *teachers10 = change.teachers10.after(*teachers10).unwrap_or(*teachers10);
    }
    let after = derive(table);
    for row in data.seats.iter_mut().filter(|s| s.facility == facility) {
        let open = |seats: &crate::programme::nursery::capacity::FacilitySeats| -> i64 {
            row.classes.classes().filter_map(|c| seats.class(c)).map(|c| i64::from(c.open)).sum()
        };
        let seats = i64::from(row.seats) + open(&after) - open(&before);
        row.seats = u32::try_from(seats.max(0)).unwrap_or(u32::MAX);
    }
}
