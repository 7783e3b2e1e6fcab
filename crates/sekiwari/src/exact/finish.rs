//! From what the search found to an outcome, its bounds, and the certificate for them.

use super::control::Control;
use super::cores::steps;
use super::few;
use super::fewest::{Fewest, TREE_LIMIT};
use super::hitting::{self, Group};
use super::objective::{Objective, Value};
use super::ranks_of;
use super::search::Found;
use super::state::State;
use super::{Options, Solution};
use crate::certificate::{Case, Certificate, Core, CoreGroup, End, Part, Step};
use crate::market::{Bounds, HouseholdId, Market, Outcome, Stage, Statistics, Status};
use crate::mechanism::{MechanismError, trivial_bounds};

/// Cores of a group that are written down.
const MOST_CORES: usize = 5_000;
/// Nodes for all their arguments together, and after a stop: then nobody wants to wait for them.
const PROOF_NODES: u64 = 2_000_000;
const PROOF_NODES_LATE: u64 = 20_000;

/// A component with what the search made of it.
pub(super) struct Piece {
    pub(super) households: Vec<HouseholdId>,
    /// How many of them block in every allocation with the fewest.
    pub(super) needed: u32,
    pub(super) found: Option<Found>,
    /// Nothing better exists.
    pub(super) complete: bool,
    /// Further cores, that hold after the shared steps.
    pub(super) cores: Vec<Core>,
    pub(super) case: Case,
}

/// Steps that hold whoever blocks, and cores that start from where they lead.
pub(super) type Cores = (Vec<Step>, Vec<CoreGroup>);

/// The cores with their arguments: all of them, from which the suspects are read, or as many as the bound needs. `None` if
/// something cannot be written down, or nothing is to be.
pub(super) fn certified(
    fewest: &mut Fewest<'_>,
    all: bool,
    options: &Options,
    control: &Control<'_>,
) -> Option<Cores> {
    if !options.proof {
        return None;
    }
    let mut limit = TREE_LIMIT;
    let mut nodes = if control.stopped() { PROOF_NODES_LATE } else { PROOF_NODES };
    let groups = fewest.groups.clone();
    let prove = |group: &Group| {
        let sets: Vec<&[HouseholdId]> =
            group.cores.iter().map(|&i| &fewest.cores[i].households[..]).collect();
        let mut why = hitting::tree(&sets, group.at_least, &mut limit)?;
        let mut named: Vec<usize> = (0..sets.len()).collect();
        if !all {
            named = hitting::only_named(&mut why, sets.len());
            // Who stands for whom depends on the cores there are.
            let sets: Vec<&[HouseholdId]> = named.iter().map(|&at| sets[at]).collect();
            why = hitting::tree(&sets, group.at_least, &mut limit)?;
        }
        if named.len() > MOST_CORES {
            return None;
        }
        let prove = |at: usize| {
            let core = &fewest.cores[group.cores[at]];
            if let Some(argument) = &core.argument {
                return Some(Core { households: core.households.clone(), case: Case::clone(argument) });
            }
            fewest.learner.refuter().prove_within(&core.households, &core.branched, &mut nodes)
        };
        let cores: Option<Vec<_>> = named.into_iter().map(prove).collect();
        Some(CoreGroup { cores: cores?, at_least: group.at_least, why })
    };
    let groups = groups.iter().map(prove).collect::<Option<_>>()?;
    Some((fewest.learner.refuter().always(), groups))
}

/// The allocation of all pieces, with what is proven about it. `base`: events of the state that hold whoever blocks.
/// `groups`: why no fewer than `blocking_min` households block; `None` where that cannot be written down.
pub(super) fn finish(
    state: &State<'_>,
    base: usize,
    objective: Objective<'_>,
    pieces: Vec<Piece>,
    groups: Option<Cores>,
    blocking_min: u32,
    statistics: Statistics,
) -> Solution {
    let market = state.market;
    let mut picks = state.decided_picks();
    let mut in_piece = vec![false; picks.len()];
    for piece in &pieces {
        let outcomes = piece.found.as_ref().map_or(&[][..], |f| &f.picks);
        for (&h, &pick) in piece.households.iter().zip(outcomes) {
            picks[h.index()] = pick;
            in_piece[h.index()] = true;
        }
    }
    let allocation = ranks_of(market, &picks);
    // Without strict orders single children form no lattice, and no end of it is known to be best.
    let optimal = !market.has_ties() && pieces.iter().all(|p| p.complete);
    let mut best: Value = objective.zero(0);
    for h in market.households().filter(|h| !in_piece[h.index()]) {
        objective.add_best(state, h, &mut best);
    }
    let parts: Vec<Part> = pieces
        .into_iter()
        .map(|mut piece| {
            let complete = piece.complete && !market.has_ties();
            let value = match piece.found.take().filter(|_| complete) {
                Some(found) => found.value,
                // What is alive is a bound, if it is known how many block.
                None => {
                    (piece.cores, piece.case) = (Vec::new(), Case { steps: Vec::new(), end: End::Bounded });
                    objective.best_possible(state, &piece.households, piece.needed)
                }
            };
            best.iter_mut().zip(&value).for_each(|(sum, more)| *sum += more);
            let Piece { households, cores, case, .. } = piece;
            Part { households, blocking: (-value[0]) as u32, value: value[1..].to_vec(), cores, case }
        })
        .collect();
    let counted = trivial_bounds(market).seated_max;
    let seated_max = match objective.stages.first() {
        Some(Stage::Seated) => counted.min(best[1] as u32),
        _ => counted,
    };
    let certificate = groups.map(|(always, groups)| Certificate {
        stages: objective.stages.to_vec(),
        blocking_min,
        always,
        groups,
        best: Some(best[1..].to_vec()),
        shared: steps(&state.events[base..]),
        parts,
    });
    let status = if optimal { Status::Optimal } else { Status::Feasible };
    let bounds = Bounds { blocking_households_min: blocking_min, seated_max };
    Solution {
        outcome: Outcome { allocation, status, bounds, placement_max: None, rank_sum_min: None, statistics },
        certificate,
    }
}

/// A feasible allocation where the search gave up, and what is proven all the same.
///
pub(super) fn given_up(
    market: &Market,
    blocking_households_min: u32,
    statistics: Statistics,
    groups: Option<Cores>,
    control: &Control<'_>,
) -> Result<Solution, MechanismError> {
    let bounds = Bounds { blocking_households_min, ..trivial_bounds(market) };
    let statistics = Statistics { gave_up: true, ..statistics };
    let allocation = few::few_blocking(market, control)?;
    let shows =
        |(_, groups): &Cores| groups.iter().map(|g| g.at_least).sum::<u32>() == blocking_households_min;
    let certificate =
        groups.filter(|g| blocking_households_min > 0 && shows(g)).map(|(always, groups)| Certificate {
            stages: Vec::new(),
            blocking_min: blocking_households_min,
            always,
            groups,
            best: None,
            shared: Vec::new(),
            parts: Vec::new(),
        });
    Ok(Solution {
        outcome: Outcome {
            allocation,
            status: Status::Feasible,
            bounds,
            placement_max: None,
            rank_sum_min: None,
            statistics,
        },
        certificate,
    })
}
