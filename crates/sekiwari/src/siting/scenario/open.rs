//! A facility opens.

use super::edit::Open;
use crate::programme::nursery::{Child, Facility, LimitRow, RoundData, SeatRow, age_in_days};
use jiff::civil::Date;

/// Whether a new facility can take a child: its class has seats, it is old enough, and its needs are met.
pub(super) fn is_open_to(open: &Open, child: &Child, entry: Date) -> bool {
    let young = open
        .min_age_days
        .zip(child.birth_date)
        .is_some_and(|(min, birth)| age_in_days(birth, entry) < i32::try_from(min).unwrap_or(i32::MAX));
    let offered = open.seats.iter().any(|(classes, seats)| *seats > 0 && classes.contains(child.class));
    let met = child.affiliation.care_needs.iter().all(|need| open.care_kinds.contains(need));
    offered && !young && met
}

/// Adds a facility with its seats and limits; checked before.
pub(super) fn open(data: &mut RoundData, open: &Open) -> u32 {
    let facility = data.facilities.len() as u32;
    data.facilities.push(Facility {
        id: open.id.clone(),
        name: open.name.clone(),
        kind: open.kind.clone(),
        district: open.district.clone(),
        position: open.position,
        min_age_days: open.min_age_days,
        partners: Vec::new(),
        care_kinds: open.care_kinds.clone(),
    });
    data.seats.extend(open.seats.iter().map(|&(classes, seats)| SeatRow { facility, classes, seats }));
    data.limits.extend(open.limits.iter().map(|l| LimitRow {
        facility,
        name: l.name.clone(),
        classes: l.classes,
        weight: l.weight,
        per: l.per,
        capacity: l.capacity,
    }));
    facility
}
