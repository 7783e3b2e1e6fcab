//! What can be wrong with an answer to a market of day services.

use crate::market::day::RoomKind;

/// Something that makes an answer infeasible. Each has a stable [`code`](Self::code) and a text in two languages.
///
/// Numbers are those of the market: openings, requests, quotas and groups by position, children as the market numbers
/// them. One fault gives one violation; a limit that is broken in three slots is three.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum DayViolation {
    /// VD01: the answer is not about this market; nothing else is judged then.
    WrongSize {
        /// Requests of the market.
        expected: usize,
        /// Entries of the answer.
        found: usize,
    },
    /// VD02: a request is given a stay that it does not list. It comes nowhere in what follows.
    NoSuchStay {
        /// The request.
        request: u32,
        /// The stay given, counted from 0.
        stay: u32,
        /// How many it lists.
        stays: usize,
    },
    /// VD03: a request that was confirmed before is refused.
    FixedRefused {
        /// The request.
        request: u32,
    },
    /// VD04: a request that was confirmed before has another stay than its first.
    FixedMoved {
        /// The request.
        request: u32,
        /// The stay given, counted from 0.
        stay: u32,
    },
    /// VD05: not one entry for each child about rooms. Its children are taken to have no room in what follows, and
    /// those who need one are not reported again.
    RoomsLength {
        /// The request.
        request: u32,
        /// Its children.
        members: usize,
        /// Entries about rooms.
        found: usize,
    },
    /// VD06: a child with an illness has no room where the opening has rooms.
    NoRoom {
        /// The opening.
        opening: u32,
        /// The request.
        request: u32,
        /// The child.
        child: u32,
    },
    /// VD07: a child is given a room that the opening does not have.
    NoSuchRoom {
        /// The opening.
        opening: u32,
        /// The request.
        request: u32,
        /// The child.
        child: u32,
        /// The room given.
        room: u32,
        /// How many rooms there are; 0 where the opening keeps none.
        rooms: usize,
    },
    /// VD08: a child without an illness is given a room. It takes no seat there in what follows.
    RoomForHealthy {
        /// The opening.
        opening: u32,
        /// The request.
        request: u32,
        /// The child.
        child: u32,
        /// The room given.
        room: u32,
    },
    /// VD09 and VD10: two children are in one room and must not be. Told once for each child that may not be with the
    /// first of the room, in the order of the requests.
    RoomMixed {
        /// The opening.
        opening: u32,
        /// The room.
        room: u32,
        /// The request of the first child of the room, and the child.
        first: (u32, u32),
        /// The request of the other child, and the child.
        other: (u32, u32),
        /// Why they must be apart.
        why: Apart,
    },
    /// VD11: more children in a room than it has seats.
    RoomFull {
        /// The opening.
        opening: u32,
        /// The room.
        room: u32,
        /// The slot.
        slot: usize,
        /// Its seats.
        seats: u32,
        /// Children there.
        children: u64,
    },
    /// VD12: more children at a time than there are seats.
    Seats {
        /// The opening.
        opening: u32,
        /// The slot.
        slot: usize,
        /// Seats, those set free among them.
        seats: u64,
        /// Children there.
        children: u64,
    },
    /// VD13: more children of a group of classes at a time than it has seats.
    GroupSeats {
        /// The opening.
        opening: u32,
        /// The slot.
        slot: usize,
        /// The position of the group.
        group: usize,
        /// Its seats, those set free among them.
        seats: u64,
        /// Children of the group there.
        children: u64,
    },
    /// VD14: a child's class is in none of the groups of the opening.
    ClassNotTaken {
        /// The opening.
        opening: u32,
        /// The request.
        request: u32,
        /// The child.
        child: u32,
        /// Its class.
        class: u8,
    },
    /// VD15: the children who are there need more teachers than are present.
    Teachers {
        /// The opening.
        opening: u32,
        /// The slot.
        slot: usize,
        /// Teachers present.
        present: u32,
        /// Teachers needed.
        needed: u64,
    },
    /// VD16: the children who are there need more nurses than are present.
    Nurses {
        /// The opening.
        opening: u32,
        /// The slot.
        slot: usize,
        /// Nurses present.
        present: u32,
        /// Nurses needed.
        needed: u64,
    },
    /// VD17: more is taken of a quota than there is.
    Quota {
        /// The quota.
        quota: u32,
        /// The most that may be taken.
        most: u32,
        /// What is taken.
        taken: u64,
    },
    /// VD18: a child is in a room that does not take its illness: a mixable one in an isolation room, another in a common one.
    RoomUnfit {
        /// The opening.
        opening: u32,
        /// The room.
        room: u32,
        /// Its kind.
        kind: RoomKind,
        /// The request.
        request: u32,
        /// The child.
        child: u32,
    },
}

/// Why two children must not be in one room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Apart {
    /// Their illnesses are kept apart.
    Illnesses,
    /// One of them must be alone, or the room may not be shared even by the same disease.
    Alone,
}

impl DayViolation {
    /// The stable code, `VD01` to `VD18`. A code never changes its meaning.
    pub fn code(&self) -> &'static str {
        match self {
            DayViolation::WrongSize { .. } => "VD01",
            DayViolation::NoSuchStay { .. } => "VD02",
            DayViolation::FixedRefused { .. } => "VD03",
            DayViolation::FixedMoved { .. } => "VD04",
            DayViolation::RoomsLength { .. } => "VD05",
            DayViolation::NoRoom { .. } => "VD06",
            DayViolation::NoSuchRoom { .. } => "VD07",
            DayViolation::RoomForHealthy { .. } => "VD08",
            DayViolation::RoomMixed { why: Apart::Illnesses, .. } => "VD09",
            DayViolation::RoomMixed { why: Apart::Alone, .. } => "VD10",
            DayViolation::RoomFull { .. } => "VD11",
            DayViolation::Seats { .. } => "VD12",
            DayViolation::GroupSeats { .. } => "VD13",
            DayViolation::ClassNotTaken { .. } => "VD14",
            DayViolation::Teachers { .. } => "VD15",
            DayViolation::Nurses { .. } => "VD16",
            DayViolation::Quota { .. } => "VD17",
            DayViolation::RoomUnfit { .. } => "VD18",
        }
    }
}
