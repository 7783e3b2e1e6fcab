//! The states in which the refutation of a core ends, and whether they still end so in a changed market.

use super::difference::Difference;
use super::log::Log;
use super::retract::{Past, Retraction};
use crate::certificate::{Case, End};
use crate::exact::reasons::Reasons;
use crate::exact::state::{AXIOM, Event, Slot, State};
use crate::market::{HouseholdId, Market};

/// A changed market for those who look at the past.
pub(super) struct Now<'a, 'n> {
    pub(super) market: &'n Market,
    pub(super) seats: &'a [u32],
    pub(super) newcomers: &'a [Slot],
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
        difference: &Difference,
        now: &Now<'_, '_>,
        retraction: &mut Retraction,
    ) -> bool {
        let past = Past {
            state: &self.state,
            log: &self.log,
            market: now.market,
            seats: now.seats,
            newcomers: now.newcomers,
        };
        retraction.find(&past, &difference.pools, difference.tighter);
        let stands = |event: u32| event == AXIOM || !retraction.has_fallen(event);
        let wishes = |h: HouseholdId| past.state.market.wish_range(h);
        let ends = past.must_since(self.household).is_some_and(stands)
            && wishes(self.household).all(|w| past.dead_since(w).is_some_and(stands));
        ends && !difference.is_gone(self.household)
            && self.assumed.iter().all(|&(h, at)| {
                let before = |event: u32| event < at;
                let must = past.must_since(h).filter(|&event| before(event));
                let mut dead = wishes(h).filter_map(|w| past.dead_since(w)).filter(|&event| before(event));
                !difference.is_gone(h) && must.is_none_or(stands) && dead.all(stands)
            })
    }
}

/// The states in which the refutation of a core ends, by the cases of its argument; `None` if there are too many of them.
/// `left`: wishes that may still be kept.
pub(super) fn ends<'m>(
    mut state: State<'m>,
    core: &[HouseholdId],
    argument: &Case,
    reasons: &mut Reasons,
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
                found.push(end(&mut state, reasons, &assumed)?);
            }
        }
    }
    Some(found)
}

/// Follows what contradicts when some households get what is assumed; the state is left as it was.
fn end<'m>(
    state: &mut State<'m>,
    reasons: &mut Reasons,
    assume: &[(HouseholdId, Option<u32>)],
) -> Option<Refuted<'m>> {
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
    let household = ended.failed?;
    reasons.clear();
    reasons.of_choice(&ended, household);
    assumed.iter().for_each(|&(h, at)| reasons.of_choice_before(&ended, h, at));
    if reasons.lost {
        return None;
    }
    let number = only_needed(&mut ended, reasons);
    assumed.iter_mut().for_each(|(_, at)| *at = number[*at as usize]);
    let log = Log::new(&ended);
    Some(Refuted { state: ended, log, household, assumed })
}

/// Forgets what the argument does not need; the new numbers of the events.
fn only_needed(state: &mut State<'_>, reasons: &mut Reasons) -> Vec<u32> {
    let events = std::mem::take(&mut state.events);
    let mut number = Vec::with_capacity(events.len());
    let mut kept = vec![false; events.len()];
    for (at, event) in events.into_iter().enumerate() {
        number.push(state.events.len() as u32);
        kept[at] = reasons.rests_on(at) || event == Event::Assumed;
        if kept[at] {
            state.events.push(event);
        }
    }
    for w in 0..state.alive.len() {
        if !state.alive[w] {
            let at = state.dead_at[w] as usize;
            (state.alive[w], state.dead_at[w]) = (!kept[at], number[at]);
        }
    }
    for h in 0..state.must.len() {
        if state.must[h] && state.must_at[h] != AXIOM {
            let at = state.must_at[h] as usize;
            (state.must[h], state.must_at[h]) = (kept[at], number[at]);
        }
    }
    // Nothing is taken back in it.
    state.trail = Vec::new();
    number
}
