//! A whole number over the draws.

/// A whole number over the draws.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spread {
    /// The mean, in thousandths.
    pub mean: i64,
    /// One draw in ten is below.
    pub low: i64,
    /// One draw in ten is above.
    pub high: i64,
}

impl Spread {
    /// Mean, 10th and 90th percentile by nearest rank; `None` without numbers.
    ///
    /// ```
    /// use sekiwari::siting::effect::Spread;
    /// assert_eq!(Spread::of(1..=10), Some(Spread { mean: 5_500, low: 1, high: 9 }));
    /// assert_eq!(Spread::of([7]), Some(Spread { mean: 7_000, low: 7, high: 7 }));
    /// ```
    pub fn of(values: impl IntoIterator<Item = i64>) -> Option<Self> {
        let mut values: Vec<i64> = values.into_iter().collect();
        values.sort_unstable();
        let n = values.len();
        let rank = |percent: usize| values.get((n * percent).div_ceil(100).max(1) - 1).copied();
        let (low, high) = (rank(10)?, rank(90)?);
        Some(Self { mean: mean(values), low, high })
    }
}

/// The mean in thousandths, halves away from zero; 0 without numbers.
pub(super) fn mean(values: impl IntoIterator<Item = i64>) -> i64 {
    let (sum, n) = values.into_iter().fold((0i128, 0i128), |(s, n), v| (s + i128::from(v), n + 1));
    if n == 0 {
        return 0;
    }
    let twice = 2000 * sum + if sum < 0 { -n } else { n };
    i64::try_from(twice / (2 * n)).unwrap_or(i64::MAX)
}
