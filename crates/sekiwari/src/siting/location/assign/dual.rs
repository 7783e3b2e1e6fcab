//! Lower bounds: what has to be served once gets a price, and sites are chosen by what they save at these prices.
//!
//! Relaxed is that every point is served once (Cornuéjols, Fisher and Nemhauser 1977; Beasley 1993); prices are raised by the
//! volume algorithm (Barahona and Anbil 2000), whose average of choices says where to branch. The bound is counted in whole numbers
//! for the prices reached, so it holds however they were found.

use super::model::{Evaluation, Model};
use super::node::Node;
use super::select::Selection;

/// Prices and the bound that they give.
#[derive(Clone, Debug)]
pub(super) struct Ascent {
    pub(super) prices: Vec<i64>,
    /// At these prices.
    pub(super) best: Evaluation,
    /// Averages of the choices.
    pub(super) part: Vec<f32>,
    pub(super) iterations: u64,
}

/// How long to go on.
#[derive(Clone, Copy)]
pub(super) struct Patience {
    pub(super) iterations: u32,
    /// Ends after this many steps without a better bound worth having.
    pub(super) stalled: u32,
}

/// Raises the bound until it reaches what `goals` gives second, or patience ends; what it gives first is the cost of the best choice known.
/// `seen` is told of every choice that gave a better bound.
pub(super) fn ascend<M: Model>(
    m: &M,
    node: &Node,
    start: &[i64],
    patience: Patience,
    goals: impl Fn() -> (i64, i64),
    mut seen: impl FnMut(&Selection),
) -> Ascent {
    let n = start.len();
    let mut center: Vec<i64> = (0..n).map(|i| start[i].min(node.outside[i])).collect();
    let mut now = Evaluation::default();
    m.evaluate(node, &center, &mut now);
    let (mut best, mut part) = (now.clone(), now.selection.part.clone());
    let mut slack = vec![0.0f32; n];
    m.slack(node, &center, &now, &mut slack);
    let mut direction = slack.clone();
    let mut trial = center.clone();
    let (mut length, mut mix, mut reds) = (0.5f64, 0.2f32, 0u32);
    let (mut stalled, mut mark, mut iterations) = (0, best.bound, 1);
    for step in 1..patience.iterations {
        let (upper, cutoff) = goals();
        if best.bound >= cutoff {
            break;
        }
        // A price at its end cannot follow the direction.
        let stuck =
            |i: usize, d: f32| d > 0.0 && center[i] >= node.outside[i] || d < 0.0 && center[i] <= m.floor(i);
        let moving = (0..n).filter(|&i| !stuck(i, direction[i]));
        let norm: f64 = moving.map(|i| f64::from(direction[i] * direction[i])).sum();
        if norm < 1e-9 {
            break;
        }
        let gap = (upper.saturating_sub(best.bound)).max(1 << m.scale()) as f64;
        let pace = length * gap / norm;
        for i in 0..n {
            let to = center[i].saturating_add((pace * f64::from(direction[i])) as i64);
            trial[i] = to.max(m.floor(i)).min(node.outside[i]);
        }
        m.evaluate(node, &trial, &mut now);
        iterations += 1;
        m.slack(node, &trial, &now, &mut slack);
        let mut inner = 0.0f64;
        for (d, &g) in direction.iter_mut().zip(&slack) {
            inner += f64::from(g * *d);
            *d += mix * (g - *d);
        }
        for (average, &now) in part.iter_mut().zip(&now.selection.part) {
            *average += mix * (now - *average);
        }
        if now.bound > best.bound {
            std::mem::swap(&mut center, &mut trial);
            best.clone_from(&now);
            seen(&best.selection);
            reds = 0;
            if inner >= 0.0 {
                length = (length * 1.1).min(2.0);
            }
        } else {
            reds += 1;
            if reds >= 8 {
                (length, reds) = (length * 0.66, 0);
            }
        }
        if step % 50 == 0 && step > 50 {
            mix = (mix * 0.85).max(0.02);
        }
        stalled += 1;
        if (best.bound - mark) as f64 > 0.01 * gap {
            (stalled, mark) = (0, best.bound);
        } else if stalled >= patience.stalled || length < 1e-4 {
            break;
        }
    }
    Ascent { prices: center, best, part, iterations }
}
