//! What counts of one decided round.

use super::figures::{self, Figure, Scope};
use super::places::{self, PlaceFigures, PlaceKey};
use crate::explain::{Decided, cut_offs};
use crate::market::{Allocation, Bounds, Market, Status};
use crate::programme::nursery::{Compiled, Round};
use crate::verify::Verdict;
use std::collections::BTreeMap;

/// A round as it was decided and judged.
#[derive(Clone, Copy, Debug)]
pub struct Outcome<'a> {
    /// The round.
    pub round: &'a Round,
    /// The round as a market.
    pub compiled: &'a Compiled,
    /// The order of priority that counts.
    pub market: &'a Market,
    /// Who sits where.
    pub allocation: &'a Allocation,
    /// What the judge says.
    pub verdict: &'a Verdict,
    /// What is known of all allocations.
    pub bounds: Bounds,
    /// Whether it is proven best.
    pub status: Status,
}

/// What one child got, and what it listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Seen {
    pub(super) facility: Option<u32>,
    pub(super) list: Vec<u32>,
}

/// What counts of one decided round, by ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    pub(super) figures: BTreeMap<(Figure, Scope), i64>,
    pub(super) places: BTreeMap<PlaceKey, PlaceFigures>,
    pub(super) children: BTreeMap<String, Seen>,
    pub(super) facilities: Vec<String>,
    /// Whether it is proven best.
    pub status: Status,
    /// How many households may block at least, and how many children can have a seat at most.
    pub bounds: Bounds,
}

impl Snapshot {
    /// Takes what counts of a decided round. Cost: linear in its claims, and sorting its children.
    pub fn of(outcome: &Outcome<'_>) -> Self {
        let Outcome { round, compiled, market, allocation, .. } = *outcome;
        let decided = Decided::new(round, compiled, market, allocation);
        let decisions = compiled.decisions(round, allocation);
        let cut_offs = cut_offs(&decided);
        let children = round.children().iter().enumerate().map(|(i, c)| {
            let list = round.list(i as u32).to_vec();
            (c.id.clone(), Seen { facility: decisions[i].facility, list })
        });
        Self {
            figures: figures::count(outcome, &decisions, &cut_offs),
            places: places::count(outcome, &cut_offs),
            children: children.collect(),
            facilities: round.facilities().iter().map(|f| f.id.clone()).collect(),
            status: outcome.status,
            bounds: outcome.bounds,
        }
    }

    /// A figure; `None` where it cannot be had (a distance of nobody).
    pub fn figure(&self, figure: Figure, scope: &Scope) -> Option<i64> {
        self.figures.get(&(figure, scope.clone())).copied()
    }

    /// Children of this round who are not in the other one.
    pub(super) fn missing_in(&self, other: &Snapshot) -> i64 {
        self.children.keys().filter(|id| !other.children.contains_key(*id)).count() as i64
    }

    pub(super) fn id(&self, facility: u32) -> &str {
        &self.facilities[facility as usize]
    }
}
