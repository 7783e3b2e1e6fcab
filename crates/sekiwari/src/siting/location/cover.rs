//! Which sites cover which points within a radius, as sets of bits.

use super::instance::{Instance, NONE};

/// Points that no fixed site covers, those covered by the same candidates put together.
pub(super) struct Cover {
    /// Words of a row.
    pub(super) words: usize,
    /// By row, the candidates that cover it.
    pub(super) bits: Vec<u64>,
    /// By row, the weight of its points.
    pub(super) weight: Vec<u64>,
    /// By row, its district where districts are kept apart, else 0.
    pub(super) district: Vec<u32>,
    /// Points that no site which may be open covers.
    pub(super) uncoverable: Vec<usize>,
}

impl Cover {
    /// Rows for a radius. With `apart`, points of different districts are not put together.
    pub(super) fn new(instance: &Instance, candidates: &[u32], radius: u32, apart: bool) -> Self {
        let words = candidates.len().div_ceil(64);
        let fixed: Vec<usize> = instance.fixed().collect();
        let within = |d: u32| d != NONE && d <= radius;
        let (mut all, mut points, mut uncoverable) = (Vec::new(), Vec::new(), Vec::new());
        for i in instance.demand() {
            let row = instance.row(i);
            if fixed.iter().any(|&j| within(row[j])) {
                continue;
            }
            let from = all.len();
            all.resize(from + words, 0u64);
            for (at, &j) in candidates.iter().enumerate() {
                all[from + at / 64] |= u64::from(within(row[j as usize])) << (at % 64);
            }
            if all[from..].iter().all(|&w| w == 0) {
                all.truncate(from);
                uncoverable.push(i);
            } else {
                points.push(i);
            }
        }
        let row = |r: u32| &all[r as usize * words..(r as usize + 1) * words];
        let district = |r: u32| if apart { instance.districts[points[r as usize]] } else { 0 };
        let mut order: Vec<u32> = (0..points.len() as u32).collect();
        order.sort_unstable_by(|&a, &b| {
            district(a).cmp(&district(b)).then_with(|| row(a).cmp(row(b))).then(a.cmp(&b))
        });
        let mut cover =
            Self { words, bits: Vec::new(), weight: Vec::new(), district: Vec::new(), uncoverable };
        for same in order.chunk_by(|&a, &b| district(a) == district(b) && row(a) == row(b)) {
            cover.bits.extend_from_slice(row(same[0]));
            cover.district.push(district(same[0]));
            cover.weight.push(same.iter().map(|&r| u64::from(instance.weights[points[r as usize]])).sum());
        }
        cover
    }

    pub(super) fn rows(&self) -> usize {
        self.weight.len()
    }

    pub(super) fn row(&self, r: usize) -> &[u64] {
        &self.bits[r * self.words..(r + 1) * self.words]
    }
}

/// The places of the bits that are set.
pub(super) fn ones(words: &[u64]) -> impl Iterator<Item = usize> + '_ {
    words.iter().enumerate().flat_map(|(w, &word)| {
        let mut rest = word;
        std::iter::from_fn(move || {
            let bit = rest.trailing_zeros();
            (bit < 64).then(|| {
                rest &= rest - 1;
                w * 64 + bit as usize
            })
        })
    })
}

/// Whether all bits of `a` are in `b`.
pub(super) fn inside(a: &[u64], b: &[u64]) -> bool {
    a.iter().zip(b).all(|(x, y)| x & !y == 0)
}
