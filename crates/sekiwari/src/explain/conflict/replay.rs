//! The state of an argument, and why a step may be taken in it.

use super::{Barred, Room, Secured, Taker};
use crate::certificate::Step;
use crate::market::{ClaimantId, Demand, HouseholdId, Market, PoolId, Using, WishId};
use std::collections::BinaryHeap;

/// The number of a step or case before it is known which are needed.
pub(super) type Id = u32;

/// Must be seated because it holds a seat.
const AXIOM: Id = u32::MAX;
/// Need not be seated.
const FREE: Id = u32::MAX - 1;

/// What one step or case has changed.
#[derive(Default)]
pub(super) struct Undo {
    killed: Vec<WishId>,
    seated: Option<HouseholdId>,
}

/// Alive wishes and who must be seated, with the step that made it so.
pub(super) struct Replay<'m> {
    pub(super) market: &'m Market,
    hard: Vec<bool>,
    dead_by: Vec<Option<Id>>,
    must_by: Vec<Id>,
    using: Using,
    /// Changes from this one on count as not made.
    as_of: Id,
    /// Steps that something rests on, by id.
    pub(super) needed: Vec<bool>,
    /// How many steps all arguments start from, and which of them are needed and not told yet.
    shared: Id,
    open: BinaryHeap<Id>,
}

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

impl<'m> Replay<'m> {
    /// Everything alive. Linear in the claims.
    pub(super) fn new(market: &'m Market) -> Self {
        let must = |h| if market.holds_seat(h) { AXIOM } else { FREE };
        Self {
            market,
            hard: vec![false; market.households().len()],
            dead_by: vec![None; market.wish_count()],
            must_by: market.households().map(must).collect(),
            using: Using::new(market),
            as_of: FREE,
            needed: Vec::new(),
            shared: 0,
            open: BinaryHeap::new(),
        }
    }

    /// Takes a step that all arguments start from.
    pub(super) fn share(&mut self, step: Step) {
        let id = self.id();
        self.shared = id + 1;
        self.apply(step, id);
    }

    /// The number of the next step or case.
    pub(super) fn id(&mut self) -> Id {
        self.needed.push(false);
        self.needed.len() as Id - 1
    }

    /// Begins the argument of a core.
    pub(super) fn begin(&mut self, hard: &[HouseholdId]) {
        hard.iter().for_each(|h| self.hard[h.index()] = true);
    }

    /// The latest shared step that something rests on, each given once; the state is then as it was before it.
    pub(super) fn next_shared(&mut self) -> Option<Id> {
        let id = self.open.pop()?;
        self.as_of = id;
        self.needed[id as usize] = false;
        Some(id)
    }

    /// Ends the argument of a core; its own steps are undone already.
    pub(super) fn end(&mut self, hard: &[HouseholdId]) {
        hard.iter().for_each(|h| self.hard[h.index()] = false);
        self.needed.truncate(self.shared as usize);
        self.as_of = FREE;
    }

    /// The change that a wish died by.
    fn dead_by(&self, wish: usize) -> Option<Id> {
        self.dead_by[wish].filter(|&id| id < self.as_of)
    }

    /// The change since which a household must be seated.
    fn must_by(&self, h: HouseholdId) -> Id {
        let id = self.must_by[h.index()];
        if id < FREE && id >= self.as_of { FREE } else { id }
    }

    /// Takes a step without asking why it may be taken.
    pub(super) fn apply(&mut self, step: Step, id: Id) -> Undo {
        let mut undo = Undo::default();
        match step {
            Step::Guarantee { wish } => {
                let h = self.owner(wish);
                for w in wish.index() + 1..self.market.wish_range(h).end {
                    self.kill(WishId::new(w as u32), id, &mut undo);
                }
                self.seat(h, id, &mut undo);
            }
            Step::Hopeless { wish, .. } => self.kill(wish, id, &mut undo),
        }
        undo
    }

    /// Supposes an outcome.
    pub(super) fn suppose(&mut self, h: HouseholdId, outcome: Option<WishId>, id: Id) -> Undo {
        let mut undo = Undo::default();
        for w in self.market.wishes(h).filter(|&w| Some(w) != outcome) {
            self.kill(w, id, &mut undo);
        }
        if outcome.is_some() {
            self.seat(h, id, &mut undo);
        }
        undo
    }

    fn kill(&mut self, wish: WishId, id: Id, undo: &mut Undo) {
        if self.dead_by[wish.index()].is_none() {
            self.dead_by[wish.index()] = Some(id);
            undo.killed.push(wish);
        }
    }

    fn seat(&mut self, h: HouseholdId, id: Id, undo: &mut Undo) {
        if self.must_by[h.index()] == FREE {
            self.must_by[h.index()] = id;
            undo.seated = Some(h);
        }
    }

    pub(super) fn undo(&mut self, undo: Undo) {
        undo.killed.into_iter().for_each(|w| self.dead_by[w.index()] = None);
        if let Some(h) = undo.seated {
            self.must_by[h.index()] = FREE;
        }
    }

    pub(super) fn owner(&self, wish: WishId) -> HouseholdId {
        // No wish is empty.
        self.market.household_of(self.market.claims(wish)[0].child)
    }

    /// The 1-based place of a wish in its household's list.
    pub(super) fn rank(&self, wish: WishId) -> u32 {
        (wish.index() - self.market.wish_range(self.owner(wish)).start) as u32 + 1
    }

    /// Why a household that must be seated has nothing left, and whether it holds a seat; `None` if that is not so.
    pub(super) fn contradiction(&mut self, h: HouseholdId) -> Option<(Vec<Id>, bool)> {
        let holds = self.must_by(h) == AXIOM;
        if self.must_by(h) == FREE || self.alive(h).next().is_some() {
            return None;
        }
        Some((self.choice(h), holds))
    }

    /// Why a household has no outcomes but those left to it.
    pub(super) fn choice(&mut self, h: HouseholdId) -> Vec<Id> {
        let dead = self.market.wish_range(h).filter_map(|w| self.dead_by(w));
        let must = self.must_by(h);
        let because = dead.chain((must < FREE).then_some(must)).collect();
        self.rest_on(because)
    }

    /// The outcomes left to a household.
    pub(super) fn outcomes(&self, h: HouseholdId) -> Vec<Option<WishId>> {
        let out = (self.must_by(h) == FREE).then_some(None);
        self.alive(h).map(Some).chain(out).collect()
    }

    fn alive(&self, h: HouseholdId) -> impl Iterator<Item = WishId> + '_ {
        self.market.wishes(h).filter(|w| self.dead_by(w.index()).is_none())
    }

    fn rest_on(&mut self, mut because: Vec<Id>) -> Vec<Id> {
        because.sort_unstable();
        because.dedup();
        for &id in &because {
            if !std::mem::replace(&mut self.needed[id as usize], true) && id < self.shared {
                self.open.push(id);
            }
        }
        because
    }

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
            let (room, lines) = self.room(household, d)?;
            rooms.push(room);
            because.extend(self.rest_on(lines));
        }
        let says = Says::Secured(Secured { household, rank: self.rank(wish), rooms });
        Some(Found { says, because: self.rest_on(because), uses: vec![household] })
    }

    /// Enough rivals that are ruled out for a demand to be met, those first whose lines are needed anyway.
    fn room(&self, household: HouseholdId, d: Demand) -> Option<(Room, Vec<Id>)> {
        let market = self.market;
        let (mut rivals, mut offers) = (0, Vec::new());
        for &c in market.pool_claimants(d.pool) {
            let claimant = market.claimant(c);
            if claimant.rank > d.worst {
                break;
            }
            if market.household_of(claimant.child) != household {
                rivals += 1;
                offers.extend(self.gone(c).map(|because| Offer { what: c, because, uses: None }));
            }
        }
        let seats = market.pool(d.pool).seats;
        let chosen = self.choose(offers, (rivals + d.count).saturating_sub(seats) as usize)?;
        let mut ruled_out: Vec<ClaimantId> = chosen.iter().map(|o| o.what).collect();
        ruled_out.sort_unstable();
        let because = chosen.into_iter().flat_map(|o| o.because).collect();
        Some((Room { pool: d.pool, seats, needs: d.count, rivals, ruled_out }, because))
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
            let rooms: Option<Vec<_>> = open.map(|d| self.room(h, d)).collect();
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
        let must = self.must_by(h);
        if must == FREE || self.alive(h).next().is_none() {
            return None;
        }
        let uses = |w: WishId| self.market.claims(w).iter().any(|x| x.claimant == c);
        let others = self.market.wishes(h).filter(|&w| !uses(w)).map(|w| self.dead_by(w.index()));
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
            because.extend(self.room(h, d)?.1);
        }
        Some(because)
    }
}
