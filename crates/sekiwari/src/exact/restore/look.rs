//! A look at the market with some extra seats: something is stable, or why not.

use super::nogood::Nogood;
use crate::exact::Options;
use crate::exact::components::components;
use crate::exact::control::Control;
use crate::exact::fewest::{Fewest, Known};
use crate::exact::objective::Objective;
use crate::exact::search::{self, Task};
use crate::exact::state::State;
use crate::market::{HouseholdId, Market, PoolId};

/// What was seen.
pub(super) enum Seen {
    /// An allocation is stable.
    Stable,
    /// None is; the reasons that were not known.
    Refuted(Vec<Reason>),
    /// A limit was met, or it was told to stop.
    Unknown,
}

/// Why nothing is stable.
pub(super) struct Reason {
    pub(super) nogood: Nogood,
    /// The households of the core, ascending.
    pub(super) core: Vec<HouseholdId>,
}

/// Looks at a market with extra seats. As many reasons as share no household, where nothing is stable.
///
/// `known`: households of cores that are known to refute these seats, ascending. They may block here, so that what is found
/// is new; where nothing is, there are no reasons.
///
/// Cost: one propagation of the market, and the search of what it leaves open.
pub(super) fn look(
    market: &Market,
    extra: &[(PoolId, u32)],
    known: &[HouseholdId],
    options: &Options,
    control: &Control<'_>,
) -> Seen {
    if control.stopped() {
        return Seen::Unknown;
    }
    let market = &market.with_more_seats(extra);
    let mut state = State::new(market, |h| known.binary_search(&h).is_ok());
    let mut fewest = Fewest::new(market, false);
    let mut undecided = false;
    if fewest.harvest(&mut state, control) {
        state.recording = true;
        let objective = Objective::new(market, &options.stages);
        for component in components(&state, &[]) {
            let reasons = fewest.learner.reasons();
            reasons.clear();
            reasons.defer(&state);
            let task = Task {
                objective,
                homes: Vec::new(),
                first: true,
                node_limit: options.few_nodes(),
                known: None,
                floor: None,
                reasons: Some(reasons),
                record: false,
                control,
            };
            let solved = search::solve(&mut state, &component, task);
            if solved.found.is_some() {
                continue;
            }
            undecided = true;
            if solved.complete {
                fewest.learner.reasons().finish(&state);
                if let Some(core) = fewest.learner.core(control) {
                    fewest.learn(core);
                }
            }
        }
        if !undecided && known.is_empty() {
            return Seen::Stable;
        }
    }
    let cores = std::mem::take(&mut fewest.cores);
    let reasons = cores.into_iter().filter_map(|core| {
        let nogood = nogood(market, &mut fewest, &core, extra)?;
        Some(Reason { nogood, core: core.households })
    });
    let reasons: Vec<Reason> = reasons.collect();
    if reasons.is_empty() && known.is_empty() { Seen::Unknown } else { Seen::Refuted(reasons) }
}

/// A core as a nogood of extra seats.
fn nogood(market: &Market, fewest: &mut Fewest<'_>, core: &Known, extra: &[(PoolId, u32)]) -> Option<Nogood> {
    let refuter = fewest.learner.refuter();
    let proof = refuter.prove(&core.households, &core.branched)?;
    let needed = refuter.pools(&proof.case);
    let of = |pool: PoolId| extra.iter().find(|(p, _)| *p == pool).map_or(0, |(_, n)| *n);
    let exactly: Vec<(PoolId, u32)> = needed.iter().map(|&p| (p, of(p))).collect();
    // Only claims of the core are ever guaranteed.
    let claimed = |pool: PoolId| {
        let mut owners =
            market.pool_claimants(pool).iter().map(|&c| market.household_of(market.claimant(c).child));
        owners.any(|h| core.households.binary_search(&h).is_ok())
    };
    let at_least = extra.iter().copied().filter(|&(p, _)| needed.binary_search(&p).is_err() && claimed(p));
    Some(Nogood { exactly, at_least: at_least.collect() })
}
