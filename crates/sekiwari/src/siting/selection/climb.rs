//! Sites opened one by one, and exchanged as long as that helps.

use super::city::SelectionError;
use super::desk::Desk;
use super::limits::{Count, Limits, Takes};
use super::search::{AT_A_TIME, Progress, Search};
use super::site::Choice;
use crate::siting::location::Standing;

impl Desk<'_> {
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
            now = now.with(site, self.cheapest(site));
        }
        search.decided += self.decide(std::slice::from_ref(&now))?;
        let mut steps = vec![now];
        while let Some(now) = steps.last() {
            let takes = Takes::of(sites, now);
            if search.limits.left(takes) == 0 || search.over() {
                break;
            }
            let mut options = self.with_one_more(now);
            options.retain(|c| search.limits.allow(Takes::of(sites, c)));
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
    pub(super) fn exchange(
        &mut self,
        search: &mut Search<'_, '_>,
        choice: &mut Choice,
    ) -> Result<(), SelectionError> {
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

    /// All choices with one more site opened.
    fn with_one_more(&self, choice: &Choice) -> Vec<Choice> {
        let sites = self.city.sites;
        let free = |s: &usize| sites[*s].standing == Standing::Candidate && choice.size(*s).is_none();
        let sizes = |s: usize| (0..sites[s].sizes.len() as u16).map(move |size| (s, size));
        (0..sites.len()).filter(free).flat_map(sizes).map(|(s, size)| choice.with(s, Some(size))).collect()
    }

    /// All choices with one site opened, closed, exchanged or built in another size.
    fn neighbours(&self, limits: &Limits, choice: &Choice) -> Vec<Choice> {
        let sites = self.city.sites;
        let sizes = |s: usize| (0..sites[s].sizes.len() as u16).map(Some);
        let mut others = self.with_one_more(choice);
        for (site, size) in choice.opened() {
            others.extend(sizes(site).filter(|z| *z != Some(size)).map(|z| choice.with(site, z)));
            if !sites[site].is_fixed() {
                let without = choice.with(site, None);
                others.extend(self.with_one_more(&without));
                others.push(without);
            }
        }
        others.retain(|c| limits.complete(Takes::of(sites, c)));
        // A site closed and opened again is the choice itself.
        others.retain(|c| c != choice);
        others.sort_unstable();
        others.dedup();
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
            if search.over_after(decided) {
                break;
            }
            decided += self.decide(part)?;
            let progress = Progress { decided: search.decided + decided, ..search.progress(self, None) };
            (search.effort.tell)(progress);
        }
        Ok(decided)
    }
}
