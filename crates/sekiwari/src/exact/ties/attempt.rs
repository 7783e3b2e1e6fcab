//! From fractions to a stable board, and the best board so far.

use super::augment::Chains;
use super::board::Board;
use super::cycles;
use super::draw::Draw;
use super::relax::Relaxation;
use super::settle::Settling;
use crate::market::{HouseholdId, Market, PoolId, WishId};

/// Everything an attempt needs, kept between attempts.
pub(crate) struct Workshop<'m> {
    pub(crate) market: &'m Market,
    pub(crate) board: Board<'m>,
    pub(crate) settling: Settling,
    pub(crate) draw: Draw,
    pub(crate) single: Vec<bool>,
    chains: Chains,
    /// Whether nobody blocks on the board.
    pub(crate) stable: bool,
    /// Households that block.
    pub(crate) blocking: u32,
    /// Attempts made.
    pub(crate) attempts: u64,
}

impl<'m> Workshop<'m> {
    /// A workshop around a board.
    pub(crate) fn new(market: &'m Market, board: Board<'m>, seed: u64) -> Self {
        let one = |h| market.children(h).len() == 1 && market.wishes(h).all(|w| market.claims(w).len() == 1);
        let single = market.households().map(one).collect();
        let blocking = board.blocking();
        Self {
            market,
            board,
            settling: Settling::new(market),
            draw: Draw::new(seed),
            single,
            chains: Chains::new(market),
            stable: blocking == 0,
            blocking,
            attempts: 0,
        }
    }

    /// Seats more children by chains, then improves wishes by rings; the board must be stable and stays so.
    pub(crate) fn polish(&mut self, among: &[HouseholdId]) {
        while self.chains.seat_one_more(self.market, &mut self.board, &self.single, among) {}
    }

    /// Improvement rings over the whole board.
    pub(crate) fn improve_wishes(&mut self) -> u64 {
        cycles::improve(self.market, &mut self.board, &self.single, 1_000)
    }

    /// Lets everybody who blocks have their way until nobody does; keeps the board if fewer block than before. Whether
    /// nobody does.
    pub(crate) fn settle_all(&mut self, turns: u64) -> bool {
        let mark = self.board.mark();
        self.market.households().for_each(|h| self.settling.push(h));
        let settled = self.settling.run(self.market, &mut self.board, &mut self.draw, turns);
        self.judge(settled, mark, (u32::MAX, u64::MAX));
        self.stable
    }

    /// Keeps the moves since a mark if they make the board better: fewer households block; or nobody, as before, and it
    /// is worth more than `before`.
    fn judge(&mut self, settled: bool, mark: usize, before: (u32, u64)) -> bool {
        let better = match self.stable {
            true => settled && self.worth() > before,
            false => {
                let blocking = if self.board.is_feasible() { self.board.blocking() } else { u32::MAX };
                let fewer = blocking < self.blocking;
                self.blocking = self.blocking.min(blocking);
                self.stable = self.blocking == 0;
                fewer
            }
        };
        match better {
            true => self.board.keep(),
            false => self.board.undo_to(mark),
        }
        better
    }

    /// Children seated, then wishes: more is better.
    fn worth(&self) -> (u32, u64) {
        (self.board.seated(), u64::MAX - self.board.rank_sum())
    }

    /// Rounds the fractions of a component and settles what that breaks. Keeps the board if it then seats more, or as
    /// many with better wishes, or if fewer households block; says whether it does.
    pub(crate) fn round(&mut self, r: &Relaxation, x: &[f64], turns: u64) -> bool {
        self.attempts += 1;
        let (market, mark) = (self.market, self.board.mark());
        let before = self.worth();
        for (c, &w) in r.wish.iter().enumerate() {
            let key = ((1.0 - x[c]).clamp(0.0, 1.0) * 1e6) as u32;
            market.claims(w).iter().for_each(|claim| self.settling.keys[claim.claimant.index()] = key);
        }
        for (i, &h) in r.households.iter().enumerate() {
            let columns = r.first[i] as usize..r.first[i + 1] as usize;
            let sum: f64 = x[columns.clone()].iter().sum();
            let most = columns.max_by(|&a, &b| x[a].total_cmp(&x[b]).then(b.cmp(&a)));
            let pick = most.filter(|&c| r.must[i] || x[c] >= 1.0 - sum).map(|c| r.wish[c]);
            if self.board.pick(h) != pick {
                self.board.give(h, pick);
            }
            self.settling.push(h);
        }
        let mut pools: Vec<PoolId> = r.wish.iter().flat_map(|&w| market.claims(w)).map(|c| c.pool).collect();
        pools.sort_unstable();
        pools.dedup();
        for p in pools {
            self.trim(p);
            self.settling.call(market, &self.board, p);
        }
        let settled = self.settling.run(market, &mut self.board, &mut self.draw, turns);
        if settled && self.stable {
            self.polish(&r.households);
        }
        self.judge(settled, mark, before)
    }

    /// Takes over what households are to get, if that seats at least as many and nobody blocks.
    pub(crate) fn adopt(&mut self, households: &[HouseholdId], picks: &[Option<WishId>]) {
        let (mark, before) = (self.board.mark(), self.board.seated());
        households.iter().zip(picks).for_each(|(&h, &pick)| self.board.give(h, pick));
        match self.board.seated() >= before && self.board.is_feasible() && self.board.blocking() == 0 {
            true => self.board.keep(),
            false => self.board.undo_to(mark),
        }
    }

    /// Like [`round`](Self::round), for some households only; accepts what seats as many.
    pub(crate) fn round_piece(&mut self, r: &Relaxation, x: &[f64], piece: &[usize], turns: u64) -> bool {
        self.attempts += 1;
        let (market, mark) = (self.market, self.board.mark());
        let before = self.board.seated();
        for &i in piece {
            let h = r.households[i];
            let columns = r.first[i] as usize..r.first[i + 1] as usize;
            let mut at = f64::from(self.draw.below(1 << 20)) / f64::from(1 << 20);
            let mut pick = None;
            for c in columns {
                let key = ((1.0 - x[c]).clamp(0.0, 1.0) * 1e6) as u32 + self.draw.below(300_000);
                let claims = market.claims(r.wish[c]);
                claims.iter().for_each(|claim| self.settling.keys[claim.claimant.index()] = key);
                if at >= 0.0 && at < x[c] + 1e-6 {
                    pick = Some(r.wish[c]);
                }
                at -= x[c];
            }
            if self.board.pick(h) != pick {
                for claim in self.board.pick(h).map_or(&[][..], |w| market.claims(w)) {
                    self.settling.later.push(claim.pool);
                }
                self.board.give(h, pick);
                for claim in pick.map_or(&[][..], |w| market.claims(w)) {
                    self.settling.later.push(claim.pool);
                }
                self.settling.push(h);
            }
        }
        let mut pools = std::mem::take(&mut self.settling.later);
        pools.sort_unstable();
        pools.dedup();
        for &p in &pools {
            self.trim(p);
            self.settling.call(market, &self.board, p);
        }
        pools.clear();
        self.settling.later = pools;
        let settled = self.settling.run(market, &mut self.board, &mut self.draw, turns);
        if settled && self.board.seated() + 3 >= before {
            self.polish(&r.households);
        }
        let better = settled && self.board.seated() >= before;
        match better {
            true => self.board.keep(),
            false => self.board.undo_to(mark),
        }
        better && self.board.seated() > before
    }

    /// Sends the worst claims of a pool away until it is within its seats.
    fn trim(&mut self, p: PoolId) {
        while self.board.taken(p).len() > self.market.pool(p).seats as usize {
            let taken = self.board.taken(p).iter();
            let worst = taken.max_by_key(|t| (t.0, self.settling.keys[t.1.index()], t.1));
            let Some(&(_, c)) = worst else { break };
            let h = self.board.owner(c);
            self.settling.leave(self.market, &mut self.board, h);
        }
    }

    /// More children seated where some households block all the same.
    pub(crate) fn fill_up(&mut self) {
        let blocking = self.blocking;
        let mark = self.board.mark();
        let all: Vec<HouseholdId> = self.market.households().collect();
        self.polish(&all);
        match self.board.blocking() <= blocking {
            true => self.board.keep(),
            false => self.board.undo_to(mark),
        }
    }

    /// The column of what each household of a relaxation has.
    pub(crate) fn columns(&self, r: &Relaxation) -> Vec<Option<u32>> {
        let column = |(i, h): (usize, &HouseholdId)| {
            let pick = self.board.pick(*h)?;
            (r.first[i]..r.first[i + 1]).find(|&c| r.wish[c as usize] == pick)
        };
        r.households.iter().enumerate().map(column).collect()
    }

    /// Children seated by a component's households.
    pub(crate) fn seated_by(&self, households: &[HouseholdId]) -> u32 {
        let seated = |h: &HouseholdId| self.board.pick(*h).map_or(0, |w: WishId| self.market.seated_by(w));
        households.iter().map(seated).sum()
    }
}
