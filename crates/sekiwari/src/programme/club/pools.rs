//! The pools of a club round: no more than it takes.
//!
//! A slot (weekday of a season at a club) is a limit of its own. Most of them say nothing that others do not say:
//!
//! - Slots that the same lines of the lists need are one pool with the seats of the smallest.
//! - A slot whose lines all need another slot too, which has no more seats, never stops anybody whom the other one lets in, as
//!   long as everybody stands at both the same (who holds a seat in one holds one in the other). It needs no pool.
//!
//! Both are exact for seats and for priority: in the slot left out there are at least as many seats and at most as many
//! children ahead. Where two lines of one child would come to claim the same, a slot that tells them apart keeps its pool, so that
//! what a child got can be read from its seats.
//!
//! Days of a route are treated alike.

use super::capacity::Slot;
use super::round::Round;
use super::{Day, Days, Season, SlotSet};
use crate::market::PoolId;
use std::collections::BTreeMap;

/// Where the seats of a pool are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PoolAt {
    /// At a club, on the days of the seasons that it speaks for.
    Club {
        /// The club.
        club: u32,
        /// The slots, as a set.
        slots: SlotSet,
    },
    /// On a route.
    Route {
        /// The route.
        route: u32,
        /// The days that it speaks for.
        days: Days,
    },
    /// Nowhere: the pool without seats that stands for wishes that a club can never give.
    Never {
        /// The club.
        club: u32,
    },
    /// Nowhere any more: what is held on days on which a child could not come anew, because the club is closed.
    Closed {
        /// The club.
        club: u32,
    },
}

/// A pool of a club round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pool {
    /// Where its seats are.
    pub at: PoolAt,
    /// Its seats, with those held by applicants.
    pub seats: u32,
}

/// The pools that every list entry needs.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ClubPools {
    start: Vec<u32>,
    pools: Vec<PoolId>,
    possible: Vec<bool>,
}

impl ClubPools {
    /// Finds the pools. Cost: per club its lines times the squared number of its slots over 64, at most 24 slots.
    pub(super) fn new(round: &Round) -> (Vec<Pool>, Self) {
        let entries = round.list_len();
        let mut needs: Vec<Vec<PoolId>> = vec![Vec::new(); entries];
        let mut possible = vec![true; entries];
        let mut pools = Vec::new();
        let mut of_club: Vec<Vec<Line>> = vec![Vec::new(); round.clubs().len()];
        let mut of_route: Vec<Vec<Line>> = vec![Vec::new(); round.routes().len()];
        for child in 0..round.children().len() as u32 {
            for (at, e) in (round.list_offset(child)..).zip(round.list(child)) {
                let slots = round.slots_of(at);
                possible[at] = slots.is_some();
                let keys = slots.map_or_else(Vec::new, |slots| slots.into_iter().map(slot_key).collect());
                of_club[e.club as usize].push(Line { entry: at as u32, child, stay: e.stay, keys });
                if let Some(route) = e.route.filter(|_| possible[at]) {
                    let keys = on_route(round, child, route, e.days);
                    of_route[route as usize].push(Line { entry: at as u32, child, stay: false, keys });
                }
            }
        }
        for (club, lines) in (0..).zip(&of_club) {
            let seats = |key: u8| {
                let slot = Slot { club, season: season_of(key), day: day_of(key) };
                round.seats().get(slot).map_or(0, |s| s.open)
            };
            for found in Groups::new(round, lines, seats).pools() {
                let slots =
                    found.keys.iter().fold(SlotSet::default(), |set, &k| set.with(season_of(k), day_of(k)));
                add(&mut pools, &mut needs, PoolAt::Club { club, slots }, &found);
            }
            // A seat is kept, whatever the rows of units say about its days; it is told apart from a line for those that are left.
            let closed = |l: &&Line| {
                let e = round.entry(l.entry as usize);
                l.stay && round.slots(l.child, e.club, e.days).is_none()
            };
            let held = lines.iter().filter(closed).map(|l| round.children()[l.child as usize].seats).sum();
            add_lines(&mut pools, &mut needs, PoolAt::Closed { club }, held, lines.iter().filter(closed));
            let never = lines.iter().filter(|l| !possible[l.entry as usize]);
            add_lines(&mut pools, &mut needs, PoolAt::Never { club }, 0, never);
        }
        for (route, lines) in (0..).zip(&of_route) {
            let seats = |_| round.routes()[route as usize].seats;
            for found in Groups::new(round, lines, seats).pools() {
                let days = found.keys.iter().map(|&k| day_of(k)).collect();
                add(&mut pools, &mut needs, PoolAt::Route { route, days }, &found);
            }
        }
        let mut start = vec![0];
        let mut flat = Vec::new();
        for own in needs {
            flat.extend(own);
            start.push(flat.len() as u32);
        }
        (pools, Self { start, pools: flat, possible })
    }

    /// The pools of a list entry, ascending.
    pub(super) fn of(&self, entry: usize) -> &[PoolId] {
        &self.pools[self.start[entry] as usize..self.start[entry + 1] as usize]
    }

    /// Whether an entry can be given at all.
    pub(super) fn is_possible(&self, entry: usize) -> bool {
        self.possible[entry]
    }
}

fn add(pools: &mut Vec<Pool>, needs: &mut [Vec<PoolId>], at: PoolAt, found: &Found) {
    let id = PoolId::new(pools.len() as u32);
    pools.push(Pool { at, seats: found.seats });
    found.entries.iter().for_each(|&e| needs[e as usize].push(id));
}

/// A pool for lines that need no slot, if there are any.
fn add_lines<'a>(
    pools: &mut Vec<Pool>,
    needs: &mut [Vec<PoolId>],
    at: PoolAt,
    seats: u32,
    lines: impl Iterator<Item = &'a Line>,
) {
    let found = Found { keys: Vec::new(), seats, entries: lines.map(|l| l.entry).collect() };
    if !found.entries.is_empty() {
        add(pools, needs, at, &found);
    }
}

/// A season and a weekday as one number.
fn slot_key(slot: Slot) -> u8 {
    (slot.season.index() * Day::ALL.len() + slot.day.index()) as u8
}

fn season_of(key: u8) -> Season {
    Season::ALL[key as usize / Day::ALL.len()]
}

fn day_of(key: u8) -> Day {
    Day::ALL[key as usize % Day::ALL.len()]
}

/// The days on which a child is on a route: term days on which it runs.
fn on_route(round: &Round, child: u32, route: u32, days: Days) -> Vec<u8> {
    if !round.children()[child as usize].seasons.contains(Season::Term) {
        return Vec::new();
    }
    days.intersection(round.routes()[route as usize].days).iter().map(|d| d.index() as u8).collect()
}

/// A line of a list and the slots that it needs.
#[derive(Clone, Debug)]
struct Line {
    entry: u32,
    child: u32,
    stay: bool,
    keys: Vec<u8>,
}

/// A pool to be.
struct Found {
    keys: Vec<u8>,
    seats: u32,
    entries: Vec<u32>,
}

/// Slots of one club (or days of one route) that the same lines need.
struct Groups<'a> {
    lines: &'a [Line],
    groups: Vec<Group>,
}

struct Group {
    keys: Vec<u8>,
    seats: u32,
    // Lines by position, as bits: those that need it, and those of children who hold a seat in it.
    needed: Vec<u64>,
    held: Vec<u64>,
}

impl<'a> Groups<'a> {
    fn new(round: &Round, lines: &'a [Line], open: impl Fn(u8) -> u32) -> Self {
        let words = lines.len().div_ceil(64);
        let mut by_key: BTreeMap<u8, (Vec<u64>, Vec<u64>, u32)> = BTreeMap::new();
        for (i, line) in lines.iter().enumerate() {
            for &key in &line.keys {
                let slot = by_key.entry(key).or_insert_with(|| (vec![0; words], vec![0; words], 0));
                slot.0[i / 64] |= 1 << (i % 64);
            }
        }
        // The lines of one child stand together.
        for own in lines.chunk_by(|a, b| a.child == b.child) {
            let Some(stay) = own.iter().find(|l| l.stay) else { continue };
            let from = lines.partition_point(|l| l.child < stay.child);
            for key in &stay.keys {
                let Some(slot) = by_key.get_mut(key) else { continue };
                slot.2 += round.children()[stay.child as usize].seats;
                (from..from + own.len()).for_each(|i| slot.1[i / 64] |= 1 << (i % 64));
            }
        }
        let mut groups: Vec<Group> = Vec::new();
        for (key, (needed, held, heads)) in by_key {
            // Who holds a seat keeps it, also where there are fewer seats now.
            let seats = open(key).max(heads);
            match groups.iter_mut().find(|g| g.needed == needed && g.held == held) {
                Some(same) => {
                    same.keys.push(key);
                    same.seats = same.seats.min(seats);
                }
                None => groups.push(Group { keys: vec![key], seats, needed, held }),
            }
        }
        Self { lines, groups }
    }

    /// The pools that are needed, by their first slot.
    fn pools(self) -> Vec<Found> {
        let Self { lines, mut groups } = self;
        let mut kept: Vec<bool> = vec![true; groups.len()];
        for a in 0..groups.len() {
            // Whichever is left out says nothing that one which stays does not say.
            kept[a] = !(0..groups.len()).any(|b| a != b && kept[b] && says_all(&groups[b], &groups[a]));
        }
        tell_apart(lines, &groups, &mut kept);
        // A pool speaks for the slots that follow from it, too.
        for a in (0..groups.len()).filter(|&a| !kept[a]) {
            let says = |b: &usize| kept[*b] && says_all(&groups[*b], &groups[a]);
            if let Some(b) = (0..groups.len()).find(says) {
                let keys = groups[a].keys.clone();
                groups[b].keys.extend(keys);
            }
        }
        let entries = |g: &Group| {
            let needs = |i: &usize| g.needed[i / 64] & 1 << (i % 64) != 0;
            (0..lines.len()).filter(needs).map(|i| lines[i].entry).collect()
        };
        let kept = groups.iter().zip(&kept).filter(|(_, kept)| **kept);
        kept.map(|(g, _)| Found { keys: sorted(&g.keys), seats: g.seats, entries: entries(g) }).collect()
    }
}

fn sorted(keys: &[u8]) -> Vec<u8> {
    let mut keys = keys.to_vec();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// Whether the limit of `a` follows from that of `b`: all its lines need `b` too, everybody stands there the same, and `b` has
/// no more seats.
fn says_all(b: &Group, a: &Group) -> bool {
    let follows =
        |((&an, &ah), (&bn, &bh)): ((&u64, &u64), (&u64, &u64))| an & !bn == 0 && an & (ah ^ bh) == 0;
    b.seats <= a.seats && a.needed.iter().zip(&a.held).zip(b.needed.iter().zip(&b.held)).all(follows)
}

/// Keeps pools that are needed to tell the lines of one child apart.
fn tell_apart(lines: &[Line], groups: &[Group], kept: &mut [bool]) {
    let needs = |g: usize, i: usize| groups[g].needed[i / 64] & 1 << (i % 64) != 0;
    let mut from = 0;
    for own in lines.chunk_by(|a, b| a.child == b.child) {
        for i in from..from + own.len() {
            for j in i + 1..from + own.len() {
                let differ = |g: &usize| needs(*g, i) != needs(*g, j);
                let mut all = (0..groups.len()).filter(differ).peekable();
                let Some(&first) = all.peek() else { continue };
                if !all.any(|g| kept[g]) {
                    kept[first] = true;
                }
            }
        }
        from += own.len();
    }
}
