//! The limits that may be full.

use crate::Lang;
use crate::market::day::LimitKind;

/// What is full. The first in this order tells the most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Limit {
    /// The child has used what a cap allows.
    Cap,
    /// The child is somewhere else at that time.
    Elsewhere,
    /// No room that keeps the disease apart.
    Rooms,
    /// Seats.
    Seats,
    /// Seats for children of the class.
    ClassSeats,
    /// Teachers.
    Teachers,
    /// Nurses.
    Nurses,
}

impl Limit {
    /// All limits, in the order in which they are told.
    pub const ALL: [Limit; 7] = [
        Limit::Cap,
        Limit::Elsewhere,
        Limit::Rooms,
        Limit::Seats,
        Limit::ClassSeats,
        Limit::Teachers,
        Limit::Nurses,
    ];

    /// The code used in files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Limit::Cap => "CAP",
            Limit::Elsewhere => "ELSEWHERE",
            Limit::Rooms => "ISOLATION",
            Limit::Seats => "SEATS",
            Limit::ClassSeats => "CLASS_SEATS",
            Limit::Teachers => "TEACHERS",
            Limit::Nurses => "NURSES",
        }
    }

    /// A few words for people.
    pub fn label(self, lang: Lang) -> &'static str {
        let (ja, en) = match self {
            Limit::Cap => ("利用日数の上限", "days used up"),
            Limit::Elsewhere => ("同じ時間の別の利用", "elsewhere at that time"),
            Limit::Rooms => ("隔離室なし", "no isolation room"),
            Limit::Seats => ("定員", "no seat"),
            Limit::ClassSeats => ("年齢別の定員", "no seat for the class"),
            Limit::Teachers => ("保育士の不足", "too few teachers"),
            Limit::Nurses => ("看護師の不足", "too few nurses"),
        };
        lang.pick(ja, en)
    }

    /// The limit of a name used in files.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|l| l.as_str() == name)
    }
}

impl From<LimitKind> for Limit {
    /// The limits of an opening; quotas have none of these.
    fn from(kind: LimitKind) -> Self {
        match kind {
            LimitKind::Seats | LimitKind::CommonRooms => Limit::Seats,
            LimitKind::Group(_) => Limit::ClassSeats,
            LimitKind::Nurses => Limit::Nurses,
            LimitKind::Teachers => Limit::Teachers,
            LimitKind::Rooms | LimitKind::IsolationRooms => Limit::Rooms,
        }
    }
}
