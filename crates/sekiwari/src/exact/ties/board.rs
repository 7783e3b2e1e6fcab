//! Who sits where, kept up to date move by move, with the definition of blocking at hand.

use crate::market::{Allocation, ClaimantId, HouseholdId, Market, PoolId, RankClass, WishId};

/// An allocation in the making. A pool may for a moment hold more than its seats; [`Board::give`] does not ask.
#[derive(Clone, Debug)]
pub(crate) struct Board<'m> {
    market: &'m Market,
    picks: Vec<Option<WishId>>,
    // Per pool who sits there, best rank first.
    taken: Vec<Vec<(RankClass, ClaimantId)>>,
    // What households had before each move, so that moves can be taken back.
    log: Vec<(HouseholdId, Option<WishId>)>,
    seated: u32,
    rank_sum: u64,
}

impl<'m> Board<'m> {
    /// The board of an allocation.
    pub(crate) fn new(market: &'m Market, allocation: &Allocation) -> Self {
        let mut board = Self {
            market,
            picks: vec![None; market.households().len()],
            taken: vec![Vec::new(); market.pools().len()],
            log: Vec::new(),
            seated: 0,
            rank_sum: 0,
        };
        for h in market.households() {
            board.give(h, allocation.wish(market, h));
        }
        board.keep();
        board
    }

    /// What a household has.
    pub(crate) fn pick(&self, h: HouseholdId) -> Option<WishId> {
        self.picks[h.index()]
    }

    /// Who sits in a pool, best rank first, then by claimant.
    pub(crate) fn taken(&self, p: PoolId) -> &[(RankClass, ClaimantId)] {
        &self.taken[p.index()]
    }

    /// Whether a pool has a free seat.
    pub(crate) fn has_room(&self, p: PoolId) -> bool {
        self.taken(p).len() < self.market.pool(p).seats as usize
    }

    /// Gives a household a wish or nothing, whatever that does to others.
    pub(crate) fn give(&mut self, h: HouseholdId, wish: Option<WishId>) {
        let before = self.put(h, wish);
        self.log.push((h, before));
    }

    /// How many moves can be taken back.
    pub(crate) fn mark(&self) -> usize {
        self.log.len()
    }

    /// Takes back all moves since a mark.
    pub(crate) fn undo_to(&mut self, mark: usize) {
        while self.log.len() > mark {
            let Some((h, before)) = self.log.pop() else { break };
            self.put(h, before);
        }
    }

    /// Makes all moves final.
    pub(crate) fn keep(&mut self) {
        self.log.clear();
    }

    fn put(&mut self, h: HouseholdId, wish: Option<WishId>) -> Option<WishId> {
        let before = std::mem::replace(&mut self.picks[h.index()], wish);
        if let Some(w) = before {
            self.seated -= self.market.seated_by(w);
            self.rank_sum -= u64::from(self.market.rank_of(w));
        }
        if let Some(w) = wish {
            self.seated += self.market.seated_by(w);
            self.rank_sum += u64::from(self.market.rank_of(w));
        }
        for c in before.map_or(&[][..], |w| self.market.claims(w)) {
            let taken = &mut self.taken[c.pool.index()];
            if let Ok(i) = taken.binary_search(&(c.rank, c.claimant)) {
                taken.remove(i);
            }
        }
        for c in wish.map_or(&[][..], |w| self.market.claims(w)) {
            let taken = &mut self.taken[c.pool.index()];
            let i = taken.partition_point(|t| *t < (c.rank, c.claimant));
            taken.insert(i, (c.rank, c.claimant));
        }
        before
    }

    /// The household behind a claimant.
    pub(crate) fn owner(&self, c: ClaimantId) -> HouseholdId {
        self.market.household_of(self.market.claimant(c).child)
    }

    /// Whether `h` could insist on a wish: in each of its pools the seats of others ranked no worse leave enough.
    pub(crate) fn is_due(&self, h: HouseholdId, wish: WishId) -> bool {
        self.market.demands(wish).all(|d| {
            let taken = self.taken(d.pool);
            let ahead = taken.partition_point(|t| t.0 <= d.worst);
            let own = match self.picks[h.index()] {
                Some(w) => {
                    self.market.claims(w).iter().filter(|c| c.pool == d.pool && c.rank <= d.worst).count()
                }
                None => 0,
            };
            ahead - own + d.count as usize <= self.market.pool(d.pool).seats as usize
        })
    }

    /// The best wish that `h` prefers to what it has and could insist on.
    pub(crate) fn blocking_wish(&self, h: HouseholdId) -> Option<WishId> {
        let wishes = self.market.wishes(h);
        let end = self.picks[h.index()];
        wishes.take_while(|&w| Some(w) != end).find(|&w| self.is_due(h, w))
    }

    /// Households that block. Reads every list.
    pub(crate) fn blocking(&self) -> u32 {
        self.market.households().filter(|&h| self.blocking_wish(h).is_some()).count() as u32
    }

    /// Whether nobody holds more than there is and no holder is out.
    pub(crate) fn is_feasible(&self) -> bool {
        let market = self.market;
        let within = |p: usize| self.taken[p].len() <= market.pool(PoolId::new(p as u32)).seats as usize;
        (0..self.taken.len()).all(within)
            && market.households().all(|h| self.picks[h.index()].is_some() || !market.holds_seat(h))
    }

    /// Children seated.
    pub(crate) fn seated(&self) -> u32 {
        self.seated
    }

    /// Sum of the wish ranks.
    pub(crate) fn rank_sum(&self) -> u64 {
        self.rank_sum
    }

    /// The allocation.
    pub(crate) fn allocation(&self) -> Allocation {
        let rank = |h: HouseholdId| {
            self.picks[h.index()].map(|w| (w.index() - self.market.wish_range(h).start) as u32 + 1)
        };
        Allocation::from_ranks(self.market.households().map(rank))
    }
}
