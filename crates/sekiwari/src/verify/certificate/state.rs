//! What a branch of the argument has narrowed the outcomes to.

use crate::market::{HouseholdId, Market, WishId};
use std::ops::Range;

/// Alive wishes, who must be seated, who is hard. Every change stands on a trail and can be undone.
pub(super) struct State<'m> {
    pub(super) market: &'m Market,
    alive: Vec<bool>,
    must: Vec<bool>,
    hard: Vec<bool>,
    // Suspects that were decided in this branch; those not hard block.
    decided: Vec<bool>,
    // Per claimant the alive wishes that use it; per household the alive wishes.
    uses: Vec<u32>,
    alive_count: Vec<u32>,
    trail: Vec<Change>,
}

#[derive(Clone, Copy)]
enum Change {
    Died(HouseholdId, WishId),
    Must(HouseholdId),
    Hard(HouseholdId),
    Decided(HouseholdId),
}

/// A moment to come back to.
#[derive(Clone, Copy)]
pub(super) struct Mark(usize);

impl<'m> State<'m> {
    /// Everything alive, nobody hard. Linear in the claims.
    pub(super) fn new(market: &'m Market) -> Self {
        let households = market.households().len();
        let mut uses = vec![0; market.claimants().len()];
        for wish in 0..market.wish_count() as u32 {
            market.claims(WishId::new(wish)).iter().for_each(|c| uses[c.claimant.index()] += 1);
        }
        Self {
            market,
            alive: vec![true; market.wish_count()],
            must: market.households().map(|h| market.holds_seat(h)).collect(),
            hard: vec![false; households],
            decided: vec![false; households],
            uses,
            alive_count: market.households().map(|h| market.wish_range(h).len() as u32).collect(),
            trail: Vec::new(),
        }
    }

    pub(super) fn is_alive(&self, wish: WishId) -> bool {
        self.alive[wish.index()]
    }

    pub(super) fn must(&self, household: HouseholdId) -> bool {
        self.must[household.index()]
    }

    pub(super) fn is_hard(&self, household: HouseholdId) -> bool {
        self.hard[household.index()]
    }

    pub(super) fn is_decided(&self, household: HouseholdId) -> bool {
        self.decided[household.index()]
    }

    /// Whether the household was decided to block in this branch.
    pub(super) fn blocks(&self, household: HouseholdId) -> bool {
        self.is_decided(household) && !self.is_hard(household)
    }

    /// Whether an alive wish uses the claimant.
    pub(super) fn is_possible(&self, claimant: usize) -> bool {
        self.uses[claimant] > 0
    }

    /// Whether the household must be seated, has an alive wish, and all alive wishes of it use the claimant.
    pub(super) fn is_forced(&self, household: HouseholdId, claimant: usize) -> bool {
        let count = self.alive_count[household.index()];
        self.must(household) && count > 0 && self.uses[claimant] == count
    }

    /// Whether the household must be seated and has no alive wish.
    pub(super) fn is_contradiction(&self, household: HouseholdId) -> bool {
        self.must(household) && self.alive_count[household.index()] == 0
    }

    pub(super) fn alive_count(&self, household: HouseholdId) -> u32 {
        self.alive_count[household.index()]
    }

    /// The alive wishes of a household, best first.
    pub(super) fn alive_wishes(&self, household: HouseholdId) -> impl Iterator<Item = WishId> + '_ {
        self.market.wishes(household).filter(|&w| self.is_alive(w))
    }

    pub(super) fn kill(&mut self, household: HouseholdId, wish: WishId) {
        if std::mem::replace(&mut self.alive[wish.index()], false) {
            self.alive_count[household.index()] -= 1;
            for claim in self.market.claims(wish) {
                self.uses[claim.claimant.index()] -= 1;
            }
            self.trail.push(Change::Died(household, wish));
        }
    }

    pub(super) fn kill_all(&mut self, household: HouseholdId, positions: Range<usize>) {
        for wish in positions {
            self.kill(household, WishId::new(wish as u32));
        }
    }

    pub(super) fn set_must(&mut self, household: HouseholdId) {
        if !std::mem::replace(&mut self.must[household.index()], true) {
            self.trail.push(Change::Must(household));
        }
    }

    pub(super) fn set_hard(&mut self, household: HouseholdId) {
        if !std::mem::replace(&mut self.hard[household.index()], true) {
            self.trail.push(Change::Hard(household));
        }
    }

    /// Notes that a suspect was decided, and whether it blocks.
    pub(super) fn decide(&mut self, household: HouseholdId, blocks: bool) {
        self.decided[household.index()] = true;
        self.trail.push(Change::Decided(household));
        if !blocks {
            self.set_hard(household);
        }
    }

    pub(super) fn mark(&self) -> Mark {
        Mark(self.trail.len())
    }

    pub(super) fn undo_to(&mut self, mark: Mark) {
        while self.trail.len() > mark.0 {
            match self.trail.pop() {
                Some(Change::Died(household, wish)) => {
                    self.alive[wish.index()] = true;
                    self.alive_count[household.index()] += 1;
                    for claim in self.market.claims(wish) {
                        self.uses[claim.claimant.index()] += 1;
                    }
                }
                Some(Change::Must(household)) => self.must[household.index()] = false,
                Some(Change::Hard(household)) => self.hard[household.index()] = false,
                Some(Change::Decided(household)) => self.decided[household.index()] = false,
                None => return,
            }
        }
    }
}
