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

/// Kinds of changes, in the order of [`kinds`].
pub(in crate::report) const KINDS: usize = 5;

/// What is kept back. Of a group that is kept back nothing is told.
#[derive(Clone, Debug)]
pub(in crate::report) struct HiddenSufficed {
    /// Those without a seat, and those with one.
    pub(in crate::report) groups: [bool; 2],
    /// By kind of change, then by group.
    pub(in crate::report) kinds: [[bool; 2]; KINDS],
    /// Steps of points that are told together, of the groups whose number is told.
    pub(in crate::report) points: Vec<Range<usize>>,
    /// The same of seats.
    pub(in crate::report) seats: Vec<Range<usize>>,
    /// By class, of those without a seat.
    pub(in crate::report) classes: Vec<bool>,
    /// Single places and conditions: mostly one child each.
    pub(in crate::report) single: bool,
    suppress: u32,
}

/// Children by kind of change: points, seats, the sibling condition, another wish, nothing of these.
pub(in crate::report) fn kinds(c: &SufficedCountsJson) -> [u32; KINDS] {
    [c.points, c.seats, c.terms, c.wish, c.nothing]
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
        let groups = [0, 1].map(|g| is_small(both[g].counts.children) || is_small(beside[g]));
        let kind = |group: &SufficedGroupJson, k: usize| {
            let (of, n) = (group.counts.children, kinds(&group.counts)[k]);
            let asked = if k == 2 { group.terms_asked } else { of };
            [n, asked.saturating_sub(n), of.saturating_sub(asked)].into_iter().any(is_small)
        };
        let kinds: [[bool; 2]; KINDS] =
            std::array::from_fn(|k| [0, 1].map(|g| groups[g] || kind(both[g], k)));
        Self {
            groups,
            kinds,
            points: joined(&side_by_side(figures, kinds[0], |g| &g.point_steps), suppress),
            seats: joined(&side_by_side(figures, kinds[1], |g| &g.seat_steps), suppress),
            classes: classes(figures, summary, hidden, suppress),
            single: suppress > 1,
            suppress,
        }
    }

    /// Whether the children that a facility would have had a seat for are told: neither they are few nor those for whom another
    /// facility alone would have done.
    pub(in crate::report) fn is_told(&self, added: &SufficedAddedJson, of: u32) -> bool {
        let is_small = |n: u32| (1..self.suppress).contains(&n);
        !self.single || !(is_small(added.children) || is_small(of.saturating_sub(added.children)))
    }
}

/// Classes as parts of the children without a seat: by every kind of change, and by who was asked about.
fn classes(
    figures: &SufficedFiguresJson,
    summary: &SummaryJson,
    hidden: &Hidden,
    suppress: u32,
) -> Vec<bool> {
    if suppress < 2 {
        return vec![false; figures.classes.len()];
    }
    let of_page = |class: u8| {
        let class = class.to_string();
        let at = summary.groups().position(|g| g == class)?;
        Some((hidden.groups.get(at).copied().unwrap_or(true), summary.of_group(&class).unplaced))
    };
    let mut found: Vec<bool> =
        figures.classes.iter().map(|c| of_page(c.class).is_some_and(|(hidden, _)| hidden)).collect();
    let mut split = |part: &dyn Fn(&SufficedCountsJson, u32) -> [u32; 2]| {
        let rows: Vec<[u64; 2]> = figures
            .classes
            .iter()
            .map(|c| part(&c.without_seat, of_page(c.class).map_or(0, |p| p.1)).map(u64::from))
            .collect();
        found.iter_mut().zip(parts(&rows, suppress)).for_each(|(h, more)| *h |= more);
    };
    for k in 0..KINDS {
        split(&|c, _| [kinds(c)[k], c.children.saturating_sub(kinds(c)[k])]);
    }
    split(&|c, unplaced| [c.children, unplaced.saturating_sub(c.children)]);
    found
}
