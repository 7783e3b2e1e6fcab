//! Extra seats still to be looked at.

use super::{Extra, total};
use std::cmp::Reverse;
use std::collections::{BTreeSet, HashSet};

/// Open ones by the seats they lead to at least; among equals the most seats come first, then by pools.
pub(super) struct Open {
    waiting: BTreeSet<(u32, Reverse<u32>, Extra)>,
    // Waiting or taken; only asked whether it is there.
    known: HashSet<Extra>,
}

impl Open {
    pub(super) fn new() -> Self {
        Self { waiting: BTreeSet::new(), known: HashSet::new() }
    }

    /// Adds extra seats that lead to so many at least, unless they have been added before.
    pub(super) fn add(&mut self, least: u32, extra: Extra) {
        if self.known.insert(extra.clone()) {
            self.postpone(least, extra);
        }
    }

    /// The fewest seats that any open one leads to.
    pub(super) fn least(&self) -> Option<u32> {
        self.waiting.first().map(|(least, _, _)| *least)
    }

    /// Takes the first if it leads to so many.
    pub(super) fn take(&mut self, least: u32) -> Option<Extra> {
        if self.least()? > least {
            return None;
        }
        self.waiting.pop_first().map(|(_, _, extra)| extra)
    }

    /// Puts one that was taken back, now that it is known to lead to so many.
    pub(super) fn postpone(&mut self, least: u32, extra: Extra) {
        self.waiting.insert((least, Reverse(total(&extra)), extra));
    }
}
