//! What would have sufficed: the smallest changes with which a child would have had a wish, each tried by deciding the round anew.
//!
//! | change | what is tried |
//! |---|---|
//! | points | so many points more for this child, at every facility; the least that does it |
//! | seats | as many seats more in the class of the facility as were missing |
//! | sibling condition | looser ones, the least loose first |
//! | another wish | facilities not on the list, added at its end, the nearest first |
//!
//! A change *suffices* for a wish if the child then gets it or one that it ranks higher; where siblings are decided together, if the
//! family gets the best of its wishes with it, or one that it ranks higher, in which the child has a seat. What else the change would do to others is not
//! said: the question is what this family asks when it gets a refusal. Everything else stays as it is, and the round is decided
//! by the same rule with the same draw.
//!
//! # How it goes
//!
//! [`Desk`] decides the round once. A changed family takes its own place as a newcomer ([`Market::replaced`]), and only what
//! that concerns is worked out anew ([`crate::exact::anew`]); where that says nothing, and for rules other than
//! `stable-optimal` with strict ties, the whole round is decided.
//!
//! *Least points.* Only points at which the child passes another one in some pool can matter, and one step more where they
//! are not enough by the tie keys. Among these the least is found by halves, as more points do not hurt a single child under
//! deferred acceptance (Balinski and Sönmez 1999). With siblings they can; so what is told holds as it is told: with these
//! points the wish is given, and with the next fewer that could matter it is not.
//!
//! *Other wishes.* A family decided together is tried only where today's decision leaves room for a wish of it with the facility: a
//! facility that would come within reach only by others moving is not found. For single children under `stable-optimal` nothing is
//! missed: where they would not block, today's allocation stays stable, and all stable ones seat the same children (Roth 1986).
//!
//! **Cost.** A child takes some ten decisions, each of them a copy of the market and the chain of families it concerns.
//!
//! **Sources.** Counterfactual explanations: Wachter, Mittelstadt and Russell (2018). What a refusal has to tell: Administrative
//! Procedure Act (行政手続法) 8.
//!
//! [`Market::replaced`]: crate::market::Market::replaced

mod again;
mod alone;
mod desk;
mod keys;
mod least;
mod points;
mod room;
mod seats;
mod standing;
mod terms;
mod texts;
mod wishes;

pub(in crate::explain) use again::Again;
pub use desk::{Desk, Refusal};
pub(in crate::explain) use keys::{Key, Passing, above, rank_among};
pub(in crate::explain) use least::{Outcome, Tries, step};
pub use room::Room;
pub(in crate::explain) use terms::looser;
pub use texts::{More, Told, Topic, terms_name};
pub(in crate::explain) use texts::{NO_TERMS, Sentence, TERMS, terms_at};

use super::Reason;
use crate::market::PoolId;
use crate::priority::Thousandths;
use crate::programme::nursery::{ChildIndex, FacilityIndex, SiblingTerms};

/// What came of trying.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tried<T> {
    /// It cannot be asked here: the seat is not for this child whatever it has, or the family has no such condition.
    NotAsked,
    /// Nothing of the kind would have sufficed: not more points than anybody else, not the seats that were missing.
    InVain,
    /// This would have.
    Sufficed(T),
}

impl<T> Tried<T> {
    /// What would have sufficed.
    pub fn sufficed(&self) -> Option<&T> {
        match self {
            Tried::Sufficed(what) => Some(what),
            Tried::NotAsked | Tried::InVain => None,
        }
    }
}

/// Points with which a wish, or a better one, is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MorePoints {
    /// So many more, at every facility.
    pub more: Thousandths,
    /// What the child would then have at the facility of the wish.
    pub points: Thousandths,
    /// What it gets.
    pub facility: FacilityIndex,
}

/// Seats with which a wish, or a better one, is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MoreSeats {
    /// Where: the pool of the wish, or that of a sibling whose seat was missing.
    pub pool: PoolId,
    /// So many more.
    pub seats: u32,
    /// What the child gets.
    pub facility: FacilityIndex,
}

/// A sibling condition with which the child gets something better.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LooserTerms {
    /// The condition.
    pub terms: SiblingTerms,
    /// What each child of the household gets, the elder first.
    pub facilities: Vec<Option<FacilityIndex>>,
}

/// What would have sufficed for one wish.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WishCounterfactual {
    /// Why it was not given.
    pub reason: Reason,
    /// More points.
    pub points: Tried<MorePoints>,
    /// More seats.
    pub seats: Tried<MoreSeats>,
}

impl WishCounterfactual {
    /// Whether something was tried and nothing would have sufficed.
    pub fn in_vain(&self) -> bool {
        let (points, seats) = (&self.points, &self.seats);
        points.sufficed().is_none() && seats.sufficed().is_none()
    }
}

/// What would have sufficed for one child.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counterfactuals {
    /// The child.
    pub child: ChildIndex,
    /// Per wish above its outcome, in the order of its list.
    pub wishes: Vec<WishCounterfactual>,
    /// The least loose sibling condition with which the child gets something better.
    pub terms: Tried<LooserTerms>,
    /// For a child without a seat: facilities not on its list at which it would have one, the nearest first. None is
    /// [`Tried::InVain`].
    pub added: Tried<Vec<FacilityIndex>>,
}
