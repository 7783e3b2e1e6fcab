//! Why a step may be taken in the state of an argument.

use super::replay::{AXIOM, FREE, Id, Replay};
use super::{Barred, Room, Secured, Taker};
use crate::certificate::Step;
use crate::market::{ClaimantId, Demand, HouseholdId, PoolId, WishId};

/// A step that may be taken: what it says, what it rests on, and whose stability it uses.
pub(super) struct Found {
    pub(super) says: Says,
    pub(super) because: Vec<Id>,
    pub(super) uses: Vec<HouseholdId>,
}

/// What a single step says.
pub(super) enum Says {
    Secured(Secured),
    Barred(PoolId, Barred),
}

/// A premise among several that would do: the lines it rests on.
struct Offer<T> {
    what: T,
    because: Vec<Id>,
    uses: Option<HouseholdId>,
}

impl Replay<'_> {
    /// Why a step may be taken in this state; `None` if it may not.
    pub(super) fn reason(&mut self, step: Step) -> Option<Found> {
        match step {
            Step::Guarantee { wish } => self.secured(wish),
            Step::Hopeless { wish, pool } => self.barred(wish, pool),
        }
    }

    fn secured(&mut self, wish: WishId) -> Option<Found> {
        let household = self.owner(wish);
        if !self.hard[household.index()] {
            return None;
        }
        let (mut rooms, mut because) = (Vec::new(), Vec::new());
        for d in self.market.demands(wish) {
            let (room, lines) = self.room(household, wish, d)?;
            rooms.push(room);
            because.extend(self.rest_on(lines));
        }
        let says = Says::Secured(Secured { household, rank: self.rank(wish), rooms });
        Some(Found { says, because: self.rest_on(because), uses: vec![household] })
    }

    /// Why a pool has room for a demand of a wish, by what needs fewer further lines.
    fn room(&self, household: HouseholdId, wish: WishId, d: Demand) -> Option<(Room, Vec<Id>)> {
        let few = self.few(household, d);
        if few.as_ref().is_some_and(|(_, lines)| lines.is_empty()) {
            return few;
        }
        let sure = self.sure(household, wish, d);
        let both = few.into_iter().chain(sure);
        both.min_by_key(|(_, lines)| lines.iter().filter(|&&id| !self.needed[id as usize]).count())
    }

    /// Enough rivals that are ruled out for a demand to be met, those first whose lines are needed anyway.
    fn few(&self, household: HouseholdId, d: Demand) -> Option<(Room, Vec<Id>)> {
        let market = self.market;
        let rivals = self.rivals(household, d);
        let offer = |&c: &ClaimantId| self.gone(c).map(|because| Offer { what: c, because, uses: None });
        let offers = rivals.iter().filter_map(offer).collect();
        let rivals = rivals.len() as u32;
        let seats = market.pool(d.pool).seats;
        let chosen = self.choose(offers, (rivals + d.count).saturating_sub(seats) as usize)?;
        let mut ruled_out: Vec<ClaimantId> = chosen.iter().map(|o| o.what).collect();
        ruled_out.sort_unstable();
        let because = chosen.into_iter().flat_map(|o| o.because).collect();
        let (needs, pool) = (d.count, d.pool);
        Some((Room { pool, seats, needs, rivals, ruled_out, worse: Vec::new(), own: Vec::new() }, because))
    }

    /// As many seats as a demand has that never count against it: those of children ranked worse, and of its own household below the wish.
    fn sure(&self, household: HouseholdId, wish: WishId, d: Demand) -> Option<(Room, Vec<Id>)> {
        let market = self.market;
        let below = WishId::new(wish.index() as u32 + 1);
        let mut offers = Vec::new();
        for &c in market.pool_claimants(d.pool) {
            let claimant = market.claimant(c);
            let owner = market.household_of(claimant.child);
            let because = match owner == household {
                true => self.taken(household, c, below),
                false if claimant.rank > d.worst => self.forced(owner, c),
                false => None,
            };
            offers.extend(because.map(|because| Offer { what: c, because, uses: None }));
        }
        let chosen = self.choose(offers, d.count as usize)?;
        let is_own = |c: &ClaimantId| market.household_of(market.claimant(*c).child) == household;
        let (mut own, mut worse): (Vec<_>, Vec<_>) = chosen.iter().map(|o| o.what).partition(is_own);
        own.sort_unstable();
        worse.sort_unstable();
        let because = chosen.into_iter().flat_map(|o| o.because).collect();
        let (needs, pool, seats) = (d.count, d.pool, market.pool(d.pool).seats);
        let rivals = self.rivals(household, d).len() as u32;
        Some((Room { pool, seats, needs, rivals, ruled_out: Vec::new(), worse, own }, because))
    }

    /// Claimants of others ranked no worse than the worst claim of a demand.
    fn rivals(&self, household: HouseholdId, d: Demand) -> Vec<ClaimantId> {
        let market = self.market;
        let ahead = market.pool_claimants(d.pool).iter().take_while(|&&c| market.claimant(c).rank <= d.worst);
        ahead.copied().filter(|&c| market.household_of(market.claimant(c).child) != household).collect()
    }

    /// Why no wish that uses a claimant is left.
    fn gone(&self, c: ClaimantId) -> Option<Vec<Id>> {
        self.using.of(c).iter().map(|w| self.dead_by(w.index())).collect()
    }

    /// The cheapest offers, in order.
    fn choose<T: Copy + Ord>(&self, mut offers: Vec<Offer<T>>, count: usize) -> Option<Vec<Offer<T>>> {
        let is_new = |id: &&Id| !self.needed[**id as usize];
        offers.sort_by_cached_key(|o| {
            let new = o.because.iter().filter(is_new);
            (new.clone().count(), new.max().copied().unwrap_or(0), o.what)
        });
        offers.truncate(count);
        (offers.len() == count).then_some(offers)
    }

    fn barred(&mut self, wish: WishId, pool: PoolId) -> Option<Found> {
        let market = self.market;
        let household = self.owner(wish);
        let d = market.demands(wish).find(|d| d.pool == pool)?;
        let seats = market.pool(pool).seats;
        let mut offers = Vec::new();
        for &c in market.pool_claimants(pool) {
            let claimant = market.claimant(c);
            let other = market.household_of(claimant.child);
            if other == household {
                continue;
            }
            let sure = self.forced(other, c);
            let sure =
                sure.map(|because| Offer { what: Taker { claimant: c, surely: true }, because, uses: None });
            let better = if claimant.rank < d.worst { self.conditional(other, c, pool, wish) } else { None };
            let better = better.map(|because| Offer {
                what: Taker { claimant: c, surely: false },
                because,
                uses: Some(other),
            });
            // Being there in any case says more; it is told unless it costs more lines.
            offers.extend(self.choose(sure.into_iter().chain(better).collect(), 1).into_iter().flatten());
        }
        let Some(chosen) = self.choose(offers, (seats + 1).saturating_sub(d.count) as usize) else {
            return self.shaded(wish, d);
        };
        let mut takers: Vec<Taker> = chosen.iter().map(|o| o.what).collect();
        takers.sort_by_key(|t| (market.claimant(t.claimant).rank, t.claimant));
        let uses = chosen.iter().filter_map(|o| o.uses).collect();
        let because = self.rest_on(chosen.into_iter().flat_map(|o| o.because).collect());
        let says =
            Barred { household, ranks: vec![self.rank(wish)], seats, needs: d.count, takers, shadow: false };
        Some(Found { says: Says::Barred(pool, says), because, uses })
    }

    /// Why a wish stands in the shadow of a dead one, whatever the counts, by the child ahead of it in the pool for which that takes
    /// the fewest lines.
    fn shaded(&mut self, wish: WishId, d: Demand) -> Option<Found> {
        let (market, household) = (self.market, self.owner(wish));
        let mut offers = Vec::new();
        for &c in market.pool_claimants(d.pool) {
            let claimant = market.claimant(c);
            let other = market.household_of(claimant.child);
            if claimant.rank >= d.worst {
                break;
            }
            if other == household || !self.hard[other.index()] {
                continue;
            }
            let because = self.casts_shadow(other, c, wish);
            offers.extend(because.map(|because| Offer { what: c, because, uses: Some(other) }));
        }
        let caster = self.choose(offers, 1)?.pop()?;
        let takers = vec![Taker { claimant: caster.what, surely: false }];
        let (ranks, seats) = (vec![self.rank(wish)], market.pool(d.pool).seats);
        let because = self.rest_on(caster.because);
        let says = Barred { household, ranks, seats, needs: d.count, takers, shadow: true };
        Some(Found { says: Says::Barred(d.pool, says), because, uses: caster.uses.into_iter().collect() })
    }

    /// Why a household is sure not to have a wish that takes a claimant to its pool, nor anything above it, if the wish in
    /// question stands behind that wish wherever it may fail.
    fn casts_shadow(&self, h: HouseholdId, c: ClaimantId, wish: WishId) -> Option<Vec<Id>> {
        let mut because = Vec::new();
        for w in self.market.wishes(h) {
            because.push(self.dead_by(w.index())?);
            if !self.market.claims(w).iter().any(|x| x.claimant == c) {
                continue;
            }
            let open = self.market.demands(w).filter(|d| !self.is_behind(wish, d));
            let rooms: Option<Vec<_>> = open.map(|d| self.room(h, w, d)).collect();
            if let Some(rooms) = rooms {
                because.extend(rooms.into_iter().flat_map(|(_, lines)| lines));
                return Some(because);
            }
        }
        None
    }

    /// Whether a wish stands behind a demand of one seat: it wants seats of the pool for a child ranked worse.
    fn is_behind(&self, wish: WishId, d: &Demand) -> bool {
        d.count == 1 && self.market.demands(wish).any(|w| w.pool == d.pool && d.worst < w.worst)
    }

    /// Why a claimant sits in its pool in any case.
    fn forced(&self, h: HouseholdId, c: ClaimantId) -> Option<Vec<Id>> {
        self.taken(h, c, WishId::new(self.market.wish_range(h).start as u32))
    }

    /// Why a claimant sits in its pool in all that its household can still get, of its wishes from one on.
    fn taken(&self, h: HouseholdId, c: ClaimantId, from: WishId) -> Option<Vec<Id>> {
        let must = self.must_by(h);
        if must == FREE || !self.alive(h).any(|w| w >= from) {
            return None;
        }
        let uses = |w: WishId| self.market.claims(w).iter().any(|x| x.claimant == c);
        let wishes = self.market.wishes(h).filter(|&w| w >= from);
        let others = wishes.filter(|&w| !uses(w)).map(|w| self.dead_by(w.index()));
        let mut because = others.collect::<Option<Vec<Id>>>()?;
        because.extend((must != AXIOM).then_some(must));
        Some(because)
    }

    /// Why a claimant would make its household block without the seat, unless better ones fill the pool.
    fn conditional(&self, h: HouseholdId, c: ClaimantId, pool: PoolId, wish: WishId) -> Option<Vec<Id>> {
        if !self.hard[h.index()] {
            return None;
        }
        let best = self.alive(h).next()?;
        let here = || self.market.claims(best).iter().filter(|x| x.pool == pool);
        if here().count() != 1 || here().any(|x| x.claimant != c) {
            return None;
        }
        let above = self.market.wish_range(h).start..best.index();
        let mut because: Vec<Id> = above.filter_map(|w| self.dead_by(w)).collect();
        // Where the wish in question stands behind, nothing more is asked for.
        for d in self.market.demands(best).filter(|d| d.pool != pool && !self.is_behind(wish, d)) {
            because.extend(self.room(h, best, d)?.1);
        }
        Some(because)
    }
}
