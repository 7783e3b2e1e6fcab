//! Improving a board piece by piece: a few households are free, all others stay, and the piece is searched.
//!
//! A piece is small, so its relaxation is quick, mostly whole, and often proves at once that nothing better is in it.

use super::board::Board;
use super::relax::Relaxation;
use crate::exact::reduced::Reduced;
use crate::market::{HouseholdId, Market, WishId};

/// A narrowed market in which the open households are fixed to what they have, but for those that are free.
#[derive(Debug)]
pub(crate) struct Fixed<'r, 'm> {
    base: &'r Reduced<'m>,
    now: Reduced<'m>,
    lenient: bool,
}

impl<'r, 'm> Fixed<'r, 'm> {
    /// `lenient` where some households block on the boards to come.
    pub(crate) fn new(base: &'r Reduced<'m>, lenient: bool) -> Self {
        Self { base, now: base.clone(), lenient }
    }

    /// Fixes a household to what it has; what it would prefer may still block.
    pub(crate) fn fix(&mut self, board: &Board<'_>, h: HouseholdId) {
        let lenient = self.lenient;
        let pick = board.pick(h);
        // Who blocks as things are may go on blocking.
        let blocks = lenient && board.blocking_wish(h).is_some();
        for w in self.base.market.wish_range(h) {
            let given = pick.is_some_and(|p| p.index() == w);
            self.now.ghost[w] = !blocks && (self.base.ghost[w] || (self.base.alive[w] && !given));
            self.now.alive[w] = given;
        }
        self.now.must[h.index()] = pick.is_some();
        self.now.decided[h.index()] = true;
    }

    /// Frees a household.
    fn free(&mut self, h: HouseholdId) {
        let wishes = self.base.market.wish_range(h);
        self.now.alive[wishes.clone()].copy_from_slice(&self.base.alive[wishes.clone()]);
        self.now.ghost[wishes.clone()].copy_from_slice(&self.base.ghost[wishes]);
        self.now.must[h.index()] = self.base.must[h.index()];
        self.now.decided[h.index()] = false;
    }

    /// The relaxation of a piece: these households free, all others as they are.
    pub(crate) fn relaxation(&mut self, board: &Board<'_>, piece: &[HouseholdId]) -> Relaxation {
        piece.iter().for_each(|&h| self.free(h));
        let relaxation = Relaxation::new(&self.now, piece);
        piece.iter().for_each(|&h| self.fix(board, h));
        relaxation
    }
}

/// Who competes with whom among the open households: pools by household and households by pool.
#[derive(Debug)]
pub(crate) struct Neighbours {
    pools_of: Vec<Vec<u32>>,
    households_of: Vec<Vec<u32>>,
    met: Vec<u32>,
    round: u32,
}

impl Neighbours {
    pub(crate) fn of<W: Iterator<Item = WishId>>(
        market: &Market,
        component: &[HouseholdId],
        wishes: impl Fn(usize) -> W,
    ) -> Self {
        let mut households_of = vec![Vec::new(); market.pools().len()];
        let mut pools_of = Vec::new();
        for i in 0..component.len() {
            let claims = wishes(i).flat_map(|w| market.claims(w));
            let mut mine: Vec<u32> = claims.map(|c| c.pool.index() as u32).collect();
            mine.sort_unstable();
            mine.dedup();
            mine.iter().for_each(|&p| households_of[p as usize].push(i as u32));
            pools_of.push(mine);
        }
        let met = vec![0; component.len()];
        Self { pools_of, households_of, met, round: 0 }
    }

    /// At most `size` households around one of them, by place, near ones first.
    pub(crate) fn piece(&mut self, start: usize, size: usize) -> Vec<usize> {
        self.round += 1;
        let mut piece = vec![start];
        self.met[start] = self.round;
        let mut next = 0;
        while next < piece.len() && piece.len() < size {
            for &p in &self.pools_of[piece[next]] {
                for &h in &self.households_of[p as usize] {
                    if std::mem::replace(&mut self.met[h as usize], self.round) != self.round {
                        piece.push(h as usize);
                    }
                }
            }
            next += 1;
        }
        piece.truncate(size);
        piece
    }
}
