//! Children who move together, equal ones side by side.

use super::Member;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Members of one household that are in the same unit, or a single child.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    /// Places of its members.
    pub(super) members: Vec<usize>,
    /// Blocks of one kind differ in nothing that counts.
    pub(super) kind: u32,
}

/// What counts of a child: the same for two children who may take each other's place.
fn key(m: &Member) -> (u8, bool, u32, crate::programme::club::Days) {
    (m.grade.get(), m.disabled, m.seats, m.days)
}

/// Whole households, large ones first.
pub(super) fn households(members: &[Member]) -> Vec<Block> {
    let mut homes: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (i, member) in members.iter().enumerate() {
        homes.entry(member.household).or_default().push(i);
    }
    kinds(members, homes.into_values().collect(), |_| 0)
}

/// Every child for itself. Siblings are of no kind that others are of, since it matters where the others of the household are.
pub(super) fn children(members: &[Member]) -> Vec<Block> {
    let mut sizes: BTreeMap<u32, u32> = BTreeMap::new();
    members.iter().for_each(|m| *sizes.entry(m.household).or_default() += 1);
    let own = |i: usize| if sizes[&members[i].household] > 1 { members[i].household + 1 } else { 0 };
    kinds(members, (0..members.len()).map(|i| vec![i]).collect(), own)
}

/// Blocks in order, each with the number of its kind: large ones and those of many seats first, for the search.
fn kinds(members: &[Member], mut homes: Vec<Vec<usize>>, own: impl Fn(usize) -> u32) -> Vec<Block> {
    for home in &mut homes {
        home.sort_by_key(|&i| (key(&members[i]), i));
    }
    let sort = |home: &[usize]| {
        let keys: Vec<_> = home.iter().map(|&i| key(&members[i])).collect();
        let seats = home.iter().map(|&i| members[i].seats).max();
        (Reverse(home.len()), Reverse(home.first().map(|&i| own(i))), Reverse(seats), keys)
    };
    homes.sort_by_cached_key(|home| (sort(home), home.first().copied()));
    let mut blocks: Vec<Block> = Vec::with_capacity(homes.len());
    for home in homes {
        let kind = match blocks.last() {
            Some(last) if sort(&last.members) == sort(&home) => last.kind,
            Some(last) => last.kind + 1,
            None => 0,
        };
        blocks.push(Block { members: home, kind });
    }
    blocks
}
