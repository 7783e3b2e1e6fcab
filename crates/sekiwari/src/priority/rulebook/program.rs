//! Conditions as flat programs: typed when made, run without allocation, in time bounded by their length.

use super::{Comparison, Level, Slot};

/// A value that nobody knows. No number of a table reaches it.
pub const UNKNOWN: i64 = i64::MIN;

/// Most steps of a program.
pub(super) const MAX_STEPS: usize = 400;
/// Most values that wait for an operation at once.
pub(super) const MAX_DEPTH: usize = 24;

/// The values a program may look at: one row per level, empty where the level of the item does not see it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Frame<'a> {
    pub(super) rows: [&'a [i64]; Level::COUNT],
}

impl<'a> Frame<'a> {
    pub(super) fn with(mut self, level: Level, row: &'a [i64]) -> Self {
        self.rows[level.index()] = row;
        self
    }

    fn get(&self, slot: Slot) -> i64 {
        self.rows[slot.level.index()].get(slot.index as usize).copied().unwrap_or(UNKNOWN)
    }
}

/// One step.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Step {
    Constant(i64),
    Load(Slot),
    Known(Slot),
    Compare(Comparison),
    /// The most frequent condition in one step: an attribute against a constant.
    Test(Slot, Comparison, i64),
    /// Whether the value on top is among some constants.
    OneOf {
        start: u32,
        len: u32,
    },
    Not,
    Plus,
    Minus,
    Times(i64),
    Least,
    Greatest,
    /// Skips the next steps if the top is false, leaving it; else drops it.
    SkipIfFalse(u32),
    /// Skips the next steps if the top is true, leaving it; else drops it.
    SkipIfTrue(u32),
    /// Drops the top, and skips the next steps if it was false.
    Branch(u32),
    /// Skips the next steps.
    Jump(u32),
}

/// A checked expression.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Program {
    pub(super) steps: Vec<Step>,
    pub(super) constants: Vec<i64>,
}

pub(super) fn compare(comparison: Comparison, a: i64, b: i64) -> bool {
    if a == UNKNOWN || b == UNKNOWN {
        return false;
    }
    match comparison {
        Comparison::Equal => a == b,
        Comparison::NotEqual => a != b,
        Comparison::Less => a < b,
        Comparison::AtMost => a <= b,
        Comparison::Greater => a > b,
        Comparison::AtLeast => a >= b,
    }
}

fn known(a: i64, b: i64, f: impl Fn(i64, i64) -> i64) -> i64 {
    if a == UNKNOWN || b == UNKNOWN { UNKNOWN } else { f(a, b).max(UNKNOWN + 1) }
}

impl Program {
    /// The value: 0 or 1 for conditions, thousandths or [`UNKNOWN`] for numbers.
    ///
    /// Cost: at most one pass over the steps; nothing is allocated.
    pub(super) fn run(&self, frame: &Frame<'_>) -> i64 {
        if let [Step::Test(slot, comparison, constant)] = self.steps[..] {
            return i64::from(compare(comparison, frame.get(slot), constant));
        }
        let mut stack = [0i64; MAX_DEPTH];
        let mut top = 0;
        let mut at = 0;
        while let Some(&step) = self.steps.get(at) {
            at += 1;
            match step {
                Step::Constant(value) => push(&mut stack, &mut top, value),
                Step::Load(slot) => push(&mut stack, &mut top, frame.get(slot)),
                Step::Known(slot) => push(&mut stack, &mut top, i64::from(frame.get(slot) != UNKNOWN)),
                Step::Test(slot, comparison, constant) => {
                    push(&mut stack, &mut top, i64::from(compare(comparison, frame.get(slot), constant)));
                }
                Step::Compare(comparison) => {
                    binary(&mut stack, &mut top, |a, b| i64::from(compare(comparison, a, b)));
                }
                Step::OneOf { start, len } => {
                    let among = &self.constants[start as usize..(start + len) as usize];
                    unary(&mut stack, top, |a| i64::from(a != UNKNOWN && among.contains(&a)));
                }
                Step::Not => unary(&mut stack, top, |a| i64::from(a == 0)),
                Step::Plus => binary(&mut stack, &mut top, |a, b| known(a, b, i64::saturating_add)),
                Step::Minus => binary(&mut stack, &mut top, |a, b| known(a, b, i64::saturating_sub)),
                Step::Times(factor) => unary(&mut stack, top, |a| known(a, factor, i64::saturating_mul)),
                Step::Least => binary(&mut stack, &mut top, |a, b| known(a, b, i64::min)),
                Step::Greatest => binary(&mut stack, &mut top, |a, b| known(a, b, i64::max)),
                Step::SkipIfFalse(n) if stack[top - 1] == 0 => at += n as usize,
                Step::SkipIfTrue(n) if stack[top - 1] != 0 => at += n as usize,
                Step::SkipIfFalse(_) | Step::SkipIfTrue(_) => top -= 1,
                Step::Branch(n) => {
                    top -= 1;
                    if stack[top] == 0 {
                        at += n as usize;
                    }
                }
                Step::Jump(n) => at += n as usize,
            }
        }
        stack[0]
    }

    /// Whether a condition holds.
    pub(super) fn holds(&self, frame: &Frame<'_>) -> bool {
        self.run(frame) != 0
    }
}

fn push(stack: &mut [i64; MAX_DEPTH], top: &mut usize, value: i64) {
    stack[*top] = value;
    *top += 1;
}

fn unary(stack: &mut [i64; MAX_DEPTH], top: usize, f: impl Fn(i64) -> i64) {
    stack[top - 1] = f(stack[top - 1]);
}

fn binary(stack: &mut [i64; MAX_DEPTH], top: &mut usize, f: impl Fn(i64, i64) -> i64) {
    *top -= 1;
    stack[*top - 1] = f(stack[*top - 1], stack[*top]);
}
