//! Who bears on a request: over rows that stand in its way, those who hold them, the rows that stand in their way, and so on.

use super::board::{Board, OUT};

/// The last ones looked for, with the scratch space.
pub(super) struct Near {
    rows: Vec<u32>,
    /// Requests that hold these rows, or are in openings where it matters who comes together.
    holders: Vec<u32>,
    /// Rounds in which a row and a request were added, and in which all that are in an opening were.
    seen_row: Vec<u32>,
    seen: Vec<u32>,
    whole: Vec<u32>,
    round: u32,
    blocked: Vec<(u32, u64)>,
}

impl Near {
    pub(super) fn new(board: &Board<'_>) -> Self {
        Self {
            rows: Vec::new(),
            holders: Vec::new(),
            seen_row: vec![0; board.used.len()],
            seen: vec![0; board.at.len()],
            whole: vec![0; board.here.len()],
            round: 0,
            blocked: Vec::new(),
        }
    }

    /// All who bear on a request that fits nowhere.
    pub(super) fn of(&mut self, board: &Board<'_>, request: u32) -> &[u32] {
        self.rows.clear();
        self.holders.clear();
        self.round += 1;
        self.seen[request as usize] = self.round;
        let mut blocked = std::mem::take(&mut self.blocked);
        let (mut v, mut next, mut row) = (request, 0, 0);
        loop {
            if v == request || board.is_movable(v) {
                let at = board.at[v as usize];
                for stay in board.stays(v).filter(|&s| s != at && !board.is_shut(s)) {
                    board.blocked(v, stay, &mut blocked);
                    blocked.iter().for_each(|&(row, _)| self.add(row));
                    let opening = board.opening_of(stay);
                    let known = self.whole[opening as usize] == self.round;
                    if !known && board.is_mixed(opening) && !board.mix_suffices(v, stay, &[v]) {
                        self.whole[opening as usize] = self.round;
                        // All that are there bear on it, whatever rows they use.
                        board.here[opening as usize].iter().for_each(|&v| self.hold(v));
                    }
                }
            }
            while next == self.holders.len() && row < self.rows.len() {
                self.add_holders(board, self.rows[row]);
                row += 1;
            }
            let Some(&holder) = self.holders.get(next) else { break };
            v = holder;
            next += 1;
        }
        self.blocked = blocked;
        &self.holders
    }

    fn add_holders(&mut self, board: &Board<'_>, row: u32) {
        for &v in board.holders(Some(row), 0) {
            let at = board.at[v as usize];
            if at != OUT && board.amount(at, row) > 0 {
                self.hold(v);
            }
        }
    }

    fn hold(&mut self, v: u32) {
        if self.seen[v as usize] != self.round {
            self.seen[v as usize] = self.round;
            self.holders.push(v);
        }
    }

    fn add(&mut self, row: u32) {
        if self.seen_row[row as usize] != self.round {
            self.seen_row[row as usize] = self.round;
            self.rows.push(row);
        }
    }
}
