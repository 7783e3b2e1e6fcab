//! A good plan, by taking back what was added where children can go elsewhere.

use super::club::SLOTS;
use super::costs::{ITEMS, Score};
use super::shed::{Caps, Move};
use super::state::State;
use super::{Item, Totals};

impl State<'_> {
    /// Makes the plan smaller, level by level, as long as one of these does so: one less of an item at a club, its children pushed
    /// on; one unit more at a club and fewer at those around it; a unit moved to a club where it costs less. Levels at which the bound
    /// is met are left alone.
    pub(super) fn improve(&mut self, bound: &Score) {
        let levels = self.problem.costs.levels().len();
        for level in 0..levels {
            let met = |state: &Self| state.score()[..=level] == bound[..=level];
            while !met(self) {
                let before = self.score();
                self.reduce_all(level);
                self.gather(level);
                self.trade(level);
                if self.score() == before {
                    break;
                }
            }
        }
        self.off_the_bus();
        self.homeward();
    }

    /// What each club takes with what is added now, as far as items of the first levels limit it.
    fn caps(&self, level: usize) -> Caps {
        (0..self.problem.clubs.len()).map(|c| self.caps_of(c, level, &self.added[c])).collect()
    }

    fn caps_of(&self, club: usize, level: usize, added: &[u32; ITEMS]) -> [i64; SLOTS] {
        let of = &self.problem.clubs[club];
        let items = Item::ALL.into_iter().filter(|i| self.problem.level_of[i.index()] <= level);
        std::array::from_fn(|slot| {
            let takes = items.clone().map(|i| of.takes(slot, i, added[i.index()], &self.problem.rule));
            takes.min().unwrap_or(i64::MAX)
        })
    }

    fn by_seats(&self, level: usize) -> bool {
        self.problem.level_of[Item::Transport.index()] <= level
    }

    fn reduce_all(&mut self, level: usize) {
        let mut caps = self.caps(level);
        loop {
            let mut changed = false;
            for club in 0..self.problem.clubs.len() {
                while self.reduce(club, level, &mut caps, None).is_some() {
                    changed = true;
                }
            }
            if !changed {
                return;
            }
        }
    }

    /// One less of an item of the level at a club: the moves for it, if it is possible and makes the plan smaller (whatever comes
    /// of it, where a `hub` has been given more). Keeps `caps` as they are after it, those of the hub as they are given.
    fn reduce(
        &mut self,
        club: usize,
        level: usize,
        caps: &mut Caps,
        hub: Option<usize>,
    ) -> Option<Vec<Move>> {
        for at in 0..self.problem.costs.levels()[level].len() {
            let (item, _) = self.problem.costs.levels()[level][at];
            let mut added = self.added[club];
            if added[item.index()] == 0 || item == Item::Transport {
                continue;
            }
            added[item.index()] -= 1;
            let before = self.score();
            let kept = std::mem::replace(&mut caps[club], self.caps_of(club, level, &added));
            let Some(moves) = self.shed(club, caps, self.by_seats(level)) else {
                caps[club] = kept;
                continue;
            };
            if !moves.is_empty() && (hub.is_some() || self.score() < before) {
                self.renew(caps, &moves, level, hub);
                return Some(moves);
            }
            self.undo(&moves);
            caps[club] = kept;
        }
        None
    }

    /// Clubs that children came to may have grown in what the level does not limit; those they left have shrunk.
    fn renew(&self, caps: &mut Caps, moves: &[Move], level: usize, except: Option<usize>) {
        for c in self.touched(moves).into_iter().filter(|&c| Some(c) != except) {
            caps[c] = self.caps_of(c, level, &self.added[c]);
        }
    }

    fn touched(&self, moves: &[Move]) -> Vec<usize> {
        let clubs = moves.iter().flat_map(|&(p, from, to, _)| {
            let ways = &self.problem.parties[p].ways;
            [ways[from].club, ways[to].club]
        });
        let mut clubs: Vec<usize> = clubs.collect();
        clubs.sort_unstable();
        clubs.dedup();
        clubs
    }

    /// One unit more at a club if that saves more around it.
    fn gather(&mut self, level: usize) {
        let mut caps = self.caps(level);
        for hub in 0..self.problem.clubs.len() {
            let around = self.around(hub);
            let items = &self.problem.costs.levels()[level];
            let saves = |&&c: &&usize| items.iter().any(|(i, _)| self.added[c][i.index()] > 0);
            // What the club takes has to be saved twice.
            if around.iter().filter(saves).count() >= 2 {
                self.attempt(hub, &around, level, &mut caps);
            }
        }
    }

    /// A unit less at a club and one more at a club near it, where it costs less.
    fn trade(&mut self, level: usize) {
        let mut caps = self.caps(level);
        for hub in 0..self.problem.clubs.len() {
            for club in self.around(hub) {
                if self.price(club, false) > self.price(hub, true) {
                    self.attempt(hub, &[club], level, &mut caps);
                }
            }
        }
    }

    /// What a unit more costs at a club, or what one less saves.
    fn price(&self, club: usize, more: bool) -> Score {
        let of = &self.problem.clubs[club];
        let loads = std::array::from_fn(|s| {
            let (load, limit) = (self.loads[club][s], of.slots[s].map_or(0, |p| p.limit));
            if more && limit > 0 { load + limit } else { load.saturating_sub(limit) }
        });
        let (mut large, mut small) = (Totals::default(), Totals::default());
        large.add(&self.added[club]);
        small.add(&of.needs(&loads, &self.problem.rule));
        if more {
            std::mem::swap(&mut large, &mut small);
        }
        let difference = std::array::from_fn(|i| large.0[i].saturating_sub(small.0[i]));
        self.problem.costs.score(&Totals(difference))
    }

    /// One unit more at a club and as few as possible at others; taken back unless the plan is smaller for it.
    fn attempt(&mut self, hub: usize, others: &[usize], level: usize, caps: &mut Caps) {
        let score = self.score();
        let rule = self.problem.rule;
        let limit = self.problem.clubs[hub].slots.iter().flatten().map(|p| p.limit).max().unwrap_or(0);
        let unit = [1, 1, 1, rule.staff_per_unit, rule.qualified_per_unit, 0, limit];
        let mut added = self.added[hub];
        added.iter_mut().zip(unit).for_each(|(n, more)| *n += more);
        caps[hub] = self.caps_of(hub, level, &added);
        let mut moves: Vec<Move> = Vec::new();
        for &club in others {
            while let Some(more) = self.reduce(club, level, caps, Some(hub)) {
                moves.extend(more);
            }
        }
        if self.score() >= score {
            self.undo(&moves);
        }
        self.renew(caps, &moves, level, Some(hub));
        caps[hub] = self.caps_of(hub, level, &self.added[hub]);
    }

    /// Clubs that share children with a club, and those that share children with these.
    fn around(&self, club: usize) -> Vec<usize> {
        let mut clubs = vec![club];
        for _ in 0..2 {
            let coming = clubs.iter().flat_map(|&c| &self.problem.coming[c]);
            let ways = coming.flat_map(|&(p, _)| &self.problem.parties[p].ways);
            clubs = ways.map(|w| w.club).collect();
            clubs.sort_unstable();
            clubs.dedup();
        }
        clubs.retain(|&c| c != club);
        clubs
    }

    /// Takes children off routes to which seats were added, where what is added elsewhere allows it.
    fn off_the_bus(&mut self) {
        let mut caps = self.caps(usize::MAX);
        for route in 0..self.problem.routes.len() {
            // Everybody on it leaves once at most.
            let mut left = self.riders(route);
            while self.transport[route] > 0 && left > 0 {
                left -= 1;
                let before = self.score();
                let Some(moves) = self.leave_bus(route, &caps) else { break };
                if self.score() > before {
                    self.undo(&moves);
                    break;
                }
                self.renew(&mut caps, &moves, usize::MAX, None);
            }
        }
    }

    fn riders(&self, route: usize) -> u32 {
        let ways =
            self.problem.parties.iter().zip(&self.going).flat_map(|(p, going)| p.ways.iter().zip(going));
        ways.filter(|(way, _)| way.route.is_some_and(|(r, _)| r == route)).map(|(_, n)| n).sum()
    }

    /// Sends up to so many children of a party another way, as far as its club and route have room.
    fn pass(&mut self, party: usize, from: usize, to: usize, most: u32, caps: &Caps) {
        let of = &self.problem.parties[party];
        let way = of.ways[to];
        let free = |s: usize| caps[way.club][s] - i64::from(self.loads[way.club][s]);
        let seats = way.slots().map(free).min().unwrap_or(0).max(0);
        let room = (seats / i64::from(of.seats.max(1))).min(self.free_on_route(way)).max(0);
        let n = i64::from(self.going[party][from].min(most)).min(room);
        if n > 0 && way.club != of.ways[from].club {
            self.shift(party, from, to, n as u32);
        }
    }

    /// Brings children back to clubs that they like better, where what is added allows it.
    fn homeward(&mut self) {
        let caps = self.caps(usize::MAX);
        for p in 0..self.problem.parties.len() {
            for to in 0..self.problem.parties[p].ways.len() {
                for from in to + 1..self.problem.parties[p].ways.len() {
                    self.pass(p, from, to, u32::MAX, &caps);
                }
            }
        }
    }
}
