//! Chains of moves that bring a club below a limit.

use super::club::{PerSlot, SLOTS};
use super::state::State;

/// Chains longer than this are not looked for.
const LONGEST: u32 = 6;

/// Children go another way: party, way before, way after, how many.
pub(super) type Move = (usize, usize, usize, u32);

/// The most new children that each club may have on each slot.
pub(super) type Caps = Vec<PerSlot<i64>>;

/// A club on the way of a chain.
struct Stop {
    club: usize,
    /// The stop before it.
    before: usize,
    /// Who comes from there: party, way before, way after.
    by: (usize, usize, usize),
    depth: u32,
    /// Slots to be freed, and how many seats of each.
    full: u32,
    seats: u32,
}

impl State<'_> {
    /// Sends children away from a club until it is within its caps, pushing others on where a club that they come to is full. No
    /// other club gets above its caps. With `by_seats` no transport seat is added either.
    ///
    /// Gives the moves if that came about; otherwise nothing has changed.
    pub(super) fn shed(&mut self, club: usize, caps: &Caps, by_seats: bool) -> Option<Vec<Move>> {
        let mut moves: Vec<Move> = Vec::new();
        loop {
            let full = self.overfull(club, &caps[club]);
            if full == 0 {
                return Some(moves);
            }
            // Where a bus has seats, or nobody needs one, nothing has to be added to it.
            let spares = !by_seats && !self.problem.routes.is_empty();
            let frees = |p: usize, way: usize| self.problem.parties[p].ways[way].slots & full != 0;
            let found = spares.then(|| self.chain(club, full, caps, true, frees)).flatten();
            let Some(chain) = found.or_else(|| self.chain(club, full, caps, by_seats, frees)) else {
                self.undo(&moves);
                return None;
            };
            chain.iter().for_each(|&(p, from, to, n)| self.shift(p, from, to, n));
            moves.extend(chain);
        }
    }

    /// Takes moves back, the last one first.
    pub(super) fn undo(&mut self, moves: &[Move]) {
        moves.iter().rev().for_each(|&(p, from, to, n)| self.shift(p, to, from, n));
    }

    /// Slots on which a club is above its caps, as bits.
    fn overfull(&self, club: usize, caps: &PerSlot<i64>) -> u32 {
        let loads = &self.loads[club];
        (0..SLOTS).filter(|&s| loads[s] > 0 && i64::from(loads[s]) > caps[s]).fold(0, |bits, s| bits | 1 << s)
    }

    /// One child less on a bus to which seats were added, others pushed on as in [`State::shed`]: the moves, if there are any. No
    /// seat is added to any route.
    pub(super) fn leave_bus(&mut self, route: usize, caps: &Caps) -> Option<Vec<Move>> {
        let rides = |p: usize, way: usize| {
            let way = self.problem.parties[p].ways[way];
            way.route.is_some_and(|(r, _)| r == route) && way.route_days().any(|(r, d)| self.is_peak(r, d))
        };
        let stops = (0..self.problem.clubs.len())
            .filter(|&c| self.problem.coming[c].iter().any(|&(p, w)| self.going[p][w] > 0 && rides(p, w)));
        let chain = stops.into_iter().find_map(|club| self.chain(club, 0, caps, true, rides))?;
        chain.iter().for_each(|&(p, from, to, n)| self.shift(p, from, to, n));
        Some(chain)
    }

    /// The shortest chain that takes children off a club, breadth first over clubs; `first` says who may be the first to leave.
    fn chain(
        &self,
        club: usize,
        full: u32,
        caps: &Caps,
        by_seats: bool,
        first: impl Fn(usize, usize) -> bool,
    ) -> Option<Vec<Move>> {
        let start = Stop { club, before: 0, by: (0, 0, 0), depth: 0, full, seats: 0 };
        let mut stops = vec![start];
        let mut seen = vec![false; self.problem.clubs.len()];
        seen[club] = true;
        let mut at = 0;
        while let Some(&Stop { club: here, depth, full, seats, .. }) = stops.get(at) {
            for &(p, from) in &self.problem.coming[here] {
                let party = &self.problem.parties[p];
                let slots = party.ways[from].slots;
                // The first club may need several chains; a club on the way has to be right again at once.
                let frees =
                    if at == 0 { first(p, from) } else { slots & full == full && party.seats >= seats };
                if !frees || self.going[p][from] == 0 || depth >= LONGEST {
                    continue;
                }
                for (to, &way) in party.ways.iter().enumerate() {
                    if seen[way.club] || (by_seats && self.free_on_route(way) < 1) {
                        continue;
                    }
                    let (loads, caps_there) = (&self.loads[way.club], &caps[way.club]);
                    let above = way.slots().filter(|&s| i64::from(loads[s] + party.seats) > caps_there[s]);
                    let full = above.fold(0, |bits, s| bits | 1 << s);
                    seen[way.club] = true;
                    let by = (p, from, to);
                    stops.push(Stop {
                        club: way.club,
                        before: at,
                        by,
                        depth: depth + 1,
                        full,
                        seats: party.seats,
                    });
                    if full == 0 {
                        return Some(self.moves(&stops, caps, by_seats));
                    }
                }
            }
            at += 1;
        }
        None
    }

    /// The chain that ends at the last stop, for as many children as it carries. The last move comes first, so that every club on the
    /// way is within its caps all the time.
    fn moves(&self, stops: &[Stop], caps: &Caps, by_seats: bool) -> Vec<Move> {
        let mut chain = Vec::new();
        let mut most = i64::MAX;
        // The slots and seats of those who leave the club that is looked at.
        let (mut leaving, mut leaving_seats) = (0u32, 0i64);
        let mut at = stops.len() - 1;
        while at != 0 {
            let stop = &stops[at];
            let (p, from, to) = stop.by;
            let party = &self.problem.parties[p];
            let (way, seats) = (party.ways[to], i64::from(party.seats));
            most = most.min(self.going[p][from].into());
            if by_seats {
                most = most.min(self.free_on_route(way));
            }
            for s in way.slots() {
                let more = seats - if leaving >> s & 1 == 1 { leaving_seats } else { 0 };
                if more > 0 {
                    most = most.min((caps[stop.club][s] - i64::from(self.loads[stop.club][s])) / more);
                }
            }
            (leaving, leaving_seats) = (party.ways[from].slots, seats);
            chain.push((p, from, to));
            at = stop.before;
        }
        // No more than the first club has too many.
        let first = &stops[0];
        let beyond = (0..SLOTS)
            .filter(|s| first.full & leaving >> s & 1 == 1)
            .map(|s| i64::from(self.loads[first.club][s]) - caps[first.club][s].max(0));
        let beyond = beyond.max().unwrap_or(1);
        let n = most.min((beyond + leaving_seats - 1) / leaving_seats.max(1)).max(1) as u32;
        chain.into_iter().map(|(p, from, to)| (p, from, to, n)).collect()
    }
}
