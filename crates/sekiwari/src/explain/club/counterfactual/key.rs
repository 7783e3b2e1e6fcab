//! What children are compared by at a club and on a route.

use crate::explain::club::Decided;
use crate::explain::counterfactual::{self, Key as _, Passing, rank_among, step};
use crate::market::{ClaimantId, Market, PoolId, RankClass};
use crate::mechanism::Ties;
use crate::priority::{Score, Thousandths};
use crate::programme::club::{ChildIndex, ClubIndex, OrderKey, PoolAt, Round};
use std::cmp::Ordering;

/// What decides between two children, best first: the keys of the rules, the tie keys of the scores, the lottery.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Key<'a> {
    /// The keys of the rules in their order; points as a negative number.
    keys: Vec<i64>,
    /// Whether there is no score, and its tie keys.
    ties: (bool, &'a [Thousandths]),
    draw: (u64, ChildIndex),
}

/// A missing score counts as after every other.
const LAST: i64 = i64::MAX;

impl<'a> Key<'a> {
    /// A child at a club with the score that counts there.
    pub(super) fn new(
        round: &'a Round,
        (child, club): (ChildIndex, ClubIndex),
        score: Option<Score<'a>>,
        draw: (u64, ChildIndex),
    ) -> Self {
        let key = |&key: &OrderKey| match key {
            OrderKey::Score => score.map_or(LAST, |s| s.points.0.saturating_neg()),
            key => round.order_key(key, child, club).into(),
        };
        let ties = score.filter(|_| round.counts_points()).map(|s| s.ties);
        Self { keys: round.rules().order.iter().map(key).collect(), ties: of(ties), draw }
    }

    /// A child at some seats that stand in its list: on a route to several clubs it stands as at the club where it stands best, of those
    /// where it can come on the route.
    pub(super) fn at(
        round: &'a Round,
        child: ChildIndex,
        at: PoolAt,
        draw: (u64, ChildIndex),
        is_possible: impl Fn(usize) -> bool,
    ) -> Self {
        let entries = (round.list_offset(child)..).zip(round.list(child));
        let key = |(entry, club)| Key::new(round, (child, club), round.score_at(entry), draw);
        let best = match at {
            PoolAt::Route { route, .. } => {
                let here = entries.filter(|(entry, e)| e.route == Some(route) && is_possible(*entry));
                here.map(|(entry, e)| key((entry, e.club))).min()
            }
            PoolAt::Club { club, .. } | PoolAt::Never { club } | PoolAt::Closed { club } => {
                // All lines of one club stand alike.
                let mut here = entries.filter(|(_, e)| e.club == club);
                here.next().map(|(entry, e)| key((entry, e.club)))
            }
        };
        best.unwrap_or_else(|| Key { keys: Vec::new(), ties: of(None), draw })
    }

    /// The same with more points, which stand at a place of the keys.
    pub(super) fn raised(mut self, at: usize, more: Thousandths) -> Self {
        if let Some(points) = self.keys.get_mut(at).filter(|p| **p != LAST) {
            *points = points.saturating_sub(more.0);
        }
        self
    }

    /// The points more with which the child comes level with another one, and whether it then stands before it; `None` if points do not
    /// decide between them. Points stand at a place of the keys.
    pub(super) fn passing(&self, other: &Key<'_>, at: usize, ties: Ties) -> Option<Passing> {
        let (own, theirs) = (self.keys[at], other.keys[at]);
        if self.keys[..at] != other.keys[..at] || own == LAST || theirs == LAST {
            return None;
        }
        let level = Thousandths(own.saturating_sub(theirs));
        Some(Passing { level, passes: self.clone().raised(at, level).is_before(other, ties) })
    }
}

impl counterfactual::Key for Key<'_> {
    fn compare_class(&self, other: &Self) -> Ordering {
        (&self.keys, self.ties).cmp(&(&other.keys, other.ties))
    }
}

fn of(ties: Option<&[Thousandths]>) -> (bool, &[Thousandths]) {
    ties.map_or((true, &[]), |ties| (false, ties))
}

/// How children are compared in the pools of a decided round.
#[derive(Clone, Copy)]
pub(super) struct Order<'a> {
    pub(super) decided: &'a Decided<'a>,
    pub(super) market: &'a Market,
    pub(super) ties: Ties,
}

impl<'a> Order<'a> {
    /// What decides about a claimant of the round, at the seats of its pool.
    pub(super) fn key(&self, claimant: ClaimantId) -> Key<'a> {
        let c = self.market.claimant(claimant);
        self.key_at(c.child.index() as ChildIndex, self.decided.compiled.pools[c.pool.index()].at)
    }

    /// What decides about a child of the round at some seats that stand in its list.
    pub(super) fn key_at(&self, child: ChildIndex, at: PoolAt) -> Key<'a> {
        let (round, compiled) = (self.decided.round, self.decided.compiled);
        let draw = (compiled.draws[child as usize], child);
        Key::at(round, child, at, draw, |entry| compiled.can_be_given(entry))
    }

    /// The rank class of a newcomer with this key in a pool.
    pub(super) fn rank(&self, pool: PoolId, key: &Key<'_>) -> RankClass {
        rank_among(self.market, pool, key, self.ties, |c| self.key(c))
    }
}

/// The step in which points are given in a round.
pub(super) fn step_of(round: &Round) -> Thousandths {
    step((0..round.list_len()).filter_map(|entry| round.score_at(entry)).map(|s| s.points))
}
