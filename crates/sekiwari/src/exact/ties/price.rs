//! Prices for the rows of a relaxation: an upper bound on the children seated that whole-number arithmetic vouches for.
//!
//! **Bound.** For any prices *y* >= 0 of the rows, no allocation that meets the rows seats more than
//! `sum over households of their best (gain + prices earned) - sum of price x need`. Prices are rounded to multiples of
//! 2^-20, so that every number in that sum is exact in a 64-bit float (all stay far below 2^33) and the bound rests on
//! no tolerance. How the prices were found does not matter.
//!
//! **Search.** The primal-dual hybrid gradient method with averaging and restarts (Chambolle and Pock 2011; Applegate et
//! al. 2021), blocks projected on their simplex. Combs that the current fractions break are added as it goes.
//!
//! **Cost.** An iteration is linear in columns, rows and teeth.

use super::relax::{Relaxation, Sums};

/// Prices are multiples of this.
const GRAIN: f64 = 1.0 / (1u64 << 20) as f64;
/// Iterations between two looks at how things go.
const EPOCH: u32 = 40;

/// A point of the method.
#[derive(Clone, Debug, Default)]
struct Point {
    x: Vec<f64>,
    y: Vec<f64>,
}

/// Fractions and prices of a relaxation, improved step by step.
#[derive(Clone, Debug)]
pub(crate) struct Prices {
    pub(crate) relaxation: Relaxation,
    now: Point,
    sum: Point,
    summed: f64,
    last_restart: Point,
    error_at_restart: f64,
    error_before: f64,
    weight: f64,
    // Step sizes by block and row, before the weight.
    block_step: Vec<f64>,
    row_step: Vec<f64>,
    sums: Sums,
    /// The least bound proven so far.
    pub(crate) bound: f64,
    /// By how much rows are broken in all, at the last look.
    pub(crate) broken: f64,
    quiet: u32,
}

impl Prices {
    /// Starts from a whole solution: a column for each household, or none.
    pub(crate) fn new(relaxation: Relaxation, picks: &[Option<u32>]) -> Self {
        let mut x = vec![0.0; relaxation.variables()];
        picks.iter().flatten().for_each(|&c| x[c as usize] = 1.0);
        let y = vec![0.0; relaxation.row_count()];
        let now = Point { x, y };
        let mut prices = Self {
            sum: Point { x: vec![0.0; now.x.len()], y: vec![0.0; now.y.len()] },
            summed: 0.0,
            last_restart: now.clone(),
            now,
            relaxation,
            error_at_restart: f64::INFINITY,
            error_before: f64::INFINITY,
            weight: 1.0,
            block_step: Vec::new(),
            row_step: Vec::new(),
            sums: Sums::default(),
            bound: f64::INFINITY,
            broken: f64::INFINITY,
            quiet: 0,
        };
        prices.resize();
        prices
    }

    fn resize(&mut self) {
        let (rows, blocks) = self.relaxation.norms();
        self.row_step = rows.iter().map(|n| 1.0 / n.max(1.0)).collect();
        self.block_step = blocks.iter().map(|n| 1.0 / n.max(1.0)).collect();
    }

    /// The bound that prices of nothing prove.
    pub(crate) fn look(&mut self, scratch: &mut Scratch) {
        let nothing = vec![0.0; self.now.y.len()];
        self.check(&nothing, scratch);
    }

    /// The fractions of the columns.
    pub(crate) fn fractions(&self) -> &[f64] {
        &self.last_restart.x
    }

    /// Forgets the average; to be called when columns were closed.
    pub(crate) fn restart(&mut self) {
        for (x, closed) in self.now.x.iter_mut().zip(&self.relaxation.closed) {
            if *closed {
                *x = 0.0;
            }
        }
        let fulls = self.now.x[self.relaxation.columns()..].iter_mut();
        fulls.zip(&self.relaxation.full_max).for_each(|(x, most)| *x = x.min(*most));
        self.sum = Point { x: vec![0.0; self.now.x.len()], y: vec![0.0; self.now.y.len()] };
        self.summed = 0.0;
        self.quiet = 0;
        self.last_restart = self.now.clone();
        self.error_at_restart = f64::INFINITY;
        self.error_before = f64::INFINITY;
    }

    /// Asks that a pool be full down to a level.
    pub(crate) fn demand_full(&mut self, pool: usize, level: usize) {
        let before = self.relaxation.comb_rows().end;
        self.relaxation.demand_full(pool, level);
        self.add_prices(self.relaxation.comb_rows().end - before);
        self.restart();
    }

    /// Asks that everyone who looks at a pool down to a level gets it or something better.
    pub(crate) fn demand_room(&mut self, pool: usize, level: usize) {
        self.relaxation.demand_room(pool, level);
        self.restart();
    }

    /// Leaves a household only its columns up to one (`above`), or only those after it.
    pub(crate) fn split(&mut self, household: usize, last: u32, above: bool) {
        self.relaxation.split(household, last, above);
        self.restart();
    }

    /// Prices of nothing for combs just added.
    fn add_prices(&mut self, added: usize) {
        if added > 0 {
            let at = self.relaxation.comb_rows().end - added;
            self.now.y.splice(at..at, std::iter::repeat_n(0.0, added));
            self.resize();
        }
    }

    /// One step of the method.
    fn step(&mut self, scratch: &mut Scratch) {
        let r = &self.relaxation;
        r.profits(&self.now.y, &mut self.sums, &mut scratch.profits);
        scratch.beyond.clear();
        for (h, range) in r.first.windows(2).enumerate() {
            let step = self.block_step[h] / self.weight;
            let block = range[0] as usize..range[1] as usize;
            for c in block.clone() {
                scratch.next[c] = match r.closed[c] {
                    true => f64::NEG_INFINITY,
                    false => self.now.x[c] + step * scratch.profits[c],
                };
            }
            to_simplex(&mut scratch.next[block], r.must[h], &mut scratch.sorted);
        }
        let columns = r.columns();
        for z in columns..r.variables() {
            let step = self.block_step[r.households.len() + z - columns] / self.weight;
            let most = r.full_max[z - columns];
            scratch.next[z] = (self.now.x[z] + step * scratch.profits[z]).clamp(0.0, most);
        }
        scratch.beyond.extend(scratch.next.iter().zip(&self.now.x).map(|(n, o)| 2.0 * n - o));
        r.lacking(&scratch.beyond, &mut self.sums, &mut scratch.lacking);
        for (i, lacking) in scratch.lacking.iter().enumerate() {
            let y = self.now.y[i] + self.row_step[i] * self.weight * lacking;
            self.now.y[i] = y.max(0.0);
            self.sum.y[i] += self.now.y[i];
        }
        std::mem::swap(&mut self.now.x, &mut scratch.next);
        self.sum.x.iter_mut().zip(&self.now.x).for_each(|(s, x)| *s += x);
        self.summed += 1.0;
    }

    /// Some iterations, then a look at the bound, at broken combs, and whether to restart from the average. How
    /// many combs were added.
    pub(crate) fn advance(&mut self, scratch: &mut Scratch) -> usize {
        scratch.next.resize(self.relaxation.variables(), 0.0);
        for _ in 0..EPOCH {
            self.step(scratch);
        }
        scratch.spend(u64::from(EPOCH) * (self.relaxation.variables() + self.relaxation.row_count()) as u64);
        let mean = Point {
            x: self.sum.x.iter().map(|s| s / self.summed).collect(),
            y: self.sum.y.iter().map(|s| s / self.summed).collect(),
        };
        let of_mean = self.error(&mean, scratch);
        let of_now = self.error(&self.now.clone(), scratch);
        let ((error, broken), candidate) =
            if of_now.0 < of_mean.0 { (of_now, self.now.clone()) } else { (of_mean, mean) };
        self.broken = broken;
        self.quiet += 1;
        let sufficient = error <= 0.2 * self.error_at_restart;
        let necessary = error <= 0.8 * self.error_at_restart && error > self.error_before;
        let long = self.quiet >= 25;
        self.error_before = error;
        if !(sufficient || necessary || long) {
            return 0;
        }
        self.quiet = 0;
        let distance =
            |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| (a - b) * (a - b)).sum::<f64>().sqrt();
        let dx = distance(&candidate.x, &self.last_restart.x);
        let dy = distance(&candidate.y, &self.last_restart.y);
        if dx > 1e-9 && dy > 1e-9 {
            self.weight = (0.5 * (dy / dx).ln() + 0.5 * self.weight.ln()).exp().clamp(1e-3, 1e3);
        }
        self.now = candidate;
        // Rows that no price wants and nothing breaks are in the way.
        let added = self.relaxation.separate(&self.now.x, &mut self.sums, 1e-3);
        self.add_prices(added);
        self.restart();
        self.error_at_restart = if added > 0 { f64::INFINITY } else { error };
        added
    }

    /// How far a point is from optimal: rows broken, and the gap between the bound and what it seats.
    fn error(&mut self, point: &Point, scratch: &mut Scratch) -> (f64, f64) {
        self.relaxation.lacking(&point.x, &mut self.sums, &mut scratch.lacking);
        let broken: f64 = scratch.lacking.iter().map(|l| l.max(0.0) * l.max(0.0)).sum();
        let bound = self.check(&point.y, scratch);
        let value: f64 = self.relaxation.gain.iter().zip(&point.x).map(|(g, x)| g * x).sum();
        ((broken + (bound - value) * (bound - value)).sqrt(), broken.sqrt())
    }

    /// The bound that prices prove, kept if it is the least so far.
    fn check(&mut self, y: &[f64], scratch: &mut Scratch) -> f64 {
        scratch.exact.clear();
        scratch.exact.extend(y.iter().map(|y| to_grain(*y)));
        let bound = self.bound_of(&scratch.exact, &mut scratch.profits);
        if bound < self.bound {
            self.bound = bound;
        }
        bound
    }

    fn bound_of(&mut self, y: &[f64], profits: &mut Vec<f64>) -> f64 {
        let r = &self.relaxation;
        let cost = r.profits(y, &mut self.sums, profits);
        let blocks = r.first.windows(2).enumerate().map(|(h, range)| {
            let least = if r.must[h] { f64::NEG_INFINITY } else { 0.0 };
            (range[0] as usize..range[1] as usize)
                .filter(|&c| !r.closed[c])
                .map(|c| profits[c])
                .fold(least, f64::max)
        });
        let fulls = profits[r.columns()..].iter().zip(&r.full_max).map(|(p, most)| p.max(0.0) * most);
        blocks.sum::<f64>() + fulls.sum::<f64>() - cost
    }

    /// Closes the columns, and seats the households, without which the present prices allow less than `target`: what is
    /// looked for cannot do otherwise. How many were closed.
    pub(crate) fn tighten(&mut self, target: f64, scratch: &mut Scratch) -> usize {
        let y: Vec<f64> = self.last_restart.y.iter().map(|y| to_grain(*y)).collect();
        let bound = self.bound_of(&y, &mut scratch.profits);
        let spare = bound - target;
        let r = &mut self.relaxation;
        let mut closed = 0;
        for (h, range) in r.first.windows(2).enumerate() {
            let columns = range[0] as usize..range[1] as usize;
            let least = if r.must[h] { f64::NEG_INFINITY } else { 0.0 };
            let open = columns.clone().filter(|&c| !r.closed[c]);
            let best = open.map(|c| scratch.profits[c]).fold(least, f64::max);
            r.must[h] |= best > spare && spare >= 0.0;
            for c in columns.filter(|&c| best - scratch.profits[c] > spare) {
                closed += usize::from(!r.closed[c]);
                r.closed[c] = true;
            }
        }
        if closed > 0 {
            self.restart();
        }
        closed
    }

    /// The most children that any allocation within the rows seats.
    pub(crate) fn seated_max(&self) -> u32 {
        self.bound.max(0.0).floor().min(f64::from(u32::MAX)) as u32
    }
}

/// The nearest price on the grid.
fn to_grain(price: f64) -> f64 {
    (price / GRAIN).round().clamp(0.0, 1e9) * GRAIN
}

/// Room for an iteration.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    left: u64,
    pub(crate) sums: Sums,
    profits: Vec<f64>,
    next: Vec<f64>,
    beyond: Vec<f64>,
    lacking: Vec<f64>,
    sorted: Vec<f64>,
    exact: Vec<f64>,
}

impl Scratch {
    /// Room, and an amount of work.
    pub(crate) fn new(work: u64) -> Self {
        Self { left: work, ..Self::default() }
    }

    /// The work left.
    pub(crate) fn left(&self) -> u64 {
        self.left
    }

    /// Takes work away.
    pub(crate) fn spend(&mut self, work: u64) {
        self.left = self.left.saturating_sub(work);
    }
}

/// The nearest point with no negative entry and a sum of 1, or at most 1.
fn to_simplex(x: &mut [f64], exactly: bool, sorted: &mut Vec<f64>) {
    if !exactly && x.iter().map(|v| v.max(0.0)).sum::<f64>() <= 1.0 {
        x.iter_mut().for_each(|v| *v = v.max(0.0));
        return;
    }
    sorted.clear();
    sorted.extend_from_slice(x);
    sorted.sort_unstable_by(|a, b| b.total_cmp(a));
    let (mut sum, mut level) = (0.0, 0.0);
    for (i, v) in sorted.iter().enumerate() {
        sum += v;
        let candidate = (sum - 1.0) / (i as f64 + 1.0);
        if *v > candidate {
            level = candidate;
        }
    }
    x.iter_mut().for_each(|v| *v = (*v - level).max(0.0));
}
