//! The search for the best choice: choices are listed by their bound and decided until no other can be better.

use super::city::{SelectionError, Worth};
use super::desk::Desk;
use super::limits::{Limits, Takes, each_choice};
use super::objective::Objective;
use super::site::Choice;
use crate::market::Status;
use rayon::prelude::*;
use std::cmp::Reverse;

/// The most choices that are listed one by one.
const LISTED: u64 = 500_000;

/// Choices decided at a time: a number of its own, so that threads make no difference.
pub(super) const AT_A_TIME: usize = 16;

/// How far to search, and who hears of it.
#[derive(Clone, Copy)]
pub struct Effort<'a> {
    /// The most choices that are decided. A count, not a time, so that the answer is the same on any machine.
    pub choices: u64,
    /// Asked now and then whether to stop: the best found so far is given then.
    pub stop: &'a (dyn Fn() -> bool + Sync),
    /// Hears how it goes.
    pub tell: &'a (dyn Fn(Progress) + Sync),
}

impl Default for Effort<'_> {
    /// 20,000 choices, never stops, tells nobody.
    fn default() -> Self {
        Self { choices: 20_000, stop: &|| false, tell: &|_| {} }
    }
}

/// How a search goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Choices decided.
    pub decided: u64,
    /// Choices within the limits; `None` if there are too many to be listed.
    pub possible: Option<u64>,
    /// Children with a seat in the best choice so far, over all draws.
    pub seated: Option<u64>,
    /// No choice seats more than this, over all draws.
    pub bound: u64,
}

/// The best choice found, and what is known of all others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selected {
    /// The choice with what it comes to; `None` if no choice is within the limits (proven where the choices were listed).
    pub best: Option<(Choice, Worth)>,
    /// No choice within the limits seats more than this, over all draws, whatever is wanted.
    pub seated_max: u64,
    /// `Optimal` if it is proven that no choice is better.
    pub status: Status,
    /// Choices within the limits; `None` if there are too many to be listed.
    pub possible: Option<u64>,
    /// Choices decided by this search; others had been before.
    pub decided: u64,
}

impl Desk<'_> {
    /// Finds the best choice within limits.
    ///
    /// Where there are few enough, choices are listed with what they seat at most and decided in that order, until no other can be better:
    /// then it is proven. Otherwise sites are opened one by one, each the best beside those before, and exchanged
    /// as long as that helps (Nemhauser, Wolsey and Fisher 1978; Teitz and Bart 1968).
    ///
    /// **Guarantees.** What a choice is worth is what the rule gives, judged. `Optimal`: no choice within the limits is better by the objective.
    /// [`Selected::seated_max`] always holds. Deterministic. **Cost.** [`Effort::choices`] decisions of all draws.
    ///
    /// # Errors
    /// [`SelectionError`] if a choice cannot be decided.
    pub fn best(
        &mut self,
        limits: &Limits,
        objective: Objective,
        effort: &Effort<'_>,
    ) -> Result<Selected, SelectionError> {
        let mut search = Search { limits, objective, effort, decided: 0, possible: None, bound: 0 };
        search.possible = self.count(limits);
        search.bound = self.bound.of_all(self.city.sites, limits);
        if search.possible == Some(0) {
            let (best, seated_max) = (None, 0);
            return Ok(Selected { best, seated_max, status: Status::Optimal, possible: Some(0), decided: 0 });
        }
        let first = self.step_by_step(&mut search)?.pop();
        let mut best = first.filter(|c| limits.complete(Takes::of(self.city.sites, c)));
        let few = search.possible.is_some_and(|n| n <= effort.choices);
        if let (false, Some(choice)) = (few, &mut best) {
            self.exchange(&mut search, choice)?;
        }
        if best.is_none() && search.possible.is_none() {
            best = self.any(limits);
            search.decided += self.decide(best.as_slice())?;
        }
        if let Some(choice) = &best {
            self.bound.add(self.city.sites, choice);
        }
        let proven = match search.possible {
            Some(_) => self.through_the_list(&mut search, &mut best)?,
            None => {
                search.bound = self.bound.of_all(self.city.sites, limits);
                false
            }
        };
        let best = best.map(|choice| (choice.clone(), self.known[&choice].clone()));
        if !self.settled() {
            // A search of the rule that was given up might have seated more.
            search.bound = self.bound.of_all(self.city.sites, limits);
        }
        if let Some((_, worth)) = &best {
            // What is shown holds; the bound is not below it.
            search.bound = search.bound.max(worth.seated());
        }
        let status = if proven && self.settled() { Status::Optimal } else { Status::Feasible };
        Ok(Selected {
            best,
            seated_max: search.bound,
            status,
            possible: search.possible,
            decided: search.decided,
        })
    }

    /// The first choice within limits.
    fn any(&self, limits: &Limits) -> Option<Choice> {
        let mut first = None;
        each_choice(self.city.sites, limits, &mut |choice, _| {
            first = Some(choice.clone());
            false
        });
        first
    }

    fn count(&self, limits: &Limits) -> Option<u64> {
        let mut count = 0;
        each_choice(self.city.sites, limits, &mut |_, _| {
            count += 1;
            count <= LISTED
        });
        (count <= LISTED).then_some(count)
    }

    /// Decides choices in the order of their bounds; says whether no other can be better.
    fn through_the_list(
        &mut self,
        search: &mut Search<'_, '_>,
        best: &mut Option<Choice>,
    ) -> Result<bool, SelectionError> {
        let mut list: Vec<(Reverse<u64>, u64, Choice)> = Vec::new();
        each_choice(self.city.sites, search.limits, &mut |choice, takes| {
            list.push((Reverse(self.bound.of(choice)), takes.cost, choice.clone()));
            true
        });
        list.sort_unstable();
        let mut rest = &list[..];
        while let Some((Reverse(most), ..)) = rest.first() {
            if search.bounds() && !self.may_be_better(search, best.as_ref(), *most, 0) {
                // Nor can a later one.
                break;
            }
            search.bound = *most;
            search.tell(self, best.as_ref());
            if search.over() {
                if best.is_none() {
                    // Stopped before there was any: the one that may seat most.
                    search.decided += self.decide(std::slice::from_ref(&list[0].2))?;
                    *best = Some(list[0].2.clone());
                }
                return Ok(false);
            }
            let (batch, others) = rest.split_at(rest.len().min(AT_A_TIME));
            rest = others;
            let may = |seated, cost| self.may_be_better(search, best.as_ref(), seated, cost);
            let worth_it = |(most, cost, choice): &&(Reverse<u64>, u64, Choice)| {
                !search.bounds()
                    || self.known.contains_key(choice)
                    || (may(most.0, *cost) && may(self.bound.exactly(self.city.sites, choice), *cost))
            };
            let choices: Vec<Choice> = batch.par_iter().filter(worth_it).map(|b| b.2.clone()).collect();
            search.decided += self.decide(&choices)?;
            *best = self.best_of(search.objective, choices.iter().chain(best.as_ref())).cloned();
        }
        let seated = |(_, _, choice): &(Reverse<u64>, u64, Choice)| self.known.get(choice).map(Worth::seated);
        search.bound = list.iter().filter_map(seated).max().unwrap_or(0);
        Ok(true)
    }

    /// Whether a choice that seats so many at most, and costs so much, may be better than the best.
    pub(super) fn may_be_better(
        &self,
        search: &Search<'_, '_>,
        best: Option<&Choice>,
        seated: u64,
        cost: u64,
    ) -> bool {
        let Some(key) = best.and_then(|b| self.key(search.objective, b)) else { return true };
        let most = i64::try_from(seated).unwrap_or(i64::MAX);
        (most, Reverse(cost)) >= (key.wanted.0, key.cost)
    }
}

/// One search.
pub(super) struct Search<'s, 'e> {
    pub(super) limits: &'s Limits,
    pub(super) objective: Objective,
    pub(super) effort: &'s Effort<'e>,
    pub(super) decided: u64,
    pub(super) possible: Option<u64>,
    pub(super) bound: u64,
}

impl Search<'_, '_> {
    pub(super) fn over(&self) -> bool {
        self.over_after(0)
    }

    /// Whether it is over once so many more choices have been decided.
    pub(super) fn over_after(&self, more: u64) -> bool {
        (self.effort.stop)() || self.decided + more >= self.effort.choices
    }

    /// Whether what a choice seats at most says anything of how good it is.
    pub(super) fn bounds(&self) -> bool {
        self.objective == Objective::Seated
    }

    pub(super) fn progress(&self, desk: &Desk<'_>, best: Option<&Choice>) -> Progress {
        let seated = best.and_then(|b| desk.known.get(b)).map(Worth::seated);
        Progress { decided: self.decided, possible: self.possible, seated, bound: self.bound }
    }

    pub(super) fn tell(&self, desk: &Desk<'_>, best: Option<&Choice>) {
        (self.effort.tell)(self.progress(desk, best));
    }
}
