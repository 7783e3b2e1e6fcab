//! The round decided once, and again for every question.

use super::family::Family;
use super::key::Order;
use super::room::Room;
use super::{Counterfactuals, LineCounterfactual};
use crate::Request;
use crate::exact::anew::Change;
use crate::explain::club::{Decided, Reason, reasons_of};
use crate::explain::counterfactual::{Again, Outcome, Refusal};
use crate::market::{ChildId, HouseholdId, Newcomer, Replacement, WishId};
use crate::programme::club::{ChildIndex, Compiled, Entry, Round, compile_drawn};
use crate::programme::siblings::JointOptions;
use rayon::prelude::*;
use std::ops::Range;

/// A club round decided by its rule, ready to be decided again with one thing changed.
#[derive(Clone)]
pub struct Desk<'a> {
    pub(super) decided: &'a Decided<'a>,
    pub(super) room: &'a Room,
    pub(super) again: Again<'a>,
}

/// What became of a child in a round decided anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Got {
    /// The line that it has, if it has a seat.
    pub(super) line: Option<Entry>,
    /// The rank of the outcome in the list it was decided by; beyond all for none.
    pub(super) rank: u32,
}

impl Got {
    const NOTHING: Got = Got { line: None, rank: u32::MAX };
}

impl Outcome for Got {
    fn reaches(&self, rank: u32) -> bool {
        self.rank <= rank && self.line.is_some()
    }
}

/// The round as it might have been.
pub(super) struct Otherwise<'d> {
    /// The child that is asked about.
    pub(super) child: ChildIndex,
    /// The same as a change of its market, where that has the same pools.
    pub(super) local: Option<Local>,
    /// The whole of it.
    pub(super) round: Box<dyn Fn() -> Round + 'd>,
}

/// A change of the market, and who comes: the household as it is, or another one.
pub(super) struct Local {
    pub(super) change: Change,
    pub(super) family: Option<Family>,
}

impl<'a> Desk<'a> {
    /// Decides the round as it is; `room` is that of `decided`.
    ///
    /// # Errors
    /// [`Refusal`]; [`Refusal::AnotherAllocation`] if the allocation is not what `request` gives.
    pub fn new(decided: &'a Decided<'a>, room: &'a Room, request: Request<'a>) -> Result<Self, Refusal> {
        let again = Again::new((&room.market, room.nowhere), request)?;
        again.has_to_give(decided.allocation, decided.market, || decided.compiled.strict())?;
        Ok(Self { decided, room, again })
    }

    /// What would have sufficed for a child.
    ///
    /// # Errors
    /// [`Refusal`] if the rule cannot decide a changed round.
    pub fn counterfactuals(&self, child: ChildIndex) -> Result<Counterfactuals, Refusal> {
        let mut reasons = reasons_of(self.decided, child);
        let mut clubs = Vec::new();
        reasons.retain(|r| {
            let club = self.decided.round.entry(r.entry).club;
            let first = !clubs.contains(&club);
            clubs.extend(first.then_some(club));
            first
        });
        let both = |r: &Reason| Ok((self.seats_for(r)?, self.days_for(r)?));
        let each = || reasons.par_iter().map(both).collect::<Result<Vec<_>, Refusal>>();
        let family = || rayon::join(|| self.terms_for(child), || self.wishes_for(child));
        let (points, (each, (terms, added))) =
            rayon::join(|| self.points_for(child, &reasons), || rayon::join(each, family));
        let (points, each, terms, added) = (points?, each?, terms?, added?);
        let lines = reasons.into_iter().zip(points).zip(each);
        let lines =
            lines.map(|((reason, points), (seats, days))| LineCounterfactual { reason, points, seats, days });
        Ok(Counterfactuals { child, lines: lines.collect(), terms, added })
    }

    /// What would have sufficed for some children, in their order; spread over threads.
    ///
    /// # Errors
    /// As [`Desk::counterfactuals`].
    pub fn of_all(&self, children: &[ChildIndex]) -> Result<Vec<Counterfactuals>, Refusal> {
        children.par_iter().map(|&child| self.counterfactuals(child)).collect()
    }

    pub(super) fn order(&self) -> Order<'_> {
        Order { decided: self.decided, market: &self.room.market, ties: self.room.ties }
    }

    /// The market household of a child.
    pub(super) fn household_of(&self, child: ChildIndex) -> HouseholdId {
        self.decided.market.household_of(ChildId::new(child))
    }

    /// The children who are decided together with a child.
    pub(super) fn decided_with(&self, child: ChildIndex) -> Range<ChildIndex> {
        let mut own = self.decided.market.children(self.household_of(child)).map(|c| c.index() as u32);
        let first = own.next().unwrap_or(child);
        first..own.last().unwrap_or(first) + 1
    }

    /// The change in which the household of a child comes as this newcomer, one that has its lists.
    pub(super) fn instead(&self, child: ChildIndex, newcomer: Newcomer) -> Local {
        let replacements = vec![Replacement { gone: self.household_of(child), newcomers: vec![newcomer] }];
        Local { change: Change { replacements, seats: Vec::new() }, family: None }
    }

    /// The rank in the list of a child's household of its best wish that gives the child a line, if that is better than what it has.
    pub(super) fn rank_of(&self, child: ChildIndex, entry: usize) -> Option<u32> {
        let (market, compiled) = (self.decided.market, self.decided.compiled);
        let mut wishes = market.wishes(self.household_of(child));
        let wish = wishes.find(|&w| compiled.given_to(w, child) == Some(entry))?;
        let rank = market.rank_of(wish);
        let today = self.decided_with(child).find_map(|c| self.decided.decisions[c as usize].wish_rank);
        today.is_none_or(|today| rank < today).then_some(rank)
    }

    /// What a child gets.
    pub(super) fn decide_for(&self, otherwise: &Otherwise<'_>) -> Result<Got, Refusal> {
        let at = otherwise.child - self.decided_with(otherwise.child).start;
        Ok(self.decide(otherwise)?.get(at as usize).copied().unwrap_or(Got::NOTHING))
    }

    /// What the children get who are decided together with the child asked about today.
    pub(super) fn decide(&self, otherwise: &Otherwise<'_>) -> Result<Vec<Got>, Refusal> {
        if let Some(local) = &otherwise.local
            && let Some(places) = self.again.places(&local.change)
        {
            return Ok(self.read(otherwise.child, local, &places));
        }
        let round = (otherwise.round)();
        let draws = self.decided.compiled.draws.clone();
        let compiled = compile_drawn(&round, draws, JointOptions::default()).map_err(Refusal::NoMarket)?;
        let allocation = self.again.by_the_rule(&compiled.market, &compiled.strict())?;
        let got = |child: ChildIndex| {
            let household = compiled.market.household_of(ChildId::new(child));
            let wish = allocation.wish(&compiled.market, household)?;
            let line = compiled.given_to(wish, child).map(|e| round.entry(e));
            Some(Got { line, rank: compiled.market.rank_of(wish) })
        };
        Ok(self.decided_with(otherwise.child).map(|c| got(c).unwrap_or(Got::NOTHING)).collect())
    }

    /// What the places of newcomers in their lists give each child.
    fn read(&self, child: ChildIndex, local: &Local, places: &[Option<u32>]) -> Vec<Got> {
        let mut got = Vec::new();
        let mut of = |compiled: &Compiled, round: &Round, h: HouseholdId, place: Option<u32>| {
            let wish = place.and_then(|place| compiled.market.wish_at(h, place));
            let given = |wish: WishId| {
                let rank = compiled.market.rank_of(wish);
                compiled.given(wish).map(move |e| Got { line: e.map(|e| round.entry(e)), rank })
            };
            match wish {
                Some(wish) => got.extend(given(wish)),
                None => got.extend(compiled.market.children(h).map(|_| Got::NOTHING)),
            }
        };
        match &local.family {
            None => {
                let place = places.first().copied().flatten();
                of(self.decided.compiled, self.decided.round, self.household_of(child), place);
            }
            Some(family) => {
                for (&h, &place) in family.households.iter().zip(places) {
                    of(&family.compiled, &family.round, h, place);
                }
            }
        }
        got
    }
}
