//! So much weight is to be covered in each district: what is missing at least.
//!
//! Relaxed is that a row counts only where a chosen site covers it, and that each district reaches its need: rows and districts have
//! prices. Each district has a second one, for the need that is left once the open sites are counted: what the chosen sites add to it, a site
//! counting for no more than the need, has to reach it. That tells much more where a need takes few sites.

use super::super::assign::{Evaluation, Limit, Model, Node, State, scale_for};
use super::super::cover::{Cover, ones};
use super::super::instance::Instance;
use super::improve::improve;
use super::share::Share;

/// Rows of points by district, and what fixed sites cover.
pub(super) struct Coverage {
    pub(super) sites: usize,
    /// By row, the sites that cover it.
    pub(super) by_row: Vec<Vec<u32>>,
    /// By site, its rows.
    pub(super) by_site: Vec<Vec<u32>>,
    pub(super) weight: Vec<u64>,
    pub(super) district: Vec<u32>,
    /// By district with weight: all of it, and what is covered anyway.
    whole: Vec<u64>,
    fixed: Vec<u64>,
    pub(super) spend: Vec<u64>,
}

impl Coverage {
    pub(super) fn new(instance: &Instance, candidates: &[u32], cover: &Cover) -> Self {
        let mut whole = vec![0u64; instance.district_count()];
        instance
            .demand()
            .for_each(|i| whole[instance.districts[i] as usize] += u64::from(instance.weights[i]));
        let mut fixed = whole.clone();
        for &i in &cover.uncoverable {
            fixed[instance.districts[i] as usize] -= u64::from(instance.weights[i]);
        }
        let by_row: Vec<Vec<u32>> =
            (0..cover.rows()).map(|r| ones(cover.row(r)).map(|j| j as u32).collect()).collect();
        let mut by_site = vec![Vec::new(); candidates.len()];
        for (r, row) in by_row.iter().enumerate() {
            row.iter().for_each(|&j| by_site[j as usize].push(r as u32));
            fixed[cover.district[r] as usize] -= cover.weight[r];
        }
        let spend = candidates.iter().map(|&j| instance.sites[j as usize].cost).collect();
        let (weight, district) = (cover.weight.clone(), cover.district.clone());
        Self { sites: candidates.len(), by_row, by_site, weight, district, whole, fixed, spend }
    }

    /// The weight of all rows.
    fn open_weight(&self) -> u64 {
        self.weight.iter().sum()
    }

    /// What can be covered in all.
    pub(super) fn all(&self) -> u64 {
        self.fixed.iter().sum::<u64>() + self.open_weight()
    }

    /// The most that can be covered in each district.
    pub(super) fn most(&self) -> Vec<u64> {
        let mut most = self.fixed.clone();
        self.weight.iter().zip(&self.district).for_each(|(w, &d)| most[d as usize] += w);
        most
    }

    fn shares(&self, covered: impl Fn(usize) -> u64) -> impl Iterator<Item = Share> {
        let with_weight = (0..self.whole.len()).filter(|&d| self.whole[d] > 0);
        with_weight.map(move |d| Share { covered: covered(d), weight: self.whole[d] })
    }

    /// The smallest share if every site were open.
    pub(super) fn largest_least(&self) -> Share {
        let most = self.most();
        self.shares(|d| most[d]).min().unwrap_or(Share { covered: 1, weight: 1 })
    }

    /// What each district needs for a share.
    pub(super) fn for_share(&self, share: Share) -> Vec<u64> {
        self.whole.iter().map(|&w| share.of(w).1).collect()
    }

    /// Needs that are met only where the smallest share is above `least`; half-way to `most` if there is room between.
    pub(super) fn between(&self, least: Share, most: Share) -> Vec<u64> {
        let need = |&whole: &u64| {
            if whole == 0 {
                return 0;
            }
            let (low, high) = (least.of(whole).0, most.of(whole).0);
            (low + high.saturating_sub(low) / 2).max(low + 1)
        };
        self.whole.iter().map(need).collect()
    }

    /// Where not all of these needs can be met, the smallest share is no more than this.
    pub(super) fn short_of(&self, needs: &[u64]) -> Share {
        self.shares(|d| needs[d].saturating_sub(1)).max().unwrap_or(Share { covered: 1, weight: 1 })
    }
}

/// A cost for what is missing of the needs, and maybe for what is not covered. A search drops choices that miss some of the needs, so it is to be
/// asked for a cost of 0 where only that is of interest, and else for needs that can be met.
pub(super) struct Needs<'a> {
    pub(super) c: &'a Coverage,
    /// By district, what rows are to add to what is covered anyway.
    pub(super) needs: Vec<u64>,
    /// Whether weight that is not covered costs 1.
    pub(super) most: bool,
    /// What a missing unit costs.
    pub(super) missing: i64,
    pub(super) limit: Limit,
    scale: u32,
    /// By district, the mean weight of a row: steps of its price are in this unit, or it would hardly move beside those of rows.
    unit: Vec<i64>,
}

impl<'a> Needs<'a> {
    /// Needs by district. With `most` weight not covered costs 1, and what is missing more than all of that.
    pub(super) fn new(c: &'a Coverage, needs: Vec<u64>, most: bool, limit: Limit) -> Self {
        let needs: Vec<u64> = needs.iter().zip(&c.fixed).map(|(n, f)| n.saturating_sub(*f)).collect();
        let open = c.open_weight();
        // Even, since two prices share it.
        let missing = if most { 2 * (open as i64 + 1) } else { 2 };
        let wanted: i128 = needs.iter().map(|&n| i128::from(n)).sum();
        let all = i128::from(missing + 1) * (2 * wanted + i128::from(open) + 1);
        let mut rows = vec![(0u64, 0u64); needs.len()];
        for (&w, &d) in c.weight.iter().zip(&c.district) {
            rows[d as usize].0 += w;
            rows[d as usize].1 += 1;
        }
        let unit = rows.iter().map(|&(w, n)| (w.checked_div(n).unwrap_or(1)).max(1) as i64).collect();
        Self { c, needs, most, missing, limit, scale: scale_for(all), unit }
    }

    /// A good choice from nothing.
    pub(super) fn good_choice(&self) -> Vec<bool> {
        let mut open = vec![false; self.c.sites];
        improve(self, &mut open);
        open
    }

    /// The cost of covering so much, unscaled.
    pub(super) fn cost(&self, covered: &[u64]) -> i64 {
        let missing: u64 = self.needs.iter().zip(covered).map(|(n, c)| n.saturating_sub(*c)).sum();
        let lost = if self.most { self.c.open_weight() - covered.iter().sum::<u64>() } else { 0 };
        self.missing * missing as i64 + lost as i64
    }

    fn rows(&self) -> usize {
        self.c.weight.len()
    }

    /// What a site adds to what a district still needs in a node.
    fn added(&self, node: &Node, site: usize, district: usize) -> i64 {
        node.kept[self.needs.len() * (site + 1) + district]
    }

    /// The second price of a district, by unit.
    fn second(&self, district: usize, prices: &[i64]) -> i64 {
        prices[self.rows() + self.needs.len() + district] / self.unit[district]
    }

    /// What covering a unit of a district is worth at some prices.
    fn worth(&self, district: usize, prices: &[i64]) -> i64 {
        prices[self.rows() + district] / self.unit[district] + (i64::from(self.most) << self.scale)
    }
}

impl Model for Needs<'_> {
    fn sites(&self) -> usize {
        self.c.sites
    }

    fn limit(&self) -> Limit {
        self.limit
    }

    fn spend(&self) -> &[u64] {
        &self.c.spend
    }

    fn opening(&self, _: usize) -> i64 {
        0
    }

    fn scale(&self) -> u32 {
        self.scale
    }

    fn floor(&self, _: usize) -> i64 {
        0
    }

    fn ceilings(&self) -> Vec<i64> {
        let half = self.missing / 2;
        let unit = (half + i64::from(self.most)) << self.scale;
        let rows = self.c.weight.iter().map(|&w| w as i64 * unit);
        let districts = || self.unit.iter().map(|u| u * (half << self.scale));
        rows.chain(districts()).chain(districts()).collect()
    }

    fn lower(&self, node: &mut Node) {
        // A row that an open site covers needs no other.
        let districts = self.needs.len();
        node.kept.clear();
        node.kept.extend(self.needs.iter().map(|&n| n as i64));
        node.kept.resize(districts * (self.c.sites + 1), 0);
        let (left, added) = node.kept.split_at_mut(districts);
        for (r, sites) in self.c.by_row.iter().enumerate() {
            let (d, weight) = (self.c.district[r] as usize, self.c.weight[r] as i64);
            if sites.iter().any(|&j| node.state[j as usize] == State::Open) {
                node.outside[r] = 0;
                left[d] -= weight;
            } else {
                sites.iter().for_each(|&j| added[j as usize * districts + d] += weight);
            }
        }
        left.iter_mut().for_each(|n| *n = (*n).max(0));
        for site in added.chunks_mut(districts.max(1)) {
            site.iter_mut().zip(&*left).for_each(|(added, &n)| *added = (*added).min(n));
        }
    }

    fn hopeless(&self, node: &Node) -> bool {
        let most = match node.left(self.limit) {
            Limit::Exactly(k) | Limit::AtMost(k) => k,
            _ => node.free,
        };
        let mut added = Vec::new();
        (0..self.needs.len()).any(|d| {
            added.clear();
            added.extend(node.free_sites().map(|j| self.added(node, j as usize, d)));
            added.sort_unstable_by(|a, b| b.cmp(a));
            added.iter().take(most).sum::<i64>() < node.kept[d]
        })
    }

    /// In the district that has the least to spare, the site that adds most.
    fn next(&self, node: &Node) -> Option<usize> {
        let supply = |d: usize| node.free_sites().map(|j| self.added(node, j as usize, d)).sum::<i64>();
        let open = (0..self.needs.len()).filter(|&d| node.kept[d] > 0).map(|d| (supply(d), node.kept[d], d));
        let cross = |a: i64, b: i64| i128::from(a) * i128::from(b);
        let (_, _, d) = open.min_by(|a, b| cross(a.0, b.1).cmp(&cross(b.0, a.1)).then(a.2.cmp(&b.2)))?;
        node.free_sites().map(|j| j as usize).max_by_key(|&j| (self.added(node, j, d), std::cmp::Reverse(j)))
    }

    fn value(&self, open: &[bool]) -> i64 {
        let mut covered = vec![0; self.needs.len()];
        for (r, sites) in self.c.by_row.iter().enumerate() {
            if sites.iter().any(|&j| open[j as usize]) {
                covered[self.c.district[r] as usize] += self.c.weight[r];
            }
        }
        self.cost(&covered) << self.scale
    }

    fn polish(&self, open: &mut [bool]) {
        improve(self, open);
    }

    fn start(&self, open: &[bool]) -> Vec<i64> {
        let districts = || self.unit.iter().map(|u| if self.most { 0 } else { (u << self.scale) / 2 });
        let mut prices = vec![0; self.rows()];
        prices.extend(districts().chain(districts()));
        for r in 0..self.rows() {
            let times = self.c.by_row[r].iter().filter(|&&j| open[j as usize]).count();
            let worth = self.worth(self.c.district[r] as usize, &prices) * self.c.weight[r] as i64;
            prices[r] = match times {
                0 => worth,
                1 => worth / 2,
                _ => 0,
            };
        }
        prices
    }

    fn evaluate(&self, node: &Node, prices: &[i64], into: &mut Evaluation) {
        into.reduced.clear();
        into.reduced.resize(self.c.sites, 0);
        let mut sum = 0i128;
        let districts = self.needs.len();
        for (d, &need) in self.needs.iter().enumerate() {
            sum += i128::from(prices[self.rows() + d] / self.unit[d] * need as i64);
            let price = self.second(d, prices);
            sum += i128::from(price * node.kept[d]);
            if price > 0 && node.kept[d] > 0 {
                for (j, reduced) in into.reduced.iter_mut().enumerate() {
                    *reduced -= price * node.kept[districts * (j + 1) + d];
                }
            }
        }
        let lost = i64::from(self.most) << self.scale;
        for r in 0..self.rows() {
            let (weight, price) = (self.c.weight[r] as i64, prices[r]);
            let worth = self.worth(self.c.district[r] as usize, prices) * weight;
            sum += i128::from(lost * weight - (worth - price).max(0));
            if price > 0 {
                self.c.by_row[r].iter().for_each(|&j| into.reduced[j as usize] -= price);
            }
        }
        into.selection.choose(node.left(self.limit), &into.reduced, &self.c.spend, node.free_sites());
        into.put(sum);
    }

    fn slack(&self, node: &Node, prices: &[i64], at: &Evaluation, slack: &mut [f32]) {
        let (rows, districts) = slack.split_at_mut(self.rows());
        let (districts, second) = districts.split_at_mut(self.needs.len());
        for (d, slack) in second.iter_mut().enumerate() {
            let added = |j: u32| at.selection.part[j as usize] * self.added(node, j as usize, d) as f32;
            *slack = (node.kept[d] as f32 - node.free_sites().map(added).sum::<f32>()) / self.unit[d] as f32;
        }
        for ((slack, &need), &unit) in districts.iter_mut().zip(&self.needs).zip(&self.unit) {
            *slack = need as f32 / unit as f32;
        }
        for r in 0..self.rows() {
            let (d, weight) = (self.c.district[r] as usize, self.c.weight[r]);
            let counted = self.worth(d, prices) * weight as i64 > prices[r];
            let chosen: f32 = self.c.by_row[r].iter().map(|&j| at.selection.part[j as usize]).sum();
            rows[r] = f32::from(u8::from(counted)) - chosen;
            if counted {
                districts[d] -= weight as f32 / self.unit[d] as f32;
            }
        }
    }
}
