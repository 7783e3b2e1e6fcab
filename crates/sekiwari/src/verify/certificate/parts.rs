//! The bound on the objective: shared steps, parts, and the sum.

use super::apart::{Apart, Counted};
use super::argument::{Home, Setting, check_suspects, replay, take_all};
use super::fault::{ProofFault, ProofPlace, ProofSection};
use super::groups::{Suspects, check_core, check_households};
use super::state::State;
use crate::certificate::{Certificate, Core, CoreGroup, Part};
use crate::market::{HouseholdId, Stage, WishId};
use crate::verify::Violation;
use std::cmp::Ordering;

/// In a part its suspects may be decided, and cases may be bounded.
struct InPart<'a> {
    part: &'a Part,
    suspects: &'a Suspects,
    groups: &'a [CoreGroup],
    /// The groups that are at home in the part, ascending, with its further cores of each.
    homes: Vec<(u32, Vec<&'a Core>)>,
    stages: &'a [Stage],
}

impl<'a> InPart<'a> {
    fn new(part: &'a Part, suspects: &'a Suspects, certificate: &'a Certificate) -> Self {
        let is_inside = |h: &HouseholdId| part.households.binary_search(h).is_ok();
        let mut homes: Vec<u32> = part.households.iter().filter_map(|h| suspects.group[h.index()]).collect();
        homes.sort_unstable();
        homes.dedup();
        homes.retain(|&g| suspects.of[g as usize].iter().all(is_inside));
        let homes = homes.into_iter().map(|g| (g, Vec::new())).collect();
        Self { part, suspects, groups: &certificate.groups, homes, stages: &certificate.stages }
    }

    fn home_of(&self, (group, further): &'a (u32, Vec<&'a Core>)) -> Home<'a> {
        let (suspects, group) = (&self.suspects.of[*group as usize], &self.groups[*group as usize]);
        Home { suspects, group, further }
    }

    fn homes(&self) -> impl Iterator<Item = Home<'_>> {
        self.homes.iter().map(|home| self.home_of(home))
    }

    /// Where a group stands among those at home.
    fn place(&self, group: u32) -> Option<usize> {
        self.homes.binary_search_by_key(&group, |home| home.0).ok()
    }

    /// Takes over a further core; its households are suspects of one group at home here.
    fn add(&mut self, state: &State<'_>, core: &'a Core) -> Result<(), ProofFault> {
        let (first, _) = check_suspects(state, &core.households, self)?;
        let group = self.suspects.group[first.index()];
        let at = group.and_then(|group| self.place(group));
        let at = at.ok_or(ProofFault::NotASuspect { household: first })?;
        self.homes[at].1.push(core);
        Ok(())
    }

    /// Makes those hard who cannot block by the further cores.
    fn narrow(&self, state: &mut State<'_>) {
        self.homes().filter(|home| !home.further.is_empty()).for_each(|home| home.narrow(state));
    }

    /// The households of the part that block at least.
    fn blocking(&self, state: &State<'_>) -> u64 {
        let at_home =
            |h: &HouseholdId| self.suspects.group[h.index()].is_some_and(|g| self.place(g).is_some());
        let strays = self.part.households.iter().filter(|h| state.blocks(**h) && !at_home(h)).count();
        let homes = self.homes().map(|home| u64::from(home.group.at_least));
        homes.sum::<u64>() + strays as u64
    }

    fn whole(&self) -> Counted<'a> {
        Counted { households: &self.part.households, value: &self.part.value }
    }
}

impl Setting for InPart<'_> {
    fn may_decide(&self, household: HouseholdId) -> Result<bool, ProofFault> {
        let mine = self.part.households.binary_search(&household).is_ok();
        Ok(mine && self.suspects.contains(household))
    }

    fn home(&self, household: HouseholdId) -> Option<Home<'_>> {
        let group = self.suspects.group[household.index()]?;
        self.place(group).map(|at| self.home_of(&self.homes[at]))
    }

    fn claim(&self) -> Result<Counted<'_>, ProofFault> {
        Ok(self.whole())
    }

    fn is_bounded(&self, state: &State<'_>, apart: &Apart<'_>) -> Result<bool, ProofFault> {
        // Fewer blocking households come first; then the values.
        let bounded = match self.blocking(state).cmp(&u64::from(self.part.blocking)) {
            Ordering::Less => false,
            Ordering::Greater => true,
            Ordering::Equal => apart.is_within(self.whole(), |h, sum| add_best(state, self.stages, h, sum)),
        };
        // A case that leaves a household nothing, or a group too few, reaches nothing at all.
        Ok(bounded
            || self.part.households.iter().any(|&h| state.is_contradiction(h))
            || self.homes().any(|home| home.is_impossible(state)))
    }
}

/// Adds the best alive outcome of a household, compared by the stages in order, to a sum. False if it has none.
///
/// The greatest sum is reached by the greatest outcome of each: comparing in order is kept by adding.
fn add_best(state: &State<'_>, stages: &[Stage], household: HouseholdId, sum: &mut [i128]) -> bool {
    let value =
        |outcome: Option<WishId>| stages.iter().map(move |s| s.value(state.market, household, outcome));
    let out = (!state.must(household)).then_some(None);
    let outcomes = state.alive_wishes(household).map(Some).chain(out);
    match outcomes.max_by(|&a, &b| value(a).cmp(value(b))) {
        Some(best) => {
            sum.iter_mut().zip(value(best)).for_each(|(total, v)| *total += i128::from(v));
            true
        }
        None => false,
    }
}

/// Checks what is claimed of allocations with the fewest blocking households; `suspects` says who may block in them.
pub(super) fn check(
    state: &mut State<'_>,
    certificate: &Certificate,
    suspects: &Suspects,
    out: &mut Vec<Violation>,
) {
    let Some(best) = &certificate.best else {
        if !certificate.shared.is_empty() || !certificate.parts.is_empty() {
            out.push(ProofFault::NothingClaimed.at(ProofSection::Whole));
        }
        return;
    };
    if let Err(violation) = check_stages(certificate, best) {
        return out.push(violation);
    }
    let (start, before) = (state.mark(), out.len());
    state.market.households().filter(|&h| !suspects.contains(h)).for_each(|h| state.set_hard(h));
    let mut line = 0;
    match take_all(state, &certificate.shared, &mut line) {
        Err((line, fault)) => {
            out.push(fault.at(ProofPlace { section: ProofSection::Shared, line: Some(line) }));
        }
        Ok(()) => {
            let part_of = check_parts(state, certificate, suspects, out);
            if out.len() == before {
                check_sum(state, certificate, best, &part_of, out);
            }
        }
    }
    state.undo_to(start);
}

/// No stage twice, and one value per stage everywhere.
fn check_stages(certificate: &Certificate, best: &[i64]) -> Result<(), Violation> {
    let stages = &certificate.stages;
    let wrong = |expected: usize, found: usize, section: ProofSection| {
        Err(ProofFault::WrongStages { expected: expected as u32, found: found as u32 }.at(section))
    };
    if stages.len() > Certificate::MAX_STAGES {
        return wrong(Certificate::MAX_STAGES, stages.len(), ProofSection::Whole);
    }
    let distinct = (0..stages.len()).filter(|&i| !stages[..i].contains(&stages[i])).count();
    if distinct != stages.len() {
        return wrong(distinct, stages.len(), ProofSection::Whole);
    }
    if best.len() != stages.len() {
        return wrong(stages.len(), best.len(), ProofSection::Whole);
    }
    for (p, part) in (0..).zip(&certificate.parts) {
        if part.value.len() != stages.len() {
            return wrong(stages.len(), part.value.len(), ProofSection::Part(p));
        }
    }
    Ok(())
}

fn check_parts(
    state: &mut State<'_>,
    certificate: &Certificate,
    suspects: &Suspects,
    out: &mut Vec<Violation>,
) -> Vec<Option<u32>> {
    let mut part_of = vec![None; suspects.group.len()];
    for (p, part) in (0..).zip(&certificate.parts) {
        let section = ProofSection::Part(p);
        if let Err(fault) = check_households(&part.households, p, &mut part_of) {
            out.push(fault.at(section));
            continue;
        }
        let mut setting = InPart::new(part, suspects, certificate);
        let before = out.len();
        for (c, core) in (0..).zip(&part.cores) {
            let section = ProofSection::PartCore(p, c);
            match setting.add(state, core) {
                Ok(()) => check_core(state, core, section, out),
                Err(fault) => out.push(fault.at(section)),
            }
        }
        if out.len() > before {
            // Who may block is not known.
            continue;
        }
        let start = state.mark();
        setting.narrow(state);
        if let Err((line, fault)) = replay(state, &part.case, &setting) {
            out.push(fault.at(ProofPlace { section, line: Some(line) }));
        }
        state.undo_to(start);
    }
    part_of
}

/// The parts and the households in none must add up to what is claimed.
fn check_sum(
    state: &State<'_>,
    certificate: &Certificate,
    best: &[i64],
    part_of: &[Option<u32>],
    out: &mut Vec<Violation>,
) {
    let blocking: u64 = certificate.parts.iter().map(|p| u64::from(p.blocking)).sum();
    if blocking != u64::from(certificate.blocking_min) {
        // A part too few or too many changes the values as well.
        let claimed = u64::from(certificate.blocking_min);
        return out.push(ProofFault::WrongBlockingMin { claimed, found: blocking }.at(ProofSection::Whole));
    }
    let mut sum = vec![0i128; best.len()];
    for part in &certificate.parts {
        sum.iter_mut().zip(&part.value).for_each(|(total, &v)| *total += i128::from(v));
    }
    for household in state.market.households().filter(|h| part_of[h.index()].is_none()) {
        if !add_best(state, &certificate.stages, household, &mut sum) {
            return out.push(ProofFault::NothingLeft { household }.at(ProofSection::Whole));
        }
    }
    let wrong = (0..).zip(best.iter().zip(sum)).find(|(_, (claimed, found))| i128::from(**claimed) != *found);
    if let Some((stage, (&claimed, found))) = wrong {
        let found = found.clamp(i64::MIN.into(), i64::MAX.into()) as i64;
        out.push(ProofFault::WrongBest { stage, claimed, found }.at(ProofSection::Whole));
    }
}
