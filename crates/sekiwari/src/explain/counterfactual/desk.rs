//! The round decided once, and again for every question.

use super::room::{Room, raised};
use super::{Counterfactuals, WishCounterfactual};
use crate::exact::anew::{Change, Standing};
use crate::explain::{Decided, reasons_of};
use crate::market::MarketError;
use crate::market::{Allocation, ChildId, ClaimantId, HouseholdId, Market, Newcomer};
use crate::mechanism::{Mechanism, MechanismError, Ties};
use crate::priority::Thousandths;
use crate::programme::nursery::{ChildIndex, FacilityIndex};
use crate::{Request, solve};

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
    request: Request<'a>,
    standing: Option<Standing<'a>>,
}

/// What became of a child in a round decided anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Got {
    /// Its facility, if it has a seat.
    pub(super) facility: Option<FacilityIndex>,
    /// The rank of the outcome in the list it was decided by; beyond all for none.
    pub(super) rank: u32,
}

/// A family that comes otherwise.
#[derive(Clone, Debug)]
pub(super) struct Otherwise {
    /// In place of what, and with which seats.
    pub(super) change: Change,
    /// The children of the newcomers, one after the other.
    pub(super) children: Vec<ChildIndex>,
}

impl<'a> Desk<'a> {
    /// Decides the round as it is; `room` is that of `decided`.
    ///
    /// # Errors
    /// [`Refusal`]; [`Refusal::AnotherAllocation`] if the allocation is not what `request` gives.
    pub fn new(decided: &'a Decided<'a>, room: &'a Room, request: Request<'a>) -> Result<Self, Refusal> {
        if decided.market.has_earlier() {
            return Err(Refusal::NearAnEarlierOne);
        }
        let mut desk = Self { decided, room, request, standing: None };
        if desk.request.mechanism == Mechanism::StableOptimal && desk.request.ties == Ties::Strict {
            desk.standing = Standing::new(&room.market, &desk.request.options, &desk.request.control)?;
        }
        let same = match &desk.standing {
            Some(standing) => standing.today().outcome.allocation == *decided.allocation,
            None => {
                let market = decided.market;
                let strict =
                    if desk.request.ties == Ties::Weak { Some(decided.compiled.strict()) } else { None };
                desk.by_the_rule(market, strict.as_ref().unwrap_or(market))? == *decided.allocation
            }
        };
        if same { Ok(desk) } else { Err(Refusal::AnotherAllocation) }
    }

    /// What would have sufficed for a child.
    ///
    /// # Errors
    /// [`Refusal`] if the rule cannot decide a changed round.
    pub fn counterfactuals(&self, child: ChildIndex) -> Result<Counterfactuals, Refusal> {
        let reasons = reasons_of(self.decided, child);
        let points = self.points_for(child, &reasons)?;
        let mut wishes = Vec::with_capacity(reasons.len());
        for (reason, points) in reasons.into_iter().zip(points) {
            let seats = self.seats_for(&reason)?;
            wishes.push(WishCounterfactual { reason, points, seats });
        }
        let terms = self.terms_for(child)?;
        let added = self.wishes_for(child)?;
        Ok(Counterfactuals { child, wishes, terms, added })
    }

    /// Whether the rule goes by the list over all households too.
    pub(super) fn goes_by_one_list(&self) -> bool {
        self.request.mechanism != Mechanism::StableOptimal
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
        let change = Change { gone: vec![h], newcomers: vec![newcomer], seats: Vec::new() };
        Otherwise { change, children }
    }

    /// What the family gets, child by child.
    pub(super) fn decide(&self, otherwise: &Otherwise) -> Result<Vec<Got>, Refusal> {
        let Otherwise { change, children } = otherwise;
        let changed = change.market(&self.room.market, self.room.nowhere);
        let (changed, first, places) = match self.standing.as_ref().and_then(|s| s.answer(change, &changed)) {
            Some(answer) => (changed, self.room.market.households().len() as u32, answer.places),
            None => {
                // In its place: searches look at households in the order of their ids.
                let (gone, newcomers) = (change.gone[0], &change.newcomers);
                let market = self.room.market.replaced_in_place(gone, newcomers, &change.seats);
                let market = market.map_err(Refusal::NoMarket)?;
                let allocation = self.as_a_whole(&market, (gone, children))?;
                let first = gone.index() as u32;
                let own = first..first + newcomers.len() as u32;
                let places = own.map(|h| allocation.rank(HouseholdId::new(h))).collect();
                (market, first, places)
            }
        };
        let mut got = Vec::with_capacity(children.len());
        for (h, place) in (first..).map(HouseholdId::new).zip(places) {
            let wish = place.and_then(|place| changed.wish_at(h, place));
            let claims = wish.map_or(&[][..], |w| changed.claims(w));
            let rank = wish.map_or(u32::MAX, |w| changed.rank_of(w));
            for child in changed.children(h) {
                let own = claims.iter().find(|c| c.child == child);
                let facility = own.map(|c| self.decided.compiled.pools[c.pool.index()].facility);
                got.push(Got { facility, rank });
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

    /// Decides a market by the rule; `strict` is the same with ties broken.
    pub(super) fn by_the_rule(&self, market: &Market, strict: &Market) -> Result<Allocation, Refusal> {
        Ok(solve(&self.request, market, strict)?.outcome.allocation)
    }

    /// Decides a market by the rule, in which some children stand in place of a household.
    fn as_a_whole(
        &self,
        market: &Market,
        (gone, newcomers): (HouseholdId, &[ChildIndex]),
    ) -> Result<Allocation, Refusal> {
        // Children of a household come one after the other, so only their number can have changed.
        let old = self.room.market.children(gone);
        let first = old.clone().next().map_or(0, ChildId::index);
        let child = |c: ChildId| match c.index().checked_sub(first) {
            Some(at) if at < newcomers.len() => newcomers[at] as usize,
            Some(at) => first + old.len() + at - newcomers.len(),
            None => c.index(),
        };
        let draws = &self.decided.compiled.draws;
        // Also where there are no ties: some rules compare the ranks of different pools, which are to be as they would have been.
        let strict = market.break_ties(|c| draws[child(c)]);
        self.by_the_rule(market, &strict)
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
