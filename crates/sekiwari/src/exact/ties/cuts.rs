//! What fractions break, and where to split a relaxation.

use super::build::NONE;
use super::price::Scratch;
use super::relax::{Comb, Level, Look, Relaxation, Sums};

/// Where to split a problem.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Cut {
    /// Is the pool full down to this level?
    Pool { pool: usize, level: usize, is_full_first: bool },
    /// Does the household get one of its columns up to `last`?
    Household { household: usize, last: u32, above_first: bool },
    /// Everything is whole.
    None,
}

/// Fractions nearer than this to a whole number count as whole.
const WHOLE: f64 = 0.02;

/// Candidates for the teeth of a comb.
type Teeth = Vec<(f64, u32)>;

impl Relaxation {
    /// Adds the combs that `x` breaks by more than `tolerance`; how many.
    pub(crate) fn separate(&mut self, x: &[f64], sums: &mut Sums, tolerance: f64) -> usize {
        self.prefix(x, sums);
        let before = self.combs.len();
        let mut values: Teeth = Vec::new();
        for p in 0..self.seats.len() {
            for l in self.level_start[p] as usize..self.level_start[p + 1] as usize {
                let Level { end, need, full, .. } = self.levels[l];
                let filled = sums.pool[end as usize];
                if filled >= f64::from(need) - tolerance {
                    continue;
                }
                if full {
                    self.push_comb(end, need, &[], None);
                    // Once it is full down to here, worse classes say nothing more.
                    break;
                }
                self.best_teeth(p, l, x, sums, need, 1.0, &mut values);
                let lacking: f64 = values.iter().map(|s| 1.0 - s.0).sum();
                if lacking - filled > tolerance {
                    self.push_comb(end, values.len() as u32, &values, None);
                }
            }
        }
        for f in 0..self.full.len() {
            let full = self.full[f];
            let variable = (self.columns() + f) as u32;
            let value = x[variable as usize];
            if value <= tolerance {
                continue;
            }
            let Level { end, need, .. } = self.levels[full.level as usize];
            let filled = sums.pool[end as usize];
            let most = full.need.min(need);
            self.best_teeth(full.pool as usize, full.level as usize, x, sums, most, 1.0 - value, &mut values);
            let spare = f64::from(full.need - values.len() as u32);
            let lacking: f64 = values.iter().map(|s| 1.0 - s.0).sum();
            if lacking + spare * value - filled > tolerance {
                self.push_comb(end, values.len() as u32, &values, Some((variable, -spare)));
            }
        }
        self.combs.len() - before
    }

    /// The looks with the least value below `under`, at most `most`, one a household.
    #[expect(clippy::too_many_arguments)]
    fn best_teeth(&self, p: usize, l: usize, x: &[f64], sums: &Sums, most: u32, under: f64, out: &mut Teeth) {
        out.clear();
        let from = self.look_start[p] as usize;
        for (i, look) in self.looks[from..from + self.levels[l].looks as usize].iter().enumerate() {
            let value = self.value(look, x, sums);
            if value < under {
                out.push((value, (from + i) as u32));
            }
        }
        // Of a household's wishes at this pool only one may count.
        let household = |t: &(f64, u32)| self.looks[t.1 as usize].household;
        out.sort_unstable_by(|a, b| {
            household(a).cmp(&household(b)).then(a.0.total_cmp(&b.0)).then(a.1.cmp(&b.1))
        });
        out.dedup_by_key(|t| self.looks[t.1 as usize].household);
        out.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        out.truncate(most as usize);
    }

    /// What makes up for a look that is not served at its pool.
    fn value(&self, look: &Look, x: &[f64], sums: &Sums) -> f64 {
        let others: f64 = self.other_fulls(look).map(|v| x[v as usize]).sum();
        sums.household[look.better as usize] + others
    }

    /// The variables of the other pools of a look's wish.
    fn other_fulls(&self, look: &Look) -> impl Iterator<Item = u32> + '_ {
        let (demand, joint) = (look.demand as usize, look.joint);
        let range = match joint {
            NONE => 0..0,
            j => self.joint_start[j as usize] as usize..self.joint_start[j as usize + 1] as usize,
        };
        let fulls = self.joint_full[range].iter().enumerate();
        fulls.filter(move |&(k, &v)| k != demand && v != NONE).map(|(_, &v)| v)
    }

    fn push_comb(&mut self, end: u32, need: u32, looks: &[(f64, u32)], full: Option<(u32, f64)>) {
        let (teeth_from, others_from) = (self.teeth.len(), self.others.len());
        for l in looks {
            let look = self.looks[l.1 as usize];
            self.teeth.push(look.better);
            let fulls: Vec<(u32, f64)> = self.other_fulls(&look).map(|v| (v, 1.0)).collect();
            self.others.extend(fulls);
        }
        self.others.extend(full.filter(|f| f.1 != 0.0));
        self.teeth[teeth_from..].sort_unstable();
        self.others[others_from..].sort_unstable_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        let same = |c: &Comb| {
            c.end == end
                && c.need == need
                && self.teeth(c) == &self.teeth[teeth_from..]
                && self.others(c) == &self.others[others_from..]
        };
        if self.combs.iter().any(same) {
            self.teeth.truncate(teeth_from);
            self.others.truncate(others_from);
        } else {
            let teeth = teeth_from as u32..self.teeth.len() as u32;
            let others = others_from as u32..self.others.len() as u32;
            self.combs.push(Comb { end, need, teeth, others });
        }
    }

    /// The cut that the fractions leave least decided.
    pub(crate) fn least_decided(&self, x: &[f64], scratch: &mut Scratch) -> Cut {
        let sums = &mut scratch.sums;
        self.prefix(x, sums);
        let (mut best, mut cut) = (WHOLE, Cut::None);
        for p in 0..self.seats.len() {
            for l in self.level_start[p] as usize..self.level_start[p + 1] as usize {
                let level = self.levels[l];
                let short = f64::from(level.need) - sums.pool[level.end as usize];
                if level.full || short <= best {
                    continue;
                }
                let from = self.look_start[p] as usize;
                let looks = &self.looks[from..from + level.looks as usize];
                let unserved = |k: &Look| {
                    let at = if k.column { x[(k.better - k.household) as usize] } else { 0.0 };
                    (1.0 - self.value(k, x, sums) - at).max(0.0)
                };
                let unserved: f64 = looks.iter().map(unserved).sum();
                if short.min(unserved) > best {
                    best = short.min(unserved);
                    cut = Cut::Pool { pool: p, level: l, is_full_first: short < unserved };
                }
            }
        }
        if cut != Cut::None {
            return cut;
        }
        for (i, columns) in self.first.windows(2).enumerate() {
            let mut sum = 0.0;
            for c in columns[0]..columns[1] {
                sum += x[c as usize];
                let undecided = sum.min(1.0 - sum);
                if undecided > best {
                    best = undecided;
                    cut = Cut::Household { household: i, last: c, above_first: sum >= 0.5 };
                }
            }
        }
        cut
    }

    /// Asks that the pool be full down to a level: closes what is worse.
    pub(crate) fn demand_full(&mut self, pool: usize, level: usize) {
        let Level { end, need, .. } = self.levels[level];
        let from = end as usize - pool;
        for e in from..self.entry_start[pool + 1] as usize {
            self.closed[self.entry_col[e] as usize] = true;
        }
        self.push_comb(end, need, &[], None);
        for l in level..self.level_start[pool + 1] as usize {
            self.levels[l].full = true;
        }
    }

    /// Asks that the pool be not full down to a level: everyone who looks at it gets it or something better.
    pub(crate) fn demand_room(&mut self, pool: usize, level: usize) {
        let from = self.look_start[pool] as usize;
        for l in from..from + self.levels[level].looks as usize {
            let look = self.looks[l];
            if look.joint != NONE {
                continue;
            }
            let h = look.household as usize;
            let after = look.better - look.household + u32::from(look.column);
            (after..self.first[h + 1]).for_each(|c| self.closed[c as usize] = true);
            self.must[h] = true;
        }
        // Wishes of several claims cannot point to this pool any more.
        for (f, full) in self.full.iter().enumerate() {
            let above = full.pool as usize == pool && full.level as usize <= level;
            if above && full.need >= self.levels[level].need {
                self.full_max[f] = 0.0;
            }
        }
    }

    /// Leaves a household only its columns up to one, or only those after it.
    pub(crate) fn split(&mut self, household: usize, last: u32, above: bool) {
        let columns = self.first[household]..self.first[household + 1];
        columns.filter(|&c| (c <= last) != above).for_each(|c| self.closed[c as usize] = true);
        self.must[household] |= above;
    }

    /// Whether every household that must be seated has a column left.
    pub(crate) fn is_possible(&self) -> bool {
        let open = |h: &[u32]| self.closed[h[0] as usize..h[1] as usize].iter().any(|c| !c);
        self.first.windows(2).zip(&self.must).all(|(h, &must)| !must || open(h))
    }
}
