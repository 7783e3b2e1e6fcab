//! Floating catchment areas: how many seats there are for a child, of those within its reach.
//!
//! Step one: for the seats of each row (a facility and the classes that share them) the children within reach who could have one are
//! counted, and the seats divided by them. Step two: for each child these ratios are summed up over what it can reach. With weights
//! by distance (the enhanced method) a child counts with its weight in step one, and a ratio with the same weight in step two.
//!
//! Guarantee: the sum over all children is the number of seats that some child can reach. Cost: linear in the ways within reach.
//! Source: Luo and Wang (2003); with weights Luo and Qi (2009).

use super::bands::Bands;
use super::ways::Ways;

/// Seats of a row and who can reach them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Catchment {
    /// Seats that count.
    pub seats: u32,
    /// Children within reach who could have one.
    pub children: u32,
    /// The same by their weights, in thousandths.
    pub weighted: u64,
}

impl Catchment {
    /// Seats per child within reach; `None` where there is no child.
    pub fn ratio(&self) -> Option<f64> {
        (self.children > 0).then(|| f64::from(self.seats) / f64::from(self.children))
    }

    /// The same by weights.
    pub fn weighted_ratio(&self) -> Option<f64> {
        (self.weighted > 0).then(|| f64::from(self.seats) * 1000.0 / self.weighted as f64)
    }
}

/// Both steps.
pub(super) struct Catchments {
    /// By seat row.
    pub(super) rows: Vec<Catchment>,
    /// By child: seats for it, all within reach alike.
    pub(super) plain: Vec<f64>,
    /// By child: the same by weights.
    pub(super) weighted: Vec<f64>,
}

pub(super) fn catchments(ways: &Ways, seats: &[u32], bands: &Bands) -> Catchments {
    let mut rows: Vec<Catchment> =
        seats.iter().map(|&seats| Catchment { seats, ..Catchment::default() }).collect();
    for (&row, &way) in ways.row.iter().zip(&ways.way) {
        let catchment = &mut rows[row as usize];
        catchment.children += 1;
        catchment.weighted += u64::from(bands.weight(way));
    }
    let ratio: Vec<(f64, f64)> =
        rows.iter().map(|r| (r.ratio().unwrap_or(0.0), r.weighted_ratio().unwrap_or(0.0) / 1000.0)).collect();
    let (mut plain, mut weighted) = (Vec::new(), Vec::new());
    for child in 0..ways.known.len() as u32 {
        let (mut all, mut near) = (0.0, 0.0);
        for (row, way) in ways.of(child) {
            all += ratio[row as usize].0;
            near += ratio[row as usize].1 * f64::from(bands.weight(way));
        }
        plain.push(all);
        weighted.push(near);
    }
    Catchments { rows, plain, weighted }
}
