//! The smallest plan of a small part, by branch and bound over linear relaxations.
//!
//! Level by level: a level is searched with those before it kept at their least. The relaxation is solved in floating point, so its
//! optimum counts as a bound only after rounding up with a margin, and every plan is counted again in whole numbers. Work is
//! counted, not seconds, so that the same input gives the same plan everywhere.

use super::costs::Score;
use super::problem::Problem;
use super::relax::{Relaxation, Relaxed, solve};
use super::state::State;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// What the relaxation may be off.
const MARGIN: f64 = 1e-5;
/// What counts as whole.
const WHOLE: f64 = 1e-6;

/// A part of what is possible: what it costs at least, how deep it lies, its number, and its ranges.
type Node = Reverse<(u64, Reverse<u32>, u32)>;

/// Searches a level, beginning from the plan at hand, which is replaced by smaller ones. Gives what no plan goes below on the
/// level, given the levels before it.
pub(super) fn search<'a>(
    problem: &'a Problem,
    relaxation: &Relaxation,
    level: usize,
    least: &Score,
    best: &mut State<'a>,
    effort: &mut u64,
) -> u64 {
    let mut ranges: Vec<Vec<(f64, f64)>> = vec![relaxation.range.clone()];
    let mut open: BinaryHeap<Node> = BinaryHeap::from([Reverse((least[level], Reverse(0), 0))]);
    let work = (relaxation.range.len() * relaxation.rows.len()) as u64;
    // What cannot be looked into any further bounds the level.
    let mut closed = u64::MAX;
    while let Some(Reverse((bound, Reverse(depth), at))) = open.pop() {
        let cost = best.score()[level];
        if bound >= cost.min(closed) {
            return cost.min(closed);
        }
        let Some(left) = effort.checked_sub(work) else { return bound.min(closed) };
        *effort = left;
        let range = std::mem::take(&mut ranges[at as usize]);
        let point = match solve(relaxation, level, &range) {
            Relaxed::Point(point) => point,
            Relaxed::Infeasible => continue,
            Relaxed::Unknown => {
                closed = closed.min(bound);
                continue;
            }
        };
        let value: f64 = relaxation.costs[level].iter().map(|&(v, a)| a * point[v]).sum();
        let bound = bound.max((value - MARGIN).ceil().max(0.0) as u64);
        let mut found = rounded(problem, relaxation, &point);
        if depth == 0 {
            found.improve(least);
        }
        if found.score() < best.score() {
            *best = found;
        }
        if bound >= best.score()[level] {
            continue;
        }
        let Some((column, value)) = to_split(relaxation, &point) else {
            // Whole and yet not as cheap when counted again: the solver was off.
            closed = closed.min(bound);
            continue;
        };
        let (least, most) = range[column];
        for (least, most) in [(least, value.floor()), (value.floor() + 1.0, most)] {
            let mut range = range.clone();
            range[column] = (least, most);
            open.push(Reverse((bound, Reverse(depth + 1), ranges.len() as u32)));
            ranges.push(range);
        }
    }
    best.score()[level].min(closed)
}

/// The column to split on: what is added before children, and of these the one furthest from whole.
fn to_split(relaxation: &Relaxation, point: &[f64]) -> Option<(usize, f64)> {
    let off = |v: f64| (v - v.round()).abs();
    let furthest = |columns: std::ops::Range<usize>| {
        let broken = columns.filter(|&c| off(point[c]) > WHOLE);
        broken.max_by(|&a, &b| off(point[a]).total_cmp(&off(point[b])).then(b.cmp(&a)))
    };
    let column =
        furthest(relaxation.added_from..point.len()).or_else(|| furthest(0..relaxation.added_from))?;
    Some((column, point[column]))
}

/// A plan near a point: whole children first, the rest where the larger parts of children go.
fn rounded<'a>(problem: &'a Problem, relaxation: &Relaxation, point: &[f64]) -> State<'a> {
    let party = |(party, ways): (&super::problem::Party, &Vec<usize>)| {
        if ways.is_empty() {
            return vec![party.children];
        }
        let parts: Vec<f64> = ways.iter().map(|&v| point[v].max(0.0)).collect();
        let mut going: Vec<u32> = parts.iter().map(|n| (n + WHOLE).floor() as u32).collect();
        let mut left = party.children;
        for n in &mut going {
            *n = (*n).min(left);
            left -= *n;
        }
        let mut order: Vec<usize> = (0..ways.len()).collect();
        order.sort_by(|&a, &b| parts[b].fract().total_cmp(&parts[a].fract()).then(a.cmp(&b)));
        for &w in order.iter().cycle().take(left as usize) {
            going[w] += 1;
        }
        going
    };
    State::new(problem, problem.parties.iter().zip(&relaxation.ways).map(party).collect())
}
