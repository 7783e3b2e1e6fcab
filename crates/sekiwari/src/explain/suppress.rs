//! Small cells kept back, so that no figure of a group that is kept back can be worked out from what is published.
//!
//! The children of every group split into the same few parts. A group with a part of 1 to N-1 children is kept back as a whole.
//! The totals of the parts are published, so the groups kept back add up to a known rest; further groups, those with the
//! fewest children first, are kept back until
//!
//! 1. there are two or more, with at least one child more than groups;
//! 2. of each of the parts the rest is 0 only where the total is, and N or more otherwise;
//! 3. each part of the rest that is not 0 is possible in two of them (as far as the name of a group says what can be in it).
//!
//! Then every figure kept back has at least two values that fit all that is published: row and column sums are met by a
//! table for any row sums of 1 or more, and with (1) those can be shifted, with (2) a child of any part that exists anywhere
//! can be in a row or not. Complementary suppression of one-way tables, after Willenborg and de Waal, *Elements of Statistical
//! Disclosure Control* (2001), made for several columns at once. A table whose groups would all be kept back is left out without
//! their names.
//!
//! What this does not cover: a reader who knows the procedure can narrow a figure down further, and two publications about the
//! same children (other populations, other N) can be subtracted from each other. Publish one.

/// One group: its children by part, and the parts that can have children at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row<const PARTS: usize> {
    /// Its children, part by part.
    pub cells: [u64; PARTS],
    /// The parts that can have children, as far as the name of the group says.
    pub possible: [bool; PARTS],
}

impl<const PARTS: usize> Row<PARTS> {
    fn children(&self) -> u64 {
        self.cells.iter().sum()
    }
}

/// Whether a part has 1 to `suppress` - 1 children; 0 and 1 keep back nothing.
pub fn is_small<const PARTS: usize>(cells: [u64; PARTS], suppress: u32) -> bool {
    cells.iter().any(|&c| c > 0 && c < u64::from(suppress))
}

/// Which groups are kept back; `None` if all of them would be. Cost: the square of the groups.
pub fn kept_back<const PARTS: usize>(
    rows: &[Row<PARTS>],
    total: [u64; PARTS],
    suppress: u32,
) -> Option<Vec<bool>> {
    let mut hidden: Vec<bool> = rows.iter().map(|r| is_small(r.cells, suppress)).collect();
    if hidden.contains(&true) {
        let mut others: Vec<usize> = (0..rows.len()).filter(|&i| !hidden[i]).collect();
        others.sort_by_key(|&i| rows[i].children());
        let mut others = others.into_iter();
        while !is_safe(rows, &hidden, total, suppress) {
            hidden[others.next()?] = true;
        }
        if hidden.iter().all(|&h| h) {
            return None;
        }
    }
    Some(hidden)
}

/// Whether the three conditions hold for the groups kept back.
fn is_safe<const PARTS: usize>(
    rows: &[Row<PARTS>],
    hidden: &[bool],
    total: [u64; PARTS],
    suppress: u32,
) -> bool {
    let mut rest = [0; PARTS];
    let mut possible = [0; PARTS];
    let mut groups = 0;
    for (row, _) in rows.iter().zip(hidden).filter(|(_, h)| **h) {
        rest.iter_mut().zip(row.cells).for_each(|(sum, c)| *sum += c);
        groups += 1;
        possible.iter_mut().zip(row.possible).for_each(|(n, can)| *n += u32::from(can));
    }
    let live = rest.iter().zip(total).all(|(&sum, all)| all == 0 || sum >= u64::from(suppress));
    let spread = rest.iter().zip(possible).all(|(&sum, rows)| sum == 0 || rows >= 2);
    groups >= 2 && rest.iter().sum::<u64>() > groups && live && spread
}
