//! Random numbers: one seed, one stream per purpose, integers only.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// What a stream of random numbers is used for. Each purpose has its own, so that a change of one step of the
/// generator leaves the draws of the others as they were.
#[derive(Clone, Copy)]
pub(crate) enum Stream {
    Town = 1,
    Families = 2,
    Lists = 3,
    Scores = 4,
    Terms = 5,
    Market = 6,
    Listings = 7,
    Knots = 8,
    Circumstances = 9,
    Year = 10,
    Survey = 16,
    Clubs = 17,
    ClubChildren = 18,
    ClubTown = 19,
    DayMarket = 20,
    DayTown = 21,
    DayRequests = 22,
}

/// A seeded source of whole numbers, the same on every machine.
pub(crate) struct Draw(ChaCha8Rng);

impl Draw {
    pub(crate) fn new(seed: u64, stream: Stream) -> Self {
        let mut key = [0u8; 32];
        key[..8].copy_from_slice(&seed.to_le_bytes());
        let mut rng = ChaCha8Rng::from_seed(key);
        rng.set_stream(stream as u64);
        Self(rng)
    }

    /// A number from 0 to `n - 1`; 0 if `n` is 0. The bias of the multiplication is below `n / 2^32`.
    pub(crate) fn below(&mut self, n: u32) -> u32 {
        ((u64::from(self.0.next_u32()) * u64::from(n)) >> 32) as u32
    }

    /// The same for large numbers; the bias is below `n / 2^64`.
    pub(crate) fn below_u64(&mut self, n: u64) -> u64 {
        ((u128::from(self.0.next_u64()) * u128::from(n)) >> 64) as u64
    }

    /// A number from `low` to `high`, both included.
    pub(crate) fn between(&mut self, low: i32, high: i32) -> i32 {
        low + self.below(high.abs_diff(low) + 1) as i32
    }

    /// True with a chance of `permille` in a thousand.
    pub(crate) fn chance(&mut self, permille: u32) -> bool {
        self.below(1000) < permille
    }

    /// An index of `weights`, with a chance in proportion to its weight; 0 if all weights are 0.
    pub(crate) fn weighted(&mut self, weights: &[u32]) -> usize {
        let total: u64 = weights.iter().map(|&w| u64::from(w)).sum();
        let mut left = self.below_u64(total);
        for (i, &w) in weights.iter().enumerate() {
            if left < u64::from(w) {
                return i;
            }
            left -= u64::from(w);
        }
        0
    }

    /// An index of a table of running sums of weights (not empty).
    pub(crate) fn by_sums(&mut self, sums: &[u64]) -> usize {
        let total = sums.last().copied().unwrap_or(0);
        let at = self.below_u64(total);
        sums.partition_point(|&s| s <= at).min(sums.len().saturating_sub(1))
    }

    /// Puts a slice in random order.
    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            items.swap(i, self.below(i as u32 + 1) as usize);
        }
    }
}

/// Splits `total` in proportion to `weights`: every part is its share rounded up or down, and the parts add up.
pub(crate) fn share_out(total: u64, weights: impl IntoIterator<Item = u32> + Clone) -> Vec<u32> {
    let sum: u128 = weights.clone().into_iter().map(u128::from).sum();
    let (mut run, mut given) = (0u128, 0u128);
    weights
        .into_iter()
        .map(|w| {
            run += u128::from(w);
            let upto = (u128::from(total) * run + sum / 2).checked_div(sum).unwrap_or(0);
            let part = upto - given;
            given = upto;
            part as u32
        })
        .collect()
}

/// A share in thousandths of a number, rounded.
pub(crate) fn permille(n: u32, share: u32) -> u32 {
    ((u64::from(n) * u64::from(share) + 500) / 1000) as u32
}
