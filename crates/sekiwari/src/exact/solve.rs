//! Putting it together: propagate, find the fewest blocking households, then the best allocation with so few.

use super::components::{Component, components};
use super::control::{Control, Standing};
use super::fewest::Fewest;
use super::finish::{Piece, certified, finish, given_up};
use super::hitting::Group;
use super::objective::Objective;
use super::search::{self, Found, Task};
use super::state::State;
use super::{Options, Solution};
use crate::market::{HouseholdId, Market, Statistics};
use crate::mechanism::MechanismError;
use rayon::prelude::*;

/// Households in open components from which on it pays to search them in parallel.
const PARALLEL: usize = 400;

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
    let contradicts = !state.propagate();
    if !contradicts {
        state.recording = true;
        let pieces = pieces(&mut state, objective, options, &[], &[], None, &mut statistics, control);
        if pieces.iter().all(|p| p.found.is_some()) {
            return Ok(finish(&state, 0, objective, pieces, Some(Default::default()), 0, statistics));
        }
    }
    let mut fewest = Fewest::new(market);
    fewest.start(state, objective, options.node_limit, control);
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
            // From where the cores' arguments start too, so that one certificate holds both.
            let (mut state, base) = fewest.refuter.base();
            market.households().filter(|h| suspects.binary_search(h).is_err()).for_each(|h| state.harden(h));
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
                    let groups = certified(&mut fewest, control);
                    return Ok(finish(&state, base, objective, pieces, groups, least, statistics));
                }
            }
        }
        if searched || !fewest.search(objective, options.node_limit, control) {
            statistics.proposals += fewest.nodes;
            let groups = certified(&mut fewest, control);
            // A contradiction shows that somebody blocks, even where there was no time to find out who it may be.
            let least = fewest.at_least().max(u32::from(contradicts));
            return given_up(objective, fewest.chosen(), least, statistics, groups, control);
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
