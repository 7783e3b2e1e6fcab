//! Why somebody cannot be placed: limits that are too small for those who cannot do without them.
//!
//! Give some rows a weight. Whatever stays the granted requests have, each uses at least its *least weighted use* over the stays it
//! may have; if these sums and that of one more request exceed the weighted caps, there is no answer with all of them. With
//! one seat per request this is the condition of Hall (1935), and a witness exists for every refusal; in general it is
//! sound but may not be there.
//!
//! The weights are found by raising them. The row in the way of a stay weighs something; whoever holds a row that weighs
//! something and could do with less elsewhere has a row raised there, until nobody could. Everybody then uses the least he can, and
//! full rows have nothing left. One who has a free place to go to cannot be held; what he could save is allowed for as long as it is
//! less than what is asked for.

use super::board::{Board, OUT};
use super::limits::LimitAt;
use super::loose::Loose;
use crate::market::day::LimitKind;

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

/// The most that a row may weigh.
const HEAVIEST: u64 = 24 * SEAT;

/// Times that rows are raised for one request before it is given up.
const RAISES: u32 = 3_000;

/// The search for regions, with its scratch space.
pub(super) struct Regions {
    /// Weight of each row in the region under work; 0 outside.
    weight: Vec<u64>,
    rows: Vec<u32>,
    /// Requests that wait to be looked at.
    stack: Vec<u32>,
    waits: Vec<bool>,
    /// Per request how much less it could do with, with the round in which this was found; and the sum.
    spared: Vec<(u32, u64)>,
    spared_in_all: u64,
    /// Of several rows to be raised the last one is, not the first.
    last: bool,
    /// Requests that hold rows of the region.
    holders: Vec<u32>,
    seen: Vec<u32>,
    round: u32,
    pub(super) witnesses: Vec<Witness>,
}

impl Regions {
    pub(super) fn new(board: &Board<'_>) -> Self {
        Self {
            weight: vec![0; board.used.len()],
            rows: Vec::new(),
            stack: Vec::new(),
            last: false,
            waits: vec![false; board.at.len()],
            spared: vec![(0, 0); board.at.len()],
            spared_in_all: 0,
            holders: Vec::new(),
            seen: vec![0; board.at.len()],
            round: 0,
            witnesses: Vec::new(),
        }
    }

    /// Looks for weights that keep a request out of its stays, one stay after another, and shuts all stays that they rule out, of
    /// whomever. Whether all stays of the request are shut.
    ///
    /// Rows are raised, in turn, so that the request would need a seat's weight there, and nobody who holds a row that weighs
    /// something could do with less elsewhere. `loose`: those who are known to be able to leave.
    pub(super) fn shut(&mut self, board: &mut Board<'_>, request: u32, loose: &Loose) -> bool {
        let mut all = true;
        for stay in board.stays(request) {
            all &= board.is_shut(stay) || self.shut_one(board, request, stay, loose);
        }
        all
    }

    fn shut_one(&mut self, board: &mut Board<'_>, request: u32, stay: u32, loose: &Loose) -> bool {
        let seeds = self.to_raise(board, request, stay, loose);
        for (row, amount) in seeds {
            for last in [false, true] {
                self.last = last;
                if self.raise(board, request, stay, (row, SEAT.div_ceil(amount)), loose)
                    && self.close(board, stay)
                {
                    return true;
                }
            }
        }
        false
    }

    /// Raises a row, and then others until nobody could do with less: not by so much that the `wanted` stay would come free. Whether
    /// that came to an end.
    fn raise(
        &mut self,
        board: &Board<'_>,
        request: u32,
        wanted: u32,
        (row, by): (u32, u64),
        loose: &Loose,
    ) -> bool {
        for row in self.rows.drain(..) {
            self.weight[row as usize] = 0;
        }
        for v in self.stack.drain(..) {
            self.waits[v as usize] = false;
        }
        self.holders.clear();
        self.round += 1;
        self.spared_in_all = 0;
        self.raise_row(board, request, row, by);
        let mut raises = 0;
        while let Some(v) = self.stack.pop() {
            self.waits[v as usize] = false;
            if !board.is_movable(v) {
                continue;
            }
            let at = board.at[v as usize];
            for stay in board.stays(v) {
                if stay == at || board.is_shut(stay) {
                    continue;
                }
                let (need, have) = (self.use_of(board, at), self.use_of(board, stay));
                if have >= need {
                    continue;
                }
                raises += 1;
                let row = self.best_to_raise(board, v, stay, loose).filter(|_| raises < RAISES);
                let by = row.map(|(row, amount)| (row, (need - have).div_ceil(amount)));
                match by.filter(|&(row, by)| self.weight[row as usize] + by <= HEAVIEST) {
                    Some((row, by)) => self.raise_row(board, request, row, by),
                    // It can do with less: what it uses beyond is no help to the argument.
                    None if raises < RAISES && self.spare(v, need - have) < self.use_of(board, wanted) => {}
                    None => return false,
                }
            }
        }
        true
    }

    /// Notes that a request could do with so much less, and gives the sum over all.
    fn spare(&mut self, v: u32, by: u64) -> u64 {
        if self.spared[v as usize].0 != self.round {
            self.spared[v as usize] = (self.round, 0);
        }
        let own = &mut self.spared[v as usize].1;
        self.spared_in_all += by.saturating_sub(*own);
        *own = by.max(*own);
        self.spared_in_all
    }

    fn raise_row(&mut self, board: &Board<'_>, request: u32, row: u32, by: u64) {
        if self.weight[row as usize] == 0 {
            self.rows.push(row);
        }
        self.weight[row as usize] += by;
        for &h in board.holders(Some(row), 0) {
            let at = board.at[h as usize];
            if h == request || at == OUT || board.amount(at, row) == 0 {
                continue;
            }
            if self.seen[h as usize] != self.round {
                self.seen[h as usize] = self.round;
                self.holders.push(h);
            }
            if !self.waits[h as usize] {
                self.waits[h as usize] = true;
                self.stack.push(h);
            }
        }
    }

    /// The row to raise for a stay: rather one that weighs something than one that does not, an opening's rather than a quota;
    /// the `last` of them or the first.
    fn best_to_raise(&self, board: &Board<'_>, v: u32, stay: u32, loose: &Loose) -> Option<(u32, u64)> {
        let rank = |&(row, _): &(u32, u64)| {
            let place = if self.last { u32::MAX - row } else { row };
            (self.weight[row as usize] == 0, board.slot_of(row).is_none(), place)
        };
        self.to_raise(board, v, stay, loose).into_iter().min_by_key(rank)
    }

    /// Rows that have no room for a request at a stay, even without the loose; where it matters who comes together, the rows
    /// of teachers and rooms if there are no others.
    fn to_raise(&self, board: &Board<'_>, v: u32, stay: u32, loose: &Loose) -> Vec<(u32, u64)> {
        let entries = board.entries(stay).iter().copied();
        let mut rows: Vec<(u32, u64)> = entries.clone().filter(|&e| loose.lacks(board, v, e)).collect();
        if rows.is_empty() && board.is_mixed(board.opening_of(stay)) {
            rows.extend(entries.filter(|&(row, _)| match board.table.what[row as usize] {
                LimitAt::Opening { kind, .. } => kind == LimitKind::Teachers || kind.is_of_rooms(),
                LimitAt::Quota(_) => false,
            }));
        }
        rows
    }

    fn use_of(&self, board: &Board<'_>, stay: u32) -> u64 {
        board.entries(stay).iter().map(|&(row, a)| self.weight[row as usize] * a).sum()
    }

    fn least(&self, board: &Board<'_>, request: u32) -> u64 {
        let stays = board.stays(request).filter(|&s| !board.is_shut(s));
        stays.map(|s| self.use_of(board, s)).min().unwrap_or(0)
    }

    /// Whether what is left of the region keeps a request out of this stay. Nothing of how it was found is relied on.
    fn close(&mut self, board: &mut Board<'_>, stay: u32) -> bool {
        let own = self.use_of(board, stay);
        if own == 0 {
            return false;
        }
        let weighted = |&row: &u32| (row, self.weight[row as usize]);
        let mut rows: Vec<(u32, u64)> = self.rows.iter().map(weighted).collect();
        rows.sort_unstable();
        let allowed: u64 = rows.iter().map(|&(row, w)| w * board.table.caps[row as usize]).sum();
        let least = |&v: &u32| match board.fixed[v as usize] {
            true => self.use_of(board, board.at[v as usize]),
            false => self.least(board, v),
        };
        let granted: u64 = self.holders.iter().map(least).sum();
        let left = allowed.saturating_sub(granted);
        if own <= left {
            return false;
        }
        let witness = self.witnesses.len() as u32;
        let limits = rows.iter().map(|&(row, w)| (board.table.what[row as usize], w)).collect();
        self.witnesses.push(Witness { limits, left });
        for &(row, _) in &rows {
            for i in 0..board.users(row).len() {
                let stay = board.users(row)[i];
                let v = board.owner_of(stay);
                // Who is granted may use what it needs at least, and what is left; all others what is left.
                let held = match board.at[v as usize] {
                    OUT => 0,
                    at if board.fixed[v as usize] => self.use_of(board, at),
                    _ => self.least(board, v),
                };
                if self.use_of(board, stay) > left + held {
                    board.shut(stay, witness);
                }
            }
        }
        true
    }
}
