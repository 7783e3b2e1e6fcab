//! The rooms that the answer gives: who shares with whom, and how many at a time.

use super::presence::Present;
use super::{Apart, DayViolation};
use crate::market::day::{Handling, Illness, Room, RoomKind, Rooms};

/// Why two children with these illnesses must not be in one room on one day; `None` if they may. The rule is told by
/// pairs: if everybody may share with the first of a room, then all may with one another.
pub(super) fn apart(rooms: &Rooms, one: Illness, other: Illness) -> Option<Apart> {
    match (one.handling, other.handling) {
        (Handling::Alone, _) | (_, Handling::Alone) => Some(Apart::Alone),
        (Handling::Mix, Handling::Mix) => None,
        (Handling::Separate, Handling::Separate) if one.disease == other.disease => {
            if rooms.same_may_share {
                None
            } else {
                Some(Apart::Alone)
            }
        }
        _ => Some(Apart::Illnesses),
    }
}

/// Whether a room of a kind is for a child with this illness.
pub(super) fn is_for(kind: RoomKind, illness: Illness) -> bool {
    let mixable = illness.handling == Handling::Mix;
    match kind {
        RoomKind::Any => true,
        RoomKind::Common => mixable,
        RoomKind::Isolation => !mixable,
    }
}

/// Reports what is wrong with the rooms as they are given in an opening that has rooms. A child without a room is not
/// reported here.
pub(super) fn check(
    opening: u32,
    rooms: &Rooms,
    there: &[Present],
    slots: usize,
    out: &mut Vec<DayViolation>,
) {
    for (room, &Room { seats, kind }) in (0u32..).zip(&rooms.rooms) {
        let mut inside = Vec::new();
        for child in there.iter().filter(|c| c.room == Some(room)) {
            if let Some(illness) = child.illness {
                inside.push((child, illness));
            }
        }
        for (c, _) in inside.iter().filter(|(_, illness)| !is_for(kind, *illness)) {
            out.push(DayViolation::RoomUnfit { opening, room, kind, request: c.request, child: c.child });
        }
        let Some((&(first, illness), others)) = inside.split_first() else { continue };
        for &(other, others_illness) in others {
            if let Some(why) = apart(rooms, illness, others_illness) {
                let (first, other) = ((first.request, first.child), (other.request, other.child));
                out.push(DayViolation::RoomMixed { opening, room, first, other, why });
            }
        }
        for slot in 0..slots {
            let children = inside.iter().filter(|(c, _)| c.slots.contains(slot)).count() as u64;
            if children > u64::from(seats) {
                out.push(DayViolation::RoomFull { opening, room, slot, seats, children });
            }
        }
    }
}
