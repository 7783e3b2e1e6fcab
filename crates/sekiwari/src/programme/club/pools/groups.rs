//! Slots of one club (or days of one route) grouped into the pools that are needed.

use super::lines::{Line, day_of, season_of};
use crate::programme::club::round::Round;
use crate::programme::club::{Days, SlotSet};
use std::collections::BTreeMap;

/// A pool to be.
pub(super) struct Found {
    pub(super) keys: Vec<u8>,
    pub(super) seats: u32,
    pub(super) entries: Vec<u32>,
}

impl Found {
    /// The slots that it speaks for, at a club.
    pub(super) fn slots(&self) -> SlotSet {
        self.keys.iter().fold(SlotSet::default(), |set, &k| set.with(season_of(k), day_of(k)))
    }

    /// The days that it speaks for, on a route.
    pub(super) fn days(&self) -> Days {
        self.keys.iter().map(|&k| day_of(k)).collect()
    }
}

/// Slots of one club (or days of one route) that the same lines need.
pub(super) struct Groups<'a> {
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
    pub(super) fn new(round: &Round, lines: &'a [Line], open: impl Fn(u8) -> u32) -> Self {
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
    pub(super) fn pools(self) -> Vec<Found> {
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
