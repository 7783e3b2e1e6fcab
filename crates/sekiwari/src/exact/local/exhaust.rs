//! All sets of suspects that could block, gone through where it is known that just these may: what contradicts is a core that holds there.
//!
//! It comes with the argument by which it was found, so that nothing has to be refuted anew.

use super::Local;
use crate::certificate::{Case, End};
use crate::exact::bits::row;
use crate::exact::fewest::Known;
use crate::market::HouseholdId;
use std::sync::Arc;

/// Steps kept of all arguments together.
const MOST_STEPS: usize = 10_000_000;

/// Sets tried at first, and for every core learned: where most sets go through there is little to learn, and they are better searched one by one.
const PATIENCE: u64 = 128;
const SETS_PER_CORE: u64 = 10;

impl Local<'_, '_, '_> {
    /// Goes through the sets of `size` of some households, all others that may block left as they are; returns the cores learned, `most` being
    /// spent at most. The state is left as it was.
    pub(in crate::exact) fn exhaust(mut self, among: &[HouseholdId], size: u32, most: u64) -> Vec<Known> {
        self.limit = most;
        self.given = self.cores.len();
        let place = |h: &HouseholdId| self.component.households.binary_search(h).ok();
        self.among = Some(row(among.iter().filter_map(place)));
        let notes_all = std::mem::replace(&mut self.state.notes_all, false);
        self.walk(size);
        self.state.notes_all = notes_all;
        self.cores.split_off(self.known.len())
    }

    /// Learns a core with its argument, of which `case` is what comes after the steps to a contradiction just met. Nothing is learned if nobody's stability is needed: then no set goes
    /// through, and there is nothing to tell them apart by.
    pub(super) fn learn_with_argument(&mut self, case: Case) {
        let (households, argument) = self.argument(case);
        if self.learner.reasons().lost || households.is_empty() {
            return;
        }
        self.used.written += steps_of(&argument);
        self.append(Known { argument: Some(argument), ..Known::of(households) });
    }

    /// The argument of a contradiction just met, and whose stability it needs.
    pub(super) fn argument(&mut self, mut case: Case) -> (Vec<HouseholdId>, Arc<Case>) {
        let reasons = self.learner.reasons();
        let steps = reasons.needed_steps(self.state);
        let mut households = reasons.households.clone();
        households.sort_unstable();
        case.steps.splice(0..0, steps);
        (households, Arc::new(case))
    }

    /// Whether going through all sets is not worth it any more, if that is what is done.
    pub(super) fn learns_little(&self) -> bool {
        let learned = (self.cores.len() - self.given) as u64;
        self.among.is_some()
            && (self.used.written > MOST_STEPS || self.used.tried > PATIENCE + SETS_PER_CORE * learned)
    }

    /// Keeps a core unless one that is known says more.
    pub(super) fn append(&mut self, core: Known) {
        if self.rows.append(&core.households) {
            self.cores.push(core);
        }
    }
}

/// Steps and ends of a case and of those in it.
fn steps_of(case: &Case) -> usize {
    let (mut count, mut open) = (0, vec![case]);
    while let Some(case) = open.pop() {
        count += case.steps.len() + 1;
        if let End::Choice { cases, .. } = &case.end {
            open.extend(cases.iter().map(|(_, case)| case));
        }
    }
    count
}
