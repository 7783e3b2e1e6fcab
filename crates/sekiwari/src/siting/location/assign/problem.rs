//! Points, each with the sites that are better for it than going without, nearest first.

use super::interchange::{complete, improve};
use super::model::{Evaluation, Model, scale_for};
use super::node::Node;

/// How many of the sites may be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Limit {
    Any,
    Exactly(usize),
    AtMost(usize),
    Budget(u64),
}

/// Choose sites *S* so that the sum over points of min(outside, nearest cost in *S*), plus what opening *S* costs, is least.
///
/// Costs are whole; inside they are multiplied by a power of two ([`Problem::scale`]), so that multipliers have fractions.
#[derive(Clone, Debug)]
pub(in super::super) struct Problem {
    pub(super) sites: usize,
    /// Where the list of each point begins; one more at the end.
    pub(super) start: Vec<u32>,
    /// Costs along the lists, rising and below `outside`.
    pub(super) cost: Vec<i64>,
    /// The sites that they belong to.
    pub(super) site: Vec<u32>,
    /// What a point costs without any of the sites.
    pub(super) outside: Vec<i64>,
    /// What opening costs, counted in the objective.
    pub(super) opening: Vec<i64>,
    /// What opening takes of a budget.
    pub(super) spend: Vec<u64>,
    pub(super) limit: Limit,
    /// Cost that no choice changes.
    pub(super) constant: i64,
    /// The power of two that costs are multiplied by.
    pub(super) scale: u32,
}

impl Problem {
    /// A problem without points; their costs are to be added with [`add_point`](Self::add_point), then
    /// [`freeze`](Self::freeze) is to be called.
    pub(in super::super) fn new(opening: Vec<i64>, spend: Vec<u64>, limit: Limit) -> Self {
        Self {
            sites: opening.len(),
            start: vec![0],
            cost: Vec::new(),
            site: Vec::new(),
            outside: Vec::new(),
            opening,
            spend,
            limit,
            constant: 0,
            scale: 0,
        }
    }

    /// Adds a point; costs from `outside` on are dropped, the rest is sorted.
    pub(in super::super) fn add_point(&mut self, outside: i64, costs: &mut Vec<(i64, u32)>) {
        costs.retain(|&(c, _)| c < outside);
        if costs.is_empty() {
            self.constant += outside;
            return;
        }
        costs.sort_unstable();
        self.cost.extend(costs.iter().map(|c| c.0));
        self.site.extend(costs.iter().map(|c| c.1));
        self.outside.push(outside);
        self.start.push(self.cost.len() as u32);
    }

    /// Chooses the scale. The sum of all costs must be below 2⁶⁰.
    pub(in super::super) fn freeze(mut self) -> Self {
        let sum = |values: &[i64]| values.iter().map(|&v| i128::from(v)).sum::<i128>();
        let all = sum(&self.outside) + sum(&self.opening) + i128::from(self.constant) + 1;
        let scale = scale_for(all);
        self.scale = scale;
        for v in self.cost.iter_mut().chain(&mut self.outside).chain(&mut self.opening) {
            *v <<= scale;
        }
        self.constant <<= scale;
        self
    }

    pub(super) fn points(&self) -> usize {
        self.outside.len()
    }

    /// The costs and sites of a point, nearest first.
    #[inline]
    pub(super) fn list(&self, point: usize) -> (&[i64], &[u32]) {
        let range = self.start[point] as usize..self.start[point + 1] as usize;
        (&self.cost[range.clone()], &self.site[range])
    }

    /// The same problem with sites opened or closed for good; the numbers that its sites and points had.
    pub(super) fn reduced(&self, node: &Node) -> (Self, Vec<u32>, Vec<u32>) {
        let free: Vec<u32> = (0..self.sites as u32).filter(|&j| node.is_free(j as usize)).collect();
        let mut number = vec![u32::MAX; self.sites];
        free.iter().enumerate().for_each(|(new, &old)| number[old as usize] = new as u32);
        let pick = |j: &u32| *j as usize;
        let mut small = Problem::new(
            free.iter().map(|j| self.opening[pick(j)]).collect(),
            free.iter().map(|j| self.spend[pick(j)]).collect(),
            node.left(self.limit),
        );
        small.constant = self.constant + node.base;
        small.scale = self.scale;
        let (mut kept, mut points) = (Vec::new(), Vec::new());
        for i in 0..self.points() {
            let (costs, sites) = self.list(i);
            let still = costs.iter().zip(sites).filter(|(_, j)| number[**j as usize] != u32::MAX);
            kept.clear();
            kept.extend(still.map(|(&c, &j)| (c, number[j as usize])));
            let before = small.points();
            small.add_point(node.outside[i], &mut kept);
            if small.points() > before {
                points.push(i as u32);
            }
        }
        (small, free, points)
    }
}

impl Model for Problem {
    fn sites(&self) -> usize {
        self.sites
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

    #[inline]
    fn floor(&self, at: usize) -> i64 {
        self.cost[self.start[at] as usize]
    }

    fn ceilings(&self) -> Vec<i64> {
        self.outside.clone()
    }

    fn lower(&self, node: &mut Node) {
        for i in 0..self.points() {
            let (costs, near) = self.list(i);
            let below = costs.iter().zip(near).take_while(|(c, _)| **c < node.outside[i]);
            if let Some(c) = below.filter(|(_, j)| node.is_open(**j as usize)).map(|(&c, _)| c).next() {
                node.outside[i] = c;
            }
        }
    }

    fn value(&self, open: &[bool]) -> i64 {
        let mut sum = self.constant;
        for i in 0..self.points() {
            let (costs, sites) = self.list(i);
            let at = sites.iter().position(|&j| open[j as usize]);
            sum += at.map_or(self.outside[i], |t| costs[t]);
        }
        sum + (0..self.sites).filter(|&j| open[j]).map(|j| self.opening[j]).sum::<i64>()
    }

    fn polish(&self, open: &mut [bool]) {
        complete(self, open);
        improve(self, open);
    }

    /// Between the nearest and the second nearest open site.
    fn start(&self, open: &[bool]) -> Vec<i64> {
        let price = |i: usize| {
            let (costs, sites) = self.list(i);
            let mut near = costs.iter().zip(sites).filter(|(_, j)| open[**j as usize]).map(|(&c, _)| c);
            let first = near.next().unwrap_or(self.outside[i]);
            let second = near.next().unwrap_or(self.outside[i]);
            first + (second - first) / 2
        };
        (0..self.points()).map(price).collect()
    }

    fn evaluate(&self, node: &Node, prices: &[i64], into: &mut Evaluation) {
        into.reduced.clear();
        into.reduced.extend_from_slice(&self.opening);
        let mut sum = 0;
        for (i, &price) in prices.iter().enumerate() {
            sum += price;
            let (costs, sites) = self.list(i);
            for (&c, &j) in costs.iter().zip(sites) {
                if c >= price {
                    break;
                }
                into.reduced[j as usize] += c - price;
            }
        }
        into.selection.choose(node.left(self.limit), &into.reduced, &self.spend, node.free_sites());
        into.put(i128::from(self.constant + node.base + sum));
    }

    fn slack(&self, _: &Node, prices: &[i64], at: &Evaluation, slack: &mut [f32]) {
        for (i, &price) in prices.iter().enumerate() {
            let (costs, sites) = self.list(i);
            slack[i] = 1.0;
            for (&c, &j) in costs.iter().zip(sites) {
                if c >= price {
                    break;
                }
                slack[i] -= at.selection.part[j as usize];
            }
        }
    }
}
