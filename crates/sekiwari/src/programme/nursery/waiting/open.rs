//! Seats that are still open after a round.

use crate::programme::nursery::{AgeClass, Child, Decision, FacilityIndex, Round, ScaledLimit};

const NONE: u32 = u32::MAX;

/// Seats left after the decisions of a round, with what limits over several classes leave of them.
pub(super) struct OpenSeats {
    // For each facility and class the pool that serves it, or NONE.
    pool_of: Vec<u32>,
    pools: Vec<Pool>,
    // Per facility what its limits have left.
    limits: Vec<Vec<(ScaledLimit, u64)>>,
    // More seats of a pool than children in the round nobody needs.
    most: u32,
}

struct Pool {
    facility: FacilityIndex,
    // The class whose weight counts; classes that share seats weigh the same.
    class: AgeClass,
    left: u32,
}

impl OpenSeats {
    /// Linear in the round.
    pub(super) fn after(round: &Round, decisions: &[Decision]) -> Self {
        let facilities = round.facilities().len();
        let mut pool_of = vec![NONE; facilities * AgeClass::COUNT];
        let mut pools = Vec::new();
        // Seats of the round and seats that children hold, as the market has them.
        let mut seats: Vec<i64> = Vec::new();
        for row in round.seats() {
            for class in row.classes.classes() {
                pool_of[row.facility as usize * AgeClass::COUNT + class.index()] = pools.len() as u32;
            }
            let class = row.classes.classes().next();
            pools.extend(class.map(|class| Pool { facility: row.facility, class, left: 0 }));
            seats.push(row.seats.into());
        }
        let mut loads: Vec<Vec<(ScaledLimit, i128)>> = vec![Vec::new(); facilities];
        for limit in round.limits() {
            let scaled = limit.scaled();
            loads[limit.facility as usize].extend(scaled.map(|s| (s, i128::from(s.capacity))));
        }
        let mut shift = |facility: FacilityIndex, child: &Child, by: i64| {
            let slot = &mut pool_of[facility as usize * AgeClass::COUNT + child.class.index()];
            if *slot == NONE {
                *slot = pools.len() as u32;
                pools.push(Pool { facility, class: child.class, left: 0 });
                seats.push(0);
            }
            seats[*slot as usize] += by;
            for (limit, left) in &mut loads[facility as usize] {
                *left += i128::from(limit.weight[child.class.index()]) * i128::from(by);
            }
        };
        for (child, decision) in round.children().iter().zip(decisions) {
            // Who sits on a reserved seat leaves the open ones alone; reserved seats are not offered to others.
            let weight = i64::from(child.affiliation.seat_weight);
            if let Some(held) = child.current {
                shift(held, child, weight);
            }
            if let Some(taken) = decision.facility.filter(|_| decision.reserve.is_none()) {
                shift(taken, child, -weight);
            }
        }
        for (pool, seats) in pools.iter_mut().zip(seats) {
            pool.left = u32::try_from(seats.max(0)).unwrap_or(u32::MAX);
        }
        let left =
            |(limit, left): (ScaledLimit, i128)| (limit, u64::try_from(left.max(0)).unwrap_or(u64::MAX));
        let limits = loads.into_iter().map(|of| of.into_iter().map(left).collect()).collect();
        Self { pool_of, pools, limits, most: round.children().len() as u32 }
    }

    /// The pool through which a facility takes a class, and its seats that one more child can have: none where a limit leaves no
    /// room.
    pub(super) fn at(&self, facility: FacilityIndex, class: AgeClass) -> Option<(u32, u32)> {
        let pool = self.pool_of[facility as usize * AgeClass::COUNT + class.index()];
        let left = self.pools.get(pool as usize)?.left;
        let room = self.limits[facility as usize]
            .iter()
            .all(|(limit, left)| u64::from(limit.weight[class.index()]) <= *left);
        (left > 0 && room).then_some((pool, left))
    }

    /// Seats per pool that can all be given together: where limits leave room for some only, they go round the pools of the
    /// facility one by one.
    pub(super) fn together(&self) -> Vec<u32> {
        let mut given = vec![0; self.pools.len()];
        let mut rest = self.limits.clone();
        let mut limited: Vec<(FacilityIndex, usize)> = Vec::new();
        for (i, pool) in self.pools.iter().enumerate() {
            if rest[pool.facility as usize].is_empty() {
                given[i] = pool.left.min(self.most);
            } else {
                limited.push((pool.facility, i));
            }
        }
        limited.sort_by_key(|&(f, i)| (f, self.pools[i].class));
        for of_one in limited.chunk_by(|a, b| a.0 == b.0) {
            let rest = &mut rest[of_one[0].0 as usize];
            let mut more = true;
            while more {
                more = false;
                for &(_, i) in of_one {
                    let class = self.pools[i].class.index();
                    let fits = rest.iter().all(|(l, left)| u64::from(l.weight[class]) <= *left);
                    if given[i] < self.pools[i].left.min(self.most) && fits {
                        given[i] += 1;
                        rest.iter_mut().for_each(|(l, left)| *left -= u64::from(l.weight[class]));
                        more = true;
                    }
                }
            }
        }
        given
    }
}
