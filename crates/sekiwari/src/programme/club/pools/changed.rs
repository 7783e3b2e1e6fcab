//! Whether pools stay what they are when a line or seats are added: then a market can be changed, and need not be made anew.

use super::lines::{Line, Lines, days_on_route, keys_of};
use super::{Pool, PoolAt, at_club, on_route};
use crate::market::PoolId;
use crate::programme::club::capacity::Slot;
use crate::programme::club::round::{Entry, Round};
use crate::programme::club::{ChildIndex, Compiled};

/// The line that is added.
const ADDED: u32 = u32::MAX;

/// The pools of a round with the lines that they are made from.
#[derive(Clone, Debug)]
pub(crate) struct Layout {
    lines: Lines,
    // Where the pools of each club begin, then those of each route.
    from: Vec<u32>,
}

impl Layout {
    /// Cost: linear in the lists and their days.
    pub(crate) fn new(round: &Round, compiled: &Compiled) -> Self {
        let clubs = round.clubs().len() as u32;
        let owner = |pool: &Pool| match pool.at {
            PoolAt::Club { club, .. } | PoolAt::Closed { club } | PoolAt::Never { club } => club,
            PoolAt::Route { route, .. } => clubs + route,
        };
        let all = clubs + round.routes().len() as u32;
        let from = (0..=all).map(|o| compiled.pools.partition_point(|p| owner(p) < o) as u32);
        Self { lines: Lines::new(round), from: from.collect() }
    }

    /// The pools that a further line of a child would claim, ascending; `None` if it can never be given, or if other pools were
    /// needed with it. Cost: that of grouping the slots of its club.
    pub(crate) fn pools_with_line(
        &self,
        round: &Round,
        compiled: &Compiled,
        child: ChildIndex,
        line: Entry,
    ) -> Option<Vec<PoolId>> {
        let slots = round.slots(child, line.club, line.days)?;
        let own = &self.lines.of_club[line.club as usize];
        let lines = with(own, Line { entry: ADDED, child, stay: false, keys: keys_of(Some(slots)) });
        let club = self.pools(compiled, line.club, at_club(round, line.club, &lines, &[]), own)?;
        let mut pools = club.added;
        if let Some(route) = line.route {
            let own = &self.lines.of_route[route as usize];
            let keys = days_on_route(round, child, route, line);
            let lines = with(own, Line { entry: ADDED, child, stay: false, keys });
            let number = round.clubs().len() as u32 + route;
            pools.extend(self.pools(compiled, number, on_route(round, route, &lines, 0), own)?.added);
        }
        Some(pools)
    }

    /// By how much the seats of pools change with more seats in some slots and on some routes; `None` if other pools were needed.
    pub(crate) fn seats_with(
        &self,
        round: &Round,
        compiled: &Compiled,
        slots: &[(Slot, u32)],
        routes: &[(u32, u32)],
    ) -> Option<Vec<(PoolId, i64)>> {
        let mut changed = Vec::new();
        let mut clubs: Vec<u32> = slots.iter().map(|s| s.0.club).collect();
        clubs.sort_unstable();
        clubs.dedup();
        for club in clubs {
            let own = &self.lines.of_club[club as usize];
            changed.extend(self.pools(compiled, club, at_club(round, club, own, slots), own)?.seats);
        }
        for &(route, more) in routes {
            let own = &self.lines.of_route[route as usize];
            let number = round.clubs().len() as u32 + route;
            changed.extend(self.pools(compiled, number, on_route(round, route, own, more), own)?.seats);
        }
        Some(changed)
    }

    /// What pools found anew are, if they are those of before for all lines of before.
    fn pools(&self, compiled: &Compiled, number: u32, found: Vec<super::Found>, own: &[Line]) -> Option<Fit> {
        let range = self.from[number as usize]..self.from[number as usize + 1];
        let is_open =
            |p: &u32| matches!(compiled.pools[*p as usize].at, PoolAt::Club { .. } | PoolAt::Route { .. });
        let before: Vec<u32> = range.filter(is_open).collect();
        if before.len() != found.len() {
            return None;
        }
        let mut fit = Fit { added: Vec::new(), seats: Vec::new() };
        for (&pool, found) in before.iter().zip(found) {
            let (id, was) = (PoolId::new(pool), compiled.pools[pool as usize]);
            let same = match was.at {
                PoolAt::Club { slots, .. } => slots == found.slots(),
                PoolAt::Route { days, .. } => days == found.days(),
                PoolAt::Never { .. } | PoolAt::Closed { .. } => false,
            };
            let claimed = |l: &&Line| compiled.pools_of(l.entry as usize).contains(&id);
            let old = found.entries.iter().copied().filter(|&e| e != ADDED);
            if !same || !old.eq(own.iter().filter(claimed).map(|l| l.entry)) {
                return None;
            }
            if found.entries.contains(&ADDED) {
                fit.added.push(id);
            }
            let more = i64::from(found.seats) - i64::from(was.seats);
            fit.seats.extend((more != 0).then_some((id, more)));
        }
        Some(fit)
    }
}

/// What pools found anew are.
struct Fit {
    /// Those that the line added needs.
    added: Vec<PoolId>,
    /// Those with other seats, and by how much.
    seats: Vec<(PoolId, i64)>,
}

/// Lines with one more, after those of the same child.
fn with(lines: &[Line], line: Line) -> Vec<Line> {
    let at = lines.partition_point(|l| l.child <= line.child);
    let mut all = lines.to_vec();
    all.insert(at, line);
    all
}
