//! Branch and bound on the relaxation: where a pool's order is cut, then who gets what.
//!
//! A node either asks that a pool be full of claims of a class or better (worse claims are closed, and the seats must all
//! be taken down to that class), or that it be not (everyone in those classes gets that pool or something better). Every
//! allocation without blocking wishes does one or the other. Where all cuts are whole, a household is split: one of its
//! first wishes, or none of them. The bound is that of the prices; boards come from rounding.

use super::attempt::Workshop;
use super::cuts::Cut;
use super::price::{Prices, Scratch};

/// What a search has found out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Searched {
    /// No allocation within the rows seats more.
    pub(crate) seated_max: u32,
    /// Nodes looked at.
    pub(crate) nodes: u64,
    /// Nothing is left that a better board could hide in.
    pub(crate) complete: bool,
}

/// Limits of a search.
pub(crate) struct Limits<'a> {
    pub(crate) nodes: u64,
    /// Epochs of prices per node.
    pub(crate) epochs: u32,
    /// Work to be left over.
    pub(crate) reserve: u64,
    pub(crate) stop: &'a (dyn Fn() -> bool + Sync),
}

/// Searches for a board that seats more children of the relaxation's households than there are on the board now.
pub(crate) fn search(
    shop: &mut Workshop<'_>,
    root: Prices,
    scratch: &mut Scratch,
    limits: &Limits<'_>,
) -> Searched {
    let households = root.relaxation.households.clone();
    let least = households.iter().enumerate().filter(|(i, _)| root.relaxation.must[*i]).count() as u32;
    let root_bound = root.seated_max();
    // What must be beaten, or reached while nothing stable is known.
    let target = |shop: &Workshop<'_>| match shop.stable {
        true => f64::from(shop.seated_by(&households) + 1),
        false => f64::from(least),
    };
    let blocking = shop.blocking;
    let mut open = vec![root];
    let mut nodes = 0;
    let mut left = f64::NEG_INFINITY;
    while let Some(mut prices) = open.pop() {
        if prices.bound < target(shop) {
            continue;
        }
        if nodes >= limits.nodes || scratch.left() <= limits.reserve || (limits.stop)() {
            open.push(prices);
            break;
        }
        nodes += 1;
        let mut before = f64::INFINITY;
        for epoch in 0..limits.epochs {
            if prices.advance(scratch) > 0 {
                before = f64::INFINITY;
            }
            if prices.bound < target(shop) {
                break;
            }
            if epoch % 3 == 2 {
                if before - prices.bound < 0.01 && prices.broken < 0.05 {
                    break;
                }
                before = prices.bound;
            }
        }
        if prices.bound < target(shop) {
            continue;
        }
        prices.tighten(target(shop), scratch);
        if !prices.relaxation.is_possible() {
            continue;
        }
        let x = prices.fractions().to_vec();
        shop.round(&prices.relaxation, &x, 2_000);
        scratch.spend(std::mem::take(&mut shop.settling.asked) * 30);
        if shop.blocking < blocking {
            // One step is done; what is next looks different now.
            open.push(prices);
            break;
        }
        if prices.bound < target(shop) {
            continue;
        }
        // The cut that is least decided, or else a household.
        let (first, second) = match prices.relaxation.least_decided(&x, scratch) {
            Cut::Pool { level, pool, is_full_first } => {
                let mut full = prices.clone();
                full.demand_full(pool, level);
                prices.demand_room(pool, level);
                if is_full_first { (full, prices) } else { (prices, full) }
            }
            Cut::Household { household, last, above_first } => {
                let mut above = prices.clone();
                above.split(household, last, true);
                prices.split(household, last, false);
                if above_first { (above, prices) } else { (prices, above) }
            }
            Cut::None => {
                // Whole, yet rounding did not keep it: nothing sensible is left to split.
                left = left.max(prices.bound);
                continue;
            }
        };
        for child in [second, first] {
            if child.relaxation.is_possible() {
                open.push(child);
            }
        }
    }
    let complete = open.is_empty() && left < target(shop);
    let seated_max = match complete {
        true => shop.seated_by(&households),
        false => bound_of(shop, &households, &open, left).min(root_bound),
    };
    Searched { seated_max, nodes, complete }
}

fn bound_of(
    shop: &Workshop<'_>,
    households: &[crate::market::HouseholdId],
    open: &[Prices],
    also: f64,
) -> u32 {
    let greatest = open.iter().map(|p| p.bound).fold(also, f64::max);
    shop.seated_by(households).max(greatest.max(0.0).floor() as u32)
}
