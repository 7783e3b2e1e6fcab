//! Joint outcomes of one set of children, best first, without making the whole product.

use super::{ChildOptions, FacilityIndex, Subset};

/// One joint outcome of the children in `subset`.
pub(super) struct Tuple {
    pub(super) subset: Subset,
    // Per child of the subset, the eldest first.
    picks: Box<[(u32, FacilityIndex)]>,
}

impl Tuple {
    /// Where child `i` goes; the child is in the subset.
    pub(super) fn facility(&self, child: usize) -> Option<FacilityIndex> {
        let place = (self.subset & ((1 << child) - 1)).count_ones() as usize;
        self.picks.get(place).map(|&(_, f)| f)
    }

    /// Sum of ranks, worst rank, then the ranks from the eldest on.
    pub(super) fn order(&self) -> (u64, u32, Vec<u32>) {
        let ranks: Vec<u32> = self.picks.iter().map(|&(r, _)| r).collect();
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
    let lists: Vec<&[(u32, FacilityIndex)]> = children
        .iter()
        .enumerate()
        .filter(|(i, _)| subset & 1 << i != 0)
        .map(|(_, c)| &c.wishes[..])
        .collect();
    if together == Some(true) {
        return common(&lists, subset);
    }
    // What the later children can still add to a rank sum, at least and at most.
    let mut rest = vec![(0u64, 0u64); lists.len() + 1];
    for i in (0..lists.len()).rev() {
        let (Some(best), Some(worst)) = (lists[i].first(), lists[i].last()) else {
            return Vec::new();
        };
        rest[i] = (rest[i + 1].0 + u64::from(best.0), rest[i + 1].1 + u64::from(worst.0));
    }
    let mut found = Vec::new();
    let mut picks = Vec::with_capacity(lists.len());
    for sum in rest[0].0..=rest[0].1 {
        if found.len() > cap {
            break;
        }
        with_sum(&lists, &rest, sum, &mut picks, &mut |picks| {
            let common = picks.iter().all(|p| p.1 == picks[0].1);
            if together.is_none() || !common {
                found.push(Tuple { subset, picks: picks.into() });
            }
        });
    }
    found
}

fn common(lists: &[&[(u32, FacilityIndex)]], subset: Subset) -> Vec<Tuple> {
    let Some((first, others)) = lists.split_first() else { return Vec::new() };
    first
        .iter()
        .filter_map(|&(rank, facility)| {
            let mut picks = vec![(rank, facility)];
            for list in others {
                picks.push(*list.iter().find(|p| p.1 == facility)?);
            }
            Some(Tuple { subset, picks: picks.into() })
        })
        .collect()
}

/// All picks, one of each list, whose ranks add up to exactly `sum`.
fn with_sum(
    lists: &[&[(u32, FacilityIndex)]],
    rest: &[(u64, u64)],
    sum: u64,
    picks: &mut Vec<(u32, FacilityIndex)>,
    found: &mut impl FnMut(&[(u32, FacilityIndex)]),
) {
    let i = picks.len();
    let Some(list) = lists.get(i) else {
        if sum == 0 {
            found(picks);
        }
        return;
    };
    for &pick in *list {
        let Some(left) = sum.checked_sub(u64::from(pick.0)) else { break };
        if left >= rest[i + 1].0 && left <= rest[i + 1].1 {
            picks.push(pick);
            with_sum(lists, rest, left, picks, found);
            picks.pop();
        }
    }
}
