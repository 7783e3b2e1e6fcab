//! How full each time of each day is: what a report shows.

use super::{Decided, Limit, nurses_needed, rooms, teachers_needed};
use crate::market::day::{CLASSES, RoomKind};
use crate::programme::daily::round::OfferIndex;

/// Rooms of a day: what is used is counted over the whole day, as a room keeps its kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RoomsUsed {
    /// Rooms.
    pub rooms: u32,
    /// Rooms in which there is a child on that day.
    pub used: u32,
    /// Illnesses that have to be apart on that day: as many rooms are needed at least.
    pub kinds: u32,
    /// Isolation rooms among them, and of these the ones in which there is a child; `None` where all rooms take any illness.
    pub isolation: Option<(u32, u32)>,
}

/// A service in one slot of a day on which it is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlotRow {
    /// The service of the site.
    pub offer: OfferIndex,
    /// The day of the period.
    pub day: u32,
    /// The slot.
    pub slot: u32,
    /// The opening of the market.
    pub opening: u32,
    /// Children there.
    pub children: u32,
    /// Of these by class.
    pub by_class: [u32; CLASSES],
    /// Seats, freed ones among them; `None` where they are no limit.
    pub seats: Option<u32>,
    /// Of these seats that are freed by days off in return for holiday care.
    pub freed: u32,
    /// Seats by classes: (classes as bits, seats, children).
    pub class_seats: Vec<(u16, u32, u32)>,
    /// Teachers present and needed.
    pub teachers: Option<(u32, u32)>,
    /// Nurses present and needed.
    pub nurses: Option<(u32, u32)>,
    /// Rooms that keep illnesses apart.
    pub rooms: Option<RoomsUsed>,
    /// Children of refused requests that list this time and place.
    pub refused: u32,
    /// Of these, children that list it first.
    pub refused_first: u32,
    /// The limit that stands against most of them (the first that would be broken there); `None` where none is refused.
    pub binding: Option<Limit>,
}

impl SlotRow {
    /// Seats left; `None` where they are no limit.
    pub fn seats_left(&self) -> Option<u32> {
        self.seats.map(|seats| seats.saturating_sub(self.children))
    }
}

/// One row for every service, day and slot in which it is open, in that order. Cost: for every child that is there or refused
/// there the slots of its stay and the children of the opening.
pub fn calendar_rows(decided: &Decided<'_>) -> Vec<SlotRow> {
    let mut rows = Vec::new();
    for (opening, of) in (0..).zip(&decided.compiled.openings) {
        let Ok(open) = decided.round.calendar().at(of.offer, of.day) else { continue };
        // The first limit in the way of each of those refused, which is asked once for all its slots.
        let refused: Vec<(u32, u32, Option<Limit>)> = decided
            .refused_at(opening)
            .iter()
            .map(|&(r, s)| (r, s, decided.broken(r, s as usize).first().map(|b| b.limit)))
            .collect();
        rows.extend(open.touched.iter().map(|slot| row(decided, opening, slot, &refused)));
    }
    rows
}

fn row(decided: &Decided<'_>, opening: u32, slot: usize, refused: &[(u32, u32, Option<Limit>)]) -> SlotRow {
    let (market, of) = (&decided.compiled.market, decided.compiled.openings[opening as usize]);
    let limits = &market.openings()[opening as usize].limits;
    let (mut by_class, mut loads) = ([0; CLASSES], [0; CLASSES]);
    let mut children = 0;
    for present in decided.here(opening).iter().filter(|p| p.slots.contains(slot)) {
        children += 1;
        by_class[present.class as usize] += 1;
        loads[present.class as usize] += present.load;
    }
    let class_seats = (0..).zip(&limits.groups).map(|(g, group)| {
        let inside = (0..CLASSES).filter(|c| group.classes & (1 << c) != 0);
        (group.classes, decided.group_seats(opening, g, slot), inside.map(|c| by_class[c]).sum())
    });
    let seats = decided.seats(opening, slot);
    let mut row = SlotRow {
        offer: of.offer,
        day: of.day,
        slot: slot as u32,
        opening,
        children,
        by_class,
        seats,
        freed: decided.freed(opening, slot),
        class_seats: class_seats.collect(),
        teachers: limits.staff.as_ref().map(|s| (s.teachers[slot], teachers_needed(s, &loads, children))),
        nurses: limits.nurses.as_ref().map(|n| (n.nurses[slot], nurses_needed(n, children))),
        rooms: limits.rooms.as_ref().map(|table| {
            let here = decided.here(opening);
            let mut used: Vec<u32> = here.iter().filter_map(|p| p.room).collect();
            used.sort_unstable();
            used.dedup();
            let ill: Vec<_> = here.iter().filter_map(|p| Some((p.illness?, p.slots))).collect();
            let isolates =
                |r: u32| table.rooms.get(r as usize).is_some_and(|r| r.kind == RoomKind::Isolation);
            let isolation = |numbers: &mut dyn Iterator<Item = u32>| numbers.filter(|&r| isolates(r)).count();
            let count = table.rooms.len() as u32;
            RoomsUsed {
                rooms: count,
                used: used.len() as u32,
                kinds: rooms::kinds(table, &ill),
                isolation: table.distinguish().then(|| {
                    let in_use = isolation(&mut used.iter().copied());
                    (isolation(&mut (0..count)) as u32, in_use as u32)
                }),
            }
        }),
        refused: 0,
        refused_first: 0,
        binding: None,
    };
    let mut against = [0u32; Limit::ALL.len()];
    for &(r, s, limit) in refused {
        let request = market.request(r as usize);
        let stay = request.stay(s as usize);
        if stay.slots.contains(slot) {
            let members = request.members().len() as u32;
            row.refused += members;
            row.refused_first += if stay.rank == 1 { members } else { 0 };
            if let Some(limit) = limit {
                against[limit as usize] += members;
            }
        }
    }
    let most = against.iter().copied().max().unwrap_or(0);
    row.binding = Limit::ALL.into_iter().find(|&l| most > 0 && against[l as usize] == most);
    row
}
