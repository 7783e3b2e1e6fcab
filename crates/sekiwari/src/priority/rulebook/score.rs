//! Scoring: one pass over households, their guardians and reasons, their children and lists.
//!
//! Cost: linear in the facts times the items that look at them; reasons and guardians are looked at once per household.
//! Households are independent of each other and are scored in parallel; the result does not depend on the threads.

use super::program::Frame;
use super::{Combine, Effect, Facts, Itemised, Level, Line, MOST_TIMES, Origin, Rulebook, Scale, UNKNOWN};
use crate::priority::{ScoreTable, Thousandths};
use rayon::prelude::*;

/// Households scored by one task.
const CHUNK: u32 = 256;
/// No rank yet.
pub(super) const NONE: i64 = -1;

/// The scores of all children and list entries, as they are compared: points, more is better; then keys, less is better.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Scores {
    width: usize,
    children: Vec<Thousandths>,
    entries: Vec<Thousandths>,
}

impl Scores {
    /// The score of a child wherever no facility makes a difference: points and keys.
    pub fn child(&self, child: u32) -> &[Thousandths] {
        &self.children[child as usize * self.width..][..self.width]
    }

    /// The score of a list entry: points and keys.
    pub fn entry(&self, entry: u32) -> &[Thousandths] {
        &self.entries[entry as usize * self.width..][..self.width]
    }
}

/// What the items of some levels come to for one component.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    pub(super) points: i64,
    /// The best rank of a reason.
    pub(super) rank: i64,
    /// The worst rank that was set above the reasons.
    set: i64,
    lift: i64,
}

impl Part {
    pub(super) const NOTHING: Part = Part { points: 0, rank: NONE, set: NONE, lift: 0 };

    /// Moves a position on a ladder of `len` steps.
    pub(super) fn moved(self, from: i64, len: usize) -> i64 {
        let start = if self.set == NONE { from } else { self.set };
        (start - self.lift).clamp(0, len as i64 - 1)
    }
}

/// Where lines are about.
#[derive(Clone, Copy, Default)]
pub(super) struct About {
    pub(super) guardian: Option<u32>,
    pub(super) reason: Option<u32>,
}

/// A place for lines, or none where only numbers are wanted.
pub(super) type Lines<'l> = Option<&'l mut Vec<Line>>;

pub(super) struct Scorer<'a> {
    pub(super) book: &'a Rulebook,
    pub(super) facts: &'a Facts,
    in_force: Vec<bool>,
}

impl Rulebook {
    /// Scores all children and list entries.
    pub fn score(&self, facts: &Facts) -> Scores {
        let scorer = Scorer::new(self, facts);
        let width = self.data.components.len() + self.data.ties.len();
        let chunks: Vec<(Vec<Thousandths>, Vec<Thousandths>)> = (0..facts.households().div_ceil(CHUNK))
            .into_par_iter()
            .map(|chunk| scorer.chunk(chunk * CHUNK..facts.households().min((chunk + 1) * CHUNK)))
            .collect();
        let mut scores = Scores { width, children: Vec::new(), entries: Vec::new() };
        scores.children.reserve_exact(facts.children() as usize * width);
        scores.entries.reserve_exact(facts.entries() as usize * width);
        for (children, entries) in chunks {
            scores.children.extend(children);
            scores.entries.extend(entries);
        }
        scores
    }

    /// The score of a child with its lines: at the facility of a list entry, or (without one) where no facility makes a
    /// difference.
    ///
    /// Cost: the items that look at the child, its household and its guardians.
    pub fn itemise(&self, facts: &Facts, child: u32, entry: Option<u32>) -> Itemised {
        Scorer::new(self, facts).itemise(child, entry)
    }

    /// What a score as compared is made of: the values of the components and tie keys, undoing signs and steps.
    pub(super) fn compared(&self, values: &[i64], ties: &[i64], out: &mut Vec<Thousandths>) {
        for (i, (c, &value)) in self.data.components.iter().zip(values).enumerate() {
            // The first is compared as points (more is better), the others as keys (less is better).
            let first = i == 0;
            out.push(Thousandths(match &c.scale {
                Scale::Points { less_is_better } if *less_is_better == first => -value,
                Scale::Points { .. } => value,
                Scale::Ranks { labels, .. } if first => (labels.len() as i64 - value) * 1000,
                Scale::Pairs { steps, .. } if first => (steps.len() as i64 - value) * 1000,
                _ => (value + 1) * 1000,
            }));
        }
        for (t, &value) in self.data.ties.iter().zip(ties) {
            out.push(match value {
                UNKNOWN => ScoreTable::BLANK,
                _ if t.less_is_better => Thousandths(value),
                _ => Thousandths(-value),
            });
        }
    }
}

impl<'a> Scorer<'a> {
    pub(super) fn new(book: &'a Rulebook, facts: &'a Facts) -> Self {
        let in_force = (0..book.items.len()).map(|i| book.in_force(i, facts.entry_date)).collect();
        Self { book, facts, in_force }
    }

    fn chunk(&self, households: std::ops::Range<u32>) -> (Vec<Thousandths>, Vec<Thousandths>) {
        let (facts, count) = (self.facts, self.book.data.components.len());
        let (mut children, mut entries) = (Vec::new(), Vec::new());
        let mut scratch = Scratch::new(self);
        let (mut values, mut ties) = (vec![0; count], vec![0; self.book.ties.len()]);
        let (mut of_child, mut of_entry) = (Vec::new(), Vec::new());
        let by_facility = self.book.by_facility();
        for h in households {
            self.household(h, &mut scratch, &mut None);
            for child in facts.children_of(h) {
                let frame = facts.household_frame(h).with(Level::Child, facts.row(Level::Child, child));
                of_child.clone_from(&scratch.household);
                self.groups(Level::Child, &frame, &mut of_child, About::default(), &mut None);
                self.values(&scratch.base, &of_child, &mut values);
                self.ties(&frame.with(Level::Facility, facts.nowhere()), &mut ties);
                let from = children.len();
                self.book.compared(&values, &ties, &mut children);
                for entry in facts.entries_of(child) {
                    if !by_facility {
                        entries.extend_from_slice(&children[from..]);
                        continue;
                    }
                    let frame = frame.with(Level::Facility, facts.row(Level::Facility, entry));
                    of_entry.clone_from(&of_child);
                    self.groups(Level::Facility, &frame, &mut of_entry, About::default(), &mut None);
                    self.values(&scratch.base, &of_entry, &mut values);
                    self.ties(&frame, &mut ties);
                    self.book.compared(&values, &ties, &mut entries);
                }
            }
        }
        (children, entries)
    }

    pub(super) fn itemise(&self, child: u32, entry: Option<u32>) -> Itemised {
        let facts = self.facts;
        let h = facts.household_of(child);
        let mut lines = Vec::new();
        let mut scratch = Scratch::new(self);
        self.household(h, &mut scratch, &mut Some(&mut lines));
        let mut parts = scratch.household.clone();
        let mut frame = facts.household_frame(h).with(Level::Child, facts.row(Level::Child, child));
        self.groups(Level::Child, &frame, &mut parts, About::default(), &mut Some(&mut lines));
        frame = frame.with(Level::Facility, facts.nowhere());
        if let Some(entry) = entry {
            frame = frame.with(Level::Facility, facts.row(Level::Facility, entry));
            self.groups(Level::Facility, &frame, &mut parts, About::default(), &mut Some(&mut lines));
        }
        let mut values = vec![0; scratch.base.len()];
        self.values(&scratch.base, &parts, &mut values);
        let mut ties = vec![0; self.book.ties.len()];
        self.ties(&frame, &mut ties);
        Itemised { lines, values, ties }
    }

    /// Adds the groups of a level to what there is.
    pub(super) fn groups(
        &self,
        level: Level,
        frame: &Frame<'_>,
        parts: &mut [Part],
        about: About,
        lines: &mut Lines<'_>,
    ) {
        for group in &self.book.plan[level.index()] {
            if self.book.gates[group.group].as_ref().is_some_and(|gate| !gate.program.holds(frame)) {
                continue;
            }
            let part = &mut parts[group.component];
            let from = lines.as_ref().map_or(0, |l| l.len());
            let less = matches!(
                self.book.data.components[group.component].scale,
                Scale::Points { less_is_better: true }
            );
            // Best so far: its points, and its place among the lines.
            let mut best: Option<(i64, usize)> = None;
            let (mut sum, mut held) = (0i64, 0i64);
            let mut ladder: Option<i64> = None;
            for &item in &self.book.order[group.items.clone()] {
                let Some(times) = self.holds(item as usize, frame) else { continue };
                let effect = self.book.data.items[item as usize].effect;
                let place = from + held as usize;
                held += 1;
                match effect {
                    Effect::Points(p) => {
                        let value = p * times;
                        sum += value;
                        let larger = (group.combine != Combine::Min) != less;
                        if best.is_none_or(|(b, _)| value != b && (value > b) == larger) {
                            best = Some((value, place));
                        }
                    }
                    Effect::Rank(r) => {
                        let r = i64::from(r);
                        let worse = group.combine == Combine::Min || level != Level::Reason;
                        ladder = Some(ladder.map_or(r, |old| if worse { old.max(r) } else { old.min(r) }));
                    }
                    Effect::Lift(n) => part.lift += n,
                }
                if let Some(lines) = lines {
                    lines.push(Line {
                        origin: Origin::Item(item as usize),
                        component: group.component,
                        guardian: about.guardian,
                        reason: about.reason,
                        times,
                        effect,
                        counted: if let Effect::Points(p) = effect { p * times } else { 0 },
                        counts: true,
                    });
                }
                if group.combine == Combine::First {
                    break;
                }
            }
            if let Some((value, place)) = best {
                let extra = match group.combine {
                    Combine::Sum => {
                        part.points += sum;
                        continue;
                    }
                    Combine::First | Combine::Max | Combine::Min => 0,
                    Combine::MaxPlus(k) => k,
                };
                part.points += value + extra * (held - 1);
                if let Some(lines) = lines {
                    for (_, line) in lines.iter_mut().enumerate().skip(from).filter(|&(i, _)| i != place) {
                        line.counted = extra;
                        line.counts = extra != 0;
                    }
                }
            }
            if let Some(rank) = ladder {
                if level == Level::Reason {
                    part.rank = if part.rank == NONE { rank } else { part.rank.min(rank) };
                } else {
                    part.set = part.set.max(rank);
                }
            }
        }
    }

    /// How many times an item holds, if it does.
    fn holds(&self, item: usize, frame: &Frame<'_>) -> Option<i64> {
        let compiled = &self.book.items[item];
        if !self.in_force[item] || compiled.when.as_ref().is_some_and(|w| !w.program.holds(frame)) {
            return None;
        }
        let Some(times) = &compiled.times else { return Some(1) };
        let times = times.program.run(frame);
        Some((times / 1000).min(MOST_TIMES)).filter(|&t| times != UNKNOWN && t >= 1)
    }

    fn values(&self, base: &[i64], parts: &[Part], out: &mut [i64]) {
        for ((value, part), (c, &base)) in
            out.iter_mut().zip(parts).zip(self.book.data.components.iter().zip(base))
        {
            *value = match &c.scale {
                Scale::Points { .. } => base + part.points,
                Scale::Ranks { labels, .. } => part.moved(base, labels.len()),
                Scale::Pairs { steps, .. } => part.moved(base, steps.len()),
            };
        }
    }

    fn ties(&self, frame: &Frame<'_>, out: &mut [i64]) {
        for ((value, checked), tie) in out.iter_mut().zip(&self.book.ties).zip(&self.book.data.ties) {
            let number = checked.program.run(frame);
            *value = if number == UNKNOWN || tie.bands.is_empty() {
                number
            } else {
                tie.bands.partition_point(|&b| b <= number) as i64 * 1000
            };
        }
    }
}

/// Buffers of one task, so that households are scored without allocation.
pub(super) struct Scratch {
    /// Per component the value over all guardians.
    pub(super) base: Vec<i64>,
    /// Per component what the items of the household come to.
    pub(super) household: Vec<Part>,
    /// Per guardian and component its value.
    pub(super) guardians: Vec<i64>,
    pub(super) reason: Vec<Part>,
    pub(super) chosen: Vec<Part>,
    pub(super) choice: Vec<Option<usize>>,
    pub(super) marks: Vec<usize>,
    pub(super) reason_marks: Vec<usize>,
}

impl Scratch {
    fn new(scorer: &Scorer<'_>) -> Self {
        let count = scorer.book.data.components.len();
        Self {
            base: vec![0; count],
            household: vec![Part::NOTHING; count],
            guardians: Vec::new(),
            reason: vec![Part::NOTHING; count],
            chosen: vec![Part::NOTHING; count],
            choice: vec![None; count],
            marks: Vec::new(),
            reason_marks: Vec::new(),
        }
    }
}
