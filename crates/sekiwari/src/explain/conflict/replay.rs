//! The state of an argument.

use crate::certificate::Step;
use crate::market::{HouseholdId, Market, Using, WishId};
use std::collections::BinaryHeap;

/// The number of a step or case before it is known which are needed.
pub(super) type Id = u32;

/// Must be seated because it holds a seat.
pub(super) const AXIOM: Id = u32::MAX;
/// Need not be seated.
pub(super) const FREE: Id = u32::MAX - 1;

/// What one step or case has changed.
#[derive(Default)]
pub(super) struct Undo {
    killed: Vec<WishId>,
    seated: Option<HouseholdId>,
}

/// Alive wishes and who must be seated, with the step that made it so.
pub(super) struct Replay<'m> {
    pub(super) market: &'m Market,
    pub(super) hard: Vec<bool>,
    dead_by: Vec<Option<Id>>,
    must_by: Vec<Id>,
    pub(super) using: Using,
    /// Changes from this one on count as not made.
    as_of: Id,
    /// Steps that something rests on, by id.
    pub(super) needed: Vec<bool>,
    /// How many steps all arguments start from, and which of them are needed and not told yet.
    shared: Id,
    open: BinaryHeap<Id>,
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
    pub(super) fn dead_by(&self, wish: usize) -> Option<Id> {
        self.dead_by[wish].filter(|&id| id < self.as_of)
    }

    /// The change since which a household must be seated.
    pub(super) fn must_by(&self, h: HouseholdId) -> Id {
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

    pub(super) fn alive(&self, h: HouseholdId) -> impl Iterator<Item = WishId> + '_ {
        self.market.wishes(h).filter(|w| self.dead_by(w.index()).is_none())
    }

    pub(super) fn rest_on(&mut self, mut because: Vec<Id>) -> Vec<Id> {
        because.sort_unstable();
        because.dedup();
        for &id in &because {
            if !std::mem::replace(&mut self.needed[id as usize], true) && id < self.shared {
                self.open.push(id);
            }
        }
        because
    }
}
