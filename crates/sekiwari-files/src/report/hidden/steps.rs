//! Steps of one scale, joined with their neighbours where they are small.
//!
//! Children split into steps (up to 1 point, up to 2, ...), and their number in all is known. A step that is joined with its neighbour says
//! less and hides nothing else, so that no other has to be kept back for it.

use std::ops::Range;

/// The steps that are told together, in order: each has 0, or at least `suppress`, in every column. If that cannot be, all are
/// one, which says no more than the columns in all. Cost: linear.
pub(in crate::report) fn joined<const N: usize>(rows: &[[u64; N]], suppress: u32) -> Vec<Range<usize>> {
    let sum = |range: &Range<usize>| -> [u64; N] {
        std::array::from_fn(|column| rows[range.clone()].iter().map(|row| row[column]).sum())
    };
    let is_told =
        |range: &Range<usize>| sum(range).iter().all(|&n| n == 0 || n >= u64::from(suppress.max(1)));
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let mut from = 0;
    for end in 1..=rows.len() {
        if is_told(&(from..end)) {
            ranges.push(from..end);
            from = end;
        }
    }
    // What is left at the end goes with those before it.
    if from < rows.len() {
        let mut last = from..rows.len();
        while !is_told(&last) {
            let Some(before) = ranges.pop() else { break };
            last.start = before.start;
        }
        ranges.push(last);
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn neighbours_are_joined_until_none_is_small() {
        assert_eq!(joined(&[[9], [0], [7]], 5), [0..1, 1..2, 2..3]);
        for rows in [[[3], [0], [7]], [[9], [0], [2]]] {
            assert_eq!(joined(&rows, 5), vec![0..rows.len()]);
        }
        assert_eq!(joined(&[[9, 0], [6, 2], [8, 4]], 5), [0..1, 1..3]);
        assert_eq!(joined(&[[1], [1]], 0), [0..1, 1..2]);
        assert_eq!(joined::<1>(&[], 5), []);
    }

    proptest! {
        /// Whatever the counts: nothing small is told, unless the whole is.
        #[test]
        fn steps_are_told_whole_and_in_order(
            rows in prop::collection::vec([0u64..9, 0..9], 1..10),
            suppress in 0u32..9,
        ) {
            let ranges = joined(&rows, suppress);
            prop_assert_eq!(ranges.iter().cloned().flatten().collect::<Vec<_>>(), (0..rows.len()).collect::<Vec<_>>());
            for range in ranges.iter().filter(|_| ranges.len() > 1) {
                for column in 0..2 {
                    let n: u64 = rows[range.clone()].iter().map(|r| r[column]).sum();
                    prop_assert!(n == 0 || n >= u64::from(suppress));
                }
            }
        }
    }
}
