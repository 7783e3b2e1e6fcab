//! The search without its good choices, so that nothing but bounds, fixing and branching finds the best one.

use super::super::outcome::Search;
use super::{Evaluation, Limit, Model, Node, Problem, solve, solve_model};

/// Repeatable choices from a seed (SplitMix64).
pub(in super::super) struct Dice(pub(in super::super) u64);

impl Dice {
    /// A number below `n`; 0 if there is none.
    pub(in super::super) fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % n.max(1)
    }

    /// A limit that can be met.
    pub(in super::super) fn limit(&mut self, sites: usize) -> Limit {
        match self.below(4) {
            0 => Limit::Any,
            1 => Limit::Exactly(self.below(sites as u64 + 1) as usize),
            2 => Limit::AtMost(self.below(sites as u64 + 1) as usize),
            _ => Limit::Budget(self.below(40)),
        }
    }
}

/// A model with the worst choice of sites that the limit allows, and nothing made better.
struct Plain<'a, M>(&'a M);

impl<M: Model> Model for Plain<'_, M> {
    fn sites(&self) -> usize {
        self.0.sites()
    }
    fn limit(&self) -> Limit {
        self.0.limit()
    }
    fn spend(&self) -> &[u64] {
        self.0.spend()
    }
    fn opening(&self, site: usize) -> i64 {
        self.0.opening(site)
    }
    fn scale(&self) -> u32 {
        self.0.scale()
    }
    fn floor(&self, at: usize) -> i64 {
        self.0.floor(at)
    }
    fn ceilings(&self) -> Vec<i64> {
        self.0.ceilings()
    }
    fn lower(&self, node: &mut Node) {
        self.0.lower(node);
    }
    fn hopeless(&self, node: &Node) -> bool {
        self.0.hopeless(node)
    }
    fn next(&self, node: &Node) -> Option<usize> {
        self.0.next(node)
    }
    fn value(&self, open: &[bool]) -> i64 {
        self.0.value(open)
    }
    fn polish(&self, open: &mut [bool]) {
        let worst = choices(self.0).into_iter().max_by_key(|open| self.0.value(open)).unwrap();
        open.copy_from_slice(&worst);
    }
    fn start(&self, open: &[bool]) -> Vec<i64> {
        self.0.start(open)
    }
    fn evaluate(&self, node: &Node, prices: &[i64], into: &mut Evaluation) {
        self.0.evaluate(node, prices, into);
    }
    fn slack(&self, node: &Node, prices: &[i64], at: &Evaluation, slack: &mut [f32]) {
        self.0.slack(node, prices, at, slack);
    }
}

/// All choices within the limit.
fn choices(m: &impl Model) -> Vec<Vec<bool>> {
    let all =
        (0..1u32 << m.sites()).map(|mask| (0..m.sites()).map(|j| mask >> j & 1 == 1).collect::<Vec<_>>());
    let within = |open: &Vec<bool>| {
        let count = open.iter().filter(|o| **o).count();
        let spent: u64 = open.iter().zip(m.spend()).filter(|(o, _)| **o).map(|(_, s)| s).sum();
        match m.limit() {
            Limit::Any => true,
            Limit::Exactly(k) => count == k,
            Limit::AtMost(k) => count <= k,
            Limit::Budget(b) => spent <= b,
        }
    };
    all.filter(within).collect()
}

/// Holds the search, without good choices and with them, against all choices; and bounds at any node, at any prices. How many nodes it took.
pub(in super::super) fn hold(m: &impl Model, dice: &mut Dice) -> u64 {
    let best = best(m);
    let search = Search::default();
    let plain = solve_model(&Plain(m), &[], None, &search);
    for solved in [&plain, &solve_model(m, &[], None, &search)] {
        assert_eq!((solved.cost, solved.bound, m.value(&solved.open)), (best, best, best << m.scale()));
    }
    hold_goal(m, (best + dice.below(5) as i64 - 2).max(0));
    hold_bounds(m, dice);
    plain.statistics.nodes
}

fn best(m: &impl Model) -> i64 {
    let best = choices(m).iter().map(|open| m.value(open)).min().unwrap();
    assert_eq!(best % (1 << m.scale()), 0);
    best >> m.scale()
}

/// Holds the question whether a choice costs no more than a goal. How many nodes it took.
pub(in super::super) fn hold_goal(m: &impl Model, goal: i64) -> u64 {
    let best = best(m);
    let asked = solve_model(&Plain(m), &[], Some(goal), &Search::default());
    assert_eq!(asked.cost <= goal, best <= goal);
    assert!(asked.bound <= best && (best <= goal || asked.bound > goal));
    asked.statistics.nodes
}

/// At any node, whatever the prices are, no choice costs less than the bound, nor less than what forcing a site tells.
pub(in super::super) fn hold_bounds(m: &impl Model, dice: &mut Dice) {
    let all = choices(m);
    let mut node = Node::root(m);
    for j in 0..m.sites() {
        match dice.below(4) {
            0 => node.open(m, &[j]),
            1 => node.close(j),
            _ => {}
        }
    }
    let inside =
        |node: &Node, open: &[bool]| (0..open.len()).all(|j| node.is_free(j) || node.is_open(j) == open[j]);
    let mut settled = node.clone();
    let possible = settled.settle(m);
    let here: Vec<&Vec<bool>> = all.iter().filter(|open| inside(&node, open)).collect();
    assert!(possible || here.is_empty());
    if !possible {
        return;
    }
    let node = settled;
    assert!(here.iter().all(|open| inside(&node, open)));
    let between = |dice: &mut Dice, i: usize| {
        let (least, most) = (m.floor(i).min(node.outside[i]), node.outside[i]);
        least + dice.below((most - least) as u64 + 1) as i64
    };
    let prices: Vec<i64> = (0..node.outside.len()).map(|i| between(dice, i)).collect();
    let mut at = Evaluation::default();
    m.evaluate(&node, &prices, &mut at);
    let least = here.iter().map(|open| m.value(open)).min();
    assert!(least.is_none_or(|least| at.bound <= least), "{} of {least:?}", at.bound);
    let free: Vec<u32> = node.free_sites().collect();
    let forced = at.selection.forced(node.left(m.limit()), &at.reduced, m.spend(), &free);
    for (&j, (taken, left_out)) in free.iter().zip(forced) {
        for (open, bound) in [(true, taken), (false, left_out)] {
            let with = here.iter().filter(|choice| choice[j as usize] == open).map(|choice| m.value(choice));
            assert!(with.min().is_none_or(|least| at.rest + bound <= i128::from(least)), "site {j} {open}");
        }
    }
}

fn problem(dice: &mut Dice) -> Problem {
    let sites = dice.below(8) as usize;
    let (longest, dear) = (1 + dice.below(60), dice.below(50));
    let opening: Vec<i64> = (0..sites).map(|_| dice.below(dear + 1) as i64).collect();
    let spend = (0..sites).map(|_| dice.below(20)).collect();
    let mut problem = Problem::new(opening, spend, dice.limit(sites));
    for _ in 0..dice.below(9) {
        let mut costs = Vec::new();
        for j in 0..sites {
            if dice.below(4) > 0 {
                costs.push((dice.below(longest) as i64, j as u32));
            }
        }
        problem.add_point(dice.below(longest * 2) as i64, &mut costs);
    }
    problem.freeze()
}

#[test]
fn the_search_needs_no_good_choices() {
    let mut nodes = 0;
    for seed in 0..4_000 {
        let mut dice = Dice(seed);
        let problem = problem(&mut dice);
        nodes += hold(&problem, &mut dice);
        let solved = solve(&problem, None, &Search::default());
        assert_eq!(solved.cost << problem.scale(), problem.value(&solved.open));
        assert_eq!(solved.cost, solve_model(&problem, &[], None, &Search::default()).cost, "seed {seed}");
        assert_eq!(solved.cost, solved.bound);
    }
    assert!(nodes > 6_000, "{nodes}: hardly ever branched");
}
