//! What the search needs to know of a problem.

use super::node::Node;
use super::problem::Limit;
use super::select::Selection;

/// A problem of choosing sites whose bound comes from prices. All costs are scaled by two to the power of [`Model::scale`].
pub(in super::super) trait Model {
    /// The number of sites.
    fn sites(&self) -> usize;
    /// How many may be opened.
    fn limit(&self) -> Limit;
    /// What opening a site takes of a budget, by site.
    fn spend(&self) -> &[u64];
    /// What opening a site costs in the objective.
    fn opening(&self, site: usize) -> i64;
    /// The power of two that costs are multiplied by.
    fn scale(&self) -> u32;
    /// The least that each price needs to be.
    fn floor(&self, at: usize) -> i64;
    /// The most that each price may be where nothing is open.
    fn ceilings(&self) -> Vec<i64>;
    /// Lowers the most that prices may be to what the open sites of a node allow, and renews what is kept of them.
    fn lower(&self, _node: &mut Node) {}
    /// Whether it can be seen at once that a node has nothing better.
    fn hopeless(&self, _node: &Node) -> bool {
        false
    }
    /// The free site to decide on next, where the model knows better than the prices; it is opened first.
    fn next(&self, _node: &Node) -> Option<usize> {
        None
    }
    /// The cost of a choice.
    fn value(&self, open: &[bool]) -> i64;
    /// Makes a choice complete, and better.
    fn polish(&self, open: &mut [bool]);
    /// Prices to begin with, from a good choice.
    fn start(&self, open: &[bool]) -> Vec<i64>;
    /// The bound at some prices.
    fn evaluate(&self, node: &Node, prices: &[i64], into: &mut Evaluation);
    /// By how much the choice at some prices breaks what each price stands for: positive where the price is to rise.
    fn slack(&self, node: &Node, prices: &[i64], at: &Evaluation, slack: &mut [f32]);
}

/// A bound, and the choice that it comes from.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct Evaluation {
    /// No choice in the node costs less.
    pub(in super::super) bound: i64,
    /// The bound without the price of the selection.
    pub(in super::super) rest: i128,
    /// What each free site costs less what it saves, at the prices.
    pub(in super::super) reduced: Vec<i64>,
    /// The best free sites by that.
    pub(in super::super) selection: Selection,
    /// How much of what each price stands for is met, where the model keeps it.
    pub(in super::super) met: Vec<f32>,
}

impl Evaluation {
    /// Sets the bound from the selection and the rest of it.
    pub(in super::super) fn put(&mut self, rest: i128) {
        self.rest = rest;
        // Far below any cost it is no use, and does not fit.
        self.bound = (rest + self.selection.price).clamp(-(1 << 61), 1 << 61) as i64;
    }
}

/// Whole costs for a scaled bound: no choice costs less.
pub(super) fn whole(scaled: i64, scale: u32) -> i64 {
    // The scale is a power of two, and the shift rounds down.
    -((-scaled) >> scale)
}

/// The scale for problems whose costs sum up to less than `all`, which must be below 2⁶⁰.
pub(in super::super) fn scale_for(all: i128) -> u32 {
    /// The sum of all costs stays below two to this power.
    const BITS: u32 = 60;
    /// The most bits behind the point of a price.
    const FRACTION: u32 = 12;
    BITS.saturating_sub(128 - all.leading_zeros()).min(FRACTION)
}
