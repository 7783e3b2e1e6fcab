//! One site a year: the best next one each year, against the sites that are best together.

use super::city::{SelectionError, Worth};
use super::desk::Desk;
use super::limits::{Count, Limits, Takes};
use super::objective::Objective;
use super::search::{Effort, Search, Selected};
use super::site::Choice;

/// The most sites whose orders are all looked at.
const ORDERED: usize = 8;

/// Openings one after the other, with what is open and what it comes to after each.
pub type Path = Vec<(Choice, Worth)>;

/// Sequences of openings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sequence {
    /// Each the best beside those before; the first entry is what opens in any case.
    pub step_by_step: Path,
    /// For one site, two, ... the best choice of just so many.
    pub together: Vec<Selected>,
    /// The best choice of the last number, opened in the order in which the sum over all years is best.
    pub ordered: Path,
}

impl Desk<'_> {
    /// What one site a year comes to, for `years` years: opened step by step, for each number the best choice, and the best choice of
    /// the last number in its best order.
    ///
    /// **Cost.** As many searches as years, and two to the power of the years decisions for the order (at most eight sites; beyond, the last are
    /// opened in the order of their positions).
    ///
    /// # Errors
    /// [`SelectionError`].
    pub fn sequence(
        &mut self,
        years: u32,
        limits: &Limits,
        objective: Objective,
        effort: &Effort<'_>,
    ) -> Result<Sequence, SelectionError> {
        let of = |k: u32| Limits { count: Count::Exactly(k), ..*limits };
        let last = of(years);
        let mut search = Search { limits: &last, objective, effort, decided: 0, possible: None, bound: 0 };
        let steps = self.step_by_step(&mut search)?;
        let mut together = Vec::new();
        for k in 1..=years {
            together.push(self.best(&of(k), objective, effort)?);
        }
        let best = together.last().and_then(|s| s.best.as_ref()).map(|(choice, _)| choice.clone());
        let order = match best {
            Some(choice) => self.best_order(&choice, objective)?,
            None => Vec::new(),
        };
        Ok(Sequence { step_by_step: self.path(steps)?, together, ordered: self.path(order)? })
    }

    fn path(&mut self, choices: Vec<Choice>) -> Result<Path, SelectionError> {
        choices
            .into_iter()
            .map(|choice| {
                let worth = self.worth(&choice)?;
                Ok((choice, worth))
            })
            .collect()
    }

    /// The order of opening in which the sum over the steps is best: by subsets.
    fn best_order(&mut self, choice: &Choice, objective: Objective) -> Result<Vec<Choice>, SelectionError> {
        let sites = self.city.sites;
        let mut free: Vec<(usize, u16)> = choice.opened().filter(|(s, _)| !sites[*s].is_fixed()).collect();
        let later = free.split_off(free.len().min(ORDERED));
        let base = choice.opened().filter(|(s, _)| sites[*s].is_fixed());
        let base = Choice::of(sites.len(), base).unwrap_or_else(|| self.nothing());
        let of = |set: usize| {
            let open = free.iter().enumerate().filter(|(i, _)| set >> i & 1 == 1);
            open.fold(base.clone(), |c, (_, &(site, size))| c.with(site, Some(size)))
        };
        let all = 1usize << free.len();
        let sets: Vec<Choice> = (0..all).map(of).collect();
        self.decide(&sets)?;
        let wanted = |set: usize| self.key(objective, &sets[set]).map_or((0, 0), |k| k.wanted);
        // The best sum of all steps up to a set, and the site that came last.
        let mut sums: Vec<((i64, i64), usize)> = vec![((0, 0), 0); all];
        for set in 1..all {
            let before = |i: usize| {
                let (a, b) = sums[set & !(1 << i)].0;
                ((a, b), std::cmp::Reverse(i))
            };
            let last = (0..free.len()).filter(|i| set >> i & 1 == 1).max_by_key(|&i| before(i)).unwrap_or(0);
            let ((a, b), _) = before(last);
            let own = wanted(set);
            sums[set] = ((a.saturating_add(own.0), b.saturating_add(own.1)), last);
        }
        let mut steps = Vec::new();
        let mut set = all - 1;
        while set > 0 {
            steps.push(sets[set].clone());
            set &= !(1 << sums[set].1);
        }
        steps.push(sets[0].clone());
        steps.reverse();
        for (site, size) in later {
            let now = steps.last().map_or_else(|| base.clone(), Clone::clone);
            steps.push(now.with(site, Some(size)));
        }
        Ok(steps)
    }
}

impl Selected {
    /// What the best choice takes.
    pub fn takes(&self, sites: &[super::Site]) -> Option<Takes> {
        self.best.as_ref().map(|(choice, _)| Takes::of(sites, choice))
    }
}
