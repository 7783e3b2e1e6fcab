//! The figures of an area and class.

use super::area::NONE;
use super::catchment::Catchments;
use super::ways::Ways;

/// Ways of some children, in metres or minutes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Distances {
    /// Children with a way at all.
    pub reached: u32,
    /// The mean over them, rounded; `None` where there is none.
    pub mean: Option<u32>,
    /// The lower median.
    pub median: Option<u32>,
    /// The longest.
    pub longest: Option<u32>,
    /// Children within each of the limits that were asked for.
    pub within: Vec<u32>,
}

impl Distances {
    /// Sums up `ways`, [`NONE`] for no way; they are put in order.
    fn of(mut ways: Vec<u32>, limits: &[u32]) -> Self {
        ways.sort_unstable();
        ways.truncate(ways.partition_point(|&w| w != NONE));
        let n = ways.len() as u64;
        let sum: u64 = ways.iter().map(|&w| u64::from(w)).sum();
        Self {
            reached: n as u32,
            mean: (2 * sum + n).checked_div(2 * n).map(|m| m as u32),
            median: ways.get((ways.len().saturating_sub(1)) / 2).copied(),
            longest: ways.last().copied(),
            within: limits.iter().map(|&l| ways.partition_point(|&w| w <= l) as u32).collect(),
        }
    }
}

/// The figures of some children.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figures {
    /// Children whose place is known; all else is about them.
    pub children: u32,
    /// Ways to the nearest facility that takes a child's class in this round, whether or not it has seats left.
    pub offered: Distances,
    /// Ways to the nearest facility with seats that count.
    pub open: Distances,
    /// Children with no seat within reach.
    pub without: u32,
    /// Seats per child, the mean over the children: all within reach alike.
    pub seats_per_child: f64,
    /// The same by weights.
    pub weighted_seats_per_child: f64,
}

/// The figures of some children.
pub(super) fn figures(children: &[u32], ways: &Ways, seats: &Catchments, limits: &[u32]) -> Figures {
    let of = |way: &[u32]| Distances::of(children.iter().map(|&c| way[c as usize]).collect(), limits);
    let mean = |per: &[f64]| {
        let sum: f64 = children.iter().map(|&c| per[c as usize]).sum();
        if children.is_empty() { 0.0 } else { sum / children.len() as f64 }
    };
    Figures {
        children: children.len() as u32,
        offered: of(&ways.offered),
        open: of(&ways.open),
        without: children.iter().filter(|&&c| seats.plain[c as usize] <= 0.0).count() as u32,
        seats_per_child: mean(&seats.plain),
        weighted_seats_per_child: mean(&seats.weighted),
    }
}

#[cfg(test)]
mod tests {
    use super::Distances;
    use crate::siting::access::area::NONE;

    #[test]
    fn ways_are_summed_up() {
        let d = Distances::of(vec![900, NONE, 500, 501, 100], &[100, 500, 99]);
        assert_eq!((d.reached, d.mean, d.median, d.longest), (4, Some(500), Some(500), Some(900)));
        assert_eq!(d.within, [1, 2, 0]);
        let none = Distances::of(vec![NONE], &[5]);
        assert_eq!((none.reached, none.mean, none.median, none.longest), (0, None, None, None));
        assert_eq!(none.within, [0]);
    }
}
