//! From the lines of a proof to cases and trees.

use sekiwari::certificate::{Case, End, HittingTree, Step};
use sekiwari::market::{HouseholdId, Market, PoolId, WishId};
use sekiwari::verify::{ProofFault, ProofTable};

use crate::write::Line;

/// Why lines are no argument.
pub(super) enum Unreadable {
    /// Lines are missing, or left over.
    Lines,
    /// They speak of something that does not exist.
    Fault(ProofFault),
}

/// Where and why.
pub(super) type At = (u32, Unreadable);

/// A case whose inner cases are still being read.
struct Open {
    steps: Vec<Step>,
    split: Split,
    done: Vec<Case>,
}

enum Split {
    Choice(HouseholdId, Vec<Option<WishId>>),
    Suspect(HouseholdId),
    Among(Vec<HouseholdId>),
    Apart(Vec<HouseholdId>, Vec<i64>),
}

impl Open {
    fn expects(&self) -> usize {
        match &self.split {
            Split::Choice(_, outcomes) => outcomes.len(),
            Split::Suspect(_) | Split::Among(_) | Split::Apart(..) => 2,
        }
    }

    /// The case, once all inner ones are there.
    fn close(self) -> Case {
        let mut done = self.done.into_iter();
        let mut next = || Box::new(done.next().unwrap_or(Case { steps: Vec::new(), end: End::Bounded }));
        let end = match self.split {
            Split::Suspect(household) => End::Suspect { household, hard: next(), blocks: next() },
            Split::Among(households) => End::Among { households, none: next(), some: next() },
            Split::Apart(households, value) => End::Apart { households, value, within: next(), rest: next() },
            Split::Choice(household, outcomes) => {
                End::Choice { household, cases: outcomes.into_iter().zip(done).collect() }
            }
        };
        Case { steps: self.steps, end }
    }
}

/// Reads an argument. Linear in its lines, however deep its cases are.
pub(super) fn case(market: &Market, lines: &[Line]) -> Result<Case, At> {
    let mut open: Vec<Open> = Vec::new();
    let mut steps = Vec::new();
    for (at, line) in (0..).zip(lines) {
        let fault = |fault| (at, Unreadable::Fault(fault));
        if let Some(step) = step(market, line) {
            steps.push(step.map_err(fault)?);
            continue;
        }
        let steps = std::mem::take(&mut steps);
        let mut split = |steps, split| open.push(Open { steps, split, done: Vec::new() });
        let mut done = match line {
            Line::Choice(household, ranks) => {
                let outcome = |&rank: &u32| match rank {
                    0 => Ok(None),
                    rank => wish(market, *household, rank).map(Some),
                };
                let outcomes: Vec<_> = ranks.iter().map(outcome).collect::<Result<_, _>>().map_err(fault)?;
                split(steps, Split::Choice(HouseholdId::new(*household), outcomes));
                None
            }
            Line::Suspect(household) => {
                split(steps, Split::Suspect(HouseholdId::new(*household)));
                None
            }
            Line::Among(households) => {
                split(steps, Split::Among(households.iter().map(|&h| HouseholdId::new(h)).collect()));
                None
            }
            Line::Apart(households, value) => {
                let households = households.iter().map(|&h| HouseholdId::new(h)).collect();
                split(steps, Split::Apart(households, value.clone()));
                None
            }
            Line::Contradiction(household) => {
                Some(Case { steps, end: End::Contradiction { household: HouseholdId::new(*household) } })
            }
            _ => Some(Case { steps, end: End::Bounded }),
        };
        // Closes whatever is complete now; a choice without outcomes is complete at once.
        loop {
            if let Some(case) = done.take() {
                match open.last_mut() {
                    Some(outer) => outer.done.push(case),
                    None if at as usize + 1 == lines.len() => return Ok(case),
                    None => return Err((at + 1, Unreadable::Lines)),
                }
            }
            match open.pop_if(|o| o.done.len() == o.expects()) {
                Some(complete) => done = Some(complete.close()),
                None => break,
            }
        }
    }
    Err((lines.len() as u32, Unreadable::Lines))
}

/// A line as a step; `None` if it is an end.
pub(super) fn step(market: &Market, line: &Line) -> Option<Result<Step, ProofFault>> {
    match *line {
        Line::Guarantee(household, rank) => {
            Some(wish(market, household, rank).map(|wish| Step::Guarantee { wish }))
        }
        Line::Hopeless(household, rank, pool) => {
            let step = |wish| Step::Hopeless { wish, pool: PoolId::new(pool) };
            Some(wish(market, household, rank).map(step))
        }
        _ => None,
    }
}

fn wish(market: &Market, household: u32, rank: u32) -> Result<WishId, ProofFault> {
    if household as usize >= market.households().len() {
        return Err(ProofFault::UnknownId { table: ProofTable::Households, index: household });
    }
    let wish = market.wish_at(HouseholdId::new(household), rank);
    wish.ok_or(ProofFault::UnknownId { table: ProofTable::Wishes, index: rank })
}

/// Reads a hitting tree of a depth, at most [`HittingTree::MAX_DEPTH`]. `sizes` holds the stand-ins of each core.
pub(super) fn tree(cores: &[u32], sizes: &[usize], depth: u32) -> Result<HittingTree, Unreadable> {
    let mut cores = cores.iter();
    let tree = branch(&mut cores, sizes, depth)?;
    if cores.len() == 0 { Ok(tree) } else { Err(Unreadable::Lines) }
}

fn branch(
    cores: &mut std::slice::Iter<'_, u32>,
    sizes: &[usize],
    depth: u32,
) -> Result<HittingTree, Unreadable> {
    let &core = cores.next().ok_or(Unreadable::Lines)?;
    let unknown = ProofFault::UnknownId { table: ProofTable::Cores, index: core };
    let size = *sizes.get(core as usize).ok_or(Unreadable::Fault(unknown))?;
    let mut branches = Vec::new();
    if depth > 0 {
        for _ in 0..size {
            branches.push(branch(cores, sizes, depth - 1)?);
        }
    }
    Ok(HittingTree { core, branches })
}
