//! Who is where: the standing answer, and whether somebody fits.

use super::limits::{LimitAt, Table, teachers_needed};
use super::rooms::{Patient, share_out};
use crate::market::day::{CLASSES, DayMarket, Opening, Slots};

/// No stay.
pub(super) const OUT: u32 = u32::MAX;

/// The standing answer on flat arrays. Stays are numbered across all requests.
pub(super) struct Board<'m> {
    pub(super) market: &'m DayMarket,
    pub(super) table: Table,
    /// Per row what is taken of it.
    pub(super) used: Vec<u64>,
    /// Stays of request *r* are `first[r]..first[r + 1]`.
    pub(super) first: Vec<u32>,
    opening: Vec<u32>,
    slots: Vec<Slots>,
    rank: Vec<u32>,
    /// Rows a stay uses: `entries[starts[s]..starts[s + 1]]`.
    starts: Vec<u32>,
    entries: Vec<(u32, u64)>,
    /// The stay can never be given, whoever else comes.
    never: Vec<bool>,
    /// The least that a stay uses of each row, if any does.
    unit: Vec<u64>,
    /// Per request the stay it has, or [`OUT`].
    pub(super) at: Vec<u32>,
    /// Per request how many of its stays it may have, from the best on.
    pub(super) allowed: Vec<u32>,
    /// Nothing moves it.
    pub(super) fixed: Vec<bool>,
    /// Per opening the requests that are there.
    pub(super) here: Vec<Vec<u32>>,
    /// Per quota the requests that take of it in some stay.
    takers_of: Vec<u32>,
    takers: Vec<u32>,
    /// Loads of the bands in openings whose teachers are more than a row: `[base + slot * bands + band]`.
    base: Vec<u32>,
    loads: Vec<u64>,
}

impl<'m> Board<'m> {
    /// Nobody is anywhere. Linear in the stays and the slots of each.
    pub(super) fn new(market: &'m DayMarket) -> Self {
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
            never: Vec::new(),
            unit: Vec::new(),
            at: vec![OUT; n],
            allowed: Vec::with_capacity(n),
            fixed: market.requests().map(|r| r.fixed()).collect(),
            here: vec![Vec::new(); market.openings().len()],
            takers_of: Vec::new(),
            takers: Vec::new(),
            base: Vec::new(),
            loads: Vec::new(),
        };
        board.fill_stays();
        board.drop_idle_rows();
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
                self.never.push(!can);
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
        }
    }

    /// The stays that a request may have, best first.
    pub(super) fn stays(&self, request: u32) -> std::ops::Range<u32> {
        let first = self.first[request as usize];
        first..first + self.allowed[request as usize]
    }

    /// Whether it may have another stay than the one it has.
    pub(super) fn is_movable(&self, request: u32) -> bool {
        !self.fixed[request as usize] && self.allowed[request as usize] > 1
    }

    pub(super) fn opening_of(&self, stay: u32) -> u32 {
        self.opening[stay as usize]
    }

    pub(super) fn slots_of(&self, stay: u32) -> Slots {
        self.slots[stay as usize]
    }

    pub(super) fn rank_of(&self, stay: u32) -> u32 {
        self.rank[stay as usize]
    }

    /// Rows that a stay uses, and how much of each; by row.
    pub(super) fn entries(&self, stay: u32) -> &[(u32, u64)] {
        &self.entries[self.starts[stay as usize] as usize..self.starts[stay as usize + 1] as usize]
    }

    /// Whether no answer can give this stay.
    pub(super) fn is_never(&self, stay: u32) -> bool {
        self.never[stay as usize]
    }

    /// Whether a stay uses a row.
    pub(super) fn uses(&self, stay: u32, row: u32) -> bool {
        self.entries(stay).binary_search_by_key(&row, |e| e.0).is_ok()
    }

    /// The least that any stay uses of a row.
    pub(super) fn unit_of(&self, row: u32) -> u64 {
        self.unit[row as usize]
    }

    /// Whether a row has nothing left for anybody.
    pub(super) fn is_full(&self, row: u32) -> bool {
        let (used, cap) = (self.used[row as usize], self.table.caps[row as usize]);
        used.saturating_add(self.unit[row as usize]) > cap
    }

    /// The slot of a row; none for a quota.
    pub(super) fn slot_of(&self, row: u32) -> Option<u32> {
        match self.table.what[row as usize] {
            LimitAt::Quota(_) => None,
            LimitAt::Opening { slot, .. } => Some(slot),
        }
    }

    /// Requests that take of a quota in some stay.
    pub(super) fn takers(&self, quota: u32) -> &[u32] {
        let q = quota as usize;
        &self.takers[self.takers_of[q] as usize..self.takers_of[q + 1] as usize]
    }

    /// Requests that may be using a row now.
    pub(super) fn holders(&self, row: u32) -> &[u32] {
        match self.table.what[row as usize] {
            LimitAt::Quota(q) => self.takers(q),
            LimitAt::Opening { opening, .. } => &self.here[opening as usize],
        }
    }

    /// How many of a request's stays have a rank of at most `rank`.
    pub(super) fn within(&self, request: u32, rank: u32) -> u32 {
        let all = self.first[request as usize] as usize..self.first[request as usize + 1] as usize;
        self.rank[all].partition_point(|&r| r <= rank) as u32
    }

    fn limits_of(&self, stay: u32) -> (&'m Opening, u32) {
        let opening = self.opening[stay as usize];
        (&self.market.openings()[opening as usize], opening)
    }

    /// Whether a request that is nowhere could have this stay, everybody else staying where they are.
    pub(super) fn fits(&self, request: u32, stay: u32) -> bool {
        if self.never[stay as usize] {
            return false;
        }
        let free =
            |&(row, amount): &(u32, u64)| self.used[row as usize] + amount <= self.table.caps[row as usize];
        self.entries(stay).iter().all(free)
            && self.teachers_suffice(request, stay)
            && self.rooms_suffice(request, stay)
    }

    /// Whether teachers for several bands suffice in all slots of the stay.
    pub(super) fn teachers_suffice(&self, request: u32, stay: u32) -> bool {
        let (Opening { limits, .. }, opening) = self.limits_of(stay);
        let Some(staff) = limits.staff.as_ref().filter(|s| s.bands.len() > 1) else { return true };
        let members = self.market.request(request as usize).members();
        let bands = staff.bands.len();
        for slot in self.slots[stay as usize].iter() {
            let from = self.base[opening as usize] as usize + slot * bands;
            let mut loads = [0; CLASSES];
            loads[..bands].copy_from_slice(&self.loads[from..from + bands]);
            for member in members {
                if let Some(b) = staff.bands.iter().position(|b| b.classes & (1 << member.class) != 0) {
                    loads[b] += u64::from(member.load);
                }
            }
            if teachers_needed(staff, &loads) > staff.teachers[slot].into() {
                return false;
            }
        }
        true
    }

    /// Whether there is a room for everybody who is ill.
    pub(super) fn rooms_suffice(&self, request: u32, stay: u32) -> bool {
        let (Opening { limits, .. }, opening) = self.limits_of(stay);
        let Some(rooms) = &limits.rooms else { return true };
        let ill = |r: u32, s: u32| {
            let slots = self.slots[s as usize];
            let members = self.market.request(r as usize).members();
            members.iter().filter_map(move |m| Some(Patient { illness: m.illness?, slots }))
        };
        let mut patients: Vec<Patient> = ill(request, stay).collect();
        if patients.is_empty() {
            return true;
        }
        for &other in &self.here[opening as usize] {
            patients.extend(ill(other, self.at[other as usize]));
        }
        share_out(rooms, &patients).is_some()
    }

    /// Gives a stay to a request that is nowhere. It has to fit.
    pub(super) fn place(&mut self, request: u32, stay: u32) {
        self.at[request as usize] = stay;
        self.here[self.opening[stay as usize] as usize].push(request);
        self.change(request, stay, u64::wrapping_add);
    }

    /// Takes a request out of the stay it has, which is returned.
    pub(super) fn lift(&mut self, request: u32) -> u32 {
        let stay = std::mem::replace(&mut self.at[request as usize], OUT);
        let here = &mut self.here[self.opening[stay as usize] as usize];
        // The order in an opening does not matter to anybody who looks at it.
        if let Some(i) = here.iter().position(|&r| r == request) {
            here.swap_remove(i);
        }
        self.change(request, stay, u64::wrapping_sub);
        stay
    }

    fn change(&mut self, request: u32, stay: u32, by: impl Fn(u64, u64) -> u64) {
        for i in self.starts[stay as usize]..self.starts[stay as usize + 1] {
            let (row, amount) = self.entries[i as usize];
            self.used[row as usize] = by(self.used[row as usize], amount);
        }
        let (Opening { limits, .. }, opening) = self.limits_of(stay);
        let Some(staff) = limits.staff.as_ref().filter(|s| s.bands.len() > 1) else { return };
        for slot in self.slots[stay as usize].iter() {
            let from = self.base[opening as usize] as usize + slot * staff.bands.len();
            for member in self.market.request(request as usize).members() {
                if let Some(b) = staff.bands.iter().position(|b| b.classes & (1 << member.class) != 0) {
                    self.loads[from + b] = by(self.loads[from + b], member.load.into());
                }
            }
        }
    }

    /// A seat more in an opening, in all and for a class.
    pub(super) fn free_seat(&mut self, opening: u32, class: u8, slots: Slots) {
        let limits = &self.market.openings()[opening as usize].limits;
        let rows = self.table.rows[opening as usize].clone();
        let group = limits.groups.iter().position(|g| g.classes & (1 << class) != 0);
        let group = group.and_then(|g| Some(rows.groups? + (g * self.market.slots()) as u32));
        for first in [rows.seats, group].into_iter().flatten() {
            for slot in slots.iter() {
                self.table.caps[first as usize + slot] += 1;
            }
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
