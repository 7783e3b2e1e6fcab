//! Why somebody cannot be placed: limits that are too small for those who cannot do without them.
//!
//! Give some rows a weight. Whatever stays the granted requests have, each uses at least its *least weighted use* over the stays it
//! may have; if these sums and that of one more request exceed the weighted caps, there is no answer with all of them. With
//! one seat per request this is the condition of Hall (1935), and a witness exists for every refusal; in general it is
//! sound but may not be there.
//!
//! A region of rows is found in two steps. *Grow*: the full rows of the stays asked for, and the full rows of all stays that
//! their holders could have instead. *Shrink*: a holder that could use less of the region than it does is no captive, so
//! the rows that it would leave are dropped, until all holders are captives.

use super::board::{Board, OUT};
use super::limits::LimitAt;

/// Limits with weights that show why requests were refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Witness {
    /// The limits, each with its weight, in their order.
    pub limits: Vec<(LimitAt, u64)>,
    /// Weighted sum of what they allow, less the least weighted use of those granted when it was found: nobody who needs more can
    /// be added.
    pub left: u64,
}

/// What one seat weighs.
const SEAT: u64 = 27_720;

/// How many of the regions with a row are looked at, the latest first.
const LATEST: usize = 32;

/// A region that has been found.
pub(super) struct Region {
    /// Rows and weights, by row.
    rows: Vec<(u32, u64)>,
    left: u64,
    /// Its place among the witnesses.
    pub(super) witness: u32,
}

/// The search for regions, with its scratch space and all that it has found.
pub(super) struct Regions {
    /// Weight of each row in the region under work; 0 outside.
    weight: Vec<u64>,
    rows: Vec<u32>,
    /// Requests known to hold rows of the region.
    holders: Vec<u32>,
    seen: Vec<u32>,
    round: u32,
    found: Vec<Region>,
    /// Per row the regions with it.
    regions_of: Vec<Vec<u32>>,
    pub(super) witnesses: Vec<Witness>,
}

impl Regions {
    pub(super) fn new(board: &Board<'_>) -> Self {
        Self {
            weight: vec![0; board.used.len()],
            rows: Vec::new(),
            holders: Vec::new(),
            seen: vec![0; board.at.len()],
            round: 0,
            found: Vec::new(),
            regions_of: vec![Vec::new(); board.used.len()],
            witnesses: Vec::new(),
        }
    }

    /// A witness found before that also refuses this request, which is nowhere; `own` is the stay it comes from, if it had one.
    ///
    /// A region stays a witness: those granted only become more, and have fewer stays to choose from.
    pub(super) fn known(&self, board: &Board<'_>, request: u32, own: u32) -> Option<u32> {
        let first = board.stays(request).find(|&s| !board.is_never(s))?;
        let regions = board.entries(first).iter().flat_map(|&(row, _)| &self.regions_of[row as usize]);
        let refuses = |region: &&Region| {
            let use_of = |s: u32| region.use_of(board, s);
            let held = if own == OUT { 0 } else { use_of(own) };
            let least = board.stays(request).filter(|&s| !board.is_never(s)).map(use_of).min();
            least.is_some_and(|least| least > region.left + held)
        };
        regions.rev().take(LATEST).map(|&i| &self.found[i as usize]).find(refuses).map(|r| r.witness)
    }

    /// Looks for a region that refuses a request, which is nowhere, beside those on the board.
    pub(super) fn find(&mut self, board: &Board<'_>, request: u32) -> Option<u32> {
        for row in self.rows.drain(..) {
            self.weight[row as usize] = 0;
        }
        self.grow(board, request);
        self.shrink(board);
        self.close(board, request)
    }

    fn grow(&mut self, board: &Board<'_>, request: u32) {
        self.round += 1;
        self.holders.clear();
        for stay in board.stays(request).filter(|&s| !board.is_never(s)) {
            for &(row, amount) in board.entries(stay) {
                if board.used[row as usize] + amount > board.table.caps[row as usize] {
                    self.add(board, row);
                }
            }
        }
        let mut next = 0;
        while next < self.rows.len() {
            let row = self.rows[next];
            next += 1;
            for &v in board.holders(row) {
                let at = board.at[v as usize];
                if at == OUT || self.seen[v as usize] == self.round || !board.uses(at, row) {
                    continue;
                }
                self.seen[v as usize] = self.round;
                self.holders.push(v);
                if !board.is_movable(v) {
                    continue;
                }
                for stay in board.stays(v).filter(|&s| s != at && !board.is_never(s)) {
                    for &(row, _) in board.entries(stay) {
                        if board.is_full(row) {
                            self.add(board, row);
                        }
                    }
                }
            }
        }
    }

    fn add(&mut self, board: &Board<'_>, row: u32) {
        if self.weight[row as usize] == 0 {
            self.weight[row as usize] = (SEAT / board.unit_of(row).max(1)).max(1);
            self.rows.push(row);
        }
    }

    /// Drops rows until nobody who holds some could use less of them.
    fn shrink(&mut self, board: &Board<'_>) {
        let mut again = true;
        while again {
            again = false;
            for i in 0..self.holders.len() {
                let v = self.holders[i];
                if !board.is_movable(v) {
                    continue;
                }
                let at = board.at[v as usize];
                let mut have = self.use_of(board, at);
                if have == 0 {
                    continue;
                }
                for stay in board.stays(v).filter(|&s| s != at && !board.is_never(s)) {
                    if self.use_of(board, stay) < have {
                        self.drop_rows(board, at, stay);
                        have = self.use_of(board, at);
                        again = true;
                    }
                }
            }
        }
    }

    /// Drops the rows of a stay in the slots in which another uses less of the region; all its rows if none is such.
    fn drop_rows(&mut self, board: &Board<'_>, at: u32, other: u32) {
        let in_slot = |stay: u32, slot: Option<u32>| -> u64 {
            let entries = board.entries(stay).iter().filter(|e| board.slot_of(e.0) == slot);
            entries.map(|&(row, a)| self.weight[row as usize] * a).sum()
        };
        let slots = board.slots_of(at).iter().map(|t| Some(t as u32)).chain([None]);
        let worse: Vec<Option<u32>> = slots.filter(|&t| in_slot(other, t) < in_slot(at, t)).collect();
        for &(row, _) in board.entries(at) {
            if worse.contains(&board.slot_of(row)) {
                self.weight[row as usize] = 0;
            }
        }
    }

    fn use_of(&self, board: &Board<'_>, stay: u32) -> u64 {
        board.entries(stay).iter().map(|&(row, a)| self.weight[row as usize] * a).sum()
    }

    fn least(&self, board: &Board<'_>, request: u32) -> u64 {
        let stays = board.stays(request).filter(|&s| !board.is_never(s));
        stays.map(|s| self.use_of(board, s)).min().unwrap_or(0)
    }

    /// Whether what is left of the region refuses the request. Nothing of how it was found is relied on.
    fn close(&mut self, board: &Board<'_>, request: u32) -> Option<u32> {
        let own = self.least(board, request);
        if own == 0 {
            return None;
        }
        let weighted = |&row: &u32| (row, self.weight[row as usize]);
        let mut rows: Vec<(u32, u64)> = self.rows.iter().map(weighted).filter(|r| r.1 > 0).collect();
        rows.sort_unstable();
        let allowed: u64 = rows.iter().map(|&(row, w)| w * board.table.caps[row as usize]).sum();
        let least = |&v: &u32| match board.fixed[v as usize] {
            true => self.use_of(board, board.at[v as usize]),
            false => self.least(board, v),
        };
        let granted: u64 = self.holders.iter().map(least).sum();
        let left = allowed.saturating_sub(granted);
        if own <= left {
            return None;
        }
        let witness = self.witnesses.len() as u32;
        let limits = rows.iter().map(|&(row, w)| (board.table.what[row as usize], w)).collect();
        self.witnesses.push(Witness { limits, left });
        for &(row, _) in &rows {
            self.regions_of[row as usize].push(self.found.len() as u32);
        }
        self.found.push(Region { rows, left, witness });
        Some(witness)
    }
}

impl Region {
    fn use_of(&self, board: &Board<'_>, stay: u32) -> u64 {
        let weight = |row: u32| match self.rows.binary_search_by_key(&row, |r| r.0) {
            Ok(i) => self.rows[i].1,
            Err(_) => 0,
        };
        board.entries(stay).iter().map(|&(row, a)| weight(row) * a).sum()
    }
}
