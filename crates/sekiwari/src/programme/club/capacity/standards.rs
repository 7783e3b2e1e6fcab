//! The numbers that a city sets for its clubs by ordinance.

/// Which limit of a unit counts for seats. The standard says "about 40", so many cities have a second number that they do
/// not exceed (units of up to 45 were 73 % in 2019).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Counted {
    /// The soft limit.
    #[default]
    Soft,
    /// The hard limit.
    Hard,
}

impl Counted {
    /// Names in settings.
    pub const NAMES: &'static [(&'static str, Counted)] = &[("soft", Counted::Soft), ("hard", Counted::Hard)];
}

/// The standard for clubs; the default is the national one, without a hard limit of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Standards {
    /// Hundredths of a square metre per child.
    pub area_per_child: u32,
    /// Children of a unit.
    pub limit: u32,
    /// Children of a unit that are never exceeded; the same as `limit` where a city has no second number.
    pub hard_limit: u32,
    /// Which of the two counts for seats.
    pub counts: Counted,
    /// Staff of a unit; 0 = not asked for.
    pub staff_per_unit: u32,
    /// Qualified staff among them; 0 = not asked for.
    pub qualified_per_unit: u32,
}

impl Default for Standards {
    fn default() -> Self {
        Self {
            area_per_child: 165,
            limit: 40,
            hard_limit: 40,
            counts: Counted::Soft,
            staff_per_unit: 2,
            qualified_per_unit: 1,
        }
    }
}

/// Why standards cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StandardError {
    /// No area per child.
    #[error("the area per child is 0")]
    NoArea,
    /// A unit of no children.
    #[error("the limit of a unit is 0")]
    NoLimit,
    /// The hard limit is below the soft one.
    #[error("the hard limit {hard} is below the limit {limit}")]
    HardBelowSoft {
        /// The soft limit.
        limit: u32,
        /// The hard limit.
        hard: u32,
    },
    /// More qualified staff than staff.
    #[error("a unit needs {qualified} qualified staff among {staff}")]
    QualifiedBeyondStaff {
        /// Staff of a unit.
        staff: u32,
        /// Qualified staff of a unit.
        qualified: u32,
    },
}

impl Standards {
    /// The limit of a unit that counts for seats, where no row sets its own.
    pub const fn counted_limit(&self) -> u32 {
        match self.counts {
            Counted::Soft => self.limit,
            Counted::Hard => self.hard_limit,
        }
    }

    /// Everything that is wrong with them.
    pub fn faults(&self) -> Vec<StandardError> {
        let mut faults = Vec::new();
        if self.area_per_child == 0 {
            faults.push(StandardError::NoArea);
        }
        if self.limit == 0 {
            faults.push(StandardError::NoLimit);
        }
        if self.hard_limit < self.limit {
            faults.push(StandardError::HardBelowSoft { limit: self.limit, hard: self.hard_limit });
        }
        let (staff, qualified) = (self.staff_per_unit, self.qualified_per_unit);
        if qualified > staff {
            faults.push(StandardError::QualifiedBeyondStaff { staff, qualified });
        }
        faults
    }

    /// Children that an area takes.
    ///
    /// ```
    /// use sekiwari::programme::club::capacity::Standards;
    /// // 100 m² at 1.65 m² a child, and at the 1.75 m² that some cities ask for.
    /// let own = Standards { area_per_child: 175, ..Standards::default() };
    /// assert_eq!((Standards::default().children_in(10_000), own.children_in(10_000)), (60, 57));
    /// ```
    pub fn children_in(&self, area: u64) -> u32 {
        u32::try_from(area / u64::from(self.area_per_child.max(1))).unwrap_or(u32::MAX)
    }

    /// Units that so many staff can run; `None` if units need none.
    pub fn units_of_staff(&self, staff: u32) -> Option<u32> {
        staff.checked_div(self.staff_per_unit)
    }

    /// Units that so many qualified staff can run; `None` if units need none.
    pub fn units_of_qualified(&self, qualified: u32) -> Option<u32> {
        qualified.checked_div(self.qualified_per_unit)
    }
}
