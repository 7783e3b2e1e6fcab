//! What no division can beat, each number on its own.

use super::Measure;
use super::tally::{Counts, Shares, Tally};
use crate::programme::club::{Day, Grade};

impl Shares<'_> {
    /// Whatever the division: limits from the seats of the busiest day, imbalances from the fact that children are whole. Siblings
    /// are not looked at.
    pub(super) fn bound(&self) -> Measure {
        let none = Tally::new(self);
        // Children of several seats are coarser than single seats, so this holds for them too.
        let (disabled, seats) = (self.rounding(self.all.disabled), self.rounding(self.all.seats));
        Measure { disabled, seats, ..self.bound_from(&none) }
    }

    /// The least imbalance of `n` children over the units: the next one always goes where it adds least, which is right since
    /// imbalances are convex.
    pub(super) fn rounding(&self, n: u64) -> u64 {
        if self.part.is_empty() {
            return 0;
        }
        // All full parts first, so that only a rest smaller than the number of units is shared out.
        let mut counts: Vec<u64> =
            self.part.iter().map(|p| (p * n).checked_div(self.whole).unwrap_or(0)).collect();
        let rest = n - counts.iter().sum::<u64>();
        for _ in 0..rest {
            let miss = |u: usize| (self.part[u] * n) as i64 - (self.whole * counts[u]) as i64;
            let Some(next) = (0..counts.len()).max_by_key(|&u| (miss(u), std::cmp::Reverse(u))) else {
                break;
            };
            counts[next] += 1;
        }
        self.imbalance(counts.into_iter(), n)
    }

    /// What no division can beat that adds children to a tally: those that are to come fill what is free of each limit first,
    /// and what a unit has above its share it keeps.
    pub(super) fn bound_from(&self, tally: &Tally) -> Measure {
        let over = |limit: fn(&super::UnitLimits) -> u32| {
            let day = |d: usize| {
                let (mut over, mut free, mut here) = (0u64, 0u64, 0u64);
                for (unit, limits) in tally.units.iter().zip(self.limits) {
                    let (n, limit) = (unit.days[d], u64::from(limit(limits)));
                    over += n.saturating_sub(limit);
                    free += limit.saturating_sub(n);
                    here += n;
                }
                over + (self.all.days[d] - here).saturating_sub(free)
            };
            // A unit's busiest day is its own, so the sum of what they are over now counts as well.
            let now = tally
                .units
                .iter()
                .zip(self.limits)
                .map(|(unit, limits)| unit.busiest().saturating_sub(limit(limits).into()));
            now.sum::<u64>().max((0..Day::ALL.len()).map(day).max().unwrap_or(0))
        };
        let above = |count: fn(&Counts, usize) -> u64, g: usize| {
            let all = count(&self.all, g);
            let units = tally.units.iter().zip(&self.part);
            // What is above comes back as what is below elsewhere.
            2 * units.map(|(u, part)| (self.whole * count(u, g)).saturating_sub(part * all)).sum::<u64>()
        };
        let grade = |g: usize| above(|c, g| c.grades[g], g).max(self.rounded[g]);
        Measure {
            over_hard: over(|l| l.hard),
            split: tally.split,
            over_soft: over(|l| l.soft),
            grades: (0..Grade::COUNT).map(grade).sum(),
            disabled: above(|c, _| c.disabled, 0),
            seats: above(|c, _| c.seats, 0),
        }
    }
}
