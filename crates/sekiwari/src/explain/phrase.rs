//! The sentences about decisions and wishes by name, for texts in other languages.

/// Which sentence says what; sentences of one reason code differ by what is known. The first six are about decisions, the others about
/// wishes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Phrase {
    /// The child has a new seat.
    WishGiven,
    /// It stays where it holds a seat.
    TransferKeptSeat,
    /// A seat was given by hand.
    GivenByHand,
    /// It was decided by hand that it gets none.
    LeftOutByHand,
    /// No seat.
    Unplaced,
    /// No seat, as nothing was wished for.
    NoWishes,
    /// A seat is free, but the rule did not give it.
    FreeSeat,
    /// A child of lower priority sits there.
    Envy,
    /// The same at reserved seats: one sits there that comes only after those they are meant for.
    EnvyInReserve,
    /// There was a seat, but none at the other facility that the household's condition asks for.
    SiblingElsewhere,
    /// There was a seat for this child alone, but not for all who have to enter there.
    SiblingSamePool,
    /// No combination with this facility meets the household's condition.
    SiblingNever,
    /// The household got a combination that it ranks higher.
    BetterWishGiven,
    /// The open seats are taken, and what is left is reserved for others.
    ReservedSeats,
    /// All seats are reserved for others.
    OnlyReserved,
    /// Others come first by a guarantee.
    GuaranteedFirst,
    /// Fewer points than the lowest admitted.
    LowerPriority,
    /// The same points, and behind by a tie key.
    LowerByTie,
    /// The same points and tie keys, and behind by lot.
    LowerByLottery,
    /// Equal to the lowest admitted, and no seat left.
    Equal,
    /// The household's combinations were cut before this one.
    ListCut,
    /// All seats were settled by hand.
    SeatsByHand,
    /// The class has no seat to be given.
    NoSeatInClass,
    /// The class is not offered.
    NotOffered,
    /// The child is too young.
    MinAge,
    /// What the child needs cannot be given there.
    CareKind,
}

impl Phrase {
    /// The phrases about wishes.
    pub const OF_WISHES: [Phrase; 20] = [
        Phrase::FreeSeat,
        Phrase::Envy,
        Phrase::EnvyInReserve,
        Phrase::SiblingElsewhere,
        Phrase::SiblingSamePool,
        Phrase::SiblingNever,
        Phrase::BetterWishGiven,
        Phrase::ReservedSeats,
        Phrase::OnlyReserved,
        Phrase::GuaranteedFirst,
        Phrase::LowerPriority,
        Phrase::LowerByTie,
        Phrase::LowerByLottery,
        Phrase::Equal,
        Phrase::ListCut,
        Phrase::SeatsByHand,
        Phrase::NoSeatInClass,
        Phrase::NotOffered,
        Phrase::MinAge,
        Phrase::CareKind,
    ];

    /// The name used in files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Phrase::WishGiven => "wish_given",
            Phrase::TransferKeptSeat => "transfer_kept_seat",
            Phrase::GivenByHand => "given_by_hand",
            Phrase::LeftOutByHand => "left_out_by_hand",
            Phrase::Unplaced => "unplaced",
            Phrase::NoWishes => "no_wishes",
            Phrase::FreeSeat => "free_seat",
            Phrase::Envy => "envy",
            Phrase::EnvyInReserve => "envy_in_reserve",
            Phrase::SiblingElsewhere => "sibling_elsewhere",
            Phrase::SiblingSamePool => "sibling_same_pool",
            Phrase::SiblingNever => "sibling_never",
            Phrase::BetterWishGiven => "better_wish_given",
            Phrase::ReservedSeats => "reserved_seats",
            Phrase::OnlyReserved => "only_reserved",
            Phrase::GuaranteedFirst => "guaranteed_first",
            Phrase::LowerPriority => "lower_priority",
            Phrase::LowerByTie => "lower_by_tie",
            Phrase::LowerByLottery => "lower_by_lottery",
            Phrase::Equal => "equal",
            Phrase::ListCut => "list_cut",
            Phrase::SeatsByHand => "seats_by_hand",
            Phrase::NoSeatInClass => "no_seat_in_class",
            Phrase::NotOffered => "not_offered",
            Phrase::MinAge => "min_age",
            Phrase::CareKind => "care_kind",
        }
    }
}
