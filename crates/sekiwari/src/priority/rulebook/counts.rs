//! How many children each item holds for: the first thing to look at when scores look wrong.

use super::score::Scorer;
use super::{Facts, Origin, Rulebook};
use rayon::prelude::*;

/// How often an item holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct ItemCount {
    /// Children for whom it holds, at some facility of their list at least.
    pub holds: u32,
    /// Children for whom it also counts; for the others another item, reason or guardian does.
    pub counts: u32,
}

impl Rulebook {
    /// The count of every item. Cost: that of itemising every list entry.
    pub fn count(&self, facts: &Facts) -> Vec<ItemCount> {
        let scorer = Scorer::new(self, facts);
        let nothing = || vec![ItemCount::default(); self.items().len()];
        let by_facility = self.by_facility();
        (0..facts.children())
            .into_par_iter()
            .fold(nothing, |mut counts, child| {
                // Per item: 0 does not hold, 1 holds, 2 counts.
                let mut state = vec![0u8; counts.len()];
                let entries = facts.entries_of(child).filter(|_| by_facility).map(Some);
                for entry in std::iter::once(None).chain(entries) {
                    for line in scorer.itemise(child, entry).lines {
                        if let Origin::Item(item) = line.origin {
                            state[item] = state[item].max(1 + u8::from(line.counts));
                        }
                    }
                }
                for (count, state) in counts.iter_mut().zip(state) {
                    count.holds += u32::from(state > 0);
                    count.counts += u32::from(state > 1);
                }
                counts
            })
            .reduce(nothing, |mut a, b| {
                for (a, b) in a.iter_mut().zip(b) {
                    a.holds += b.holds;
                    a.counts += b.counts;
                }
                a
            })
    }
}
