//! Component by component: bound, better boards, proof.

use super::Effort;
use super::attempt::Workshop;
use super::branch::{self, Limits};
use super::price::{Prices, Scratch};
use super::region::{Fixed, Neighbours};
use super::relax::Relaxation;
use crate::exact::mip::{self, Goal, Solved};
use crate::exact::reduced::Reduced;
use crate::market::HouseholdId;

/// Epochs of prices at the root, and between two roundings.
const EPOCHS: u32 = 60;
const ROUNDING: u32 = 5;
/// Boards drawn from the fractions for each household of a component.
const DRAWS: u64 = 1;
/// Nodes of a piece, and of a component before it is tried in pieces.
const PIECE_NODES: u64 = 20;
const FIRST_NODES: u64 = 400;
/// Children between board and bound that branching may close, and households that are no pieces yet.
const NEAR: u32 = 8;
const SMALL: usize = 100;

/// A component with what is known about it.
struct Part<'a> {
    households: &'a [HouseholdId],
    prices: Prices,
    seated_max: u32,
}

/// What is known of a component in the end.
pub(super) struct PartBound {
    /// The most children it can seat.
    pub(super) seated_max: u32,
}

/// Works on all components until everything is proven, the work is used up or `stop` says so. What each of them can seat,
/// or `None` if one of them proves that no stable allocation exists.
pub(super) fn improve(
    reduced: &Reduced<'_>,
    shop: &mut Workshop<'_>,
    scratch: &mut Scratch,
    effort: Effort,
    stop: &(dyn Fn() -> bool + Sync),
) -> Option<Vec<PartBound>> {
    let mut parts = Vec::with_capacity(reduced.components.len());
    for households in &reduced.components {
        let relaxation = Relaxation::new(reduced, households);
        let picks = shop.columns(&relaxation);
        let prices = Prices::new(relaxation, &picks);
        let mut part = Part { households, prices, seated_max: u32::MAX };
        if !root(&mut part, shop, scratch, stop) {
            return None;
        }
        parts.push(part);
    }
    // What is small or nearly closed first.
    let open =
        |p: &Part<'_>, shop: &Workshop<'_>| !shop.stable || p.seated_max > shop.seated_by(p.households);
    let mut order: Vec<usize> = (0..parts.len()).filter(|&i| open(&parts[i], shop)).collect();
    order.sort_by_key(|&i| (parts[i].households.len(), i));
    for (done, &i) in order.iter().enumerate() {
        let part = &mut parts[i];
        // Each of those still to come has a right to its share.
        let share = scratch.left() / (order.len() - done) as u64;
        let keep = scratch.left() - share;
        if shop.stable {
            draws(part, shop, scratch);
        }
        // A wide gap will not be closed by branching, so the work then goes to better boards first.
        let near = part.seated_max.saturating_sub(shop.seated_by(part.households)) <= NEAR;
        if near && !part_is_searched(part, shop, scratch, FIRST_NODES, keep + share / 2, stop) {
            return None;
        }
        if shop.stable && open(part, shop) {
            by_mip(reduced, part, shop, effort.mip_seconds, stop);
        }
        if shop.stable && part.households.len() > SMALL {
            pieces(reduced, part, shop, scratch, keep + share / 4, stop);
        }
        if open(part, shop) && !part_is_searched(part, shop, scratch, u64::MAX, keep, stop) {
            return None;
        }
    }
    Some(parts.iter().map(|p| PartBound { seated_max: p.seated_max }).collect())
}

/// Pieces around households that block, larger and larger, until nobody blocks or nothing helps.
pub(super) fn repair(
    reduced: &Reduced<'_>,
    shop: &mut Workshop<'_>,
    scratch: &mut Scratch,
    stop: &(dyn Fn() -> bool + Sync),
) {
    let open: Vec<HouseholdId> = reduced.components.iter().flatten().copied().collect();
    let mut near = Neighbours::of(shop.market, &open, |i| reduced.alive(open[i]));
    let mut fixed = Fixed::new(reduced, true);
    for size in [30, 80, 200, 500] {
        loop {
            let before = shop.blocking;
            open.iter().for_each(|&h| fixed.fix(&shop.board, h));
            let blocks = |&i: &usize| shop.board.blocking_wish(open[i]).is_some();
            for start in (0..open.len()).filter(blocks).collect::<Vec<_>>() {
                let mut places = near.piece(start, size);
                places.sort_unstable_by_key(|&i| open[i]);
                let piece: Vec<HouseholdId> = places.iter().map(|&i| open[i]).collect();
                let relaxation = fixed.relaxation(&shop.board, &piece);
                scratch.spend((relaxation.variables() + shop.market.wish_count() / 4) as u64);
                let picks = shop.columns(&relaxation);
                let prices = Prices::new(relaxation, &picks);
                let limits = Limits { nodes: PIECE_NODES, epochs: 20, reserve: scratch.left() / 2, stop };
                branch::search(shop, prices, scratch, &limits);
                if shop.stable || stop() {
                    return;
                }
                if shop.blocking < before {
                    break;
                }
            }
            if shop.blocking == before {
                break;
            }
        }
    }
}

/// Prices of a component at the root. False if they prove that nothing is stable.
fn root(
    part: &mut Part<'_>,
    shop: &mut Workshop<'_>,
    scratch: &mut Scratch,
    stop: &(dyn Fn() -> bool + Sync),
) -> bool {
    let prices = &mut part.prices;
    let least = prices.relaxation.must.iter().filter(|m| **m).count() as u32;
    let mut before = f64::INFINITY;
    for epoch in 1..=EPOCHS {
        prices.advance(scratch);
        if prices.bound < f64::from(least) {
            return false;
        }
        part.seated_max = prices.seated_max();
        if (shop.stable && part.seated_max <= shop.seated_by(part.households))
            || scratch.left() == 0
            || stop()
        {
            break;
        }
        if epoch % ROUNDING == 0 {
            let x = prices.fractions().to_vec();
            shop.round(&prices.relaxation, &x, 10_000);
            scratch.spend(std::mem::take(&mut shop.settling.asked) * 30);
            if before - prices.bound < 0.005 && prices.broken < 0.05 {
                break;
            }
            before = prices.bound;
        }
    }
    true
}

/// Boards drawn from the fractions, around one household after the other.
fn draws(part: &Part<'_>, shop: &mut Workshop<'_>, scratch: &mut Scratch) {
    let relaxation = &part.prices.relaxation;
    let x = part.prices.fractions().to_vec();
    let mut near = Neighbours::of(shop.market, &relaxation.households, |h| relaxation.wishes_of(h));
    let count = part.households.len() as u64 * DRAWS;
    for _ in 0..count {
        if part.seated_max <= shop.seated_by(part.households) || scratch.left() == 0 {
            break;
        }
        let start = shop.draw.below(part.households.len() as u32) as usize;
        let size = 5 + shop.draw.below(60) as usize;
        let piece = near.piece(start, size);
        shop.round_piece(relaxation, &x, &piece, 2_000);
        scratch.spend(1_000 + std::mem::take(&mut shop.settling.asked) * 30);
    }
}

/// Pieces of a component searched alone, around children without a seat, until `reserve` is all the work left.
fn pieces(
    reduced: &Reduced<'_>,
    part: &Part<'_>,
    shop: &mut Workshop<'_>,
    scratch: &mut Scratch,
    reserve: u64,
    stop: &(dyn Fn() -> bool + Sync),
) {
    let relaxation = &part.prices.relaxation;
    let mut near = Neighbours::of(shop.market, &relaxation.households, |h| relaxation.wishes_of(h));
    let mut fixed = Fixed::new(reduced, false);
    let everyone = || reduced.components.iter().flatten();
    everyone().for_each(|&h| fixed.fix(&shop.board, h));
    while part.seated_max > shop.seated_by(part.households) && scratch.left() > reserve && !stop() {
        let start = shop.draw.below(part.households.len() as u32) as usize;
        if shop.board.pick(part.households[start]).is_some() && shop.draw.below(3) > 0 {
            continue;
        }
        let size = 100 + shop.draw.below(200) as usize;
        let mut places = near.piece(start, size);
        places.sort_unstable();
        let piece: Vec<HouseholdId> = places.iter().map(|&i| part.households[i]).collect();
        let relaxation = fixed.relaxation(&shop.board, &piece);
        scratch.spend((relaxation.variables() + shop.market.wish_count() / 4) as u64);
        let picks = shop.columns(&relaxation);
        let prices = Prices::new(relaxation, &picks);
        let before = shop.board.seated();
        let limits = Limits { nodes: PIECE_NODES, epochs: 20, reserve, stop };
        branch::search(shop, prices, scratch, &limits);
        match shop.board.seated() > before {
            // Settling may have moved others too.
            true => everyone().for_each(|&h| fixed.fix(&shop.board, h)),
            false => piece.iter().for_each(|&h| fixed.fix(&shop.board, h)),
        }
    }
}

/// Branch and bound over a whole component. False if it proves that nothing is stable.
fn part_is_searched(
    part: &mut Part<'_>,
    shop: &mut Workshop<'_>,
    scratch: &mut Scratch,
    nodes: u64,
    reserve: u64,
    stop: &(dyn Fn() -> bool + Sync),
) -> bool {
    let limits = Limits { nodes, epochs: 12, reserve, stop };
    let searched = branch::search(shop, part.prices.clone(), scratch, &limits);
    part.seated_max = part.seated_max.min(searched.seated_max);
    shop.stable || !searched.complete
}

/// What an integer solver makes of a component.
fn by_mip(
    reduced: &Reduced<'_>,
    part: &mut Part<'_>,
    shop: &mut Workshop<'_>,
    seconds: f64,
    stop: &(dyn Fn() -> bool + Sync),
) {
    let relaxation = &part.prices.relaxation;
    let (mut spent, mut slice) = (0.0, 1.0);
    while spent < seconds && !stop() {
        let start = shop.columns(relaxation);
        let slice_now = f64::min(slice, seconds - spent);
        let solved = mip::solve_relaxation(reduced, relaxation, Some(&start), Goal::MostSeated, slice_now);
        match &solved {
            Solved::Optimal(picks) | Solved::Found(picks) => shop.adopt(part.households, picks),
            Solved::Infeasible | Solved::Unknown => {}
        }
        if let Solved::Optimal(picks) = &solved {
            let most = picks.iter().flatten().map(|&w| shop.market.seated_by(w)).sum();
            part.seated_max = part.seated_max.min(most);
            return;
        }
        spent += slice_now;
        slice *= 2.0;
    }
}
