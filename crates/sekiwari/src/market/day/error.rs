//! Why a market of day services cannot be built.

/// One reason why [`super::DayMarketBuilder::build`] refuses; it returns all of them at once.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DayMarketError {
    /// No slot, or more than a day can have.
    #[error("{0} slots to a day; there may be 1 to 32")]
    Slots(usize),
    /// Numbers per slot that are not one for each slot.
    #[error("opening {opening}: {got} numbers where the market has another number of slots")]
    Length {
        /// The opening.
        opening: u32,
        /// How many numbers there are.
        got: usize,
    },
    /// A division by nothing, or classes counted in two bands or groups of one opening.
    #[error("opening {opening}: {what}")]
    Opening {
        /// The opening.
        opening: u32,
        /// What is wrong.
        what: &'static str,
    },
    /// A request that cannot be: no member, a child twice, no stay though fixed, ranks that fall, an unknown class.
    #[error("request {request}: {what}")]
    Request {
        /// The request.
        request: u32,
        /// What is wrong.
        what: &'static str,
    },
    /// Two requests have the same turn.
    #[error("requests {first} and {second} have the same turn")]
    SameTurn {
        /// The earlier one.
        first: u32,
        /// The later one.
        second: u32,
    },
    /// A freed seat that comes too late: a request of the same stage or an earlier one may stay in the opening.
    #[error(
        "opening {opening} is used by stage {used}, but a seat there is freed by a request of stage {freed}"
    )]
    FreedTooLate {
        /// The opening.
        opening: u32,
        /// The first stage that uses it.
        used: u8,
        /// The stage that frees the seat.
        freed: u8,
    },
    /// A key named twice in the order.
    #[error("a key stands twice in the order")]
    Keys,
    /// What is fixed already breaks a limit or quota.
    #[error("what is fixed breaks a limit already at request {request}")]
    FixedDoNotFit {
        /// The first fixed request, in order of their numbers, for which there is no place.
        request: u32,
    },
}
