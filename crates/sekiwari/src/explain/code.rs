//! The reason codes, as they stand in files.

use crate::Lang;

/// Why a child got or did not get a seat.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ReasonCode {
    /// The child has a new seat.
    WishGiven,
    /// The child stays at the seat it holds.
    TransferKeptSeat,
    /// It was decided by hand.
    ManualDecision,
    /// The child has no wishes.
    NoWishes,
    /// A seat was free, yet the wish was not given: the rule that decided does not look again.
    FreeSeat,
    /// The wish was not given, though somebody lower in the order of priority holds a seat there.
    Envy,
    /// There was a seat for this child alone, but not for what its household accepts.
    SiblingRule,
    /// The household got a combination that it ranks above this wish.
    BetterWishGiven,
    /// Only seats were left that are reserved for others, or all others went to children higher in the order of priority
    /// and a reserved one did not.
    ReservedSeats,
    /// All seats went to children higher in the order of priority.
    LowerPriority,
    /// There was a seat at the club, but none on the way to it.
    TransportFull,
    /// All seats that nobody kept were given by hand.
    SeatsByHand,
    /// The combinations of the household were cut at their limit, and none of those kept contains this wish.
    ListCut,
    /// The class has no seat that could be given in this round.
    NoSeatInClass,
    /// All seats on some day are held by children who were there before.
    NoSeatOnDay,
    /// The facility does not offer the class in this round.
    NotOffered,
    /// The club is not open on the days, or in the seasons, of the wish.
    NotOpenThen,
    /// The child is too young for the facility on the entry date.
    MinAge,
    /// The facility cannot meet all care that the child needs.
    NotEligibleCareKind,
}

impl ReasonCode {
    /// All codes. Among the reasons against wishes the one nearest to a seat stands first: where a child is left out,
    /// the first of its reasons in this order is its main reason.
    pub const ALL: [ReasonCode; 19] = [
        ReasonCode::WishGiven,
        ReasonCode::TransferKeptSeat,
        ReasonCode::ManualDecision,
        ReasonCode::NoWishes,
        ReasonCode::FreeSeat,
        ReasonCode::Envy,
        ReasonCode::SiblingRule,
        ReasonCode::BetterWishGiven,
        ReasonCode::ReservedSeats,
        ReasonCode::LowerPriority,
        ReasonCode::TransportFull,
        ReasonCode::SeatsByHand,
        ReasonCode::ListCut,
        ReasonCode::NoSeatInClass,
        ReasonCode::NoSeatOnDay,
        ReasonCode::NotOffered,
        ReasonCode::NotOpenThen,
        ReasonCode::MinAge,
        ReasonCode::NotEligibleCareKind,
    ];

    /// The code used in files.
    pub fn as_str(self) -> &'static str {
        match self {
            ReasonCode::WishGiven => "WISH_GIVEN",
            ReasonCode::TransferKeptSeat => "TRANSFER_KEPT_SEAT",
            ReasonCode::ManualDecision => "MANUAL_DECISION",
            ReasonCode::NoWishes => "NO_WISHES",
            ReasonCode::FreeSeat => "FREE_SEAT",
            ReasonCode::Envy => "ENVY",
            ReasonCode::SiblingRule => "SIBLING_RULE",
            ReasonCode::BetterWishGiven => "BETTER_WISH_GIVEN",
            ReasonCode::ReservedSeats => "RESERVED_SEATS",
            ReasonCode::LowerPriority => "LOWER_PRIORITY",
            ReasonCode::TransportFull => "TRANSPORT_FULL",
            ReasonCode::NoSeatOnDay => "NO_SEAT_ON_DAY",
            ReasonCode::NotOpenThen => "NOT_OPEN_THEN",
            ReasonCode::SeatsByHand => "SEATS_DECIDED_BY_HAND",
            ReasonCode::ListCut => "LIST_CUT",
            ReasonCode::NoSeatInClass => "NO_SEAT_IN_CLASS",
            ReasonCode::NotOffered => "NOT_OFFERED",
            ReasonCode::MinAge => "MIN_AGE",
            ReasonCode::NotEligibleCareKind => "NOT_ELIGIBLE_CARE_KIND",
        }
    }

    /// The code of a name used in files.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|c| c.as_str() == name)
    }

    /// A few words for people.
    pub fn label(self, lang: Lang) -> &'static str {
        let (ja, en) = match self {
            ReasonCode::WishGiven => ("希望どおり内定", "wish given"),
            ReasonCode::TransferKeptSeat => ("在園継続", "keeps its seat"),
            ReasonCode::ManualDecision => ("個別の決定", "decided by hand"),
            ReasonCode::NoWishes => ("希望なし", "no wishes"),
            ReasonCode::FreeSeat => ("空きがあるが未決定", "a seat is free"),
            ReasonCode::Envy => ("下位の児童が入所", "a child of lower priority was admitted"),
            ReasonCode::SiblingRule => ("きょうだい条件", "sibling condition"),
            ReasonCode::BetterWishGiven => {
                ("上位の組み合わせで決定", "the household got a better combination")
            }
            ReasonCode::ReservedSeats => ("残る席は優先枠", "only reserved seats were left"),
            ReasonCode::LowerPriority => ("優先順位", "lower priority"),
            ReasonCode::TransportFull => ("送迎の席なし", "no seat on the way there"),
            ReasonCode::NoSeatOnDay => ("空きのない曜日", "a day without open seats"),
            ReasonCode::NotOpenThen => ("開所していない曜日・期間", "not open on these days"),
            ReasonCode::SeatsByHand => ("席は個別の決定で充足", "all seats decided by hand"),
            ReasonCode::ListCut => ("組み合わせの上限", "beyond the limit of combinations"),
            ReasonCode::NoSeatInClass => ("空きなし", "no seat in the class"),
            ReasonCode::NotOffered => ("募集なし", "class not offered"),
            ReasonCode::MinAge => ("受入れ月齢に未達", "below the minimum age"),
            ReasonCode::NotEligibleCareKind => ("必要なケアに未対応", "care needs cannot be met"),
        };
        lang.pick(ja, en)
    }
}
