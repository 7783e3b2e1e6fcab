//! What to generate.

use crate::calibration;

/// The wanted shape of a synthetic round. Every field may hold any value: what is impossible is moved to the nearest
/// possible value (see each field), so generating never fails.
///
/// ```
/// let options = sekiwari_synth::Options { sibling_permille: 400, ..sekiwari_synth::Options::new(1_600, 7) };
/// assert_eq!(sekiwari_synth::generate(&options).children.len(), 1_600);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Applying children, 1 to 10,000,000.
    pub children: u32,
    /// The seed: same options, same round, byte for byte, on any machine.
    pub seed: u64,
    /// Facilities; `None` for one per 18.5 children. At least 1, at most one per child (and at most 500,000).
    pub facilities: Option<u32>,
    /// Open seats per thousand children without a seat, up to 10,000. Assumed default 920.
    pub seats_permille: u32,
    /// Children per thousand who apply together with a sibling. Default 160.
    pub sibling_permille: u32,
    /// Children per thousand who hold a seat and wish to move (classes 1-5 only). Default 100.
    pub transfer_permille: u32,
    /// Facilities per thousand where classes 0 and 1 share seats, and 4 and 5 too. Default 0.
    pub shared_permille: u32,
    /// How far priorities differ between facilities: points from `-noise` to `+noise` for every child and wish. Default 0.
    pub priority_noise: u32,
    /// Households with siblings per thousand who give their own list of joint outcomes. Default 30.
    pub joint_wishes_permille: u32,
    /// How many facilities each child lists, 1 to 200, as far as that many are in reach; `None` for the calibrated mix of
    /// lengths (mean 3.45).
    pub list_length: Option<u32>,
    /// Coarse points, so that large groups are tied: points are rounded down to multiples of this many and there are no
    /// tie keys, only the lottery is left. Default 0: exact points and tie keys. Up to 1,000.
    pub tie_step: u32,
    /// Fiscal year, 2000 to 2100. Default 2026.
    pub fiscal_year: i16,
}

impl Options {
    /// The calibrated defaults for a number of children.
    pub fn new(children: u32, seed: u64) -> Self {
        Self {
            children,
            seed,
            facilities: None,
            seats_permille: 920,
            sibling_permille: 160,
            transfer_permille: 100,
            shared_permille: 0,
            priority_noise: 0,
            joint_wishes_permille: 30,
            list_length: None,
            tie_step: 0,
            fiscal_year: 2026,
        }
    }

    /// The same with every field inside its range.
    pub(crate) fn clamped(&self) -> Self {
        let children = self.children.clamp(1, 10_000_000);
        let default = u64::from(children) * 10 / u64::from(calibration::CHILDREN_PER_FACILITY_TENTHS);
        let facilities = self.facilities.unwrap_or(default as u32).clamp(1, children.min(500_000));
        Self {
            children,
            facilities: Some(facilities),
            seats_permille: self.seats_permille.min(10_000),
            sibling_permille: self.sibling_permille.min(1000),
            transfer_permille: self.transfer_permille.min(1000),
            shared_permille: self.shared_permille.min(1000),
            priority_noise: self.priority_noise.min(1000),
            joint_wishes_permille: self.joint_wishes_permille.min(1000),
            list_length: self.list_length.map(|n| n.clamp(1, 200)),
            tie_step: self.tie_step.min(1000),
            fiscal_year: self.fiscal_year.clamp(2000, 2100),
            ..self.clone()
        }
    }
}
