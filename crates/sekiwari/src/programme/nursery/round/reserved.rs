//! Reserves beside the rows of open seats.

use super::{ReserveRow, RoundError, SeatRow};
use crate::programme::nursery::{ClassSet, ReserveKind};

/// Puts reserves in the order in which they are filled, moves the seats of guarantees to the open ones, and gives every
/// class with a reserve a row of open seats, if only an empty one. Cost: the rows of each facility, squared.
pub(super) fn settle(
    reserves: &mut [ReserveRow],
    seats: &mut Vec<SeatRow>,
    facility_id: impl Fn(u32) -> String,
    errors: &mut Vec<RoundError>,
) {
    if reserves.is_empty() {
        return;
    }
    reserves.sort_by(|a, b| {
        (a.facility, a.kind, &a.group, a.classes).cmp(&(b.facility, b.kind, &b.group, b.classes))
    });
    for (i, r) in reserves.iter().enumerate() {
        let facility = || facility_id(r.facility);
        let mut earlier = reserves[..i].iter().rev().take_while(|o| o.facility == r.facility);
        if let Some(twice) = earlier.find(|o| o.group == r.group && o.classes.overlaps(r.classes)) {
            let class = r.classes.classes().find(|&c| twice.classes.contains(c)).map_or(0, |c| c.get());
            errors.push(RoundError::ReservedTwice {
                facility: facility(),
                class,
                group: r.group.to_string(),
            });
            continue;
        }
        if r.kind != ReserveKind::Guarantee || r.seats == 0 {
            continue;
        }
        match seats.iter_mut().find(|s| s.facility == r.facility && s.classes.overlaps(r.classes)) {
            Some(same) if same.classes == r.classes => same.seats = same.seats.saturating_add(r.seats),
            Some(_) => errors.push(RoundError::GuaranteeDividesSeats {
                facility: facility(),
                classes: r.classes.to_string(),
                group: r.group.to_string(),
            }),
            None => seats.push(SeatRow { facility: r.facility, classes: r.classes, seats: r.seats }),
        }
    }
    for r in reserves.iter_mut().filter(|r| r.kind == ReserveKind::Guarantee) {
        r.seats = 0;
    }
    for r in reserves.iter() {
        let open = |c| seats.iter().any(|s| s.facility == r.facility && s.classes.contains(c));
        if let Some(classes) = ClassSet::of(r.classes.classes().filter(|&c| !open(c))) {
            seats.push(SeatRow { facility: r.facility, classes, seats: 0 });
        }
    }
}
