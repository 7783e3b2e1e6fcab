//! All components of a state: the best outcome of each, or what shows that more of it must block.

use super::Options;
use super::components::{Component, components};
use super::control::Control;
use super::fewest::{Fewest, Known, Learner};
use super::finish::Piece;
use super::local::{Local, Verdict};
use super::objective::Objective;
use super::search::{self, Found, Home, Task};
use super::state::State;
use rayon::prelude::*;
use std::sync::{Mutex, PoisonError};

/// Households in open components from which on it pays to search them in parallel.
const PARALLEL: usize = 400;

/// What is asked of all components.
#[derive(Clone, Copy)]
pub(super) struct Ask<'a> {
    pub(super) objective: Objective<'a>,
    pub(super) options: &'a Options,
    pub(super) control: &'a Control<'a>,
}

/// A component and what came of it.
pub(super) struct Settled {
    pub(super) piece: Piece,
    /// Cores learned on the way.
    pub(super) cores: Vec<Known>,
    pub(super) nodes: u64,
}

/// Settles all components of a state at its fixpoint, in order. The state is left as it was.
///
/// Each component is searched from the same state, so that threads do not change a byte.
pub(super) fn settle_all<'m>(state: &mut State<'m>, fewest: &mut Fewest<'m>, ask: Ask<'_>) -> Vec<Settled> {
    let suspects = fewest.suspects();
    let mut group_of = vec![u32::MAX; state.market.households().len()];
    for (g, members) in (0..).zip(&suspects) {
        members.iter().for_each(|h| group_of[h.index()] = g);
    }
    let components = components(state, &suspects);
    let Fewest { cores, groups, learner } = fewest;
    let job = |component: Component, state: &mut State<'m>, learner: &mut Learner<'m>| {
        let mut here: Vec<u32> = component.households.iter().map(|h| group_of[h.index()]).collect();
        here.retain(|&g| g != u32::MAX);
        here.sort_unstable();
        here.dedup();
        let concerned = || here.iter().map(|&g| (&groups[g as usize], &suspects[g as usize]));
        let homes: Vec<Home> = concerned()
            .map(|(group, members)| Home { block: group.at_least, open: members.clone() })
            .collect();
        let known =
            concerned().flat_map(|(group, _)| group.cores.iter().map(|&i| cores[i].clone())).collect();
        settle(state, component, homes, known, learner, ask)
    };
    if components.len() < 2 || components.iter().map(|c| c.households.len()).sum::<usize>() <= PARALLEL {
        return components.into_iter().map(|c| job(c, state, learner)).collect();
    }
    // As many copies as threads; each is left as it was taken.
    let rooms: Mutex<Vec<(State<'m>, Learner<'m>)>> = Mutex::new(Vec::new());
    let settled = components.into_par_iter().map(|component| {
        let free = rooms.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let (mut state, mut learner) = free.unwrap_or_else(|| (state.clone(), learner.clone()));
        let settled = job(component, &mut state, &mut learner);
        rooms.lock().unwrap_or_else(PoisonError::into_inner).push((state, learner));
        settled
    });
    settled.collect()
}

fn settle<'m>(
    state: &mut State<'m>,
    component: Component,
    homes: Vec<Home>,
    known: Vec<Known>,
    learner: &mut Learner<'m>,
    ask: Ask<'_>,
) -> Settled {
    let before = known.len();
    let needed = homes.iter().map(|h| h.block).sum();
    let mut nodes = 0;
    let mut best = |state: &mut State<'m>, known: Option<Found>| {
        let task = Task {
            objective: ask.objective,
            homes: homes.clone(),
            first: false,
            node_limit: ask.options.node_limit,
            known,
            reasons: None,
            record: true,
            control: ask.control,
        };
        let solved = search::solve(state, &component, task);
        nodes += solved.nodes;
        solved
    };
    // Where one household at most is to be found it is searched for at once; otherwise sets of them are tried first.
    let mut solved = (needed < 2).then(|| best(state, None));
    let mut cores = known;
    let mut searched = 0;
    if solved.as_ref().is_none_or(|s| s.found.is_none()) {
        let (objective, control) = (ask.objective, ask.control);
        let node_limit = ask.options.node_limit;
        let mut local =
            Local { state, component: &component, learner, cores, objective, node_limit, control, nodes: 0 };
        let verdict = local.search();
        (cores, searched) = (std::mem::take(&mut local.cores), local.nodes);
        if let Verdict::Through(picks) = verdict
            && cores.len() == before
        {
            let mut value = objective.zero(needed);
            component
                .households
                .iter()
                .zip(&picks)
                .for_each(|(&h, &pick)| objective.add(h, pick, &mut value));
            solved = Some(best(state, Some(Found { picks, value })));
        }
    }
    let cores = cores.split_off(before);
    let piece = match solved {
        Some(solved) => Piece {
            needed,
            households: component.households,
            found: solved.found,
            complete: solved.complete,
            case: solved.case,
        },
        None => Piece::open(component.households, needed),
    };
    Settled { piece, cores, nodes: nodes + searched }
}
