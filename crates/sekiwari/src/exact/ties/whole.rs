//! The rows of a relaxation spelled out, with those that make whole solutions stable: what an integer solver is given.

use super::build::NONE;
use super::relax::Relaxation;

/// How a row's sum compares with its right side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sense {
    AtMost,
    Exactly,
    AtLeast,
}

/// A row: terms (variable, coefficient), sense, right side.
pub(crate) type Row = (Vec<(u32, f64)>, Sense, f64);

impl Relaxation {
    /// A whole solution with the `full` variables that it makes 1: the numbers of all variables that are 1.
    pub(crate) fn completed(&self, picks: &[Option<u32>]) -> Vec<u32> {
        let mut ones: Vec<u32> = picks.iter().flatten().copied().collect();
        for (f, full) in self.full.iter().enumerate() {
            let p = full.pool as usize;
            let end = self.levels[full.level as usize].end as usize - p;
            let counted = &self.entry_col[self.entry_start[p] as usize..end];
            if counted.iter().filter(|c| picks.contains(&Some(**c))).count() >= full.need as usize {
                ones.push((self.columns() + f) as u32);
            }
        }
        ones
    }

    /// Every row. A whole point that meets all of them gives each household one of its columns or nothing such that no
    /// look of the component blocks: besides the rows of the relaxation there is, for each look of a single child,
    /// `need x (what it has of this pool or better) + F(pool, class) >= need`.
    pub(crate) fn whole_rows(&self) -> Vec<Row> {
        let mut rows: Vec<Row> = Vec::new();
        for (columns, &must) in self.first.windows(2).zip(&self.must) {
            let terms = (columns[0]..columns[1]).map(|c| (c, 1.0)).collect();
            rows.push((terms, if must { Sense::Exactly } else { Sense::AtMost }, 1.0));
        }
        let pool = self.pool_of_sum();
        let counted = |end: u32| {
            let p = pool[end as usize] as usize;
            self.entry_col[self.entry_start[p] as usize..end as usize - p].iter().map(|&c| (c, 1.0))
        };
        for p in 0..self.seats.len() {
            let all = self.entry_start[p + 1] + p as u32;
            rows.push((counted(all).collect(), Sense::AtMost, self.seats[p]));
            let mut from = self.look_start[p] as usize;
            let end_of = |looks: u32| self.look_start[p] as usize + looks as usize;
            for l in self.level_start[p] as usize..self.level_start[p + 1] as usize {
                let level = self.levels[l];
                let need = f64::from(level.need);
                if level.full {
                    rows.push((counted(level.end).collect(), Sense::AtLeast, need));
                    break;
                }
                for look in &self.looks[from..end_of(level.looks)] {
                    if look.joint == NONE {
                        let mut terms: Vec<(u32, f64)> = counted(level.end).collect();
                        let have = look.better - look.household + u32::from(look.column);
                        for c in self.first[look.household as usize]..have {
                            add(&mut terms, c, need);
                        }
                        rows.push((terms, Sense::AtLeast, need));
                    }
                }
                from = end_of(level.looks);
            }
        }
        let household = self.household_of_sum();
        for comb in &self.combs {
            let mut terms: Vec<(u32, f64)> = counted(comb.end).collect();
            for &t in self.teeth(comb) {
                let h = household[t as usize];
                (self.first[h as usize]..t - h).for_each(|c| add(&mut terms, c, 1.0));
            }
            self.others(comb).iter().for_each(|&(v, a)| add(&mut terms, v, a));
            rows.push((terms, Sense::AtLeast, f64::from(comb.need)));
        }
        for r in 0..self.rows.need.len() {
            let terms = &self.rows.terms[self.rows.start[r] as usize..self.rows.start[r + 1] as usize];
            rows.push((terms.to_vec(), Sense::AtLeast, self.rows.need[r]));
        }
        rows
    }
}

fn add(terms: &mut Vec<(u32, f64)>, variable: u32, coefficient: f64) {
    match terms.iter_mut().find(|t| t.0 == variable) {
        Some(term) => term.1 += coefficient,
        None => terms.push((variable, coefficient)),
    }
}
