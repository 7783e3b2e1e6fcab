//! Choices of the search put as choices of the instance.

use super::ids::SiteId;
use super::instance::{Instance, Standing};
use super::outcome::{Answer, Statistics, Status};

/// The candidates by the numbers that they have in a search.
pub(super) struct Chosen<'a> {
    instance: &'a Instance,
    pub(super) candidates: Vec<u32>,
}

impl<'a> Chosen<'a> {
    pub(super) fn new(instance: &'a Instance) -> Self {
        Self { instance, candidates: instance.candidates() }
    }

    /// All open sites in order: those chosen and those open anyway.
    pub(super) fn whole(&self, open: &[bool]) -> Vec<SiteId> {
        let chosen = self.candidates.iter().zip(open).filter(|(_, o)| **o).map(|(&j, _)| j);
        let mut all: Vec<SiteId> =
            self.instance.fixed().map(|j| j as u32).chain(chosen).map(SiteId::new).collect();
        all.sort_unstable();
        all
    }
}

/// Closes candidates without which the value is the same: the dearest first, of equals the last.
pub(super) fn drop_useless<V: PartialEq>(
    instance: &Instance,
    open: &mut Vec<SiteId>,
    value: impl Fn(&[SiteId]) -> V,
) {
    let whole = value(open);
    let mut order: Vec<SiteId> =
        open.iter().copied().filter(|s| instance.site(*s).standing == Standing::Candidate).collect();
    order.sort_by_key(|s| std::cmp::Reverse((instance.site(*s).cost, *s)));
    for site in order {
        let fewer: Vec<SiteId> = open.iter().copied().filter(|&s| s != site).collect();
        if value(&fewer) == whole {
            *open = fewer;
        }
    }
}

impl<V: PartialEq> Answer<V> {
    pub(super) fn new(open: Vec<SiteId>, value: V, bound: V, statistics: Statistics) -> Self {
        let status = if value == bound { Status::Optimal } else { Status::Feasible };
        Self { open, value, bound, status, statistics }
    }
}
