//! The same market with some households in the place of others, or with other seats: for questions of the kind *what if this
//! family had come with other points or another list*.

use super::{
    ChildId, Claim, Claimant, ClaimantId, FacilityId, HouseholdId, Market, MarketBuilder, MarketError,
    Newcomer, Pool, PoolId, RankClass, Replacement, WishId,
};

impl Market {
    /// The same market with room between any two neighbours, so that a newcomer can stand there: rank classes are even, places in
    /// the list over all households odd. At the end stands one more pool, without seats, that nobody asks for yet. What is
    /// decided in it is decided in this one. Cost: a copy.
    pub fn roomy(&self) -> (Market, PoolId) {
        let mut market = self.clone();
        let twice = |rank: RankClass| RankClass::new(rank.get() * 2);
        market.claimants.iter_mut().for_each(|c| c.rank = twice(c.rank));
        market.claims.iter_mut().for_each(|c| c.rank = twice(c.rank));
        market.precedence.iter_mut().for_each(|p| *p = *p * 2 + 1);
        let nowhere = PoolId::new(market.pools.len() as u32);
        let facility = market.pools.first().map_or(FacilityId::new(0), |p| p.facility);
        market.pools.push(Pool { facility, seats: 0 });
        let end = market.pool_claimants.len() as u32;
        market.pool_claimants_start.push(end);
        (market, nowhere)
    }

    /// The same market with newcomers instead of some households, each named once, and with other seats. Everybody keeps their ids:
    /// those who are gone stay in the tables and ask for seats of `nowhere` ([`Market::roomy`]), which has none; newcomers come
    /// after everybody else, in their order. Who comes with other ranks and nothing else stays in its place
    /// ([`Market::ids_of_newcomers`]). Seats never fall below those held.
    ///
    /// Newcomers are to be what a household of a market can be: wishes not empty, no two alike, and last the wish to stay where
    /// they hold a seat. Cost: a copy, and a pass over the claimants.
    pub fn replaced(&self, nowhere: PoolId, replacements: &[Replacement], seats: &[(PoolId, i64)]) -> Market {
        let mut market = self.clone();
        self.replaced_into(nowhere, replacements, seats, &mut market);
        market
    }

    /// The same in the memory of another market.
    pub(crate) fn replaced_into(
        &self,
        nowhere: PoolId,
        replacements: &[Replacement],
        seats: &[(PoolId, i64)],
        market: &mut Market,
    ) {
        market.copy_from(self);
        let last = RankClass::new(1);
        let (moved, others): (Vec<&Replacement>, Vec<&Replacement>) =
            replacements.iter().partition(|r| r.only_moves(self));
        moved.iter().for_each(|r| market.move_in_place(r.gone, &r.newcomers[0]));
        for h in others.iter().map(|r| r.gone) {
            market.holds[h.index()] = false;
            for c in market.claimants_of(h) {
                market.claimants[c].pool = nowhere;
                market.claimants[c].rank = last;
                if let Some(given) = market.given.get_mut(c) {
                    *given = false;
                }
            }
            let wishes = market.wish_range(h);
            let claims = market.wish_claims[wishes.start] as usize..market.wish_claims[wishes.end] as usize;
            for claim in &mut market.claims[claims] {
                claim.pool = nowhere;
                claim.rank = last;
            }
        }
        let newcomers = || replacements.iter().flat_map(|r| &r.newcomers);
        others.iter().flat_map(|r| &r.newcomers).for_each(|n| market.append(n));
        market.sort_claimants(self, nowhere, replacements);
        for &(pool, more) in seats {
            let held = market.held_in(pool);
            let seats = &mut market.pools[pool.index()].seats;
            let wanted = i64::from(*seats).saturating_add(more).clamp(0, i64::from(u32::MAX));
            *seats = (wanted as u32).max(held);
        }
        market.has_ties |= newcomers().flat_map(|n| &n.claimants).any(|c| market.is_tied(c.1, c.2));
    }

    /// The ids that newcomers have in [`Market::replaced`], in their order: the household's own where it comes with other ranks and
    /// nothing else. Cost: the claims of these households.
    pub fn ids_of_newcomers(&self, replacements: &[Replacement]) -> Vec<HouseholdId> {
        let mut next = self.households().len();
        let mut ids = Vec::with_capacity(replacements.len());
        for r in replacements {
            if r.only_moves(self) {
                ids.push(r.gone);
            } else {
                let end = next + r.newcomers.len();
                ids.extend((next..end).map(|h| HouseholdId::new(h as u32)));
                next = end;
            }
        }
        ids
    }

    /// Like [`Market::replaced`] with newcomers in the place of each household that is gone: those who come later in the tables get
    /// other ids. What searches in the order of ids finds the same as where the households had always been so. Cost:
    /// building a market.
    ///
    /// # Errors
    /// [`MarketError`]s if a newcomer is not what a household can be.
    pub fn replaced_in_place(
        &self,
        replacements: &[Replacement],
        seats: &[(PoolId, i64)],
    ) -> Result<Market, Vec<MarketError>> {
        let mut builder = MarketBuilder::new();
        let mut held: Vec<u32> = (0..self.pools.len()).map(|p| self.held_in(PoolId::new(p as u32))).collect();
        for there in replacements {
            let gone = self.claimants_of(there.gone).map(|c| &self.claimants[c]);
            gone.filter(|c| c.rank.is_held()).for_each(|c| held[c.pool.index()] -= 1);
            let come = there.newcomers.iter().flat_map(|n| &n.claimants);
            come.filter(|c| c.2.is_held()).for_each(|c| held[c.1.index()] += 1);
        }
        for (p, pool) in self.pools.iter().enumerate() {
            let more: i64 = seats.iter().filter(|s| s.0.index() == p).map(|s| s.1).sum();
            let wanted = i64::from(pool.seats).saturating_add(more).clamp(0, i64::from(u32::MAX)) as u32;
            builder.add_pool(pool.facility, wanted.max(held[p]));
        }
        self.limits.iter().for_each(|l| builder.add_limit(l.clone()));
        for h in self.households() {
            match replacements.iter().find(|r| r.gone == h) {
                Some(there) => there.newcomers.iter().for_each(|n| n.add_to(&mut builder)),
                None => Newcomer::of(self, h).add_to(&mut builder),
            }
        }
        builder.build()
    }

    /// The claimants of a household, as positions.
    pub(crate) fn claimants_of(&self, household: HouseholdId) -> std::ops::Range<usize> {
        let children =
            self.household_children[household.index()]..self.household_children[household.index() + 1];
        let from = |child: u32| self.claimants.partition_point(|c| (c.child.index() as u32) < child);
        from(children.start)..from(children.end)
    }

    /// Gives a household the ranks of a newcomer that is like it.
    fn move_in_place(&mut self, household: HouseholdId, newcomer: &Newcomer) {
        self.precedence[household.index()] = newcomer.precedence;
        for (c, theirs) in self.claimants_of(household).zip(&newcomer.claimants) {
            self.claimants[c].rank = theirs.2;
        }
        let wishes = self.wish_range(household);
        let claims = self.wish_claims[wishes.start] as usize..self.wish_claims[wishes.end] as usize;
        for claim in &mut self.claims[claims] {
            claim.rank = self.claimants[claim.claimant.index()].rank;
        }
    }

    fn append(&mut self, newcomer: &Newcomer) {
        let household = HouseholdId::new(self.precedence.len() as u32);
        let first_child = self.child_household.len() as u32;
        let first = self.claimants.len();
        self.precedence.push(newcomer.precedence);
        self.holds.push(newcomer.holds_seat());
        self.child_household.extend((0..newcomer.children).map(|_| household));
        self.household_children.push(self.child_household.len() as u32);
        if !self.outsider.is_empty() || newcomer.claimants.iter().any(|c| c.3) {
            self.outsider.resize(first, false);
            self.outsider.extend(newcomer.claimants.iter().map(|c| c.3));
        }
        if !self.given.is_empty() {
            self.given.resize(first + newcomer.claimants.len(), false);
        }
        let mut pairs: Vec<(u32, PoolId)> = newcomer.claimants.iter().map(|c| (c.0, c.1)).collect();
        pairs.sort_unstable();
        let repeated = pairs.windows(2).filter(|p| p[0] == p[1]).count() as u32;
        if repeated > 0 || !self.repeated.is_empty() {
            self.repeated.resize(household.index(), 0);
            self.repeated.push(repeated);
        }
        for &(child, pool, rank, _) in &newcomer.claimants {
            self.claimants.push(Claimant { child: ChildId::new(first_child + child), pool, rank });
        }
        if self.wish_ranks.is_empty() && (1..).zip(&newcomer.wishes).any(|(place, w)| w.0 != place) {
            let all = (0..self.wish_count() as u32).map(WishId::new);
            self.wish_ranks = all.map(|w| self.rank_of(w)).collect();
        }
        for (rank, claimants) in &newcomer.wishes {
            let from = self.claims.len();
            for &at in claimants {
                let id = ClaimantId::new((first + at as usize) as u32);
                let Claimant { child, pool, rank } = self.claimants[id.index()];
                self.claims.push(Claim { pool, rank, child, claimant: id });
            }
            self.claims[from..].sort_unstable_by_key(|c| (c.pool, c.claimant));
            self.wish_claims.push(self.claims.len() as u32);
            if !self.wish_ranks.is_empty() {
                self.wish_ranks.push(*rank);
            }
        }
        self.household_wishes.push(self.wish_claims.len() as u32 - 1);
    }

    /// Puts the claimants of every pool in order again: only pools that somebody left or came to are sorted.
    fn sort_claimants(&mut self, before: &Market, nowhere: PoolId, replacements: &[Replacement]) {
        let old = before.claimants.len();
        let mut touched = vec![false; self.pools.len()];
        touched[nowhere.index()] = true;
        let mut moved: Vec<usize> = replacements.iter().flat_map(|r| before.claimants_of(r.gone)).collect();
        moved.iter().for_each(|&c| touched[before.claimants[c].pool.index()] = true);
        moved.extend(old..self.claimants.len());
        moved.iter().for_each(|&c| touched[self.claimants[c].pool.index()] = true);
        moved.sort_by_key(|&c| self.claimants[c].pool);
        let mut list = std::mem::take(&mut self.pool_claimants);
        let mut start = std::mem::take(&mut self.pool_claimants_start);
        list.clear();
        start.clear();
        start.push(0);
        let mut at = 0;
        for (p, touched) in touched.iter().enumerate() {
            let pool = PoolId::new(p as u32);
            let from = list.len();
            if *touched {
                let stays = |c: &&ClaimantId| self.claimants[c.index()].pool == pool;
                list.extend(before.pool_claimants(pool).iter().filter(stays));
                while let Some(&c) = moved.get(at).filter(|&&c| self.claimants[c].pool == pool) {
                    list.push(ClaimantId::new(c as u32));
                    at += 1;
                }
                list[from..].sort_unstable_by_key(|&c| (self.claimants[c.index()].rank, c));
                // Who stays, or was gone before and is gone again, stands there twice.
                list.dedup();
            } else {
                list.extend_from_slice(before.pool_claimants(pool));
            }
            start.push(list.len() as u32);
        }
        self.pool_claimants = list;
        self.pool_claimants_start = start;
    }

    fn is_tied(&self, pool: PoolId, rank: RankClass) -> bool {
        let order = self.pool_claimants(pool);
        let from = order.partition_point(|&c| self.claimant(c).rank < rank);
        let equals = order[from..].iter().take_while(|&&c| self.claimant(c).rank == rank);
        let mut households = equals.map(|&c| self.household_of(self.claimant(c).child));
        let first = households.next();
        !rank.is_held() && households.any(|h| Some(h) != first)
    }
}
