//! The children of a club and its units.

use crate::programme::club::{Days, Grade};

/// A child with a seat at the club.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Member {
    /// Grade.
    pub grade: Grade,
    /// Siblings have the same number.
    pub household: u32,
    /// The weekdays on which it comes.
    pub days: Days,
    /// Seats that it takes.
    pub seats: u32,
    /// Whether it is disabled.
    pub disabled: bool,
}

/// The limits of a unit, in seats on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct UnitLimits {
    /// Exceeded only if the children are too many.
    pub soft: u32,
    /// Exceeded only if nothing else is possible; at least the soft one.
    pub hard: u32,
}

/// Why children cannot be divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DivisionError {
    /// There are children and no unit.
    #[error("no unit for {children} children")]
    NoUnit {
        /// How many.
        children: u32,
    },
    /// The hard limit of a unit is below its soft one.
    #[error("unit {unit} has the hard limit {hard} below the soft limit {soft}")]
    HardBelowSoft {
        /// The unit.
        unit: u32,
        /// Its soft limit.
        soft: u32,
        /// Its hard limit.
        hard: u32,
    },
    /// A number that nobody can mean.
    #[error("more than {most} children, seats of a child, units or seats of a unit")]
    TooMany {
        /// The most that is taken.
        most: u32,
    },
}

/// Numbers above are slips of the keyboard; below, every sum of the measure fits.
const MOST: u32 = 10_000;

/// Everything that is wrong.
pub(super) fn faults(members: &[Member], units: &[UnitLimits]) -> Vec<DivisionError> {
    let mut faults = Vec::new();
    if units.is_empty() && !members.is_empty() {
        faults.push(DivisionError::NoUnit { children: members.len() as u32 });
    }
    for (unit, &UnitLimits { soft, hard }) in (0..).zip(units) {
        if hard < soft {
            faults.push(DivisionError::HardBelowSoft { unit, soft, hard });
        }
    }
    let most = MOST as usize;
    let many = members.len() > most || units.len() > most;
    if many || units.iter().any(|u| u.hard > MOST) || members.iter().any(|m| m.seats > MOST) {
        faults.push(DivisionError::TooMany { most: MOST });
    }
    faults
}
