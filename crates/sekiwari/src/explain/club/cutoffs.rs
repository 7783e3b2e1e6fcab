//! How full each slot is and how far down it admitted.

use super::{Decided, SeatsOn};
use crate::programme::club::ChildIndex;
use crate::programme::club::capacity::{Slot, SlotSeats};

/// A slot, or a day on a route, after the round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CutOff {
    /// Where.
    pub on: SeatsOn,
    /// Seats, with those held.
    pub seats: u32,
    /// Where the seats come from; none for a route.
    pub derived: Option<SlotSeats>,
    /// Seats held by applicants when the round began.
    pub held: u32,
    /// Children whose first wish needs it and who hold no seat there.
    pub first_wishes: u32,
    /// Children who list a club on this day at all and hold no seat there.
    pub applicants: u32,
    /// Seats taken.
    pub taken: u32,
    /// Of these by children who held one there.
    pub kept: u32,
    /// Seats left empty.
    pub left: u32,
    /// The lowest child admitted anew, with the line it has.
    pub lowest: Option<(ChildIndex, usize)>,
}

/// All slots by club, season and weekday, then the days of the routes. Cost: linear in the days of all lines.
pub fn cut_offs(decided: &Decided<'_>) -> Vec<CutOff> {
    let round = decided.round;
    let mut list: Vec<CutOff> = Vec::new();
    for (slot, seats) in round.seats().slots() {
        list.push(empty(decided, SeatsOn::Slot(slot), Some(*seats)));
    }
    for (r, route) in (0..).zip(round.routes()) {
        list.extend(route.days.iter().map(|day| empty(decided, SeatsOn::Route(r, day), None)));
    }
    let at = |list: &[CutOff], on: SeatsOn| list.binary_search_by_key(&on, |c| c.on).ok();
    for child in 0..round.children().len() as u32 {
        let held: &[Slot] = decided.held(child);
        for slot in held {
            if let Some(at) = at(&list, SeatsOn::Slot(*slot)) {
                list[at].held += round.children()[child as usize].seats;
            }
        }
        let from = round.list_offset(child);
        let mut seen: Vec<SeatsOn> = Vec::new();
        for entry in from..from + round.list(child).len() {
            if !decided.compiled.can_be_given(entry) {
                continue;
            }
            for on in decided.places(entry) {
                let holds = matches!(on, SeatsOn::Slot(slot) if held.contains(&slot));
                if holds || seen.contains(&on) {
                    continue;
                }
                seen.push(on);
                if let Some(at) = at(&list, on) {
                    list[at].applicants += 1;
                    list[at].first_wishes += u32::from(entry == from);
                }
            }
        }
    }
    list
}

fn empty(decided: &Decided<'_>, on: SeatsOn, derived: Option<SlotSeats>) -> CutOff {
    let (seats, taken) = (decided.seats(on), decided.taken(on));
    let sitting = decided.sitting(on);
    let lowest = sitting.last().filter(|s| s.standing.0 > 0);
    CutOff {
        on,
        seats,
        derived,
        held: 0,
        first_wishes: 0,
        applicants: 0,
        taken,
        kept: sitting.iter().filter(|s| s.standing.0 == 0).map(|s| s.seats).sum(),
        left: seats.saturating_sub(taken),
        lowest: lowest.map(|s| (s.child, s.entry)),
    }
}
