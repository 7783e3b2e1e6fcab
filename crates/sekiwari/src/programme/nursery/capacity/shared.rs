//! What several classes share: teachers assigned to classes, rooms for several ages.

use super::{ALL, Mask, members};

/// Resources of a facility, each for some classes. So many children per class can be served exactly if **for every set of
/// classes, what serves any of them is enough for all of them** (Hall 1935). Of the 63 sets only those are kept that hold every class which
/// adds nothing to what serves them, and that do not fall into parts which share nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Shared {
    // (classes, what serves any of them)
    sets: Vec<(Mask, u64)>,
    served: Mask,
}

impl Shared {
    /// From (classes, amount) pairs. Classes that nothing serves are in no set.
    pub(super) fn new(resources: &[(Mask, u64)]) -> Self {
        let served = resources.iter().fold(0, |m, (classes, _)| m | classes);
        let kept = (1..=ALL).filter(|set| set & !served == 0).filter(|&set| {
            let adds_nothing = |c: usize| {
                let class = 1 << c;
                class & served & !set != 0
                    && resources.iter().all(|(classes, _)| classes & class == 0 || classes & set != 0)
            };
            !(0..6).any(adds_nothing) && is_one(resources, set)
        });
        let amount = |set: Mask| resources.iter().filter(|(c, _)| c & set != 0).map(|r| r.1).sum();
        Self { sets: kept.map(|set| (set, amount(set))).collect(), served }
    }

    /// The same with one more set.
    pub(super) fn with(mut self, set: Mask, amount: u64) -> Self {
        if set != 0 && !self.sets.contains(&(set, amount)) {
            self.sets.push((set, amount));
        }
        self
    }

    /// Classes that anything serves.
    pub(super) fn served(&self) -> Mask {
        self.served
    }

    /// The sets that hold a class, with what serves them.
    pub(super) fn sets_with(&self, class: usize) -> impl Iterator<Item = (Mask, u64)> + '_ {
        self.sets.iter().copied().filter(move |(set, _)| set & 1 << class != 0)
    }

    /// All sets.
    pub(super) fn sets(&self) -> impl Iterator<Item = (Mask, u64)> + '_ {
        self.sets.iter().copied()
    }
}

/// Whether the classes hang together by what they share.
fn is_one(resources: &[(Mask, u64)], set: Mask) -> bool {
    let Some(first) = members(set).next() else { return false };
    let mut reached: Mask = 1 << first;
    loop {
        let next = resources
            .iter()
            .filter(|(classes, _)| classes & reached != 0)
            .fold(reached, |m, (classes, _)| m | classes & set);
        if next == reached {
            return reached == set;
        }
        reached = next;
    }
}
