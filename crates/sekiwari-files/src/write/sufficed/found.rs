//! What counts of what was found for a child, the same for rounds of nurseries and clubs.

use sekiwari::explain::counterfactual::Tried;
use sekiwari::priority::Thousandths;
use sekiwari::programme::siblings::SiblingTerms;

/// What of the counts is a matter of the programme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::write) enum Counting {
    /// By class; a place is a facility and class.
    Nursery,
    /// By grade; a place is a club with the days on which seats were missing. Fewer days count.
    Club,
}

impl Counting {
    /// Steps of seats.
    pub(super) fn seat_steps(self) -> &'static [u32] {
        match self {
            Counting::Nursery => &[1, 2],
            // One more on each weekday of a term is five.
            Counting::Club => &[1, 2, 3, 5, 10, 20],
        }
    }
}

/// What would have sufficed for one child. `P` is where seats are.
#[derive(Clone, Debug)]
pub(in crate::write) struct Found<P> {
    /// Its class or grade.
    pub(in crate::write) group: u8,
    /// Whether it has a seat.
    pub(in crate::write) has_seat: bool,
    /// The least points more with which it gets any of its wishes.
    pub(in crate::write) points: Option<Thousandths>,
    /// Where seats would have sufficed and how many, for each wish that they would have for.
    pub(in crate::write) seats: Vec<(P, u32)>,
    /// Whether fewer days would have.
    pub(in crate::write) days: bool,
    /// The sibling condition.
    pub(in crate::write) terms: Tried<SiblingTerms>,
    /// Facilities that were not listed and would have had a seat, by number.
    pub(in crate::write) added: Vec<u32>,
}

impl<P> Found<P> {
    /// Whether points, seats, fewer days, a looser sibling condition, another wish would have sufficed.
    pub(super) fn kinds(&self) -> [bool; 5] {
        let terms = self.terms.sufficed().is_some();
        [self.points.is_some(), !self.seats.is_empty(), self.days, terms, !self.added.is_empty()]
    }
}

/// The condition of what was tried.
pub(in crate::write) fn terms_of<T>(
    tried: &Tried<T>,
    terms: impl Fn(&T) -> SiblingTerms,
) -> Tried<SiblingTerms> {
    match tried {
        Tried::NotAsked => Tried::NotAsked,
        Tried::InVain => Tried::InVain,
        Tried::Sufficed(found) => Tried::Sufficed(terms(found)),
    }
}
