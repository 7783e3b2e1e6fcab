//! All sets of one size that meet the cores known so far, one household more at a time. What contradicts is a core more, and rules
//! out many of those to come.

use super::Local;
use crate::exact::bits::{
    Row, add, are_apart, common, count_common, is_empty, is_within, places, row, with, without,
};
use crate::market::HouseholdId;
use std::ops::ControlFlow;

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
    pub(super) soft: Row,
}

impl Local<'_, '_, '_> {
    /// Tries sets of `size` households until one goes through; the state is left as it was.
    pub(super) fn walk(&mut self, size: u32) -> Walk {
        let mut walk = Walk { soft: self.soft(), ..Walk::default() };
        match size {
            0 => drop(self.divide(&[], &Row::new(), &mut walk)),
            _ => drop(self.beside(&Row::new(), size, &mut walk)),
        }
        walk
    }

    /// Tries a set that meets all cores, together with all that differ from it by one household, the one in whose place most others could be.
    pub(super) fn try_one(&mut self, chosen: &[HouseholdId]) -> Walk {
        let mut walk = Walk { soft: self.soft(), ..Walk::default() };
        walk.cut = self.is_spent();
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
        walk.beyond = !is_within(&rest, &walk.soft) || !is_within(&last, &walk.soft);
        if !walk.cut && !walk.beyond {
            let mark = self.state.mark();
            self.harden_all_but(&rest, &last);
            self.divide(&rest, &last, &mut walk);
            self.state.undo_to(mark);
        }
        walk
    }

    /// By place, the households of the component that may block now, of those to whom sets are confined.
    fn soft(&self) -> Row {
        let households = self.component.households.iter().enumerate();
        let soft = row(households.filter(|(_, h)| self.state.soft[h.index()]).map(|(at, _)| at));
        match &self.among {
            Some(among) => common(&soft, among),
            None => soft,
        }
    }

    /// Holds to stability all who may block but some.
    fn harden_all_but(&mut self, chosen: &[u64], open: &[u64]) {
        for at in places(&without(&without(&self.soft(), chosen), open)) {
            self.state.harden(self.component.households[at]);
        }
    }

    /// Goes through the sets of `more` households beside `chosen`; false if that is enough.
    pub(super) fn beside(&mut self, chosen: &[u64], more: u32, walk: &mut Walk) -> bool {
        if self.is_spent() {
            walk.cut = true;
            return false;
        }
        // Those who may block here, and those of whom it is not known since they may not in this state.
        let mut open = without(&self.soft(), chosen);
        let beyond = match self.among {
            // Cores are about these alone.
            Some(_) => Row::new(),
            None => without(&self.rows.everybody(), &walk.soft),
        };
        let mark = self.state.mark();
        if more <= 2 {
            let mut reach = open.clone();
            add(&mut reach, &beyond);
            let of_some = match more {
                1 => self.rows.in_all_unmet(chosen, &reach),
                _ => self.of_some_pair(chosen, &reach),
            };
            walk.beyond |= !are_apart(&of_some, &beyond);
            open = common(&open, &of_some);
            if is_empty(&open) {
                return true;
            }
            self.harden_all_but(chosen, &open);
            if more == 1 {
                let go_on = self.divide(chosen, &open, walk);
                self.state.undo_to(mark);
                return go_on;
            }
            self.used.tried += 1;
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
        let places: Vec<usize> = places(&common(&core, &open)).collect();
        let ends = self.each_in_turn(chosen, &places, more, walk);
        self.state.undo_to(mark);
        ends.break_value().unwrap_or(true)
    }

    /// Goes through the sets with each of some places in turn, and without those before; breaks where nothing is left, and with false if that
    /// is enough.
    fn each_in_turn(
        &mut self,
        chosen: &[u64],
        places: &[usize],
        more: u32,
        walk: &mut Walk,
    ) -> ControlFlow<bool> {
        let since = self.spent();
        for (&at, rest) in places.iter().zip((1..).map(|from| &places[from..])) {
            if !self.beside(&with(chosen, at), more - 1, walk) {
                return ControlFlow::Break(false);
            }
            self.go_without(at, walk)?;
            if more == 2 && rest.len() > 1 && self.is_worth_sharing(since) {
                return self.share(chosen, rest, walk);
            }
        }
        ControlFlow::Continue(())
    }

    /// Holds somebody to stability.
    pub(super) fn go_without(&mut self, at: usize, walk: &mut Walk) -> ControlFlow<bool> {
        self.state.harden(self.component.households[at]);
        match self.goes_on(walk) {
            true => ControlFlow::Continue(()),
            false => ControlFlow::Break(!walk.cut),
        }
    }

    /// Those of `reach` who are in a pair of them that meets all cores that `chosen` do not.
    fn of_some_pair(&self, chosen: &[u64], reach: &[u64]) -> Row {
        let mut all = Row::new();
        let smallest = self.rows.unmet(chosen).min_by_key(|core| count_common(core, reach));
        for at in smallest.into_iter().flat_map(|core| places(&common(core, reach)).collect::<Vec<_>>()) {
            let others = self.rows.in_all_unmet(&with(chosen, at), reach);
            if !is_empty(&others) {
                add(&mut all, &with(&others, at));
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

    fn is_spent(&self) -> bool {
        self.spent() >= self.limit || self.learns_little() || self.task.control.stopped()
    }

    /// Whether a core shows that those who may block now do not suffice. Otherwise a reason was lost, and nothing may be concluded from that
    /// they do not.
    fn is_ruled_out(&self) -> bool {
        self.rows.unmet(&self.soft()).next().is_some()
    }

    /// Tries who of `last` may block beside `chosen`, all others being hard already: half of them at a time, so that a
    /// contradiction rules out many at once. False if that is enough.
    fn divide(&mut self, chosen: &[u64], last: &Row, walk: &mut Walk) -> bool {
        self.used.tried += 1;
        walk.cut |= self.task.control.stopped();
        if walk.cut || !self.goes_on(walk) {
            return !walk.cut;
        }
        let mut households: Vec<usize> = places(last).collect();
        if households.len() <= 1 {
            let found = self.outcome();
            walk.cut |= found.is_none() && !self.is_ruled_out();
            let is_enough = found.is_some() && self.among.is_none();
            walk.found = found.filter(|_| is_enough);
            return !is_enough && !walk.cut;
        }
        let household = |at: usize| self.component.households[at];
        households.sort_by_key(|&at| (self.state.single[household(at).index()], at));
        let second = row(households.split_off(households.len() / 2));
        let first = row(households);
        for (half, hard) in [(&first, &second), (&second, &first)] {
            // What was learned meanwhile may rule some out.
            let kept = self.rows.in_all_unmet(chosen, half);
            if is_empty(&kept) {
                continue;
            }
            let mark = self.state.mark();
            for at in places(hard).chain(places(&without(half, &kept))) {
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
