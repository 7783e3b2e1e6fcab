//! What belongs together in one line, and the numbers of the lines.
//!
//! Steps may stand in any order in which each comes after what it rests on. Those about the seats of one pool are put next
//! to each other and into one line as far as that goes. A wish that asks for more seats than there are needs no line.

use super::replay::{Found, Id, Says};
use super::slice::{Branch, Ending, Told};
use super::{Barred, Fact, Line};
use crate::market::{HouseholdId, PoolId};

/// What is known of a step once its line is written.
#[derive(Clone)]
struct Written {
    /// The line; `None` if it has none.
    line: Option<u32>,
    assuming: Vec<HouseholdId>,
}

struct Layout {
    lines: Vec<Line>,
    written: Vec<Option<Written>>,
    cases: Vec<(HouseholdId, Option<u32>)>,
}

/// The lines of an argument.
pub(super) fn lines(tree: Branch) -> Vec<Line> {
    let mut layout = Layout { lines: Vec::new(), written: Vec::new(), cases: Vec::new() };
    layout.branch(tree);
    layout.lines
}

/// Steps with the same key may share a line.
#[derive(Clone, Copy, PartialEq, Eq)]
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

impl Layout {
    fn written(&self, id: Id) -> Option<&Written> {
        self.written.get(id as usize).and_then(Option::as_ref)
    }

    fn note(&mut self, id: Id, written: Written) {
        let at = id as usize;
        if self.written.len() <= at {
            self.written.resize(at + 1, None);
        }
        self.written[at] = Some(written);
    }

    fn branch(&mut self, branch: Branch) {
        let mut waiting = branch.steps;
        while !waiting.is_empty() {
            // The first that rests on nothing still to come; in the order of an argument there always is one.
            let ready = |layout: &Self, told: &Told| {
                told.found.because.iter().all(|&id| layout.written(id).is_some())
            };
            let first = waiting.iter().position(|t| ready(self, t)).unwrap_or(0);
            let kind = key(&waiting[first]);
            let (mut together, mut rest) = (Vec::new(), Vec::new());
            for told in waiting {
                match key(&told) == kind && ready(self, &told) {
                    true => together.push(told),
                    false => rest.push(told),
                }
            }
            waiting = rest;
            let (silent, spoken): (Vec<Told>, Vec<Told>) =
                together.into_iter().partition(|told| needs_no_line(&told.found));
            for told in silent {
                self.note(told.id, Written { line: None, assuming: Vec::new() });
            }
            if !spoken.is_empty() {
                self.write(spoken);
            }
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
            ids.into_iter().for_each(|id| self.note(id, written.clone()));
        }
    }

    fn line(&mut self, fact: Fact, because: &[Id], uses: Vec<HouseholdId>) -> Written {
        let mut assuming = uses;
        let mut lines = Vec::new();
        for written in because.iter().filter_map(|&id| self.written(id)) {
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
                    self.note(id, supposed);
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
        (b.household, b.seats, b.needs) == (more.household, more.seats, more.needs) && b.takers == more.takers
    };
    match all.iter_mut().find(same) {
        Some(found) => {
            found.ranks.extend(more.ranks);
            found.ranks.sort_unstable();
        }
        None => all.push(more),
    }
}
