//! How many children could sit whatever the priorities: a matching of children to seats, grown seat by seat.

/// Nobody's pool.
const NONE: u32 = u32::MAX;

/// Which children ask for which pools; flat in both directions.
pub(super) struct Asking {
    // By pool the children that ask for it.
    from: Vec<u32>,
    children: Vec<u32>,
    count: usize,
}

impl Asking {
    /// From (child, pool), each pair once.
    pub(super) fn new(children: usize, pools: usize, pairs: &[(u32, u32)]) -> Self {
        let mut from = vec![0u32; pools + 1];
        for &(_, pool) in pairs {
            from[pool as usize + 1] += 1;
        }
        for p in 0..pools {
            from[p + 1] += from[p];
        }
        let mut next = from.clone();
        let mut asking = vec![0; pairs.len()];
        for &(child, pool) in pairs {
            asking[next[pool as usize] as usize] = child;
            next[pool as usize] += 1;
        }
        Self { from, children: asking, count: children }
    }

    fn of(&self, pool: u32) -> &[u32] {
        &self.children[self.from[pool as usize] as usize..self.from[pool as usize + 1] as usize]
    }

    fn pools(&self) -> usize {
        self.from.len() - 1
    }
}

/// Children in seats, as many as can be.
#[derive(Clone)]
pub(super) struct Seating {
    // By child its pool.
    of: Vec<u32>,
    // By pool the seats that nobody takes.
    free: Vec<u32>,
    // Pools from which nobody outside can be reached any more: whoever asks for one of them sits in one of them.
    full: Vec<bool>,
    seated: u64,
    // Room for one search: by pool the child that leaves it and the pool it goes to; the search it was met in.
    step: Vec<(u32, u32)>,
    met: Vec<u32>,
    searches: u32,
    queue: Vec<u32>,
}

impl Seating {
    /// As many as can sit with these seats.
    pub(super) fn new(asking: &Asking, seats: &[u32]) -> Self {
        let pools = asking.pools();
        let mut seating = Self {
            of: vec![NONE; asking.count],
            free: vec![0; pools],
            full: vec![false; pools],
            seated: 0,
            step: vec![(NONE, NONE); pools],
            met: vec![0; pools],
            searches: 0,
            queue: Vec::new(),
        };
        for (pool, &seats) in seats.iter().enumerate() {
            seating.add(asking, pool as u32, seats);
        }
        seating
    }

    /// How many sit.
    pub(super) fn seated(&self) -> u64 {
        self.seated
    }

    /// Adds seats to a pool; says how many more sit.
    pub(super) fn add(&mut self, asking: &Asking, pool: u32, seats: u32) -> u64 {
        self.free[pool as usize] += seats;
        let before = self.seated;
        // A pool that stayed without another child once never finds one again.
        while self.free[pool as usize] > 0 && self.bring_in(asking, pool) {}
        self.seated - before
    }

    /// Brings one more child in by way of a free seat of `pool`, others moving along.
    fn bring_in(&mut self, asking: &Asking, pool: u32) -> bool {
        if self.full[pool as usize] {
            return false;
        }
        self.searches += 1;
        self.queue.clear();
        self.queue.push(pool);
        self.met[pool as usize] = self.searches;
        let mut at = 0;
        while let Some(&to) = self.queue.get(at) {
            at += 1;
            for &child in asking.of(to) {
                let from = self.of[child as usize];
                if from == NONE {
                    self.move_along(child, to, pool);
                    return true;
                }
                if self.met[from as usize] != self.searches && !self.full[from as usize] {
                    self.met[from as usize] = self.searches;
                    self.step[from as usize] = (child, to);
                    self.queue.push(from);
                }
            }
        }
        for &p in &self.queue {
            self.full[p as usize] = true;
        }
        false
    }

    fn move_along(&mut self, child: u32, to: u32, end: u32) {
        self.of[child as usize] = to;
        let mut at = to;
        while at != end {
            let (child, to) = self.step[at as usize];
            self.of[child as usize] = to;
            at = to;
        }
        self.free[end as usize] -= 1;
        self.seated += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::{Asking, Seating};
    use proptest::prelude::*;

    /// By trying everything.
    fn most(children: usize, seats: &[u32], pairs: &[(u32, u32)]) -> u64 {
        fn go(child: u32, children: u32, seats: &mut Vec<u32>, pairs: &[(u32, u32)]) -> u64 {
            if child == children {
                return 0;
            }
            let mut best = go(child + 1, children, seats, pairs);
            for &(_, pool) in pairs.iter().filter(|(c, _)| *c == child) {
                if seats[pool as usize] > 0 {
                    seats[pool as usize] -= 1;
                    best = best.max(1 + go(child + 1, children, seats, pairs));
                    seats[pool as usize] += 1;
                }
            }
            best
        }
        go(0, children as u32, &mut seats.to_vec(), pairs)
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn as_many_sit_as_can_also_when_seats_come_later(
            seats in prop::collection::vec(0u32..3, 1..4),
            more in prop::collection::vec((0usize..4, 0u32..3), 0..4),
            asked in prop::collection::vec(prop::collection::btree_set(0u32..4, 0..4), 0..7),
        ) {
            let pools = seats.len() as u32;
            let pairs: Vec<(u32, u32)> = asked.iter().zip(0..)
                .flat_map(|(set, child)| set.iter().map(move |&p| (child, p)))
                .filter(|(_, p)| *p < pools).collect();
            let asking = Asking::new(asked.len(), seats.len(), &pairs);
            let mut seating = Seating::new(&asking, &seats);
            let mut now = seats.clone();
            prop_assert_eq!(seating.seated(), most(asked.len(), &now, &pairs));
            for (pool, n) in more.into_iter().filter(|(p, _)| *p < seats.len()) {
                now[pool] += n;
                seating.add(&asking, pool as u32, n);
                prop_assert_eq!(seating.seated(), most(asked.len(), &now, &pairs));
            }
        }
    }
}
