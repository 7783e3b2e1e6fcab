//! The best that a component can still reach, kept up to date along the trail of its state.
//!
//! A search asks for it at every node, and between two nodes little changes. So what each household can reach is kept; of what
//! was changed since it was last asked for, only the households concerned are looked at again, and what is taken back brings
//! the figures of before back.

use super::objective::{Objective, Value};
use super::state::State;
use super::trail::Change;
use crate::market::HouseholdId;

/// The best possible value of some households, without those who block.
pub(super) struct Possible {
    /// Per household, one entry a stage of the objective, after one for who blocks, which stays 0.
    each: Vec<i64>,
    sum: Value,
    /// The length of the trail where the figures begin, and up to where they are right.
    from: usize,
    upto: usize,
    spans: Vec<Span>,
    /// Households looked at again, and what they could reach before.
    changed: Vec<u32>,
    before: Vec<i64>,
    /// Per household the last look in which it was seen.
    seen: Vec<u32>,
    looks: u32,
}

/// A piece of the trail that was looked at as a whole.
struct Span {
    from: usize,
    upto: usize,
    /// Households looked at again before.
    changed: usize,
}

impl Possible {
    /// Of `households`, ascending, as of now. Later the same ones are to be given.
    pub(super) fn new(state: &mut State<'_>, objective: &Objective<'_>, households: &[HouseholdId]) -> Self {
        let mut possible = Self {
            each: Vec::new(),
            sum: objective.zero(0),
            from: 0,
            upto: 0,
            spans: Vec::new(),
            changed: Vec::new(),
            before: Vec::new(),
            seen: vec![0; households.len()],
            looks: 0,
        };
        possible.begin(state, objective, households);
        possible
    }

    /// From the beginning, as of now.
    fn begin(&mut self, state: &mut State<'_>, objective: &Objective<'_>, households: &[HouseholdId]) {
        let width = self.sum.len();
        self.each.clear();
        self.each.resize(width * households.len(), 0);
        self.sum.fill(0);
        for (own, &h) in self.each.chunks_exact_mut(width).zip(households) {
            objective.add_best(state, h, own);
            self.sum.iter_mut().zip(own).for_each(|(sum, more)| *sum += *more);
        }
        state.shortest_trail = state.trail.len();
        (self.from, self.upto) = (state.trail.len(), state.trail.len());
        self.spans.clear();
        self.changed.clear();
        self.before.clear();
    }

    /// As of now. Cost: what was changed and taken back since the last call.
    pub(super) fn now(
        &mut self,
        state: &mut State<'_>,
        objective: &Objective<'_>,
        households: &[HouseholdId],
    ) -> &Value {
        let kept = std::mem::replace(&mut state.shortest_trail, state.trail.len());
        if kept < self.from {
            self.begin(state, objective, households);
            return &self.sum;
        }
        // A mark may lie within a span: then all of it is looked at again, as far as it is still there.
        while let Some(span) = self.spans.pop_if(|span| span.upto > kept) {
            self.take_back(span.changed);
            self.upto = span.from;
        }
        self.go_on(state, objective, households);
        &self.sum
    }

    fn take_back(&mut self, to: usize) {
        let width = self.sum.len();
        for (place, &at) in (to..self.changed.len()).zip(&self.changed[to..]) {
            let own = &mut self.each[width * at as usize..][..width];
            let before = &self.before[width * place..][..width];
            for ((sum, own), before) in self.sum.iter_mut().zip(own).zip(before) {
                *sum += before - *own;
                *own = *before;
            }
        }
        self.changed.truncate(to);
        self.before.truncate(width * to);
    }

    fn go_on(&mut self, state: &State<'_>, objective: &Objective<'_>, households: &[HouseholdId]) {
        let (width, from, changed) = (self.sum.len(), self.upto, self.changed.len());
        self.upto = state.trail.len();
        if from == self.upto {
            return;
        }
        self.looks += 1;
        for change in &state.trail[from..] {
            let h = match *change {
                Change::Deleted(w) | Change::Revived(w, _) => state.household_of(w),
                Change::Must(h) | Change::Released(h, _) => HouseholdId::new(h),
                _ => continue,
            };
            let Ok(at) = households.binary_search(&h) else { continue };
            if std::mem::replace(&mut self.seen[at], self.looks) == self.looks {
                continue;
            }
            let own = &mut self.each[width * at..][..width];
            self.changed.push(at as u32);
            self.before.extend_from_slice(own);
            self.sum.iter_mut().zip(own.iter()).for_each(|(sum, less)| *sum -= less);
            own.fill(0);
            objective.add_best(state, h, own);
            self.sum.iter_mut().zip(own).for_each(|(sum, more)| *sum += *more);
        }
        self.spans.push(Span { from, upto: self.upto, changed });
    }
}
