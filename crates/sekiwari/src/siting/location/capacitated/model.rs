//! The bound: every unit of weight gets a price, and each site serves those that it saves most on, as many as it takes.

use super::super::assign::{Evaluation, Limit, Model, Node, scale_for};
use super::super::instance::{Instance, NONE};
use super::transport::{Flow, NO_WAY, Transport};
use super::{Effort, improve};
use std::cell::Cell;

/// Sites are the candidates, then those open anyway.
pub(super) struct Capacities {
    pub(super) weights: Vec<u64>,
    /// Candidates.
    pub(super) free: usize,
    pub(super) room: Vec<u64>,
    /// What a unit of a point costs at a site, by site; [`NO_WAY`] where there is none.
    pub(super) unit: Vec<i64>,
    opening: Vec<i64>,
    spend: Vec<u64>,
    limit: Limit,
    /// What a unit costs that is not served.
    pub(super) unserved: i64,
    scale: u32,
    pub(super) effort: Effort,
}

/// Steps of the transportation problem that making choices better may take.
const EFFORT: u64 = 400_000_000;

impl Capacities {
    pub(super) fn new(instance: &Instance, candidates: &[u32], unserved: i64, limit: Limit) -> Self {
        let points: Vec<usize> = instance.demand().collect();
        let sites: Vec<usize> = candidates.iter().map(|&j| j as usize).chain(instance.fixed()).collect();
        let weights: Vec<u64> = points.iter().map(|&i| u64::from(instance.weights[i])).collect();
        let total: u64 = weights.iter().sum();
        let opening: Vec<i64> = candidates.iter().map(|&j| instance.sites[j as usize].cost as i64).collect();
        let all =
            i128::from(unserved) * i128::from(total) + opening.iter().map(|&f| i128::from(f)).sum::<i128>();
        let scale = scale_for(all + 1);
        let way = |d: u32| if d == NONE { NO_WAY } else { i64::from(d) << scale };
        let column = |&j: &usize| points.iter().map(|&i| way(instance.row(i)[j])).collect::<Vec<_>>();
        Self {
            unit: sites.iter().flat_map(column).collect(),
            room: sites.iter().map(|&j| instance.sites[j].capacity.unwrap_or(total).min(total)).collect(),
            free: candidates.len(),
            spend: opening.iter().map(|&f| f as u64).collect(),
            opening: opening.iter().map(|f| f << scale).collect(),
            unserved: unserved << scale,
            effort: Cell::new(EFFORT),
            weights,
            limit,
            scale,
        }
    }

    pub(super) fn all_sites(&self) -> usize {
        self.room.len()
    }

    pub(super) fn way(&self, point: usize, site: usize) -> i64 {
        self.unit[site * self.weights.len() + point]
    }

    /// Open sites: chosen candidates, then those open anyway.
    pub(super) fn open_sites(&self, open: &[bool]) -> Vec<usize> {
        let chosen = (0..self.free).filter(|&j| open[j]);
        chosen.chain(self.free..self.all_sites()).collect()
    }

    /// The cheapest flow to a choice.
    pub(super) fn flow(&self, open: &[bool]) -> Flow {
        let sites = self.open_sites(open);
        let mut unit = Vec::with_capacity(self.weights.len() * (sites.len() + 1));
        for i in 0..self.weights.len() {
            unit.extend(sites.iter().map(|&j| self.way(i, j)));
            unit.push(self.unserved);
        }
        let room = sites.iter().map(|&j| self.room[j]).chain([u64::MAX]).collect();
        Transport { weights: &self.weights, unit, room }.solve()
    }

    /// What one more unit of each point would cost with a choice.
    pub(super) fn prices(&self, open: &[bool], flow: &Flow) -> Vec<i64> {
        let sites = self.open_sites(open);
        let price = |i: usize| {
            let costs = sites.iter().zip(&flow.rents).map(|(&j, &rent)| self.way(i, j).saturating_add(rent));
            costs.min().unwrap_or(NO_WAY).min(self.unserved)
        };
        (0..self.weights.len()).map(price).collect()
    }

    /// What a site costs less what it saves at some prices; and whom it would serve, told to `takes`.
    pub(super) fn saving(
        &self,
        site: usize,
        prices: &[i64],
        order: &mut Vec<(i64, u32)>,
        mut takes: impl FnMut(u32, u64),
    ) -> i64 {
        let costs = &self.unit[site * prices.len()..(site + 1) * prices.len()];
        order.clear();
        let less = costs.iter().zip(prices).enumerate().filter(|(_, (c, p))| c < p);
        order.extend(less.map(|(i, (c, p))| (c - p, i as u32)));
        let mut left = self.room[site];
        let wanted: u64 = order.iter().map(|&(_, i)| self.weights[i as usize]).sum();
        if wanted > left {
            order.sort_unstable();
        }
        let mut saved = 0;
        for &(less, i) in order.iter() {
            let amount = self.weights[i as usize].min(left);
            if amount == 0 {
                break;
            }
            left -= amount;
            saved += less * amount as i64;
            takes(i, amount);
        }
        saved
    }
}

/// The transportation problem for open sites of an instance, unscaled.
pub(super) fn transport<'a>(
    instance: &Instance,
    points: &[usize],
    weights: &'a [u64],
    sites: &[usize],
    unserved: i64,
) -> Transport<'a> {
    let total: u64 = weights.iter().sum();
    let way = |d: u32| if d == NONE { NO_WAY } else { i64::from(d) };
    let row = |&i: &usize| sites.iter().map(move |&j| way(instance.row(i)[j])).chain([unserved]);
    let room = sites.iter().map(|&j| instance.sites[j].capacity.unwrap_or(total)).chain([u64::MAX]);
    Transport { weights, unit: points.iter().flat_map(row).collect(), room: room.collect() }
}

impl Model for Capacities {
    fn sites(&self) -> usize {
        self.free
    }

    fn limit(&self) -> Limit {
        self.limit
    }

    fn spend(&self) -> &[u64] {
        &self.spend
    }

    fn opening(&self, site: usize) -> i64 {
        self.opening[site]
    }

    fn scale(&self) -> u32 {
        self.scale
    }

    fn floor(&self, _: usize) -> i64 {
        0
    }

    fn ceilings(&self) -> Vec<i64> {
        vec![self.unserved; self.weights.len()]
    }

    fn value(&self, open: &[bool]) -> i64 {
        self.flow(open).cost + (0..self.free).filter(|&j| open[j]).map(|j| self.opening[j]).sum::<i64>()
    }

    fn polish(&self, open: &mut [bool]) {
        improve::improve(self, open);
    }

    fn start(&self, open: &[bool]) -> Vec<i64> {
        self.prices(open, &self.flow(open))
    }

    fn evaluate(&self, node: &Node, prices: &[i64], into: &mut Evaluation) {
        into.reduced.clear();
        into.reduced.resize(self.free, 0);
        into.met.clear();
        into.met.resize(prices.len(), 0.0);
        let mut order = Vec::new();
        let mut sum: i128 = prices.iter().zip(&self.weights).map(|(&p, &w)| i128::from(p * w as i64)).sum();
        // Whom free sites would serve, one after the other.
        let (mut takes, mut ends) = (Vec::new(), vec![0]);
        for j in 0..self.all_sites() {
            if j >= self.free || node.is_open(j) {
                let met = &mut into.met;
                let saving = self.saving(j, prices, &mut order, |i, amount| met[i as usize] += amount as f32);
                sum += i128::from(saving);
            } else if node.is_free(j) {
                into.reduced[j] =
                    self.opening[j] + self.saving(j, prices, &mut order, |i, amount| takes.push((i, amount)));
            }
            ends.push(takes.len());
        }
        into.selection.choose(node.left(self.limit), &into.reduced, &self.spend, node.free_sites());
        for j in 0..self.free {
            let part = into.selection.part[j];
            if part > 0.0 {
                takes[ends[j]..ends[j + 1]]
                    .iter()
                    .for_each(|&(i, amount)| into.met[i as usize] += part * amount as f32);
            }
        }
        into.put(i128::from(node.base) + sum);
    }

    fn slack(&self, _: &Node, _: &[i64], at: &Evaluation, slack: &mut [f32]) {
        for ((slack, &met), &weight) in slack.iter_mut().zip(&at.met).zip(&self.weights) {
            *slack = weight as f32 - met;
        }
    }
}
