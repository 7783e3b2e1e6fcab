//! Who of a group blocks: halved, taken one by one, or ruled out beforehand.

use super::search::{Home, Search};
use crate::certificate::{Case, End};
use crate::market::HouseholdId;
use std::cmp::Reverse;

/// Groups still to be probed, the one that is, and sets of its suspects still to be tried.
pub(super) struct Probe {
    groups: Vec<usize>,
    home: usize,
    pending: Vec<Vec<HouseholdId>>,
}

impl Home {
    /// Of those who may block in the smallest core, one who meets most cores.
    fn candidate(&self, single: &[bool]) -> Option<HouseholdId> {
        let is_open = |h: &HouseholdId| self.open.binary_search(h).is_ok();
        let (mut smallest, mut size) = (&self.open[..], usize::MAX);
        for core in &self.unmet {
            // No further than to where it is larger.
            let open = core.iter().filter(|h| is_open(h)).take(size).count();
            if open < size {
                (smallest, size) = (core, open);
            }
        }
        let meets = |h: HouseholdId| self.unmet.iter().filter(|core| core.binary_search(&h).is_ok()).count();
        let among = smallest.iter().copied().filter(is_open);
        among.min_by_key(|&h| (Reverse(meets(h)), single[h.index()], h))
    }
}

impl Search<'_, '_, '_> {
    /// The groups of whom it is not settled yet who blocks, those with fewer suspects first.
    pub(super) fn undecided(&self) -> Vec<usize> {
        let is_open = |&i: &usize| self.homes[i].open.len() > self.homes[i].block as usize;
        let mut open: Vec<usize> = (0..self.homes.len()).filter(is_open).collect();
        open.sort_by_key(|&i| (self.homes[i].open.len(), i));
        open
    }

    /// Settles who of a group blocks.
    pub(super) fn settle(&mut self, home: usize) -> End {
        match self.homes[home].block {
            1 => self.halve(home),
            _ => self.one_of_several(home),
        }
    }

    /// One blocks: it is in one half or in the other.
    fn halve(&mut self, home: usize) -> End {
        let (first, second) = self.halves(&self.homes[home].open);
        let some = Box::new(self.with(home, &second, &first));
        if self.is_spent() {
            return End::Bounded;
        }
        let none = Box::new(self.with(home, &first, &second));
        End::Among { households: first, none, some }
    }

    /// Several block: one of the smallest core does not, or it does.
    fn one_of_several(&mut self, home: usize) -> End {
        let Some(household) = self.homes[home].candidate(&self.state.single) else { return End::Bounded };
        let rest: Vec<HouseholdId> =
            self.homes[home].open.iter().copied().filter(|&h| h != household).collect();
        let (beside, hard) = self.homes[home].beside(household);
        let before = std::mem::replace(&mut self.homes[home], beside);
        let mark = self.state.mark();
        hard.iter().for_each(|&h| self.state.harden(h));
        let blocks = Box::new(self.case_after(mark));
        self.state.undo_to(mark);
        self.homes[home] = before;
        if self.is_spent() {
            return End::Bounded;
        }
        let hard = Box::new(self.with(home, &[household], &rest));
        End::Suspect { household, hard, blocks }
    }

    /// What follows when some of a group are hard, and the others are not decided.
    fn with(&mut self, home: usize, hard: &[HouseholdId], open: &[HouseholdId]) -> Case {
        let before = std::mem::replace(&mut self.homes[home].open, open.to_vec());
        let mark = self.state.mark();
        hard.iter().for_each(|&h| self.state.harden(h));
        let case = self.case_after(mark);
        self.state.undo_to(mark);
        self.homes[home].open = before;
        case
    }

    /// Two halves, each ascending; a conflict mostly hangs on a household of several claims, so they are in the first.
    fn halves(&self, households: &[HouseholdId]) -> (Vec<HouseholdId>, Vec<HouseholdId>) {
        let mut first = households.to_vec();
        first.sort_by_key(|&h| (self.state.single[h.index()], h));
        let mut second = first.split_off(first.len().div_ceil(2));
        first.sort_unstable();
        second.sort_unstable();
        (first, second)
    }

    /// Rules out suspects of each group, whoever of the other groups blocks, and goes on without them.
    pub(super) fn probe(&mut self, mut groups: Vec<usize>) -> End {
        self.probed = true;
        groups.retain(|&i| self.homes[i].block == 1);
        let end = match groups.pop() {
            Some(home) => {
                let pending = self.halved(&self.homes[home].open);
                self.rule_out(Probe { groups, home, pending })
            }
            None => self.explore(),
        };
        self.probed = false;
        end
    }

    /// Both halves, to be tried from the end.
    fn halved(&self, households: &[HouseholdId]) -> Vec<Vec<HouseholdId>> {
        let (first, second) = self.halves(households);
        vec![first, second]
    }

    fn rule_out(&mut self, mut probe: Probe) -> End {
        loop {
            if self.is_spent() || self.heed_stop() {
                return self.explore();
            }
            let Some(few) = probe.pending.pop() else {
                let Some(home) = probe.groups.pop() else { return self.explore() };
                (probe.home, probe.pending) = (home, self.halved(&self.homes[home].open));
                continue;
            };
            let open = self.homes[probe.home].open.clone();
            let rest: Vec<HouseholdId> =
                open.iter().copied().filter(|h| few.binary_search(h).is_err()).collect();
            if rest.is_empty() || few.is_empty() {
                // With all others ruled out it stands who blocks, or halves of these are next.
                if few.len() > 1 {
                    probe.pending = self.halved(&few);
                }
                continue;
            }
            let Some(some) = self.closed(probe.home, &few, &rest) else {
                if few.len() > 1 {
                    probe.pending.append(&mut self.halved(&few));
                }
                continue;
            };
            let (home, mark) = (probe.home, self.state.mark());
            few.iter().for_each(|&h| self.state.harden(h));
            self.homes[home].open = rest;
            let none = match self.state.failed.is_none() && self.state.propagate() {
                true => Case { steps: self.steps(mark), end: self.rule_out(probe) },
                false => self.contradiction(mark),
            };
            self.state.undo_to(mark);
            self.homes[home].open = open;
            return End::Among { households: few, none: Box::new(none), some: Box::new(some) };
        }
    }

    /// Whether nothing better comes of it if one of a few blocks, and why.
    fn closed(&mut self, home: usize, few: &[HouseholdId], rest: &[HouseholdId]) -> Option<Case> {
        self.nodes += 1;
        let before = std::mem::replace(&mut self.homes[home].open, few.to_vec());
        let mark = self.state.mark();
        rest.iter().for_each(|&h| self.state.harden(h));
        let case = match self.state.failed.is_none() && self.state.propagate() {
            true if self.can_improve() => None,
            true => Some(Case { steps: self.steps(mark), end: End::Bounded }),
            false => Some(self.contradiction(mark)),
        };
        self.state.undo_to(mark);
        self.homes[home].open = before;
        case
    }
}
