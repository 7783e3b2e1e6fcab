//! The best choice of sites by price: the inner problem of the relaxation.

use super::problem::Limit;

/// More than any bound.
const NEVER: i128 = 1 << 100;

/// A choice among the free sites by price alone; with a budget, one of them may be taken in part.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct Selection {
    /// How much of each site, from 0 to 1.
    pub(in super::super) part: Vec<f32>,
    /// The sum of the prices, rounded down. Every price fits 64 bits, their sum may not.
    pub(in super::super) price: i128,
    order: Vec<u32>,
}

impl Selection {
    /// Chooses among `free`, so that the sum of prices is least.
    pub(in super::super) fn choose(
        &mut self,
        limit: Limit,
        price: &[i64],
        spend: &[u64],
        free: impl Iterator<Item = u32>,
    ) {
        self.part.clear();
        self.part.resize(price.len(), 0.0);
        self.order.clear();
        self.order.extend(free);
        self.price = 0;
        let by_price = |a: &u32, b: &u32| (price[*a as usize], a).cmp(&(price[*b as usize], b));
        match limit {
            Limit::Any => self.order.retain(|&j| price[j as usize] < 0),
            Limit::Exactly(k) => keep_least(&mut self.order, k, by_price),
            Limit::AtMost(k) => {
                self.order.retain(|&j| price[j as usize] < 0);
                keep_least(&mut self.order, k, by_price);
            }
            Limit::Budget(budget) => return self.fill(budget, price, spend),
        }
        for &j in &self.order {
            self.part[j as usize] = 1.0;
            self.price += i128::from(price[j as usize]);
        }
    }

    /// The relaxed knapsack: the best per unit first, the last one in part (Dantzig 1957).
    fn fill(&mut self, budget: u64, price: &[i64], spend: &[u64]) {
        self.order.retain(|&j| price[j as usize] < 0 && spend[j as usize] <= budget);
        let cross = |a: u32, b: u32| i128::from(price[a as usize]) * i128::from(spend[b as usize]);
        self.order.sort_unstable_by(|&a, &b| cross(a, b).cmp(&cross(b, a)).then(a.cmp(&b)));
        let mut left = budget;
        for &j in &self.order {
            let (price, spend) = (price[j as usize], spend[j as usize]);
            if spend <= left {
                left -= spend;
                self.price += i128::from(price);
                self.part[j as usize] = 1.0;
            } else {
                let part = (i128::from(price) * i128::from(left)).div_euclid(i128::from(spend));
                self.price += part;
                self.part[j as usize] = (left as f64 / spend as f64) as f32;
                break;
            }
        }
    }

    /// What the price would be at least with a site taken, and without it: `(taken, left out)`, for every site of `free`.
    pub(in super::super) fn forced(
        &self,
        limit: Limit,
        price: &[i64],
        spend: &[u64],
        free: &[u32],
    ) -> Vec<(i128, i128)> {
        let cheapest_out = free
            .iter()
            .filter(|&&j| self.part[j as usize] == 0.0)
            .map(|&j| i128::from(price[j as usize]))
            .min();
        let dearest_in = free
            .iter()
            .filter(|&&j| self.part[j as usize] > 0.0)
            .map(|&j| i128::from(price[j as usize]))
            .max();
        let taken_count = free.iter().filter(|&&j| self.part[j as usize] > 0.0).count();
        let mut other = Selection::default();
        let mut forced = |&j: &u32| {
            let p = i128::from(price[j as usize]);
            let is_in = self.part[j as usize] > 0.0;
            // The cheapest one out may be the same site only if this one is in, and then it is not out.
            match limit {
                Limit::Any if is_in => (self.price, self.price - p),
                Limit::Any => (self.price + p, self.price),
                Limit::Exactly(_) | Limit::AtMost(_) if is_in => {
                    let next = match limit {
                        Limit::Exactly(_) => cheapest_out.unwrap_or(NEVER),
                        _ => cheapest_out.map_or(0, |c| c.min(0)),
                    };
                    (self.price, self.price - p + next)
                }
                Limit::Exactly(k) | Limit::AtMost(k) => {
                    let full = taken_count >= k;
                    let gone = if full { dearest_in.unwrap_or(-NEVER) } else { 0 };
                    (if full && k == 0 { NEVER } else { self.price + p - gone }, self.price)
                }
                Limit::Budget(budget) => {
                    let others = || free.iter().copied().filter(|&o| o != j);
                    other.choose(limit, price, spend, others());
                    let without = other.price;
                    let Some(left) = budget.checked_sub(spend[j as usize]) else {
                        return (NEVER, without);
                    };
                    other.choose(Limit::Budget(left), price, spend, others());
                    (other.price + p, without)
                }
            }
        };
        free.iter().map(&mut forced).collect()
    }
}

fn keep_least(order: &mut Vec<u32>, k: usize, by: impl Fn(&u32, &u32) -> std::cmp::Ordering) {
    if k < order.len() {
        if k > 0 {
            order.select_nth_unstable_by(k - 1, by);
        }
        order.truncate(k);
    }
}
