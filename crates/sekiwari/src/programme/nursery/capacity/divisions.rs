//! All divisions of what a facility can take over its classes, for those who choose among them.

use super::derive::{Binding, Limits};
use super::most::most_new;
use super::{ALL, FacilityTable, Mask, PerClass, mask, members};
use crate::programme::nursery::{AgeClass, ClassSet};

/// How the seats of a facility may be divided over its classes: within its teachers, rooms and yard, and no more in all than it
/// declares over all classes. What it declares for a single class is one division, and no limit here.
pub struct Divisions<'a> {
    table: &'a FacilityTable,
    limits: Limits<'a>,
    // New children in all that the declared numbers leave.
    declared: Option<u64>,
}

impl<'a> Divisions<'a> {
    /// Of a facility. `None` where nothing says what it could take beyond its declared numbers, or its continuing children alone
    /// are too many: then there is nothing to divide.
    pub fn new(table: &'a FacilityTable) -> Option<Self> {
        let indoor = table.rooms.iter().any(|r| r.kind.is_indoor());
        if table.staff.is_none() && !indoor {
            return None;
        }
        let declared: Vec<u32> = table.classes.iter().filter_map(|c| c.declared).collect();
        let taken: u64 = table.classes.iter().map(|c| u64::from(c.seats_taken())).sum();
        let in_all = declared.iter().map(|&d| u64::from(d)).sum::<u64>();
        let declared = (!declared.is_empty()).then(|| in_all.saturating_sub(taken));
        let divisions = Self { table, limits: Limits::new(table), declared };
        divisions.allows(&[0; AgeClass::COUNT]).then_some(divisions)
    }

    /// Whether so many seats may be given to each class beside the continuing children. What is allowed stays allowed with fewer.
    pub fn allows(&self, given: &PerClass<u32>) -> bool {
        let sum: u64 = given.iter().map(|&n| u64::from(n)).sum();
        self.declared.is_none_or(|most| sum <= most)
            && self.limits.short_of_staff(given).is_empty()
            && self.limits.short_of_room(given, false).is_empty()
            && self.limits.short_of_room(given, true).is_empty()
    }

    /// The most seats that some classes can be given together, whatever the others are given: no division exceeds it.
    pub fn most(&self, classes: ClassSet) -> u32 {
        self.most_of(mask(classes))
    }

    /// The same for all classes.
    pub fn most_in_all(&self) -> u32 {
        self.most_of(ALL)
    }

    fn most_of(&self, set: Mask) -> u32 {
        let nothing = [0; AgeClass::COUNT];
        let room = |c: usize| {
            let limits = [Binding::Area, Binding::Yard].into_iter();
            let number = limits.filter_map(|l| self.limits.number(l, &nothing, c)).min();
            number.map_or(u64::MAX, |n| n.saturating_sub(self.table.classes[c].seats_taken()).into())
        };
        let room: PerClass<u64> = std::array::from_fn(|c| if set & 1 << c != 0 { room(c) } else { 0 });
        let by_rooms = members(set).fold(0u64, |sum, c| sum.saturating_add(room[c]));
        let cap = self.declared.unwrap_or(u64::MAX);
        let room = room.map(|n| n.min(cap));
        let by_staff = most_new(self.table, &self.limits, &room).unwrap_or(u64::MAX);
        u32::try_from(by_rooms.min(by_staff).min(cap)).unwrap_or(u32::MAX)
    }
}
