//! The points of a grid, the jobs on them, and how jobs are shared out.

use std::ops::Range;

/// Axes with so many places each. Points are numbered with the first axis slowest (mixed radix), from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid {
    sizes: Vec<u32>,
    points: u32,
}

impl Grid {
    /// A grid; `None` without axes, with an axis without places, or with more points than 32 bits count.
    ///
    /// ```
    /// use sekiwari::siting::sweep::Grid;
    /// let grid = Grid::new(vec![2, 3]).expect("six points");
    /// assert_eq!((grid.points(), grid.places(4)), (6, vec![1, 1]));
    /// assert_eq!(Grid::new(vec![2, 0]), None);
    /// ```
    pub fn new(sizes: Vec<u32>) -> Option<Self> {
        let points = sizes.iter().try_fold(1u32, |all, &size| all.checked_mul(size))?;
        (!sizes.is_empty() && points > 0).then_some(Self { sizes, points })
    }

    /// Points.
    pub fn points(&self) -> u32 {
        self.points
    }

    /// The places of each axis.
    pub fn sizes(&self) -> &[u32] {
        &self.sizes
    }

    /// The place of a point on every axis.
    pub fn places(&self, point: u32) -> Vec<u32> {
        let mut rest = point;
        let mut places: Vec<u32> = self
            .sizes
            .iter()
            .rev()
            .map(|&size| {
                let place = rest % size;
                rest /= size;
                place
            })
            .collect();
        places.reverse();
        places
    }
}

/// The jobs of a sweep: job 0 is the round as it is, then come the draws of every point in order. A point where nothing is drawn has
/// one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Jobs {
    // The first job of each point, and the end.
    first: Vec<u32>,
}

impl Jobs {
    /// The jobs of points with so many draws each; `None` if there are more than `most`.
    ///
    /// ```
    /// use sekiwari::siting::sweep::Jobs;
    /// let jobs = Jobs::new([1, 3], 100).expect("five");
    /// assert_eq!((jobs.count(), jobs.of_point(1)), (5, 2..5));
    /// assert_eq!((jobs.place(0), jobs.place(1), jobs.place(4)), (None, Some((0, 0)), Some((1, 2))));
    /// ```
    pub fn new(draws: impl IntoIterator<Item = u32>, most: u32) -> Option<Self> {
        let mut first = vec![1u32];
        for draws in draws {
            let end = first.last()?.checked_add(draws).filter(|&end| end <= most)?;
            first.push(end);
        }
        Some(Self { first })
    }

    /// Jobs, the baseline among them.
    pub fn count(&self) -> u32 {
        self.first.last().copied().unwrap_or(1)
    }

    /// The jobs of a point, in the order of its draws.
    pub fn of_point(&self, point: u32) -> Range<u32> {
        self.first[point as usize]..self.first[point as usize + 1]
    }

    /// The point and the number of the draw of a job; `None` for the baseline.
    pub fn place(&self, job: u32) -> Option<(u32, u32)> {
        let point = self.first.partition_point(|&f| f <= job).checked_sub(1)?;
        Some((point as u32, job - self.first[point]))
    }
}

/// One of several shares of the jobs: those whose number leaves this remainder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    index: u32,
    of: u32,
}

impl Shard {
    /// All jobs in one share.
    pub const WHOLE: Shard = Shard { index: 1, of: 1 };

    /// Share `index` of `of`, from 1; `None` if there is no such share.
    pub fn new(index: u32, of: u32) -> Option<Self> {
        (1..=of).contains(&index).then_some(Self { index, of })
    }

    /// Which one, from 1.
    pub fn index(self) -> u32 {
        self.index
    }

    /// How many there are.
    pub fn of(self) -> u32 {
        self.of
    }

    /// Whether a job is in it.
    pub fn has(self, job: u32) -> bool {
        job % self.of == self.index - 1
    }
}
