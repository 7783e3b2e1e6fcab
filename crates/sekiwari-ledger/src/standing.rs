//! Where a child stands: what its entries in force lead to.

use crate::{AfterDecline, DecisionRow, Entry, Event, Refusal};

/// Where a child stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// On the list, without a seat.
    Waiting {
        /// The entry since which it does, and whether that was a decline.
        entry: i64,
        /// Whether it has declined a seat since its last round.
        declined: bool,
    },
    /// It has been given a new seat.
    Placed {
        /// The facility.
        facility: String,
        /// The facility whose seat it held before.
        held: Option<String>,
        /// By which entry.
        entry: i64,
    },
    /// It stays at the seat that it held before.
    Kept {
        /// The facility.
        facility: String,
        /// By which entry.
        entry: i64,
    },
    /// It has left: withdrawn, or declined without staying on the list.
    Left {
        /// By which entry.
        entry: i64,
    },
}

impl Standing {
    /// The seat it has.
    #[must_use]
    pub fn facility(&self) -> Option<&str> {
        match self {
            Standing::Placed { facility, .. } | Standing::Kept { facility, .. } => Some(facility),
            Standing::Waiting { .. } | Standing::Left { .. } => None,
        }
    }

    /// The seat that it would go back to.
    #[must_use]
    pub fn held(&self) -> Option<&String> {
        match self {
            Standing::Placed { held, .. } => held.as_ref(),
            Standing::Kept { facility, .. } => Some(facility),
            Standing::Waiting { .. } | Standing::Left { .. } => None,
        }
    }

    /// The name in JSON: `waiting`, `placed`, `kept`, `left`.
    #[must_use]
    pub fn as_str(&self) -> &'static str {
        match self {
            Standing::Waiting { .. } => "waiting",
            Standing::Placed { .. } => "placed",
            Standing::Kept { .. } => "kept",
            Standing::Left { .. } => "left",
        }
    }
}

/// One step in a child's history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The entry.
    pub entry: Entry,
    /// What it decided for the child, if it is a round.
    pub decision: Option<DecisionRow>,
}

impl Step {
    fn counts_for(&self, child: &str) -> bool {
        self.entry.in_force() && self.entry.event.child().is_none_or(|c| c == child)
    }
}

/// Where a child's history leads; nothing if no round in force has the child. Entries count in the order of their places, except
/// those that are corrected and those about others.
#[must_use]
pub fn standing(child: &str, history: &[Step]) -> Option<Standing> {
    let mut now: Option<Standing> = None;
    let mut counting: Vec<&Step> = history.iter().filter(|step| step.counts_for(child)).collect();
    counting.sort_by_key(|step| step.entry.place);
    for Step { entry, decision } in counting {
        let seq = entry.seq;
        let placed = |facility: &String, held: Option<&String>| Standing::Placed {
            facility: facility.clone(),
            held: held.cloned(),
            entry: seq,
        };
        let waiting = |declined| Standing::Waiting { entry: seq, declined };
        now = match (&entry.event, decision, now) {
            (Event::Round(_), Some(decision), before) => Some(match &decision.facility_id {
                Some(facility) if decision.outcome == "kept" => match before {
                    // A new seat stays one that can be declined, however many rounds the child stands in with it.
                    Some(Standing::Placed { facility: at, held, entry }) if at == *facility => {
                        Standing::Placed { facility: at, held, entry }
                    }
                    _ => Standing::Kept { facility: facility.clone(), entry: seq },
                },
                Some(facility) => placed(facility, decision.held_facility_id.as_ref()),
                None => waiting(false),
            }),
            (Event::Decline(e), ..) => Some(match (e.then, &e.returns_to) {
                (AfterDecline::Waits, _) => waiting(true),
                (AfterDecline::Returns, Some(held)) => Standing::Kept { facility: held.clone(), entry: seq },
                (AfterDecline::Returns, None) | (AfterDecline::Leaves, _) => Standing::Left { entry: seq },
            }),
            (Event::Withdraw(_), ..) => Some(Standing::Left { entry: seq }),
            (Event::Decide(e), _, now) => Some(match &e.facility_id {
                Some(facility) => placed(facility, now.as_ref().and_then(Standing::held)),
                None => waiting(false),
            }),
            // A need that has ended may be found again: the child is only left out of rounds until then.
            (_, _, now) => now,
        };
    }
    now
}

/// What a child's standing allows. Fills in which seat a decline or a withdrawal gives back.
pub(crate) fn complete(child: &str, event: &mut Event, now: Option<&Standing>) -> Result<(), Refusal> {
    let child = child.to_owned();
    let Some(now) = now else { return Err(Refusal::UnknownChild(child)) };
    match (event, now) {
        (_, Standing::Left { entry }) => Err(Refusal::Left { child, entry: *entry }),
        (Event::Decline(_), Standing::Waiting { entry, declined: true }) => {
            Err(Refusal::DeclinedAlready { child, entry: *entry })
        }
        (Event::Decline(decline), Standing::Placed { facility, held, .. }) => {
            decline.facility_id.clone_from(facility);
            decline.returns_to = held.clone().filter(|_| decline.then == AfterDecline::Returns);
            if decline.then == AfterDecline::Returns && held.is_none() {
                return Err(Refusal::NothingHeld { child });
            }
            Ok(())
        }
        (Event::Decline(_), _) => Err(Refusal::NothingToDecline { child }),
        (Event::Withdraw(withdrawal), now) => {
            withdrawal.facility_id = now.facility().map(str::to_owned);
            Ok(())
        }
        _ => Ok(()),
    }
}
