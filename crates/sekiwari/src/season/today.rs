//! The day itself: cancellations and new requests of a decided round, one by one, with nobody moved.

use crate::exact::day::{DayError, DayRule, Desk, DeskState};
use crate::market::day::Given;
use crate::programme::daily::round::{RequestIndex, State};
use crate::programme::daily::{Compiled, Decision, Place, Round, RoundError};
use std::collections::BTreeSet;

/// What happens at the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EventKind {
    /// A request is cancelled (取消し).
    Cancel,
    /// A request is made (新規申込み).
    New,
}

impl EventKind {
    /// Both.
    pub const ALL: [EventKind; 2] = [EventKind::Cancel, EventKind::New];

    /// The name in files.
    pub const fn as_str(self) -> &'static str {
        match self {
            EventKind::Cancel => "cancel",
            EventKind::New => "new",
        }
    }
}

/// One event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Event {
    /// What happens.
    pub kind: EventKind,
    /// To which request.
    pub request: RequestIndex,
}

/// What an event did to a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Effect {
    /// Its place is free again.
    Cancelled,
    /// It waited, and is off the list.
    OffTheList,
    /// It waited, and has a place now: the family is to be called.
    Called,
    /// It was made and has a place at once.
    Granted,
    /// It was made and waits.
    Waits,
}

impl Effect {
    /// The name in files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Effect::Cancelled => "cancelled",
            Effect::OffTheList => "off-the-list",
            Effect::Called => "called",
            Effect::Granted => "granted",
            Effect::Waits => "waits",
        }
    }
}

/// A change at the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// The event, by its position.
    pub event: u32,
    /// The request.
    pub request: RequestIndex,
    /// What became of it.
    pub effect: Effect,
    /// The place that it got, or gave up.
    pub place: Option<Place>,
}

/// An event that cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EventFault {
    /// The request was withdrawn before.
    #[error("the request is withdrawn")]
    Withdrawn,
    /// Cancelled twice, or before it was made.
    #[error("there is nothing to cancel")]
    NothingToCancel,
    /// It is not new: it was decided before, or made twice.
    #[error("the request is not new")]
    NotNew,
    /// Some of those who come together are cancelled and some are not; they are decided together.
    #[error("those who come together are cancelled together, or asked for anew")]
    PartOfAGroup,
    /// Holiday care whose regular seat, free on the day off, is used by somebody else.
    #[error("the regular seat that is free on the day off is in use")]
    SeatInUse,
}

/// Why nothing was done.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DeskError {
    /// Events that cannot be, by position.
    #[error("{} events cannot be", .0.len())]
    Events(Vec<(u32, EventFault)>),
    /// The decisions do not fit the round.
    #[error("the decisions do not fit the round")]
    Decisions,
    /// The round cannot be built without what was cancelled.
    #[error("the round cannot be built again")]
    Round(Vec<RoundError>),
}

impl From<DayError> for DeskError {
    fn from(_: DayError) -> Self {
        Self::Decisions
    }
}

/// A day served.
#[derive(Clone, Debug)]
pub struct Served {
    /// The round with the cancelled requests withdrawn.
    pub round: Round,
    /// The decision on each of its requests.
    pub decisions: Vec<Decision>,
    /// What changed, event by event.
    pub changes: Vec<Change>,
}

/// Serves events in turn, beside what was decided. Whoever has a place keeps it; so holiday care cannot be cancelled once the
/// regular seat that it set free is used ([`EventFault::SeatInUse`]).
///
/// Cost: linear in the round, then per event as [`Desk::cancel`].
///
/// # Errors
/// [`DeskError`]; nothing is done then.
pub fn serve(
    round: &Round,
    compiled: &Compiled,
    decisions: &[Decision],
    rule: DayRule,
    events: &[Event],
) -> Result<Served, DeskError> {
    check(round, decisions, events)?;
    let answer = compiled.answer(round, decisions).map_err(|_| DeskError::Decisions)?;
    let new = events.iter().filter(|e| e.kind == EventKind::New);
    let new: BTreeSet<u32> = new.filter_map(|e| round.group_of(e.request)).collect();
    let mut desk = Desk::open(&compiled.market, &answer, rule, |g| new.contains(&g))?;
    let mut changes = Vec::new();
    let mut faults = Vec::new();
    for (event, n) in events.iter().zip(0..) {
        let Some(group) = round.group_of(event.request) else { continue };
        let mut tell = |group: u32, effect: Effect, given: Option<Given>| {
            for (m, &request) in round.groups()[group as usize].iter().enumerate() {
                let place = given.as_ref().map(|given| compiled.place(group, m, given));
                changes.push(Change { event: n, request, effect, place });
            }
        };
        match (event.kind, desk.standing(group)) {
            (EventKind::Cancel, standing @ (DeskState::Placed | DeskState::Waiting)) => {
                let given = desk.given(group);
                let placed = standing == DeskState::Placed;
                let Some(all_called) = desk.cancel(group) else {
                    faults.push((n, EventFault::SeatInUse));
                    continue;
                };
                tell(group, if placed { Effect::Cancelled } else { Effect::OffTheList }, given);
                for called in all_called {
                    tell(called, Effect::Called, desk.given(called));
                }
            }
            (EventKind::New, DeskState::Ahead) => {
                let all_called = desk.ask(group);
                if all_called.is_empty() {
                    tell(group, Effect::Waits, None);
                }
                for called in all_called {
                    let effect = if called == group { Effect::Granted } else { Effect::Called };
                    tell(called, effect, desk.given(called));
                }
            }
            // Somebody who comes together with one whose event has come before.
            _ => {}
        }
    }
    if !faults.is_empty() {
        return Err(DeskError::Events(faults));
    }
    let mut data = round.data().clone();
    for event in events.iter().filter(|e| e.kind == EventKind::Cancel) {
        data.requests[event.request as usize].state = State::Cancelled;
    }
    let mut decided = compiled.decisions(round, &desk.answer());
    for (decision, row) in decided.iter_mut().zip(&data.requests) {
        if row.state == State::Cancelled {
            *decision = Decision { kind: None, place: None };
        }
    }
    Ok(Served { round: Round::new(data).map_err(DeskError::Round)?, decisions: decided, changes })
}

/// Finds all events that cannot be.
fn check(round: &Round, decisions: &[Decision], events: &[Event]) -> Result<(), DeskError> {
    let mut made = vec![true; round.requests().len()];
    for event in events.iter().filter(|e| e.kind == EventKind::New) {
        made[event.request as usize] = false;
    }
    let mut gone = vec![false; round.requests().len()];
    let mut faults = Vec::new();
    for (event, n) in events.iter().zip(0..) {
        let r = event.request as usize;
        let fault = match (round.group_of(event.request), event.kind) {
            (None, _) => Some(EventFault::Withdrawn),
            (Some(_), EventKind::New) => {
                let decided = decisions.get(r).is_some_and(|d| d.place.is_some());
                (std::mem::replace(&mut made[r], true) || decided).then_some(EventFault::NotNew)
            }
            (Some(_), EventKind::Cancel) => {
                let twice = std::mem::replace(&mut gone[r], true);
                (twice || !made[r]).then_some(EventFault::NothingToCancel)
            }
        };
        faults.extend(fault.map(|f| (n, f)));
    }
    for (event, n) in events.iter().zip(0..) {
        let Some(group) = round.group_of(event.request) else { continue };
        let all = &round.groups()[group as usize];
        if event.kind == EventKind::Cancel && !all.iter().all(|&r| gone[r as usize]) {
            faults.push((n, EventFault::PartOfAGroup));
        }
    }
    faults.sort_by_key(|f| f.0);
    if faults.is_empty() { Ok(()) } else { Err(DeskError::Events(faults)) }
}
