//! Who can be in a smallest set that meets some cores.
//!
//! Households in the same cores stand for each other. A chain of places puts thousands of households into a few cores, and only some
//! dozens of them differ.

use crate::certificate::CoreGroup;
use crate::market::HouseholdId;

/// Cores, as bits.
type Row = Vec<u64>;

/// Those of `households`, ascending, who are in a set of `size` of them that meets all cores; all of them where `size` is more than
/// [`CoreGroup::TOLD_APART`]. Cost: at most the number of kinds of households to the power of `size`.
pub(super) fn of_some_set(
    households: &[HouseholdId],
    cores: &[impl AsRef<[HouseholdId]>],
    size: u32,
) -> Vec<HouseholdId> {
    if size == 0 {
        return Vec::new();
    }
    if size > CoreGroup::TOLD_APART {
        return households.to_vec();
    }
    let words = cores.len().div_ceil(64);
    let row = |h: &HouseholdId| {
        let mut row = vec![0; words];
        let is_in = |i: &usize| cores[*i].as_ref().binary_search(h).is_ok();
        (0..cores.len()).filter(is_in).for_each(|i| row[i / 64] |= 1 << (i % 64));
        row
    };
    let rows: Vec<Row> = households.iter().map(row).collect();
    let mut kinds: Vec<&Row> = rows.iter().collect();
    kinds.sort_unstable();
    kinds.dedup();
    let is_widest = |row: &&&Row| !kinds.iter().any(|other| other != *row && is_within(row, other));
    let widest: Vec<&Row> = kinds.iter().filter(is_widest).copied().collect();
    let mut all = vec![0u64; words];
    (0..cores.len()).for_each(|i| all[i / 64] |= 1 << (i % 64));
    let may: Vec<bool> = kinds.iter().map(|row| is_met(&widest, &without(&all, row), size - 1)).collect();
    let of_some = |row: &Row| kinds.binary_search(&row).is_ok_and(|at| may[at]);
    households.iter().zip(&rows).filter(|(_, row)| of_some(row)).map(|(h, _)| *h).collect()
}

/// Whether a set of `size` meets the cores of a row.
fn is_met(kinds: &[&Row], unmet: &Row, size: u32) -> bool {
    let Some(word) = unmet.iter().position(|&word| word != 0) else { return true };
    let first = unmet[word].trailing_zeros();
    let mut with = kinds.iter().filter(|row| row[word] >> first & 1 == 1);
    match size {
        0 => false,
        1 => with.any(|row| is_within(unmet, row)),
        _ => with.any(|row| is_met(kinds, &without(unmet, row), size - 1)),
    }
}

fn is_within(row: &Row, other: &Row) -> bool {
    row.iter().zip(other).all(|(a, b)| a & !b == 0)
}

fn without(row: &Row, other: &Row) -> Row {
    row.iter().zip(other).map(|(a, b)| a & !b).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// By trying all sets.
    fn by_trial(households: &[HouseholdId], cores: &[Vec<HouseholdId>], size: u32) -> Vec<HouseholdId> {
        let sets = 0u32..1 << households.len();
        let mut found = 0;
        for set in sets.filter(|set| set.count_ones() == size) {
            let is_in =
                |h: &HouseholdId| households.iter().position(|x| x == h).is_some_and(|i| set >> i & 1 == 1);
            if cores.iter().all(|core| core.iter().any(is_in)) {
                found |= set;
            }
        }
        (0..households.len()).filter(|i| found >> i & 1 == 1).map(|i| households[i]).collect()
    }

    proptest! {
        #[test]
        fn agrees_with_trying_all_sets(
            cores in proptest::collection::vec(proptest::collection::btree_set(0u32..9, 1..6), 0..7),
            size in 1u32..4,
        ) {
            let households: Vec<HouseholdId> = (0..9).map(HouseholdId::new).collect();
            let cores: Vec<Vec<HouseholdId>> =
                cores.into_iter().map(|core| core.into_iter().map(HouseholdId::new).collect()).collect();
            // With somebody to spare a set may have one member twice.
            let fewer = (1..=size).find(|&k| !by_trial(&households, &cores, k).is_empty());
            if fewer.is_none_or(|k| k == size) {
                prop_assert_eq!(of_some_set(&households, &cores, size), by_trial(&households, &cores, size));
            }
        }
    }
}
