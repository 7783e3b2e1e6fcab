//! How many seats more would have been enough.

use super::MoreSeats;
use super::desk::{Desk, Otherwise};
use crate::explain::club::{Reason, SeatsOn};
use crate::explain::counterfactual::{Outcome, Refusal, Tried};
use crate::market::Newcomer;
use crate::programme::club::capacity::Slot;

impl Desk<'_> {
    /// As many seats more as were missing, on the days on which they were.
    pub(super) fn seats_for(&self, reason: &Reason) -> Result<Tried<MoreSeats>, Refusal> {
        let (round, child) = (self.decided.round, reason.child);
        let takes = round.children()[child as usize].seats;
        let mut seats: Vec<(SeatsOn, u32)> = Vec::new();
        for day in &reason.full {
            let missing = (day.ahead + takes).saturating_sub(day.seats).min(takes);
            let same_route = |s: &&mut (SeatsOn, u32)| match (s.0, day.on) {
                (SeatsOn::Route(a, _), SeatsOn::Route(b, _)) => a == b,
                _ => false,
            };
            // A route has as many seats on all of its days.
            match seats.iter_mut().find(same_route) {
                Some(route) => route.1 = route.1.max(missing),
                None => seats.push((day.on, missing)),
            }
        }
        let rank = self.rank_of(child, reason.entry);
        let Some(rank) =
            rank.filter(|_| !seats.is_empty() && self.decided.compiled.can_be_given(reason.entry))
        else {
            return Ok(Tried::NotAsked);
        };
        let slots: Vec<(Slot, u32)> = seats.iter().filter_map(|s| Some((s.0.slot()?, s.1))).collect();
        let routes: Vec<(u32, u32)> = seats.iter().filter_map(|s| Some((s.0.route()?, s.1))).collect();
        let (compiled, h) = (self.decided.compiled, self.household_of(child));
        let local = self.room.layout.seats_with(round, compiled, &slots, &routes).map(|seats| {
            let mut local = self.instead(child, Newcomer::of(&self.room.market, h));
            local.change.seats = seats;
            local
        });
        let round = Box::new(|| round.with_seats(&slots, &routes));
        let got = self.decide_for(&Otherwise { child, local, round })?;
        Ok(match got.line.filter(|_| got.reaches(rank)) {
            Some(line) => Tried::Sufficed(MoreSeats { seats, line }),
            None => Tried::InVain,
        })
    }
}
