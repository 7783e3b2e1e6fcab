//! What makes one division better than another.

use super::tally::{Shares, Tally};
use super::{Member, UnitLimits};

/// The faults of a division, the gravest first; compared in this order, smaller is better.
///
/// Imbalances are sums over units of |W · children of the unit − w · children of the club|, where w is the soft limit of the unit,
/// W the sum over all units, both over their greatest common divisor: with units alike, W is their number and w is 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Measure {
    /// Seats above the hard limit on the busiest weekday of each unit, over all units.
    pub over_hard: u64,
    /// Cuts through households: units in which its children are, less one.
    pub split: u64,
    /// Seats above the soft limit on the busiest weekday of each unit, over all units.
    pub over_soft: u64,
    /// The imbalance of the grades, over all grades.
    pub grades: u64,
    /// The imbalance of disabled children.
    pub disabled: u64,
    /// The imbalance of all seats, whatever the day.
    pub seats: u64,
}

impl Measure {
    /// The larger of each.
    #[must_use]
    pub(super) fn max_each(self, other: Measure) -> Measure {
        Measure {
            over_hard: self.over_hard.max(other.over_hard),
            split: self.split.max(other.split),
            over_soft: self.over_soft.max(other.over_soft),
            grades: self.grades.max(other.grades),
            disabled: self.disabled.max(other.disabled),
            seats: self.seats.max(other.seats),
        }
    }
}

/// The measure of a division: `unit[i]` is the unit of member *i*. Counted from the members, for whoever wants to compare.
///
/// `None` if a member is without a unit that exists.
pub fn measure(members: &[Member], units: &[UnitLimits], unit: &[u32]) -> Option<Measure> {
    if unit.len() != members.len() || unit.iter().any(|&u| u as usize >= units.len()) {
        return None;
    }
    let shares = Shares::new(members, units);
    let mut tally = Tally::new(&shares);
    unit.iter().enumerate().for_each(|(i, &u)| tally.add(&shares, u as usize, i));
    Some(shares.measure(&tally))
}
