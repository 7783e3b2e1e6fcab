//! Whether fewer days would have been enough.

use super::desk::{Desk, Otherwise};
use crate::explain::club::{Reason, SeatsOn};
use crate::explain::counterfactual::{Refusal, Tried};
use crate::programme::club::{ChildIndex, Day, Days, Entry};

impl Desk<'_> {
    /// The days of a line on which there was a seat for the child, as a line that its family would have accepted after the others of the
    /// club.
    pub(super) fn days_for(&self, reason: &Reason) -> Result<Tried<Entry>, Refusal> {
        let (round, child) = (self.decided.round, reason.child);
        let asked = round.entry(reason.entry);
        let full: Days = reason.full.iter().map(|d| day_of(d.on)).collect();
        let days = asked.days.without(full);
        if full.is_empty() || days.is_empty() || asked.stay {
            return Ok(Tried::NotAsked);
        }
        // What stands in its list is told by the reasons.
        let list = round.list(child);
        let known = list.iter().any(|e| (e.club, e.days) == (asked.club, days));
        if known || round.slots(child, asked.club, days).is_none() {
            return Ok(Tried::NotAsked);
        }
        let of_club = |e: &Entry| e.club == asked.club && !e.stay;
        let place = list.iter().rposition(of_club).map_or(0, |at| at + 1);
        let line = round.line(child, asked.club, days);
        let got = self.decide_for(&self.with_line(child, place, line))?;
        Ok(match got.line {
            Some(given) if given == line => Tried::Sufficed(line),
            _ => Tried::InVain,
        })
    }

    /// The round in which a child has one line more.
    pub(super) fn with_line(&self, child: ChildIndex, place: usize, line: Entry) -> Otherwise<'_> {
        let round = self.decided.round;
        let household = round.household_of(child);
        let own = child - round.households()[household as usize].children.start;
        let local = self.come_as(child, round.of_household(household).with_line(own, place, line));
        Otherwise { child, local, round: Box::new(move || round.with_line(child, place, line)) }
    }
}

fn day_of(on: SeatsOn) -> Day {
    match on {
        SeatsOn::Slot(slot) => slot.day,
        SeatsOn::Route(_, day) => day,
    }
}
