//! The search for the best choice: what was decided is kept, choices are listed by their bound and decided until no other can be better.

use super::bound::Bound;
use super::city::{City, SelectionError, Worth};
use super::limits::{Count, Limits, Takes, each_choice};
use super::objective::{Key, Objective};
use super::site::Choice;
use crate::exact::Control;
use crate::market::Status;
use crate::mechanism::Mechanism;
use crate::siting::location::Standing;
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The most choices that are listed one by one.
const LISTED: u64 = 500_000;

/// Choices decided at a time: a number of its own, so that threads make no difference.
const AT_A_TIME: usize = 16;

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

/// What was decided of a city, and the searches over it.
pub struct Desk<'a> {
    pub(super) city: City<'a>,
    districts: Vec<Option<String>>,
    bound: Bound,
    known: BTreeMap<Choice, Worth>,
}

impl<'a> Desk<'a> {
    /// Begins. Cost: every draw with all sites open is compiled, and a matching of its children found.
    ///
    /// # Errors
    /// [`SelectionError`] if the round refuses the sites.
    pub fn new(city: City<'a>) -> Result<Self, SelectionError> {
        if city.cases.is_empty() {
            return Err(SelectionError::NoRound);
        }
        let city = City { draws: city.draws.max(1), ..city };
        let mut bound = Bound::new(&city)?;
        bound.add(city.sites, &Choice::nothing(city.sites.len()));
        Ok(Self { city, districts: city.districts(), bound, known: BTreeMap::new() })
    }

    /// The districts of [`Worth::districts`].
    pub fn districts(&self) -> &[Option<String>] {
        &self.districts
    }

    /// The choice of nothing.
    pub fn nothing(&self) -> Choice {
        Choice::nothing(self.city.sites.len())
    }

    /// What may be built.
    pub fn sites(&self) -> &'a [super::Site] {
        self.city.sites
    }

    /// The best choices within limits that were decided so far, best first, `most` of them.
    pub fn ranked(&self, limits: &Limits, objective: Objective, most: usize) -> Vec<(Choice, Worth)> {
        let own = |choice: &Choice| limits.complete(Takes::of(self.city.sites, choice));
        let mut all: Vec<(Key, &Choice)> = self
            .known
            .keys()
            .filter(|c| own(c) && self.opens_what_must(c))
            .filter_map(|c| Some((self.key(objective, c)?, c)))
            .collect();
        all.sort_unstable_by(|a, b| b.0.cmp(&a.0));
        all.into_iter().take(most).map(|(_, c)| (c.clone(), self.known[c].clone())).collect()
    }

    fn opens_what_must(&self, choice: &Choice) -> bool {
        (0..self.city.sites.len()).all(|s| !self.city.sites[s].is_fixed() || choice.size(s).is_some())
    }

    /// By site and size what it comes to by itself, beside what is decided already (in its cheapest size); `None` for forbidden sites.
    ///
    /// # Errors
    /// [`SelectionError`].
    pub fn alone(&mut self) -> Result<Vec<Vec<Option<Worth>>>, SelectionError> {
        let sites = self.city.sites;
        let decided = (0..sites.len()).filter(|&s| !sites[s].is_counted());
        let base = decided.fold(self.nothing(), |c, s| c.with(s, self.cheapest(s)));
        let sizes = |s: usize| match sites[s].standing {
            Standing::Forbidden => 0,
            _ => sites[s].sizes.len() as u16,
        };
        let of = |s: usize| (0..sizes(s)).map(|z| base.with(s, Some(z))).collect::<Vec<_>>();
        let all: Vec<Choice> = (0..sites.len()).flat_map(of).collect();
        self.decide(&all)?;
        let worth = |s: usize| {
            let own = (0..sites[s].sizes.len() as u16).map(|z| base.with(s, Some(z)));
            own.map(|c| (sizes(s) > 0).then(|| self.known[&c].clone())).collect()
        };
        Ok((0..sites.len()).map(worth).collect())
    }

    fn cheapest(&self, site: usize) -> Option<u16> {
        let sizes = &self.city.sites[site].sizes;
        (0..sizes.len() as u16).min_by_key(|&z| sizes[usize::from(z)].cost)
    }

    /// All choices decided so far.
    pub fn known(&self) -> impl Iterator<Item = (&Choice, &Worth)> {
        self.known.iter()
    }

    /// No rule seats more children than this with a choice, over all draws: as many as fit in whatever the priorities. Cost: one
    /// matching a draw.
    pub fn seated_max(&self, choice: &Choice) -> u64 {
        self.bound.exactly(self.city.sites, choice)
    }

    /// What a choice comes to; decided if it was not before.
    ///
    /// # Errors
    /// [`SelectionError`].
    pub fn worth(&mut self, choice: &Choice) -> Result<Worth, SelectionError> {
        self.decide(std::slice::from_ref(choice))?;
        Ok(self.known[choice].clone())
    }

    /// Decides those of some choices that were not; says how many.
    pub(super) fn decide(&mut self, choices: &[Choice]) -> Result<u64, SelectionError> {
        let mut new: Vec<Choice> = choices.iter().filter(|c| !self.known.contains_key(c)).cloned().collect();
        new.sort_unstable();
        new.dedup();
        let worth = self.city.worth(&new, &self.districts, Control::default())?;
        let count = new.len() as u64;
        self.known.extend(new.into_iter().zip(worth));
        Ok(count)
    }

    pub(super) fn key(&self, objective: Objective, choice: &Choice) -> Option<Key> {
        let takes = Takes::of(self.city.sites, choice);
        Some(objective.key(choice, takes, self.known.get(choice)?))
    }

    /// The best of some decided choices.
    pub(super) fn best_of<'c>(
        &self,
        objective: Objective,
        choices: impl IntoIterator<Item = &'c Choice>,
    ) -> Option<&'c Choice> {
        choices.into_iter().filter_map(|c| Some((self.key(objective, c)?, c))).max().map(|(_, c)| c)
    }

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

    /// Whether every value is what the rule gives and no less: a search that was given up may have seated fewer.
    fn settled(&self) -> bool {
        let searched = self.city.rule.mechanism == Mechanism::StableOptimal;
        !searched || self.known.values().all(|w| w.proven() == self.city.draws)
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
    fn may_be_better(&self, search: &Search<'_, '_>, best: Option<&Choice>, seated: u64, cost: u64) -> bool {
        let Some(key) = best.and_then(|b| self.key(search.objective, b)) else { return true };
        let most = i64::try_from(seated).unwrap_or(i64::MAX);
        (most, Reverse(cost)) >= (key.wanted.0, key.cost)
    }

    /// Opens sites one by one, each the best beside those before; the choices after each step, the first with what opens in any case.
    pub(super) fn step_by_step(
        &mut self,
        search: &mut Search<'_, '_>,
    ) -> Result<Vec<Choice>, SelectionError> {
        let sites = self.city.sites;
        let fixed = (0..sites.len()).filter(|&s| sites[s].is_fixed());
        let mut now = self.nothing();
        for site in fixed {
            // The cheapest size; others are tried as exchanges.
            let size =
                (0..sites[site].sizes.len() as u16).min_by_key(|&s| sites[site].sizes[usize::from(s)].cost);
            now = now.with(site, size);
        }
        search.decided += self.decide(std::slice::from_ref(&now))?;
        let mut steps = vec![now];
        while let Some(now) = steps.last() {
            let takes = Takes::of(sites, now);
            if search.limits.left(takes) == 0 || search.over() {
                break;
            }
            let free = |s: &usize| sites[*s].standing == Standing::Candidate && now.size(*s).is_none();
            let next = |s: usize| (0..sites[s].sizes.len() as u16).map(move |size| (s, size));
            let fits = |&(s, size): &(usize, u16)| search.limits.allow(takes.and(&sites[s], size));
            let options: Vec<Choice> = (0..sites.len())
                .filter(free)
                .flat_map(next)
                .filter(fits)
                .map(|(s, size)| now.with(s, Some(size)))
                .collect();
            let now = now.clone();
            search.decided += self.decide_in_parts(&options, search)?;
            let Some(best) = self.best_of(search.objective, &options) else { break };
            let better = self.key(search.objective, best).map(|k| k.wanted)
                > self.key(search.objective, &now).map(|k| k.wanted);
            if !better && !matches!(search.limits.count, Count::Exactly(_)) {
                break;
            }
            steps.push(best.clone());
        }
        Ok(steps)
    }

    /// Exchanges sites and sizes as long as that helps, the best exchange first.
    fn exchange(&mut self, search: &mut Search<'_, '_>, choice: &mut Choice) -> Result<(), SelectionError> {
        loop {
            let mut others = self.neighbours(search.limits, choice);
            if search.bounds() {
                let may = |c: &Choice| {
                    let cost = Takes::of(self.city.sites, c).cost;
                    self.may_be_better(search, Some(choice), self.bound.of(c), cost)
                };
                others.retain(may);
            }
            search.decided += self.decide_in_parts(&others, search)?;
            let best = self.best_of(search.objective, others.iter().chain([&*choice])).cloned();
            match best.filter(|b| b != choice) {
                Some(better) => *choice = better,
                None => return Ok(()),
            }
            if search.over() {
                return Ok(());
            }
        }
    }

    /// All choices with one site opened, closed, exchanged or built in another size.
    fn neighbours(&self, limits: &Limits, choice: &Choice) -> Vec<Choice> {
        let sites = self.city.sites;
        let sizes = |s: usize| (0..sites[s].sizes.len() as u16).map(Some);
        let free = |s: &usize| sites[*s].standing == Standing::Candidate && choice.size(*s).is_none();
        let closed: Vec<usize> = (0..sites.len()).filter(free).collect();
        let mut others: Vec<Choice> = Vec::new();
        let added = |from: &Choice| -> Vec<Choice> {
            closed
                .iter()
                .flat_map(|&s| sizes(s).map(move |size| (s, size)))
                .map(|(s, z)| from.with(s, z))
                .collect()
        };
        others.extend(added(choice));
        for (site, size) in choice.opened() {
            others.extend(sizes(site).filter(|z| *z != Some(size)).map(|z| choice.with(site, z)));
            if !sites[site].is_fixed() {
                let without = choice.with(site, None);
                others.extend(added(&without));
                others.push(without);
            }
        }
        others.retain(|c| limits.complete(Takes::of(sites, c)));
        others.sort_unstable();
        others
    }

    /// Decides choices as far as the search goes; says how many.
    fn decide_in_parts(
        &mut self,
        choices: &[Choice],
        search: &Search<'_, '_>,
    ) -> Result<u64, SelectionError> {
        let mut decided = 0;
        for part in choices.chunks(AT_A_TIME) {
            if (search.effort.stop)() || search.decided + decided >= search.effort.choices {
                break;
            }
            decided += self.decide(part)?;
            let progress = Progress { decided: search.decided + decided, ..search.progress(self, None) };
            (search.effort.tell)(progress);
        }
        Ok(decided)
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
    fn over(&self) -> bool {
        (self.effort.stop)() || self.decided >= self.effort.choices
    }

    /// Whether what a choice seats at most says anything of how good it is.
    fn bounds(&self) -> bool {
        self.objective == Objective::Seated
    }

    fn progress(&self, desk: &Desk<'_>, best: Option<&Choice>) -> Progress {
        let seated = best.and_then(|b| desk.known.get(b)).map(Worth::seated);
        Progress { decided: self.decided, possible: self.possible, seated, bound: self.bound }
    }

    fn tell(&self, desk: &Desk<'_>, best: Option<&Choice>) {
        (self.effort.tell)(self.progress(desk, best));
    }
}
