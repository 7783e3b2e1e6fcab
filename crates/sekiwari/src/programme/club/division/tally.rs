//! The counts of units while children come and go.

use super::{Measure, Member, UnitLimits};
use crate::programme::club::{Day, Grade};
use std::collections::{BTreeMap, BTreeSet};

const DAYS: usize = Day::ALL.len();

/// What counts in a unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    /// Seats by weekday.
    pub(super) days: [u64; DAYS],
    /// Children by grade.
    pub(super) grades: [u64; Grade::COUNT],
    /// Disabled children.
    pub(super) disabled: u64,
    /// Seats whatever the day.
    pub(super) seats: u64,
}

impl Counts {
    pub(super) fn add(&mut self, member: &Member) {
        let seats = u64::from(member.seats);
        member.days.iter().for_each(|d| self.days[d.index()] += seats);
        self.grades[member.grade.index()] += 1;
        self.disabled += u64::from(member.disabled);
        self.seats += seats;
    }

    fn remove(&mut self, member: &Member) {
        let seats = u64::from(member.seats);
        member.days.iter().for_each(|d| self.days[d.index()] -= seats);
        self.grades[member.grade.index()] -= 1;
        self.disabled -= u64::from(member.disabled);
        self.seats -= seats;
    }

    pub(super) fn busiest(&self) -> u64 {
        self.days.iter().copied().max().unwrap_or(0)
    }
}

/// The counts of all units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) units: Vec<Counts>,
    /// For each household, its children in each unit.
    homes: Vec<Vec<u32>>,
    /// For each household, its children that are in no unit yet.
    away: Vec<u32>,
    /// Cuts through households so far.
    pub(super) split: u64,
}

impl Tally {
    /// Nobody anywhere.
    pub(super) fn new(shares: &Shares<'_>) -> Self {
        let units = shares.limits.len();
        let homes = shares.home.iter().max().map_or(0, |h| h + 1);
        let mut away = vec![0; homes];
        shares.home.iter().for_each(|&h| away[h] += 1);
        Self { units: vec![Counts::default(); units], homes: vec![vec![0; units]; homes], away, split: 0 }
    }

    pub(super) fn add(&mut self, shares: &Shares<'_>, unit: usize, member: usize) {
        self.units[unit].add(&shares.members[member]);
        let home = &mut self.homes[shares.home[member]];
        self.split += u64::from(home[unit] == 0 && home.iter().any(|&n| n > 0));
        home[unit] += 1;
        self.away[shares.home[member]] -= 1;
    }

    pub(super) fn remove(&mut self, shares: &Shares<'_>, unit: usize, member: usize) {
        self.units[unit].remove(&shares.members[member]);
        let home = &mut self.homes[shares.home[member]];
        home[unit] -= 1;
        self.split -= u64::from(home[unit] == 0 && home.iter().any(|&n| n > 0));
        self.away[shares.home[member]] += 1;
    }

    /// Whether it makes no difference to those who are to come which of two units is which.
    pub(super) fn alike(&self, a: usize, b: usize) -> bool {
        let awaited = self.homes.iter().zip(&self.away).filter(|(_, away)| **away > 0);
        self.units[a] == self.units[b] && awaited.map(|(home, _)| home).all(|home| home[a] == home[b])
    }
}

/// The children, the limits of units, and the part of all children that each should have.
#[derive(Clone, Debug)]
pub(super) struct Shares<'a> {
    pub(super) members: &'a [Member],
    /// The household of each member, by place.
    home: Vec<usize>,
    pub(super) limits: &'a [UnitLimits],
    /// Parts of the units.
    pub(super) part: Vec<u64>,
    /// The sum of the parts.
    pub(super) whole: u64,
    /// All children.
    pub(super) all: Counts,
    /// The least imbalance of each grade.
    pub(super) rounded: [u64; Grade::COUNT],
}

impl<'a> Shares<'a> {
    pub(super) fn new(members: &'a [Member], limits: &'a [UnitLimits]) -> Self {
        let mut all = Counts::default();
        members.iter().for_each(|m| all.add(m));
        let numbers: BTreeSet<u32> = members.iter().map(|m| m.household).collect();
        let places: BTreeMap<u32, usize> = numbers.into_iter().zip(0..).collect();
        let home = members.iter().map(|m| places[&m.household]).collect();
        let divisor = limits.iter().fold(0, |d, u| gcd(d, u64::from(u.soft))).max(1);
        let part: Vec<u64> = limits.iter().map(|u| u64::from(u.soft) / divisor).collect();
        let whole = part.iter().sum();
        let mut shares = Self { members, home, limits, part, whole, all, rounded: [0; Grade::COUNT] };
        shares.rounded = shares.all.grades.map(|n| shares.rounding(n));
        shares
    }

    /// The imbalance of one count, given for each unit.
    pub(super) fn imbalance(&self, counts: impl Iterator<Item = u64>, all: u64) -> u64 {
        counts.zip(&self.part).map(|(n, part)| (self.whole * n).abs_diff(part * all)).sum()
    }

    /// The measure of a tally.
    pub(super) fn measure(&self, tally: &Tally) -> Measure {
        let units = &tally.units;
        let over = |limit: fn(&UnitLimits) -> u32| {
            let of = |(unit, limits): (&Counts, _)| unit.busiest().saturating_sub(limit(limits).into());
            units.iter().zip(self.limits).map(of).sum()
        };
        let grade = |g: usize| self.imbalance(units.iter().map(|u| u.grades[g]), self.all.grades[g]);
        Measure {
            over_hard: over(|l| l.hard),
            split: tally.split,
            over_soft: over(|l| l.soft),
            grades: (0..Grade::COUNT).map(grade).sum(),
            disabled: self.imbalance(units.iter().map(|u| u.disabled), self.all.disabled),
            seats: self.imbalance(units.iter().map(|u| u.seats), self.all.seats),
        }
    }
}

fn gcd(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { gcd(b, a % b) }
}
