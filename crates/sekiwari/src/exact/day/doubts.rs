//! Places for which a search has ended without an answer.
//!
//! Those granted only become more. So when no place was found for a request at an opening, none will be for a later one of
//! the same kind: as many children of the same ages and illnesses, at the same time. It need not be searched for again; that
//! spares long searches where teachers for several ages or rooms make for hard packing.

use super::board::Board;

/// So many searches without an answer are made before any is spared.
const FREE: u32 = 200;

/// Which kinds of stays are in doubt.
pub(super) struct Doubts {
    doubted: Vec<bool>,
    /// Searches that ended without an answer.
    searches: u32,
    blocked: Vec<(u32, u64)>,
}

impl Doubts {
    pub(super) fn new(board: &Board<'_>) -> Self {
        Self { doubted: vec![false; board.kinds()], searches: 0, blocked: Vec::new() }
    }

    /// Whether one like this was sought in vain, and there have been enough such searches.
    pub(super) fn contains(&self, board: &Board<'_>, stay: u32) -> bool {
        self.searches > FREE && self.doubted[board.kind_of(stay) as usize]
    }

    /// The stays of a request were sought in vain: those that the opening has no room for, not those that a quota forbids.
    pub(super) fn add(&mut self, board: &Board<'_>, request: u32) {
        self.searches += 1;
        for stay in board.stays(request).filter(|&s| !board.is_shut(s)) {
            board.blocked(request, stay, &mut self.blocked);
            if self.blocked.iter().all(|&(row, _)| board.slot_of(row).is_some()) {
                self.doubted[board.kind_of(stay) as usize] = true;
            }
        }
    }

    /// Forgets all doubts.
    pub(super) fn clear(&mut self) {
        self.doubted.fill(false);
    }
}
