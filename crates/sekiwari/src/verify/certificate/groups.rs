//! Cores, and how many blocking households they need together.

use super::apart::{Apart, Counted};
use super::argument::{Home, Setting, replay};
use super::fault::{ProofFault, ProofPlace, ProofSection, ProofTable};
use super::sets::{of_some_set, stand_ins};
use super::state::State;
use crate::certificate::{Certificate, Core, CoreGroup, HittingTree};
use crate::market::HouseholdId;
use crate::verify::Violation;

/// In a core every case ends in a contradiction.
struct InCore;

impl Setting for InCore {
    fn may_decide(&self, _: HouseholdId) -> Result<bool, ProofFault> {
        Err(ProofFault::EndNotAllowed)
    }

    fn home(&self, _: HouseholdId) -> Option<Home<'_>> {
        None
    }

    fn claim(&self) -> Result<Counted<'_>, ProofFault> {
        Err(ProofFault::EndNotAllowed)
    }

    fn is_bounded(&self, _: &State<'_>, _: &Apart<'_>) -> Result<bool, ProofFault> {
        Err(ProofFault::EndNotAllowed)
    }
}

/// The suspects.
pub(super) struct Suspects {
    /// Per household, the group whose suspect it is.
    pub(super) group: Vec<Option<u32>>,
    /// Per group, its suspects, ascending.
    pub(super) of: Vec<Vec<HouseholdId>>,
}

impl Suspects {
    /// Whether a household may block.
    pub(super) fn contains(&self, household: HouseholdId) -> bool {
        self.group[household.index()].is_some()
    }
}

/// Checks the groups and their sum. Returns who may block.
pub(super) fn check(state: &mut State<'_>, certificate: &Certificate, out: &mut Vec<Violation>) -> Suspects {
    let households = state.market.households().len();
    let mut group_of: Vec<Option<u32>> = vec![None; households];
    let mut suspects =
        Suspects { group: vec![None; households], of: vec![Vec::new(); certificate.groups.len()] };
    let mut sum = 0u64;
    for (g, group) in (0..).zip(&certificate.groups) {
        sum += u64::from(group.at_least);
        let before = out.len();
        for (c, core) in (0..).zip(&group.cores) {
            let section = ProofSection::Core(g, c);
            match check_households(&core.households, g, &mut group_of) {
                Ok(()) => check_core(state, core, section, out),
                Err(fault) => out.push(fault.at(section)),
            }
        }
        if out.len() > before {
            // Without knowing its households there is nothing to say about the group.
            continue;
        }
        if let Err(fault) = check_tree(group, households) {
            out.push(fault.at(ProofSection::Group(g)));
            continue;
        }
        suspects.of[g as usize] = suspects_of(group);
        suspects.of[g as usize].iter().for_each(|h| suspects.group[h.index()] = Some(g));
    }
    if sum != u64::from(certificate.blocking_min) {
        let claimed = u64::from(certificate.blocking_min);
        out.push(ProofFault::WrongBlockingMin { claimed, found: sum }.at(ProofSection::Whole));
    }
    suspects
}

/// Checks that households exist, ascend, are not none, and belong to nothing but their own group or part.
pub(super) fn check_households(
    households: &[HouseholdId],
    owner: u32,
    owner_of: &mut [Option<u32>],
) -> Result<(), ProofFault> {
    if households.is_empty() {
        return Err(ProofFault::WrongHouseholds { household: None });
    }
    for (i, &household) in households.iter().enumerate() {
        let Some(known) = owner_of.get_mut(household.index()) else {
            return Err(ProofFault::UnknownId {
                table: ProofTable::Households,
                index: household.index() as u32,
            });
        };
        if (i > 0 && households[i - 1] >= household) || known.is_some_and(|o| o != owner) {
            return Err(ProofFault::WrongHouseholds { household: Some(household) });
        }
        *known = Some(owner);
    }
    Ok(())
}

/// With the households of a core hard, beside those who are so already, every case is to end in a contradiction.
pub(super) fn check_core(
    state: &mut State<'_>,
    core: &Core,
    section: ProofSection,
    out: &mut Vec<Violation>,
) {
    let start = state.mark();
    core.households.iter().for_each(|&h| state.set_hard(h));
    if let Err((line, fault)) = replay(state, &core.case, &InCore) {
        out.push(fault.at(ProofPlace { section, line: Some(line) }));
    }
    state.undo_to(start);
}

/// A node of a hitting tree on the way to the next, and the branch to take there.
struct Open<'t> {
    node: &'t HittingTree,
    next: usize,
}

/// Walks a hitting tree; `chosen` holds the households on the way from the root.
fn check_tree(group: &CoreGroup, households: usize) -> Result<(), ProofFault> {
    let root = &group.why;
    let depth = match group.at_least.checked_sub(1) {
        Some(depth) if depth <= HittingTree::MAX_DEPTH => depth as usize,
        _ => return Err(ProofFault::WrongHittingTree { core: root.core }),
    };
    let cores: Vec<&[HouseholdId]> = group.cores.iter().map(|core| &core.households[..]).collect();
    // A tree without branches asks for none.
    let choices = if depth > 0 { stand_ins(&cores) } else { vec![Vec::new(); cores.len()] };
    let mut chosen = vec![false; households];
    let mut open = vec![Open { node: root, next: 0 }];
    check_node((&cores, &choices), root, depth, &chosen)?;
    while let Some(at) = open.last_mut() {
        let choices_here = &choices[at.node.core as usize];
        if at.next > 0 {
            chosen[choices_here[at.next - 1].index()] = false;
        }
        let Some(branch) = at.node.branches.get(at.next) else {
            open.pop();
            continue;
        };
        chosen[choices_here[at.next].index()] = true;
        at.next += 1;
        check_node((&cores, &choices), branch, depth - open.len(), &chosen)?;
        open.push(Open { node: branch, next: 0 });
    }
    Ok(())
}

/// Whether the core of a node exists and is met by none chosen, with a branch for each of its stand-ins, or none where
/// no more may be chosen.
fn check_node(
    (cores, choices): (&[&[HouseholdId]], &[Vec<HouseholdId>]),
    node: &HittingTree,
    left: usize,
    chosen: &[bool],
) -> Result<(), ProofFault> {
    let Some(core) = cores.get(node.core as usize) else {
        return Err(ProofFault::UnknownId { table: ProofTable::Cores, index: node.core });
    };
    let branches = if left == 0 { 0 } else { choices[node.core as usize].len() };
    if node.branches.len() != branches || core.iter().any(|h| chosen[h.index()]) {
        return Err(ProofFault::WrongHittingTree { core: node.core });
    }
    Ok(())
}

/// Those of a set of `at_least` that meets all cores, as far as that is looked at.
fn suspects_of(group: &CoreGroup) -> Vec<HouseholdId> {
    let mut members: Vec<HouseholdId> =
        group.cores.iter().flat_map(|core| core.households.iter().copied()).collect();
    members.sort_unstable();
    members.dedup();
    let cores: Vec<&Core> = group.cores.iter().collect();
    of_some_set(members.into_iter(), &cores, group.at_least)
}
