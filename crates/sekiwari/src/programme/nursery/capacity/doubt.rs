//! What should be looked at before a round is run.

use super::Overrun;
use crate::programme::nursery::{AgeClass, ClassSet};

/// One doubt about the numbers of a facility, or of the whole round. None of them stops a round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// The continuing children alone are more than a limit allows: head counts contradict each other.
    ContinuingOverrun(Overrun),
    /// Continuing children and offered seats together are more than a limit allows.
    OfferedOverrun(Overrun),
    /// More seats are reserved than the class can have.
    ReservedBeyond {
        /// The class.
        class: AgeClass,
        /// Seats reserved.
        reserved: u32,
        /// Seats that the limits leave beside those taken.
        possible: u32,
    },
    /// A facility offers far fewer seats than it could.
    OfferedShort {
        /// Seats offered.
        offered: u32,
        /// Seats it could offer on top.
        missing: u32,
        /// By class.
        classes: Vec<(AgeClass, u32)>,
    },
    /// A class offers nothing though it could.
    OfferedNothing {
        /// The class.
        class: AgeClass,
        /// Seats it could offer.
        missing: u32,
    },
    /// The facilities together offer fewer than they could.
    ShortInAll {
        /// How many of them.
        facilities: u32,
        /// Seats offered by all.
        offered: u32,
        /// Seats that could be offered on top.
        missing: u32,
    },
    /// More children than the quota once all seats are taken: allowed, and common.
    AboveQuota {
        /// Continuing children and seats of the round.
        children: u32,
        /// The quota.
        quota: u32,
    },
    /// At least 120 % of the quota in two years running: the pay is cut or the quota has to be raised.
    AboveQuotaTwice {
        /// Continuing children and seats of the round.
        children: u32,
        /// The quota.
        quota: u32,
        /// Children enrolled last year.
        last_enrolled: u32,
        /// Last year's quota.
        last_quota: u32,
    },
    /// A class offers far more or fewer seats than last year.
    FarFromLastYear {
        /// The classes as last year's table names them.
        classes: ClassSet,
        /// Seats now.
        seats: u32,
        /// Seats last year.
        last: u32,
    },
    /// So do the facilities of last year's table together.
    FarFromLastYearInAll {
        /// Seats now.
        seats: u32,
        /// Seats last year.
        last: u32,
    },
}
