//! The ways in which the children of one outcome can sit on open and reserved seats.

use crate::market::PoolId;

/// A child of an outcome and the pools it could sit in at its facility, best first.
pub(super) struct Seated {
    /// Its list entry.
    pub(super) entry: usize,
    /// Seats it takes.
    pub(super) seats: u32,
    /// Its pools.
    pub(super) steps: Vec<Step>,
}

/// One of the pools in which a child could sit.
pub(super) struct Step {
    /// Its place in the chain of the list entry.
    pub(super) at: usize,
    /// The pool.
    pub(super) pool: PoolId,
    /// Where the child stands in the pool, the lottery and its number included: smaller is better.
    pub(super) standing: (u32, u64, u32),
}

/// Ways to sit, best first: one step per child.
pub(super) struct Ways {
    pub(super) list: Vec<Vec<usize>>,
    /// Whether there were more than allowed.
    pub(super) cut: bool,
}

/// All ways by the number of steps down in all, then from the first child on; at least one and at most `most`. Ways in
/// which two children only swap seats against their order in a pool are left out. Cost: the ways made, times the square
/// of the children.
pub(super) fn ways(children: &[Seated], most: usize) -> Ways {
    let deepest: usize = children.iter().map(|c| c.steps.len() - 1).sum();
    let mut ways = Ways { list: Vec::new(), cut: false };
    let mut way = Vec::with_capacity(children.len());
    for depth in 0..=deepest {
        descend(children, depth, most.max(1), &mut way, &mut ways);
    }
    ways
}

fn descend(children: &[Seated], depth: usize, most: usize, way: &mut Vec<usize>, ways: &mut Ways) {
    if ways.cut {
        return;
    }
    let Some(child) = children.get(way.len()) else {
        if depth == 0 && !swaps(children, way) {
            ways.cut = ways.list.len() == most;
            if !ways.cut {
                ways.list.push(way.clone());
            }
        }
        return;
    };
    // What the children after this one can still go down.
    let rest: usize = children[way.len() + 1..].iter().map(|c| c.steps.len() - 1).sum();
    for step in depth.saturating_sub(rest)..child.steps.len().min(depth + 1) {
        way.push(step);
        descend(children, depth - step, most, way, ways);
        way.pop();
    }
}

/// Whether some child sits in a pool where a sibling stands before it that would rather sit there than where it does,
/// while the child could sit there instead.
fn swaps(children: &[Seated], way: &[usize]) -> bool {
    let at = |i: usize| &children[i].steps[way[i]];
    (0..children.len()).any(|x| {
        (0..children.len()).any(|y| {
            let (here, there) = (at(x), at(y));
            let wanted = children[y].steps[..way[y]].iter().find(|s| s.pool == here.pool);
            wanted.is_some_and(|s| s.standing < here.standing)
                && children[x].seats == children[y].seats
                && children[x].steps.iter().any(|s| s.pool == there.pool)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn child(pools: &[(u32, u32)]) -> Seated {
        let steps = pools.iter().enumerate().map(|(at, &(pool, rank))| Step {
            at,
            pool: PoolId::new(pool),
            standing: (rank, 0, 0),
        });
        Seated { entry: 0, seats: 1, steps: steps.collect() }
    }

    #[test]
    fn the_way_with_fewest_steps_down_comes_first_and_the_elder_goes_up_first() {
        let all = ways(&[child(&[(0, 1), (1, 1)]), child(&[(2, 1), (3, 1)])], 9);
        assert_eq!(all.list, [vec![0, 0], vec![0, 1], vec![1, 0], vec![1, 1]]);
        assert!(!all.cut);
    }

    #[test]
    fn twins_do_not_swap_against_the_order_of_the_pool() {
        // Both want the reserve first; the younger one stands before the elder there.
        let all = ways(&[child(&[(0, 7), (1, 7)]), child(&[(0, 3), (1, 3)])], 9);
        assert_eq!(all.list, [vec![0, 0], vec![1, 0], vec![1, 1]]);
    }

    #[test]
    fn a_member_and_an_outsider_want_different_seats() {
        let all = ways(&[child(&[(0, 1), (1, 5)]), child(&[(1, 4), (0, 9)])], 9);
        // The last way would have both on the seat that the other one wants.
        assert_eq!(all.list, [vec![0, 0], vec![0, 1], vec![1, 0]]);
    }

    #[test]
    fn what_is_cut_is_told() {
        let three: Vec<Seated> = (0..3).map(|c| child(&[(2 * c, 1), (2 * c + 1, 1)])).collect();
        assert_eq!(ways(&three, 8).list.len(), 8);
        assert!(!ways(&three, 8).cut);
        let cut = ways(&three, 3);
        assert_eq!(cut.list, [vec![0, 0, 0], vec![0, 0, 1], vec![0, 1, 0]]);
        assert!(cut.cut);
    }
}
