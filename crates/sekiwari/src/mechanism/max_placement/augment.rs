//! Most units seated: augmenting paths in phases of equal length (Hopcroft and Karp 1973, with capacities as in Dinic
//! 1970). Whoever is seated stays seated.

use super::lists::NONE;
use super::seating::Seating;

/// Arcs per list entry after which single searches give way to phases.
const SINGLE_SEARCHES: u64 = 40;

/// Seats as many more of `waiting` as possible. Units seated before stay seated, perhaps elsewhere. Without limits the
/// result is the most there is; with limits a path ends only where there is room at once, so it may be less.
///
/// Searches from one unit at a time are short as long as free seats are near; pools from which a search failed lead
/// nowhere for good and are never looked at again. If that takes too long all the same, phases go on.
///
/// Cost: arcs (entries of occupants) times [`SINGLE_SEARCHES`] at most, then arcs per phase; there are at most about as
/// many phases as the square root of the pools. Returns the arcs looked at.
pub(super) fn seat_most(seating: &mut Seating<'_>, waiting: &[u32]) -> u64 {
    let mut waiting: Vec<u32> = waiting.iter().copied().filter(|&u| seating.entry(u) == NONE).collect();
    let mut near = Near::new(seating.pool_count());
    waiting.retain(|&u| !near.sit_at_once(seating, u));
    let limit = SINGLE_SEARCHES * seating.lists.entry_count() as u64;
    let mut done = 0;
    while done < waiting.len() && near.arcs <= limit {
        near.seat(seating, waiting[done]);
        done += 1;
    }
    waiting.drain(..done);
    if waiting.is_empty() {
        return near.arcs;
    }
    let pools = seating.pool_count();
    let mut search = Search {
        level: vec![NONE; pools],
        tried: vec![0; pools],
        next: vec![0; seating.lists.units()],
        queue: Vec::with_capacity(pools),
        path: Vec::new(),
        arcs: near.arcs,
    };
    while !waiting.is_empty() && search.layer(seating, &waiting) {
        waiting.retain(|&u| !search.advance(seating, u));
    }
    search.arcs
}

/// Breadth first from one unit.
pub(super) struct Near {
    // The search that last saw a pool.
    stamp: Vec<u32>,
    search: u32,
    // The epoch in which a search from a pool failed.
    dead: Vec<u32>,
    epoch: u32,
    // The unit that would come to a pool, and its entry.
    from: Vec<(u32, u32)>,
    queue: Vec<u32>,
    pub(super) arcs: u64,
}

impl Near {
    pub(super) fn new(pools: usize) -> Self {
        let from = vec![(NONE, NONE); pools];
        Self {
            stamp: vec![0; pools],
            search: 0,
            dead: vec![0; pools],
            epoch: 1,
            from,
            queue: Vec::new(),
            arcs: 0,
        }
    }

    fn sit_at_once(&mut self, seating: &mut Seating<'_>, unit: u32) -> bool {
        let found = seating.lists.entries(unit).find(|&e| seating.room.has(seating.lists.pool(e)));
        self.arcs += 1;
        if let Some(entry) = found {
            seating.sit(unit, entry);
        }
        found.is_some()
    }

    /// Seats a unit by moving others on, if that is possible.
    fn seat(&mut self, seating: &mut Seating<'_>, unit: u32) -> bool {
        self.start();
        let free = self.reach(seating, unit);
        let Some(pool) = self.search_on(seating, free) else { return false };
        let (mut mover, mut entry) = self.from[pool];
        while mover != unit {
            let left = seating.lists.pool(seating.entry(mover));
            seating.stand(mover);
            seating.sit(mover, entry);
            (mover, entry) = self.from[left];
        }
        seating.sit(unit, entry);
        true
    }

    /// Makes one more seat free in a pool by moving its single occupants on, if that is possible; tells `moved` who had
    /// which entry before, in the order of the moves.
    pub(super) fn make_room(
        &mut self,
        seating: &mut Seating<'_>,
        pool: usize,
        mut moved: impl FnMut(u32, u32),
    ) -> bool {
        if self.dead[pool] == self.epoch {
            return false;
        }
        self.start();
        self.stamp[pool] = self.search;
        self.queue.push(pool as u32);
        let Some(mut at) = self.search_on(seating, None) else { return false };
        while at != pool {
            let (mover, entry) = self.from[at];
            let left = seating.entry(mover);
            moved(mover, left);
            at = seating.lists.pool(left);
            seating.stand(mover);
            seating.sit(mover, entry);
        }
        true
    }

    /// Forgets from where searches failed: room has come up.
    pub(super) fn forget(&mut self) {
        self.epoch += 1;
    }

    /// Goes on from the pools in the queue until one with room is found.
    fn search_on(&mut self, seating: &Seating<'_>, mut free: Option<usize>) -> Option<usize> {
        let mut head = 0;
        while free.is_none() {
            let Some(&pool) = self.queue.get(head) else { break };
            head += 1;
            free = seating.occupants(pool as usize).iter().find_map(|&c| self.reach(seating, c));
        }
        if free.is_none() {
            self.queue.iter().for_each(|&p| self.dead[p as usize] = self.epoch);
        }
        free
    }

    fn start(&mut self) {
        self.search += 1;
        self.queue.clear();
    }

    /// Notes the pools a unit could move to; stops at one with room.
    fn reach(&mut self, seating: &Seating<'_>, unit: u32) -> Option<usize> {
        for e in seating.lists.entries(unit) {
            self.arcs += 1;
            let pool = seating.lists.pool(e);
            if self.stamp[pool] == self.search || self.dead[pool] == self.epoch {
                continue;
            }
            (self.stamp[pool], self.from[pool]) = (self.search, (unit, e));
            if seating.room.has(pool) {
                return Some(pool);
            }
            self.queue.push(pool as u32);
        }
        None
    }
}

struct Search {
    // Steps from a waiting unit to a pool in this phase, or NONE.
    level: Vec<u32>,
    // Occupants of a pool that were tried in this phase.
    tried: Vec<u32>,
    // Entries of a unit that were tried in this phase.
    next: Vec<u32>,
    queue: Vec<u32>,
    // (unit, entry it would take)
    path: Vec<(u32, u32)>,
    arcs: u64,
}

impl Search {
    /// Breadth first from all waiting units, up to the first level with room; false if there is no such level.
    fn layer(&mut self, seating: &Seating<'_>, waiting: &[u32]) -> bool {
        self.level.fill(NONE);
        self.tried.fill(0);
        self.next.fill(0);
        self.queue.clear();
        let lists = seating.lists;
        let mut last = NONE;
        let mut reach = |level: &mut Vec<u32>, queue: &mut Vec<u32>, unit: u32, at: u32| {
            for e in lists.entries(unit) {
                let pool = lists.pool(e);
                if level[pool] == NONE {
                    level[pool] = at;
                    queue.push(pool as u32);
                    if seating.room.has(pool) {
                        last = last.min(at);
                    }
                }
            }
            last
        };
        let mut end = NONE;
        for &u in waiting {
            end = reach(&mut self.level, &mut self.queue, u, 0);
        }
        let mut head = 0;
        while let Some(&pool) = self.queue.get(head) {
            head += 1;
            let at = self.level[pool as usize];
            if at >= end {
                break;
            }
            for &c in seating.occupants(pool as usize) {
                self.arcs += u64::from(lists.entries(c).len() as u32);
                end = reach(&mut self.level, &mut self.queue, c, at + 1);
            }
        }
        end != NONE
    }

    /// Depth first along the levels from one waiting unit; carries out the path if it ends at a pool with room.
    fn advance(&mut self, seating: &mut Seating<'_>, unit: u32) -> bool {
        self.path.clear();
        let lists = seating.lists;
        let mut now = unit;
        loop {
            let depth = self.path.len() as u32;
            // The next entry of `now` that leads one level on.
            let mut entries = lists.entries(now).skip(self.next[now as usize] as usize);
            let step = entries.find(|&e| {
                self.arcs += 1;
                self.next[now as usize] += 1;
                self.level[lists.pool(e)] == depth
            });
            if let Some(entry) = step {
                let pool = lists.pool(entry);
                self.path.push((now, entry));
                if seating.room.has(pool) {
                    self.carry_out(seating);
                    return true;
                }
                if let Some(c) = self.next_occupant(seating, pool) {
                    now = c;
                    continue;
                }
            }
            // Dead end: back to the pool before, and its next occupant.
            loop {
                let Some(&(owner, entry)) = self.path.last() else { return false };
                let pool = lists.pool(entry);
                if let Some(c) = self.next_occupant(seating, pool) {
                    now = c;
                    break;
                }
                self.path.pop();
                if self.next[owner as usize] < lists.entries(owner).len() as u32 {
                    now = owner;
                    break;
                }
            }
        }
    }

    fn next_occupant(&mut self, seating: &Seating<'_>, pool: usize) -> Option<u32> {
        let occupants = seating.occupants(pool);
        while let Some(&c) = occupants.get(self.tried[pool] as usize) {
            self.tried[pool] += 1;
            if self.next[c as usize] < seating.lists.entries(c).len() as u32 {
                return Some(c);
            }
        }
        None
    }

    fn carry_out(&mut self, seating: &mut Seating<'_>) {
        // From the end, so that there is always a seat to move to.
        let mut path = std::mem::take(&mut self.path);
        for &(unit, entry) in path.iter().rev() {
            if seating.entry(unit) != NONE {
                seating.stand(unit);
            }
            seating.sit(unit, entry);
        }
        path.clear();
        self.path = path;
    }
}
