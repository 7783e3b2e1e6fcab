//! Steps for a certificate of a market where nobody may block: single children decided pool by pool, as far as that goes.

use sekiwari::certificate::Step;
use sekiwari::market::{HouseholdId, Market, RankClass, WishId};

/// Steps in the order in which they hold, with the best that is left for everyone (most seated, then the ranks).
pub fn narrow(market: &Market) -> Vec<Step> {
    let mut left = Left::new(market);
    let mut queue: std::collections::VecDeque<u32> = (0..market.pools().len() as u32).collect();
    let mut queued = vec![true; market.pools().len()];
    while let Some(pool) = queue.pop_front() {
        queued[pool as usize] = false;
        let before = left.steps.len();
        left.scan(pool);
        for step in before..left.steps.len() {
            let wish = match left.steps[step] {
                Step::Guarantee { wish } | Step::Hopeless { wish, .. } => wish,
            };
            let household = owner(market, wish);
            for claim in market.wishes(household).flat_map(|w| market.claims(w)) {
                if !std::mem::replace(&mut queued[claim.pool.index()], true) {
                    queue.push_back(claim.pool.index() as u32);
                }
            }
        }
    }
    left.steps
}

fn owner(market: &Market, wish: WishId) -> HouseholdId {
    market.household_of(market.claims(wish)[0].child)
}

struct Left<'m> {
    market: &'m Market,
    alive: Vec<bool>,
    must: Vec<bool>,
    // The wish of each claimant that is the only one of its household to use it, and nothing else.
    wish_of: Vec<Option<WishId>>,
    uses: Vec<u32>,
    steps: Vec<Step>,
}

impl<'m> Left<'m> {
    fn new(market: &'m Market) -> Self {
        let mut wish_of = vec![None; market.claimants().len()];
        let mut uses = vec![0; market.claimants().len()];
        for wish in (0..market.wish_count() as u32).map(WishId::new) {
            let claims = market.claims(wish);
            claims.iter().for_each(|c| uses[c.claimant.index()] += 1);
            if claims.len() == 1 && market.children(owner(market, wish)).len() == 1 {
                wish_of[claims[0].claimant.index()] = Some(wish);
            }
        }
        let must = market.households().map(|h| market.holds_seat(h)).collect();
        Self { market, alive: vec![true; market.wish_count()], must, wish_of, uses, steps: Vec::new() }
    }

    fn kill(&mut self, wish: WishId) {
        if std::mem::replace(&mut self.alive[wish.index()], false) {
            self.market.claims(wish).iter().for_each(|c| self.uses[c.claimant.index()] -= 1);
        }
    }

    fn scan(&mut self, pool: u32) {
        let market = self.market;
        let pool = sekiwari::market::PoolId::new(pool);
        let seats = market.pool(pool).seats;
        let (mut possible, mut sure) = (0, 0);
        // Ties stand together; in strict markets only holders are tied, and they are all possible.
        let mut last = RankClass::HELD;
        for &c in market.pool_claimants(pool) {
            let claimant = market.claimant(c);
            let household = market.household_of(claimant.child);
            assert!(claimant.rank > last || claimant.rank.is_held());
            last = claimant.rank;
            possible += u32::from(self.uses[c.index()] > 0);
            let Some(wish) = self.wish_of[c.index()].filter(|w| self.alive[w.index()]) else { continue };
            if sure >= seats {
                self.steps.push(Step::Hopeless { wish, pool });
                self.kill(wish);
                continue;
            }
            let below: Vec<WishId> =
                market.wishes(household).filter(|w| *w > wish && self.alive[w.index()]).collect();
            if possible <= seats && !(self.must[household.index()] && below.is_empty()) {
                self.steps.push(Step::Guarantee { wish });
                self.must[household.index()] = true;
                below.into_iter().for_each(|w| self.kill(w));
            }
            let best = market.wishes(household).find(|w| self.alive[w.index()]);
            sure += u32::from(best == Some(wish));
        }
    }
}
