//! All ways to place those who could make room, gone through.

use super::board::{Board, OUT};

/// Most requests whose places are tried together; beyond, the search would not end anyway.
const MOST: usize = 48;

/// Places `request`, which is nowhere, by moving any of those whose places bear on it, directly or through others. `None` when
/// the steps run out; the board is then as it was, as it is when there is no way.
///
/// Complete: whoever is not among those tried has one stay only, or shares no opening and no quota with them.
pub(super) fn search(board: &mut Board<'_>, request: u32, steps: &mut u64) -> Option<bool> {
    let tried = those_concerned(board, request)?;
    let old: Vec<u32> =
        tried.iter().map(|&r| if board.at[r as usize] == OUT { OUT } else { board.lift(r) }).collect();
    let mut left = tried.clone();
    let found = place_all(board, &mut left, &tried, &old, steps);
    if found != Some(true) {
        for (&r, &at) in tried.iter().zip(&old).filter(|(_, at)| **at != OUT) {
            board.place(r, at);
        }
    }
    found
}

/// The request and all movable ones that are reached from it over openings and quotas.
fn those_concerned(board: &Board<'_>, request: u32) -> Option<Vec<u32>> {
    let mut tried = vec![request];
    let mut next = 0;
    let mut openings: Vec<u32> = Vec::new();
    let quotas = board.market.quotas().len() as u32;
    while next < tried.len() {
        let r = tried[next];
        next += 1;
        for stay in board.stays(r).filter(|&s| !board.is_never(s)) {
            let opening = board.opening_of(stay);
            let mut others: Vec<u32> = Vec::new();
            if !openings.contains(&opening) {
                openings.push(opening);
                others.extend(&board.here[opening as usize]);
            }
            for &(row, _) in board.entries(stay).iter().take_while(|e| e.0 < quotas) {
                others.extend(board.takers(row));
            }
            for v in others {
                if board.at[v as usize] != OUT && board.is_movable(v) && !tried.contains(&v) {
                    tried.push(v);
                }
            }
        }
        if tried.len() > MOST {
            return None;
        }
    }
    Some(tried)
}

/// Places all that are left, the one with the fewest places first.
fn place_all(
    board: &mut Board<'_>,
    left: &mut Vec<u32>,
    tried: &[u32],
    old: &[u32],
    steps: &mut u64,
) -> Option<bool> {
    if left.is_empty() {
        return Some(true);
    }
    let mut best = (usize::MAX, 0);
    for (i, &r) in left.iter().enumerate() {
        let fitting = board.stays(r).filter(|&s| board.fits(r, s)).count();
        if fitting < best.0 {
            best = (fitting, i);
        }
        if fitting == 0 {
            break;
        }
    }
    *steps = steps.checked_sub(1)?;
    if best.0 == 0 {
        return Some(false);
    }
    let r = left.swap_remove(best.1);
    // Where it was comes first: the fewer move, the sooner the search ends.
    let before = tried.iter().position(|&t| t == r).map_or(OUT, |i| old[i]);
    let mut stays: Vec<u32> = board.stays(r).collect();
    stays.sort_by_key(|&s| s != before);
    let mut found = Some(false);
    for stay in stays {
        if !board.fits(r, stay) {
            continue;
        }
        board.place(r, stay);
        found = place_all(board, left, tried, old, steps);
        if found != Some(false) {
            break;
        }
        board.lift(r);
    }
    if found != Some(true) {
        if board.at[r as usize] != OUT {
            board.lift(r);
        }
        left.push(r);
        let last = left.len() - 1;
        left.swap(best.1, last);
    }
    found
}
