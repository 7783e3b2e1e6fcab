//! Whether children can be shared out over rooms so that diseases are kept apart.
//!
//! A room serves one kind the whole day. A kind needs as many seats as it has children at one time; where children stay for
//! one stretch of time each, that many seats are enough, as intervals can be put on seats one after another.

use crate::market::day::{Handling, Illness, Rooms, Slots};
use std::collections::BTreeMap;

/// Children who may share a room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Mix,
    Disease(u16),
    One(usize),
}

/// Seats that every kind needs, most first.
fn needs(same_may_share: bool, children: &[(Illness, Slots)]) -> Vec<u32> {
    let mut kinds: BTreeMap<Kind, Vec<Slots>> = BTreeMap::new();
    for (i, &(illness, slots)) in children.iter().enumerate() {
        let kind = match illness.handling {
            Handling::Mix => Kind::Mix,
            Handling::Separate if same_may_share => Kind::Disease(illness.disease),
            Handling::Separate | Handling::Alone => Kind::One(i),
        };
        kinds.entry(kind).or_default().push(slots);
    }
    let most = |all: Vec<Slots>| {
        (0..Slots::MOST).map(|slot| all.iter().filter(|s| s.contains(slot)).count() as u32).max().unwrap_or(0)
    };
    let mut needs: Vec<u32> = kinds.into_values().map(most).collect();
    needs.sort_unstable_by(|a, b| b.cmp(a));
    needs
}

/// How many kinds there are.
pub(super) fn kinds(rooms: &Rooms, children: &[(Illness, Slots)]) -> u32 {
    needs(rooms.same_may_share, children).len() as u32
}

/// Seats of all rooms together.
pub(super) fn beds(rooms: &Rooms) -> u32 {
    rooms.seats.iter().fold(0, |all, &seats| all.saturating_add(seats))
}

/// Whether the rooms have fewer seats in all than there are children in some slot.
pub(super) fn crowded(rooms: &Rooms, children: &[(Illness, Slots)]) -> Option<(usize, u32)> {
    let seats = beds(rooms);
    let in_slot = |slot| children.iter().filter(|c| c.1.contains(slot)).count() as u32;
    (0..Slots::MOST).map(|slot| (slot, in_slot(slot))).find(|&(_, there)| there > seats)
}

/// Whether there is a way to share the children out. Cost: exponential in the rooms of one site for kinds that need several.
pub(super) fn fit(rooms: &Rooms, children: &[(Illness, Slots)]) -> bool {
    let mut seats: Vec<u32> = rooms.seats.iter().copied().filter(|&s| s > 0).collect();
    seats.sort_unstable();
    share(&needs(rooms.same_may_share, children), &mut seats)
}

fn sum(numbers: &[u32]) -> u64 {
    numbers.iter().map(|&n| u64::from(n)).sum()
}

/// Whether rooms, smallest first, can be given to the needs so that each is met.
fn share(needs: &[u32], seats: &mut Vec<u32>) -> bool {
    let Some((&need, rest)) = needs.split_first() else { return true };
    if needs.len() > seats.len() || sum(needs) > sum(seats) {
        return false;
    }
    // The smallest room that is enough for it alone is as good as any larger one.
    if let Some(at) = seats.iter().position(|&s| s >= need) {
        let room = seats.remove(at);
        let found = share(rest, seats);
        seats.insert(at, room);
        if found || at == 0 {
            return found;
        }
    }
    // Else several, each too small for it: one of them and what is left of the need.
    let small = seats.iter().take_while(|&&s| s < need).count();
    (0..small).rev().any(|at| {
        if seats.get(at + 1).is_some_and(|&next| at + 1 < small && next == seats[at]) {
            return false;
        }
        let room = seats.remove(at);
        let mut left = vec![need - room];
        left.extend(rest);
        let found = share(&left, seats);
        seats.insert(at, room);
        found
    })
}

#[cfg(test)]
mod tests {
    use super::{crowded, fit, kinds};
    use crate::market::day::{Handling, Illness, Rooms, Slots};

    fn rooms(seats: &[u32]) -> Rooms {
        Rooms { seats: seats.to_vec(), same_may_share: true }
    }

    fn ill(disease: u16, handling: Handling, slots: u32) -> (Illness, Slots) {
        (Illness { disease, handling }, Slots::from_bits(slots))
    }

    #[test]
    fn kinds_bind_before_seats() {
        // Two rooms of two: a third disease finds no room though two seats are free.
        let two = [ill(0, Handling::Separate, 3), ill(1, Handling::Separate, 3)];
        assert!(fit(&rooms(&[2, 2]), &two));
        let mut three = two.to_vec();
        three.push(ill(2, Handling::Mix, 3));
        assert!(!fit(&rooms(&[2, 2]), &three) && crowded(&rooms(&[2, 2]), &three).is_none());
        assert_eq!(kinds(&rooms(&[2, 2]), &three), 3);
        three[2] = ill(1, Handling::Separate, 3);
        assert!(fit(&rooms(&[2, 2]), &three));
        let apart = Rooms { same_may_share: false, ..rooms(&[2, 2]) };
        assert!(!fit(&apart, &three));
    }

    #[test]
    fn half_days_follow_each_other_on_one_seat() {
        let halves = [ill(0, Handling::Mix, 1), ill(1, Handling::Mix, 2)];
        assert!(fit(&rooms(&[1]), &halves));
        assert!(!fit(&rooms(&[1]), &[ill(0, Handling::Mix, 3), ill(1, Handling::Mix, 2)]));
        // A room keeps its kind all day.
        assert!(!fit(&rooms(&[1]), &[ill(0, Handling::Separate, 1), ill(1, Handling::Separate, 2)]));
    }

    #[test]
    fn a_kind_may_fill_several_rooms() {
        let mix = |n: usize| vec![ill(0, Handling::Mix, 1); n];
        assert!(fit(&rooms(&[1, 2, 3]), &mix(6)) && !fit(&rooms(&[1, 2, 3]), &mix(7)));
        let mut children = mix(3);
        children.push(ill(9, Handling::Alone, 1));
        // The three go into the small rooms when the large one is to be alone in, and the other way round.
        assert!(fit(&rooms(&[1, 2, 3]), &children));
        assert!(fit(&rooms(&[1, 2, 1]), &children));
        assert!(!fit(&rooms(&[2, 2]), &children));
    }
}
