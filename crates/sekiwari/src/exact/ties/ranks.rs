//! The smallest sum of wish ranks where the order of equals is free: better boards, and a bound.
//!
//! **What is bounded.** Weakly stable allocations that seat at least as many children as the answer. (Fewer seated have
//! smaller sums, so without that condition a bound would say nothing.) With a weight *v*, each such allocation *A* has
//! `v x seated(A) - ranks(A) <= sum over the components of the greatest value there + the same of what is decided`, so
//! `ranks(A) >= v x seated - that`, whatever *v* is. The greatest value of a component is bounded by the prices of its
//! relaxation (`price`, in exact arithmetic), with one row more: no more children are seated than is known to be possible.
//! Any weight gives a true bound; one that is about what a further child costs in ranks gives a close one.
//!
//! **Cost.** Counted in work, a quarter of what the search for the most seated may use.

use super::attempt::Workshop;
use super::price::{Prices, Scratch};
use super::relax::Relaxation;
use super::{Effort, component::PartBound};
use crate::exact::reduced::Reduced;
use crate::market::HouseholdId;

/// What a child more is worth, in ranks.
const WEIGHT: u32 = 8;
/// Epochs of prices for a component, and between two roundings.
const EPOCHS: u32 = 150;
const ROUNDING: u32 = 5;
/// A bound that moves by less between two roundings stands still; prices swing, so it must do so several times in a row.
const STILL: f64 = 0.02;
const STILL_TIMES: u32 = 6;

/// Improves the wishes of a stable board, and bounds the sum of ranks of all that seat as many.
pub(super) fn improve(
    reduced: &Reduced<'_>,
    parts: &[PartBound],
    shop: &mut Workshop<'_>,
    effort: Effort,
    stop: &(dyn Fn() -> bool + Sync),
) -> u64 {
    let mut scratch = Scratch::new(effort.work / 4);
    let mut most = 0i64;
    for (i, (households, part)) in reduced.components.iter().zip(parts).enumerate() {
        // Each has a right to its share of what is left.
        let share = scratch.left() / (parts.len() - i) as u64;
        let keep = scratch.left() - share;
        let mut relaxation = Relaxation::new(reduced, households);
        relaxation.value_by_ranks(WEIGHT, reduced.market);
        relaxation.seat_at_most(part.seated_max, reduced.market);
        let picks = shop.columns(&relaxation);
        let mut prices = Prices::new(relaxation, &picks);
        prices.look(&mut scratch);
        climb(&mut prices, households, shop, &mut scratch, keep, stop);
        most += prices.bound.floor() as i64;
    }
    let market = reduced.market;
    let decided = market.households().filter_map(|h| reduced.outcome(h));
    let value = |w| i64::from(WEIGHT) * i64::from(market.seated_by(w)) - i64::from(market.rank_of(w));
    most += decided.map(value).sum::<i64>();
    (i64::from(WEIGHT) * i64::from(shop.board.seated()) - most).max(0) as u64
}

/// Prices of one component, until the board reaches them or nothing moves.
fn climb(
    prices: &mut Prices,
    households: &[HouseholdId],
    shop: &mut Workshop<'_>,
    scratch: &mut Scratch,
    keep: u64,
    stop: &(dyn Fn() -> bool + Sync),
) {
    let (mut before, mut still) = (f64::INFINITY, 0);
    for epoch in 1..=EPOCHS {
        if prices.bound.floor() <= value(shop, households) || scratch.left() <= keep || stop() {
            return;
        }
        let added = prices.advance(scratch);
        if epoch % ROUNDING == 0 {
            let x = prices.fractions().to_vec();
            shop.round(&prices.relaxation, &x, 10_000);
            scratch.spend(std::mem::take(&mut shop.settling.asked) * 30);
            still = if added == 0 && before - prices.bound < STILL { still + 1 } else { 0 };
            if still == STILL_TIMES {
                return;
            }
            before = prices.bound;
        }
    }
}

/// What the board is worth in a component.
fn value(shop: &Workshop<'_>, households: &[HouseholdId]) -> f64 {
    let ranks = households.iter().filter_map(|&h| shop.board.pick(h)).map(|w| shop.market.rank_of(w));
    f64::from(WEIGHT) * f64::from(shop.seated_by(households)) - ranks.map(f64::from).sum::<f64>()
}
