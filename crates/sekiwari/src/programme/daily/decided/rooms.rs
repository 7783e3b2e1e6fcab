//! Rooms that keep illnesses apart.

use super::places::Seated;
use super::{RoundViolation, Spot};
use crate::market::day::RoomKind;
use crate::programme::daily::round::{DiseaseRule, Offer, OfferIndex, RoomRow, Round};

/// Whether two sick children may be in one room on one day.
fn may_share(offer: &Offer, a: &Seated, b: &Seated) -> bool {
    match (a.ill, b.ill) {
        (Some((_, DiseaseRule::Mix)), Some((_, DiseaseRule::Mix))) => true,
        (Some((x, DiseaseRule::Separate)), Some((y, DiseaseRule::Separate))) => {
            offer.same_may_share && x == y
        }
        _ => false,
    }
}

/// Whether a room takes a sick child: common rooms those who may be with others, isolation rooms all but these.
fn may_take(room: &RoomRow, child: &Seated) -> bool {
    let with_others = matches!(child.ill, Some((_, DiseaseRule::Mix)));
    match room.kind {
        RoomKind::Any => true,
        RoomKind::Common => with_others,
        RoomKind::Isolation => !with_others,
    }
}

/// Rooms of a service on a day, as they are given.
pub(super) fn check(
    round: &Round,
    offer: OfferIndex,
    day: u32,
    there: &[Seated],
    found: &mut Vec<RoundViolation>,
) {
    let o = &round.offers()[offer as usize];
    for child in there {
        let (request, needs) = (child.request, child.ill.is_some() && !o.rooms.is_empty());
        match child.room {
            None if needs => found.push(RoundViolation::NoRoom { request }),
            Some(room) if !needs || room as usize >= o.rooms.len() => {
                found.push(RoundViolation::NoSuchRoom { request, room });
            }
            _ => {}
        }
    }
    for (room, row) in (0..).zip(&o.rooms) {
        let seats = row.seats;
        let inside: Vec<&Seated> = there.iter().filter(|s| s.ill.is_some() && s.room == Some(room)).collect();
        for child in inside.iter().filter(|child| !may_take(row, child)) {
            found.push(RoundViolation::RoomUnfit { offer, request: child.request, room });
        }
        if let Some((first, others)) = inside.split_first() {
            for other in others.iter().filter(|other| !may_share(o, first, other)) {
                found.push(RoundViolation::RoomMixed { first: first.request, other: other.request });
            }
        }
        for slot in 0..round.rules().slots() {
            let children = inside.iter().filter(|s| s.slots.contains(slot)).count() as u32;
            if children > seats {
                let spot = Spot { offer, day, slot: slot as u32 };
                found.push(RoundViolation::RoomFull { spot, room, seats, children });
            }
        }
    }
}

/// Whether there is a way to give every sick child a room: one after another tries all rooms. `None` when the search does
/// not end within its steps.
pub(super) fn can_be_given(offer: &Offer, there: &[Seated]) -> Option<bool> {
    if offer.rooms.is_empty() {
        return Some(true);
    }
    let ill: Vec<&Seated> = there.iter().filter(|s| s.ill.is_some()).collect();
    let mut inside = vec![Vec::new(); offer.rooms.len()];
    let mut steps = 20_000;
    give(offer, &ill, &mut inside, &mut steps)
}

fn give<'s>(
    offer: &Offer,
    ill: &[&'s Seated],
    inside: &mut Vec<Vec<&'s Seated>>,
    steps: &mut u32,
) -> Option<bool> {
    let Some((child, rest)) = ill.split_first() else { return Some(true) };
    *steps = steps.checked_sub(1)?;
    for (room, row) in offer.rooms.iter().enumerate() {
        let there = &inside[room];
        // Empty rooms of one size and kind are alike.
        let same = |r: usize| (offer.rooms[r].seats, offer.rooms[r].kind) == (row.seats, row.kind);
        let alike = |r: usize| inside[r].is_empty() && same(r);
        if there.is_empty() && (0..room).any(alike) {
            continue;
        }
        let at_once = |slot| there.iter().filter(|s| s.slots.contains(slot)).count() as u32;
        if may_take(row, child)
            && there.iter().all(|other| may_share(offer, child, other))
            && child.slots.iter().all(|slot| at_once(slot) < row.seats)
        {
            inside[room].push(child);
            if give(offer, rest, inside, steps)? {
                return Some(true);
            }
            inside[room].pop();
        }
    }
    Some(false)
}
