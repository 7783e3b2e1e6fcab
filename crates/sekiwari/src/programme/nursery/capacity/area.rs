//! Rooms and how many children they take (面積基準).

use crate::programme::nursery::ClassSet;

/// A kind of room, each with its own area per child.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RoomKind {
    /// Infant room (乳児室): classes 0 and 1 that do not crawl yet.
    Infant,
    /// Crawling room (ほふく室).
    Crawling,
    /// Nursery or play room (保育室・遊戯室).
    Room,
    /// Outdoor play area (屋外遊戯場).
    Yard,
}

/// The number of kinds of rooms.
pub(super) const ROOM_KINDS: usize = 4;

impl RoomKind {
    /// All kinds.
    pub const ALL: [RoomKind; ROOM_KINDS] =
        [RoomKind::Infant, RoomKind::Crawling, RoomKind::Room, RoomKind::Yard];

    /// The name in tables.
    pub const fn as_str(self) -> &'static str {
        match self {
            RoomKind::Infant => "infant",
            RoomKind::Crawling => "crawling",
            RoomKind::Room => "room",
            RoomKind::Yard => "yard",
        }
    }

    /// Whether children are cared for in it: a yard is needed beside a room, not instead of one.
    pub const fn is_indoor(self) -> bool {
        !matches!(self, RoomKind::Yard)
    }
}

/// A room of a facility.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    /// What it is.
    pub kind: RoomKind,
    /// Its area in hundredths of a square metre.
    pub area: u64,
    /// The classes that use it.
    pub classes: ClassSet,
}

/// How many children a room takes: its area over the area per child, both in hundredths of a square metre, rounded down.
///
/// ```
/// use sekiwari::programme::nursery::capacity::children_in;
/// // 33 m2 as an infant room, a crawling room, a room for age 2 and over.
/// assert_eq!([165, 330, 198].map(|unit| children_in(3_300, unit)), [20, 10, 16]);
/// ```
pub fn children_in(area: u64, unit: u32) -> u64 {
    area / u64::from(unit.max(1))
}
