//! Who is where: the standing answer, and whether somebody fits.

mod build;
mod fit;

use super::limits::{LimitAt, Table};
use crate::market::day::{DayMarket, Freed, Slots};

/// No stay.
pub(super) const OUT: u32 = u32::MAX;

/// Of a stay: nothing is known against it.
const OPEN: u32 = u32::MAX;

/// Of a stay: it can never be given, whoever else comes.
const NEVER: u32 = u32::MAX - 1;

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
    /// Per stay [`OPEN`], [`NEVER`], or the witness that nobody can be given it beside those granted.
    shut: Vec<u32>,
    /// The least that a stay uses of each row, if any does.
    unit: Vec<u64>,
    /// Per request the stay it has, or [`OUT`].
    pub(super) at: Vec<u32>,
    /// Per request how many of its stays it may have, from the best on.
    pub(super) allowed: Vec<u32>,
    /// Per request how many of its best stays it cannot have.
    pub(super) lowest: Vec<u32>,
    /// Nothing moves it.
    pub(super) fixed: Vec<bool>,
    /// Per opening the requests that are there.
    pub(super) here: Vec<Vec<u32>>,
    /// Whose stay it is.
    owner: Vec<u32>,
    /// Per stay its kind: opening, time, and the ages and illnesses of those who come.
    kind: Vec<u32>,
    kinds: usize,
    /// Per row the stays that use it.
    users_of: Vec<u32>,
    users: Vec<u32>,
    /// Per quota the requests that take of it in some stay.
    takers_of: Vec<u32>,
    takers: Vec<u32>,
    /// Openings in which it matters who comes together: teachers for several bands, or rooms.
    mixed: Vec<bool>,
    /// Loads of the bands in openings whose teachers are more than a row: `[base + slot * bands + band]`.
    base: Vec<u32>,
    loads: Vec<u64>,
}

impl<'m> Board<'m> {
    /// The stays that a request may have, best first.
    pub(super) fn stays(&self, request: u32) -> std::ops::Range<u32> {
        let r = request as usize;
        self.first[r] + self.lowest[r]..self.first[r] + self.allowed[r]
    }

    /// Whether it may have another stay than the one it has.
    pub(super) fn is_movable(&self, request: u32) -> bool {
        !self.fixed[request as usize] && self.stays(request).len() > 1
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

    /// Number of all entries.
    pub(super) fn all_entries(&self) -> usize {
        self.entries.len()
    }

    /// The numbers of a stay's entries.
    pub(super) fn entry_range(&self, stay: u32) -> std::ops::Range<usize> {
        self.starts[stay as usize] as usize..self.starts[stay as usize + 1] as usize
    }

    /// The number of a stay's entry for a row.
    pub(super) fn entry_of(&self, stay: u32, row: u32) -> Option<usize> {
        self.entry_range(stay).find(|&e| self.entries[e].0 == row)
    }

    pub(super) fn row_of_entry(&self, entry: u32) -> u32 {
        self.entries[entry as usize].0
    }

    /// What a stay uses of a row.
    pub(super) fn amount(&self, stay: u32, row: u32) -> u64 {
        self.entries(stay).iter().find(|e| e.0 == row).map_or(0, |e| e.1)
    }

    /// Whether no answer can give this stay beside those granted.
    pub(super) fn is_shut(&self, stay: u32) -> bool {
        self.shut[stay as usize] != OPEN
    }

    /// The witness that shuts a stay; none if it is open or can never be given.
    pub(super) fn shut_by(&self, stay: u32) -> Option<u32> {
        let shut = self.shut[stay as usize];
        (shut < NEVER).then_some(shut)
    }

    /// Shuts a stay that is open.
    pub(super) fn shut(&mut self, stay: u32, witness: u32) {
        if self.shut[stay as usize] == OPEN {
            self.shut[stay as usize] = witness;
        }
    }

    /// Opens all stays that witnesses have shut; they do not hold once seats are set free.
    fn reopen(&mut self) {
        self.shut.iter_mut().filter(|s| **s < NEVER).for_each(|s| *s = OPEN);
    }

    /// The stays that use a row.
    pub(super) fn users(&self, row: u32) -> &[u32] {
        &self.users[self.users_of[row as usize] as usize..self.users_of[row as usize + 1] as usize]
    }

    pub(super) fn owner_of(&self, stay: u32) -> u32 {
        self.owner[stay as usize]
    }

    /// The kind of a stay: two of one kind weigh the same on the opening.
    pub(super) fn kind_of(&self, stay: u32) -> u32 {
        self.kind[stay as usize]
    }

    /// Number of kinds.
    pub(super) fn kinds(&self) -> usize {
        self.kinds
    }

    /// Whether it matters in this opening who comes together.
    pub(super) fn is_mixed(&self, opening: u32) -> bool {
        self.mixed[opening as usize]
    }

    /// The least that any stay uses of a row.
    pub(super) fn unit_of(&self, row: u32) -> u64 {
        self.unit[row as usize]
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

    /// Requests that may be using a row now; without a row, those in the opening.
    pub(super) fn holders(&self, row: Option<u32>, opening: u32) -> &[u32] {
        match row.map(|row| self.table.what[row as usize]) {
            Some(LimitAt::Quota(q)) => self.takers(q),
            Some(LimitAt::Opening { opening, .. }) => &self.here[opening as usize],
            None => &self.here[opening as usize],
        }
    }

    /// How many of a request's stays have a rank of at most `rank`.
    pub(super) fn within(&self, request: u32, rank: u32) -> u32 {
        let all = self.first[request as usize] as usize..self.first[request as usize + 1] as usize;
        self.rank[all].partition_point(|&r| r <= rank) as u32
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
        let opening = self.opening[stay as usize] as usize;
        let staff = self.market.openings()[opening].limits.staff.as_ref().filter(|s| s.bands.len() > 1);
        let Some(staff) = staff else { return };
        for slot in self.slots[stay as usize].iter() {
            let from = self.base[opening] as usize + slot * staff.bands.len();
            for member in self.market.request(request as usize).members() {
                if let Some(b) = staff.bands.iter().position(|b| b.classes & (1 << member.class) != 0) {
                    self.loads[from + b] = by(self.loads[from + b], member.load.into());
                }
            }
        }
    }

    /// A seat more in an opening, in all and for a class.
    pub(super) fn free_seat(&mut self, freed: Freed) {
        self.reopen();
        self.seat_rows(freed).for_each(|row| self.table.caps[row] += 1);
    }

    /// Takes back seats that were set free, if none of them is used; whether that is so.
    pub(super) fn withdraw_seats(&mut self, freed: &[Freed]) -> bool {
        let rows: Vec<usize> = freed.iter().flat_map(|&f| self.seat_rows(f)).collect();
        rows.iter().for_each(|&row| self.table.caps[row] -= 1);
        let unused = rows.iter().all(|&row| self.used[row] <= self.table.caps[row]);
        if !unused {
            rows.iter().for_each(|&row| self.table.caps[row] += 1);
        }
        unused
    }

    /// The rows that count a seat: those of the opening, and those of the group of its class.
    fn seat_rows(&self, freed: Freed) -> impl Iterator<Item = usize> + use<> {
        let limits = &self.market.openings()[freed.opening as usize].limits;
        let rows = &self.table.rows[freed.opening as usize];
        let group = limits.groups.iter().position(|g| g.classes & (1 << freed.class) != 0);
        let group = group.and_then(|g| Some(rows.groups? + (g * self.market.slots()) as u32));
        let firsts = [rows.seats, group].into_iter().flatten();
        firsts.flat_map(move |first| freed.slots.iter().map(move |slot| first as usize + slot))
    }
}
