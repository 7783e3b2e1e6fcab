//! Limits over several classes of a facility: teachers, floor area.

use super::{LimitRow, RoundError, SeatRow};
use crate::programme::nursery::{AgeClass, ClassSet, FacilityIndex};

/// Something that a facility has only so much of, and what a child of each class takes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacilityLimit {
    /// The facility.
    pub facility: FacilityIndex,
    /// What is limited.
    pub name: String,
    /// How much there is, in thousandths, without what applicants who hold a seat take today.
    pub capacity: u64,
    /// Per group of classes, what `per` children take together in thousandths: (classes, weight, per).
    pub weights: Vec<(ClassSet, u64, u32)>,
}

/// A limit in whole numbers: weight per child of each class and capacity in one common unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScaledLimit {
    /// How much there is.
    pub capacity: u64,
    /// What a child of each class takes.
    pub weight: [u32; AgeClass::COUNT],
}

impl FacilityLimit {
    /// Whole numbers that say the same: everything times the least common multiple of the `per`, divided by what all
    /// weights have in common. `None` if they do not fit (weights in 32 bits, the capacity in 64).
    pub fn scaled(&self) -> Option<ScaledLimit> {
        let (unit, common, weights) = self.units()?;
        // Loads are multiples of `common`, so what is left of the capacity beside such multiples is of no use.
        let capacity = self.capacity.checked_mul(unit)? / common;
        let mut weight = [0; AgeClass::COUNT];
        for ((classes, ..), w) in self.weights.iter().zip(weights) {
            let w = u32::try_from(w / common).ok()?;
            classes.classes().for_each(|c| weight[c.index()] = w);
        }
        Some(ScaledLimit { capacity, weight })
    }

    /// The least capacity in thousandths that is at least `scaled` in whole numbers, if it fits. Where a child weighs less
    /// than a thousandth it may be more in whole numbers than was asked for.
    pub(crate) fn capacity_for(&self, scaled: u64) -> Option<u64> {
        let (unit, common, _) = self.units()?;
        let thousandths = (u128::from(scaled) * u128::from(common)).div_ceil(u128::from(unit));
        u64::try_from(thousandths).ok()
    }

    /// The unit, what all weights in that unit have in common, and the weights in that unit.
    fn units(&self) -> Option<(u64, u64, Vec<u64>)> {
        let unit = self
            .weights
            .iter()
            .try_fold(1u64, |l, w| (l / gcd(l, u64::from(w.2))).checked_mul(w.2.into()))?;
        let of = |w: &(ClassSet, u64, u32)| w.1.checked_mul(unit / u64::from(w.2));
        let weights: Vec<u64> = self.weights.iter().map(of).collect::<Option<_>>()?;
        let common = weights.iter().fold(0, |g, &w| gcd(g, w)).max(1);
        Some((unit, common, weights))
    }
}

fn gcd(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { gcd(b, a % b) }
}

/// Groups the rows into limits, by facility and name, and checks them against the seats.
pub(super) fn group(
    mut rows: Vec<LimitRow>,
    seats: &[SeatRow],
    facility_id: impl Fn(FacilityIndex) -> String,
    errors: &mut Vec<RoundError>,
) -> Vec<FacilityLimit> {
    rows.sort_by(|a, b| (a.facility, &a.name, a.classes).cmp(&(b.facility, &b.name, b.classes)));
    let mut limits = Vec::new();
    for same in rows.chunk_by(|a, b| a.facility == b.facility && a.name == b.name) {
        let (facility, name) = (facility_id(same[0].facility), same[0].name.clone());
        let limit = FacilityLimit {
            facility: same[0].facility,
            name: name.clone(),
            capacity: same[0].capacity,
            weights: same.iter().map(|r| (r.classes, r.weight, r.per)).collect(),
        };
        if same.iter().any(|r| r.per == 0) {
            errors.push(RoundError::LimitPerNobody { facility, limit: name });
            continue;
        }
        if same.iter().any(|r| r.capacity != limit.capacity) {
            errors.push(RoundError::LimitCapacityDiffers { facility: facility.clone(), limit: name.clone() });
        }
        for class in AgeClass::all().filter(|&c| same.iter().filter(|r| r.classes.contains(c)).count() > 1) {
            let (facility, limit) = (facility.clone(), name.clone());
            errors.push(RoundError::ClassTwiceInLimit { facility, limit, class: class.get() });
        }
        match limit.scaled() {
            None => errors.push(RoundError::LimitTooFine { facility, limit: name }),
            Some(scaled) => {
                let own = seats.iter().filter(|s| s.facility == limit.facility);
                let weigh =
                    |s: &SeatRow| s.classes.classes().map(|c| scaled.weight[c.index()]).collect::<Vec<_>>();
                for row in own.filter(|s| weigh(s).windows(2).any(|w| w[0] != w[1])) {
                    let (facility, limit) = (facility.clone(), name.clone());
                    errors.push(RoundError::SharedSeatsWeighDifferently {
                        facility,
                        limit,
                        classes: row.classes.to_string(),
                    });
                }
            }
        }
        limits.push(limit);
    }
    limits
}
