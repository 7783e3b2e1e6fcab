//! The linear relaxation of one component: most children seated, fractions allowed.
//!
//! **Columns**: the alive wishes of each open household, one block a household; a block adds up to at most 1, to exactly 1
//! if the household must be seated.
//!
//! **Rows**, each true of every weakly stable allocation, with *F(p, r)* the seats of pool *p* taken with rank class *r*
//! or better, and *b* what a household has of outcomes it prefers to *p*:
//!
//! - *seats*: what is taken of a pool is within its seats;
//! - *comb* (p, r, J), for *k* = seats or fewer single children J who may look at *p* with rank class *r* or better:
//!   `F(p, r) + sum over J of b >= k`. Either *F* reaches the seats, or everyone in J sits at *p* (and is counted in *F*) or
//!   has something better;
//! - *several claims*: for a wish *w* of several claims, `(w or better) + sum over its pools of full >= 1`, where *full* is 1
//!   only if the pool leaves too little with claims no worse than the wish's: `F_others(p, worst) >= need * full`. In combs
//!   *full* sharpens as `F + sum over J of b >= |J| + (need - |J|) * full`, and such a household is a tooth with what it
//!   prefers plus *full* of its other pools.
//!
//! With strict priorities and single children the combs describe the convex hull of the stable allocations (Baïou and
//! Balinski 2000); with ties they are still valid, and close. There are too many of them to write down, so those that a
//! solution breaks are added ([`Relaxation::separate`]): for a given (p, r) the J with the smallest *b* is the sharpest.
//!
//! A row is kept as places in two prefix sums, one along each pool's order and one along each household's list, so that
//! a product with all rows costs about as much as reading the columns once.

use crate::market::{HouseholdId, RankClass, WishId};
use std::ops::Range;

/// A household that looks at a pool with a wish, as a tooth of combs: what it has of better outcomes, and, for a wish of
/// several claims, how full the other pools of the wish are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look {
    /// Place in the household sums of what it prefers.
    pub(super) better: u32,
    pub(super) household: u32,
    /// Whether the wish has a column, which then stands at `better - household`.
    pub(super) column: bool,
    /// The wish among those of several claims, or none.
    pub(super) joint: u32,
    /// Its place among the demands of that wish.
    pub(super) demand: u32,
}

/// How far down a pool's order one may count.
#[derive(Clone, Copy, Debug)]
pub(super) struct Level {
    pub(super) rank: RankClass,
    /// Place in the pool sums.
    pub(super) end: u32,
    /// How many looks it covers.
    pub(super) looks: u32,
    /// Seats not taken by decided claims of this class or better.
    pub(super) need: u32,
    /// The seats are all taken by this class or better.
    pub(super) full: bool,
}

/// A variable that is 1 only if at least `need` open claims are counted at a level.
#[derive(Clone, Copy, Debug)]
pub(super) struct Full {
    pub(super) pool: u32,
    pub(super) level: u32,
    pub(super) need: u32,
}

/// A comb: `pool sum at end + household sums at teeth + other terms >= need`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Comb {
    pub(super) end: u32,
    pub(super) need: u32,
    pub(super) teeth: Range<u32>,
    pub(super) others: Range<u32>,
}

/// Rows with coefficients of their own: `sum >= need`.
#[derive(Clone, Debug, Default)]
pub(super) struct Rows {
    pub(super) start: Vec<u32>,
    pub(super) terms: Vec<(u32, f64)>,
    pub(super) need: Vec<f64>,
}

/// The relaxation. Variables are numbered columns first, then the `full` ones.
#[derive(Clone, Debug)]
pub(crate) struct Relaxation {
    /// The households, and the first column of each.
    pub(crate) households: Vec<HouseholdId>,
    pub(crate) first: Vec<u32>,
    pub(crate) must: Vec<bool>,
    /// The wish and the children seated of each column.
    pub(crate) wish: Vec<WishId>,
    pub(crate) gain: Vec<f64>,
    /// Columns that may not be used any more.
    pub(crate) closed: Vec<bool>,
    /// What the variables behind the columns mean, and the most each may be.
    pub(super) full: Vec<Full>,
    pub(crate) full_max: Vec<f64>,
    /// By wish of several claims, the variable of each of its demands.
    pub(super) joint_start: Vec<u32>,
    pub(super) joint_full: Vec<u32>,
    // Claims by pool, best rank first: their columns. The sums of pool `p` start at `entry_start[p] + p`.
    pub(super) entry_start: Vec<u32>,
    pub(super) entry_col: Vec<u32>,
    pub(super) seats: Vec<f64>,
    pub(super) level_start: Vec<u32>,
    pub(super) levels: Vec<Level>,
    pub(super) look_start: Vec<u32>,
    pub(super) looks: Vec<Look>,
    pub(super) combs: Vec<Comb>,
    pub(super) teeth: Vec<u32>,
    pub(super) others: Vec<(u32, f64)>,
    pub(super) rows: Rows,
}

/// Room for products, kept between calls.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sums {
    pub(super) pool: Vec<f64>,
    pub(super) household: Vec<f64>,
}

impl Relaxation {
    /// Columns.
    pub(crate) fn columns(&self) -> usize {
        self.wish.len()
    }

    /// Columns and `full` variables.
    pub(crate) fn variables(&self) -> usize {
        self.wish.len() + self.full.len()
    }

    /// Rows: seats, combs, and those of several claims.
    pub(crate) fn row_count(&self) -> usize {
        self.seats.len() + self.combs.len() + self.rows.need.len()
    }

    /// The wishes of a household that have columns.
    pub(crate) fn wishes_of(&self, household: usize) -> impl Iterator<Item = WishId> + '_ {
        self.wish[self.first[household] as usize..self.first[household + 1] as usize].iter().copied()
    }

    pub(super) fn teeth(&self, c: &Comb) -> &[u32] {
        &self.teeth[c.teeth.start as usize..c.teeth.end as usize]
    }

    pub(super) fn others(&self, c: &Comb) -> &[(u32, f64)] {
        &self.others[c.others.start as usize..c.others.end as usize]
    }

    pub(super) fn prefix(&self, x: &[f64], sums: &mut Sums) {
        sums.pool.clear();
        for p in 0..self.seats.len() {
            let mut sum = 0.0;
            sums.pool.push(sum);
            for &c in &self.entry_col[self.entry_start[p] as usize..self.entry_start[p + 1] as usize] {
                sum += x[c as usize];
                sums.pool.push(sum);
            }
        }
        sums.household.clear();
        for h in self.first.windows(2) {
            let mut sum = 0.0;
            sums.household.push(sum);
            for value in &x[h[0] as usize..h[1] as usize] {
                sum += value;
                sums.household.push(sum);
            }
        }
    }

    /// By row, how far it is from being met: need less what `x` gives (positive if broken).
    pub(crate) fn lacking(&self, x: &[f64], sums: &mut Sums, out: &mut Vec<f64>) {
        self.prefix(x, sums);
        out.clear();
        for p in 0..self.seats.len() {
            let taken = sums.pool[self.entry_start[p + 1] as usize + p];
            out.push(taken - self.seats[p]);
        }
        for c in &self.combs {
            let better: f64 = self.teeth(c).iter().map(|&t| sums.household[t as usize]).sum();
            let others: f64 = self.others(c).iter().map(|&(v, a)| a * x[v as usize]).sum();
            out.push(f64::from(c.need) - sums.pool[c.end as usize] - better - others);
        }
        for r in 0..self.rows.need.len() {
            let terms = &self.rows.terms[self.rows.start[r] as usize..self.rows.start[r + 1] as usize];
            let sum: f64 = terms.iter().map(|&(v, a)| a * x[v as usize]).sum();
            out.push(self.rows.need[r] - sum);
        }
    }

    /// By variable, its gain plus the prices `y` of the rows it helps to meet. The return value is what the prices cost:
    /// the sum of price times need.
    pub(crate) fn profits(&self, y: &[f64], sums: &mut Sums, out: &mut Vec<f64>) -> f64 {
        let pools = self.seats.len();
        sums.pool.clear();
        sums.pool.resize(self.entry_col.len() + pools, 0.0);
        sums.household.clear();
        sums.household.resize(self.columns() + self.households.len(), 0.0);
        out.clear();
        out.extend_from_slice(&self.gain);
        out.resize(self.variables(), 0.0);
        let mut cost = 0.0;
        for (p, (price, seats)) in y.iter().zip(&self.seats).enumerate() {
            sums.pool[self.entry_start[p + 1] as usize + p] -= price;
            cost -= price * seats;
        }
        let of_combs = &y[pools..pools + self.combs.len()];
        for (c, &price) in self.combs.iter().zip(of_combs).filter(|(_, price)| **price != 0.0) {
            cost += price * f64::from(c.need);
            sums.pool[c.end as usize] += price;
            for &t in self.teeth(c) {
                sums.household[t as usize] += price;
            }
            for &(v, a) in self.others(c) {
                out[v as usize] += price * a;
            }
        }
        for p in 0..pools {
            let mut sum = 0.0;
            for e in (self.entry_start[p] as usize..self.entry_start[p + 1] as usize).rev() {
                sum += sums.pool[e + p + 1];
                out[self.entry_col[e] as usize] += sum;
            }
        }
        for (h, range) in self.first.windows(2).enumerate() {
            let mut sum = 0.0;
            for c in (range[0] as usize..range[1] as usize).rev() {
                sum += sums.household[c + h + 1];
                out[c] += sum;
            }
        }
        for r in 0..self.rows.need.len() {
            let price = y[pools + self.combs.len() + r];
            if price != 0.0 {
                cost += price * self.rows.need[r];
                for &(v, a) in &self.rows.terms[self.rows.start[r] as usize..self.rows.start[r + 1] as usize]
                {
                    out[v as usize] += price * a;
                }
            }
        }
        cost
    }

    /// Where the prices of combs start and end among all rows.
    pub(crate) fn comb_rows(&self) -> Range<usize> {
        self.seats.len()..self.seats.len() + self.combs.len()
    }

    /// By row the sum of its absolute coefficients, and by household the greatest sum of absolute coefficients over its
    /// columns (then by `z`): what step sizes need.
    pub(crate) fn norms(&self) -> (Vec<f64>, Vec<f64>) {
        let mut rows = Vec::with_capacity(self.row_count());
        let mut columns = vec![0.0; self.variables()];
        for p in 0..self.seats.len() {
            let entries = &self.entry_col[self.entry_start[p] as usize..self.entry_start[p + 1] as usize];
            rows.push(entries.len() as f64);
            entries.iter().for_each(|&c| columns[c as usize] += 1.0);
        }
        let household = self.household_of_sum();
        let pool = self.pool_of_sum();
        for c in &self.combs {
            let p = pool[c.end as usize] as usize;
            let entries = &self.entry_col[self.entry_start[p] as usize..c.end as usize - p];
            entries.iter().for_each(|&e| columns[e as usize] += 1.0);
            let mut size = entries.len();
            for &t in self.teeth(c) {
                let h = household[t as usize];
                let better = self.first[h as usize] as usize..(t - h) as usize;
                size += better.len();
                columns[better].iter_mut().for_each(|n| *n += 1.0);
            }
            let mut size = size as f64;
            for &(v, a) in self.others(c) {
                size += a.abs();
                columns[v as usize] += a.abs();
            }
            rows.push(size);
        }
        for r in 0..self.rows.need.len() {
            let terms = &self.rows.terms[self.rows.start[r] as usize..self.rows.start[r + 1] as usize];
            rows.push(terms.iter().map(|t| t.1.abs()).sum());
            terms.iter().for_each(|&(v, a)| columns[v as usize] += a.abs());
        }
        let greatest = |h: &[u32]| columns[h[0] as usize..h[1] as usize].iter().copied().fold(0.0, f64::max);
        let mut blocks: Vec<f64> = self.first.windows(2).map(greatest).collect();
        blocks.extend_from_slice(&columns[self.columns()..]);
        (rows, blocks)
    }

    pub(super) fn household_of_sum(&self) -> Vec<u32> {
        let sizes = self.first.windows(2).map(|w| (w[1] - w[0]) as usize + 1);
        sizes.enumerate().flat_map(|(h, n)| std::iter::repeat_n(h as u32, n)).collect()
    }

    pub(super) fn pool_of_sum(&self) -> Vec<u32> {
        let sizes = self.entry_start.windows(2).map(|w| (w[1] - w[0]) as usize + 1);
        sizes.enumerate().flat_map(|(p, n)| std::iter::repeat_n(p as u32, n)).collect()
    }
}
