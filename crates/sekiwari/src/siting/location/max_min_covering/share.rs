//! A covered share as a fraction.

use std::cmp::Ordering;

/// So much of a weight is covered. Compared as a fraction: 1 of 2 is the same share as 2 of 4.
#[derive(Clone, Copy, Debug)]
pub struct Share {
    /// The weight covered.
    pub covered: u64,
    /// All of the weight; not 0 in any answer.
    pub weight: u64,
}

impl Ord for Share {
    fn cmp(&self, other: &Self) -> Ordering {
        let cross = |a: &Self, b: &Self| u128::from(a.covered) * u128::from(b.weight);
        cross(self, other).cmp(&cross(other, self))
    }
}

impl PartialOrd for Share {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Share {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Share {}

impl Share {
    /// The share of another weight, rounded down and up.
    pub(super) fn of(self, weight: u64) -> (u64, u64) {
        let part = u128::from(self.covered) * u128::from(weight);
        let whole = u128::from(self.weight.max(1));
        ((part / whole) as u64, part.div_ceil(whole) as u64)
    }

    /// The share as a number.
    pub fn as_f64(self) -> f64 {
        self.covered as f64 / self.weight as f64
    }
}
