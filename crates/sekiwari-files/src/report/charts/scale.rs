//! Round numbers for axes.

/// A step of 1, 2 or 5 times a power of ten that divides a span into at most `most` parts. At least 1, as counts are whole.
pub(super) fn step(span: f64, most: f64) -> f64 {
    let mut step = 1.0;
    for factor in [2.0, 2.5, 2.0].into_iter().cycle().take(60) {
        if span / step <= most {
            break;
        }
        step *= factor;
    }
    step
}

/// The multiples of the step from just below `low` to just above `high`.
pub(super) fn ticks(low: f64, high: f64, most: f64) -> Vec<f64> {
    let step = step(high - low, most);
    let from = (low / step).floor();
    let count = ((high / step).ceil() - from).max(1.0) as usize;
    (0..=count).map(|i| (from + i as f64) * step).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_enclose_the_span() {
        assert_eq!(ticks(311.0, 331.0, 5.0), [310.0, 315.0, 320.0, 325.0, 330.0, 335.0]);
        assert_eq!(ticks(0.0, 3.0, 5.0), [0.0, 1.0, 2.0, 3.0]);
        assert_eq!(ticks(7.0, 7.0, 5.0), [7.0, 8.0]);
        for high in [1.0, 9.0, 57.0, 1234.0, 98_765.0] {
            let ticks = ticks(0.0, high, 6.0);
            assert!(ticks.len() <= 8 && *ticks.last().unwrap() >= high, "{high}: {ticks:?}");
        }
    }
}
