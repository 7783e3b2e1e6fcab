//! Points and tie keys: a great tie at full-time couples, broken by reason, income and number of children, then by lottery.

use crate::calibration as figures;
use crate::draw::Draw;
use sekiwari::priority::Thousandths;

/// Names of the tie keys as tables call them: class of the reason, band of resident tax, minus the children raised.
pub(crate) const TIE_NAMES: [&str; 3] = ["tie_1", "tie_2", "tie_3"];

/// What all children of a household share.
#[derive(Clone, Copy, Debug)]
pub(crate) struct HouseholdScore {
    /// Whole points.
    pub(crate) points: i64,
    /// Tie keys, less is better.
    pub(crate) ties: [i64; 3],
}

impl HouseholdScore {
    /// Draws the points of a household with `applying` children. The number of children raised is negated, since more of
    /// them come first.
    pub(crate) fn draw(draw: &mut Draw, applying: usize) -> Self {
        let shares: Vec<u32> = figures::PARENT_POINTS.iter().map(|&(_, share)| share).collect();
        let mut seeking = false;
        let mut parent = |draw: &mut Draw| {
            let place = draw.weighted(&shares);
            seeking |= place + 1 == shares.len();
            figures::PARENT_POINTS[place].0
        };
        let mut points = if draw.chance(figures::SINGLE_PARENTS) {
            20 + parent(draw) + figures::SINGLE_PARENT_POINTS
        } else if draw.chance(figures::FULL_TIME_COUPLES * 1000 / (1000 - figures::SINGLE_PARENTS)) {
            40
        } else {
            parent(draw) + parent(draw)
        };
        for (value, share) in figures::ADJUSTMENTS {
            if draw.chance(share) {
                points += value;
            }
        }
        if applying > 1 {
            points += figures::SIBLING_POINTS;
        }
        let reason = if seeking { 3 } else { 1 + i64::from(draw.chance(60)) };
        let band = 1 + i64::from(draw.below(figures::INCOME_BANDS));
        let raised = applying as i64 + i64::from(draw.below(3));
        Self { points, ties: [reason, band, -raised] }
    }

    /// Points of one child in thousandths, rounded down to a multiple of `step` points unless that is 0.
    pub(crate) fn with(self, extra: i64, step: u32) -> Thousandths {
        let (points, step) = (self.points + extra, i64::from(step.max(1)));
        Thousandths(points.div_euclid(step) * step * 1000)
    }

    /// Tie keys as a row stores them.
    pub(crate) fn tie_row(self) -> Box<[Thousandths]> {
        self.ties.iter().map(|&t| Thousandths(t * 1000)).collect()
    }
}
