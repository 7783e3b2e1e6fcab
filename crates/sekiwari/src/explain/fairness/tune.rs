//! Other points for some items of a rulebook: which to try, and which come closest to equal seat rates.
//!
//! The rounds themselves are scored and decided by the caller, one for each [`Trial`] of a [`Grid`]; here is what does not
//! need a decision. All comparisons are exact.

use super::{Counts, Fairness, Group, Kind};
use crate::programme::nursery::Decision;
use std::cmp::Reverse;
use std::str::FromStr;

/// What is to become equal: the seat rates of two groups.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Goal {
    /// Siblings who apply together, and all others.
    Siblings,
    /// Children of single parents, and all others.
    SingleParents,
}

impl Goal {
    /// As it is written: `siblings=others`.
    pub fn as_str(self) -> &'static str {
        match self {
            Goal::Siblings => "siblings=others",
            Goal::SingleParents => "single-parent=others",
        }
    }

    /// The two groups: those it is about, and the others.
    pub fn groups(self) -> [Group; 2] {
        match self {
            Goal::Siblings => [true, false].map(Group::Siblings),
            Goal::SingleParents => [true, false].map(Group::SingleParent),
        }
    }

    /// What children are told apart by.
    pub fn kind(self) -> Kind {
        self.groups()[0].kind()
    }

    /// The counts of the two groups; `None` if one of them has no children or is not known.
    pub fn counts(self, fairness: &Fairness) -> Option<[Counts; 2]> {
        let [a, b] = self.groups().map(|g| fairness.of(&g));
        Some([a?, b?])
    }
}

impl FromStr for Goal {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        [Goal::Siblings, Goal::SingleParents]
            .into_iter()
            .find(|g| g.as_str() == text)
            .ok_or_else(|| "siblings=others, single-parent=others".to_owned())
    }
}

/// The difference of two seat rates: `numerator / denominator`, first minus second. The denominator depends on the numbers
/// of children alone, so differences of one round under other points are compared by their numerators.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Difference {
    /// Seated of the first times children of the second, minus the other way round.
    pub numerator: i64,
    /// Children of the first times children of the second; not 0.
    pub denominator: i64,
}

impl Difference {
    /// Of two groups with children; `None` if one has none.
    pub fn new([a, b]: [Counts; 2]) -> Option<Self> {
        let times = |x: u32, y: u32| i64::from(x) * i64::from(y);
        let denominator = times(a.children, b.children);
        let numerator = times(a.seated, b.children) - times(b.seated, a.children);
        (denominator > 0).then_some(Self { numerator, denominator })
    }

    /// In thousandths, rounded towards zero.
    pub fn per_mille(self) -> i64 {
        (i128::from(self.numerator) * 1000 / i128::from(self.denominator)) as i64
    }
}

/// The points to try: every combination of the values of each item, in thousandths.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Grid {
    /// Per item its values, rising, today's among them.
    values: Vec<Vec<i64>>,
    today: Vec<i64>,
}

impl Grid {
    /// `from`, `from + step`, ... up to `to` for every item, and its points of today. `None` without a step above 0, with `from`
    /// above `to`, or if there are more than `most` combinations.
    pub fn new(today: &[i64], ranges: &[(i64, i64, i64)], most: usize) -> Option<Self> {
        let mut values = Vec::with_capacity(today.len());
        let mut count: usize = 1;
        for (&now, &(from, to, step)) in today.iter().zip(ranges) {
            if step <= 0 || from > to || (to - from) / step >= most as i64 {
                return None;
            }
            let mut own: Vec<i64> = (0..=(to - from) / step).map(|i| from + i * step).collect();
            if let Err(place) = own.binary_search(&now) {
                own.insert(place, now);
            }
            count = count.checked_mul(own.len()).filter(|&c| c <= most)?;
            values.push(own);
        }
        Some(Self { values, today: today.to_vec() })
    }

    /// All combinations, the last item fastest.
    pub fn points(&self) -> Vec<Vec<i64>> {
        self.values.iter().fold(vec![Vec::new()], |before, own| {
            let longer = |start: &Vec<i64>| {
                own.iter().map(|&v| start.iter().copied().chain([v]).collect()).collect::<Vec<Vec<i64>>>()
            };
            before.iter().flat_map(longer).collect()
        })
    }

    /// The points of today.
    pub fn today(&self) -> &[i64] {
        &self.today
    }
}

/// What a round came to under other points.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Trial {
    /// The points of the items, in thousandths.
    pub points: Vec<i64>,
    /// The two groups of the goal.
    pub groups: [Counts; 2],
    /// The difference of their rates.
    pub difference: Difference,
    /// All children that are counted.
    pub total: Counts,
    /// Children who have a seat and had none under today's points.
    pub gained: u32,
    /// Children who have none and had one.
    pub lost: u32,
    /// Children who have a seat at another facility.
    pub moved: u32,
}

impl Trial {
    /// The figures of a decision; `today` is that under today's points. `None` if a group of the goal has no children.
    pub fn new(
        points: Vec<i64>,
        goal: Goal,
        fairness: &Fairness,
        decisions: &[Decision],
        today: &[Decision],
    ) -> Option<Self> {
        let groups = goal.counts(fairness)?;
        let count = |keep: fn(bool, bool, bool) -> bool| {
            let differs = |(a, b): &(&Decision, &Decision)| {
                keep(a.facility.is_some(), b.facility.is_some(), a.facility != b.facility)
            };
            today.iter().zip(decisions).filter(differs).count() as u32
        };
        Some(Self {
            points,
            groups,
            difference: Difference::new(groups)?,
            total: fairness.total,
            gained: count(|before, now, _| !before && now),
            lost: count(|before, now, _| before && !now),
            moved: count(|before, now, other| before && now && other),
        })
    }
}

/// The trial whose difference is the smallest; among equals the one that seats the most, then the one nearest to today's
/// points, then the one with fewer points. `None` if there are no trials.
pub fn closest(trials: &[Trial], today: &[i64]) -> Option<usize> {
    (0..trials.len()).min_by_key(|&i| {
        let t = &trials[i];
        let away: i64 = t.points.iter().zip(today).map(|(a, b)| (a - b).abs()).sum();
        (t.difference.numerator.unsigned_abs(), Reverse(t.total.seated), away, &t.points)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_grid_is_every_combination_with_todays_points() {
        let grid = Grid::new(&[2500, 0], &[(0, 4000, 2000), (-1000, 0, 1000)], 100).unwrap();
        let points = grid.points();
        assert_eq!(points.len(), 4 * 2);
        assert_eq!(points[..3], [[0, -1000], [0, 0], [2000, -1000]]);
        assert!(points.contains(&vec![2500, 0]) && points.is_sorted());
        assert_eq!(Grid::new(&[0], &[(0, 4000, 0)], 100), None);
        assert_eq!(Grid::new(&[0], &[(1, 0, 1)], 100), None);
        assert_eq!(Grid::new(&[0, 0], &[(0, 10, 1), (0, 10, 1)], 120), None);
        assert!(Grid::new(&[0, 0], &[(0, 10, 1), (0, 10, 1)], 121).is_some());
    }

    #[test]
    fn the_closest_has_the_smallest_difference_then_the_most_seats_then_the_least_change() {
        let counts = |children, seated| Counts { children, seated, first: 0 };
        let trial = |points: i64, a: u32, b: u32| {
            let groups = [counts(10, a), counts(20, b)];
            let difference = Difference::new(groups).unwrap();
            let total = counts(30, a + b);
            Trial { points: vec![points], groups, difference, total, gained: 0, lost: 0, moved: 0 }
        };
        let trials = [trial(0, 5, 15), trial(1, 6, 10), trial(2, 7, 16), trial(3, 8, 14), trial(4, 8, 14)];
        // 5/10 - 15/20 = -25 %, +10 %, -10 %, +10 %, +10 %.
        assert_eq!(trials[0].difference.per_mille(), -250);
        assert_eq!(closest(&trials, &[4]), Some(2));
        assert_eq!(closest(&trials[3..], &[4]), Some(1));
        assert_eq!(closest(&[], &[4]), None);
        assert_eq!(Difference::new([counts(0, 0), counts(1, 1)]), None);
        assert_eq!("siblings=others".parse(), Ok(Goal::Siblings));
        assert!("siblings=all".parse::<Goal>().is_err());
    }
}
