//! Scores: points and tie keys as integers in thousandths, never floats.

use std::cmp::Ordering;
use std::fmt;

/// A decimal number with three places, exact: 17.5 points are 17,500 thousandths.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Thousandths(pub i64);

impl fmt::Display for Thousandths {
    /// The shortest decimal: `17`, `17.5`, `-0.125`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, part) = (self.0.unsigned_abs() / 1000, self.0.unsigned_abs() % 1000);
        if part == 0 {
            write!(f, "{sign}{whole}")
        } else {
            write!(f, "{sign}{whole}.{}", format!("{part:03}").trim_end_matches('0'))
        }
    }
}

/// One score as compared: more points first, then smaller tie keys, key by key.
///
/// `Ordering::Less` means *comes first*, so sorting puts the best claimant in front.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Score<'a> {
    /// Points; more is better.
    pub points: Thousandths,
    /// Tie keys in order; less is better. A blank key is [`ScoreTable::BLANK`] and sorts last.
    pub ties: &'a [Thousandths],
}

impl Ord for Score<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        other.points.cmp(&self.points).then_with(|| self.ties.cmp(other.ties))
    }
}

impl PartialOrd for Score<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Scores of many claimants, stored flat: one row is points and `width` tie keys.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ScoreTable {
    width: usize,
    points: Vec<Thousandths>,
    ties: Vec<Thousandths>,
}

impl ScoreTable {
    /// What a blank tie key counts as: after every number.
    pub const BLANK: Thousandths = Thousandths(i64::MAX);

    /// An empty table whose rows have `width` tie keys.
    pub fn new(width: usize) -> Self {
        Self { width, ..Self::default() }
    }

    /// The number of tie keys in a row.
    pub fn width(&self) -> usize {
        self.width
    }

    /// The number of rows.
    pub fn len(&self) -> usize {
        self.points.len()
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.points.is_empty()
    }

    /// Adds a row and returns its number. Missing tie keys are blank, surplus ones are ignored.
    pub fn push(&mut self, points: Thousandths, ties: &[Thousandths]) -> u32 {
        self.points.push(points);
        self.ties.extend((0..self.width).map(|k| ties.get(k).copied().unwrap_or(Self::BLANK)));
        self.points.len() as u32 - 1
    }

    /// Adds points to a row, if the row exists.
    pub(crate) fn raise(&mut self, row: u32, more: Thousandths) {
        if let Some(points) = self.points.get_mut(row as usize) {
            points.0 = points.0.saturating_add(more.0);
        }
    }

    /// The score in a row, if the row exists.
    pub fn get(&self, row: u32) -> Option<Score<'_>> {
        let i = row as usize;
        let points = *self.points.get(i)?;
        Some(Score { points, ties: &self.ties[i * self.width..(i + 1) * self.width] })
    }
}
