//! Why somebody cannot be placed: a few limits that are too small for those who cannot do without them.
//!
//! Give every row a weight. Whatever stays the granted requests have, each uses at least its *least weighted use* over the stays
//! it may have; if these sums and that of the new request exceed the weighted caps, there is no answer with all of them.
//! With one seat per request this is the condition of Hall (1935) and finds every refusal; in general it is sound but may
//! be silent.

use super::board::Board;
use super::limits::LimitAt;

/// Limits with weights that show why a request was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Witness {
    /// The limits, each with its weight, in their order.
    pub limits: Vec<(LimitAt, u64)>,
    /// Weighted sum of what they allow.
    pub allowed: u64,
    /// Weighted least use of those granted before who cannot do without them, and of the request itself.
    pub needed: u64,
}

/// Rows under suspicion, with scratch space for sums.
#[derive(Default)]
pub(super) struct Suspects {
    /// Weight of each row; 0 outside.
    weight: Vec<u64>,
    rows: Vec<u32>,
    stamp: Vec<u32>,
    round: u32,
}

/// What is kept of a witness to refuse alike requests at once: what those granted leave can only shrink.
pub(super) struct Kept {
    rows: Vec<(u32, u64)>,
    /// Weighted caps less what the granted cannot do without.
    left: u64,
}

impl Suspects {
    /// Forgets all rows.
    pub(super) fn clear(&mut self, board: &Board<'_>) {
        self.weight.resize(board.used.len(), 0);
        self.stamp.resize(board.at.len(), 0);
        for row in self.rows.drain(..) {
            self.weight[row as usize] = 0;
        }
    }

    /// Suspects the rows that keep a request from a stay. Amounts of one row are alike in most markets, so a row weighs what makes
    /// one child's use of it as heavy as one seat.
    pub(super) fn suspect(&mut self, board: &Board<'_>, stay: u32, request: u32) {
        let members = board.market.request(request as usize).members().len() as u64;
        let mut found = false;
        for &(row, amount) in board.entries(stay) {
            if board.used[row as usize] + amount > board.table.caps[row as usize] {
                self.add(row, amount, members);
                found = true;
            }
        }
        if !found {
            // Rooms or teachers that are more than a row: their rows may still say it.
            for &(row, amount) in board.entries(stay) {
                if is_more_than_a_row(board.table.what[row as usize]) {
                    self.add(row, amount, members);
                }
            }
        }
    }

    fn add(&mut self, row: u32, amount: u64, members: u64) {
        const SEAT: u64 = 27_720;
        if self.weight[row as usize] == 0 && amount > 0 {
            self.weight[row as usize] = (SEAT * members / amount).max(1);
            self.rows.push(row);
        }
    }

    /// Looks for a witness that `request` has no place beside those on the board. The request is nowhere.
    pub(super) fn witness(&mut self, board: &Board<'_>, request: u32) -> Option<(Witness, Kept)> {
        if self.rows.is_empty() {
            return None;
        }
        self.rows.sort_unstable();
        let cap = |&row: &u32| self.weight[row as usize] * board.table.caps[row as usize];
        let allowed: u64 = self.rows.iter().map(cap).sum();
        let own = self.least(board, request);
        let mut granted = 0;
        self.round += 1;
        for i in 0..self.rows.len() {
            for &r in board.holders(self.rows[i]) {
                if self.stamp[r as usize] != self.round && board.at[r as usize] != super::board::OUT {
                    self.stamp[r as usize] = self.round;
                    granted += self.least(board, r);
                }
            }
        }
        (own > 0 && granted + own > allowed).then(|| {
            let weighted = |&row: &u32| (board.table.what[row as usize], self.weight[row as usize]);
            let limits = self.rows.iter().map(weighted).collect();
            let rows = self.rows.iter().map(|&row| (row, self.weight[row as usize])).collect();
            let kept = Kept { rows, left: allowed.saturating_sub(granted) };
            (Witness { limits, allowed, needed: granted + own }, kept)
        })
    }

    /// The least weighted use of a request over the stays that it may have.
    fn least(&self, board: &Board<'_>, request: u32) -> u64 {
        let use_of = |s: u32| board.entries(s).iter().map(|&(row, a)| self.weight[row as usize] * a).sum();
        if board.fixed[request as usize] {
            let at = board.at[request as usize];
            return if at == super::board::OUT { 0 } else { use_of(at) };
        }
        let stays = board.stays(request).filter(|&s| !board.is_never(s));
        stays.map(use_of).min().unwrap_or(0)
    }
}

impl Kept {
    /// Whether it also shows that this request has no place.
    pub(super) fn refuses(&self, board: &Board<'_>, request: u32) -> bool {
        let use_of = |s: u32| -> u64 {
            let weight = |row: u32| match self.rows.binary_search_by_key(&row, |r| r.0) {
                Ok(i) => self.rows[i].1,
                Err(_) => 0,
            };
            board.entries(s).iter().map(|&(row, a)| weight(row) * a).sum()
        };
        let stays = board.stays(request).filter(|&s| !board.is_never(s));
        stays.map(use_of).min().is_some_and(|least| least > self.left)
    }
}

/// Whether a row is only implied by its limit.
fn is_more_than_a_row(what: LimitAt) -> bool {
    use super::limits::LimitKind::{Rooms, Teachers};
    matches!(what, LimitAt::Opening { kind: Teachers | Rooms, .. })
}
