//! One reason against one wish, with the numbers behind it.

use super::{Decided, ReasonCode};
use crate::market::{ClaimantId, PoolId};
use crate::programme::nursery::{ChildIndex, FacilityIndex};
use std::borrow::Cow;

/// The first key on which two claimants of a pool differ.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum DecidedBy {
    /// One of them belongs to those who come first here: by a reserve or a guarantee, whatever the points.
    Reserve,
    /// Points.
    Points,
    /// A tie key, counted from 0 ([`crate::programme::nursery::Round::tie_names`]).
    Tie(usize),
    /// Nothing but the lottery.
    Lottery,
    /// They are equal and the order inside a class is free: whoever has the seat keeps it.
    Equal,
}

impl DecidedBy {
    /// The name used in files: `reserve`, `points`, `tie_1`, ..., `lottery`, `equal`.
    pub fn as_str(self) -> Cow<'static, str> {
        match self {
            DecidedBy::Reserve => "reserve".into(),
            DecidedBy::Points => "points".into(),
            DecidedBy::Tie(key) => format!("tie_{}", key + 1).into(),
            DecidedBy::Lottery => "lottery".into(),
            DecidedBy::Equal => "equal".into(),
        }
    }

    /// What decides between two claimants of one pool; `None` where one of them has no score (it holds its seat).
    pub(super) fn between(decided: &Decided<'_>, a: ClaimantId, b: ClaimantId) -> Option<Self> {
        let (x, y) = (decided.score(a)?, decided.score(b)?);
        let classes = [a, b].map(|c| decided.compiled.market.claimant(c).rank);
        let outsiders = [a, b].map(|c| decided.market.is_outsider(c));
        Some(if outsiders[0] != outsiders[1] || classes[0].cmp(&classes[1]) != x.cmp(&y) {
            DecidedBy::Reserve
        } else if x.points != y.points {
            DecidedBy::Points
        } else if let Some(key) = x.ties.iter().zip(y.ties).position(|(s, t)| s != t) {
            DecidedBy::Tie(key)
        } else if decided.rank(a) == decided.rank(b) {
            DecidedBy::Equal
        } else {
            DecidedBy::Lottery
        })
    }
}

/// Where the household of a child failed, though there was a seat for the child alone.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Obstacle {
    /// The sibling whose seat was missing.
    pub sibling: ChildIndex,
    /// The pool in which it was missing.
    pub pool: PoolId,
    /// Seats of that pool the household needs at once.
    pub needed: u32,
    /// Seats of that pool it could have; fewer than `needed`.
    pub room: u32,
}

/// Why a child does not sit at a facility that it or its household would rather have.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Reason {
    /// The child.
    pub child: ChildIndex,
    /// The claimant whose seat was not given.
    pub claimant: ClaimantId,
    /// The 1-based place of the facility in the child's own list.
    pub wish_rank: u32,
    /// The 1-based place of the best wish of the household in which the child would sit there, among the wishes ranked
    /// above its outcome; `None` if there is none.
    pub household_rank: Option<u32>,
    /// The facility.
    pub facility: FacilityIndex,
    /// The pool whose seat it would take. Where it could sit in several, the one that the reason speaks of.
    pub pool: PoolId,
    /// The reason.
    pub code: ReasonCode,
    /// Seats of the pool, open and held.
    pub seats: u32,
    /// Seats taken by other households no lower in the order of priority.
    pub ahead: u32,
    /// The child's place in the pool's waiting list.
    pub place: Option<u32>,
    /// Where it matters ([`ReasonCode::LowerPriority`], [`ReasonCode::Envy`]): the lowest in the order of priority
    /// among the others who sit there.
    pub lowest: Option<ClaimantId>,
    /// What decides between the child and `lowest`.
    pub decided_by: Option<DecidedBy>,
    /// With [`ReasonCode::SiblingRule`]: where the household failed. `None` if its condition admits no combination with
    /// this facility at all.
    pub obstacle: Option<Obstacle>,
    /// With [`ReasonCode::ReservedSeats`]: the reserve that has or keeps the seat which points alone would have given, as a
    /// position in [`crate::programme::nursery::Round::reserves`].
    pub reserve: Option<u32>,
}
