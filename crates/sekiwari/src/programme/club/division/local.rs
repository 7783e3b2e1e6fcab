//! A good division, by moves of one block and exchanges of two.

use super::Measure;
use super::blocks::Block;
use super::tally::{Shares, Tally};

/// A division under way: the unit of each block.
#[derive(Clone)]
pub(super) struct State<'a> {
    blocks: &'a [Block],
    shares: &'a Shares<'a>,
    pub(super) unit: Vec<usize>,
    tally: Tally,
}

impl<'a> State<'a> {
    /// Large blocks first, each where it does least harm.
    pub(super) fn greedy(blocks: &'a [Block], shares: &'a Shares<'a>) -> Self {
        let tally = Tally::new(shares);
        let mut state = Self { blocks, shares, unit: Vec::new(), tally };
        for b in 0..blocks.len() {
            let filled = |unit: usize, state: &mut Self| {
                state.put(b, unit);
                let harm = state.measure();
                // Imbalances of a part say little; the fill of the unit, as a share of its limit, breaks ties.
                let fill = 1_000 * state.tally.units[unit].seats / state.shares.part[unit].max(1);
                state.take(b, unit);
                (harm.over_hard, harm.split, harm.over_soft, fill, harm)
            };
            let best = (0..shares.limits.len()).min_by_key(|&u| filled(u, &mut state)).unwrap_or(0);
            state.put(b, best);
            state.unit.push(best);
        }
        state
    }

    /// From a division at hand: the unit of each block.
    pub(super) fn of(blocks: &'a [Block], shares: &'a Shares<'a>, unit: Vec<usize>) -> Self {
        let mut state = Self { blocks, shares, unit, tally: Tally::new(shares) };
        (0..blocks.len()).for_each(|b| state.put(b, state.unit[b]));
        state
    }

    fn put(&mut self, block: usize, unit: usize) {
        self.blocks[block].members.iter().for_each(|&i| self.tally.add(self.shares, unit, i));
    }

    fn take(&mut self, block: usize, unit: usize) {
        self.blocks[block].members.iter().for_each(|&i| self.tally.remove(self.shares, unit, i));
    }

    fn shift(&mut self, block: usize, to: usize) {
        self.take(block, self.unit[block]);
        self.put(block, to);
        self.unit[block] = to;
    }

    pub(super) fn measure(&self) -> Measure {
        self.shares.measure(&self.tally)
    }

    /// Moves and exchanges as long as one of them makes the division better. Ends where none does, or where the bound is met.
    pub(super) fn improve(&mut self, bound: Measure) {
        let mut best = self.measure();
        loop {
            let before = best;
            for b in 0..self.blocks.len() {
                if best <= bound {
                    return;
                }
                let from = self.unit[b];
                for to in 0..self.shares.limits.len() {
                    if to == from {
                        continue;
                    }
                    self.shift(b, to);
                    let found = self.measure();
                    if found < best {
                        best = found;
                        break;
                    }
                    self.shift(b, from);
                }
                for other in b + 1..self.blocks.len() {
                    let (here, there) = (self.unit[b], self.unit[other]);
                    if here == there || self.blocks[b].kind == self.blocks[other].kind {
                        continue;
                    }
                    self.shift(b, there);
                    self.shift(other, here);
                    let found = self.measure();
                    if found < best {
                        best = found;
                    } else {
                        self.shift(b, here);
                        self.shift(other, there);
                    }
                }
            }
            if best == before {
                return;
            }
        }
    }

    /// Sends some blocks elsewhere, the same ones for the same seed.
    pub(super) fn kick(&mut self, seed: u64) {
        let (units, blocks) = (self.shares.limits.len() as u64, self.blocks.len() as u64);
        // Knuth's numbers; the high bits are good enough to stir.
        let mut random = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
        let mut next = |below: u64| {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            ((random >> 33) % below.max(1)) as usize
        };
        for _ in 0..(blocks / 8).clamp(2, 12).min(blocks) {
            let (block, unit) = (next(blocks), next(units));
            self.shift(block, unit);
        }
    }
}
