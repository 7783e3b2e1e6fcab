//! Several who share the sets to be gone through: each takes the next household as it comes free, and after so many they tell each other
//! what they have learned.
//!
//! What is learned with one household does not depend on who takes it, nor on what else is learned meanwhile: so threads do not change a byte.

use super::walk::Walk;
use super::{Local, Used};
use crate::exact::bits::with;
use crate::exact::fewest::{Known, SIDE_BY_SIDE};
use crate::exact::turns::Turns;
use std::ops::ControlFlow;

/// Sets tried from which on it pays to share: a state of the market is made for everyone who helps.
const MANY_SETS: u64 = 32;
/// Households taken until what was learned is told.
const AT_A_TIME: usize = 16;
/// Those who help at most.
const HELPERS: usize = 7;

/// What came of the sets with one household.
struct Share {
    cores: Vec<Known>,
    /// Up to then.
    used: Used,
    walk: Walk,
    goes_on: bool,
}

impl<'m, 'a> Local<'_, 'm, 'a> {
    /// Whether enough sets were tried since. Not where the first one that goes through ends the search: what others do would be for nothing.
    pub(super) fn is_worth_sharing(&self, since: u64) -> bool {
        self.among.is_some()
            && self.spent() - since >= MANY_SETS
            && !self.state.several
            && self.state.market.wish_count() <= SIDE_BY_SIDE
    }

    /// Goes through the sets of one of some places and one household more beside those chosen, and without the places before; breaks where nothing is left, and with
    /// false if that is enough.
    pub(super) fn share(&mut self, chosen: &[u64], places: &[usize], walk: &mut Walk) -> ControlFlow<bool> {
        let helpers = (rayon::current_num_threads() - 1).min(HELPERS);
        let mut copies: Vec<_> = (0..helpers).map(|_| (self.state.clone(), self.learner.clone())).collect();
        let mut crew: Vec<Local<'_, 'm, 'a>> = Vec::with_capacity(helpers);
        for (state, learner) in &mut copies {
            crew.push(Local {
                state,
                component: self.component,
                learner,
                cores: self.cores.clone(),
                rows: self.rows.clone(),
                known: Vec::new(),
                forgotten: Vec::new(),
                among: self.among.clone(),
                ..*self
            });
        }
        for some in places.chunks(AT_A_TIME) {
            let shares = self.shares(&mut crew, chosen, some, walk);
            let before = self.used;
            for share in shares {
                for core in share.cores {
                    crew.iter_mut().for_each(|helper| helper.append(core.clone()));
                    self.append(core);
                }
                self.used.add_since(before, share.used);
                walk.beyond |= share.walk.beyond;
                walk.cut |= share.walk.cut;
                if !share.goes_on {
                    return ControlFlow::Break(false);
                }
            }
            crew.iter_mut().for_each(|helper| helper.used = self.used);
            for &at in some {
                self.go_without(at, walk)?;
            }
        }
        ControlFlow::Continue(())
    }

    /// What comes of each of some places, up to the first one that is enough.
    fn shares(
        &mut self,
        crew: &mut [Local<'_, 'm, 'a>],
        chosen: &[u64],
        places: &[usize],
        walk: &Walk,
    ) -> Vec<Share> {
        let turns = Turns::new(places.len());
        let mark = self.state.mark();
        rayon::scope(|scope| {
            for helper in crew {
                scope.spawn(|_| helper.take_shares(chosen, places, walk, &turns));
            }
            self.take_shares(chosen, places, walk, &turns);
        });
        self.state.undo_to(mark);
        let mut shares = turns.into_results();
        let last = shares.iter().position(|share| !share.goes_on);
        shares.truncate(last.map_or(shares.len(), |at| at + 1));
        shares
    }

    /// Takes one place after the other as it comes free; leaves nothing learned behind, but the state as it is without those before.
    fn take_shares(&mut self, chosen: &[u64], places: &[usize], walk: &Walk, turns: &Turns<Share>) {
        let (known, used) = (self.cores.len(), self.used);
        let mut from = 0;
        loop {
            let at = turns.take().unwrap_or(places.len());
            let mut own = Walk { soft: walk.soft.clone(), ..Walk::default() };
            let is_left =
                places[from..at].iter().all(|&before| self.go_without(before, &mut own).is_continue());
            from = at;
            self.forget_from(known);
            let Some(&place) = places.get(at).filter(|_| is_left) else { break };
            self.used = used;
            let goes_on = self.beside(&with(chosen, place), 1, &mut own);
            let cores = self.forget_from(known);
            turns.keep(at, Share { cores, used: self.used, walk: own, goes_on });
            if !goes_on {
                turns.stop();
            }
        }
        self.used = used;
    }

    /// Forgets all cores but the first ones.
    fn forget_from(&mut self, at: usize) -> Vec<Known> {
        self.rows.forget_from(at);
        self.cores.split_off(at)
    }
}
