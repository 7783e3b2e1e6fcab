//! Whether children can be shared out over rooms so that diseases are kept apart, and what is short if not.
//!
//! A room serves one kind the whole day. A kind needs as many seats as it has children at one time; where children stay for
//! one stretch of time each, that many seats are enough, as intervals can be put on seats one after another.

use crate::market::day::{Handling, Illness, Room, RoomKind, Rooms, Slots};
use std::collections::BTreeMap;

/// Children who may share a room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Mix,
    Disease(u16),
    One(usize),
}

/// Seats that a kind needs at one time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Need {
    seats: u32,
    /// Rooms that take it.
    handling: Handling,
}

/// What every kind needs, most first.
fn needs(same_may_share: bool, children: &[(Illness, Slots)]) -> Vec<Need> {
    let mut kinds: BTreeMap<Kind, (Handling, Vec<Slots>)> = BTreeMap::new();
    for (i, &(illness, slots)) in children.iter().enumerate() {
        let kind = match illness.handling {
            Handling::Mix => Kind::Mix,
            Handling::Separate if same_may_share => Kind::Disease(illness.disease),
            Handling::Separate | Handling::Alone => Kind::One(i),
        };
        kinds.entry(kind).or_insert((illness.handling, Vec::new())).1.push(slots);
    }
    let most = |all: Vec<Slots>| {
        (0..Slots::MOST).map(|slot| all.iter().filter(|s| s.contains(slot)).count() as u32).max().unwrap_or(0)
    };
    let need = |(handling, all)| Need { seats: most(all), handling };
    let mut needs: Vec<Need> = kinds.into_values().map(need).collect();
    needs.sort_by_key(|need| std::cmp::Reverse(need.seats));
    needs
}

/// How many kinds there are.
pub(super) fn kinds(rooms: &Rooms, children: &[(Illness, Slots)]) -> u32 {
    needs(rooms.same_may_share, children).len() as u32
}

/// What of the rooms is short for children who are to be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Short {
    /// More children in a slot than seats; `of`: in rooms for mixable illnesses, where the site has rooms of different kinds.
    Beds { slot: usize, beds: u32, of: Option<RoomKind> },
    /// Too few rooms that keep illnesses apart, of so many; `of`: isolation rooms are, whoever is in the others.
    Rooms { rooms: u32, of: Option<RoomKind> },
}

/// Everything that is short; nothing if there is a way to share the rooms out. `asking`: how the illnesses of those who are to
/// come are kept apart; `children`: they and all others.
///
/// Where the site has rooms of different kinds, each side is looked at by itself first: a common room that is full is told
/// of those who may be in it, and isolation rooms of those who need one, whatever is free elsewhere.
pub(super) fn short(rooms: &Rooms, asking: &[Handling], children: &[(Illness, Slots)]) -> Vec<Short> {
    let mixable = |handling: Handling| handling == Handling::Mix;
    let mut found = Vec::new();
    if rooms.distinguish() {
        let side = |mix: bool| children.iter().filter(move |c| mixable(c.0.handling) == mix).copied();
        if asking.iter().any(|&h| mixable(h)) {
            let beds = beds(rooms, |kind| kind != RoomKind::Isolation);
            let of = Some(RoomKind::Common);
            found.extend(crowded(beds, &side(true).collect::<Vec<_>>(), of));
        }
        if asking.iter().any(|&h| !mixable(h)) && !fit(rooms, &side(false).collect::<Vec<_>>()) {
            let of = Some(RoomKind::Isolation);
            found.push(Short::Rooms { rooms: count(rooms, |kind| kind != RoomKind::Common), of });
        }
    }
    if found.is_empty() {
        found.extend(crowded(beds(rooms, |_| true), children, None));
    }
    if found.is_empty() && !fit(rooms, children) {
        found.push(Short::Rooms { rooms: count(rooms, |_| true), of: None });
    }
    found
}

/// Seats of rooms of some kinds.
fn beds(rooms: &Rooms, of: impl Fn(RoomKind) -> bool) -> u32 {
    let seats = rooms.rooms.iter().filter(|room| of(room.kind)).map(|room| room.seats);
    seats.fold(0, u32::saturating_add)
}

/// Rooms of some kinds.
fn count(rooms: &Rooms, of: impl Fn(RoomKind) -> bool) -> u32 {
    rooms.rooms.iter().filter(|room| of(room.kind)).count() as u32
}

/// The first slot with more children than beds.
fn crowded(beds: u32, children: &[(Illness, Slots)], of: Option<RoomKind>) -> Option<Short> {
    let in_slot = |slot| children.iter().filter(|c| c.1.contains(slot)).count() as u32;
    (0..Slots::MOST).find(|&slot| in_slot(slot) > beds).map(|slot| Short::Beds { slot, beds, of })
}

/// Whether there is a way to share the children out. Cost: exponential in the rooms of one site for kinds that need several.
fn fit(rooms: &Rooms, children: &[(Illness, Slots)]) -> bool {
    let mut free: Vec<Room> = rooms.rooms.iter().copied().filter(|room| room.seats > 0).collect();
    free.sort_unstable();
    share(&needs(rooms.same_may_share, children), &mut free)
}

/// The kinds of rooms, those that do not take everybody first.
const ROOM_KINDS: [RoomKind; 3] = [RoomKind::Common, RoomKind::Isolation, RoomKind::Any];

/// Whether rooms, smallest first, can be given to the needs so that each is met.
fn share(needs: &[Need], free: &mut Vec<Room>) -> bool {
    let Some((&need, rest)) = needs.split_first() else { return true };
    let sum = |numbers: &mut dyn Iterator<Item = u32>| numbers.map(u64::from).sum::<u64>();
    if needs.len() > free.len()
        || sum(&mut needs.iter().map(|n| n.seats)) > sum(&mut free.iter().map(|r| r.seats))
    {
        return false;
    }
    // Of each kind the smallest room that is enough for it alone is as good as any larger one.
    for kind in ROOM_KINDS.into_iter().filter(|kind| kind.takes(need.handling)) {
        if let Some(at) = free.iter().position(|r| r.kind == kind && r.seats >= need.seats) {
            let room = free.remove(at);
            let found = share(rest, free);
            free.insert(at, room);
            if found {
                return true;
            }
        }
    }
    // Else several, each too small for it: one of them and what is left of the need.
    let small = free.iter().take_while(|room| room.seats < need.seats).count();
    (0..small).rev().any(|at| {
        if !free[at].kind.takes(need.handling) || (at + 1 < small && free[at + 1] == free[at]) {
            return false;
        }
        let room = free.remove(at);
        let mut left = vec![Need { seats: need.seats - room.seats, ..need }];
        left.extend(rest);
        let found = share(&left, free);
        free.insert(at, room);
        found
    })
}

#[cfg(test)]
mod tests {
    use super::{Short, fit, kinds, short};
    use crate::market::day::{Handling, Illness, Room, RoomKind, Rooms, Slots};

    fn rooms(seats: &[u32]) -> Rooms {
        Rooms::any(seats.iter().copied(), true)
    }

    fn of_kinds(rooms: &[(u32, RoomKind)]) -> Rooms {
        let rooms = rooms.iter().map(|&(seats, kind)| Room { seats, kind }).collect();
        Rooms { rooms, same_may_share: true }
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
        let no_room = [Short::Rooms { rooms: 2, of: None }];
        assert_eq!(short(&rooms(&[2, 2]), &[Handling::Mix], &three), no_room);
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

    /// A common room for three and an isolation room for one.
    #[test]
    fn each_kind_of_room_is_short_by_itself() {
        let site = of_kinds(&[(3, RoomKind::Common), (1, RoomKind::Isolation)]);
        let (flu, noro) = (ill(1, Handling::Separate, 3), ill(2, Handling::Separate, 3));
        let cold = ill(0, Handling::Mix, 3);
        assert_eq!(short(&site, &[Handling::Mix], &[cold, cold, cold, flu]), []);
        // Three seats are free, but not for it.
        let no_room = [Short::Rooms { rooms: 1, of: Some(RoomKind::Isolation) }];
        assert_eq!(short(&site, &[Handling::Separate], &[flu, noro]), no_room);
        // The isolation room is free, but not for a cold.
        let no_bed = [Short::Beds { slot: 0, beds: 3, of: Some(RoomKind::Common) }];
        assert_eq!(short(&site, &[Handling::Mix], &[cold; 4]), no_bed);
        let both = [no_bed[0], no_room[0]];
        let all = [cold, cold, cold, cold, flu, noro];
        assert_eq!(short(&site, &[Handling::Mix, Handling::Separate], &all), both);
        // A room for any helps either, but not both.
        let more = of_kinds(&[(1, RoomKind::Any), (3, RoomKind::Common), (1, RoomKind::Isolation)]);
        assert_eq!(short(&more, &[Handling::Separate], &[cold, flu, noro]), []);
        assert_eq!(short(&more, &[Handling::Mix], &[cold; 4]), []);
        let either = [Short::Beds { slot: 0, beds: 5, of: None }];
        assert_eq!(short(&more, &[Handling::Mix], &[cold, cold, cold, cold, flu, noro]), either);
    }

    /// All ways to give rooms to kinds, against the search.
    #[test]
    fn the_search_finds_whatever_there_is() {
        let kinds = [RoomKind::Any, RoomKind::Common, RoomKind::Isolation];
        let mut draw = 1_u64;
        let mut below = |n: u64| {
            draw = draw.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (draw >> 33) % n
        };
        let mut both = [0, 0];
        for _ in 0..4000 {
            let site: Vec<(u32, RoomKind)> =
                (0..1 + below(4)).map(|_| (below(4) as u32, kinds[below(3) as usize])).collect();
            let site = of_kinds(&site);
            let handling = [Handling::Mix, Handling::Separate, Handling::Separate, Handling::Alone];
            let children: Vec<_> = (0..1 + below(6))
                .map(|_| {
                    let disease = below(4);
                    ill(disease as u16, handling[disease as usize], [1, 2, 3][below(3) as usize])
                })
                .collect();
            let found = fit(&site, &children);
            assert_eq!(found, by_trying(&site, &children), "{site:?} {children:?}");
            both[usize::from(found)] += 1;
        }
        assert!(both[0] > 500 && both[1] > 500, "{both:?}");
    }

    /// Every child in every room.
    fn by_trying(site: &Rooms, children: &[(Illness, Slots)]) -> bool {
        let count = site.rooms.len();
        (0..count.pow(children.len() as u32)).any(|mut number| {
            let mut inside = vec![Vec::new(); count];
            for child in children {
                inside[number % count].push(*child);
                number /= count;
            }
            inside.iter().zip(&site.rooms).all(|(inside, room)| {
                let same = |a: &(Illness, Slots)| match a.0.handling {
                    Handling::Mix => {
                        room.kind != RoomKind::Isolation && inside[0].0.handling == Handling::Mix
                    }
                    Handling::Separate => room.kind != RoomKind::Common && inside[0].0 == a.0,
                    Handling::Alone => room.kind != RoomKind::Common && inside.len() == 1,
                };
                let at = |slot| inside.iter().filter(|c| c.1.contains(slot)).count() <= room.seats as usize;
                inside.iter().all(same) && (0..2).all(at)
            })
        })
    }
}
