//! The best division, by search.

use super::Measure;
use super::blocks::Block;
use super::tally::{Shares, Tally};

/// Depth-first search over blocks, the most promising unit first. Blocks of one kind are put in units of rising number, and of
/// units that are alike so far only the first is tried, so that divisions that differ by names alone are seen once.
pub(super) struct Search<'a> {
    blocks: &'a [Block],
    shares: &'a Shares<'a>,
    tally: Tally,
    root: Measure,
    unit: Vec<usize>,
    nodes: u64,
    budget: u64,
    /// The best so far.
    pub(super) best: Measure,
    /// The unit of each block in it, if the search found it.
    pub(super) found: Option<Vec<usize>>,
}

impl<'a> Search<'a> {
    /// Looks for what is better than a measure, at so many nodes.
    pub(super) fn new(blocks: &'a [Block], shares: &'a Shares<'a>, best: Measure, budget: u64) -> Self {
        let (tally, root) = (Tally::new(shares), shares.bound());
        Self { blocks, shares, tally, root, unit: Vec::new(), nodes: 0, budget, best, found: None }
    }

    /// Whether the search came to its end, so that nothing is better than `best`.
    pub(super) fn run(&mut self) -> bool {
        self.visit();
        self.nodes < self.budget
    }

    /// Nodes looked at.
    pub(super) const fn nodes(&self) -> u64 {
        self.nodes
    }

    fn visit(&mut self) {
        let at = self.unit.len();
        if at == self.blocks.len() {
            let measure = self.shares.measure(&self.tally);
            if measure < self.best {
                self.best = measure;
                self.found = Some(self.unit.clone());
            }
            return;
        }
        let first = match at.checked_sub(1) {
            Some(last) if self.blocks[last].kind == self.blocks[at].kind => self.unit[last],
            _ => 0,
        };
        let mut ways: Vec<(Measure, u64, usize)> = Vec::new();
        for unit in first..self.shares.limits.len() {
            let same = |a: usize| self.shares.limits[a] == self.shares.limits[unit];
            if (first..unit).any(|other| same(other) && self.tally.alike(other, unit)) {
                continue;
            }
            self.put(unit);
            let bound = self.shares.bound_from(&self.tally).max_each(self.root);
            ways.push((bound, self.tally.units[unit].seats, unit));
            self.take(unit);
        }
        ways.sort_unstable();
        for (bound, _, unit) in ways {
            // A better one may have been found since.
            if bound >= self.best || self.nodes >= self.budget {
                continue;
            }
            self.nodes += 1;
            self.put(unit);
            self.unit.push(unit);
            self.visit();
            self.unit.pop();
            self.take(unit);
        }
    }

    fn put(&mut self, unit: usize) {
        let block = &self.blocks[self.unit.len()];
        block.members.iter().for_each(|&i| self.tally.add(self.shares, unit, i));
    }

    fn take(&mut self, unit: usize) {
        let block = &self.blocks[self.unit.len()];
        block.members.iter().for_each(|&i| self.tally.remove(self.shares, unit, i));
    }
}
