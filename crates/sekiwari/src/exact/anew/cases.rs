//! The states in which the refutation of a core ends, and whether they still end so in a changed market.

use super::Change;
use super::log::Log;
use super::retract::{Past, Retraction};
use crate::certificate::{Case, End};
use crate::exact::state::{AXIOM, Slot, State};
use crate::market::{HouseholdId, Market, PoolId, Using};

/// A changed market for those who look at the past.
pub(super) struct Now<'a> {
    pub(super) market: &'a Market,
    pub(super) seats: &'a [u32],
    pub(super) newcomers: &'a [Slot],
    /// Of the market before.
    pub(super) using: &'a Using,
}

/// A contradiction, and how it was come to.
#[derive(Clone)]
pub(super) struct Refuted<'m> {
    state: State<'m>,
    log: Log,
    /// Who can get nothing and must get something.
    household: HouseholdId,
    /// The households whose cases are distinguished, with the event that one of them was assumed by.
    assumed: Vec<(HouseholdId, u32)>,
}

impl Refuted<'_> {
    /// Events in its log.
    pub(super) fn events(&self) -> usize {
        self.state.events.len()
    }

    /// Whether the contradiction, and that there are no other cases, follow in a changed market.
    pub(super) fn remains(
        &self,
        change: &Change,
        now: &Now<'_>,
        pools: &[PoolId],
        retraction: &mut Retraction,
    ) -> bool {
        let past = Past {
            state: &self.state,
            log: &self.log,
            using: now.using,
            market: now.market,
            seats: now.seats,
            newcomers: now.newcomers,
        };
        retraction.find(&past, pools, true);
        let is_gone = |h: HouseholdId| change.gone().any(|gone| gone == h);
        let stands = |event: u32| event == AXIOM || !retraction.has_fallen(event);
        let wishes = |h: HouseholdId| past.state.market.wish_range(h);
        let ends = past.must_since(self.household).is_some_and(stands)
            && wishes(self.household).all(|w| past.dead_since(w).is_some_and(stands));
        ends && !is_gone(self.household)
            && self.assumed.iter().all(|&(h, at)| {
                let before = |event: u32| event != AXIOM && event < at;
                let must = past.must_since(h).filter(|&event| before(event));
                let mut dead = wishes(h).filter_map(|w| past.dead_since(w)).filter(|&event| before(event));
                !is_gone(h) && must.is_none_or(stands) && dead.all(stands)
            })
    }
}

/// The states in which the refutation of a core ends, by the cases of its argument; `None` if there are too many of them.
/// `left`: wishes that may still be kept.
pub(super) fn ends<'m>(
    mut state: State<'m>,
    core: &[HouseholdId],
    argument: &Case,
    left: &mut usize,
) -> Option<Vec<Refuted<'m>>> {
    state.recording = true;
    core.iter().for_each(|&h| state.harden(h));
    let mut found = Vec::new();
    let mut open = vec![(argument, Vec::new())];
    while let Some((case, assumed)) = open.pop() {
        match &case.end {
            End::Choice { household, cases } => open.extend(cases.iter().map(|(choice, case)| {
                let further = (*household, choice.map(|w| w.index() as u32));
                (case, assumed.iter().copied().chain([further]).collect::<Vec<_>>())
            })),
            _ => {
                *left = left.checked_sub(state.market.wish_count())?;
                found.push(end(&mut state, &assumed)?);
            }
        }
    }
    Some(found)
}

/// Follows what contradicts when some households get what is assumed; the state is left as it was.
fn end<'m>(state: &mut State<'m>, assume: &[(HouseholdId, Option<u32>)]) -> Option<Refuted<'m>> {
    // What is queued before the first case is to be met in every one.
    let (start, failed) = (state.clone(), state.failed);
    let mut assumed = Vec::new();
    let mut steps = assume.iter();
    while failed.is_none() && state.propagate() {
        let &(h, choice) = steps.next()?;
        assumed.push((h, state.events.len() as u32));
        state.fix(h, choice);
    }
    let mut ended = std::mem::replace(state, start);
    // Nothing is taken back in it.
    ended.trail = Vec::new();
    let (household, log) = (ended.failed?, Log::new(&ended));
    Some(Refuted { state: ended, log, household, assumed })
}
