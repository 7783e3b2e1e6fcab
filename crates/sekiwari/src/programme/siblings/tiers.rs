//! Joint outcomes of one set of children, best first, without making the whole product.

use super::{ChildOptions, Choice, Subset};

/// One joint outcome of the children in `subset`.
pub(super) struct Tuple {
    pub(super) subset: Subset,
    // Per child of the subset, the eldest first.
    picks: Box<[Choice]>,
}

impl Tuple {
    /// What child `i` gets; the child is in the subset.
    pub(super) fn what(&self, child: usize) -> Option<u32> {
        let place = (self.subset & ((1 << child) - 1)).count_ones() as usize;
        self.picks.get(place).map(|pick| pick.what)
    }

    /// Sum of ranks, worst rank, then the ranks from the eldest on.
    pub(super) fn order(&self) -> (u64, u32, Vec<u32>) {
        let ranks: Vec<u32> = self.picks.iter().map(|pick| pick.rank).collect();
        (ranks.iter().map(|&r| u64::from(r)).sum(), ranks.iter().copied().max().unwrap_or(0), ranks)
    }

    /// Sets with elder children first.
    pub(super) fn subset_order(&self) -> std::cmp::Reverse<Subset> {
        std::cmp::Reverse(self.subset.reverse_bits())
    }
}

/// The best outcomes of a set of children by rank sum; `together` asks for one common facility (`Some(true)`), for
/// anything else (`Some(false)`) or for both. Once there are more than `cap`, later rank sums are not made; ties of the
/// last one are all returned, so the caller can order them before it cuts.
pub(super) fn enumerate(
    children: &[ChildOptions],
    subset: Subset,
    together: Option<bool>,
    cap: usize,
) -> Vec<Tuple> {
    let lists: Vec<&[Choice]> = children
        .iter()
        .enumerate()
        .filter(|(i, _)| subset & 1 << i != 0)
        .map(|(_, c)| &c.wishes[..])
        .collect();
    if together == Some(true) {
        return common(&lists, subset, cap);
    }
    // What the later children can still add to a rank sum, at least and at most.
    let mut rest = vec![(0u64, 0u64); lists.len() + 1];
    for i in (0..lists.len()).rev() {
        let (Some(best), Some(worst)) = (lists[i].first(), lists[i].last()) else {
            return Vec::new();
        };
        rest[i] = (rest[i + 1].0 + u64::from(best.rank), rest[i + 1].1 + u64::from(worst.rank));
    }
    let mut found = Vec::new();
    let mut picks = Vec::with_capacity(lists.len());
    for sum in rest[0].0..=rest[0].1 {
        if found.len() > cap {
            break;
        }
        with_sum(&lists, &rest, sum, &mut picks, &mut |picks| {
            let common = picks.iter().all(|p| p.at == picks[0].at);
            if together.is_none() || !common {
                found.push(Tuple { subset, picks: picks.into() });
            }
        });
    }
    found
}

/// The outcomes at one common facility, by the first child's list; a few more than `cap` at most.
fn common(lists: &[&[Choice]], subset: Subset, cap: usize) -> Vec<Tuple> {
    let Some((first, others)) = lists.split_first() else { return Vec::new() };
    let mut found = Vec::new();
    for &pick in *first {
        let mut picks = vec![pick];
        at_one(others, &mut picks, cap, &mut |picks| found.push(Tuple { subset, picks: picks.into() }));
        if found.len() > cap {
            break;
        }
    }
    found
}

/// All picks of the other lists at the facility of the first pick; one more than `left` at most.
fn at_one(
    lists: &[&[Choice]],
    picks: &mut Vec<Choice>,
    left: usize,
    found: &mut impl FnMut(&[Choice]),
) -> usize {
    let Some((list, others)) = lists.split_first() else {
        found(picks);
        return 1;
    };
    let at = picks.first().map(|p| p.at);
    let mut made = 0;
    for &pick in list.iter().filter(|p| Some(p.at) == at) {
        picks.push(pick);
        made += at_one(others, picks, left.saturating_sub(made), found);
        picks.pop();
        if made > left {
            break;
        }
    }
    made
}

/// All picks, one of each list, whose ranks add up to exactly `sum`.
fn with_sum(
    lists: &[&[Choice]],
    rest: &[(u64, u64)],
    sum: u64,
    picks: &mut Vec<Choice>,
    found: &mut impl FnMut(&[Choice]),
) {
    let i = picks.len();
    let Some(list) = lists.get(i) else {
        if sum == 0 {
            found(picks);
        }
        return;
    };
    for &pick in *list {
        let Some(left) = sum.checked_sub(u64::from(pick.rank)) else { break };
        if left >= rest[i + 1].0 && left <= rest[i + 1].1 {
            picks.push(pick);
            with_sum(lists, rest, left, picks, found);
            picks.pop();
        }
    }
}
