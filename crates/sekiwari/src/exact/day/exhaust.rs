//! All ways to place those who could make room, gone through.

use super::board::{Board, OUT};
use super::loose::Loose;
use super::seek::undo;

/// Most requests whose places are tried together; beyond, the search would not end anyway.
const MOST: usize = 48;

/// Places `request`, which is nowhere, by moving any of those whose places bear on it, directly or through others. `None` when
/// the steps run out or too many are concerned; the board is then as it was, as it is when there is no way.
///
/// First without the loose: if the captives alone leave no way, there is none. Then with all.
pub(super) fn search(board: &mut Board<'_>, request: u32, loose: &Loose, steps: &mut u64) -> Option<bool> {
    let mut old: Vec<(u32, u32)> = loose.all().iter().map(|&r| (r, board.lift(r))).collect();
    let alone = search_among(board, request, steps, &mut old);
    if alone == Some(true) {
        if loose.all().iter().all(|&r| place_anywhere(board, r)) {
            return alone;
        }
        undo(board, &old);
        old.clear();
        return search_among(board, request, steps, &mut old);
    }
    undo(board, &old);
    alone
}

fn place_anywhere(board: &mut Board<'_>, request: u32) -> bool {
    let free = board.stays(request).find(|&s| board.fits(request, s));
    if let Some(stay) = free {
        board.place(request, stay);
    }
    free.is_some()
}

/// The search among those on the board, who are put into `old` with their places; the others stay away.
fn search_among(
    board: &mut Board<'_>,
    request: u32,
    steps: &mut u64,
    old: &mut Vec<(u32, u32)>,
) -> Option<bool> {
    let mut left = those_concerned(board, request)?;
    let from = old.len();
    old.extend(left.iter().map(|&r| (r, if r == request { OUT } else { board.lift(r) })));
    let found = place_all(board, &mut left, &old[from..], steps);
    if found != Some(true) {
        undo(board, &old[from..]);
        old.truncate(from);
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
        for stay in board.stays(r).filter(|&s| !board.is_shut(s)) {
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
    moved: &[(u32, u32)],
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
    let before = moved.iter().find(|m| m.0 == r).map_or(OUT, |m| m.1);
    let mut stays: Vec<u32> = board.stays(r).collect();
    stays.sort_by_key(|&s| s != before);
    let mut found = Some(false);
    for stay in stays {
        if !board.fits(r, stay) {
            continue;
        }
        board.place(r, stay);
        found = place_all(board, left, moved, steps);
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
