//! Who moves where because the last round is decided anew.

use crate::read::entries_in_force;
use crate::{Course, Event, JudgedRound, Ledger, LedgerError};
use sekiwari::programme::nursery::year::cascade::{Cascade, spot};
use sekiwari::programme::nursery::{FacilityIndex, Round};
use std::collections::BTreeMap;

impl Ledger {
    /// The changes from how things stand to what a round decides anew, seat by seat; `course` is the one before it is
    /// recorded. Seats given back since the last round begin the chains. Cost: linear in the children.
    ///
    /// # Errors
    /// If the ledger cannot be read.
    pub fn cascade(
        &self,
        course: &Course,
        round: &Round,
        judged: &JudgedRound,
    ) -> Result<Cascade, LedgerError> {
        let facility = |id: &str| round.facility_by_id(id);
        let decided: BTreeMap<&str, Option<&str>> = judged
            .contents
            .decisions
            .iter()
            .map(|row| (row.child_id.as_str(), row.facility_id.as_deref()))
            .collect();
        let all = |of: &dyn Fn(&str) -> Option<FacilityIndex>| -> Vec<Option<FacilityIndex>> {
            round.children().iter().map(|child| of(&child.id)).collect()
        };
        let before = all(&|id| course.year.child(id)?.facility().and_then(facility));
        let after = all(&|id| decided.get(id).copied().flatten().and_then(facility));
        let entries = entries_in_force(&self.db)?;
        let is_round = |event: &Event| matches!(event, Event::Round(_));
        let since = entries.iter().rposition(|e| is_round(&e.event)).unwrap_or(0);
        let freed = entries[since..].iter().filter_map(|entry| match &entry.event {
            event @ (Event::Decline(_) | Event::Withdraw(_)) => {
                let class = course.year.child(event.child()?)?.record.class;
                Some(spot(round, facility(event.facility()?)?, class))
            }
            _ => None,
        });
        Ok(Cascade::between(round, &before, &after, &freed.collect::<Vec<_>>()))
    }
}
