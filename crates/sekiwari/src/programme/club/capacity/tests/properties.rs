//! Every table against a recount that adds children one by one.

use crate::programme::club::capacity::{
    Binding, CapacityError, Counted, EnrolledRow, SeatTable, Slot, Standards, UnitRow,
};
use crate::programme::club::{Day, Days, Season, Seasons};
use proptest::option;
use proptest::prelude::*;

const CLUBS: u32 = 3;

fn days() -> impl Strategy<Value = Days> {
    (1u8..64).prop_map(|bits| Day::ALL.into_iter().filter(|d| bits >> d.index() & 1 == 1).collect())
}

fn seasons() -> impl Strategy<Value = Option<Seasons>> {
    let some =
        (1u8..16).prop_map(|bits| Season::ALL.into_iter().filter(|s| bits >> s.index() & 1 == 1).collect());
    option::of(some)
}

prop_compose! {
    fn unit_row()(
        club in 0..CLUBS, seasons in seasons(), days in days(), rooms in option::of(0u32..4),
        staff in option::of(3u32..9), qualified in option::of(0u32..4), area in option::of(0u64..20_000),
        limit_per_unit in option::weighted(0.3, 1u32..50), declared in option::of(0u32..90),
    ) -> UnitRow {
        UnitRow { club, seasons, days, rooms, staff, qualified, area, limit_per_unit, declared }
    }
}

prop_compose! {
    fn standards()(
        area_per_child in 100u32..300, limit in 1u32..50, more in 0u32..8, hard in any::<bool>(),
        staff_per_unit in 0u32..4, qualified in 0u32..4,
    ) -> Standards {
        let counts = if hard { Counted::Hard } else { Counted::Soft };
        let qualified_per_unit = qualified.min(staff_per_unit);
        Standards { area_per_child, limit, hard_limit: limit + more, counts, staff_per_unit, qualified_per_unit }
    }
}

/// Whether so many children are within the limit that is named.
fn fits(row: &UnitRow, of: Binding, standards: &Standards, children: u32) -> bool {
    let limit = match (row.limit_per_unit, standards.counts) {
        (Some(own), _) => own,
        (None, Counted::Soft) => standards.limit,
        (None, Counted::Hard) => standards.hard_limit,
    };
    let units = children.div_ceil(limit);
    match of {
        Binding::Declared => row.declared.is_none_or(|d| children <= d),
        Binding::Area => {
            row.area.is_none_or(|a| u64::from(children) * u64::from(standards.area_per_child) <= a)
        }
        Binding::Rooms => row.rooms.is_none_or(|r| units <= r),
        Binding::Staff => row.staff.is_none_or(|s| units * standards.staff_per_unit <= s),
        Binding::Qualified => row.qualified.is_none_or(|q| units * standards.qualified_per_unit <= q),
    }
}

/// The row for a slot, by reading all of them; `Err` if two have the same right to it.
fn row_for(rows: &[UnitRow], slot: Slot) -> Result<Option<&UnitRow>, ()> {
    let covers = |r: &&UnitRow| {
        r.club == slot.club && r.days.contains(slot.day) && r.seasons.is_none_or(|s| s.contains(slot.season))
    };
    for named in [true, false] {
        let found: Vec<&UnitRow> =
            rows.iter().filter(covers).filter(|r| r.seasons.is_some() == named).collect();
        match found[..] {
            [] => {}
            [one] => return Ok(Some(one)),
            _ => return Err(()),
        }
    }
    Ok(None)
}

proptest! {
    #[test]
    fn seats_are_those_of_a_recount(
        rows in prop::collection::vec(unit_row(), 0..7), standards in standards(),
        enrolled in prop::collection::vec((0..CLUBS, seasons(), days(), 0u32..40), 0..4),
    ) {
        let enrolled: Vec<EnrolledRow> =
            enrolled.into_iter().map(|(club, seasons, days, children)| EnrolledRow { club, seasons, days, children }).collect();
        let slots = (0..CLUBS).flat_map(|club| Season::ALL.into_iter().flat_map(move |season| Day::ALL.map(|day| Slot { club, season, day })));
        let slots: Vec<Slot> = slots.collect();
        let twice = slots.iter().any(|&s| row_for(&rows, s).is_err());
        match SeatTable::new(CLUBS, standards, &rows, &enrolled) {
            Err(faults) => {
                let told = faults.iter().any(|f| matches!(f, CapacityError::SpokenForTwice { .. }));
                prop_assert_eq!(told, twice);
                let known = |f: &CapacityError| matches!(f, CapacityError::SpokenForTwice { .. }
                    | CapacityError::NoLimitKnown { .. } | CapacityError::EnrolledWhereClosed { .. });
                prop_assert!(faults.iter().all(known), "{:?}", faults);
            }
            Ok(table) => {
                prop_assert!(!twice);
                for slot in slots {
                    let row = row_for(&rows, slot).unwrap();
                    prop_assert_eq!(table.row(slot), row);
                    let (Some(row), Some(seats)) = (row, table.get(slot)) else { continue };
                    let binding = |n| Binding::ALL.into_iter().filter(move |&b| !fits(row, b, &standards, n));
                    let capacity = (0..).find(|&n| binding(n + 1).next().is_some()).unwrap();
                    prop_assert_eq!(seats.capacity, capacity);
                    prop_assert!(seats.binding().eq(binding(capacity + 1)));
                    let here = enrolled.iter().filter(|e| e.club == slot.club && e.days.contains(slot.day)
                        && e.seasons.is_none_or(|s| s.contains(slot.season)));
                    let heads: u32 = here.map(|e| e.children).sum();
                    prop_assert_eq!((seats.enrolled, seats.open), (heads, capacity.saturating_sub(heads)));
                }
            }
        }
    }
}
