//! Who can be in a set that meets all of some cores, and who need not be looked at to know that there is none.

use crate::certificate::{Core, CoreGroup};
use crate::market::HouseholdId;
use std::collections::BTreeMap;

/// Which of some cores a household is in, as bits.
type Row = Vec<u64>;

/// Those of `households`, ascending, who are in a set of `size` of them that meets every core; all of them where `size` is more than
/// [`CoreGroup::TOLD_APART`], and nobody where it is 0.
///
/// Cost: what households are told apart by is the cores that each is in; at most the number of such rows to the power of `size`.
pub(super) fn of_some_set(
    households: impl Iterator<Item = HouseholdId>,
    cores: &[&Core],
    size: u32,
) -> Vec<HouseholdId> {
    let others = match size {
        0 => return Vec::new(),
        1..=CoreGroup::TOLD_APART => size - 1,
        _ => return households.collect(),
    };
    let named: Vec<(Row, HouseholdId)> = households.map(|h| (row(cores, h), h)).collect();
    let mut rows: Vec<&Row> = named.iter().map(|(row, _)| row).collect();
    rows.sort_unstable();
    rows.dedup();
    // Whoever is in all cores that another one is in can stand for it.
    let all = rows.clone();
    let stands_alone = |row: &&Row| !all.iter().any(|other| other != row && covers(other, row));
    let wide: Vec<&Row> = all.iter().copied().filter(stands_alone).collect();
    let everything: Row = (0..cores.len().div_ceil(64))
        .map(|word| match cores.len() - word * 64 {
            64.. => u64::MAX,
            left => (1 << left) - 1,
        })
        .collect();
    rows.retain(|row| {
        let unmet = minus(&everything, row);
        match others {
            0 => is_empty(&unmet),
            1 => wide.iter().any(|one| covers(one, &unmet)),
            _ => {
                is_empty(&unmet) || {
                    let first = with_first(&wide, &unmet);
                    { first }.any(|one| {
                        let rest = minus(&unmet, one);
                        wide.iter().any(|two| covers(two, &rest))
                    })
                }
            }
        }
    });
    named.iter().filter(|(row, _)| rows.binary_search(&row).is_ok()).map(|(_, h)| *h).collect()
}

/// Of each of some cores the households that a hitting tree adds, in its order: of whom no other household is in all of
/// their cores and more, and of those in the same cores the first ([`HittingTree`](crate::certificate::HittingTree)). If any set of so many households meets all
/// cores, so does one of these alone.
///
/// Cost: the households of the cores, and the square of the number of different sets of cores that they are in.
pub fn stand_ins(cores: &[&[HouseholdId]]) -> Vec<Vec<HouseholdId>> {
    let mut rows: BTreeMap<HouseholdId, Row> = BTreeMap::new();
    for (i, core) in cores.iter().enumerate() {
        for &h in *core {
            rows.entry(h).or_insert_with(|| vec![0; cores.len().div_ceil(64)])[i / 64] |= 1u64 << (i % 64);
        }
    }
    let mut first: BTreeMap<&Row, HouseholdId> = BTreeMap::new();
    for (&h, row) in &rows {
        first.entry(row).or_insert(h);
    }
    let is_covered = |row: &Row| first.keys().any(|&other| other != row && covers(other, row));
    let mut all: Vec<HouseholdId> =
        first.iter().filter(|(row, _)| !is_covered(row)).map(|(_, &h)| h).collect();
    all.sort_unstable();
    let of_core =
        |core: &&[HouseholdId]| core.iter().copied().filter(|h| all.binary_search(h).is_ok()).collect();
    cores.iter().map(of_core).collect()
}

fn row(cores: &[&Core], household: HouseholdId) -> Row {
    let mut row = vec![0; cores.len().div_ceil(64)];
    for (i, core) in cores.iter().enumerate() {
        if core.households.binary_search(&household).is_ok() {
            row[i / 64] |= 1u64 << (i % 64);
        }
    }
    row
}

/// The rows with the first core of another one, which is not empty.
fn with_first<'r>(rows: &'r [&'r Row], of: &Row) -> impl Iterator<Item = &'r Row> {
    let word = of.iter().position(|&word| word != 0).unwrap_or(0);
    let bit = of.get(word).map_or(0, |bits| bits & bits.wrapping_neg());
    rows.iter().copied().filter(move |row| row.get(word).is_some_and(|bits| bits & bit != 0))
}

fn is_empty(row: &Row) -> bool {
    row.iter().all(|&word| word == 0)
}

fn covers(row: &Row, other: &Row) -> bool {
    other.iter().zip(row).all(|(a, b)| a & !b == 0)
}

fn minus(row: &Row, other: &Row) -> Row {
    row.iter().zip(other).map(|(a, b)| a & !b).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::certificate::{Case, End};
    use proptest::prelude::*;

    fn core(households: &std::collections::BTreeSet<u32>) -> Core {
        let households: Vec<HouseholdId> = households.iter().copied().map(HouseholdId::new).collect();
        let end = End::Contradiction { household: households[0] };
        Core { households, case: Case { steps: Vec::new(), end } }
    }

    proptest! {
        /// Sets of fewer count as well: somebody may be in one twice.
        #[test]
        fn those_of_some_set_are_found(
            cores in proptest::collection::vec(proptest::collection::btree_set(0u32..8, 1..5), 0..7),
            size in 1u32..4,
        ) {
            let all: Vec<Core> = cores.iter().map(core).collect();
            let found = of_some_set((0..8).map(HouseholdId::new), &all.iter().collect::<Vec<_>>(), size);
            let meets = |set: &[u32]| cores.iter().all(|core| set.iter().any(|h| core.contains(h)));
            let mut expected = Vec::new();
            for h in 0..8u32 {
                let with = |a: u32, b: u32| match size {
                    1 => meets(&[h]),
                    2 => meets(&[h, a]),
                    _ => meets(&[h, a, b]),
                };
                if (0..8).any(|a| (0..8).any(|b| with(a, b))) {
                    expected.push(HouseholdId::new(h));
                }
            }
            prop_assert_eq!(found, expected);
        }
    }
}
