//! Replaying an argument: steps, and cases down to their ends.

use super::apart::{Apart, Counted};
use super::fault::ProofFault;
use super::sets::of_some_set;
use super::state::{Mark, State};
use crate::certificate::{Case, Core, CoreGroup, End, Step};
use crate::market::{HouseholdId, WishId};

/// Where an argument stands: what its cases may end in.
pub(super) trait Setting {
    /// Whether a household is a suspect that this argument may decide; an error where suspects are not decided at all.
    fn may_decide(&self, household: HouseholdId) -> Result<bool, ProofFault>;

    /// The household's group, if all its suspects belong to the argument.
    fn home(&self, household: HouseholdId) -> Option<Home<'_>>;

    /// Whose outcomes are bounded, and by what, outside every split; an error where nothing is claimed.
    fn claim(&self) -> Result<Counted<'_>, ProofFault>;

    /// Whether the best alive outcomes do not beat what is claimed; an error where nothing is claimed.
    fn is_bounded(&self, state: &State<'_>, apart: &Apart<'_>) -> Result<bool, ProofFault>;
}

/// A group whose suspects all belong to an argument.
#[derive(Clone, Copy)]
pub(super) struct Home<'a> {
    /// The suspects, ascending.
    pub(super) suspects: &'a [HouseholdId],
    /// The group.
    pub(super) group: &'a CoreGroup,
    /// Cores of it that hold in the argument.
    pub(super) further: &'a [&'a Core],
}

impl<'a> Home<'a> {
    fn cores(self) -> impl Iterator<Item = &'a Core> {
        self.group.cores.iter().chain(self.further.iter().copied())
    }

    /// How many suspects block besides those decided to.
    fn still_to_block(self, state: &State<'_>) -> u32 {
        let declared = self.suspects.iter().filter(|&&h| state.blocks(h)).count() as u32;
        self.group.at_least.saturating_sub(declared)
    }

    /// Makes the suspects hard that were not decided yet and are not to be spared.
    fn harden(self, state: &mut State<'_>, spare: impl Fn(HouseholdId) -> bool) {
        for &h in self.suspects {
            if !state.is_decided(h) && !spare(h) {
                state.decide(h, false);
            }
        }
    }

    /// Makes those hard who cannot block beside the ones decided to.
    pub(super) fn narrow(self, state: &mut State<'_>) {
        let met = |core: &&Core| core.households.iter().any(|&h| state.blocks(h));
        let unmet: Vec<&Core> = self.cores().filter(|core| !met(core)).collect();
        let open = self.suspects.iter().copied().filter(|&h| !state.is_decided(h));
        let may = of_some_set(open, &unmet, self.still_to_block(state));
        self.harden(state, |h| may.binary_search(&h).is_ok());
    }

    /// Whether too few are left who may block, or none of a core.
    pub(super) fn is_impossible(self, state: &State<'_>) -> bool {
        let may = |h: &HouseholdId| !state.is_hard(*h);
        self.suspects.iter().filter(|h| may(h)).count() < self.group.at_least as usize
            || self.cores().any(|core| !core.households.iter().any(may))
    }
}

/// A fault and the line of the argument where it is.
pub(super) type Faulty = (u32, ProofFault);

/// Takes steps one after the other; the first line is numbered `line`.
pub(super) fn take_all(state: &mut State<'_>, steps: &[Step], line: &mut u32) -> Result<(), Faulty> {
    for &step in steps {
        state.take(step).map_err(|fault| (*line, fault))?;
        *line = line.saturating_add(1);
    }
    Ok(())
}

/// A split whose cases are being replayed.
struct Open<'c> {
    end: &'c End,
    next: usize,
    mark: Mark,
    /// How many are set apart on the way here.
    apart: usize,
}

/// Replays an argument from the state as it is, and leaves that state as it was. Stops at the first fault: what follows
/// an unfounded line means nothing.
///
/// Cases are walked with a list of open splits, not by recursion, so that a deep argument needs no deep stack.
pub(super) fn replay(state: &mut State<'_>, case: &Case, setting: &impl Setting) -> Result<(), Faulty> {
    let start = state.mark();
    let result = walk(state, case, setting);
    state.undo_to(start);
    result
}

fn walk<'c>(state: &mut State<'_>, case: &'c Case, setting: &impl Setting) -> Result<(), Faulty> {
    let mut line = 0;
    let mut open: Vec<Open<'c>> = Vec::new();
    let mut apart = Apart::default();
    let mut case = case;
    loop {
        take_all(state, &case.steps, &mut line)?;
        check_end(state, &case.end, setting, &apart).map_err(|fault| (line, fault))?;
        line = line.saturating_add(1);
        open.push(Open { end: &case.end, next: 0, mark: state.mark(), apart: apart.len() });
        case = loop {
            let Some(split) = open.last_mut() else { return Ok(()) };
            state.undo_to(split.mark);
            apart.truncate(split.apart);
            match enter(state, split.end, split.next, setting, &mut apart) {
                Some(inner) => {
                    split.next += 1;
                    break inner;
                }
                None => {
                    open.pop();
                }
            }
        };
    }
}

/// Enters the case at a position of a split: narrows the state to it. `None` after the last.
fn enter<'c>(
    state: &mut State<'_>,
    end: &'c End,
    position: usize,
    setting: &impl Setting,
    apart: &mut Apart<'c>,
) -> Option<&'c Case> {
    match end {
        End::Contradiction { .. } | End::Bounded => None,
        End::Choice { household, cases } => {
            let (outcome, case) = cases.get(position)?;
            for wish in state.market.wishes(*household).filter(|w| Some(*w) != *outcome) {
                state.kill(*household, wish);
            }
            if outcome.is_some() {
                state.set_must(*household);
            }
            Some(case)
        }
        End::Suspect { household, hard, blocks } => {
            let case = [hard, blocks].get(position).copied()?;
            state.decide(*household, position == 1);
            if position == 1
                && let Some(home) = setting.home(*household)
            {
                home.narrow(state);
            }
            Some(case)
        }
        End::Among { households, none, some } => {
            let case = [none, some].get(position).copied()?;
            if position == 0 {
                households.iter().for_each(|&h| state.decide(h, false));
            } else if let Some(home) = households.first().and_then(|&h| setting.home(h)) {
                home.harden(state, |h| households.binary_search(&h).is_ok());
            }
            Some(case)
        }
        End::Apart { households, value, within, rest } => {
            let case = [within, rest].get(position).copied()?;
            let counted = Counted { households, value };
            if position == 0 {
                apart.within(counted)
            } else {
                apart.set_apart(counted)
            }
            Some(case)
        }
    }
}

/// Whether a case may end so.
fn check_end(
    state: &State<'_>,
    end: &End,
    setting: &impl Setting,
    apart: &Apart<'_>,
) -> Result<(), ProofFault> {
    match end {
        End::Contradiction { household } => {
            state.known(*household)?;
            match state.is_contradiction(*household) {
                true => Ok(()),
                false => Err(ProofFault::NotContradicted { household: *household }),
            }
        }
        End::Bounded => match setting.is_bounded(state, apart)? {
            true => Ok(()),
            false => Err(ProofFault::NotBounded),
        },
        End::Choice { household, cases } => {
            state.known(*household)?;
            let household = *household;
            let out = (!state.must(household)).then_some(None);
            let expected = state.alive_wishes(household).map(Some).chain(out);
            if expected.eq(cases.iter().map(|(outcome, _): &(Option<WishId>, Case)| *outcome)) {
                return Ok(());
            }
            let expected = state.alive_count(household) + u32::from(!state.must(household));
            Err(ProofFault::WrongCases { household, expected, found: cases.len() as u32 })
        }
        End::Suspect { household, .. } => {
            state.known(*household)?;
            if setting.may_decide(*household)? && !state.is_decided(*household) {
                return Ok(());
            }
            Err(ProofFault::NotASuspect { household: *household })
        }
        End::Among { households, .. } => check_among(state, households, setting),
        End::Apart { households, value, .. } => {
            apart.check(Counted { households, value }, setting.claim()?, state)
        }
    }
}

/// Suspects to distinguish between are of one group, at home here, of which one more blocks.
fn check_among(
    state: &State<'_>,
    households: &[HouseholdId],
    setting: &impl Setting,
) -> Result<(), ProofFault> {
    let (first, home) = check_suspects(state, households, setting)?;
    match home.still_to_block(state) {
        1 => Ok(()),
        _ => Err(ProofFault::NotASuspect { household: first }),
    }
}

/// Some suspects of one group, at home here, not decided and ascending; the first of them, and the group.
pub(super) fn check_suspects<'s>(
    state: &State<'_>,
    households: &[HouseholdId],
    setting: &'s impl Setting,
) -> Result<(HouseholdId, Home<'s>), ProofFault> {
    for &household in households {
        state.known(household)?;
        if !setting.may_decide(household)? {
            return Err(ProofFault::NotASuspect { household });
        }
    }
    let Some(&first) = households.first() else {
        return Err(ProofFault::WrongHouseholds { household: None });
    };
    let Some(home) = setting.home(first) else {
        return Err(ProofFault::NotASuspect { household: first });
    };
    let mut before = None;
    for &household in households {
        if before >= Some(household) {
            return Err(ProofFault::WrongHouseholds { household: Some(household) });
        }
        if home.suspects.binary_search(&household).is_err() || state.is_decided(household) {
            return Err(ProofFault::NotASuspect { household });
        }
        before = Some(household);
    }
    Ok((first, home))
}
