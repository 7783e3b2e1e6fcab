//! From the end of an argument back to what it rests on.
//!
//! Steps are taken in order down to the end of a case, then taken back one by one: at each that something rests on, the
//! state is as it was before it, so its own reason is looked for there, and what that rests on is needed too.

use super::premises::Found;
use super::replay::{Id, Replay};
use super::{MAX_CASES, MAX_DEPTH};
use crate::certificate::{Case, Core, End, Step};
use crate::market::{HouseholdId, Market};

/// A step that is needed, with its reason.
pub(super) struct Told {
    pub(super) id: Id,
    pub(super) found: Found,
}

/// A case with what is needed of it.
pub(super) struct Branch {
    pub(super) steps: Vec<Told>,
    pub(super) end: Ending,
}

/// How it ends.
pub(super) enum Ending {
    Contradiction { household: HouseholdId, holds: bool, because: Vec<Id> },
    Split { household: HouseholdId, because: Vec<Id>, cases: Vec<(Id, Option<u32>, Branch)> },
}

/// Slices one argument after another; what they all start from is replayed once.
pub(super) struct Slicer<'m> {
    replay: Replay<'m>,
    always: &'m [Step],
}

/// Whether an argument has few enough cases, not too deep.
fn is_tellable(case: &Case) -> bool {
    let (mut open, mut count) = (vec![(case, 0)], 0);
    while let Some((case, depth)) = open.pop() {
        count += 1;
        if depth > MAX_DEPTH || count > MAX_CASES {
            return false;
        }
        if let End::Choice { cases, .. } = &case.end {
            open.extend(cases.iter().map(|(_, case)| (case, depth + 1)));
        }
    }
    true
}

impl<'m> Slicer<'m> {
    pub(super) fn new(market: &'m Market, always: &'m [Step]) -> Self {
        let mut replay = Replay::new(market);
        always.iter().for_each(|&step| replay.share(step));
        Self { replay, always }
    }

    /// What is needed of the argument of a core. `None` if it is too long or does not hold.
    pub(super) fn slice(&mut self, core: &Core) -> Option<Branch> {
        if !is_tellable(&core.case) {
            return None;
        }
        self.replay.begin(&core.households);
        let told = self.whole(core);
        match told {
            Some(_) => self.replay.end(&core.households),
            // It was left in the middle.
            None => *self = Self::new(self.replay.market, self.always),
        }
        told
    }

    fn whole(&mut self, core: &Core) -> Option<Branch> {
        let Branch { mut steps, end } = self.branch(&core.case.steps, &core.case.end)?;
        steps.reverse();
        while let Some(id) = self.replay.next_shared() {
            steps.push(Told { id, found: self.replay.reason(self.always[id as usize])? });
        }
        steps.reverse();
        Some(Branch { steps, end })
    }

    fn branch(&mut self, steps: &[Step], end: &End) -> Option<Branch> {
        let mut taken = Vec::new();
        for &step in steps {
            let id = self.replay.id();
            taken.push((id, step, self.replay.apply(step, id)));
        }
        let end = self.end(end)?;
        let mut told = Vec::new();
        while let Some((id, step, undo)) = taken.pop() {
            self.replay.undo(undo);
            if self.replay.needed[id as usize] {
                told.push(Told { id, found: self.replay.reason(step)? });
            }
        }
        told.reverse();
        Some(Branch { steps: told, end })
    }

    fn end(&mut self, end: &End) -> Option<Ending> {
        match end {
            End::Contradiction { household } => {
                let (because, holds) = self.replay.contradiction(*household)?;
                Some(Ending::Contradiction { household: *household, holds, because })
            }
            End::Choice { household, cases } => {
                if !self.replay.outcomes(*household).iter().eq(cases.iter().map(|(outcome, _)| outcome)) {
                    return None;
                }
                let mut told = Vec::new();
                for (outcome, case) in cases {
                    let id = self.replay.id();
                    let undo = self.replay.suppose(*household, *outcome, id);
                    let branch = self.branch(&case.steps, &case.end)?;
                    self.replay.undo(undo);
                    told.push((id, outcome.map(|w| self.replay.rank(w)), branch));
                }
                let because = self.replay.choice(*household);
                Some(Ending::Split { household: *household, because, cases: told })
            }
            End::Bounded | End::Suspect { .. } | End::Among { .. } | End::Apart { .. } => None,
        }
    }
}
