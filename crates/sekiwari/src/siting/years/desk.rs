//! The search for a schedule.

use super::horizon::{Horizon, Prepared};
use super::outlook::Outlook;
use super::schedule::{Opening, Schedule, YearLimits};
use crate::siting::location::Standing;
use crate::siting::selection::SelectionError;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Schedules decided at a time: a number of its own, so that threads make no difference.
const AT_A_TIME: usize = 16;

/// What is wanted of a schedule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// The fewest children without a seat, summed over all years after the round's.
    FewestWaiting,
    /// No more than so many children without a seat on average in a year, at the least cost; then the fewest over all years.
    Reach {
        /// The year, in years after the round's.
        after: u32,
        /// The most children without a seat.
        waiting: u32,
    },
}

/// How far to search, and who hears of it.
#[derive(Clone, Copy)]
pub struct YearEffort<'a> {
    /// The most schedules that are decided. A count, not a time, so that the answer is the same on any machine.
    pub schedules: u64,
    /// Asked now and then whether to stop: the best found so far is given then.
    pub stop: &'a (dyn Fn() -> bool + Sync),
    /// Hears how many schedules have been decided.
    pub tell: &'a (dyn Fn(u64) + Sync),
}

impl Default for YearEffort<'_> {
    /// 2,000 schedules, never stops, tells nobody.
    fn default() -> Self {
        Self { schedules: 2_000, stop: &|| false, tell: &|_| {} }
    }
}

/// A schedule that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// The schedule.
    pub schedule: Schedule,
    /// What it comes to.
    pub outlook: Outlook,
    /// Whether it reaches what was wanted; always so without a number to be reached.
    pub reached: bool,
    /// Schedules decided.
    pub decided: u64,
}

/// What was decided of the years to come, and the searches over it.
pub struct YearDesk<'a> {
    horizon: Horizon<'a>,
    prepared: Prepared<'a>,
    known: BTreeMap<Schedule, Outlook>,
}

/// How good a schedule is; larger is better.
type Key = (Reverse<(u64, u64, u64)>, Reverse<Schedule>);

impl<'a> YearDesk<'a> {
    /// Begins. Cost: the round is decided, and the new families of all years are drawn.
    ///
    /// # Errors
    /// [`SelectionError`] if the rule cannot decide the round.
    pub fn new(horizon: Horizon<'a>) -> Result<Self, SelectionError> {
        let horizon = Horizon { years: horizon.years.min(100), draws: horizon.draws.max(1), ..horizon };
        Ok(Self { horizon, prepared: Prepared::new(horizon)?, known: BTreeMap::new() })
    }

    /// The districts of [`super::YearCount::cells`].
    pub fn districts(&self) -> &[Option<String>] {
        &self.prepared.districts
    }

    /// What a schedule comes to.
    ///
    /// # Errors
    /// [`SelectionError`] if a round of it refuses the sites or cannot be decided.
    pub fn outlook(&mut self, schedule: &Schedule) -> Result<Outlook, SelectionError> {
        self.decide(std::slice::from_ref(schedule))?;
        Ok(self.known[schedule].clone())
    }

    /// Schedules decided so far.
    pub fn decided(&self) -> u64 {
        self.known.len() as u64
    }

    fn decide(&mut self, schedules: &[Schedule]) -> Result<(), SelectionError> {
        let mut new: Vec<Schedule> =
            schedules.iter().filter(|s| !self.known.contains_key(s)).cloned().collect();
        new.sort_unstable();
        new.dedup();
        let outlooks = self.prepared.outlooks(&new)?;
        self.known.extend(new.into_iter().zip(outlooks));
        Ok(())
    }

    /// The schedule that opens what is settled, and what opens anyway as early as it can, in its cheapest size.
    pub fn fixed(&self, limits: &YearLimits) -> Schedule {
        let sites = self.horizon.sites;
        let mut schedule = Schedule::nothing(sites.len());
        for site in 0..sites.len() {
            schedule = schedule.with(site, limits.settled(site));
        }
        for (site, own) in sites.iter().enumerate().filter(|(_, s)| s.is_fixed()) {
            if limits.settled(site).is_some() {
                continue;
            }
            let size =
                (0..own.sizes.len() as u16).min_by_key(|&z| own.sizes[usize::from(z)].cost).unwrap_or(0);
            let years = limits.first(site)..=self.horizon.years as u16;
            let mut all = years.map(|after| schedule.with(site, Some(Opening { after, size })));
            if let Some(with) = all.find(|s| limits.allow(sites, self.horizon.years, s)) {
                schedule = with;
            }
        }
        schedule
    }

    /// Finds a schedule.
    ///
    /// Openings are added one by one: each time the one that helps most (where a number is to be reached: most for its cost). Then one
    /// opening at a time is left out, moved to another year, built in another size or exchanged for another site, the best change
    /// first, as long as that helps.
    ///
    /// **Guarantees.** What a schedule comes to is what the rule gives year by year, judged. Not proven best: every year depends on the
    /// decisions before it. Deterministic. **Cost.** [`YearEffort::schedules`] times years times draws decisions.
    ///
    /// # Errors
    /// [`SelectionError`].
    pub fn best(
        &mut self,
        limits: &YearLimits,
        goal: Goal,
        effort: &YearEffort<'_>,
    ) -> Result<Planned, SelectionError> {
        let before = self.decided();
        let mut now = self.fixed(limits);
        self.decide(std::slice::from_ref(&now))?;
        let over = |desk: &Self| (effort.stop)() || desk.decided() - before >= effort.schedules;
        while !over(self) && !self.satisfied(goal, &now) {
            let options = self.additions(limits, &now);
            self.decide_in_parts(&options, effort, before)?;
            let Some(next) = self.most_helpful(goal, &now, &options) else { break };
            now = next;
        }
        while !over(self) {
            let options = self.changes(limits, &now);
            self.decide_in_parts(&options, effort, before)?;
            let best = options.iter().chain([&now]).filter_map(|s| Some((self.key(goal, s)?, s))).max();
            match best.map(|(_, s)| s.clone()).filter(|s| *s != now) {
                Some(better) => now = better,
                None => break,
            }
        }
        let outlook = self.known[&now].clone();
        let reached = match goal {
            Goal::FewestWaiting => true,
            Goal::Reach { .. } => self.satisfied(goal, &now),
        };
        Ok(Planned { schedule: now, outlook, reached, decided: self.decided() - before })
    }

    /// How many children too many are without a seat in the year that counts, over all draws.
    fn missing(&self, goal: Goal, outlook: &Outlook) -> u64 {
        match goal {
            Goal::FewestWaiting => 0,
            Goal::Reach { after, waiting } => {
                let most = u64::from(waiting) * u64::from(self.horizon.draws);
                outlook.waiting(after).saturating_sub(most)
            }
        }
    }

    fn satisfied(&self, goal: Goal, schedule: &Schedule) -> bool {
        let missing = |outlook| self.missing(goal, outlook) == 0;
        matches!(goal, Goal::Reach { .. }) && self.known.get(schedule).is_some_and(missing)
    }

    fn key(&self, goal: Goal, schedule: &Schedule) -> Option<Key> {
        let outlook = self.known.get(schedule)?;
        let (all, cost) = (outlook.all_waiting(), schedule.cost(self.horizon.sites));
        let wanted = match goal {
            Goal::FewestWaiting => (0, all, cost),
            Goal::Reach { .. } => (self.missing(goal, outlook), cost, all),
        };
        Some((Reverse(wanted), Reverse(schedule.clone())))
    }

    /// The opening that helps most: by children, or, where a number is to be reached, by children in that year for the cost; none if none helps.
    fn most_helpful(&self, goal: Goal, now: &Schedule, options: &[Schedule]) -> Option<Schedule> {
        let today = self.known.get(now)?;
        let sites = self.horizon.sites;
        let gain = |s: &&Schedule| {
            let outlook = self.known.get(s)?;
            let (gain, cost) = match goal {
                Goal::FewestWaiting => (today.all_waiting().saturating_sub(outlook.all_waiting()), 1),
                Goal::Reach { .. } => {
                    let less = self.missing(goal, today).saturating_sub(self.missing(goal, outlook));
                    (less, (s.cost(sites) - now.cost(sites)).max(1))
                }
            };
            (gain > 0).then_some((gain, cost))
        };
        let better = |a: &(&Schedule, (u64, u64)), b: &(&Schedule, (u64, u64))| {
            let cross = |x: (u64, u64), y: (u64, u64)| u128::from(x.0) * u128::from(y.1);
            cross(a.1, b.1).cmp(&cross(b.1, a.1)).then_with(|| self.key(goal, a.0).cmp(&self.key(goal, b.0)))
        };
        options.iter().filter_map(|s| Some((s, gain(&s)?))).max_by(better).map(|(s, _)| s.clone())
    }

    fn openings(&self, limits: &YearLimits, site: usize) -> Vec<Opening> {
        if let Some(settled) = limits.settled(site) {
            return vec![settled];
        }
        let own = &self.horizon.sites[site];
        let years = limits.first(site)..=self.horizon.years as u16;
        let sizes = 0..own.sizes.len() as u16;
        years.flat_map(|after| sizes.clone().map(move |size| Opening { after, size })).collect()
    }

    fn additions(&self, limits: &YearLimits, now: &Schedule) -> Vec<Schedule> {
        let sites = self.horizon.sites;
        let free = |s: &usize| sites[*s].standing == Standing::Candidate && now.of(*s).is_none();
        let mut all: Vec<Schedule> = (0..sites.len())
            .filter(free)
            .flat_map(|s| {
                self.openings(limits, s).into_iter().map(|o| now.with(s, Some(o))).collect::<Vec<_>>()
            })
            .filter(|s| limits.allow(sites, self.horizon.years, s))
            .collect();
        all.sort_unstable();
        all
    }

    fn changes(&self, limits: &YearLimits, now: &Schedule) -> Vec<Schedule> {
        let sites = self.horizon.sites;
        let mut all = self.additions(limits, now);
        for (site, _) in now.openings() {
            all.extend(self.openings(limits, site).into_iter().map(|o| now.with(site, Some(o))));
            if !sites[site].is_fixed() && limits.settled(site).is_none() {
                let without = now.with(site, None);
                all.extend(self.additions(limits, &without));
                all.push(without);
            }
        }
        all.retain(|s| s != now && limits.allow(sites, self.horizon.years, s));
        all.sort_unstable();
        all.dedup();
        all
    }

    fn decide_in_parts(
        &mut self,
        schedules: &[Schedule],
        effort: &YearEffort<'_>,
        before: u64,
    ) -> Result<(), SelectionError> {
        for part in schedules.chunks(AT_A_TIME) {
            if (effort.stop)() || self.decided() - before >= effort.schedules {
                break;
            }
            self.decide(part)?;
            (effort.tell)(self.decided() - before);
        }
        Ok(())
    }
}
