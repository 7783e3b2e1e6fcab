//! Putting it together: propagate, find the fewest blocking households, then the best allocation with so few.

use super::control::{Control, Standing};
use super::fewest::Fewest;
use super::finish::{Piece, certified, finish, given_up};
use super::objective::Objective;
use super::search::Found;
use super::settle::{Ask, Settled, best, get_through, handed_on, wards};
use super::state::State;
use super::{Options, Solution};
use crate::market::{Market, Statistics};
use crate::mechanism::MechanismError;

/// States made anew, with the suspects of all cores known soft.
const MAX_ROUNDS: u32 = 500;

/// Wishes up to which components are got through again just to have fewer suspects.
const AGAIN: usize = 300_000;

/// Wishes from which on somebody blocks nearly always.
const CONFLICT: usize = 400_000;

/// The state that a proven solution was read from.
pub(super) struct Kept<'m> {
    /// At its fixpoint.
    pub(super) state: State<'m>,
    /// What shows how many block at least.
    pub(super) fewest: Fewest<'m>,
}

pub(super) fn solve(
    market: &Market,
    options: &Options,
    control: &Control<'_>,
) -> Result<Solution, MechanismError> {
    Ok(solve_and_keep(market, options, control)?.0)
}

/// The same with the state it was read from, where nothing was given up.
pub(super) fn solve_and_keep<'m>(
    market: &'m Market,
    options: &Options,
    control: &Control<'_>,
) -> Result<(Solution, Option<Kept<'m>>), MechanismError> {
    if !market.limits().is_empty() {
        return Err(MechanismError::LimitsNotSupported { mechanism: "stable-optimal" });
    }
    let objective = Objective::new(market, &options.stages);
    let ask = Ask { objective, options, control };
    let mut statistics = Statistics { passes: 1, ..Statistics::default() };
    let no_cores = options.proof.then(Default::default);
    // First as if a stable allocation existed; mostly it does.
    let mut state = State::new(market, |_| false).looking_together(options.together);
    let mut fewest = Fewest::new(market, options.together);
    let contradicts = match market.wish_count() >= CONFLICT && rayon::current_num_threads() > 1 {
        // What cores are learned from takes as long, and is made ready beside.
        true => rayon::join(|| !state.propagate(), || fewest.learner.refuter()).0,
        false => !state.propagate(),
    };
    if !contradicts && state.is_settled() {
        let solution = finish(&state, 0, objective, Vec::new(), no_cores, 0, statistics);
        return Ok((solution, Some(Kept { state, fewest })));
    }
    let mut learned = true;
    if contradicts {
        fewest.harvest(&mut state, control);
    } else {
        state.recording = true;
        let wards = wards(&state, &fewest);
        let most = options.few_nodes();
        let settled = best(&mut state, &mut fewest.learner, &wards, &[], most, ask);
        statistics.proposals += settled.iter().map(|(_, nodes)| nodes).sum::<u64>();
        if settled.iter().all(|(piece, _)| piece.found.is_some()) {
            let pieces: Vec<Piece> = settled.into_iter().map(|(piece, _)| piece).collect();
            let solution = finish(&state, 0, objective, pieces, no_cores, 0, statistics);
            return Ok((solution, Some(Kept { state, fewest })));
        }
        let settled = get_through(&mut state, &mut fewest, &wards, u64::MAX, ask);
        learned = absorb(&mut fewest, settled, false, &mut statistics).1;
    }
    for _ in 0..MAX_ROUNDS {
        fewest.regroup(&state);
        let (least, cores) = (fewest.at_least(), fewest.cores.len() as u32);
        let tell = |blocking| control.tell(Standing { blocking_min: least, blocking, cores });
        tell(None);
        if !learned || control.stopped() {
            break;
        }
        // From where the cores' arguments start too, so that one certificate holds both.
        let (fresh, base) = fewest.learner.refuter().base();
        state = fresh;
        let mut soft = vec![false; market.households().len()];
        fewest.suspects.iter().flatten().for_each(|h| soft[h.index()] = true);
        market.households().filter(|h| !soft[h.index()]).for_each(|h| state.harden(h));
        state.queue_in_order();
        let known = fewest.learned;
        if !fewest.harvest(&mut state, control) {
            learned = fewest.learned > known;
            continue;
        }
        state.recording = true;
        let mut there = wards(&state, &fewest);
        let (mut so_far, mut most) = (None, u64::MAX);
        loop {
            let settled = get_through(&mut state, &mut fewest, &there, most, ask);
            if so_far.is_none() {
                // Later it is for fewer suspects only: not longer than it took to get through at all.
                most = settled.iter().map(|s| s.spent).max().unwrap_or_default();
            }
            let through = settled.iter().all(|s| s.found.is_some());
            let before =
                through.then(|| (fewest.cores.clone(), fewest.groups.clone(), fewest.suspects.clone()));
            let (mut found, new) = absorb(&mut fewest, settled, through, &mut statistics);
            learned = new;
            if let Some(before) = before.filter(|_| new) {
                // The fewer suspects, the shorter the search for the best.
                if fewest.narrow(&mut state) {
                    let wider = std::mem::replace(&mut there, wards(&state, &fewest));
                    found = handed_on(&wider, found, &there, objective);
                    if market.wish_count() < AGAIN {
                        so_far = Some(found);
                        continue;
                    }
                } else {
                    (fewest.cores, fewest.groups, fewest.suspects) = before;
                }
            }
            if !through {
                // It was got through before: this is a stop, or a limit.
                match so_far.take() {
                    Some(before) => found = before,
                    None => break,
                }
            }
            tell(Some(least));
            if fewest.keep_enough() {
                there.iter_mut().for_each(|ward| ward.take_cores(&fewest));
            }
            let settled = best(&mut state, &mut fewest.learner, &there, &found, options.node_limit, ask);
            statistics.proposals += settled.iter().map(|(_, nodes)| nodes).sum::<u64>();
            let groups = certified(&mut fewest, true, options, control);
            let pieces: Vec<Piece> = settled.into_iter().map(|(piece, _)| piece).collect();
            let solution = finish(&state, base, objective, pieces, groups, least, statistics);
            return Ok((solution, Some(Kept { state, fewest })));
        }
    }
    let groups = certified(&mut fewest, false, options, control);
    // A contradiction shows that somebody blocks, even where there was no time to find out who it may be.
    let least = fewest.at_least().max(u32::from(contradicts));
    Ok((given_up(market, least, statistics, groups, control)?, None))
}

/// Takes over what was learned; says whether anything was. `apart`: only what leaves groups apart, as of larger ones less is known.
fn absorb(
    fewest: &mut Fewest<'_>,
    settled: Vec<Settled>,
    apart: bool,
    statistics: &mut Statistics,
) -> (Vec<Option<Found>>, bool) {
    let known = fewest.learned;
    let mut found = Vec::with_capacity(settled.len());
    let (mut cores, mut forgotten) = (Vec::new(), Vec::new());
    for one in settled {
        statistics.proposals += one.nodes;
        cores.extend(one.cores);
        forgotten.extend(one.forgotten);
        found.push(one.found);
    }
    if apart {
        // One that says more than a known one is of its group.
        cores.retain(|core| fewest.is_of_one_group(core));
    }
    fewest.take_over(cores, forgotten);
    (found, fewest.learned > known)
}
