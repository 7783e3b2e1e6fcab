//! An allocation in which chains of moves are tried and taken back.
//!
//! Some households are *declared*: they may block, and take no wish above their floor. For all others the board keeps what
//! stability asks for: whoever loses its seat goes on to the best wish that takes it, and a seat that comes free goes to the
//! first in the order that would rather have it, which leaves another one free.

use crate::market::{Allocation, ClaimantId, HouseholdId, Market, PoolId, RankClass, Using, WishId};

/// Left out.
const NONE: u32 = u32::MAX;
/// Moves of one chain at most. With siblings a chain may have no end.
const MOVES: u32 = 400;

#[derive(Clone, Copy)]
enum Change {
    Outcome(HouseholdId, u32),
    Floor(HouseholdId, u32),
}

pub(in crate::exact) struct Board<'m> {
    pub(super) market: &'m Market,
    outcome: Vec<u32>,
    floor: Vec<u32>,
    // Who sits in each pool, best first.
    sitting: Vec<Vec<(RankClass, ClaimantId)>>,
    using: Using,
    pub(super) seated: u32,
    pub(super) declared: u32,
    trail: Vec<Change>,
    displaced: Vec<HouseholdId>,
    vacated: Vec<PoolId>,
}

impl<'m> Board<'m> {
    /// A feasible allocation; whoever blocks in it is declared, its floor being what it gets.
    pub(in crate::exact) fn new(market: &'m Market, allocation: &Allocation) -> Self {
        let mut board = Self {
            market,
            outcome: vec![NONE; market.households().len()],
            floor: market.households().map(|h| market.wish_range(h).start as u32).collect(),
            sitting: vec![Vec::new(); market.pools().len()],
            using: Using::new(market),
            seated: 0,
            declared: 0,
            trail: Vec::new(),
            displaced: Vec::new(),
            vacated: Vec::new(),
        };
        for h in market.households() {
            if let Some(w) = allocation.wish(market, h) {
                board.put(h, w.index() as u32);
            }
        }
        let blocking: Vec<HouseholdId> = market.households().filter(|&h| board.blocks(h)).collect();
        for h in blocking {
            board.set_floor(h, board.end(h));
        }
        board.settled();
        board
    }

    pub(super) fn allocation(&self) -> Allocation {
        let start = |h: HouseholdId| self.market.wish_range(h).start as u32;
        Allocation::from_ranks(self.market.households().map(|h| match self.outcome[h.index()] {
            NONE => None,
            w => Some(w - start(h) + 1),
        }))
    }

    /// The wish that a household gets.
    pub(super) fn outcome(&self, h: HouseholdId) -> Option<u32> {
        Some(self.outcome[h.index()]).filter(|&w| w != NONE)
    }

    /// Whether a household may block.
    pub(super) fn is_declared(&self, h: HouseholdId) -> bool {
        self.floor[h.index()] as usize > self.market.wish_range(h).start
    }

    /// The position of what a household gets, or the end of its list.
    fn end(&self, h: HouseholdId) -> u32 {
        self.outcome(h).unwrap_or(self.market.wish_range(h).end as u32)
    }

    /// Whether a household has a blocking wish.
    pub(in crate::exact) fn blocks(&self, h: HouseholdId) -> bool {
        (self.market.wish_range(h).start as u32..self.end(h)).any(|w| self.fits(h, w))
    }

    fn fits(&self, h: HouseholdId, w: u32) -> bool {
        self.market.demands(WishId::new(w)).all(|d| {
            let sitting = &self.sitting[d.pool.index()];
            let ahead = sitting.partition_point(|&(rank, _)| rank <= d.worst);
            let others = sitting[..ahead].iter().filter(|&&(_, c)| self.owner(c) != h).count() as u32;
            others + d.count <= self.market.pool(d.pool).seats
        })
    }

    fn owner(&self, c: ClaimantId) -> HouseholdId {
        self.market.household_of(self.market.claimant(c).child)
    }

    fn set_floor(&mut self, h: HouseholdId, floor: u32) {
        let was = self.is_declared(h);
        self.trail.push(Change::Floor(h, self.floor[h.index()]));
        self.floor[h.index()] = floor;
        self.declared = self.declared + u32::from(self.is_declared(h)) - u32::from(was);
    }

    fn put(&mut self, h: HouseholdId, w: u32) {
        self.outcome[h.index()] = w;
        self.seated += self.market.seated_by(WishId::new(w));
        for c in self.market.claims(WishId::new(w)) {
            let sitting = &mut self.sitting[c.pool.index()];
            let at = sitting.partition_point(|&x| x < (c.rank, c.claimant));
            sitting.insert(at, (c.rank, c.claimant));
        }
    }

    fn lift(&mut self, h: HouseholdId) {
        let Some(w) = self.outcome(h) else { return };
        self.outcome[h.index()] = NONE;
        self.seated -= self.market.seated_by(WishId::new(w));
        for c in self.market.claims(WishId::new(w)) {
            let sitting = &mut self.sitting[c.pool.index()];
            if let Ok(at) = sitting.binary_search(&(c.rank, c.claimant)) {
                sitting.remove(at);
            }
        }
    }

    /// Takes a household off its seats.
    fn unseat(&mut self, h: HouseholdId) {
        let Some(w) = self.outcome(h) else { return };
        self.trail.push(Change::Outcome(h, w));
        self.lift(h);
        let market = self.market;
        self.vacated.extend(market.claims(WishId::new(w)).iter().map(|c| c.pool));
    }

    /// Gives a household without seats a wish that fits; worse ones go where there are too many.
    fn seat(&mut self, h: HouseholdId, w: u32) {
        self.trail.push(Change::Outcome(h, NONE));
        self.put(h, w);
        for d in self.market.demands(WishId::new(w)) {
            while self.sitting[d.pool.index()].len() as u32 > self.market.pool(d.pool).seats {
                let last = self.sitting[d.pool.index()].iter().rev().map(|&(_, c)| self.owner(c));
                let Some(worst) = { last }.find(|&o| o != h) else { return };
                self.unseat(worst);
                self.displaced.push(worst);
            }
        }
    }

    /// Sends a household down: it takes nothing as good as what it has, nor the next `beyond` wishes. Says by how many the
    /// children seated change, once all have moved that have to; `None` if that has no end, or the list ends before. Then
    /// everything is as before.
    pub(super) fn send_down(&mut self, h: HouseholdId, beyond: u32) -> Option<i64> {
        let floor = self.end(h) + 1 + beyond;
        if floor as usize >= self.market.wish_range(h).end {
            return None;
        }
        self.try_floor(h, floor)
    }

    /// Lets a declared household have its way.
    pub(super) fn let_have(&mut self, h: HouseholdId) -> Option<i64> {
        self.try_floor(h, self.market.wish_range(h).start as u32)
    }

    fn try_floor(&mut self, h: HouseholdId, floor: u32) -> Option<i64> {
        let before = self.seated;
        self.trail.clear();
        self.set_floor(h, floor);
        self.unseat(h);
        self.displaced.push(h);
        if self.settle() {
            return Some(i64::from(self.seated) - i64::from(before));
        }
        self.take_back();
        None
    }

    /// What was tried last stays.
    pub(super) fn settled(&mut self) {
        self.trail.clear();
    }

    /// What was tried last is taken back.
    pub(super) fn take_back(&mut self) {
        self.displaced.clear();
        self.vacated.clear();
        while let Some(change) = self.trail.pop() {
            match change {
                Change::Outcome(h, before) => {
                    self.lift(h);
                    if before != NONE {
                        self.put(h, before);
                    }
                }
                Change::Floor(h, before) => {
                    let was = self.is_declared(h);
                    self.floor[h.index()] = before;
                    self.declared = self.declared + u32::from(self.is_declared(h)) - u32::from(was);
                }
            }
        }
    }

    /// Moves whoever has to move; false if there is no end to it.
    fn settle(&mut self) -> bool {
        let mut moves = 0;
        loop {
            moves += 1;
            if moves > MOVES {
                return false;
            }
            if let Some(h) = self.displaced.pop() {
                let list = self.floor[h.index()]..self.market.wish_range(h).end as u32;
                match { list }.find(|&w| self.fits(h, w)) {
                    Some(w) => self.seat(h, w),
                    None if self.market.holds_seat(h) => return false,
                    None => {}
                }
            } else if let Some(pool) = self.vacated.pop() {
                if let Some((h, w)) = self.first_in_line(pool) {
                    // There may be room for more than one.
                    self.vacated.push(pool);
                    self.unseat(h);
                    self.seat(h, w);
                }
            } else {
                return true;
            }
        }
    }

    /// The first in the order of a pool who would rather have a seat there, with its best wish that fits.
    fn first_in_line(&self, pool: PoolId) -> Option<(HouseholdId, u32)> {
        self.market.pool_claimants(pool).iter().find_map(|&c| {
            let h = self.owner(c);
            let (floor, end) = (self.floor[h.index()], self.end(h));
            let mut better =
                self.using.of(c).iter().map(|w| w.index() as u32).filter(|w| (floor..end).contains(w));
            let w = better.find(|&w| self.fits(h, w))?;
            (floor..=w).find(|&w| self.fits(h, w)).map(|w| (h, w))
        })
    }

    /// Households that were declared and do not block count as any others again.
    pub(super) fn forget_needless(&mut self) {
        for h in self.market.households() {
            if self.is_declared(h) && !self.blocks(h) {
                self.set_floor(h, self.market.wish_range(h).start as u32);
            }
        }
        self.settled();
    }
}
