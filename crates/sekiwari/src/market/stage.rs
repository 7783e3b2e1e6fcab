//! What makes an allocation better than another with as many blocking households.

use super::{HouseholdId, Market, WishId};

/// One stage of the objective. A household's outcome has a value; values add up, and more is better. Stages are compared
/// in order: a later one only decides between allocations equal in all earlier ones.
///
/// In all of them but [`Stage::Unchanged`] a household with a single child never gains by a worse wish in place of a
/// better one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stage {
    /// Children with a seat, new or kept (入所児童数).
    Seated,
    /// Wish ranks ([`Market::rank_of`]), smaller is better: the value is minus the rank; 0 if left out (希望順位の合計).
    RankSum,
    /// Households with their first wish (第1希望の世帯数).
    FirstWishes,
    /// Households that have one of their first `n` wishes; one such stage per rank makes the rank-maximal objective
    /// (Irving, Kavitha, Mehlhorn, Michail and Paluch 2006).
    WithinRank(u32),
    /// Households with several children whose seated children, at least two, all are at one facility (きょうだい同一施設).
    Together,
    /// Children who get what an earlier decision gave them, a seat at the same facility or none (変更のない児童); the
    /// earlier decision stands beside the market ([`Market::with_earlier`]).
    Unchanged,
}

impl Stage {
    /// The default objective after the number of blocking households: most seated, then smallest sum of ranks.
    pub const DEFAULT: &'static [Stage] = &[Stage::Seated, Stage::RankSum];

    /// The value of an outcome of a household: one of its wishes, or nothing. Cost: the claims of the wish.
    pub fn value(self, market: &Market, household: HouseholdId, wish: Option<WishId>) -> i64 {
        let Some(wish) = wish else {
            return match self {
                Stage::Unchanged => i64::from(market.unchanged_by(household, None)),
                _ => 0,
            };
        };
        let rank = i64::from(market.rank_of(wish));
        match self {
            Stage::Seated => i64::from(market.seated_by(wish)),
            Stage::RankSum => -rank,
            Stage::FirstWishes => i64::from(rank == 1),
            Stage::WithinRank(n) => i64::from(rank <= i64::from(n)),
            Stage::Together => i64::from(market.are_together(wish)),
            Stage::Unchanged => i64::from(market.unchanged_by(household, Some(wish))),
        }
    }

    /// Whether a single child's better wish is never worth less than a worse one or none.
    pub fn favours_better_wishes(self) -> bool {
        self != Stage::Unchanged
    }
}

impl Market {
    /// Whether a wish seats at least two children, all at one facility.
    pub fn are_together(&self, wish: WishId) -> bool {
        let claims = self.claims(wish);
        let facility = |c: &super::Claim| self.pool(c.pool).facility;
        let same = claims.windows(2).all(|pair| facility(&pair[0]) == facility(&pair[1]));
        same && self.seated_by(wish) >= 2
    }
}
