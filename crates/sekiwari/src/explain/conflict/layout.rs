//! What belongs together in one line, and the numbers of the lines.
//!
//! Steps may stand in any order in which each comes after what it rests on. Those about the seats of one pool are put next
//! to each other and into one line as far as that goes. A wish that asks for more seats than there are needs no line.

use super::premises::{Found, Says};
use super::replay::Id;
use super::slice::{Branch, Ending, Told};
use super::{Barred, Fact, Line};
use crate::market::{HouseholdId, PoolId};
use std::collections::{BTreeSet, HashMap};

/// What is known of a step once its line is written.
#[derive(Clone)]
struct Written {
    /// The line; `None` if it has none.
    line: Option<u32>,
    assuming: Vec<HouseholdId>,
}

struct Layout {
    lines: Vec<Line>,
    written: HashMap<Id, Written>,
    cases: Vec<(HouseholdId, Option<u32>)>,
}

/// The lines of an argument.
pub(super) fn lines(tree: Branch) -> Vec<Line> {
    let mut layout = Layout { lines: Vec::new(), written: HashMap::new(), cases: Vec::new() };
    layout.branch(tree);
    layout.lines
}

/// Steps with the same key may share a line.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Key {
    Secured(PoolId),
    Barred(PoolId),
    Alone(Id),
}

fn key(told: &Told) -> Key {
    match &told.found.says {
        Says::Secured(s) if s.rooms.len() == 1 => Key::Secured(s.rooms[0].pool),
        Says::Secured(_) => Key::Alone(told.id),
        Says::Barred(pool, _) => Key::Barred(*pool),
    }
}

fn needs_no_line(found: &Found) -> bool {
    matches!(&found.says, Says::Barred(_, b) if b.needs > b.seats)
}

/// Steps still to be written, with how many of those they rest on are, too.
struct Waiting {
    steps: Vec<Option<Told>>,
    missing: Vec<u32>,
    resting: HashMap<Id, Vec<u32>>,
    ready: BTreeSet<u32>,
    by_key: HashMap<Key, BTreeSet<u32>>,
}

impl Waiting {
    fn new(steps: Vec<Told>, written: &HashMap<Id, Written>) -> Self {
        let mut waiting = Self {
            steps: Vec::with_capacity(steps.len()),
            missing: Vec::with_capacity(steps.len()),
            resting: HashMap::new(),
            ready: BTreeSet::new(),
            by_key: HashMap::new(),
        };
        for (at, told) in (0..).zip(steps) {
            let open = told.found.because.iter().filter(|id| !written.contains_key(id));
            let open: Vec<Id> = open.copied().collect();
            waiting.missing.push(open.len() as u32);
            open.iter().for_each(|&id| waiting.resting.entry(id).or_default().push(at));
            waiting.steps.push(Some(told));
            if open.is_empty() {
                waiting.is_ready(at);
            }
        }
        waiting
    }

    fn is_ready(&mut self, at: u32) {
        if let Some(told) = &self.steps[at as usize] {
            self.ready.insert(at);
            self.by_key.entry(key(told)).or_default().insert(at);
        }
    }

    /// The first that rests on nothing still to come, with all others of its key that do not either, in order.
    fn next_ready(&mut self) -> Option<Vec<Told>> {
        let first = *self.ready.first()?;
        let kind = key(self.steps[first as usize].as_ref()?);
        let together = self.by_key.remove(&kind)?;
        self.ready.retain(|at| !together.contains(at));
        Some(together.into_iter().filter_map(|at| self.steps[at as usize].take()).collect())
    }

    fn is_written(&mut self, id: Id) {
        for at in self.resting.remove(&id).unwrap_or_default() {
            self.missing[at as usize] -= 1;
            if self.missing[at as usize] == 0 {
                self.is_ready(at);
            }
        }
    }
}

impl Layout {
    fn branch(&mut self, branch: Branch) {
        let mut waiting = Waiting::new(branch.steps, &self.written);
        while let Some(together) = waiting.next_ready() {
            let ids: Vec<Id> = together.iter().map(|told| told.id).collect();
            let (silent, spoken): (Vec<Told>, Vec<Told>) =
                together.into_iter().partition(|told| needs_no_line(&told.found));
            for told in silent {
                self.written.insert(told.id, Written { line: None, assuming: Vec::new() });
            }
            if !spoken.is_empty() {
                self.write(spoken);
            }
            ids.into_iter().for_each(|id| waiting.is_written(id));
        }
        self.end(branch.end);
    }

    fn write(&mut self, together: Vec<Told>) {
        let ids: Vec<Id> = together.iter().map(|t| t.id).collect();
        let (mut because, mut uses) = (Vec::new(), Vec::new());
        let mut fact = None;
        for told in together {
            because.extend(told.found.because);
            uses.extend(told.found.uses);
            fact = Some(match (fact, told.found.says) {
                (Some(Fact::Secured(mut all)), Says::Secured(s)) => {
                    all.push(s);
                    Fact::Secured(all)
                }
                (Some(Fact::Barred { pool, mut wishes }), Says::Barred(_, b)) => {
                    add_barred(&mut wishes, b);
                    Fact::Barred { pool, wishes }
                }
                (_, Says::Secured(s)) => Fact::Secured(vec![s]),
                (_, Says::Barred(pool, b)) => Fact::Barred { pool, wishes: vec![b] },
            });
        }
        if let Some(fact) = fact {
            let written = self.line(fact, &because, uses);
            ids.into_iter().for_each(|id| drop(self.written.insert(id, written.clone())));
        }
    }

    fn line(&mut self, fact: Fact, because: &[Id], uses: Vec<HouseholdId>) -> Written {
        let mut assuming = uses;
        let mut lines = Vec::new();
        for written in because.iter().filter_map(|id| self.written.get(id)) {
            lines.extend(written.line);
            assuming.extend(&written.assuming);
        }
        lines.sort_unstable();
        lines.dedup();
        assuming.sort_unstable();
        assuming.dedup();
        let number = self.lines.len() as u32 + 1;
        let depth = self.cases.len() as u32;
        let cases = self.cases.clone();
        self.lines.push(Line { number, depth, fact, because: lines, assuming: assuming.clone(), cases });
        Written { line: Some(number), assuming }
    }

    fn end(&mut self, end: Ending) {
        match end {
            Ending::Contradiction { household, holds, because } => {
                self.line(Fact::Contradiction { household, holds }, &because, Vec::new());
            }
            Ending::Split { household, because, cases } => {
                let outcomes = cases.iter().map(|(_, outcome, _)| *outcome).collect();
                self.line(Fact::Split { household, outcomes }, &because, Vec::new());
                for (id, outcome, branch) in cases {
                    self.cases.push((household, outcome));
                    let fact = Fact::Supposed { household, outcome };
                    let supposed = self.line(fact, &[], Vec::new());
                    self.written.insert(id, supposed);
                    self.branch(branch);
                    self.cases.pop();
                }
            }
        }
    }
}

/// Wishes of one household that fail for the same reason stand together.
fn add_barred(all: &mut Vec<Barred>, more: Barred) {
    let same = |b: &&mut Barred| {
        (b.household, b.seats, b.needs, b.shadow) == (more.household, more.seats, more.needs, more.shadow)
            && b.takers == more.takers
    };
    match all.iter_mut().find(same) {
        Some(found) => {
            found.ranks.extend(more.ranks);
            found.ranks.sort_unstable();
        }
        None => all.push(more),
    }
}
