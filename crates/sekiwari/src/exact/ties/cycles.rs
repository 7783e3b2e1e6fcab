//! Better wishes at no one's cost: stable improvement cycles (Erdil and Ergin 2008).
//!
//! A child *envies* a pool if it prefers it to what it has. It *may take over* a seat there if no one who envies the pool
//! is ranked better. In a ring of single children each of whom may take over the seat of the next, everyone moves up:
//! the same children stay seated, every wish rank improves, and nobody comes to block, since the claims that a pool loses
//! are replaced by one that nobody who envies the pool outranks. A household with several claims never moves, and counts
//! as envying every pool of a wish it prefers, with its worst rank there.
//!
//! **Cost.** A round finds rings that do not touch, in time linear in the wishes; rounds go on until none is left.

use super::board::Board;
use crate::market::{HouseholdId, Market, PoolId, RankClass, WishId};

/// Carries out rings until there are none, at most `rounds` times; how many children moved.
pub(crate) fn improve(market: &Market, board: &mut Board<'_>, single: &[bool], rounds: u32) -> u64 {
    let mut moved = 0;
    for _ in 0..rounds {
        let now = round(market, board, single);
        if now == 0 {
            break;
        }
        moved += now;
    }
    moved
}

fn round(market: &Market, board: &mut Board<'_>, single: &[bool]) -> u64 {
    let mut best_envy: Vec<Option<RankClass>> = vec![None; market.pools().len()];
    let envied = |board: &Board<'_>, h: HouseholdId| {
        let end = board.pick(h);
        market.wishes(h).take_while(move |&w| Some(w) != end)
    };
    for h in market.households() {
        for d in envied(board, h).flat_map(|w| market.demands(w)) {
            let best = &mut best_envy[d.pool.index()];
            *best = Some(best.map_or(d.worst, |b| b.min(d.worst)));
        }
    }
    // Each household looks for a next one; those met in this walk stand on the path.
    let mut state = vec![0u8; market.households().len()];
    let mut moved = 0;
    let mut path: Vec<(HouseholdId, Vec<(WishId, HouseholdId)>)> = Vec::new();
    let next = |board: &Board<'_>, h: HouseholdId| -> Vec<(WishId, HouseholdId)> {
        let mut steps = Vec::new();
        for w in envied(board, h) {
            let [claim] = market.claims(w) else { continue };
            let pool: PoolId = claim.pool;
            if best_envy[pool.index()].is_some_and(|b| claim.rank <= b) {
                let sitting = board.taken(pool).iter().map(|t| board.owner(t.1));
                steps.extend(sitting.filter(|o| single[o.index()]).map(|o| (w, o)));
            }
        }
        steps.reverse();
        steps
    };
    for start in market.households() {
        if state[start.index()] != 0 || !single[start.index()] || board.pick(start).is_none() {
            continue;
        }
        state[start.index()] = 1;
        path.push((start, next(board, start)));
        while let Some((_, steps)) = path.last_mut() {
            let Some((_, to)) = steps.last().copied() else {
                if let Some((h, _)) = path.pop() {
                    state[h.index()] = 2;
                    if let Some((_, steps)) = path.last_mut() {
                        steps.pop();
                    }
                }
                continue;
            };
            match state[to.index()] {
                0 => {
                    state[to.index()] = 1;
                    path.push((to, next(board, to)));
                }
                1 => {
                    // A ring: everyone from `to` on moves, and is done for this round.
                    let from = path.iter().position(|p| p.0 == to).unwrap_or(0);
                    let ring: Vec<(HouseholdId, WishId)> =
                        path[from..].iter().filter_map(|(h, s)| s.last().map(|s| (*h, s.0))).collect();
                    for &(h, w) in &ring {
                        board.give(h, Some(w));
                    }
                    moved += ring.len() as u64;
                    path.drain(..).for_each(|(h, _)| state[h.index()] = 2);
                }
                _ => {
                    steps.pop();
                }
            }
        }
    }
    moved
}
