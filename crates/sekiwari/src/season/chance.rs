//! Draws by name: a number for a seed and what is drawn, so that one draw more never changes another.

use crate::exact::{mix, unit};

/// What is drawn, as the first word of its name.
#[derive(Clone, Copy)]
pub(super) enum Of {
    Asks = 1,
    Example,
    Disease,
    Lead,
    Time,
    RestDay,
    Intent,
    Notice,
    Reach,
}

/// The draws of one season.
#[derive(Clone, Copy)]
pub(super) struct Chance {
    season: u64,
}

impl Chance {
    pub(super) fn new(seed: u64, season: u32) -> Self {
        Self { season: mix(mix(seed ^ 0x5eed_0f5e_a50f_ca1e).wrapping_add(u64::from(season) + 1)) }
    }

    /// A number in 0..1 for a child on a day.
    pub(super) fn unit(self, of: Of, child: u32, day: u32, which: u32) -> f64 {
        unit(self.bits(of, child, day, which))
    }

    /// A number below `n`, which is at least 1. The bias is less than n in 2^32.
    pub(super) fn below(self, of: Of, child: u32, day: u32, n: u32) -> u32 {
        (((self.bits(of, child, day, 0) >> 32) * u64::from(n)) >> 32) as u32
    }

    fn bits(self, of: Of, child: u32, day: u32, which: u32) -> u64 {
        let name = (u64::from(child) << 32) | u64::from(day);
        mix(mix(mix(self.season ^ ((of as u64) << 32) ^ u64::from(which)).wrapping_add(name)))
    }
}

#[cfg(test)]
mod tests {
    use super::{Chance, Of};

    #[test]
    fn draws_are_even_and_apart() {
        let mut sum = [0.0; 2];
        let mut both = 0;
        for child in 0..10_000 {
            let of = |season: u32| Chance::new(7, season).unit(Of::Asks, child, 3, 0);
            let (a, b) = (of(0), of(1));
            sum[0] += a;
            sum[1] += b;
            both += u32::from(a < 0.5 && b < 0.5);
        }
        assert!(sum.iter().all(|s| (s / 10_000.0 - 0.5).abs() < 0.02), "{sum:?}");
        assert!((2_300..2_700).contains(&both), "{both}");
        let chance = Chance::new(1, 0);
        assert!((0..1000).all(|c| chance.below(Of::Lead, c, 0, 7) < 7));
    }
}
