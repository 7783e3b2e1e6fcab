//! The market of a decided round with room for newcomers, and what they are compared by.

use super::keys;
use super::least::step;
use crate::explain::Decided;
use crate::market::{ClaimantId, HouseholdId, Market, PoolId, Using};
use crate::mechanism::Ties;
use crate::priority::{Score, Thousandths};
use crate::programme::nursery::{ChildIndex, ReserveKind};
use std::cmp::Ordering;

/// What decides between two claimants of a pool, best first: whether it is meant for others, whether others are guaranteed to
/// come first, the score, then the lottery.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Key<'a> {
    pub(super) outsider: bool,
    pub(super) late: bool,
    pub(super) score: Option<Score<'a>>,
    pub(super) draw: (u64, ChildIndex),
}

impl keys::Key for Key<'_> {
    fn compare_class(&self, other: &Self) -> Ordering {
        let class = |key: &Self| (key.outsider, key.late, key.score);
        class(self).cmp(&class(other))
    }
}

/// A decided round with room for newcomers between any two children.
#[derive(Clone, Debug)]
pub struct Room {
    pub(super) market: Market,
    pub(super) nowhere: PoolId,
    /// The step in which points are given in this round.
    pub(super) step: Thousandths,
    /// Households as rules that go by one list meet them.
    pub(super) in_order: Vec<HouseholdId>,
    pub(super) guarantees: bool,
    pub(super) ties: Ties,
    using: Using,
}

impl Room {
    /// `ties` says what equal scores meant when the round was decided. Cost: a copy of the market, and a pass over the scores.
    pub fn of(decided: &Decided<'_>, ties: Ties) -> Self {
        let (market, nowhere) = decided.market().roomy();
        let guarantees = decided.round().reserves().iter().any(|r| r.kind == ReserveKind::Guarantee);
        let in_order = market.by_precedence();
        let using = Using::new(&market);
        let round = decided.round();
        let points = (0..round.list_len()).filter_map(|entry| round.score_at(entry)).map(|s| s.points);
        Self { market, nowhere, step: step(points), in_order, guarantees, ties, using }
    }

    /// Whether more seats in a pool would make lists of siblings longer: some claimant has no wish that uses it.
    pub(super) fn opens_lists(&self, pool: PoolId) -> bool {
        self.market.pool_claimants(pool).iter().any(|&c| self.is_unused(c))
    }

    /// Whether no wish uses a claimant.
    pub(super) fn is_unused(&self, claimant: ClaimantId) -> bool {
        self.using.of(claimant).is_empty()
    }

    /// The step in which points are given in the round: all differences between points are multiples of it.
    pub fn step(&self) -> Thousandths {
        self.step
    }

    /// What decides about a claimant of the round.
    pub(super) fn key<'a>(&self, decided: &Decided<'a>, claimant: ClaimantId) -> Key<'a> {
        let c = decided.market.claimant(claimant);
        let child = c.child.index() as ChildIndex;
        Key {
            outsider: decided.market.is_outsider(claimant),
            late: self.is_late(decided, child, c.pool),
            score: decided.score(claimant),
            draw: (decided.compiled.draws[child as usize], child),
        }
    }

    /// Whether others are guaranteed to come before a child in a pool.
    pub(super) fn is_late(&self, decided: &Decided<'_>, child: ChildIndex, pool: PoolId) -> bool {
        self.guarantees && !decided.round.is_guaranteed(child, decided.compiled.pools[pool.index()].facility)
    }
}

/// A score with more points.
pub(super) fn raised<'a>(score: Score<'a>, more: Thousandths) -> Score<'a> {
    Score { points: Thousandths(score.points.0.saturating_add(more.0)), ties: score.ties }
}
