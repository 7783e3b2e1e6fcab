//! The round decided once, and again for every question.

use super::again::Again;
use super::least::Outcome;
use super::room::{Room, raised};
use super::{Counterfactuals, WishCounterfactual};
use crate::Request;
use crate::exact::anew::Change;
use crate::explain::{Decided, reasons_of};
use crate::market::MarketError;
use crate::market::{Allocation, ChildId, ClaimantId, HouseholdId, Market, Newcomer, Replacement};
use crate::mechanism::MechanismError;
use crate::priority::Thousandths;
use crate::programme::nursery::{ChildIndex, FacilityIndex};
use rayon::prelude::*;

/// Why nothing can be said about what would have sufficed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// The rule gives another allocation: one made by hand, by another rule, or by a search that was stopped.
    #[error("the rule gives another allocation")]
    AnotherAllocation,
    /// The allocation was to stay near to an earlier one, which a changed family has no part in.
    #[error("the allocation was to stay near to an earlier one")]
    NearAnEarlierOne,
    /// A round with more seats is refused: a fault of this program.
    #[error("a round with more seats is refused")]
    NoRound,
    /// A changed family does not fit into the market: a fault of this program.
    #[error("a changed family does not fit into the market")]
    NoMarket(Vec<MarketError>),
    /// The rule cannot decide the round.
    #[error(transparent)]
    Mechanism(#[from] MechanismError),
}

/// A round decided by its rule, ready to be decided again with one family changed.
#[derive(Clone)]
pub struct Desk<'a> {
    pub(super) decided: &'a Decided<'a>,
    pub(super) room: &'a Room,
    pub(super) again: Again<'a>,
}

/// What became of a child in a round decided anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Got {
    /// Its facility, if it has a seat.
    pub(super) facility: Option<FacilityIndex>,
    /// The rank of the outcome in the list it was decided by; beyond all for none.
    pub(super) rank: u32,
}

impl Outcome for Got {
    fn reaches(&self, rank: u32) -> bool {
        self.rank <= rank && self.facility.is_some()
    }
}

/// Families that come otherwise.
#[derive(Clone, Debug, Default)]
pub(super) struct Otherwise {
    /// Who comes in whose place, and the seats.
    pub(super) change: Change,
    /// The children of the newcomers, one after the other.
    pub(super) children: Vec<ChildIndex>,
}

impl Otherwise {
    /// The children of those who come in the place of one household.
    fn children_of(&self, replacement: usize) -> &[ChildIndex] {
        let children = |r: &Replacement| r.newcomers.iter().map(|n| n.children as usize).sum::<usize>();
        let all = &self.change.replacements;
        let from = all[..replacement].iter().map(children).sum::<usize>();
        &self.children[from..from + children(&all[replacement])]
    }
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
        let reasons = reasons_of(self.decided, child);
        let each = || reasons.par_iter().map(|r| self.seats_for(r)).collect::<Result<Vec<_>, _>>();
        let family = || rayon::join(|| self.terms_for(child), || self.wishes_for(child));
        let (points, (seats, (terms, added))) =
            rayon::join(|| self.points_for(child, &reasons), || rayon::join(each, family));
        let (points, seats, terms, added) = (points?, seats?, terms?, added?);
        let wishes = reasons.into_iter().zip(points).zip(seats);
        let wishes = wishes.map(|((reason, points), seats)| WishCounterfactual { reason, points, seats });
        let wishes = wishes.collect();
        Ok(Counterfactuals { child, wishes, terms, added })
    }

    /// What would have sufficed for some children, in their order; spread over threads.
    ///
    /// # Errors
    /// As [`Desk::counterfactuals`].
    pub fn of_all(&self, children: &[ChildIndex]) -> Result<Vec<Counterfactuals>, Refusal> {
        children.par_iter().map(|&child| self.counterfactuals(child)).collect()
    }

    /// The market household of a child.
    pub(super) fn household_of(&self, child: ChildIndex) -> HouseholdId {
        self.decided.market.household_of(ChildId::new(child))
    }

    /// The household of a child as it would come with more points for this child.
    pub(super) fn with_points(&self, child: ChildIndex, more: Thousandths) -> Newcomer {
        let (decided, market) = (self.decided, &self.room.market);
        let h = self.household_of(child);
        let mut newcomer = Newcomer::of(market, h);
        for (at, claimant) in market.claimants_of(h).zip(&mut newcomer.claimants) {
            let id = ClaimantId::new(at as u32);
            if decided.market.claimant(id).child.index() != child as usize || claimant.2.is_held() {
                continue;
            }
            let mut key = self.room.key(decided, id);
            key.score = key.score.map(|s| raised(s, more));
            claimant.2 = self.room.rank(decided, claimant.1, key);
        }
        let score = |c: ChildIndex| {
            let own = decided.round.general_score(c)?;
            let own = if c == child { raised(own, more) } else { own };
            Some((own, decided.compiled.draws[c as usize], c))
        };
        let children = market.children(h).map(|c| c.index() as ChildIndex);
        newcomer.precedence = self.room.precedence(decided, children.filter_map(score).min());
        newcomer
    }

    /// The household of a child with one newcomer in its place.
    pub(super) fn instead(&self, child: ChildIndex, newcomer: Newcomer) -> Otherwise {
        let h = self.household_of(child);
        let children = self.room.market.children(h).map(|c| c.index() as ChildIndex).collect();
        let replacements = vec![Replacement { gone: h, newcomers: vec![newcomer] }];
        Otherwise { change: Change { replacements, seats: Vec::new() }, children }
    }

    /// What the families get, child by child.
    pub(super) fn decide(&self, otherwise: &Otherwise) -> Result<Vec<Got>, Refusal> {
        let change = &otherwise.change;
        let places = match self.again.places(change) {
            Some(places) => places,
            None => {
                // In its place: searches look at households in the order of their ids.
                let rebuilt = self.room.market.replaced_in_place(&change.replacements, &change.seats);
                let market = rebuilt.map_err(Refusal::NoMarket)?;
                let (households, of_round) = self.in_place(otherwise);
                let allocation = self.as_a_whole(&market, &of_round)?;
                households.iter().map(|&h| allocation.rank(h)).collect()
            }
        };
        let mut got = Vec::with_capacity(otherwise.children.len());
        let newcomers = change.replacements.iter().flat_map(|r| &r.newcomers);
        for (newcomer, place) in newcomers.zip(places) {
            let (rank, claims) = newcomer.wish_at(place).unwrap_or((u32::MAX, &[]));
            for child in 0..newcomer.children {
                let claims = claims.iter().map(|&c| newcomer.claimants[c as usize]);
                let own = claims.filter(|c| c.0 == child).map(|c| c.1).min();
                let pool = own.and_then(|pool| self.decided.compiled.pools.get(pool.index()));
                got.push(Got { facility: pool.map(|p| p.facility), rank });
            }
        }
        Ok(got)
    }

    /// What a child gets.
    pub(super) fn decide_for(&self, child: ChildIndex, otherwise: &Otherwise) -> Result<Got, Refusal> {
        let got = self.decide(otherwise)?;
        let at = otherwise.children.iter().position(|&c| c == child);
        Ok(at.and_then(|at| got.get(at).copied()).unwrap_or(Got { facility: None, rank: u32::MAX }))
    }

    /// The newcomers in the market in which they stand in place of others, and whom of the round each child of it is.
    fn in_place(&self, otherwise: &Otherwise) -> (Vec<HouseholdId>, Vec<ChildIndex>) {
        let replacements = &otherwise.change.replacements;
        let (mut households, mut of_round) = (vec![Vec::new(); replacements.len()], Vec::new());
        let mut next = 0;
        for h in self.room.market.households() {
            match replacements.iter().position(|r| r.gone == h) {
                Some(at) => {
                    let end = next + replacements[at].newcomers.len() as u32;
                    households[at] = (next..end).map(HouseholdId::new).collect();
                    of_round.extend_from_slice(otherwise.children_of(at));
                    next = end;
                }
                None => {
                    of_round.extend(self.room.market.children(h).map(|c| c.index() as ChildIndex));
                    next += 1;
                }
            }
        }
        (households.concat(), of_round)
    }

    /// Decides a market by the rule; `of_round`: whom of the round each of its children is.
    fn as_a_whole(&self, market: &Market, of_round: &[ChildIndex]) -> Result<Allocation, Refusal> {
        let draws = &self.decided.compiled.draws;
        // Also where there are no ties: some rules compare the ranks of different pools, which are to be as they would have been.
        let strict = market.break_ties(|c| draws[of_round[c.index()] as usize]);
        self.again.by_the_rule(market, &strict)
    }

    /// The place of a facility in the list of a child; after all of it for none.
    pub(super) fn place(&self, child: ChildIndex, facility: Option<FacilityIndex>) -> usize {
        let list = self.decided.round.list(child);
        let of = |f: FacilityIndex| list.iter().position(|&x| x == f);
        facility.and_then(of).unwrap_or(list.len())
    }

    /// What a child has today.
    pub(super) fn today(&self, child: ChildIndex) -> Option<FacilityIndex> {
        let (decided, id) = (self.decided, ChildId::new(child));
        let wish = decided.allocation.wish(decided.market, decided.market.household_of(id))?;
        let claim = decided.market.claims(wish).iter().find(|c| c.child == id)?;
        Some(decided.compiled.pools[claim.pool.index()].facility)
    }
}
