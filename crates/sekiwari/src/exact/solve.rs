//! Putting it together: propagate, find the fewest blocking households, then the best allocation with so few.

use super::components::{Component, components};
use super::control::{Control, Standing};
use super::cores::steps;
use super::fewest::Fewest;
use super::hitting::{self, Group};
use super::objective::Objective;
use super::search::{self, Found, Task};
use super::state::State;
use super::{Options, ranks_of};
use crate::certificate::{Case, Certificate, CoreGroup, Part};
use crate::market::{Bounds, HouseholdId, Market, Outcome, Stage, Statistics, Status, WishId};
use crate::mechanism::{MechanismError, deferred_acceptance, trivial_bounds};
use rayon::prelude::*;

/// Households in open components from which on it pays to search them in parallel.
const PARALLEL: usize = 400;
/// Nodes of the hitting trees of a certificate.
const TREE_LIMIT: u32 = 200_000;

/// An outcome, and what shows that its bounds hold.
#[derive(Clone, Debug)]
pub struct Solution {
    /// The allocation with its bounds.
    pub outcome: Outcome,
    /// The argument for the bounds; `None` where none is claimed beyond counting.
    pub certificate: Option<Certificate>,
}

/// A component with what the search made of it.
struct Piece {
    households: Vec<HouseholdId>,
    found: Option<Found>,
    complete: bool,
    case: Case,
}

pub(super) fn solve(
    market: &Market,
    options: &Options,
    control: &Control<'_>,
) -> Result<Solution, MechanismError> {
    if !market.limits().is_empty() {
        return Err(MechanismError::LimitsNotSupported { mechanism: "stable-optimal" });
    }
    let objective = Objective { market, stages: &options.stages };
    let mut statistics = Statistics { passes: 1, ..Statistics::default() };
    // First as if a stable allocation existed; mostly it does.
    let mut state = State::new(market, |_| false);
    if state.propagate() {
        state.recording = true;
        let pieces = pieces(&mut state, objective, options, &[], &[], None, &mut statistics, control);
        if pieces.iter().all(|p| p.found.is_some()) {
            return Ok(finish(&state, objective, pieces, Some(Vec::new()), 0, statistics));
        }
        if pieces.iter().any(|p| p.found.is_none() && !p.complete) {
            return given_up(market, 0, statistics, None);
        }
    }
    drop(state);
    statistics.gave_up = true;
    let mut fewest = Fewest::new(market);
    fewest.start(objective, options.node_limit, control);
    let (mut searched, mut known) = (false, None);
    loop {
        // Where one household per group is enough, all who may be it are tried in one search; otherwise, and where that
        // does not do, sets are tried until one goes through.
        let (least, cores) = (fewest.at_least(), fewest.cores.len());
        let tell = |blocking| {
            control.tell(Standing { blocking_min: least, blocking, cores: cores as u32 });
        };
        tell(None);
        let easy = !fewest.groups.is_empty() && fewest.groups.iter().all(|g| g.at_least == 1);
        if searched || easy {
            let suspects = fewest.suspects();
            let mut state = State::new(market, |h| suspects.binary_search(&h).is_ok());
            if !fewest.harvest(&mut state, control) {
                fewest.regroup(&state);
                if fewest.cores.len() > cores && !control.stopped() {
                    (searched, known) = (false, None);
                    continue;
                }
            } else {
                state.recording = true;
                let chosen = fewest.chosen();
                let beat = known.as_ref().map(|picks: &Vec<Option<u32>>| (&picks[..], &chosen[..]));
                let pieces = pieces(
                    &mut state,
                    objective,
                    options,
                    &fewest.groups,
                    &fewest.cores,
                    beat,
                    &mut statistics,
                    control,
                );
                let blocking = |p: &Piece| p.found.as_ref().map(|f| (-f.value[0]) as u32);
                if pieces.iter().map(blocking).sum::<Option<u32>>() == Some(least) {
                    tell(Some(least));
                    statistics.proposals += fewest.nodes;
                    let groups = certified(&mut fewest);
                    return Ok(finish(&state, objective, pieces, groups, least, statistics));
                }
            }
        }
        if searched || !fewest.search(objective, options.node_limit, control) {
            statistics.proposals += fewest.nodes;
            let groups = certified(&mut fewest);
            return given_up(market, fewest.at_least(), statistics, groups);
        }
        searched = true;
        known = fewest.picks.take();
    }
}

/// Searches all components. `groups` of `cores` say how many may block; `known`: an outcome to beat, and who blocks in it.
#[allow(clippy::too_many_arguments)]
fn pieces(
    state: &mut State<'_>,
    objective: Objective<'_>,
    options: &Options,
    groups: &[Group],
    cores: &[Vec<HouseholdId>],
    known: Option<(&[Option<u32>], &[HouseholdId])>,
    statistics: &mut Statistics,
    control: &Control<'_>,
) -> Vec<Piece> {
    let components = components(state);
    let solve = |state: &mut State<'_>, component: Component| {
        let known = known.map(|(picks, blocking)| {
            let picks: Vec<Option<u32>> = component.households.iter().map(|h| picks[h.index()]).collect();
            let blocking = blocking.iter().filter(|h| component.households.binary_search(h).is_ok()).count();
            let mut value = objective.zero(blocking as u32);
            component
                .households
                .iter()
                .zip(&picks)
                .for_each(|(&h, &pick)| objective.add(h, pick, &mut value));
            Found { picks, value }
        });
        let inside = |h: &HouseholdId| component.households.binary_search(h).is_ok();
        let concerned = |g: &&Group| g.cores.iter().any(|&i| cores[i].iter().any(inside));
        let task = Task {
            objective,
            suspects: true,
            first: false,
            budget: groups.iter().filter(concerned).map(|g| g.at_least).sum(),
            node_limit: options.node_limit,
            known,
            reasons: None,
            record: true,
            control,
        };
        let solved = search::solve(state, &component, task);
        let piece = Piece {
            households: component.households,
            found: solved.found,
            complete: solved.complete,
            case: solved.case,
        };
        (piece, solved.nodes)
    };
    let solved: Vec<(Piece, u64)> =
        if components.len() > 1 && components.iter().map(|c| c.households.len()).sum::<usize>() > PARALLEL {
            // Each component is searched from the same state, so that threads do not change a byte.
            components.into_par_iter().map_init(|| state.clone(), |state, c| solve(state, c)).collect()
        } else {
            components.into_iter().map(|c| solve(state, c)).collect()
        };
    statistics.proposals += solved.iter().map(|(_, nodes)| nodes).sum::<u64>();
    solved.into_iter().map(|(piece, _)| piece).collect()
}

/// The cores with their arguments; `None` if one cannot be written down.
fn certified(fewest: &mut Fewest<'_>) -> Option<Vec<CoreGroup>> {
    let mut limit = TREE_LIMIT;
    let groups = fewest.groups.clone();
    let prove = |group: &Group| {
        let sets: Vec<&[HouseholdId]> = group.cores.iter().map(|&i| &fewest.cores[i][..]).collect();
        let why = hitting::tree(&sets, group.at_least, &mut limit)?;
        let cores: Option<Vec<_>> = group
            .cores
            .iter()
            .map(|&i| fewest.refuter.prove(&fewest.cores[i], &fewest.branched[i]))
            .collect();
        Some(CoreGroup { cores: cores?, at_least: group.at_least, why })
    };
    groups.iter().map(prove).collect()
}

/// The allocation of all pieces, with what is proven about it.
fn finish(
    state: &State<'_>,
    objective: Objective<'_>,
    pieces: Vec<Piece>,
    groups: Option<Vec<CoreGroup>>,
    blocking_min: u32,
    statistics: Statistics,
) -> Solution {
    let market = state.market;
    let mut picks = state.decided_picks();
    let mut complete = !market.has_ties();
    let mut seated_max = 0;
    let mut in_piece = vec![false; picks.len()];
    for piece in &pieces {
        let found = piece.found.as_ref();
        let outcomes = found.map_or(&[][..], |f| &f.picks);
        for (&h, &pick) in piece.households.iter().zip(outcomes) {
            picks[h.index()] = pick;
            in_piece[h.index()] = true;
        }
        complete &= piece.complete;
        seated_max += match piece.complete && objective.stages.first() == Some(&Stage::Seated) {
            true => outcomes.iter().flatten().map(|&w| market.seated_by(WishId::new(w))).sum::<u32>(),
            false => piece.households.iter().map(|&h| most_seated(state, h)).sum(),
        };
    }
    let alone = market.households().filter(|h| !in_piece[h.index()]);
    seated_max += alone.map(|h| most_seated(state, h)).sum::<u32>();
    let blocking: u32 = pieces.iter().filter_map(|p| p.found.as_ref()).map(|f| (-f.value[0]) as u32).sum();
    let value = objective.of(&picks, blocking);
    let allocation = ranks_of(market, &picks);
    let bounds = Bounds { blocking_households_min: blocking_min, seated_max };
    let status = if complete && blocking == blocking_min { Status::Optimal } else { Status::Feasible };
    let best = (status == Status::Optimal).then(|| value[1..].to_vec());
    let (shared, parts) = match best {
        None => (Vec::new(), Vec::new()),
        Some(_) => {
            let part = |p: Piece| {
                let value = p.found.map_or_else(|| objective.zero(0), |f| f.value);
                Part {
                    households: p.households,
                    blocking: (-value[0]) as u32,
                    value: value[1..].to_vec(),
                    case: p.case,
                }
            };
            (steps(&state.events), pieces.into_iter().map(part).collect())
        }
    };
    let stages = objective.stages.to_vec();
    let certificate = groups.map(|groups| Certificate { stages, blocking_min, groups, best, shared, parts });
    Solution { outcome: Outcome { allocation, status, bounds, placement_max: None, statistics }, certificate }
}

fn most_seated(state: &State<'_>, h: HouseholdId) -> u32 {
    let alive = state.market.wish_range(h).filter(|&w| state.alive[w]);
    alive.map(|w| state.market.seated_by(WishId::new(w as u32))).max().unwrap_or(0)
}

/// A feasible allocation where the search gave up, and what is proven all the same.
fn given_up(
    market: &Market,
    blocking_households_min: u32,
    statistics: Statistics,
    groups: Option<Vec<CoreGroup>>,
) -> Result<Solution, MechanismError> {
    let bounds = Bounds { blocking_households_min, ..trivial_bounds(market) };
    let statistics = Statistics { gave_up: true, ..statistics };
    let allocation = deferred_acceptance::run(market)?.allocation;
    let certificate = groups.filter(|_| blocking_households_min > 0).map(|groups| Certificate {
        stages: Vec::new(),
        blocking_min: blocking_households_min,
        groups,
        best: None,
        shared: Vec::new(),
        parts: Vec::new(),
    });
    let outcome = Outcome { allocation, status: Status::Feasible, bounds, placement_max: None, statistics };
    Ok(Solution { outcome, certificate })
}
