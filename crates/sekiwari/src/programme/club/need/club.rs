//! What a club needs for so many children, and how many it takes with so much.

use super::Item;
use super::costs::ITEMS;
use crate::programme::club::capacity::{SeatTable, SlotSeats, Standards, UnitRow};
use crate::programme::club::{Day, Season};

/// Slots of a club: weekdays of seasons.
pub(super) const SLOTS: usize = Season::ALL.len() * Day::ALL.len();

/// The place of a slot among those of its club.
pub(super) const fn slot_index(season: Season, day: Day) -> usize {
    season.index() * Day::ALL.len() + day.index()
}

/// Children on each slot, or anything else about them.
pub(super) type PerSlot<T> = [T; SLOTS];

/// More than any load.
pub(super) const UNLIMITED: i64 = i64::MAX / 4;

/// What limits a slot today. `None` limits nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Parts {
    pub(super) limit: u32,
    pub(super) rooms: Option<u32>,
    pub(super) area: Option<u64>,
    pub(super) units: Option<u32>,
    pub(super) staff: Option<u32>,
    pub(super) qualified: Option<u32>,
    pub(super) declared: Option<u32>,
    pub(super) enrolled: u32,
}

/// The numbers that are the same for all clubs.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rule {
    pub(super) area_per_child: u64,
    pub(super) area_per_room: u64,
    pub(super) staff_per_unit: u32,
    pub(super) qualified_per_unit: u32,
}

/// A club, of today or new.
#[derive(Clone, Debug)]
pub(super) struct Club {
    pub(super) new: bool,
    pub(super) slots: PerSlot<Option<Parts>>,
}

impl Club {
    pub(super) fn of(table: &SeatTable, club: u32) -> Self {
        let mut slots = [None; SLOTS];
        for (slot, seats) in table.of_club(club) {
            let parts = table.row(slot).map(|row| parts(row, seats, table.standards()));
            slots[slot_index(slot.season, slot.day)] = parts;
        }
        Self { new: false, slots }
    }

    /// A club that is yet to be built, open on every day.
    pub(super) fn new(standards: &Standards) -> Self {
        let parts = Parts {
            limit: standards.counted_limit(),
            rooms: Some(0),
            area: Some(0),
            units: Some(0),
            staff: Some(0),
            qualified: Some(0),
            declared: None,
            enrolled: 0,
        };
        Self { new: true, slots: [Some(parts); SLOTS] }
    }

    /// The least that has to be added for so many new children on each slot. Items do not depend on each other, so the least
    /// of each is the least of all.
    pub(super) fn needs(&self, loads: &PerSlot<u32>, rule: &Rule) -> [u32; ITEMS] {
        let mut needs = [0; ITEMS];
        needs[Item::NewClubs.index()] = u32::from(self.new && loads.iter().any(|&n| n > 0));
        for (parts, &load) in self.slots.iter().zip(loads) {
            let Some(parts) = parts else { continue };
            let children = u64::from(load) + u64::from(parts.enrolled);
            let units = children.div_ceil(u64::from(parts.limit.max(1)));
            let beyond =
                |has: Option<u32>, needed: u64| has.map_or(0, |has| needed.saturating_sub(u64::from(has)));
            let area = parts.area.map_or(0, |a| (children * rule.area_per_child).saturating_sub(a));
            let rooms = beyond(parts.rooms, units).max(area.div_ceil(rule.area_per_room.max(1)));
            let of_slot = [
                (Item::Rooms, rooms),
                (Item::Units, beyond(parts.units, units)),
                (Item::Staff, beyond(parts.staff, units * u64::from(rule.staff_per_unit))),
                (Item::Qualified, beyond(parts.qualified, units * u64::from(rule.qualified_per_unit))),
                (Item::Declared, beyond(parts.declared, children)),
            ];
            for (item, n) in of_slot {
                let need = &mut needs[item.index()];
                *need = (*need).max(u32::try_from(n).unwrap_or(u32::MAX));
            }
        }
        needs
    }

    /// The most new children that an item allows on a slot when so much of it is added; less than 0 where those enrolled are too many.
    pub(super) fn takes(&self, slot: usize, item: Item, added: u32, rule: &Rule) -> i64 {
        let Some(parts) = &self.slots[slot] else { return 0 };
        let added = i64::from(added);
        let limit = i64::from(parts.limit);
        let of_units = |has: Option<u32>, per_unit: u32| match has {
            Some(has) if per_unit > 0 => (i64::from(has) + added) / i64::from(per_unit) * limit,
            _ => UNLIMITED,
        };
        let children = match item {
            Item::NewClubs if self.new && added == 0 => 0,
            Item::NewClubs | Item::Transport => UNLIMITED,
            Item::Rooms => {
                let area = parts.area.map_or(UNLIMITED, |a| {
                    (a as i64 + added * rule.area_per_room as i64) / rule.area_per_child.max(1) as i64
                });
                of_units(parts.rooms, 1).min(area)
            }
            Item::Units => of_units(parts.units, 1),
            Item::Staff => of_units(parts.staff, rule.staff_per_unit),
            Item::Qualified => of_units(parts.qualified, rule.qualified_per_unit),
            Item::Declared => parts.declared.map_or(UNLIMITED, |d| i64::from(d) + added),
        };
        if children == UNLIMITED { UNLIMITED } else { children - i64::from(parts.enrolled) }
    }
}

fn parts(row: &UnitRow, seats: &SlotSeats, standards: &Standards) -> Parts {
    // Staff that units need none of limits nothing.
    let asked = |has: Option<u32>, per_unit: u32| has.filter(|_| per_unit > 0);
    Parts {
        limit: seats.limit,
        rooms: row.rooms,
        area: row.area,
        units: seats.units,
        staff: asked(row.staff, standards.staff_per_unit),
        qualified: asked(row.qualified, standards.qualified_per_unit),
        declared: row.declared,
        enrolled: seats.enrolled,
    }
}
