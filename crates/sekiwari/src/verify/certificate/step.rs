//! The two rules: their conditions, word for word, and what they change.

use super::fault::{ProofFault, ProofTable};
use super::state::State;
use crate::certificate::Step;
use crate::market::{Demand, HouseholdId, PoolId, WishId};

impl State<'_> {
    /// Takes a step if its condition holds.
    ///
    /// Cost: the claimants of the pools it speaks of; a count ends where it is decided.
    pub(super) fn take(&mut self, step: Step) -> Result<(), ProofFault> {
        match step {
            Step::Guarantee { wish } => self.guarantee(wish),
            Step::Hopeless { wish, pool } => self.hopeless(wish, pool),
        }
    }

    fn guarantee(&mut self, wish: WishId) -> Result<(), ProofFault> {
        let (household, rank) = self.owner(wish)?;
        if !self.is_hard(household) {
            return Err(ProofFault::MayBlock { household });
        }
        for demand in self.market.demands(wish) {
            if !self.has_room(household, wish, demand) {
                let claims = self.possible_others(household, demand) + demand.count;
                let (pool, seats) = (demand.pool, self.market.pool(demand.pool).seats);
                return Err(ProofFault::NotGuaranteed { household, rank, pool, claims, seats });
            }
        }
        let below = wish.index() + 1..self.market.wish_range(household).end;
        self.kill_all(household, below);
        self.set_must(household);
        Ok(())
    }

    fn hopeless(&mut self, wish: WishId, pool: PoolId) -> Result<(), ProofFault> {
        let (household, rank) = self.owner(wish)?;
        if pool.index() >= self.market.pools().len() {
            return Err(ProofFault::UnknownId { table: ProofTable::Pools, index: pool.index() as u32 });
        }
        let seats = self.market.pool(pool).seats;
        let Some(demand) = self.market.demands(wish).find(|d| d.pool == pool) else {
            return Err(ProofFault::NotHopeless { household, rank, pool, claims: 0, seats });
        };
        let mut claims = demand.count;
        for &c in self.market.pool_claimants(pool) {
            if claims > seats {
                break;
            }
            let claimant = self.market.claimant(c);
            let other = self.market.household_of(claimant.child);
            if other != household && claimant.rank < demand.worst && self.casts_shadow(other, c.index(), wish)
            {
                claims = seats.saturating_add(1);
                break;
            }
            let counts = other != household
                && (self.is_forced(other, c.index())
                    || (claimant.rank < demand.worst && self.is_conditional(other, c.index(), wish)));
            claims += u32::from(counts);
        }
        if claims <= seats {
            return Err(ProofFault::NotHopeless { household, rank, pool, claims, seats });
        }
        self.kill(household, wish);
        Ok(())
    }

    /// Whether a pool has room for a demand of a wish whatever other households get: the possible claimants of others ranked no worse and
    /// the demand are no more than the seats; or so many seats as the demand has are taken, in any case, by others ranked worse and, in
    /// whatever it may get that is worse than the wish, by the household itself.
    fn has_room(&self, household: HouseholdId, wish: WishId, demand: Demand) -> bool {
        let seats = self.market.pool(demand.pool).seats;
        self.possible_others(household, demand) + demand.count <= seats
            || self.sure_seats(household, wish, demand) >= demand.count
    }

    fn sure_seats(&self, household: HouseholdId, wish: WishId, demand: Demand) -> u32 {
        let worse = |&w: &WishId| w > wish;
        let sure = self.market.pool_claimants(demand.pool).iter().filter(|&&c| {
            let claimant = self.market.claimant(c);
            let owner = self.market.household_of(claimant.child);
            if owner != household {
                return claimant.rank > demand.worst && self.is_forced(owner, c.index());
            }
            let mut below = self.alive_wishes(household).filter(worse).peekable();
            let uses = |w: WishId| self.market.claims(w).iter().any(|x| x.claimant == c);
            self.must(household) && below.peek().is_some() && below.all(uses)
        });
        sure.count() as u32
    }

    /// The possible claimants of households other than `household`, ranked no worse than the worst claim of a demand.
    fn possible_others(&self, household: HouseholdId, demand: Demand) -> u32 {
        let market = self.market;
        let ahead = market
            .pool_claimants(demand.pool)
            .iter()
            .take_while(|&&c| market.claimant(c).rank <= demand.worst);
        let others = ahead.filter(|&&c| {
            self.is_possible(c.index()) && market.household_of(market.claimant(c).child) != household
        });
        others.count() as u32
    }

    /// Whether the claimant's household is hard, its best alive wish uses the claimant and no other of the same pool,
    /// and at every other pool of that wish either the condition of Guarantee holds, or it has one claim there and the
    /// wish in question a worse one.
    fn is_conditional(&self, household: HouseholdId, claimant: usize, wish: WishId) -> bool {
        if !self.is_hard(household) || !self.is_possible(claimant) {
            return false;
        }
        let pool = self.market.claimants()[claimant].pool;
        let Some(best) = self.alive_wishes(household).next() else { return false };
        let used = self.market.claims(best).iter().any(|c| c.claimant.index() == claimant);
        used && self.market.demands(best).all(|d| {
            let behind = || self.market.demands(wish).any(|w| w.pool == d.pool && w.worst > d.worst);
            if d.pool == pool {
                d.count == 1
            } else if d.count == 1 && behind() {
                true
            } else {
                self.has_room(household, best, d)
            }
        })
    }

    /// Whether the household is hard and has a dead wish with the claimant, with nothing alive above it, of which every pool either
    /// meets the condition of Guarantee, or has one claim of it and a worse one of the wish in question.
    fn casts_shadow(&self, household: HouseholdId, claimant: usize, wish: WishId) -> bool {
        let mut dead = self.market.wishes(household).take_while(|&u| !self.is_alive(u));
        self.is_hard(household)
            && dead.any(|u| {
                let used = self.market.claims(u).iter().any(|c| c.claimant.index() == claimant);
                used && self.market.demands(u).all(|d| {
                    let behind = self.market.demands(wish).any(|w| w.pool == d.pool && w.worst > d.worst);
                    (d.count == 1 && behind) || self.has_room(household, u, d)
                })
            })
    }

    /// The household of a wish, and the 1-based place of the wish in its list.
    fn owner(&self, wish: WishId) -> Result<(HouseholdId, u32), ProofFault> {
        if wish.index() >= self.market.wish_count() {
            return Err(ProofFault::UnknownId { table: ProofTable::Wishes, index: wish.index() as u32 });
        }
        // No wish is empty, and its claims belong to children of its household.
        let household = self.market.household_of(self.market.claims(wish)[0].child);
        Ok((household, (wish.index() - self.market.wish_range(household).start) as u32 + 1))
    }

    /// Says if a household id does not exist.
    pub(super) fn known(&self, household: HouseholdId) -> Result<(), ProofFault> {
        if household.index() < self.market.households().len() {
            return Ok(());
        }
        Err(ProofFault::UnknownId { table: ProofTable::Households, index: household.index() as u32 })
    }
}
