//! What can be wrong with the decisions of a round.

use crate::programme::daily::Impossible;
use crate::programme::daily::round::{ChildIndex, OfferIndex, RequestIndex};
use jiff::civil::Date;

/// A service in a slot of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spot {
    /// The service of the site.
    pub offer: OfferIndex,
    /// The day of the period.
    pub day: u32,
    /// The slot.
    pub slot: u32,
}

/// Something that makes decisions of a round wrong. Each has a stable [`code`](Self::code) and a text in two languages.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RoundViolation {
    /// VR01: not one decision for each request; nothing else is judged then.
    WrongSize {
        /// Requests of the round.
        expected: usize,
        /// Decisions.
        found: usize,
    },
    /// VR02: a service or a day that the round does not have.
    NoSuchPlace {
        /// The request.
        request: RequestIndex,
    },
    /// VR03: a request that was withdrawn is given a place.
    Withdrawn {
        /// The request.
        request: RequestIndex,
    },
    /// VR04: a confirmed request is refused, or is not where it was confirmed.
    ConfirmedMoved {
        /// The request.
        request: RequestIndex,
    },
    /// VR05: a site or date that the request does not list, or a service it does not ask for.
    NotAsked {
        /// The request.
        request: RequestIndex,
    },
    /// VR06: the place is another wish of the list than is said.
    WrongRank {
        /// The request.
        request: RequestIndex,
        /// What is said.
        said: u32,
        /// What it is.
        rank: u32,
    },
    /// VR07: the place cannot be given to this child, or not on that date.
    Impossible {
        /// The request.
        request: RequestIndex,
        /// Why not.
        cause: Impossible,
    },
    /// VR08: not the time that was asked for.
    WrongTime {
        /// The request.
        request: RequestIndex,
    },
    /// VR09: two requests that come together or not at all are put apart.
    Apart {
        /// One of them.
        first: RequestIndex,
        /// The other.
        other: RequestIndex,
    },
    /// VR10: a child is in two places at a time.
    TwoPlaces {
        /// One of its requests.
        first: RequestIndex,
        /// The other.
        other: RequestIndex,
    },
    /// VR11: a child is given more than a cap allows.
    Cap {
        /// The cap, as a position in the caps of the rules.
        cap: u32,
        /// The child.
        child: ChildIndex,
        /// A date that counts in this week or month.
        date: Date,
        /// Tenths of a day that it has with those before the round.
        taken: u32,
        /// Tenths of a day that are allowed.
        most: u32,
    },
    /// VR12: more children at a time than seats.
    Seats {
        /// Where and when.
        spot: Spot,
        /// Seats, freed ones among them.
        seats: u32,
        /// Children.
        children: u32,
    },
    /// VR13: more children of some classes at a time than seats for them.
    ClassSeats {
        /// Where and when.
        spot: Spot,
        /// The classes (bits).
        classes: u16,
        /// Seats, freed ones among them.
        seats: u32,
        /// Children.
        children: u32,
    },
    /// VR14: the children need more teachers than there are.
    Teachers {
        /// Where and when.
        spot: Spot,
        /// Teachers present.
        present: u32,
        /// Teachers needed.
        needed: u32,
    },
    /// VR15: the children need more nurses than there are.
    Nurses {
        /// Where and when.
        spot: Spot,
        /// Nurses present.
        present: u32,
        /// Nurses needed.
        needed: u32,
    },
    /// VR16: a sick child without a room where there are rooms.
    NoRoom {
        /// The request.
        request: RequestIndex,
    },
    /// VR17: a room that does not exist, or for a child that is not ill.
    NoSuchRoom {
        /// The request.
        request: RequestIndex,
        /// The room given.
        room: u32,
    },
    /// VR18: two children in one room on one day whose illnesses are kept apart.
    RoomMixed {
        /// The first child of the room.
        first: RequestIndex,
        /// The other.
        other: RequestIndex,
    },
    /// VR19: more children in a room at a time than it has seats.
    RoomFull {
        /// Where and when.
        spot: Spot,
        /// The room.
        room: u32,
        /// Its seats.
        seats: u32,
        /// Children.
        children: u32,
    },
    /// VR20: a child in a room that does not take its illness: one that may be with others in an isolation room, another in a
    /// common room.
    RoomUnfit {
        /// The service.
        offer: OfferIndex,
        /// The request.
        request: RequestIndex,
        /// The room.
        room: u32,
    },
}

impl RoundViolation {
    /// The stable code, `VR01` to `VR20`. A code never changes its meaning.
    pub fn code(&self) -> &'static str {
        match self {
            Self::WrongSize { .. } => "VR01",
            Self::NoSuchPlace { .. } => "VR02",
            Self::Withdrawn { .. } => "VR03",
            Self::ConfirmedMoved { .. } => "VR04",
            Self::NotAsked { .. } => "VR05",
            Self::WrongRank { .. } => "VR06",
            Self::Impossible { .. } => "VR07",
            Self::WrongTime { .. } => "VR08",
            Self::Apart { .. } => "VR09",
            Self::TwoPlaces { .. } => "VR10",
            Self::Cap { .. } => "VR11",
            Self::Seats { .. } => "VR12",
            Self::ClassSeats { .. } => "VR13",
            Self::Teachers { .. } => "VR14",
            Self::Nurses { .. } => "VR15",
            Self::NoRoom { .. } => "VR16",
            Self::NoSuchRoom { .. } => "VR17",
            Self::RoomMixed { .. } => "VR18",
            Self::RoomFull { .. } => "VR19",
            Self::RoomUnfit { .. } => "VR20",
        }
    }

    /// The request it is about; of two, the one that is in the way of the first. `None` for limits that many share.
    pub fn request(&self) -> Option<RequestIndex> {
        match *self {
            Self::NoSuchPlace { request }
            | Self::Withdrawn { request }
            | Self::ConfirmedMoved { request }
            | Self::NotAsked { request }
            | Self::WrongRank { request, .. }
            | Self::Impossible { request, .. }
            | Self::WrongTime { request }
            | Self::NoRoom { request }
            | Self::NoSuchRoom { request, .. }
            | Self::RoomUnfit { request, .. } => Some(request),
            Self::Apart { other, .. } | Self::TwoPlaces { other, .. } | Self::RoomMixed { other, .. } => {
                Some(other)
            }
            _ => None,
        }
    }
}
