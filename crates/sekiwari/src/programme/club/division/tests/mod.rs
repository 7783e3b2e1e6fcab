//! Divisions of clubs, and all divisions of small ones.

mod cases;
mod properties;
mod staff;

use super::{Member, UnitLimits};
use crate::programme::club::{Days, Grade};

fn member(grade: u8, household: u32) -> Member {
    let grade = Grade::new(grade).unwrap();
    Member { grade, household, days: Days::WEEKDAYS, seats: 1, disabled: false }
}

const fn unit(soft: u32, hard: u32) -> UnitLimits {
    UnitLimits { soft, hard }
}
