//! What is kept back of what would have sufficed.
//!
//! Children without a seat and children with one are told apart, and no sums over both. A number of children for whom
//! something would have sufficed goes with the number of those for whom it would not: where one of them is small neither is told, nor the
//! steps that add up to it.

use super::steps::joined;
use super::{Hidden, parts};
use crate::write::{
    SufficedAddedJson, SufficedCountsJson, SufficedFiguresJson, SufficedGroupJson, SufficedStepJson,
    SummaryJson,
};
use std::ops::Range;

/// A kind of change, or none, in the order in which they are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::report) enum Kind {
    Points,
    Seats,
    /// Fewer days, at clubs.
    Days,
    /// A looser sibling condition.
    Terms,
    /// A facility that was not listed.
    Wish,
    Nothing,
}

impl Kind {
    const ALL: [Kind; 6] = [Kind::Points, Kind::Seats, Kind::Days, Kind::Terms, Kind::Wish, Kind::Nothing];

    /// Those that are counted: fewer days in club rounds only.
    pub(in crate::report) fn counted(figures: &SufficedFiguresJson) -> Vec<Kind> {
        let is_counted = |k: &Kind| *k != Kind::Days || figures.without_seat.counts.days.is_some();
        Kind::ALL.into_iter().filter(is_counted).collect()
    }

    /// The children.
    pub(in crate::report) fn of(self, c: &SufficedCountsJson) -> u32 {
        match self {
            Kind::Points => c.points,
            Kind::Seats => c.seats,
            Kind::Days => c.days.unwrap_or(0),
            Kind::Terms => c.terms,
            Kind::Wish => c.wish,
            Kind::Nothing => c.nothing,
        }
    }
}

/// What is kept back. Of a group that is kept back nothing is told.
#[derive(Clone, Debug)]
pub(in crate::report) struct HiddenSufficed {
    /// Those without a seat, and those with one.
    pub(in crate::report) groups: [bool; 2],
    /// By kind of change, then by group.
    kinds: [[bool; 2]; Kind::ALL.len()],
    /// Steps of points that are told together, of the groups whose number is told.
    pub(in crate::report) points: Vec<Range<usize>>,
    /// The same of seats.
    pub(in crate::report) seats: Vec<Range<usize>>,
    /// By class or grade, of those without a seat.
    pub(in crate::report) classes: Vec<bool>,
    /// Single places and conditions: mostly one child each.
    pub(in crate::report) single: bool,
    suppress: u32,
}

/// The steps of both groups side by side; a group that is kept back has none.
pub(in crate::report) fn side_by_side(
    figures: &SufficedFiguresJson,
    hidden: [bool; 2],
    steps: impl Fn(&SufficedGroupJson) -> &[SufficedStepJson],
) -> Vec<[u64; 2]> {
    let [without, with] = [&figures.without_seat, &figures.with_seat].map(steps);
    let told = |g: usize, step: &SufficedStepJson| if hidden[g] { 0 } else { u64::from(step.children) };
    without.iter().zip(with).map(|(a, b)| [told(0, a), told(1, b)]).collect()
}

impl HiddenSufficed {
    /// `hidden` is what the page keeps back of the round itself.
    pub(in crate::report) fn new(
        figures: &SufficedFiguresJson,
        (summary, hidden, suppress): (&SummaryJson, &Hidden, u32),
    ) -> Self {
        let is_small = |n: u32| suppress > 1 && (1..suppress).contains(&n);
        let both = [&figures.without_seat, &figures.with_seat];
        let total = summary.total();
        // What the page says elsewhere must not tell those apart who were not asked about, or who stay where they are.
        let beside = [
            figures.unplaced.saturating_sub(both[0].counts.children),
            both[1].counts.children.abs_diff(total.placed.saturating_sub(total.first_wish)),
        ];
        // Of clubs it says who has fewer days too; the others who were asked about have another club.
        let fewer: u32 = summary.districts.iter().filter_map(|d| d.clubs).map(|c| c.fewer_days).sum();
        let elsewhere = [0, both[1].counts.children.abs_diff(fewer)];
        let groups =
            [0, 1].map(|g| [both[g].counts.children, beside[g], elsewhere[g]].into_iter().any(is_small));
        let kind = |group: &SufficedGroupJson, k: Kind| {
            let (of, n) = (group.counts.children, k.of(&group.counts));
            let asked = if k == Kind::Terms { group.terms_asked } else { of };
            [n, asked.saturating_sub(n), of.saturating_sub(asked)].into_iter().any(is_small)
        };
        let kinds = Kind::ALL.map(|k| [0, 1].map(|g| groups[g] || kind(both[g], k)));
        let of = |k: Kind| kinds[k as usize];
        Self {
            groups,
            kinds,
            points: joined(&side_by_side(figures, of(Kind::Points), |g| &g.point_steps), suppress),
            seats: joined(&side_by_side(figures, of(Kind::Seats), |g| &g.seat_steps), suppress),
            classes: classes(figures, summary, hidden, suppress),
            single: suppress > 1,
            suppress,
        }
    }

    /// Whether the numbers of a kind of change are kept back, by group.
    pub(in crate::report) fn kind(&self, kind: Kind) -> [bool; 2] {
        self.kinds[kind as usize]
    }

    /// Whether the children that a facility would have had a seat for are told: neither they are few nor those for whom another
    /// facility alone would have done.
    pub(in crate::report) fn is_told(&self, added: &SufficedAddedJson, of: u32) -> bool {
        let is_small = |n: u32| (1..self.suppress).contains(&n);
        !self.single || !(is_small(added.children) || is_small(of.saturating_sub(added.children)))
    }
}

/// Classes or grades as parts of the children without a seat: by every kind of change, and by who was asked about.
fn classes(
    figures: &SufficedFiguresJson,
    summary: &SummaryJson,
    hidden: &Hidden,
    suppress: u32,
) -> Vec<bool> {
    let rows = figures.rows();
    if suppress < 2 {
        return vec![false; rows.len()];
    }
    let of_page = |group: u8| {
        let group = group.to_string();
        let at = summary.groups().position(|g| g == group)?;
        Some((hidden.groups.get(at).copied().unwrap_or(true), summary.of_group(&group).unplaced))
    };
    let mut found: Vec<bool> =
        rows.iter().map(|(group, _)| of_page(*group).is_some_and(|(hidden, _)| hidden)).collect();
    let mut split = |part: &dyn Fn(&SufficedCountsJson, u32) -> [u32; 2]| {
        let parted: Vec<[u64; 2]> = rows
            .iter()
            .map(|(group, [without, _])| part(without, of_page(*group).map_or(0, |p| p.1)).map(u64::from))
            .collect();
        found.iter_mut().zip(parts(&parted, suppress)).for_each(|(h, more)| *h |= more);
    };
    for k in Kind::counted(figures) {
        split(&|c, _| [k.of(c), c.children.saturating_sub(k.of(c))]);
    }
    split(&|c, unplaced| [c.children, unplaced.saturating_sub(c.children)]);
    found
}
