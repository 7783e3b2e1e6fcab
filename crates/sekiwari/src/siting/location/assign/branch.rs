//! Branch and bound over sites open or closed.

use super::super::outcome::{Search, Statistics};
use super::dual::{Ascent, Patience, ascend};
use super::model::{Model, whole};
use super::node::Node;
use super::problem::Problem;
use super::select::Selection;
use std::cell::Cell;
use std::collections::BTreeSet;

/// The best choice found.
#[derive(Clone, Debug)]
pub(in super::super) struct Solved {
    /// By site of the problem.
    pub(in super::super) open: Vec<bool>,
    /// Its cost.
    pub(in super::super) cost: i64,
    /// No choice costs less. Equal to the cost where that is proven.
    pub(in super::super) bound: i64,
    pub(in super::super) statistics: Statistics,
}

/// At the root, prices are raised with patience.
const ROOT: Patience = Patience { iterations: 1_500, stalled: 100 };
/// At other nodes they are already good.
const INNER: Patience = Patience { iterations: 160, stalled: 40 };
/// The most choices made better by interchange at the root.
const POLISHED: usize = 60;

/// At so many nodes the choice met is made better, at others now and then.
const EAGER: u64 = 64;

/// Finds the cheapest choice. With a `goal` only whether one costs no more than it: the search ends with the first that does, and
/// the bound is above the goal where none does. The limit must be one that can be met.
pub(in super::super) fn solve(problem: &Problem, goal: Option<i64>, search: &Search<'_>) -> Solved {
    let mut node = Node::root(problem);
    node.settle(problem);
    let mut first = Searching::new(problem, goal, search);
    first.polish(node.choice());
    let root = first.root(&node);
    if !first.done(root.best.bound) && first.fix(&mut node, &root) && node.settle(problem) {
        // What is decided for good is taken out, so that nodes have less to look at.
        let (small, numbers, points) = problem.reduced(&node);
        let mut inner = Searching::new(&small, goal, search);
        (inner.upper, inner.statistics) = (first.upper, first.statistics);
        let prices: Vec<i64> = points.iter().map(|&i| root.prices[i as usize]).collect();
        inner.branch(Node::root(&small), &prices, root.best.bound);
        (first.left, first.statistics) = (inner.left, inner.statistics);
        if inner.upper < first.upper {
            let mut open = node.choice();
            numbers.iter().zip(&inner.best).for_each(|(&j, &o)| open[j as usize] |= o);
            (first.upper, first.best) = (inner.upper, open);
        }
    }
    first.solved(root.best.bound)
}

/// The same for any model, with choices that are known already.
pub(in super::super) fn solve_model(
    model: &impl Model,
    known: &[Vec<bool>],
    goal: Option<i64>,
    search: &Search<'_>,
) -> Solved {
    let mut node = Node::root(model);
    node.settle(model);
    let mut all = Searching::new(model, goal, search);
    known.iter().for_each(|open| all.polish(open.clone()));
    all.polish(node.choice());
    let root = all.root(&node);
    if !all.done(root.best.bound) && all.fix(&mut node, &root) {
        all.branch(node, &root.prices, root.best.bound);
    }
    all.solved(root.best.bound)
}

struct Searching<'a, M> {
    m: &'a M,
    goal: Option<i64>,
    search: &'a Search<'a>,
    /// The best choice and its cost, scaled.
    best: Vec<bool>,
    upper: i64,
    /// The least bound of what was not looked into.
    left: i64,
    statistics: Statistics,
    /// Choices that were made better already.
    tried: BTreeSet<Vec<bool>>,
}

impl<'a, M: Model> Searching<'a, M> {
    fn new(m: &'a M, goal: Option<i64>, search: &'a Search<'a>) -> Self {
        let (best, tried) = (vec![false; m.sites()], BTreeSet::new());
        Self {
            m,
            goal,
            search,
            best,
            upper: i64::MAX,
            left: i64::MAX,
            statistics: Statistics::default(),
            tried,
        }
    }

    fn solved(self, root: i64) -> Solved {
        let scale = self.m.scale();
        let cost = whole(self.upper, scale);
        let bound = match self.goal {
            Some(goal) if cost <= goal => whole(root, scale).min(cost),
            Some(goal) => whole(self.left.min(self.upper), scale).min(goal + 1),
            None => whole(self.left.min(self.upper), scale),
        };
        Solved { open: self.best, cost, bound, statistics: self.statistics }
    }

    /// A bound from here on leaves nothing better.
    fn cutoff(&self) -> i64 {
        if self.reached() {
            return i64::MIN;
        }
        let scale = self.m.scale();
        let wanted = self.goal.map_or(self.upper, |g| self.upper.min((g + 1) << scale));
        wanted.saturating_sub(1 << scale) + 1
    }

    fn reached(&self) -> bool {
        self.goal.is_some_and(|g| self.upper <= g << self.m.scale())
    }

    fn done(&self, bound: i64) -> bool {
        bound >= self.cutoff()
    }

    fn take(&mut self, open: Vec<bool>) {
        let value = self.m.value(&open);
        if value < self.upper {
            (self.upper, self.best) = (value, open);
        }
    }

    fn polish(&mut self, mut open: Vec<bool>) {
        if self.tried.insert(open.clone()) {
            self.m.polish(&mut open);
            self.take(open);
        }
    }

    fn chosen(&self, node: &Node, selection: &Selection) -> Vec<bool> {
        (0..self.m.sites()).map(|j| selection.part[j] >= 1.0 || node.is_open(j)).collect()
    }

    fn root(&mut self, node: &Node) -> Ascent {
        let m = self.m;
        let start = m.start(&self.best);
        let goals = Cell::new((self.upper, self.cutoff()));
        let seen = |selection: &Selection| {
            if self.tried.len() < POLISHED {
                let open = self.chosen(node, selection);
                self.polish(open);
                goals.set((self.upper, self.cutoff()));
            }
        };
        let ascent = ascend(m, node, &start, ROOT, || goals.get(), seen);
        self.statistics.iterations += ascent.iterations;
        self.statistics.nodes += 1;
        ascent
    }

    fn branch(&mut self, mut node: Node, prices: &[i64], bound: i64) {
        if self.done(bound) {
            return;
        }
        if self.statistics.nodes >= self.search.node_limit || (self.search.stop)() {
            self.left = self.left.min(bound);
            return;
        }
        self.statistics.nodes += 1;
        if !node.settle(self.m) || self.m.hopeless(&node) {
            return;
        }
        if node.free == 0 {
            return self.take(node.choice());
        }
        let goals = (self.upper, self.cutoff());
        let ascent = ascend(self.m, &node, prices, INNER, || goals, |_| ());
        self.statistics.iterations += ascent.iterations;
        let bound = bound.max(ascent.best.bound);
        if self.done(bound) {
            return;
        }
        // By now the best choice is mostly known.
        if self.statistics.nodes < EAGER || self.statistics.nodes.is_multiple_of(8) {
            self.polish(self.chosen(&node, &ascent.best.selection));
        }
        if self.done(bound) || !self.fix(&mut node, &ascent) || !node.settle(self.m) {
            return;
        }
        let unsure = |j: &usize| (ascent.part[*j] - 0.5).abs();
        let known = self.m.next(&node);
        let unsurest = || {
            let free = node.free_sites().map(|j| j as usize);
            free.min_by(|a, b| unsure(a).total_cmp(&unsure(b)).then(a.cmp(b)))
        };
        let Some(j) = known.or_else(unsurest) else { return self.take(node.choice()) };
        let (mut with, mut without) = (node.clone(), node);
        with.open(self.m, &[j]);
        without.close(j);
        let open_first = known.is_some() || ascent.part[j] >= 0.5;
        let order = if open_first { [with, without] } else { [without, with] };
        for child in order {
            self.branch(child, &ascent.prices, bound);
        }
    }

    /// Opens and closes what every better choice has open or closed. Whether there may be one.
    fn fix(&mut self, node: &mut Node, ascent: &Ascent) -> bool {
        let free: Vec<u32> = node.free_sites().collect();
        let at = &ascent.best;
        let forced = at.selection.forced(node.left(self.m.limit()), &at.reduced, self.m.spend(), &free);
        let mut opened = Vec::new();
        let cutoff = i128::from(self.cutoff());
        for (&j, (taken, left_out)) in free.iter().zip(forced) {
            let (with, without) = (at.rest + taken, at.rest + left_out);
            if with >= cutoff && without >= cutoff {
                return false;
            }
            if with >= cutoff {
                node.close(j as usize);
            } else if without >= cutoff {
                opened.push(j as usize);
            }
        }
        node.open(self.m, &opened);
        true
    }
}
