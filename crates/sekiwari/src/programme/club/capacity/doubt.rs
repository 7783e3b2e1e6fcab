//! What should be looked at before a round is run. None of it stops a round.

use super::{SeatTable, Slot, SlotSeats};

/// One doubt about the numbers of a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// More children have a seat than there are seats.
    EnrolledBeyond {
        /// The slot.
        slot: Slot,
        /// Children with a seat.
        enrolled: u32,
        /// Seats.
        capacity: u32,
    },
    /// The club declares more seats than its rooms and staff allow.
    DeclaredBeyond {
        /// The slot.
        slot: Slot,
        /// Seats declared.
        declared: u32,
        /// Seats by rooms, area and staff.
        possible: u32,
    },
    /// The club declares fewer seats than its rooms and staff allow, though its seats are all taken or it has none.
    DeclaredShort {
        /// The slot.
        slot: Slot,
        /// Seats declared.
        declared: u32,
        /// Seats by rooms, area and staff.
        possible: u32,
    },
}

impl SeatTable {
    /// All doubts, slot by slot.
    pub fn doubts(&self) -> impl Iterator<Item = Doubt> {
        self.slots().flat_map(|(slot, seats)| of_slot(slot, seats).into_iter().flatten())
    }
}

fn of_slot(slot: Slot, seats: &SlotSeats) -> [Option<Doubt>; 2] {
    let (enrolled, capacity) = (seats.enrolled, seats.capacity);
    let beyond = (enrolled > capacity).then_some(Doubt::EnrolledBeyond { slot, enrolled, capacity });
    let declared = seats.declared.zip(seats.possible()).and_then(|(declared, possible)| {
        if declared > possible {
            Some(Doubt::DeclaredBeyond { slot, declared, possible })
        } else if declared < possible && seats.open == 0 {
            Some(Doubt::DeclaredShort { slot, declared, possible })
        } else {
            None
        }
    });
    [beyond, declared]
}
