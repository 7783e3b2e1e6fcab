//! Seats that somebody offers, held against what the facility can take.

use super::derive::{Given, Limits, class_set};
use super::{FacilityTable, Mask, PerClass};
use crate::programme::nursery::{AgeClass, ClassSet};

/// Seats offered in a round, reserved ones included.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offered {
    /// Seats by the classes that share them.
    pub seats: Vec<(ClassSet, u32)>,
}

/// More children than a limit allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Overrun {
    /// Too few teachers for some classes.
    Staff {
        /// The classes: all, or those whose own teachers are too few.
        classes: ClassSet,
        /// Teachers needed.
        needed: u64,
        /// Teachers there are, in tenths.
        teachers10: u64,
    },
    /// Too little room.
    Area {
        /// The classes that share the rooms.
        classes: ClassSet,
        /// Places needed.
        children: u64,
        /// Places the rooms have.
        room: u64,
    },
    /// Too small a yard.
    Yard {
        /// The classes that use it.
        classes: ClassSet,
        /// Places needed.
        children: u64,
        /// Places it has.
        room: u64,
    },
    /// More than the facility declares.
    Declared {
        /// The class.
        class: AgeClass,
        /// Seats taken and given.
        seats: u32,
        /// Seats declared.
        declared: u32,
    },
}

/// Everything that the continuing children and seats given beside them break: the whole facility's teachers if they are too few, otherwise
/// the smallest sets of classes; the smallest sets for rooms.
pub(super) fn overruns(table: &FacilityTable, given: &Given) -> Vec<Overrun> {
    let limits = Limits::new(table);
    let mut found = Vec::new();
    for class in AgeClass::all() {
        let c = class.index();
        let seats = table.classes[c].seats_taken().saturating_add(given[c]);
        if let Some(declared) = limits.declared(c).filter(|&d| seats > d) {
            found.push(Overrun::Declared { class, seats, declared });
        }
    }
    let mut staff = limits.short_of_staff(given);
    match staff.iter().find(|s| s.0 == super::ALL).copied() {
        Some(whole) => staff = vec![whole],
        None => staff = smallest(staff),
    }
    for (set, needed, teachers10) in staff {
        found.extend(class_set(set).map(|classes| Overrun::Staff { classes, needed, teachers10 }));
    }
    for (set, children, room) in smallest(limits.short_of_room(given, false)) {
        found.extend(class_set(set).map(|classes| Overrun::Area { classes, children, room }));
    }
    for (set, children, room) in smallest(limits.short_of_room(given, true)) {
        found.extend(class_set(set).map(|classes| Overrun::Yard { classes, children, room }));
    }
    found
}

/// Those sets that hold no other.
fn smallest(sets: Vec<(Mask, u64, u64)>) -> Vec<(Mask, u64, u64)> {
    let holds_other = |set: Mask| sets.iter().any(|s| s.0 != set && s.0 & !set == 0);
    sets.iter().copied().filter(|s| !holds_other(s.0)).collect()
}

impl Offered {
    /// Seats of all classes.
    pub fn total(&self) -> u32 {
        self.seats.iter().map(|s| s.1).sum()
    }

    /// Seats by class. Seats that classes share go to the youngest first, as far as it declares seats that are not taken, then to the
    /// next; the rest to the oldest. Young children need most, so nothing is said to be possible that is not.
    pub fn by_class(&self, table: &FacilityTable) -> PerClass<u32> {
        let mut given = [0u32; AgeClass::COUNT];
        let shared = |s: &&(ClassSet, u32)| s.0.classes().count() > 1;
        for (classes, seats) in self.seats.iter().filter(|s| !shared(s)) {
            classes.classes().for_each(|c| given[c.index()] = given[c.index()].saturating_add(*seats));
        }
        for (classes, seats) in self.seats.iter().filter(shared) {
            let mut left = *seats;
            let last = classes.classes().last();
            for class in classes.classes() {
                let of = &table.classes[class.index()];
                let slot = &mut given[class.index()];
                let room = of.declared.map_or(left, |d| d.saturating_sub(of.seats_taken() + *slot));
                let here = if Some(class) == last { left } else { left.min(room) };
                *slot = slot.saturating_add(here);
                left -= here;
            }
        }
        given
    }

    /// What they break together with the continuing children.
    pub fn overruns(&self, table: &FacilityTable) -> Vec<Overrun> {
        overruns(table, &self.by_class(table))
    }

    /// Seats that could be offered on top of these, by class. Whatever division the office chose, what is possible beside it counts,
    /// so that another division is not taken for a mistake.
    pub fn missing(&self, table: &FacilityTable) -> PerClass<u32> {
        let given = self.by_class(table);
        let filled = Limits::new(table).fill(given);
        std::array::from_fn(|c| filled[c] - given[c])
    }
}
