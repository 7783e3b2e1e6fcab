//! The staff of each unit.

use crate::programme::club::capacity::Standards;

/// The staff of one unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct UnitStaff {
    /// Qualified staff (放課後児童支援員).
    pub qualified: u32,
    /// Others (補助員).
    pub others: u32,
    /// Qualified staff that it lacks.
    pub lacks_qualified: u32,
    /// Staff of any kind that it lacks beside those.
    pub lacks_others: u32,
}

/// Staff shared out over units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffOfUnits {
    /// By unit.
    pub units: Vec<UnitStaff>,
    /// Qualified staff that no unit needs.
    pub left_qualified: u32,
    /// Others that no unit needs.
    pub left_others: u32,
}

impl StaffOfUnits {
    /// Whether every unit has what it needs.
    pub fn complete(&self) -> bool {
        self.units.iter().all(|u| u.lacks_qualified == 0 && u.lacks_others == 0)
    }
}

/// Gives every unit the staff that the standards ask for, the first units first; `staff` counts the qualified ones too. Others
/// fill the places that need no qualification, qualified staff only those they leave. What a unit lacks and what nobody needs is
/// named.
///
/// ```
/// use sekiwari::programme::club::{capacity::Standards, division::share_staff};
/// // Two units, five staff of whom two are qualified: one assistant is left.
/// let shared = share_staff(2, 5, 2, &Standards::default());
/// assert!(shared.complete());
/// assert_eq!((shared.left_qualified, shared.left_others), (0, 1));
/// ```
pub fn share_staff(units: u32, staff: u32, qualified: u32, standards: &Standards) -> StaffOfUnits {
    let mut left_qualified = qualified.min(staff);
    let mut left_others = staff - left_qualified;
    let needed = standards.qualified_per_unit.min(standards.staff_per_unit);
    let mut shared: Vec<UnitStaff> = (0..units)
        .map(|_| {
            let qualified = take(&mut left_qualified, needed);
            UnitStaff { qualified, lacks_qualified: needed - qualified, ..UnitStaff::default() }
        })
        .collect();
    // Only now is it known how many of the qualified can stand in for others.
    for unit in &mut shared {
        let places = standards.staff_per_unit - needed;
        unit.others = take(&mut left_others, places);
        let standing_in = take(&mut left_qualified, places - unit.others);
        unit.qualified += standing_in;
        unit.lacks_others = places - unit.others - standing_in;
    }
    StaffOfUnits { units: shared, left_qualified, left_others }
}

fn take(from: &mut u32, most: u32) -> u32 {
    let taken = most.min(*from);
    *from -= taken;
    taken
}
