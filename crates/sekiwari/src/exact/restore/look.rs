//! A look at the market with some extra seats: something is stable, or why not.

use super::nogood::Nogood;
use crate::exact::Options;
use crate::exact::components::components;
use crate::exact::control::Control;
use crate::exact::fewest::{Fewest, Known};
use crate::exact::objective::Objective;
use crate::exact::search::{self, Task};
use crate::exact::state::State;
use crate::market::{Market, PoolId};

/// What was seen.
pub(super) enum Seen {
    /// An allocation is stable.
    Stable,
    /// None is; at least one reason.
    Refuted(Vec<Nogood>),
    /// A limit was met, or it was told to stop.
    Unknown,
}

/// Looks at a market with extra seats. As many reasons as share no household, where nothing is stable.
///
/// Cost: one propagation of the market, and the search of what it leaves open.
pub(super) fn look(
    market: &Market,
    extra: &[(PoolId, u32)],
    options: &Options,
    control: &Control<'_>,
) -> Seen {
    if control.stopped() {
        return Seen::Unknown;
    }
    let market = &market.with_more_seats(extra);
    let mut state = State::new(market, |_| false);
    let mut fewest = Fewest::new(market);
    let mut undecided = false;
    if fewest.harvest(&mut state, control) {
        state.recording = true;
        let objective = Objective { market, stages: &options.stages };
        for component in components(&state, &[]) {
            let reasons = fewest.learner.reasons();
            reasons.clear();
            reasons.defer(&state);
            let task = Task {
                objective,
                homes: Vec::new(),
                first: true,
                node_limit: options.node_limit,
                known: None,
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
                if let Some(core) = fewest.learner.core() {
                    fewest.learn(core);
                }
            }
        }
        if !undecided {
            return Seen::Stable;
        }
    }
    let cores = std::mem::take(&mut fewest.cores);
    let nogoods: Vec<Nogood> =
        cores.iter().filter_map(|core| nogood(market, &mut fewest, core, extra)).collect();
    if nogoods.is_empty() { Seen::Unknown } else { Seen::Refuted(nogoods) }
}

/// A core as a nogood of extra seats.
fn nogood(market: &Market, fewest: &mut Fewest<'_>, core: &Known, extra: &[(PoolId, u32)]) -> Option<Nogood> {
    let refuter = fewest.learner.refuter();
    let needed = refuter.pools(&core.households, &core.branched)?;
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
