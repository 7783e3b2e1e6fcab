//! What a search returns: a choice of sites with what is known about it.

use super::ids::{PointId, SiteId};
pub use crate::market::Status;

/// How far to search.
#[derive(Clone, Copy)]
pub struct Search<'a> {
    /// The most nodes of branch and bound. A count, not a time, so that the answer is the same on any machine.
    pub node_limit: u64,
    /// Asked at every node whether to stop. Stopping gives the best found so far; it never makes an answer wrong, only less proven.
    pub stop: &'a (dyn Fn() -> bool + Sync),
}

impl Default for Search<'_> {
    /// 20,000 nodes, never stops.
    fn default() -> Self {
        Self { node_limit: 20_000, stop: &|| false }
    }
}

impl Search<'_> {
    /// The same with another limit.
    #[must_use]
    pub fn nodes(mut self, limit: u64) -> Self {
        self.node_limit = limit;
        self
    }
}

/// How the search went. Counts only: times are the caller's business.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Statistics {
    /// Nodes of branch and bound, over all searches that the answer took.
    pub nodes: u64,
    /// Bounds computed from multipliers.
    pub iterations: u64,
}

/// A choice of sites, its value, and what is proven.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer<V> {
    /// All open sites in order: existing, required and chosen.
    pub open: Vec<SiteId>,
    /// What the choice is worth.
    pub value: V,
    /// No choice is better than this; equal to the value where it is proven.
    pub bound: V,
    /// What is proven.
    pub status: Status,
    /// Counts of the search.
    pub statistics: Statistics,
}

/// Why there is no choice at all. Proven.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Infeasible {
    /// No site that may be open reaches these points.
    Uncoverable {
        /// The points, in order.
        points: Vec<PointId>,
    },
    /// Fewer sites can be opened than have to be.
    TooFewSites {
        /// How many can be.
        possible: u32,
    },
    /// The required sites alone are more, or cost more, than allowed.
    RequiredBeyondLimit {
        /// Their number, or their cost where there is a budget.
        required: u64,
    },
}

/// An answer, or why there is none: a negative answer is a result too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome<V> {
    /// A choice.
    Found(Answer<V>),
    /// There is none.
    Infeasible(Infeasible),
}

impl<V> Outcome<V> {
    /// The answer, if there is one.
    pub fn found(self) -> Option<Answer<V>> {
        match self {
            Outcome::Found(answer) => Some(answer),
            Outcome::Infeasible(_) => None,
        }
    }

    /// The same by reference.
    pub fn answer(&self) -> Option<&Answer<V>> {
        match self {
            Outcome::Found(answer) => Some(answer),
            Outcome::Infeasible(_) => None,
        }
    }
}
