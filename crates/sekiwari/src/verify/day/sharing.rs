//! Whether rooms can be found for ill children at all, by trying.

use super::presence::Present;
use super::rooms::{apart, is_for};
use crate::market::day::{Room, Rooms};

/// Rooms for children, or that there are none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Sharing {
    /// The room of each child, in the order asked; `None` for a child that needs none.
    Found(Vec<Option<u32>>),
    /// There is no way to share the rooms.
    Impossible,
    /// More than [`MOST_STEPS`] would have to be tried.
    Unknown,
}

/// Steps after which a search for rooms ends. Real sites have five rooms and ten children: some hundred steps.
pub(super) const MOST_STEPS: usize = 20_000;

/// Shares rooms out to the ill children among those `there`, whatever rooms they have now.
///
/// Cost: at most [`MOST_STEPS`] steps, each of rooms times children times slots.
pub(super) fn share(rooms: &Rooms, there: &[Present], slots: usize) -> Sharing {
    let ill: Vec<&Present> = there.iter().filter(|c| c.illness.is_some()).collect();
    let mut chosen: Vec<usize> = Vec::new();
    let mut from = 0;
    for _ in 0..MOST_STEPS {
        let Some(child) = ill.get(chosen.len()) else {
            let mut given = chosen.iter().map(|&room| room as u32);
            let per_child = there.iter().map(|c| c.illness.and_then(|_| given.next()));
            return Sharing::Found(per_child.collect());
        };
        let takes = |room: &usize| {
            let mates = || ill.iter().zip(&chosen).filter(|(_, r)| *r == room).map(|(mate, _)| *mate);
            may_enter(rooms, *room, child, mates, slots) && !is_twin(rooms, *room, &chosen)
        };
        match (from..rooms.rooms.len()).find(takes) {
            Some(room) => {
                chosen.push(room);
                from = 0;
            }
            None => match chosen.pop() {
                Some(room) => from = room + 1,
                None => return Sharing::Impossible,
            },
        }
    }
    Sharing::Unknown
}

/// Whether an empty room has an empty room of the same size and kind before it, so that trying it would try the same again.
fn is_twin(rooms: &Rooms, room: usize, chosen: &[usize]) -> bool {
    let empty = |r: usize| !chosen.contains(&r);
    empty(room) && (0..room).any(|r| empty(r) && rooms.rooms[r] == rooms.rooms[room])
}

fn may_enter<'a, I: Iterator<Item = &'a Present>>(
    rooms: &Rooms,
    room: usize,
    child: &Present,
    mates: impl Fn() -> I,
    slots: usize,
) -> bool {
    let agree = |mate: &Present| match (mate.illness, child.illness) {
        (Some(one), Some(other)) => apart(rooms, one, other).is_none(),
        _ => true,
    };
    let Some(Room { seats, kind }) = rooms.rooms.get(room).copied() else { return false };
    let has_seat = |slot| mates().filter(|m| m.slots.contains(slot)).count() < seats as usize;
    child.illness.is_none_or(|illness| is_for(kind, illness))
        && mates().all(agree)
        && (0..slots).filter(|&s| child.slots.contains(s)).all(has_seat)
}
