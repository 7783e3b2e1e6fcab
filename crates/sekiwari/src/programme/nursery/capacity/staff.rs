//! Teachers needed for so many children (配置基準).

use super::{Mask, PerClass, members};
use crate::programme::nursery::AgeClass;

/// How the quotient of each group is brought to tenths of a teacher.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rounding {
    /// Cut after the first decimal (the rule of the pay table, 公定価格; the default).
    #[default]
    Cut,
    /// Rounded half up at the second decimal.
    Round,
}

impl Rounding {
    /// Names in settings.
    pub const NAMES: &'static [(&'static str, Rounding)] =
        &[("cut", Rounding::Cut), ("round", Rounding::Round)];
}

/// Whether the teachers of a facility are counted together or group by group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// The groups' tenths are added up, and the sum is rounded half up once (the default).
    #[default]
    Facility,
    /// Every group needs whole teachers of its own, as on the floor at every hour: five infants need two.
    PerGroup,
}

impl Mode {
    /// Names in settings.
    pub const NAMES: &'static [(&'static str, Mode)] =
        &[("facility", Mode::Facility), ("per-group", Mode::PerGroup)];
}

/// How many teachers a facility needs.
///
/// A load is given in tenths of a child per class: ten children of usual weight are 100.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffRule {
    /// Classes that are counted together, with the children to one teacher, youngest first.
    pub(super) groups: Vec<(Mask, u32)>,
    /// Teachers on top.
    pub(super) extra: u32,
    /// Never fewer, as long as there is a child.
    pub(super) minimum: u32,
    /// How quotients are brought to tenths.
    pub(super) rounding: Rounding,
    /// Counted together or group by group.
    pub(super) mode: Mode,
}

impl StaffRule {
    /// Children of a class to one teacher.
    pub fn children_per_teacher(&self, class: AgeClass) -> Option<u32> {
        self.groups.iter().find(|(mask, _)| mask & (1 << class.index()) != 0).map(|&(_, children)| children)
    }

    /// Teachers needed for the whole facility: what the ratios ask for, the extra ones, and never fewer than the minimum. None
    /// for no child.
    ///
    /// With `t(n, k)` for a group of *n* children at *k* to a teacher, in tenths:
    ///
    /// | | `t` | teachers |
    /// |---|---|---|
    /// | facility, cut | `floor(10 n / k)` | `floor((sum + 5) / 10)` |
    /// | facility, round | `floor((20 n + k) / 2k)` | `floor((sum + 5) / 10)` |
    /// | per group | | sum of `ceil(n / k)` |
    ///
    /// Never falls when a load grows.
    pub fn needed(&self, load: &PerClass<u64>) -> u64 {
        if load.iter().all(|&l| l == 0) {
            return 0;
        }
        (self.of_ratios(load, super::ALL) + u64::from(self.extra)).max(u64::from(self.minimum))
    }

    /// Teachers that the ratios alone ask for in some classes.
    pub(super) fn of_ratios(&self, load: &PerClass<u64>, classes: Mask) -> u64 {
        let units = |&(group, children): &(Mask, u32)| {
            let load: u64 = members(group & classes).map(|c| load[c]).sum();
            self.units(load, children)
        };
        self.teachers_of(self.groups.iter().map(units).sum())
    }

    /// What a group adds to the sum: tenths of a teacher, or whole ones in the mode per group.
    pub(super) fn units(&self, load: u64, children: u32) -> u64 {
        let k = u64::from(children);
        match (self.mode, self.rounding) {
            (Mode::PerGroup, _) => load.div_ceil(10 * k),
            (Mode::Facility, Rounding::Cut) => load / k,
            (Mode::Facility, Rounding::Round) => (2 * load + k) / (2 * k),
        }
    }

    /// Teachers for a sum of units.
    fn teachers_of(&self, units: u64) -> u64 {
        match self.mode {
            Mode::PerGroup => units,
            Mode::Facility => (units + 5) / 10,
        }
    }

    /// The most units that so many teachers (in tenths) can cover, beside the extra ones; `None` if not even one child.
    pub(super) fn units_covered(&self, teachers10: u64) -> Option<u64> {
        let whole = teachers10 / 10;
        if whole < u64::from(self.minimum) {
            return None;
        }
        let left = whole.checked_sub(self.extra.into())?;
        Some(match self.mode {
            Mode::PerGroup => left,
            // The sum is rounded half up, so four tenths more than the teachers are still covered.
            Mode::Facility => 10 * left + 4,
        })
    }
}
