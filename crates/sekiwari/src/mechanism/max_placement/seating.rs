//! Who sits where now: units on seats, pools with their occupants side by side.

use super::lists::{Lists, NONE, Room};

/// A seating of the units of some [`Lists`]; all in flat arrays.
pub(super) struct Seating<'a> {
    pub(super) lists: &'a Lists,
    pub(super) room: Room,
    // The entry a unit has, or NONE, and its place among its pool's occupants.
    entry: Vec<u32>,
    slot: Vec<u32>,
    // The occupants of pool p are occupant[slots[p]..slots[p] + len[p]].
    slots: Vec<u32>,
    len: Vec<u32>,
    occupant: Vec<u32>,
    /// Units seated.
    pub(super) seated: u32,
}

impl<'a> Seating<'a> {
    /// Nobody seated.
    pub(super) fn new(lists: &'a Lists, room: Room, pools: usize) -> Self {
        let mut asked = vec![0u32; pools];
        for e in 0..lists.entry_count() as u32 {
            asked[lists.pool(e)] += 1;
        }
        let mut slots = Vec::with_capacity(pools);
        let mut total = 0;
        for (p, &asked) in asked.iter().enumerate() {
            slots.push(total);
            total += asked.min(room.alone(p));
        }
        Self {
            lists,
            room,
            entry: vec![NONE; lists.units()],
            slot: vec![NONE; lists.units()],
            slots,
            len: vec![0; pools],
            occupant: vec![NONE; total as usize],
            seated: 0,
        }
    }

    /// The list entry a unit has, or [`NONE`].
    #[inline]
    pub(super) fn entry(&self, unit: u32) -> u32 {
        self.entry[unit as usize]
    }

    pub(super) fn pool_count(&self) -> usize {
        self.slots.len()
    }

    #[inline]
    pub(super) fn occupants(&self, pool: usize) -> &[u32] {
        let from = self.slots[pool] as usize;
        &self.occupant[from..from + self.len[pool] as usize]
    }

    /// Seats a unit that has no seat where there is room.
    pub(super) fn sit(&mut self, unit: u32, entry: u32) {
        let pool = self.lists.pool(entry);
        self.room.take(pool);
        let place = self.len[pool];
        self.len[pool] += 1;
        self.occupant[(self.slots[pool] + place) as usize] = unit;
        (self.entry[unit as usize], self.slot[unit as usize]) = (entry, place);
        self.seated += 1;
    }

    /// Takes a unit off its seat.
    pub(super) fn stand(&mut self, unit: u32) {
        let pool = self.lists.pool(self.entry[unit as usize]);
        self.room.give_back(pool);
        let (place, from) = (self.slot[unit as usize], self.slots[pool]);
        self.len[pool] -= 1;
        let last = self.occupant[(from + self.len[pool]) as usize];
        self.occupant[(from + place) as usize] = last;
        self.slot[last as usize] = place;
        (self.entry[unit as usize], self.slot[unit as usize]) = (NONE, NONE);
        self.seated -= 1;
    }
}
