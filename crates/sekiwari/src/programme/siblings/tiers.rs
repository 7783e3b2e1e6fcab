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
    let whole: Vec<Vec<Choice>> = children
        .iter()
        .enumerate()
        .filter(|(i, _)| subset & 1 << i != 0)
        .map(|(_, c)| c.wishes.clone())
        .collect();
    let parts = if together == Some(true) { by_facility(&whole) } else { vec![whole] };
    let products: Vec<Product> = parts.into_iter().filter_map(Product::new).collect();
    let least = products.iter().map(|p| p.rest[0].0).min().unwrap_or(1);
    let most = products.iter().map(|p| p.rest[0].1).max().unwrap_or(0);
    let mut found = Vec::new();
    for sum in least..=most {
        if found.len() > cap {
            break;
        }
        for product in &products {
            product.with_sum(sum, &mut Vec::with_capacity(product.lists.len()), &mut |picks| {
                if together != Some(false) || picks.iter().any(|p| p.at != picks[0].at) {
                    found.push(Tuple { subset, picks: picks.into() });
                }
            });
        }
    }
    found
}

/// The lists cut down to one facility, for each facility of the first list.
fn by_facility(lists: &[Vec<Choice>]) -> Vec<Vec<Vec<Choice>>> {
    let mut facilities: Vec<u32> = lists.first().into_iter().flatten().map(|c| c.at).collect();
    facilities.sort_unstable();
    facilities.dedup();
    let only = |at: u32| move |list: &Vec<Choice>| list.iter().copied().filter(|c| c.at == at).collect();
    facilities.into_iter().map(|at| lists.iter().map(only(at)).collect()).collect()
}

/// All ways to pick one of each list.
struct Product {
    lists: Vec<Vec<Choice>>,
    // What the lists from each on still add to a rank sum, at least and at most.
    rest: Vec<(u64, u64)>,
}

impl Product {
    /// Of lists in order of rank; none if one of them is empty.
    fn new(lists: Vec<Vec<Choice>>) -> Option<Self> {
        let mut rest = vec![(0u64, 0u64); lists.len() + 1];
        for (i, list) in lists.iter().enumerate().rev() {
            let (best, worst) = (list.first()?, list.last()?);
            rest[i] = (rest[i + 1].0 + u64::from(best.rank), rest[i + 1].1 + u64::from(worst.rank));
        }
        Some(Self { lists, rest })
    }

    /// All picks whose ranks add up to exactly `sum`, beyond those that are made.
    fn with_sum(&self, sum: u64, picks: &mut Vec<Choice>, found: &mut impl FnMut(&[Choice])) {
        let i = picks.len();
        let Some(list) = self.lists.get(i) else {
            if sum == 0 {
                found(picks);
            }
            return;
        };
        let (least, most) = self.rest[i + 1];
        for &pick in list {
            let Some(left) = sum.checked_sub(u64::from(pick.rank)) else { break };
            if least <= left && left <= most {
                picks.push(pick);
                self.with_sum(left, picks, found);
                picks.pop();
            }
        }
    }
}
