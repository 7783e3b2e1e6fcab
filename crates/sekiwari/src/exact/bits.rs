//! Sets as rows of bits, 64 places a word. Rows may end early: what is behind is not in them.

/// A set of places.
pub(super) type Row = Vec<u64>;

/// The row of some places.
pub(super) fn row(places: impl IntoIterator<Item = usize>) -> Row {
    let mut row = Row::new();
    places.into_iter().for_each(|at| insert(&mut row, at));
    row
}

fn insert(row: &mut Row, at: usize) {
    if row.len() <= at / 64 {
        row.resize(at / 64 + 1, 0);
    }
    row[at / 64] |= 1 << (at % 64);
}

/// A row and one place more.
pub(super) fn with(row: &[u64], at: usize) -> Row {
    let mut row = row.to_vec();
    insert(&mut row, at);
    row
}

/// Adds all of another row.
pub(super) fn add(row: &mut Row, more: &[u64]) {
    if row.len() < more.len() {
        row.resize(more.len(), 0);
    }
    row.iter_mut().zip(more).for_each(|(word, more)| *word |= more);
}

/// The places of a row, ascending.
pub(super) fn places(row: &[u64]) -> impl Iterator<Item = usize> {
    row.iter().enumerate().flat_map(|(at, &word)| {
        let rest = |&word: &u64| Some(word & (word - 1)).filter(|&word| word != 0);
        std::iter::successors((word != 0).then_some(word), rest)
            .map(move |word| at * 64 + word.trailing_zeros() as usize)
    })
}

/// What is in both rows.
pub(super) fn common(a: &[u64], b: &[u64]) -> Row {
    a.iter().zip(b).map(|(a, b)| a & b).collect()
}

/// What is in a row and not in another one; as long as the row.
pub(super) fn without(row: &[u64], other: &[u64]) -> Row {
    let others = other.iter().chain(std::iter::repeat(&0));
    row.iter().zip(others).map(|(a, b)| a & !b).collect()
}

/// How much is in both rows.
pub(super) fn count_common(a: &[u64], b: &[u64]) -> u32 {
    a.iter().zip(b).map(|(a, b)| (a & b).count_ones()).sum()
}

/// Whether nothing is in both rows.
pub(super) fn are_apart(a: &[u64], b: &[u64]) -> bool {
    a.iter().zip(b).all(|(a, b)| a & b == 0)
}

/// Whether all of a row is in another one.
pub(super) fn is_within(row: &[u64], other: &[u64]) -> bool {
    let others = other.iter().chain(std::iter::repeat(&0));
    row.iter().zip(others).all(|(a, b)| a & !b == 0)
}

/// Whether nothing is in a row.
pub(super) fn is_empty(row: &[u64]) -> bool {
    row.iter().all(|&word| word == 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::collection::btree_set;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn rows_are_sets(a in btree_set(0usize..200, 0..40), b in btree_set(0usize..90, 0..40), at in 0usize..300) {
            let (x, y) = (row(a.iter().copied()), row(b.iter().copied()));
            let set = |row: &[u64]| places(row).collect::<BTreeSet<usize>>();
            prop_assert_eq!(&set(&x), &a);
            prop_assert_eq!(set(&with(&x, at)), a.iter().copied().chain([at]).collect());
            prop_assert_eq!(set(&common(&x, &y)), &a & &b);
            for (p, q, row, other) in [(&a, &b, &x, &y), (&b, &a, &y, &x)] {
                prop_assert_eq!(set(&without(row, other)), p - q);
                prop_assert_eq!(is_within(row, other), p.is_subset(q));
                prop_assert_eq!(are_apart(row, other), p.is_disjoint(q));
                prop_assert_eq!(count_common(row, other) as usize, (p & q).len());
                prop_assert_eq!(is_empty(row), p.is_empty());
                let mut all = row.clone();
                add(&mut all, other);
                prop_assert_eq!(set(&all), p | q);
            }
        }
    }
}
