//! All sets of one size that meet the cores known so far, one household more at a time. What contradicts is a core more, and rules
//! out many of those to come.

use super::Local;
use super::rows::{Row, add, are_apart, count_common, is_empty, only, places};
use crate::market::HouseholdId;

/// How a walk came out.
#[derive(Default)]
pub(super) struct Walk {
    /// The outcome of a set that goes through.
    pub(super) found: Option<Vec<Option<u32>>>,
    /// Some set has households who may not block in this state.
    pub(super) beyond: bool,
    /// A limit was met, it was told to stop, or a reason was lost.
    pub(super) cut: bool,
    /// By place, who may block in this state.
    soft: Row,
}

impl Local<'_, '_, '_> {
    /// Tries sets of `size` households until one goes through; the state is left as it was.
    pub(super) fn walk(&mut self, size: u32) -> Walk {
        let mut walk = Walk { soft: self.soft(), ..Walk::default() };
        let notes_all = std::mem::replace(&mut self.state.notes_all, false);
        match size {
            0 => drop(self.divide(&[], &Row::new(), &mut walk)),
            _ => drop(self.with(&Row::new(), size, &mut walk)),
        }
        self.state.notes_all = notes_all;
        walk
    }

    /// Tries a set that meets all cores, together with all that differ from it by one household, the one in whose place most others could be.
    pub(super) fn try_one(&mut self, chosen: &[HouseholdId]) -> Walk {
        let mut walk = Walk { soft: self.soft(), ..Walk::default() };
        walk.cut = self.spent() >= self.limit || self.task.control.stopped();
        let everybody = self.rows.everybody();
        let mut chosen = chosen.to_vec();
        chosen.sort_unstable();
        let choices = (0..chosen.len()).map(|last| {
            let mut rest = chosen.clone();
            rest.remove(last);
            let rest = self.rows.row(&rest);
            let places = self.rows.in_all_unmet(&rest, &everybody);
            (rest, places)
        });
        let (rest, last) = choices.max_by_key(|(_, last)| count_common(last, last)).unwrap_or_default();
        walk.beyond = !is_empty(&only(&rest, &walk.soft, true)) || !is_empty(&only(&last, &walk.soft, true));
        if !walk.cut && !walk.beyond {
            let notes_all = std::mem::replace(&mut self.state.notes_all, false);
            let mark = self.state.mark();
            self.harden_all_but(&rest, &last);
            self.divide(&rest, &last, &mut walk);
            self.state.undo_to(mark);
            self.state.notes_all = notes_all;
        }
        walk
    }

    /// By place, the households of the component that may block now.
    fn soft(&self) -> Row {
        let households = &self.component.households;
        let mut row = vec![0; households.len().div_ceil(64)];
        for (at, h) in households.iter().enumerate() {
            row[at / 64] |= u64::from(self.state.soft[h.index()]) << (at % 64);
        }
        row
    }

    /// Holds to stability all who may block but some.
    fn harden_all_but(&mut self, chosen: &[u64], open: &[u64]) {
        for at in places(&only(&only(&self.soft(), chosen, true), open, true)) {
            self.state.harden(self.component.households[at]);
        }
    }

    /// Goes through the sets of `more` households beside `chosen`; false if that is enough.
    fn with(&mut self, chosen: &Row, more: u32, walk: &mut Walk) -> bool {
        if self.spent() >= self.limit || self.task.control.stopped() {
            walk.cut = true;
            return false;
        }
        // Those who may block here, and those of whom it is not known since they may not in this state.
        let soft = self.soft();
        let mut open = only(&soft, chosen, true);
        let beyond = only(&self.rows.everybody(), &walk.soft, true);
        let mark = self.state.mark();
        if more <= 2 {
            let mut reach = open.clone();
            add(&mut reach, &beyond);
            let of_some = match more {
                1 => self.rows.in_all_unmet(chosen, &reach),
                _ => self.of_some_pair(chosen, &reach),
            };
            walk.beyond |= !are_apart(&of_some, &beyond);
            open = only(&open, &of_some, false);
            if is_empty(&open) {
                return true;
            }
            self.harden_all_but(chosen, &open);
            if more == 1 {
                let go_on = self.divide(chosen, &open, walk);
                self.state.undo_to(mark);
                return go_on;
            }
            self.tried += 1;
            if !self.goes_on(walk) {
                self.state.undo_to(mark);
                return !walk.cut;
            }
        }
        let smallest = self.rows.unmet(chosen).min_by_key(|core| count_common(core, &open));
        let Some(core) = smallest.cloned() else {
            // Fewer would do, and were tried before.
            self.state.undo_to(mark);
            return true;
        };
        walk.beyond |= more > 2 && !are_apart(&core, &beyond);
        let mut go_on = true;
        for at in places(&only(&core, &open, false)) {
            let mut with = chosen.clone();
            add(&mut with, &bit(at));
            go_on = self.with(&with, more - 1, walk);
            if !go_on {
                break;
            }
            self.state.harden(self.component.households[at]);
            if !self.goes_on(walk) {
                go_on = !walk.cut;
                break;
            }
        }
        self.state.undo_to(mark);
        go_on
    }

    /// Those of `reach` who are in a pair of them that meets all cores that `chosen` do not.
    fn of_some_pair(&self, chosen: &[u64], reach: &[u64]) -> Row {
        let mut all = Row::new();
        let smallest = self.rows.unmet(chosen).min_by_key(|core| count_common(core, reach));
        for at in smallest.into_iter().flat_map(|core| places(&only(core, reach, false)).collect::<Vec<_>>())
        {
            let mut with = chosen.to_vec();
            add(&mut with, &bit(at));
            let others = self.rows.in_all_unmet(&with, reach);
            if !is_empty(&others) {
                add(&mut all, &others);
                add(&mut all, &bit(at));
            }
        }
        all
    }

    /// Propagates; what contradicts is learned.
    fn goes_on(&mut self, walk: &mut Walk) -> bool {
        let goes_on = self.harvest();
        walk.cut |= !goes_on && !self.is_ruled_out();
        goes_on
    }

    /// Whether a core shows that those who may block now do not suffice. Otherwise a reason was lost, and nothing may be concluded from that
    /// they do not.
    fn is_ruled_out(&self) -> bool {
        self.rows.unmet(&self.soft()).next().is_some()
    }

    /// Tries who of `last` may block beside `chosen`, all others being hard already: half of them at a time, so that a
    /// contradiction rules out many at once. False if that is enough.
    fn divide(&mut self, chosen: &[u64], last: &Row, walk: &mut Walk) -> bool {
        self.tried += 1;
        walk.cut |= self.task.control.stopped();
        if walk.cut || !self.goes_on(walk) {
            return !walk.cut;
        }
        let mut households: Vec<usize> = places(last).collect();
        if households.len() <= 1 {
            walk.found = self.outcome();
            walk.cut |= walk.found.is_none() && !self.is_ruled_out();
            return walk.found.is_none() && !walk.cut;
        }
        let household = |at: usize| self.component.households[at];
        households.sort_by_key(|&at| (self.state.single[household(at).index()], at));
        let second = row(&households.split_off(households.len() / 2));
        let first = row(&households);
        for (half, hard) in [(&first, &second), (&second, &first)] {
            // What was learned meanwhile may rule some out.
            let kept = self.rows.in_all_unmet(chosen, half);
            if is_empty(&kept) {
                continue;
            }
            let mark = self.state.mark();
            for at in places(hard).chain(places(&only(half, &kept, true))) {
                self.state.harden(self.component.households[at]);
            }
            let go_on = self.divide(chosen, &kept, walk);
            self.state.undo_to(mark);
            if !go_on {
                return false;
            }
        }
        true
    }
}

/// One household.
fn bit(at: usize) -> Row {
    row(&[at])
}

fn row(places: &[usize]) -> Row {
    let mut row = vec![0; places.iter().max().map_or(0, |at| at / 64 + 1)];
    places.iter().for_each(|at| row[at / 64] |= 1 << (at % 64));
    row
}
