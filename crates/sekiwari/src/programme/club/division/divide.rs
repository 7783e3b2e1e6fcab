//! Exchanges first, the search for what they leave.

use super::blocks::{Block, children, households};
use super::branch::Search;
use super::local::State;
use super::members::faults;
use super::tally::Shares;
use super::{DivisionError, Measure, Member, UnitLimits};

/// How long to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effort {
    /// New starts of the exchanges.
    pub restarts: u32,
    /// Nodes of the search.
    pub nodes: u64,
}

impl Default for Effort {
    fn default() -> Self {
        Self { restarts: 20, nodes: 200_000 }
    }
}

/// A division of children over units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Division {
    /// The unit of each member.
    pub unit: Vec<u32>,
    /// How good it is.
    pub measure: Measure,
    /// No division has a smaller measure than this; the measure itself if that is proven best.
    pub bound: Measure,
    /// Whether no division is better.
    pub proven: bool,
    /// Nodes that the search took; 0 where the bound was met without it.
    pub nodes: u64,
}

/// The best division by the order of [`Measure`], or the best one found.
///
/// **Guarantees.** Nothing is better if `proven`; otherwise nothing is better than `bound`. The same input gives the same division.
///
/// **Method.** Whole households are put greedily, then moved and exchanged from several starts. What meets the bounds by
/// rounding is best; what does not is searched. Households are cut only where the hard limits cannot be kept otherwise.
///
/// **Cost.** An exchange round is quadratic in the households; the search is exponential and ends at `effort.nodes`.
///
/// # Errors
/// Everything that is wrong with children and units.
pub fn divide(
    members: &[Member],
    units: &[UnitLimits],
    effort: Effort,
) -> Result<Division, Vec<DivisionError>> {
    let faults = faults(members, units);
    if !faults.is_empty() {
        return Err(faults);
    }
    let shares = Shares::new(members, units);
    let bound = shares.bound();
    let blocks = households(members);
    let start = State::greedy(&blocks, &shares);
    let mut stage = stage(&blocks, &shares, start, bound, effort);
    // Cuts count more than anything but the hard limits, so only these are worth one.
    if stage.measure.over_hard > bound.over_hard {
        let singles = children(members);
        let whole = stage.of_members(&blocks, members.len());
        let start = State::of(&singles, &shares, singles.iter().map(|b| whole[b.members[0]]).collect());
        let nodes = stage.nodes;
        stage = self::stage(&singles, &shares, start, bound, effort);
        stage.nodes += nodes;
        return Ok(stage.division(&singles, members.len(), bound));
    }
    Ok(stage.division(&blocks, members.len(), bound))
}

/// What came of some blocks.
struct Stage {
    unit: Vec<usize>,
    measure: Measure,
    proven: bool,
    nodes: u64,
}

impl Stage {
    fn of_members(&self, blocks: &[Block], members: usize) -> Vec<usize> {
        let mut of = vec![0; members];
        for (block, &unit) in blocks.iter().zip(&self.unit) {
            block.members.iter().for_each(|&i| of[i] = unit);
        }
        of
    }

    fn division(self, blocks: &[Block], members: usize, bound: Measure) -> Division {
        let unit = self.of_members(blocks, members).into_iter().map(|u| u as u32).collect();
        let bound = if self.proven { self.measure } else { bound };
        Division { unit, measure: self.measure, bound, proven: self.proven, nodes: self.nodes }
    }
}

fn stage(blocks: &[Block], shares: &Shares<'_>, start: State<'_>, bound: Measure, effort: Effort) -> Stage {
    let mut best = start;
    best.improve(bound);
    for seed in 0..u64::from(effort.restarts) {
        if best.measure() <= bound {
            break;
        }
        let mut other = State::of(blocks, shares, best.unit.clone());
        other.kick(seed);
        other.improve(bound);
        if other.measure() < best.measure() {
            best = other;
        }
    }
    let (mut unit, mut measure) = (best.unit.clone(), best.measure());
    if measure <= bound {
        return Stage { unit, measure, proven: true, nodes: 0 };
    }
    let mut search = Search::new(blocks, shares, measure, effort.nodes);
    let proven = search.run();
    measure = search.best;
    let nodes = search.nodes();
    unit = search.found.unwrap_or(unit);
    Stage { unit, measure, proven, nodes }
}
