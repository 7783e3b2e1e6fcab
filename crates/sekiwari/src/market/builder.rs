//! The only way to a market: a builder that checks everything and reports all that is wrong at once.

use super::{
    ChildId, Claim, Claimant, ClaimantId, FacilityId, HouseholdId, Limit, Market, MarketError, Pool, PoolId,
    RankClass, WishId,
};

/// Collects a market household by household, then checks and freezes it.
///
/// Ids are handed out densely in the order of the calls. Children, claimants and wishes of a household are added while
/// it is the last household added, so that all tables are flat from the start; memory is linear in what is added.
#[derive(Clone, Debug)]
pub struct MarketBuilder {
    pools: Vec<Pool>,
    limits: Vec<Limit>,
    precedence: Vec<u32>,
    household_children: Vec<u32>,
    household_wishes: Vec<u32>,
    child_household: Vec<HouseholdId>,
    claimants: Vec<Claimant>,
    household_claimants: Vec<u32>,
    wish_claims: Vec<u32>,
    wish_ranks: Vec<u32>,
    claims: Vec<Claim>,
    outsiders: Vec<ClaimantId>,
    given: Vec<ClaimantId>,
    errors: Vec<MarketError>,
}

impl Default for MarketBuilder {
    fn default() -> Self {
        Self::new()
    }
}

impl MarketBuilder {
    /// An empty builder.
    pub fn new() -> Self {
        Self {
            pools: Vec::new(),
            limits: Vec::new(),
            precedence: Vec::new(),
            household_children: Vec::new(),
            household_wishes: Vec::new(),
            child_household: Vec::new(),
            claimants: Vec::new(),
            household_claimants: Vec::new(),
            // Starts with the end of no wish, so that each wish's claims lie between two neighbours.
            wish_claims: vec![0],
            wish_ranks: Vec::new(),
            claims: Vec::new(),
            outsiders: Vec::new(),
            given: Vec::new(),
            errors: Vec::new(),
        }
    }

    /// Adds a pool with `seats` seats, counting those held today by children of the market.
    pub fn add_pool(&mut self, facility: FacilityId, seats: u32) -> PoolId {
        self.pools.push(Pool { facility, seats });
        PoolId::new(self.pools.len() as u32 - 1)
    }

    /// Adds a facility-wide limit. Pools it weighs must exist when [`build`](Self::build) is called.
    pub fn add_limit(&mut self, limit: Limit) {
        self.limits.push(limit);
    }

    /// Opens a household. `precedence`: its place where one list over all households is needed, smaller first.
    pub fn add_household(&mut self, precedence: u32) -> HouseholdId {
        self.precedence.push(precedence);
        self.household_children.push(self.child_household.len() as u32);
        self.household_wishes.push(self.wish_claims.len() as u32 - 1);
        self.household_claimants.push(self.claimants.len() as u32);
        HouseholdId::new(self.precedence.len() as u32 - 1)
    }

    /// Adds a child to the open household.
    pub fn add_child(&mut self, household: HouseholdId) -> ChildId {
        self.require_open(household);
        self.child_household.push(household);
        ChildId::new(self.child_household.len() as u32 - 1)
    }

    /// Says how a pool ranks a child of the open household; [`RankClass::HELD`] says that it holds a seat there.
    ///
    /// A child that needs several seats of a pool at once is a claimant once for each of them, all with one rank class;
    /// a wish then claims through all of them.
    pub fn add_claimant(&mut self, child: ChildId, pool: PoolId, rank: RankClass) -> ClaimantId {
        match self.child_household.get(child.index()) {
            Some(&household) => self.require_open(household),
            None => self.errors.push(MarketError::UnknownId { what: "child", index: child.index() }),
        }
        if pool.index() >= self.pools.len() {
            self.errors.push(MarketError::UnknownId { what: "pool", index: pool.index() });
        }
        self.claimants.push(Claimant { child, pool, rank });
        ClaimantId::new(self.claimants.len() as u32 - 1)
    }

    /// Says that the pool of a claimant is meant for others, who stand before it: it may have a seat only where none of
    /// them asks for it. The rank classes have to say the same; rules that do not go by them
    /// ([`crate::mechanism::points_order`]) need to be told.
    pub fn set_outsider(&mut self, claimant: ClaimantId) {
        self.outsiders.push(claimant);
    }

    /// Says that the seat a claimant holds ([`RankClass::HELD`]) is one that it is given now, by a decision made before the
    /// market: nobody can take it away, but it counts as a new seat.
    pub fn set_given(&mut self, claimant: ClaimantId) {
        self.given.push(claimant);
    }

    /// Adds the next wish of the open household: the seats its children would take. Its rank is its 1-based place.
    pub fn add_wish(&mut self, household: HouseholdId, claimants: &[ClaimantId]) -> WishId {
        let place = self.next_place();
        self.add_wish_ranked(household, claimants, place)
    }

    /// Adds the next wish of the open household with the rank that the family gave it (1 = best). Wishes in a row may
    /// share a rank: the same outcome for the family, in seats of different pools. Ranks never fall along the list.
    pub fn add_wish_ranked(&mut self, household: HouseholdId, claimants: &[ClaimantId], rank: u32) -> WishId {
        let place = self.next_place();
        let before = if place > 1 { self.wish_ranks.last().copied().unwrap_or(1) } else { 1 };
        if rank < before {
            self.errors.push(MarketError::RankFalls { household, place });
        }
        self.wish_ranks.push(rank);
        self.require_open(household);
        let from = self.claims.len();
        let own = self.household_claimants.last().map_or(0, |&start| start as usize);
        let rank = place;
        if claimants.is_empty() {
            self.errors.push(MarketError::EmptyWish { household, rank });
        }
        for &claimant in claimants {
            match self.claimants.get(claimant.index()) {
                Some(&Claimant { child, pool, rank }) if claimant.index() >= own => {
                    self.claims.push(Claim { pool, rank, child, claimant });
                }
                Some(_) => self.errors.push(MarketError::ForeignClaimant { household, rank, claimant }),
                None => {
                    self.errors.push(MarketError::UnknownId { what: "claimant", index: claimant.index() });
                }
            }
        }
        let wish = &mut self.claims[from..];
        wish.sort_unstable_by_key(|c| (c.pool, c.claimant));
        if let Some(pair) = wish.windows(2).find(|p| p[0].claimant == p[1].claimant) {
            let claimant = pair[0].claimant;
            self.errors.push(MarketError::DuplicateClaim { household, rank, claimant });
        }
        self.wish_claims.push(self.claims.len() as u32);
        WishId::new(self.wish_claims.len() as u32 - 2)
    }

    /// The 1-based place of the next wish in the list of the open household.
    fn next_place(&self) -> u32 {
        self.wish_claims.len() as u32 - self.household_wishes.last().copied().unwrap_or(0)
    }

    fn require_open(&mut self, household: HouseholdId) {
        if household.index() + 1 != self.precedence.len() {
            self.errors.push(MarketError::ClosedHousehold { household });
        }
    }

    /// Checks everything and freezes the market.
    ///
    /// # Errors
    /// All reasons at once, in the order of the tables. Cost: linear in the claims, plus one sort of each household's
    /// wishes and of each pool's claimants.
    pub fn build(mut self) -> Result<Market, Vec<MarketError>> {
        self.check_sizes();
        if !self.errors.is_empty() {
            return Err(self.errors);
        }
        self.household_children.push(self.child_household.len() as u32);
        self.household_wishes.push(self.wish_claims.len() as u32 - 1);
        self.household_claimants.push(self.claimants.len() as u32);
        let (pool_claimants_start, pool_claimants) = self.claimants_by_pool();
        let outsider = marked(&self.outsiders, self.claimants.len());
        let given = marked(&self.given, self.claimants.len());
        if self.ranks_are_places() {
            self.wish_ranks = Vec::new();
        }
        let mut market = Market {
            holds: vec![false; self.precedence.len()],
            pools: self.pools,
            limits: self.limits,
            precedence: self.precedence,
            household_children: self.household_children,
            household_wishes: self.household_wishes,
            child_household: self.child_household,
            claimants: self.claimants,
            wish_claims: self.wish_claims,
            wish_ranks: self.wish_ranks,
            claims: self.claims,
            pool_claimants_start,
            pool_claimants,
            repeated: Vec::new(),
            outsider,
            given,
            has_ties: false,
            earlier: Vec::new(),
        };
        market.has_ties = market.find_ties();
        let mut errors = Vec::new();
        for h in 0..market.precedence.len() {
            let own = self.household_claimants[h] as usize..self.household_claimants[h + 1] as usize;
            check_household(&mut market, HouseholdId::new(h as u32), own, &mut errors);
        }
        check_held_seats(&market, &mut errors);
        if errors.is_empty() { Ok(market) } else { Err(errors) }
    }

    /// Whether every wish has its place as its rank, so that nothing needs to be kept.
    fn ranks_are_places(&self) -> bool {
        let lists = self.household_wishes.windows(2).map(|pair| pair[0] as usize..pair[1] as usize);
        lists.flat_map(|list| (1..).zip(&self.wish_ranks[list])).all(|(place, &rank)| place == rank)
    }

    fn check_sizes(&mut self) {
        let sizes = [
            ("pools", self.pools.len()),
            ("households", self.precedence.len()),
            ("children", self.child_household.len()),
            ("claimants", self.claimants.len()),
            ("wishes", self.wish_claims.len()),
            ("claims", self.claims.len()),
        ];
        for (what, size) in sizes {
            if size >= u32::MAX as usize {
                self.errors.push(MarketError::TooMany { what });
            }
        }
        for c in self.outsiders.iter().chain(&self.given).filter(|c| c.index() >= self.claimants.len()) {
            self.errors.push(MarketError::UnknownId { what: "claimant", index: c.index() });
        }
        for limit in &self.limits {
            for &(pool, _) in limit.weights.iter().filter(|(pool, _)| pool.index() >= self.pools.len()) {
                self.errors.push(MarketError::UnknownId { what: "pool", index: pool.index() });
            }
        }
    }

    fn claimants_by_pool(&self) -> (Vec<u32>, Vec<ClaimantId>) {
        let mut start = vec![0u32; self.pools.len() + 1];
        for c in &self.claimants {
            start[c.pool.index() + 1] += 1;
        }
        for p in 0..self.pools.len() {
            start[p + 1] += start[p];
        }
        let mut next = start.clone();
        let mut list = vec![ClaimantId::new(0); self.claimants.len()];
        for (i, c) in self.claimants.iter().enumerate() {
            let slot = &mut next[c.pool.index()];
            list[*slot as usize] = ClaimantId::new(i as u32);
            *slot += 1;
        }
        for p in 0..self.pools.len() {
            list[start[p] as usize..start[p + 1] as usize]
                .sort_unstable_by_key(|&c| (self.claimants[c.index()].rank, c));
        }
        (start, list)
    }
}

/// Marks by claimant; empty if there are none.
fn marked(claimants: &[ClaimantId], all: usize) -> Vec<bool> {
    if claimants.is_empty() {
        return Vec::new();
    }
    let mut marks = vec![false; all];
    claimants.iter().for_each(|c| marks[c.index()] = true);
    marks
}

fn check_household(
    market: &mut Market,
    h: HouseholdId,
    own: std::ops::Range<usize>,
    errors: &mut Vec<MarketError>,
) {
    if market.children(h).len() == 0 {
        errors.push(MarketError::NoChildren { household: h });
    }
    let mut pairs: Vec<(ChildId, PoolId, RankClass)> =
        market.claimants[own.clone()].iter().map(|c| (c.child, c.pool, c.rank)).collect();
    pairs.sort_unstable();
    for pair in pairs.windows(2).filter(|p| (p[0].0, p[0].1) == (p[1].0, p[1].1) && p[0].2 != p[1].2) {
        errors.push(MarketError::UnequalClaimants { child: pair[0].0, pool: pair[0].1 });
    }
    let repeated = pairs.windows(2).filter(|p| (p[0].0, p[0].1) == (p[1].0, p[1].1)).count();
    if repeated > 0 {
        market.repeated.resize(market.precedence.len(), 0);
        market.repeated[h.index()] = repeated as u32;
    }
    let wishes = market.wish_range(h);
    let place = |w: usize| (w - wishes.start) as u32 + 1;
    if wishes.len() > 1 {
        let seats = |w: &usize| market.claims(WishId::new(*w as u32)).iter().map(|c| c.claimant);
        let mut sorted: Vec<usize> = wishes.clone().collect();
        sorted.sort_by(|a, b| seats(a).cmp(seats(b)).then(a.cmp(b)));
        for pair in sorted.windows(2).filter(|p| seats(&p[0]).eq(seats(&p[1]))) {
            let (first, second) = (place(pair[0]), place(pair[1]));
            errors.push(MarketError::DuplicateWish { household: h, first, second });
        }
    }
    let held: Vec<ClaimantId> =
        own.filter(|&i| market.claimants[i].rank.is_held()).map(|i| ClaimantId::new(i as u32)).collect();
    if held.is_empty() {
        return;
    }
    market.holds[h.index()] = true;
    let stays = wishes.clone().next_back().is_some_and(|last| {
        let claims = market.claims(WishId::new(last as u32));
        claims.len() == held.len() && claims.iter().all(|c| c.rank.is_held())
    });
    if !stays {
        errors.push(MarketError::LastWishIsNotStay { household: h });
    }
    let mut holders: Vec<ChildId> = held.iter().map(|&c| market.claimant(c).child).collect();
    holders.sort_unstable();
    holders.dedup();
    for w in wishes.clone() {
        for &child in &holders {
            if market.claims(WishId::new(w as u32)).iter().all(|c| c.child != child) {
                errors.push(MarketError::HolderLeftOut { household: h, rank: place(w), child });
            }
        }
    }
}

fn check_held_seats(market: &Market, errors: &mut Vec<MarketError>) {
    for (i, p) in market.pools.iter().enumerate() {
        let pool = PoolId::new(i as u32);
        let holders = market.held_in(pool);
        if holders > p.seats {
            errors.push(MarketError::HoldersExceedSeats { pool, seats: p.seats, holders });
        }
    }
    for limit in &market.limits {
        let held: u64 = limit.weights.iter().map(|&(p, w)| u64::from(w) * u64::from(market.held_in(p))).sum();
        if held > limit.capacity {
            let (facility, capacity) = (limit.facility, limit.capacity);
            errors.push(MarketError::HoldersExceedLimit { facility, capacity, held });
        }
    }
}
