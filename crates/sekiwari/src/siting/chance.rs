//! Draws by name: a number for what is drawn and for whom, so that one draw more never changes another.

use crate::exact::{mix, unit};

/// Which draw of which seed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Draw {
    /// The seed.
    pub seed: u64,
    /// The number of the draw.
    pub number: u32,
}

/// What is drawn.
#[derive(Clone, Copy)]
pub(super) enum Of {
    /// The order in which applicants are copied or left out.
    Order = 1,
    /// When a facility comes to a family's mind.
    Site,
    /// The time between two wishes of a family.
    Gap,
    /// The wish of a family that has none left.
    Instead,
    /// Which new families come in a year.
    New,
    /// Who applies again.
    Again,
}

impl Draw {
    /// 64 bits for what is drawn, for a name and another one.
    pub(super) fn bits(self, of: Of, name: &str, other: &str, which: u32) -> u64 {
        let start = mix(mix(self.seed ^ 0x0517_e5ee_d517_e5ee).wrapping_add(u64::from(self.number)));
        let text = fnv(fnv(mix(start ^ of as u64), name.as_bytes()) ^ 0xff, other.as_bytes());
        mix(text ^ u64::from(which).wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    /// A number in 0..1.
    pub(super) fn unit(self, of: Of, name: &str, other: &str, which: u32) -> f64 {
        unit(self.bits(of, name, other, which))
    }

    /// An exponential waiting time with mean 1.
    pub(super) fn wait(self, of: Of, name: &str, other: &str, which: u32) -> f64 {
        -ln(1.0 - self.unit(of, name, other, which))
    }
}

/// FNV-1a (Fowler, Noll and Vo) over bytes, going on from a state.
fn fnv(state: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(state, |h, &b| (h ^ u64::from(b)).wrapping_mul(0x0000_0100_0000_01b3))
}

/// The natural logarithm of a positive normal number, by basic operations alone: they are exact to the last bit on every machine,
/// which library logarithms are not. The error is below 1e-14 of the result for numbers in 0..1 that are drawn.
fn ln(x: f64) -> f64 {
    let bits = x.to_bits();
    let exponent = ((bits >> 52) & 0x7ff) as i32 - 1023;
    let mantissa = f64::from_bits(bits & 0x000f_ffff_ffff_ffff | 1023 << 52);
    // ln m = 2 artanh((m - 1) / (m + 1)), with m in 1..2, so the argument is at most a third.
    let z = (mantissa - 1.0) / (mantissa + 1.0);
    let square = z * z;
    let series = (0..20).rev().fold(0.0, |sum, k| sum * square + 1.0 / f64::from(2 * k + 1));
    f64::from(exponent) * std::f64::consts::LN_2 + 2.0 * z * series
}

#[cfg(test)]
mod tests {
    use super::{Draw, Of, ln};

    #[test]
    fn the_logarithm_is_that_of_the_mathematicians() {
        for k in 1..100_000 {
            let x = f64::from(k) / 100_000.0;
            assert!((ln(x) - x.ln()).abs() <= 1e-13 * (1.0 + x.ln().abs()), "{x}: {} {}", ln(x), x.ln());
        }
        assert_eq!(ln(1.0), 0.0);
    }

    #[test]
    fn draws_are_even_and_apart() {
        let (mut sum, mut waits, mut both) = (0.0, 0.0, 0);
        for child in 0..20_000u32 {
            let name = child.to_string();
            let of = |number, other| Draw { seed: 7, number }.unit(Of::Site, &name, other, 0);
            let (a, b, c) = (of(0, "F1"), of(1, "F1"), of(0, "F2"));
            sum += a;
            waits += Draw { seed: 7, number: 0 }.wait(Of::Gap, &name, "", 3);
            both += u32::from(a < 0.5 && b < 0.5) + u32::from(a < 0.5 && c < 0.5);
        }
        assert!((sum / 20_000.0 - 0.5).abs() < 0.01, "{sum}");
        assert!((waits / 20_000.0 - 1.0).abs() < 0.03, "{waits}");
        assert!((9_600..10_400).contains(&both), "{both}");
    }
}
