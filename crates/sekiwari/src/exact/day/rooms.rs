//! Sharing out the rooms of a sick-child site.

use crate::market::day::{Handling, Illness, Room, RoomKind, Rooms, Slots};

/// Who needs a room: an illness and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Patient {
    pub(super) illness: Illness,
    pub(super) slots: Slots,
}

/// Children who may be in one room.
struct Kind {
    /// How their illness is kept apart, which says what rooms take them.
    handling: Handling,
    /// Positions of the patients.
    who: Vec<usize>,
    /// Most of them at one time.
    peak: u32,
}

/// A room for each patient, or `None` if there is no way. Stays have no gaps, so a kind fits into its rooms as soon as these have
/// as many seats as the most children at one time.
///
/// Exact: kinds are given rooms that take them by depth-first search, equal rooms tried once. Rooms that take any illness are
/// tried last, so that they are left where others do. Cheap, as a site has few rooms.
pub(super) fn share_out(rooms: &Rooms, patients: &[Patient]) -> Option<Vec<u32>> {
    let mut kinds = kinds(rooms.same_may_share, patients);
    // The hardest first.
    kinds.sort_by_key(|k| (std::cmp::Reverse(k.peak), k.who[0]));
    let mut order: Vec<(usize, Room)> = rooms.rooms.iter().copied().enumerate().collect();
    order.sort_by_key(|&(_, room)| room.kind == RoomKind::Any);
    let mut owner = vec![usize::MAX; rooms.rooms.len()];
    if !give(&order, &kinds, 0, &mut owner) {
        return None;
    }
    let mut given = vec![0; patients.len()];
    for (k, kind) in kinds.iter().enumerate() {
        seat(rooms, patients, kind, &owner, k, &mut given);
    }
    Some(given)
}

fn kinds(same_may_share: bool, patients: &[Patient]) -> Vec<Kind> {
    let mut shared: Vec<(Option<u16>, Kind)> = Vec::new();
    let mut alone = Vec::new();
    for (i, Patient { illness, .. }) in patients.iter().enumerate() {
        let of = |peak| Kind { handling: illness.handling, who: vec![i], peak };
        let key = match illness.handling {
            Handling::Mix => None,
            Handling::Separate if same_may_share => Some(illness.disease),
            Handling::Separate | Handling::Alone => {
                alone.push(of(1));
                continue;
            }
        };
        match shared.iter_mut().find(|(k, _)| *k == key) {
            Some((_, kind)) => kind.who.push(i),
            None => shared.push((key, of(0))),
        }
    }
    for (_, kind) in &mut shared {
        let at = |slot: usize| kind.who.iter().filter(|&&i| patients[i].slots.contains(slot)).count() as u32;
        kind.peak = (0..Slots::MOST).map(at).max().unwrap_or(0);
    }
    shared.into_iter().map(|(_, kind)| kind).chain(alone).collect()
}

/// Gives rooms to the kinds from `k` on.
fn give(rooms: &[(usize, Room)], kinds: &[Kind], k: usize, owner: &mut [usize]) -> bool {
    let Some(kind) = kinds.get(k) else { return true };
    more(rooms, kinds, k, kind.peak, 0, owner)
}

/// Gives kind `k` further rooms, from the place `from` in their order on, until they seat `lack` children more.
fn more(
    rooms: &[(usize, Room)],
    kinds: &[Kind],
    k: usize,
    lack: u32,
    from: usize,
    owner: &mut [usize],
) -> bool {
    if lack == 0 {
        return give(rooms, kinds, k + 1, owner);
    }
    let mut tried: Vec<Room> = Vec::new();
    for (place, &(number, room)) in rooms.iter().enumerate().skip(from) {
        let taken = owner[number] != usize::MAX || room.seats == 0 || !room.kind.takes(kinds[k].handling);
        if taken || tried.contains(&room) {
            continue;
        }
        tried.push(room);
        owner[number] = k;
        if more(rooms, kinds, k, lack.saturating_sub(room.seats), place + 1, owner) {
            return true;
        }
        owner[number] = usize::MAX;
    }
    false
}

/// Seats the children of a kind in its rooms: by when they come, each on the first seat that is free by then.
fn seat(rooms: &Rooms, patients: &[Patient], kind: &Kind, owner: &[usize], k: usize, given: &mut [u32]) {
    let mut lines: Vec<(u32, Slots)> = Vec::new();
    for room in (0..owner.len()).filter(|&r| owner[r] == k) {
        lines.extend((0..rooms.rooms[room].seats).map(|_| (room as u32, Slots::NONE)));
    }
    let mut order = kind.who.clone();
    order.sort_by_key(|&i| (patients[i].slots.bits().trailing_zeros(), i));
    for i in order {
        let slots = patients[i].slots;
        let free = lines.iter_mut().find(|(_, taken)| taken.intersection(slots).is_empty());
        debug_assert!(free.is_some(), "stays have no gaps");
        if let Some((room, taken)) = free {
            *taken = taken.union(slots);
            given[i] = *room;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ill(disease: u16, handling: Handling, slots: Slots) -> Patient {
        Patient { illness: Illness { disease, handling }, slots }
    }

    const DAY: Slots = Slots::first(2);

    /// Influenza twice, norovirus, a cold; an isolation room and a common one.
    #[test]
    fn a_separated_disease_takes_a_room() {
        let flu = ill(1, Handling::Separate, DAY);
        let noro = ill(2, Handling::Separate, DAY);
        let cold = ill(3, Handling::Mix, DAY);
        let mut rooms = Rooms::any([2, 3], true);
        assert_eq!(share_out(&rooms, &[flu, flu, cold]), Some(vec![0, 0, 1]));
        assert_eq!(share_out(&rooms, &[flu, noro, cold]), None);
        rooms.same_may_share = false;
        assert_eq!(share_out(&rooms, &[flu, flu, cold]), None);
    }

    #[test]
    fn a_large_kind_may_take_two_small_rooms_where_a_large_one_is_needed_elsewhere() {
        let rooms = Rooms::any([1, 1, 3], true);
        let a = ill(1, Handling::Separate, DAY);
        let b = ill(2, Handling::Separate, DAY);
        let given = share_out(&rooms, &[a, a, b, b, b]).expect("two in the small ones");
        assert_eq!(given, [0, 1, 2, 2, 2]);
        // Half days one after another share a seat, but only of one disease.
        let (am, pm) = (Slots::one(0), Slots::one(1));
        let one = Rooms::any([1], true);
        assert!(share_out(&one, &[ill(1, Handling::Separate, am), ill(1, Handling::Separate, pm)]).is_some());
        assert!(share_out(&one, &[ill(1, Handling::Separate, am), ill(2, Handling::Separate, pm)]).is_none());
        assert!(share_out(&one, &[ill(1, Handling::Alone, am), ill(1, Handling::Alone, pm)]).is_none());
    }

    /// A common room, an isolation room and one for any: the last goes to whom it is needed for.
    #[test]
    fn rooms_take_what_their_kind_says() {
        let of = |rooms: &[(u32, RoomKind)]| Rooms {
            rooms: rooms.iter().map(|&(seats, kind)| Room { seats, kind }).collect(),
            same_may_share: true,
        };
        let (flu, noro) = (ill(1, Handling::Separate, DAY), ill(2, Handling::Separate, DAY));
        let (cold, alone) = (ill(3, Handling::Mix, DAY), ill(4, Handling::Alone, DAY));
        let common = of(&[(3, RoomKind::Common)]);
        assert_eq!(share_out(&common, &[cold, cold, cold]), Some(vec![0, 0, 0]));
        assert_eq!(share_out(&common, &[flu]), None);
        assert_eq!(share_out(&common, &[alone]), None);
        let isolation = of(&[(3, RoomKind::Isolation)]);
        assert_eq!(share_out(&isolation, &[flu, flu]), Some(vec![0, 0]));
        assert_eq!(share_out(&isolation, &[cold]), None);
        let both = of(&[(3, RoomKind::Common), (1, RoomKind::Isolation)]);
        assert_eq!(share_out(&both, &[cold, flu, cold]), Some(vec![0, 1, 0]));
        assert_eq!(share_out(&both, &[flu, noro]), None);
        // The room for any stands first and is taken last.
        let three = of(&[(2, RoomKind::Any), (1, RoomKind::Common), (1, RoomKind::Isolation)]);
        assert_eq!(share_out(&three, &[cold, flu]), Some(vec![1, 2]));
        assert_eq!(share_out(&three, &[cold, flu, noro]), Some(vec![1, 2, 0]));
        assert_eq!(share_out(&three, &[cold, flu, cold, cold]), Some(vec![0, 2, 0, 1]));
        assert_eq!(share_out(&three, &[cold, flu, cold, noro]), None);
        // Equal seats are not equal rooms.
        let alike = of(&[(1, RoomKind::Any), (1, RoomKind::Isolation), (1, RoomKind::Any)]);
        assert!(share_out(&alike, &[flu, noro, cold]).is_some());
    }
}
