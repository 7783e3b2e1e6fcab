//! The levels at which a rulebook speaks, and what a condition of each level may ask about.

/// What a group of items looks at, and what an attribute belongs to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Level {
    /// The round as a whole (`round.`): month of entry, fiscal year.
    Round,
    /// A household (`household.`).
    Household,
    /// One guardian of a household (`guardian.`).
    Guardian,
    /// One reason of a guardian (`reason.`): work, illness, care, ...
    Reason,
    /// A child (`child.`).
    Child,
    /// A child at a facility of its list (`at.`, `facility.`).
    Facility,
}

impl Level {
    /// The number of levels.
    pub const COUNT: usize = 6;

    /// The levels at which groups of items may stand, in the order of scoring, with the names used in files.
    pub const NAMES: &'static [(&'static str, Level)] = &[
        ("reason", Level::Reason),
        ("guardian", Level::Guardian),
        ("household", Level::Household),
        ("child", Level::Child),
        ("facility", Level::Facility),
    ];

    /// The name used in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Level::Round => "round",
            Level::Household => "household",
            Level::Guardian => "guardian",
            Level::Reason => "reason",
            Level::Child => "child",
            Level::Facility => "facility",
        }
    }

    /// The level as an index, 0 to 5.
    pub fn index(self) -> usize {
        self as usize
    }

    /// Whether a condition at this level may ask about an attribute of `other`.
    ///
    /// A child does not see single guardians or reasons: it has several. `reasons.exists(..)` asks about all of them.
    pub fn sees(self, other: Level) -> bool {
        match other {
            Level::Round | Level::Household => true,
            Level::Guardian => matches!(self, Level::Guardian | Level::Reason),
            Level::Reason => self == Level::Reason,
            Level::Child => matches!(self, Level::Child | Level::Facility),
            Level::Facility => self == Level::Facility,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Level::{Child, Facility, Guardian, Household, Reason, Round};

    #[test]
    fn who_sees_what() {
        for level in [Round, Household, Guardian, Reason, Child, Facility] {
            assert!(level.sees(Round) && level.sees(Household) && (level == Round || level.sees(level)));
        }
        assert!(Reason.sees(Guardian) && !Guardian.sees(Reason));
        assert!(Facility.sees(Child) && !Child.sees(Facility));
        assert!(!Child.sees(Reason) && !Household.sees(Child) && !Reason.sees(Child));
    }
}
