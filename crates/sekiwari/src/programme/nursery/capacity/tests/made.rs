//! Tables made by hand.

use crate::programme::nursery::capacity::{
    AreaRow, FacilityTable, Mode, Period, RatioRow, Ratios, Room, RoomKind, Rounding, Standard, Standards,
    TeacherRow, Teachers,
};
use crate::programme::nursery::{AgeClass, ClassSet};
use jiff::civil::{Date, date};

pub(super) fn class(n: u8) -> AgeClass {
    AgeClass::new(n).unwrap()
}

pub(super) fn classes(of: &[u8]) -> ClassSet {
    ClassSet::of(of.iter().map(|&n| class(n))).unwrap()
}

fn until(y: i16) -> Period {
    Period { from: None, until: Some(date(y, 3, 31)) }
}

fn from(y: i16) -> Period {
    Period { from: Some(date(y, 4, 1)), until: None }
}

/// The national ratios and areas, with one more teacher for small facilities.
pub(super) fn national() -> Standards {
    let ratio = |of: &[u8], children, period, tolerated| RatioRow {
        classes: classes(of),
        children,
        kinds: Vec::new(),
        period,
        tolerated,
    };
    let area = |room, unit, of: &[u8]| AreaRow {
        room,
        unit,
        classes: classes(of),
        kinds: Vec::new(),
        period: Period::default(),
    };
    let always = Period::default();
    Standards {
        id: "national".to_owned(),
        nurses: 1,
        ratios: vec![
            ratio(&[0], 3, always, false),
            ratio(&[1, 2], 6, always, false),
            ratio(&[3], 20, until(2024), true),
            ratio(&[3], 15, from(2024), false),
            ratio(&[4, 5], 30, until(2024), true),
            ratio(&[4, 5], 25, from(2024), false),
        ],
        teachers: vec![TeacherRow {
            kinds: vec!["small_a".to_owned()],
            extra: 1,
            minimum: 0,
            period: Period::default(),
        }],
        areas: vec![
            area(RoomKind::Infant, 165, &[0, 1]),
            area(RoomKind::Crawling, 330, &[0, 1, 2, 3, 4, 5]),
            area(RoomKind::Room, 198, &[2, 3, 4, 5]),
            area(RoomKind::Yard, 330, &[2, 3, 4, 5]),
        ],
        ..Standards::default()
    }
}

pub(super) const TODAY: Date = date(2026, 4, 1);

pub(super) fn standard(rounding: Rounding, mode: Mode) -> Standard {
    national().on(TODAY, None, Ratios::Current, rounding, mode)
}

pub(super) fn usual() -> FacilityTable {
    FacilityTable::new(standard(Rounding::Cut, Mode::Facility))
}

/// Teachers for the whole facility.
pub(super) fn teachers(n: u32) -> Option<Vec<Teachers>> {
    Some(vec![Teachers { classes: None, teachers10: 10 * n, nurses10: 0 }])
}

pub(super) fn room(kind: RoomKind, area: u64, of: &[u8]) -> Room {
    Room { kind, area, classes: classes(of) }
}
