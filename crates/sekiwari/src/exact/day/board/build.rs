//! A board set up from a market.

use super::super::limits::Table;
use super::{Board, NEVER, OPEN, OUT};
use crate::market::day::{DayMarket, Member};
use std::collections::HashMap;

impl<'m> Board<'m> {
    /// Nobody is anywhere. Linear in the stays and the slots of each.
    pub(in super::super) fn new(market: &'m DayMarket) -> Self {
        let table = Table::of(market);
        let n = market.requests().len();
        let mut board = Self {
            used: vec![0; table.caps.len()],
            table,
            market,
            first: vec![0],
            opening: Vec::new(),
            slots: Vec::new(),
            rank: Vec::new(),
            starts: vec![0],
            entries: Vec::new(),
            shut: Vec::new(),
            unit: Vec::new(),
            at: vec![OUT; n],
            allowed: Vec::with_capacity(n),
            lowest: vec![0; n],
            fixed: market.requests().map(|r| r.fixed()).collect(),
            here: vec![Vec::new(); market.openings().len()],
            owner: Vec::new(),
            kind: Vec::new(),
            kinds: 0,
            users_of: Vec::new(),
            users: Vec::new(),
            takers_of: Vec::new(),
            takers: Vec::new(),
            mixed: Vec::new(),
            base: Vec::new(),
            loads: Vec::new(),
        };
        board.fill_stays();
        board.drop_idle_rows();
        board.fill_kinds();
        board.fill_users();
        board.fill_takers();
        board.fill_bands();
        board
    }

    fn fill_stays(&mut self) {
        let market = self.market;
        for request in market.requests() {
            for stay in request.stays() {
                let limits = &market.openings()[stay.opening as usize].limits;
                let from = self.entries.len();
                let mut can = true;
                for slot in stay.slots.iter() {
                    let used = self.table.used(
                        stay.opening,
                        limits,
                        slot,
                        market.slots(),
                        request.members(),
                        &mut self.entries,
                    );
                    can &= used.is_some();
                }
                self.entries.extend(stay.takes.iter().map(|&(q, amount)| (q, u64::from(amount))));
                merge(&mut self.entries, from);
                self.starts.push(self.entries.len() as u32);
                self.opening.push(stay.opening);
                self.slots.push(stay.slots);
                self.rank.push(stay.rank);
                self.shut.push(if can { OPEN } else { NEVER });
                self.owner.push(self.first.len() as u32 - 1);
            }
            self.first.push(self.opening.len() as u32);
            self.allowed.push(request.stays_len() as u32);
        }
    }

    /// Forgets uses of rows that cannot bind even if all requests had the stay that uses most of them.
    fn drop_idle_rows(&mut self) {
        let mut most = vec![0; self.used.len()];
        let mut of_request: Vec<(u32, u64)> = Vec::new();
        for r in 0..self.at.len() {
            of_request.clear();
            for stay in self.first[r]..self.first[r + 1] {
                of_request.extend_from_slice(self.entries(stay));
            }
            of_request.sort_unstable();
            for (i, &(row, amount)) in of_request.iter().enumerate() {
                // The last entry of a row is its largest.
                if of_request.get(i + 1).is_none_or(|next| next.0 != row) {
                    most[row as usize] += amount;
                }
            }
        }
        self.unit = vec![u64::MAX; self.used.len()];
        let (mut kept, mut from) = (0, 0);
        for stay in 1..self.starts.len() {
            let to = self.starts[stay] as usize;
            for i in from..to {
                let (row, amount) = self.entries[i];
                if most[row as usize] > self.table.caps[row as usize] {
                    self.entries[kept] = (row, amount);
                    kept += 1;
                    self.unit[row as usize] = self.unit[row as usize].min(amount);
                }
            }
            from = to;
            self.starts[stay] = kept as u32;
        }
        self.entries.truncate(kept);
    }

    /// Numbers the kinds of stays in the order in which they come.
    fn fill_kinds(&mut self) {
        let mut kinds = HashMap::new();
        for (r, request) in self.market.requests().enumerate() {
            let like = |m: &Member| (m.class, m.load, m.illness.map(|i| (i.disease, i.handling as u8)));
            let mut like: Vec<_> = request.members().iter().map(like).collect();
            like.sort_unstable();
            for stay in self.first[r]..self.first[r + 1] {
                let key = (self.opening[stay as usize], self.slots[stay as usize].bits(), like.clone());
                let next = kinds.len() as u32;
                self.kind.push(*kinds.entry(key).or_insert(next));
            }
        }
        self.kinds = kinds.len();
    }

    fn fill_users(&mut self) {
        self.users_of = vec![0; self.used.len() + 1];
        for &(row, _) in &self.entries {
            self.users_of[row as usize + 1] += 1;
        }
        for row in 0..self.used.len() {
            self.users_of[row + 1] += self.users_of[row];
        }
        let mut next = self.users_of.clone();
        self.users = vec![0; self.entries.len()];
        for stay in 0..self.opening.len() as u32 {
            for e in self.starts[stay as usize]..self.starts[stay as usize + 1] {
                let at = &mut next[self.entries[e as usize].0 as usize];
                self.users[*at as usize] = stay;
                *at += 1;
            }
        }
    }

    fn fill_takers(&mut self) {
        let mut pairs = Vec::new();
        for r in 0..self.at.len() {
            let all = self.starts[self.first[r] as usize]..self.starts[self.first[r + 1] as usize];
            let entries = &self.entries[all.start as usize..all.end as usize];
            let quotas = self.market.quotas().len() as u32;
            pairs.extend(entries.iter().filter(|e| e.0 < quotas).map(|e| (e.0, r as u32)));
        }
        pairs.sort_unstable();
        pairs.dedup();
        self.takers_of = vec![0; self.market.quotas().len() + 1];
        for &(q, _) in &pairs {
            self.takers_of[q as usize + 1] += 1;
        }
        for q in 1..self.takers_of.len() {
            self.takers_of[q] += self.takers_of[q - 1];
        }
        self.takers = pairs.into_iter().map(|(_, r)| r).collect();
    }

    fn fill_bands(&mut self) {
        for opening in self.market.openings() {
            self.base.push(self.loads.len() as u32);
            let bands = opening.limits.staff.as_ref().map_or(0, |s| s.bands.len());
            if bands > 1 {
                self.loads.resize(self.loads.len() + bands * self.market.slots(), 0);
            }
            self.mixed.push(bands > 1 || opening.limits.rooms.is_some());
        }
    }
}

/// Adds up entries of the same row, from `from` on, and sorts them by row.
fn merge(entries: &mut Vec<(u32, u64)>, from: usize) {
    entries[from..].sort_unstable_by_key(|e| e.0);
    let mut kept = from;
    for i in from..entries.len() {
        if kept > from && entries[kept - 1].0 == entries[i].0 {
            entries[kept - 1].1 += entries[i].1;
        } else {
            entries[kept] = entries[i];
            kept += 1;
        }
    }
    entries.truncate(kept);
}
