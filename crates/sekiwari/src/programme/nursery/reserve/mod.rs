//! Reserves (優先枠): seats of a class kept for some of the children.
//!
//! # What a facility does with its seats
//!
//! A class of a facility has open seats and, for each group, reserved ones. Those who want a seat of the class there are
//! taken in this order:
//!
//! 1. For each reserve in turn (hard before soft, then in the order of [`ReserveGroup`]): its members, best points
//!    first, until it is full or no member is left.
//! 2. Everybody not yet taken, best points first, on the open seats.
//! 3. Soft reserves that are not full: everybody not yet taken, best points first. Hard reserves stay as they are.
//!
//! This is the *minimum guarantee* reading of a reserve (minority reserves: Hafalir, Yenmez and Yildirim 2013): members
//! with many points use up the reserve first, so the reserve only helps where points alone would have admitted fewer
//! members than it has seats. Taking reserved seats *last* would help members more (Dur, Kominers, Pathak and Sönmez
//! 2018 show how much turns on that order); it is not what the rules of cities say, and not offered.
//! A *guarantee* is no reserve of its own: its seats are open ones, and its members come first at every seat of the class.
//!
//! # How the market says so
//!
//! Each reserve is a pool of its own beside the pool of the open seats, as in matching with slot-specific priorities
//! (Kominers and Sönmez 2016), and a child's wish for the facility becomes several wishes in a row, of one rank:
//! the reserves it belongs to, then the open seats, then the soft reserves of others, in each of which all members stand
//! before it. So whatever solves and judges markets solves and judges rounds with reserves.
//!
//! For single children and one reserve a class, an allocation is stable in this market exactly if it is stable for
//! facilities that choose as above. *Why*: let `A` be the children who have a seat of the class or would rather have one
//! than what they got. Without a blocking wish the reserve must hold the best members of `A` (each of them prefers the
//! reserve to everything it can have there, and only better members could keep it out), the open seats the best of the
//! rest, and what is left of a soft reserve the best of those who then remain: the choice of the facility from `A`. With
//! several reserves the same holds by induction along their order, where members of several of them are taken at the
//! first one that has room for them.
//!
//! # Who gets the reserved seat, and what blocks
//!
//! * Which of two admitted children counts against the reserve is decided by points, not by the family: the member with
//!   more points sits on the reserved seat.
//! * A member passed over for a child that does not belong to the group *blocks*, with the wish for the reserved seat; so
//!   does a member on an open seat while a reserved one is free or held by somebody behind it. The latter is put right
//!   by naming the seats anew, which [`seating`](Compiled::seating) does for tables that only name facilities.
//! * A child that does not belong to the group never has justified envy against a member on a reserved seat.
//! * Seats held by children who wish to move are open seats. What they give up is given to everybody.
//!
//! # What can go odd
//!
//! * Siblings decided together multiply: a tuple of facilities becomes a tuple of pools, at most
//!   [`per_outcome`](super::siblings::JointOptions::per_outcome) of them; what is cut is told. The tuples stand by how
//!   many steps down they are in all, the elder first; tuples in which two siblings would merely swap seats of one class
//!   against the order of their points are left out, since the facility would not choose them. Where siblings are members
//!   of different reserves of one class, the order between such tuples is a convention, and there may be no stable
//!   allocation where a cleverer convention had one. The judge and the proofs go by the tuples as they stand.
//! * With several reserves of one class whose groups overlap, members are not shifted from one reserve to another to make
//!   room: the order of the reserves decides, as in the papers.
//! * A reserve can hurt members, and even all of them: a child that it keeps out takes, at its next wish, the seat of a
//!   member, who in turn takes the seat that the reserve had won. This happens with one group and one order of points
//!   everywhere (tests show the smallest case), as Kojima (2012) found for quotas. What does hold for single children and
//!   one group: nobody is worse off under a soft reserve than under a hard one (Hafalir, Yenmez and Yildirim 2013), and
//!   where there is only one facility no member loses by a reserve.
//! * A child that takes several seats takes all of them in one pool; it never has one reserved and one open seat.

mod group;
mod members;
mod place;
mod seating;
mod used;

pub use group::{ReserveGroup, ReserveKind};
pub(super) use place::{Chains, SeatPools};
pub use seating::SaidSeat;
pub use used::ReserveUse;

#[cfg(doc)]
use super::Compiled;
