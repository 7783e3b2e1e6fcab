//! All components of a state: an outcome of each with as few blocking households as its cores need, then the best one.

use super::Options;
use super::components::{Component, components};
use super::control::Control;
use super::cores::steps;
use super::fewest::{Fewest, Known, Learner};
use super::finish::Piece;
use super::further::{Further, further};
use super::hitting::Group;
use super::local::{Asked, Local};
use super::objective::Objective;
use super::search::{self, Found, Home, Solved, Task};
use super::state::State;
use super::turns::Turns;
use crate::certificate::{Case, End};
use crate::market::HouseholdId;
use std::cmp::Reverse;

/// Sets tried at most in a component of ordinary size until an outcome is found.
const MOST_SETS: u64 = 100_000;
/// Households in open components from which on it pays to search them in parallel.
const PARALLEL: usize = 400;
/// Households of a component up to which its search may use all nodes. Larger ones get fewer by the square: a node
/// costs as much as there are households.
const FULL_EFFORT: u128 = 800;
/// From here on fewer by the third power: what does not close soon there does not close in hours.
const LARGE: u128 = 4_000;

/// Nodes of the search for the best for every set that may be tried to find out more about who blocks.
const NODES_PER_SET: u64 = 32;
/// Nodes of the search for an outcome of one such set.
const ONE_SET: u64 = 1_000;

/// Nodes that the search of a component of so many households may use.
pub(super) fn nodes_for(households: usize, most: u64) -> u64 {
    let size = (households as u128).max(FULL_EFFORT);
    (u128::from(most) * FULL_EFFORT.pow(2) * LARGE / (size.pow(2) * size.max(LARGE))) as u64
}

/// Sets that may be tried in a component of so many households until somebody's outcome is found.
fn sets_for(households: usize) -> u64 {
    MOST_SETS * FULL_EFFORT as u64 / (households as u64).max(FULL_EFFORT as u64)
}

/// What is asked of all components.
#[derive(Clone, Copy)]
pub(super) struct Ask<'a> {
    pub(super) objective: Objective<'a>,
    pub(super) options: &'a Options,
    pub(super) control: &'a Control<'a>,
}

/// A component with the groups of its suspects.
pub(super) struct Ward {
    pub(super) component: Component,
    homes: Vec<Home>,
    /// Where its groups stand among all.
    groups: Vec<u32>,
}

/// What came of a component.
pub(super) struct Settled {
    /// An outcome with as few blocking as its cores need, if there is one.
    pub(super) found: Option<Found>,
    /// Cores learned on the way, and where those stand among the known ones of which they say more.
    pub(super) cores: Vec<Known>,
    pub(super) forgotten: Vec<usize>,
    pub(super) nodes: u64,
    /// What was spent on it, in sets tried.
    pub(super) spent: u64,
}

impl Ward {
    /// How many of its households block in every allocation with the fewest.
    fn needed(&self) -> u32 {
        self.homes.iter().map(|h| h.block).sum()
    }

    fn size(&self) -> usize {
        self.component.households.len()
    }

    /// Takes the cores of its groups anew; the groups are the same.
    pub(super) fn take_cores(&mut self, fewest: &Fewest<'_>) {
        self.homes = self.groups.iter().map(|&g| home(fewest, g)).collect();
    }
}

/// The components of a state at its fixpoint, in order; suspects of a group are together.
pub(super) fn wards(state: &State<'_>, fewest: &Fewest<'_>) -> Vec<Ward> {
    let suspects = &fewest.suspects;
    let mut group_of = vec![u32::MAX; state.market.households().len()];
    for (g, members) in (0..).zip(suspects) {
        members.iter().for_each(|h| group_of[h.index()] = g);
    }
    let ward = |component: Component| {
        let mut groups: Vec<u32> = component.households.iter().map(|h| group_of[h.index()]).collect();
        groups.retain(|&g| g != u32::MAX);
        groups.sort_unstable();
        groups.dedup();
        let homes = groups.iter().map(|&g| home(fewest, g)).collect();
        Ward { homes, component, groups }
    };
    components(state, suspects).into_iter().map(ward).collect()
}

fn home(fewest: &Fewest<'_>, group: u32) -> Home {
    let g = group as usize;
    Home::of(&fewest.groups[g], &fewest.suspects[g], |i| &fewest.cores[i].households)
}

/// An outcome of every ward with as few blocking as its cores need, or cores that show that more are needed; `most`: spent in each
/// at most.
pub(super) fn get_through<'m>(
    state: &mut State<'m>,
    fewest: &mut Fewest<'m>,
    wards: &[Ward],
    most: u64,
    ask: Ask<'_>,
) -> Vec<Settled> {
    let Fewest { cores, groups, learner, .. } = fewest;
    each(state, learner, wards, Ward::size, |ward, state, learner| {
        let mut local = local(ward, state, learner, (cores, groups), ask);
        let most = most.min(sets_for(ward.size()));
        let through = local.search(most).filter(|&(_, blocking)| blocking == ward.needed());
        let found = through.map(|(picks, blocking)| found_as(ward, picks, blocking, ask.objective));
        let (nodes, spent) = (local.nodes(), local.spent());
        let (cores, forgotten) = local.into_learned();
        Settled { found, cores, forgotten, nodes, spent }
    })
}

/// The search for who blocks in a ward, with the cores of its groups.
fn local<'s, 'm, 'a>(
    ward: &'s Ward,
    state: &'s mut State<'m>,
    learner: &'s mut Learner<'m>,
    (cores, groups): (&[Known], &[Group]),
    ask: Ask<'a>,
) -> Local<'s, 'm, 'a> {
    let at: Vec<usize> = ward.groups.iter().flat_map(|&g| groups[g as usize].cores.iter().copied()).collect();
    let known: Vec<Known> = at.iter().map(|&i| cores[i].clone()).collect();
    let Ask { objective, options, control } = ask;
    let asked = Asked { objective, node_limit: options.node_limit, control, record: options.proof };
    Local::new(state, &ward.component, learner, known, at, asked)
}

/// Outcomes of wards as outcomes of the narrower wards into which they fell; each household of these is in one of those.
pub(super) fn handed_on(
    from: &[Ward],
    found: Vec<Option<Found>>,
    to: &[Ward],
    objective: Objective<'_>,
) -> Vec<Option<Found>> {
    let outcomes = from.iter().zip(found).filter_map(|(ward, found)| Some((ward, found?)));
    let mut picks: Vec<(HouseholdId, Option<u32>)> = outcomes
        .flat_map(|(ward, found)| ward.component.households.iter().copied().zip(found.picks))
        .collect();
    picks.sort_unstable();
    let pick = |h: &HouseholdId| Some(picks[picks.binary_search_by_key(h, |p| p.0).ok()?].1);
    let of = |ward: &Ward| {
        let picks: Vec<Option<u32>> = ward.component.households.iter().map(pick).collect::<Option<_>>()?;
        Some(found_as(ward, picks, ward.needed(), objective))
    };
    to.iter().map(of).collect()
}

/// An outcome of a ward with its value.
fn found_as(ward: &Ward, picks: Vec<Option<u32>>, blocking: u32, objective: Objective<'_>) -> Found {
    let value = objective.value(&ward.component.households, &picks, blocking);
    Found { picks, value }
}

/// The best outcome of every ward, as far as the search goes, with the nodes searched; `known`: one to beat, if there is any;
/// `most`: nodes at most.
pub(super) fn best<'m>(
    state: &mut State<'m>,
    learner: &mut Learner<'m>,
    wards: &[Ward],
    known: &[Option<Found>],
    most: u64,
    ask: Ask<'_>,
) -> Vec<(Piece, u64)> {
    let jobs: Vec<(&Ward, Option<&Found>)> =
        wards.iter().enumerate().map(|(i, ward)| (ward, known.get(i).and_then(Option::as_ref))).collect();
    each(
        state,
        learner,
        &jobs,
        |(ward, _)| ward.size(),
        |&(ward, known), state, _| best_of(state, ward, known, most, ask),
    )
}

/// The best outcome of a ward. Where a quick search does not end, it goes on with what more is found out about its suspects.
fn best_of(
    state: &mut State<'_>,
    ward: &Ward,
    known: Option<&Found>,
    most: u64,
    ask: Ask<'_>,
) -> (Piece, u64) {
    let Ask { objective, options, control } = ask;
    let households = &ward.component.households;
    let limit = nodes_for(households.len(), most);
    let task = |homes: &[Home], node_limit, known| Task {
        objective,
        homes: homes.to_vec(),
        first: false,
        node_limit,
        known,
        floor: None,
        reasons: None,
        record: options.proof,
        control,
    };
    let piece = |solved: Solved, cores| Piece {
        households: households.clone(),
        needed: ward.needed(),
        found: solved.found,
        complete: solved.complete,
        cores,
        case: solved.case,
    };
    let quick = if ward.homes.is_empty() { limit } else { options.quick.min(limit) };
    let mut solved = search::solve(state, &ward.component, task(&ward.homes, quick, known.cloned()));
    let nodes = solved.nodes;
    if solved.complete || quick == limit || control.stopped() {
        return (piece(solved, Vec::new()), nodes);
    }
    let asked = Asked { objective, node_limit: ONE_SET, control, record: options.proof };
    let further = further(state, &ward.component, &ward.homes, limit / NODES_PER_SET, asked);
    let (homes, cores) = match further {
        Some(Further { homes, cores }) => (homes, cores),
        None => (ward.homes.clone(), Vec::new()),
    };
    let mark = state.mark();
    let is_out = |(before, now): (&Home, &Home)| {
        before.open.iter().copied().filter(|h| now.open.binary_search(h).is_err()).collect::<Vec<_>>()
    };
    ward.homes.iter().zip(&homes).flat_map(is_out).for_each(|h| state.harden(h));
    let goes_on = state.propagate();
    let steps = steps(state.events_since(mark));
    if goes_on {
        solved = search::solve(state, &ward.component, task(&homes, limit, solved.found));
        solved.nodes += nodes;
    } else {
        let household = state.failed.unwrap_or(HouseholdId::new(0));
        (solved.complete, solved.case) =
            (true, Case { steps: Vec::new(), end: End::Contradiction { household } });
    }
    solved.case.steps.splice(0..0, steps);
    state.undo_to(mark);
    let nodes = solved.nodes;
    (piece(solved, cores), nodes)
}

/// Does every job from the same state, so that threads do not change a byte; each leaves what it is given as it was.
fn each<'m, J: Sync, T: Send>(
    state: &mut State<'m>,
    learner: &mut Learner<'m>,
    jobs: &[J],
    size: impl Fn(&J) -> usize,
    work: impl Fn(&J, &mut State<'m>, &mut Learner<'m>) -> T + Sync,
) -> Vec<T> {
    if jobs.len() < 2 || jobs.iter().map(&size).sum::<usize>() <= PARALLEL {
        return jobs.iter().map(|job| work(job, state, learner)).collect();
    }
    // One after the other as threads come free, the largest first: it may take longer than all others together.
    let mut order: Vec<usize> = (0..jobs.len()).collect();
    order.sort_by_key(|&at| (Reverse(size(&jobs[at])), at));
    let turns = Turns::new(jobs.len());
    let take = |state: &mut State<'m>, learner: &mut Learner<'m>| {
        while let Some(turn) = turns.take() {
            let at = order[turn];
            turns.keep(at, work(&jobs[at], state, learner));
        }
    };
    let others = rayon::current_num_threads().min(jobs.len()) - 1;
    let mut copies: Vec<_> = (0..others).map(|_| (state.clone(), learner.clone())).collect();
    rayon::scope(|scope| {
        copies.iter_mut().for_each(|(state, learner)| scope.spawn(|_| take(state, learner)));
        take(state, learner);
    });
    turns.into_results()
}
