//! A maximum matching of children to open seats, children in order of precedence.

use std::collections::VecDeque;

const FAR: i64 = i64::MAX;

/// Gives each child at most one seat and no pool more than its seats. Children who come first go first: a child is left out only
/// if no exchange among those before it makes room. So the number of children is the largest possible, and among matchings of
/// that set of children the sum of costs is the smallest.
///
/// `wants` holds per child the pools it can go to, each once, with their costs.
///
/// Children are put in one after another along the cheapest alternating path (rows of the assignment problem, as in the
/// Hungarian method); sets that can be matched are independent sets of a transversal matroid (Edmonds and Fulkerson 1965),
/// for which greedy is best. Cost: per child a shortest path over the pools and the children seated in them.
pub(super) fn assign(seats: &[u32], wants: &[Vec<(u32, u32)>]) -> Vec<Option<u32>> {
    let mut given: Vec<Option<u32>> = vec![None; wants.len()];
    let mut members: Vec<Vec<u32>> = vec![Vec::new(); seats.len()];
    let mut free: u64 = seats.iter().map(|&s| u64::from(s)).sum();
    let (mut distance, mut via) = (vec![FAR; seats.len()], vec![0u32; seats.len()]);
    let (mut queue, mut queued) = (VecDeque::new(), vec![false; seats.len()]);
    for child in 0..wants.len() as u32 {
        if free == 0 {
            break;
        }
        distance.fill(FAR);
        for &(pool, cost) in &wants[child as usize] {
            distance[pool as usize] = i64::from(cost);
            via[pool as usize] = child;
            queue.push_back(pool);
            queued[pool as usize] = true;
        }
        while let Some(pool) = queue.pop_front() {
            queued[pool as usize] = false;
            for &other in &members[pool as usize] {
                let own = &wants[other as usize];
                let stays = own.iter().find(|w| w.0 == pool).map_or(0, |w| i64::from(w.1));
                let left = distance[pool as usize] - stays;
                for &(next, cost) in own.iter().filter(|w| w.0 != pool) {
                    let through = left + i64::from(cost);
                    if through < distance[next as usize] {
                        distance[next as usize] = through;
                        via[next as usize] = other;
                        if !std::mem::replace(&mut queued[next as usize], true) {
                            queue.push_back(next);
                        }
                    }
                }
            }
        }
        let open = |p: &usize| members[*p].len() < seats[*p] as usize && distance[*p] < FAR;
        let Some(mut pool) = (0..seats.len()).filter(open).min_by_key(|&p| (distance[p], p)) else {
            continue;
        };
        free -= 1;
        loop {
            let moved = via[pool];
            members[pool].push(moved);
            let before = given[moved as usize].replace(pool as u32);
            let Some(before) = before else { break };
            pool = before as usize;
            members[pool].retain(|&c| c != moved);
        }
    }
    given
}

#[cfg(test)]
mod tests {
    use super::assign;
    use proptest::prelude::*;

    /// The best by trying everything: the set of children that is first in order of precedence, and its least cost.
    fn brute(seats: &mut Vec<u32>, wants: &[Vec<(u32, u32)>], child: usize) -> (Vec<bool>, i64) {
        if child == wants.len() {
            return (Vec::new(), 0);
        }
        let (mut set, cost) = brute(seats, wants, child + 1);
        set.insert(0, false);
        let mut best = (set, cost);
        for &(pool, cost) in &wants[child] {
            if seats[pool as usize] == 0 {
                continue;
            }
            seats[pool as usize] -= 1;
            let (mut set, rest) = brute(seats, wants, child + 1);
            seats[pool as usize] += 1;
            set.insert(0, true);
            let found = (set, rest + i64::from(cost));
            if found.0 > best.0 || (found.0 == best.0 && found.1 < best.1) {
                best = found;
            }
        }
        best
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]
        #[test]
        fn it_is_what_trying_everything_finds(
            seats in prop::collection::vec(0u32..3, 1..5),
            wants in prop::collection::vec(prop::collection::btree_map(0u32..5, 0u32..6, 0..4), 0..7),
        ) {
            let pools = seats.len() as u32;
            let wants: Vec<Vec<(u32, u32)>> =
                wants.into_iter().map(|w| w.into_iter().filter(|w| w.0 < pools).collect()).collect();
            let given = assign(&seats, &wants);
            let mut used = vec![0; seats.len()];
            let mut cost = 0;
            for (child, pool) in given.iter().enumerate() {
                let Some(pool) = pool else { continue };
                used[*pool as usize] += 1;
                let want = wants[child].iter().find(|w| w.0 == *pool);
                cost += i64::from(want.expect("a pool the child can go to").1);
            }
            prop_assert!(used.iter().zip(&seats).all(|(u, s)| u <= s));
            let set: Vec<bool> = given.iter().map(Option::is_some).collect();
            let (best, least) = brute(&mut seats.clone(), &wants, 0);
            // The first in order is also the largest: sets that can be matched are a matroid.
            prop_assert_eq!((&set, cost), (&best, least));
        }
    }

    #[test]
    fn somebody_moves_to_make_room_and_no_farther_than_needed() {
        // Both want pool 0; the first can also go to pool 1, the second cannot.
        assert_eq!(assign(&[1, 1], &[vec![(0, 1), (1, 9)], vec![(0, 5)]]), [Some(1), Some(0)]);
        assert_eq!(assign(&[1], &[vec![(0, 1)], vec![(0, 0)]]), [Some(0), None]);
        assert_eq!(assign(&[], &[vec![]]), [None]);
    }
}
