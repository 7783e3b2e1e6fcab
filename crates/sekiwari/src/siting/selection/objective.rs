//! What makes one choice better than another.

use super::city::Worth;
use super::limits::Takes;
use super::site::Choice;
use std::cmp::Reverse;

/// What is wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Objective {
    /// The most children with a seat.
    #[default]
    Seated,
    /// The smallest gap between the districts best and worst off, by the share of children with a seat; then the most with a seat.
    Evenness {
        /// Districts with fewer children than this on average do not count: one child more or less would decide.
        fewest: u32,
    },
}

/// One millionth is the unit of shares.
const WHOLE: u64 = 1_000_000;

impl Objective {
    /// The name in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Objective::Seated => "seated",
            Objective::Evenness { .. } => "evenness",
        }
    }

    /// Larger is better; ties go to what costs less, then to fewer sites, then to the first in order.
    pub(super) fn key(self, choice: &Choice, takes: Takes, worth: &Worth) -> Key {
        let seated = i64::try_from(worth.seated()).unwrap_or(i64::MAX);
        let wanted = match self {
            Objective::Seated => (seated, 0),
            Objective::Evenness { fewest } => (-(worth.gap(fewest) as i64), seated),
        };
        Key {
            wanted,
            cost: Reverse(takes.cost),
            sites: Reverse(takes.sites),
            choice: Reverse(choice.clone()),
        }
    }
}

/// How good a choice is; larger is better, and no two choices are equal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    pub(super) wanted: (i64, i64),
    pub(super) cost: Reverse<u64>,
    sites: Reverse<u32>,
    choice: Reverse<Choice>,
}

impl Worth {
    /// The gap between the districts best and worst off, by the share of children with a seat, in millionths; 0 with fewer than two districts
    /// of `fewest` children or more.
    pub fn gap(&self, fewest: u32) -> u64 {
        let most = u64::from(fewest).saturating_mul(self.draws.len() as u64).max(1);
        let counts = self.districts.iter().filter(|(all, _)| *all >= most);
        let shares = counts.map(|(all, seated)| seated * WHOLE / all);
        let (low, high) = shares.fold((WHOLE, 0), |(low, high), s| (low.min(s), high.max(s)));
        high.saturating_sub(low)
    }
}
