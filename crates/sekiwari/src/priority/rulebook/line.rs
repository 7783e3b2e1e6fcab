//! Lines: where every point of a score comes from.

use super::Effect;

/// What a line stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Origin {
    /// An item that holds, by its position.
    Item(usize),
    /// What the rulebook puts for a guardian that the household does not have.
    MissingGuardian,
    /// What the rulebook puts for a household without guardians.
    NoGuardian,
}

/// One line of an itemised score.
///
/// For a component of points the `counted` of its lines always add up to its value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Line {
    /// What it stands for.
    pub origin: Origin,
    /// The component it belongs to.
    pub component: usize,
    /// The guardian it is about.
    pub guardian: Option<u32>,
    /// The reason it is about.
    pub reason: Option<u32>,
    /// How many times it holds.
    pub times: i64,
    /// What it does, once.
    pub effect: Effect,
    /// What of it counts, in thousandths; 0 for ranks.
    pub counted: i64,
    /// Whether it counts; it does not if another item, reason or guardian counts instead.
    pub counts: bool,
}

impl Line {
    pub(super) fn drop(&mut self) {
        self.counted = 0;
        self.counts = false;
    }
}

/// The value of a component, as the rulebook writes it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Itemised {
    /// Its lines, in the order of the rulebook: reasons, guardians, household, child, facility.
    pub lines: Vec<Line>,
    /// Per component its value: thousandths, or the position of the rank or step.
    pub values: Vec<i64>,
    /// Per tie key its number (or band) in thousandths, as the rulebook writes it; [`super::UNKNOWN`] if not known.
    pub ties: Vec<i64>,
}
