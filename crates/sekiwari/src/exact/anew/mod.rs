//! A market solved anew after something in it changed: seats, or who a household is and what it asks for.
//!
//! # How it goes
//!
//! The market is solved once, and the log of its propagation is kept ([`Standing`]). In the changed market some conclusions of the log
//! do not hold any more: they are found in the order of the log (`retract`, `rules`), the wishes that they deleted are possible
//! again, and propagation goes on from there. That ends where the changed market might have been
//! propagated to from the start, but touches only the chain of families that the change concerns. Components away from it stay
//! as they are; those that it meets are searched again (`searched`). A core that the change comes near to is looked at again (`bound`).
//! Where some do not hold any more, or there is a contradiction with those that do, who blocks is worked out anew from what is left
//! of them (`renewed`).
//!
//! Where that does not come to an end soon, or another outcome may be as good, nothing is said ([`Standing::answer`] gives `None`): that
//! market is to be solved as a whole.
//!
//! A household that changes is taken out, and comes back as a newcomer ([`Market::replaced`]): everybody else keeps their ids,
//! so the log can be read for them as it stands. Where nothing but its ranks is different it keeps its own, so that what was concluded
//! of it stands too unless it passed somebody.
//!
//! **Guarantees.** What is said is what solving [`Change::in_place`] gives, and it is proven.
//!
//! **Cost.** A copy of the state, then a look at the claimants of the pools concerned for each event at them.
//!
//! **Sources.** Vacancy chains in stable matchings: Blum, Roth and Rothblum (1997). Recomputing a fixpoint after a change:
//! Ramalingam and Reps (1996).

mod beside;
mod bound;
mod cases;
mod cores;
mod difference;
mod known;
mod left;
mod log;
mod rebase;
mod refute;
mod renewed;
mod retract;
mod rules;
mod searched;
mod settled;
mod spare;

pub(super) use known::Known;
pub(super) use retract::Retraction;
pub(super) use settled::propagate_anew;
pub(crate) use spare::Spare;

use super::solve::solve_and_keep;
use super::state::State;
use super::{Control, Options, Solution};
use crate::market::{HouseholdId, Market, MarketError, PoolId, Replacement, Status};
use crate::mechanism::MechanismError;
use bound::Bound;
use cases::Now;
use cores::Cores;
use difference::Difference;
use searched::Pains;
use settled::Since;

/// What is to be different.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// Who comes in the place of whom; each household is named once.
    pub replacements: Vec<Replacement>,
    /// Seats more, or less, in some pools.
    pub seats: Vec<(PoolId, i64)>,
}

impl Change {
    /// The changed market; `nowhere` as in [`Market::roomy`].
    pub fn market(&self, market: &Market, nowhere: PoolId) -> Market {
        market.replaced(nowhere, &self.replacements, &self.seats)
    }

    /// The changed market, in the memory of another one.
    pub(crate) fn market_into(&self, market: &Market, nowhere: PoolId, changed: &mut Market) {
        market.replaced_into(nowhere, &self.replacements, &self.seats, changed);
    }

    /// The changed market with newcomers in the places of those who are gone.
    ///
    /// # Errors
    /// As [`Market::replaced_in_place`].
    pub fn in_place(&self, market: &Market) -> Result<Market, Vec<MarketError>> {
        market.replaced_in_place(&self.replacements, &self.seats)
    }
}

/// What newcomers get in the changed market.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Per newcomer the 1-based place of its outcome in its list; `None` if it is left out.
    pub places: Vec<Option<u32>>,
}

/// Why nothing is said.
enum Unsaid {
    /// More block than the cores known show.
    MoreBlock,
    /// Another outcome may be as good, or a limit was met.
    Unsure,
}

/// A market solved, and ready to be asked what would be different.
#[derive(Clone)]
pub struct Standing<'m> {
    state: State<'m>,
    known: Known,
    bound: Bound<'m>,
    options: Options,
    today: Solution,
    spare: Spare<State<'m>>,
}

impl<'m> Standing<'m> {
    /// Solves a market by `stable-optimal`. `None` where nothing can be said of changed markets but by solving them: where the
    /// solution is not proven, priorities have ties, or somebody blocks and pools are looked at together ([`Options::together`]).
    ///
    /// # Errors
    /// [`MechanismError::LimitsNotSupported`] on a market with facility-wide limits.
    pub fn new(
        market: &'m Market,
        options: &Options,
        control: &Control<'_>,
    ) -> Result<Option<Self>, MechanismError> {
        let (today, kept) = solve_and_keep(market, options, control)?;
        let proven = today.outcome.status == Status::Optimal && !market.has_ties();
        let Some(kept) = kept.filter(|_| proven && !market.has_earlier()) else { return Ok(None) };
        let (state, known, bound) = Known::new(kept, &today, true);
        if state.several && !bound.cores.is_empty() {
            return Ok(None);
        }
        Ok(Some(Self { state, known, bound, options: options.clone(), today, spare: Spare::default() }))
    }

    /// The solution of the market as it is.
    pub fn today(&self) -> &Solution {
        &self.today
    }

    /// What the newcomers of a change get, if that can be said without solving the changed market as a whole. `changed` is
    /// [`Change::market`] of the market solved.
    pub fn answer(&self, change: &Change, changed: &Market) -> Option<Answer> {
        if changed.has_ties() {
            return None;
        }
        let difference = Difference::new(change, self.state.market, changed);
        let spare = self.spare.take(|| self.state.clone());
        let mut state = self.state.rebased(changed, &difference, spare);
        let answer = self.answer_in(&mut state, &difference);
        self.spare.give(state.of(self.state.market));
        answer
    }

    /// The same in a state that was rebased onto the changed market.
    fn answer_in<'n>(&self, state: &mut State<'n>, difference: &Difference) -> Option<Answer> {
        let (changed, newcomers) = (state.market, &state.slots[self.state.slots.len()..]);
        let now = Now { market: changed, seats: &state.seats, newcomers };
        let mut left = self.bound.left(difference, &now);
        if left.are_doubted() {
            if let Some(cores) = self.bound.enough(&mut left, difference, changed, state) {
                let since = self.settled(state, &cores.suspects, difference);
                let read = |since| self.read(state, since, difference, &cores, Pains::Few).ok();
                if let Some(answer) = since.and_then(read) {
                    self.bound.give_back(left.everybody);
                    return Some(answer);
                }
                self.state.rebase(difference, state);
            }
            self.bound.mend_all(&mut left, difference, changed);
        }
        if left.all() {
            let cores = self.bound.as_before(left.holding());
            if let Some(since) = self.settled(state, &cores.suspects, difference) {
                let answer = self.read(state, since, difference, &cores, Pains::All);
                if !matches!(answer, Err(Unsaid::MoreBlock)) {
                    self.bound.give_back(left.everybody);
                    return answer.ok();
                }
                self.state.rebase(difference, state);
            }
        }
        // Cores are refuted by the plain rules only.
        if self.state.several { None } else { self.renewed(state, difference, left) }
    }

    /// What the newcomers get, from a state at its fixpoint.
    fn read(
        &self,
        state: &mut State<'_>,
        since: Since,
        difference: &Difference,
        cores: &Cores<'_>,
        pains: Pains,
    ) -> Result<Answer, Unsaid> {
        let concerned = self.known.concerned(&self.state, state, since, difference, cores);
        let found = self.searched(state, difference, &concerned, cores, pains)?;
        let is_old = |h: HouseholdId| h.index() < difference.first_newcomer as usize;
        let place = |&h: &HouseholdId| {
            let pick = match found.iter().find(|f| f.0 == h) {
                _ if state.is_decided(h) => state.best_alive(h),
                Some(found) => found.1,
                // No search saw anything otherwise that it is in.
                None if is_old(h) => self.known.pick(h),
                None => return Err(Unsaid::Unsure),
            };
            Ok(pick.map(|w| w - state.market.wish_range(h).start as u32 + 1))
        };
        Ok(Answer { places: difference.asked.iter().map(place).collect::<Result<_, _>>()? })
    }
}
