//! Rows that are refused.

use crate::programme::club::capacity::{
    CapacityError, EnrolledRow, Quantity, SeatTable, StandardError, Standards, UnitRow,
};
use crate::programme::club::{Day, Days, Season, Seasons};

fn faults(rows: &[UnitRow], enrolled: &[EnrolledRow]) -> Vec<CapacityError> {
    SeatTable::new(2, Standards::default(), rows, enrolled).expect_err("refused")
}

fn row(days: Days) -> UnitRow {
    UnitRow { days, declared: Some(20), ..UnitRow::default() }
}

#[test]
fn a_row_that_limits_nothing() {
    let blank = UnitRow { days: Days::WEEKDAYS, ..UnitRow::default() };
    assert_eq!(faults(&[blank], &[]), [CapacityError::NoLimitKnown { row: 0 }]);
    let of_a_unit = UnitRow { limit_per_unit: Some(30), ..blank };
    assert_eq!(faults(&[of_a_unit], &[]), [CapacityError::NoLimitKnown { row: 0 }], "how many units?");
}

#[test]
fn everything_is_told_at_once() {
    let rows = [
        UnitRow { club: 2, ..row(Days::WEEKDAYS) },
        UnitRow { limit_per_unit: Some(0), rooms: Some(100_001), area: Some(10_000_001), ..row(Days::NONE) },
        UnitRow { staff: Some(2), qualified: Some(3), ..row(Days::WEEKDAYS) },
        UnitRow { seasons: Some(Seasons::NONE), ..row(Days::WEEKDAYS) },
    ];
    let impossible = |of, value| CapacityError::Impossible { row: 1, of, value };
    let expected = [
        CapacityError::NoSuchClub { row: 0, club: 2 },
        CapacityError::NoSlot { row: 1 },
        impossible(Quantity::Rooms, 100_001),
        impossible(Quantity::LimitPerUnit, 0),
        impossible(Quantity::Area, 10_000_001),
        CapacityError::QualifiedBeyondStaff { row: 2, staff: 2, qualified: 3 },
        CapacityError::NoSlot { row: 3 },
    ];
    assert_eq!(faults(&rows, &[]), expected);
}

#[test]
fn two_rows_for_one_slot() {
    let rows = [row(Days::WEEKDAYS), row(Days::one(Day::Friday).with(Day::Saturday))];
    let meet =
        |first, second, season| CapacityError::SpokenForTwice { first, second, season, day: Day::Friday };
    assert_eq!(faults(&rows, &[]), [meet(0, 1, Season::Term)], "once for the pair");
    let named = |word: &str, row: UnitRow| UnitRow { seasons: Some(word.parse().unwrap()), ..row };
    let rows = [rows[0], named("vacation", rows[1]), named("summer;winter", rows[1])];
    assert_eq!(faults(&rows, &[]), [meet(1, 2, Season::Summer)]);
    let all = named("year", rows[0]);
    assert!(SeatTable::new(1, Standards::default(), &[rows[0], all], &[]).is_ok(), "year is named");
}

#[test]
fn enrolled_where_nobody_can_be() {
    let enrolled = |club, seasons, days, children| EnrolledRow { club, seasons, days, children };
    let term = UnitRow { seasons: Some(Seasons::one(Season::Term)), ..row(Days::WEEKDAYS) };
    let rows = [
        enrolled(0, None, Days::WEEKDAYS, 5),
        enrolled(0, None, Days::ALL, 5),
        enrolled(0, Some(Seasons::YEAR), Days::one(Day::Monday), 5),
        enrolled(5, None, Days::ALL, 5),
        enrolled(0, None, Days::NONE, 5),
        enrolled(0, None, Days::WEEKDAYS, 100_001),
    ];
    let closed = |row, season, day| CapacityError::EnrolledWhereClosed { row, season, day };
    let expected = [
        closed(1, None, Day::Saturday),
        closed(2, Some(Season::Spring), Day::Monday),
        CapacityError::EnrolledNowhere { row: 3, club: 5 },
        CapacityError::EnrolledNever { row: 4 },
        CapacityError::EnrolledImpossible { row: 5, value: 100_001 },
    ];
    assert_eq!(faults(&[term], &rows), expected);
}

#[test]
fn standards_that_make_no_sense() {
    let wrong = Standards {
        area_per_child: 0,
        limit: 0,
        hard_limit: 0,
        staff_per_unit: 1,
        qualified_per_unit: 2,
        ..Standards::default()
    };
    let found = SeatTable::new(1, wrong, &[row(Days::WEEKDAYS)], &[]).expect_err("refused");
    let expected = [
        StandardError::NoArea,
        StandardError::NoLimit,
        StandardError::QualifiedBeyondStaff { staff: 1, qualified: 2 },
    ];
    assert_eq!(found, expected.map(CapacityError::Standard));
    let low = Standards { hard_limit: 39, ..Standards::default() };
    assert_eq!(low.faults(), [StandardError::HardBelowSoft { limit: 40, hard: 39 }]);
}
