//! What is known about one facility before its seats are worked out.

use super::area::{Room, RoomKind};
use super::{PerClass, Standard};
use crate::programme::nursery::{AgeClass, ClassSet};

/// Children who are there already and stay.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Continuing {
    /// How many.
    pub children: u32,
    /// Seats they take beyond one each: a child that needs more room may take two.
    pub extra_seats: u32,
    /// What they weigh on the teachers beyond one child each, in tenths of a child.
    pub extra_load10: u32,
}

/// One class of a facility.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClassTable {
    /// The most seats it says it can fill, continuing children included.
    pub declared: Option<u32>,
    /// Continuing children who take no part in the round.
    pub enrolled: Continuing,
    /// Children who hold a seat and apply to move; they may stay.
    pub holders: u32,
    /// Children of the education part (1号), whom the declared number and the quota leave out; they need teachers and rooms.
    pub education: u32,
    /// Seats kept back from the round.
    pub reserved: u32,
}

/// Teachers, all for the same classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Teachers {
    /// The classes; `None` = the whole facility.
    pub classes: Option<ClassSet>,
    /// Teachers in tenths.
    pub teachers10: u32,
    /// Nurses in tenths, counted as teachers as far as the standard allows.
    pub nurses10: u32,
}

/// One facility.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacilityTable {
    /// The standard for its kind.
    pub standard: Standard,
    /// Its classes.
    pub classes: PerClass<ClassTable>,
    /// Its teachers; `None` = nothing is known, so they do not limit.
    pub staff: Option<Vec<Teachers>>,
    /// Its rooms. Classes without a room are not limited by area.
    pub rooms: Vec<Room>,
    /// The quota (利用定員) of all classes.
    pub quota: Option<u32>,
}

impl FacilityTable {
    /// A facility of which nothing but its standard is known.
    pub fn new(standard: Standard) -> Self {
        Self { standard, classes: Default::default(), staff: None, rooms: Vec::new(), quota: None }
    }

    /// The classes it serves, as far as the tables say: those it declares; if it declares none, those of its rooms; without
    /// rooms those its teachers are assigned to; otherwise those of its children. Classes with children always count.
    pub fn served(&self) -> PerClass<bool> {
        let mut served = [false; AgeClass::COUNT];
        let declared = AgeClass::all().filter(|c| self.classes[c.index()].declared.is_some());
        declared.for_each(|c| served[c.index()] = true);
        if !served.contains(&true) {
            let rooms = self.rooms.iter().filter(|r| r.kind != RoomKind::Yard);
            rooms.flat_map(|r| r.classes.classes()).for_each(|c| served[c.index()] = true);
        }
        if !served.contains(&true) {
            let assigned = self.staff.iter().flatten().filter_map(|t| t.classes);
            assigned.flat_map(ClassSet::classes).for_each(|c| served[c.index()] = true);
        }
        for (class, served) in self.classes.iter().zip(&mut served) {
            *served |= class.continuing() > 0;
        }
        served
    }

    /// Teachers in tenths, nurses included as far as they count.
    pub fn teachers10(&self) -> Option<u64> {
        let staff = self.staff.as_deref()?;
        let teachers: u64 = staff.iter().map(|t| u64::from(t.teachers10)).sum();
        Some(teachers + self.counted_nurses10())
    }

    /// Nurses in tenths that count as teachers.
    pub fn counted_nurses10(&self) -> u64 {
        let nurses: u64 = self.staff.iter().flatten().map(|t| u64::from(t.nurses10)).sum();
        nurses.min(10 * u64::from(self.standard.nurses))
    }

    /// Continuing children of all classes, without the education part.
    pub fn continuing(&self) -> u32 {
        self.classes.iter().map(ClassTable::continuing).sum()
    }
}

impl ClassTable {
    /// Continuing children: those who take no part in the round, and those who hold a seat and apply to move.
    pub fn continuing(&self) -> u32 {
        self.enrolled.children.saturating_add(self.holders)
    }

    /// The seats they take.
    pub fn seats_taken(&self) -> u32 {
        self.continuing().saturating_add(self.enrolled.extra_seats)
    }

    /// What all children there weigh on the teachers, in tenths of a child.
    pub(super) fn load10(&self) -> u64 {
        let children = u64::from(self.continuing()) + u64::from(self.education);
        10 * children + u64::from(self.enrolled.extra_load10)
    }

    /// The places they take in rooms.
    pub(super) fn places(&self) -> u64 {
        u64::from(self.seats_taken()) + u64::from(self.education)
    }
}
