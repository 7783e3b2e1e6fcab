//! An allocation: one outcome per household.

use super::{HouseholdId, Market, WishId};

/// What every household gets: one of its wishes, or nothing.
///
/// A plain value: it may be infeasible or unstable. Only the judge ([`crate::verify`]) can vouch for it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Allocation {
    // 0 = left out, otherwise the 1-based place in the household's list.
    rank: Vec<u32>,
}

impl Allocation {
    /// Everybody left out.
    pub fn empty(market: &Market) -> Self {
        Self { rank: vec![0; market.households().len()] }
    }

    /// Everybody as today: holders stay, the others are left out.
    pub fn as_today(market: &Market) -> Self {
        let rank = market
            .households()
            .map(|h| if market.holds_seat(h) { market.wish_range(h).len() as u32 } else { 0 })
            .collect();
        Self { rank }
    }

    /// From 1-based places per household in id order, `None` for left out.
    pub fn from_ranks(ranks: impl IntoIterator<Item = Option<u32>>) -> Self {
        Self { rank: ranks.into_iter().map(|r| r.unwrap_or(0)).collect() }
    }

    /// The number of households it speaks of.
    pub fn len(&self) -> usize {
        self.rank.len()
    }

    /// Whether it speaks of no household at all.
    pub fn is_empty(&self) -> bool {
        self.rank.is_empty()
    }

    /// The 1-based place of the wish a household gets; `None` if it is left out. What the family calls its rank is
    /// [`Market::rank_of`] the wish.
    #[inline]
    pub fn rank(&self, household: HouseholdId) -> Option<u32> {
        match self.rank[household.index()] {
            0 => None,
            r => Some(r),
        }
    }

    /// The wish a household gets, if the rank exists in its list.
    #[inline]
    pub fn wish(&self, market: &Market, household: HouseholdId) -> Option<WishId> {
        self.rank(household).and_then(|r| market.wish_at(household, r))
    }

    /// Gives a household the wish at a 1-based place, or nothing.
    pub fn set(&mut self, household: HouseholdId, rank: Option<u32>) {
        self.rank[household.index()] = rank.unwrap_or(0);
    }

    /// Counts children by outcome and adds up the wish ranks. Linear in the children.
    pub fn tally(&self, market: &Market) -> Tally {
        let mut tally = Tally { children: market.child_count() as u32, ..Tally::default() };
        for h in market.households() {
            let Some(wish) = self.wish(market, h) else { continue };
            let rank = market.rank_of(wish);
            tally.rank_sum += u64::from(rank);
            tally.first_wishes += u32::from(rank == 1);
            let claims = market.claims(wish);
            for child in market.children(h) {
                let mut mine = claims.iter().filter(|c| c.child == child).peekable();
                if mine.peek().is_none() {
                    continue;
                }
                if mine.all(|c| market.keeps_seat(c.claimant)) {
                    tally.kept += 1;
                } else {
                    tally.placed += 1;
                }
            }
        }
        tally.unplaced = tally.children - tally.placed - tally.kept;
        tally
    }
}

/// Counts of an allocation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// All children of the market.
    pub children: u32,
    /// Children with a new seat.
    pub placed: u32,
    /// Children who stay at the seat they hold.
    pub kept: u32,
    /// Children without any seat.
    pub unplaced: u32,
    /// Households that got their first wish.
    pub first_wishes: u32,
    /// Sum of the 1-based wish ranks over households that got one.
    pub rank_sum: u64,
}

impl Tally {
    /// Children with a seat: placed and kept.
    pub fn seated(&self) -> u32 {
        self.placed + self.kept
    }
}
