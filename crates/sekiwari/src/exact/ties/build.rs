//! Writing down the relaxation of a component.

use super::relax::{Comb, Full, Level, Look, Relaxation, Rows};
use crate::exact::reduced::Reduced;
use crate::market::{ClaimantId, Demand, HouseholdId, Market, PoolId, WishId};
use std::collections::BTreeMap;

/// No number.
pub(super) const NONE: u32 = u32::MAX;

impl Relaxation {
    /// The relaxation of a component, without combs but those that give `full` variables their meaning.
    pub(crate) fn new(reduced: &Reduced<'_>, component: &[HouseholdId]) -> Self {
        let market = reduced.market;
        let mut builder = Builder {
            reduced,
            column: vec![NONE; market.wish_count()],
            local: vec![NONE; market.households().len()],
            joint: vec![NONE; market.wish_count()],
            joints: Vec::new(),
            watchers: Vec::new(),
        };
        let (mut first, mut wish, mut gain) = (vec![0u32], Vec::new(), Vec::new());
        let mut pools: Vec<PoolId> = Vec::new();
        for (i, &h) in component.iter().enumerate() {
            builder.local[h.index()] = i as u32;
            for w in reduced.alive(h) {
                builder.column[w.index()] = wish.len() as u32;
                wish.push(w);
                gain.push(f64::from(market.seated_by(w)));
            }
            first.push(wish.len() as u32);
            if !reduced.is_single(h) {
                reduced.looks(h).for_each(|w| builder.add_joint(h, w));
            }
            pools.extend(reduced.looks(h).flat_map(|w| market.claims(w)).map(|c| c.pool));
        }
        pools.sort_unstable();
        pools.dedup();
        let mut relaxation = Self {
            households: component.to_vec(),
            must: component.iter().map(|h| reduced.must[h.index()]).collect(),
            first,
            closed: vec![false; wish.len()],
            wish,
            gain,
            full: Vec::new(),
            full_max: Vec::new(),
            joint_start: vec![0],
            joint_full: Vec::new(),
            entry_start: vec![0],
            entry_col: Vec::new(),
            seats: Vec::new(),
            level_start: vec![0],
            levels: Vec::new(),
            look_start: vec![0],
            looks: Vec::new(),
            combs: Vec::new(),
            teeth: Vec::new(),
            others: Vec::new(),
            rows: Rows { start: vec![0], ..Rows::default() },
        };
        for &p in &pools {
            builder.add_pool(&mut relaxation, p);
        }
        builder.watchers.sort_unstable();
        builder.watchers.dedup();
        for h in std::mem::take(&mut builder.watchers) {
            let outcome = reduced.outcome(h);
            let envied = reduced.looks(h).take_while(|&w| Some(w) != outcome);
            envied.for_each(|w| builder.add_joint(h, w));
        }
        builder.add_joint_rows(&mut relaxation, &pools);
        relaxation
    }
}

impl Relaxation {
    /// Asks for small ranks: a column is worth `weight` for each child it seats, less the rank of its wish.
    pub(super) fn value_by_ranks(&mut self, weight: u32, market: &Market) {
        let value = |w: WishId| f64::from(weight * market.seated_by(w)) - f64::from(market.rank_of(w));
        self.gain = self.wish.iter().map(|&w| value(w)).collect();
    }

    /// No more children are seated than `most`.
    pub(super) fn seat_at_most(&mut self, most: u32, market: &Market) {
        let seated = (0..).zip(&self.wish).map(|(c, &w)| (c, -f64::from(market.seated_by(w))));
        let terms = seated.collect();
        add_row(self, terms, -f64::from(most));
    }
}

struct Builder<'r, 'm> {
    reduced: &'r Reduced<'m>,
    /// By wish: its column.
    column: Vec<u32>,
    /// By household: its place in the component.
    local: Vec<u32>,
    /// By wish: its place among the wishes of several claims.
    joint: Vec<u32>,
    joints: Vec<(HouseholdId, WishId)>,
    /// Decided households with several claims that may block.
    watchers: Vec<HouseholdId>,
}

impl Builder<'_, '_> {
    /// Notes a wish of several claims, unless some pool of it is always too full.
    fn add_joint(&mut self, h: HouseholdId, w: WishId) {
        if self.reduced.market.demands(w).all(|d| self.need(h, d) > 0) {
            self.joint[w.index()] = self.joints.len() as u32;
            self.joints.push((h, w));
        }
    }

    fn uses(&self, w: WishId, c: ClaimantId) -> bool {
        self.reduced.market.claims(w).iter().any(|x| x.claimant == c)
    }

    /// Open claims of others that make a demand impossible; 0 if decided ones do.
    fn need(&self, h: HouseholdId, d: Demand) -> u32 {
        let market = self.reduced.market;
        let seats = market.pool(d.pool).seats;
        if d.count > seats {
            return 0;
        }
        let as_good =
            market.pool_claimants(d.pool).iter().take_while(|c| market.claimant(**c).rank <= d.worst);
        let decided = as_good.filter(|&&c| {
            let other = market.household_of(market.claimant(c).child);
            other != h && self.reduced.outcome(other).is_some_and(|w| self.uses(w, c))
        });
        (seats - d.count + 1).saturating_sub(decided.count() as u32)
    }

    fn add_pool(&mut self, r: &mut Relaxation, pool: PoolId) {
        let (reduced, market) = (self.reduced, self.reduced.market);
        let seats = market.pool(pool).seats;
        let p = r.seats.len() as u32;
        let (mut taken, mut full) = (0u32, false);
        let class = |c: &ClaimantId| market.claimant(*c).rank;
        for group in market.pool_claimants(pool).chunk_by(|a, b| class(a) == class(b)) {
            for &c in group {
                let h = market.household_of(market.claimant(c).child);
                if reduced.decided[h.index()] {
                    let outcome = reduced.outcome(h);
                    taken += u32::from(outcome.is_some_and(|w| self.uses(w, c)));
                    if reduced.looks(h).take_while(|&w| Some(w) != outcome).any(|w| self.uses(w, c)) {
                        match reduced.is_single(h) {
                            true => full = true,
                            false => self.watchers.push(h),
                        }
                    }
                    continue;
                }
                let i = self.local[h.index()];
                if i == NONE {
                    // Somebody of another component cannot compete here.
                    continue;
                }
                let mut better = r.first[i as usize] + i;
                for w in reduced.looks(h) {
                    let column = reduced.alive[w.index()];
                    if self.uses(w, c) {
                        r.entry_col.extend(column.then_some(self.column[w.index()]));
                        self.add_look(
                            r,
                            Look { better, household: i, column, joint: NONE, demand: 0 },
                            pool,
                            w,
                        );
                    }
                    better += u32::from(column);
                }
            }
            r.levels.push(Level {
                rank: class(&group[0]),
                end: r.entry_col.len() as u32 + p,
                looks: r.looks.len() as u32 - r.look_start[p as usize],
                need: seats.saturating_sub(taken),
                full,
            });
        }
        r.seats.push(f64::from(seats.saturating_sub(taken)));
        r.entry_start.push(r.entry_col.len() as u32);
        r.level_start.push(r.levels.len() as u32);
        r.look_start.push(r.looks.len() as u32);
    }

    /// A wish makes a tooth if it is the only claim of a single child, or takes one seat of this pool among others.
    fn add_look(&self, r: &mut Relaxation, look: Look, pool: PoolId, w: WishId) {
        let h = r.households[look.household as usize];
        if self.reduced.is_single(h) {
            r.looks.push(look);
        } else if self.joint[w.index()] != NONE {
            let demand = self.reduced.market.demands(w).position(|d| d.pool == pool && d.count == 1);
            if let Some(demand) = demand {
                r.looks.push(Look { joint: self.joint[w.index()], demand: demand as u32, ..look });
            }
        }
    }

    /// The rows of wishes of several claims, and the variables they need.
    fn add_joint_rows(&self, r: &mut Relaxation, pools: &[PoolId]) {
        let (reduced, market) = (self.reduced, self.reduced.market);
        let mut shared: BTreeMap<(u32, u32, u32), u32> = BTreeMap::new();
        for &(h, w) in &self.joints {
            let better = reduced.alive(h).take_while(|&a| a <= w).map(|a| self.column[a.index()]);
            let mut sum: Vec<(u32, f64)> = match self.local[h.index()] {
                NONE => Vec::new(),
                _ => better.map(|c| (c, 1.0)).collect(),
            };
            for d in market.demands(w) {
                let need = self.need(h, d);
                let Ok(p) = pools.binary_search(&d.pool) else {
                    // No open household of this component looks at it, so it never fills up.
                    r.joint_full.push(NONE);
                    continue;
                };
                let levels = r.level_start[p] as usize..r.level_start[p + 1] as usize;
                let level = levels.start + r.levels[levels].partition_point(|l| l.rank < d.worst);
                let full = Full { pool: p as u32, level: level as u32, need };
                // Claims of its own in worse wishes must not count as others.
                let own = |a: WishId| market.claims(a).iter().any(|c| c.pool == d.pool && c.rank <= d.worst);
                let after = reduced.alive(h).filter(|&a| a > w);
                let shares = reduced.decided[h.index()] || !after.into_iter().any(own);
                let key = (full.pool, full.level, need);
                let known = shared.get(&key).copied().filter(|_| shares);
                let variable = known.unwrap_or_else(|| {
                    let variable = r.variables() as u32;
                    r.full.push(full);
                    r.full_max.push(1.0);
                    if shares {
                        shared.insert(key, variable);
                        let at = r.others.len() as u32;
                        r.others.push((variable, -f64::from(need)));
                        r.combs.push(Comb {
                            end: r.levels[level].end,
                            need: 0,
                            teeth: 0..0,
                            others: at..at + 1,
                        });
                    } else {
                        let start = r.entry_start[p] as usize;
                        let entries = &r.entry_col[start..r.levels[level].end as usize - p];
                        let mine = r.first[self.local[h.index()] as usize]
                            ..r.first[self.local[h.index()] as usize + 1];
                        let others = entries.iter().filter(|c| !mine.contains(c));
                        let terms: Vec<(u32, f64)> =
                            others.map(|&c| (c, 1.0)).chain([(variable, -f64::from(need))]).collect();
                        add_row(r, terms, 0.0);
                    }
                    variable
                });
                r.joint_full.push(variable);
                sum.push((variable, 1.0));
            }
            r.joint_start.push(r.joint_full.len() as u32);
            add_row(r, sum, 1.0);
        }
        // What is full down to a class is full down to a worse one.
        let mut by_pool: Vec<(Full, u32)> =
            shared.values().map(|&v| (r.full[v as usize - r.columns()], v)).collect();
        by_pool.sort_unstable_by_key(|(f, v)| (f.pool, f.level, *v));
        for (i, &(upper, u)) in by_pool.iter().enumerate() {
            let decided = |f: &Full| r.levels[f.level as usize].need;
            // The same seats asked for, and no decided claims in between that make the difference.
            let lower = by_pool[i + 1..]
                .iter()
                .take_while(|(f, _)| f.pool == upper.pool)
                .find(|(f, _)| f.level > upper.level && f.need + decided(&upper) == upper.need + decided(f));
            if let Some(&(_, l)) = lower {
                add_row(r, vec![(l, 1.0), (u, -1.0)], 0.0);
            }
        }
    }
}

fn add_row(r: &mut Relaxation, terms: Vec<(u32, f64)>, need: f64) {
    r.rows.terms.extend(terms);
    r.rows.start.push(r.rows.terms.len() as u32);
    r.rows.need.push(need);
}
