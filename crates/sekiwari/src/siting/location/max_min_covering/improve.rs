//! Good choices: one site after the other, then exchanges of one site as long as one helps.

use super::super::assign::Limit;
use super::needs::Needs;

/// A choice with what it covers.
struct Trial<'a> {
    n: &'a Needs<'a>,
    times: Vec<u32>,
    covered: Vec<u64>,
}

impl Trial<'_> {
    fn open(&mut self, site: usize) {
        for &r in &self.n.c.by_site[site] {
            self.times[r as usize] += 1;
            if self.times[r as usize] == 1 {
                self.covered[self.n.c.district[r as usize] as usize] += self.n.c.weight[r as usize];
            }
        }
    }

    fn close(&mut self, site: usize) {
        for &r in &self.n.c.by_site[site] {
            self.times[r as usize] -= 1;
            if self.times[r as usize] == 0 {
                self.covered[self.n.c.district[r as usize] as usize] -= self.n.c.weight[r as usize];
            }
        }
    }

    /// The cost, and the weight covered for what costs the same.
    fn value(&self) -> (i64, std::cmp::Reverse<u64>) {
        (self.n.cost(&self.covered), std::cmp::Reverse(self.covered.iter().sum()))
    }

    fn value_with(&mut self, site: usize) -> (i64, std::cmp::Reverse<u64>) {
        self.open(site);
        let value = self.value();
        self.close(site);
        value
    }
}

/// Fills a choice up to the limit, then exchanges sites.
pub(super) fn improve(n: &Needs<'_>, open: &mut [bool]) {
    let spend = &n.c.spend;
    let mut t = Trial { n, times: vec![0; n.c.weight.len()], covered: vec![0; n.needs.len()] };
    (0..open.len()).filter(|&j| open[j]).for_each(|j| t.open(j));
    let spent = |open: &[bool]| (0..open.len()).filter(|&j| open[j]).map(|j| spend[j]).sum::<u64>();
    let fits = |open: &[bool], paid: u64, add: usize| match n.limit {
        Limit::Any => true,
        Limit::Exactly(k) | Limit::AtMost(k) => open.iter().filter(|o| **o).count() < k,
        Limit::Budget(b) => paid + spend[add] <= b,
    };
    loop {
        let paid = spent(open);
        let all: Vec<usize> = (0..open.len()).filter(|&j| !open[j] && fits(open, paid, j)).collect();
        let Some(best) = all.into_iter().min_by_key(|&j| (t.value_with(j), j)) else { break };
        if t.value_with(best) >= t.value() && !matches!(n.limit, Limit::Exactly(_)) {
            break;
        }
        open[best] = true;
        t.open(best);
    }
    loop {
        let now = t.value();
        let paid = spent(open);
        let mut best = (now, 0, 0);
        for r in (0..open.len()).filter(|&r| open[r]) {
            t.close(r);
            for a in (0..open.len()).filter(|&a| !open[a]) {
                if matches!(n.limit, Limit::Budget(b) if paid - spend[r] + spend[a] > b) {
                    continue;
                }
                best = best.min((t.value_with(a), r, a));
            }
            t.open(r);
        }
        let (value, r, a) = best;
        if value >= now {
            return;
        }
        (open[r], open[a]) = (false, true);
        t.close(r);
        t.open(a);
    }
}
