//! What is known about a club on some days of some seasons.

use super::Standards;
use crate::programme::club::{Days, Seasons};

/// The units of a club on some days of some seasons. What is blank limits nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct UnitRow {
    /// The club.
    pub club: u32,
    /// The seasons; `None` = all of which no other row of the club speaks.
    pub seasons: Option<Seasons>,
    /// The weekdays.
    pub days: Days,
    /// Rooms, each for one unit.
    pub rooms: Option<u32>,
    /// Staff present at a time, qualified ones included.
    pub staff: Option<u32>,
    /// Qualified staff among them (放課後児童支援員).
    pub qualified: Option<u32>,
    /// Area for the children in hundredths of a square metre.
    pub area: Option<u64>,
    /// Children of a unit, instead of both limits of the standards.
    pub limit_per_unit: Option<u32>,
    /// Seats that the club declares (定員).
    pub declared: Option<u32>,
}

impl UnitRow {
    /// The limit of a unit that counts for seats.
    pub fn limit(&self, standards: &Standards) -> u32 {
        self.limit_per_unit.unwrap_or_else(|| standards.counted_limit())
    }

    /// Units that rooms, staff and qualified staff allow; `None` where nothing is known of them.
    pub fn units(&self, standards: &Standards) -> Option<u32> {
        let staff = self.staff.and_then(|n| standards.units_of_staff(n));
        let qualified = self.qualified.and_then(|n| standards.units_of_qualified(n));
        [self.rooms, staff, qualified].into_iter().flatten().min()
    }
}

/// Children of a club who have a seat and take no part in the round. Rows for the same slot are added up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EnrolledRow {
    /// The club.
    pub club: u32,
    /// The seasons; `None` = all in which the club opens.
    pub seasons: Option<Seasons>,
    /// The weekdays.
    pub days: Days,
    /// Children on each of these days.
    pub children: u32,
}
