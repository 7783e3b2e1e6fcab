//! A market decided by its rule, and again after something in it changed.

use super::Refusal;
use crate::exact::anew::{Change, Spare, Standing};
use crate::market::{Allocation, Market, PoolId};
use crate::mechanism::{Mechanism, Ties};
use crate::{Request, solve};

/// A market with room for newcomers ([`Market::roomy`]) and the rule that decided it.
#[derive(Clone)]
pub(in crate::explain) struct Again<'a> {
    market: &'a Market,
    nowhere: PoolId,
    request: Request<'a>,
    standing: Option<Standing<'a>>,
    spare: Spare<Market>,
}

impl<'a> Again<'a> {
    /// Decides the market as it is, where what came of it can be used again.
    ///
    /// # Errors
    /// [`Refusal`] if the market cannot be decided by the rule, or was to stay near to an earlier decision.
    pub(in crate::explain) fn new(
        (market, nowhere): (&'a Market, PoolId),
        mut request: Request<'a>,
    ) -> Result<Self, Refusal> {
        // Only what is decided matters here.
        request.options.proof = false;
        if market.has_earlier() {
            return Err(Refusal::NearAnEarlierOne);
        }
        let mut standing = None;
        if request.mechanism == Mechanism::StableOptimal && request.ties == Ties::Strict {
            standing = Standing::new(market, &request.options, &request.control)?;
        }
        Ok(Self { market, nowhere, request, standing, spare: Spare::default() })
    }

    /// That the rule gives an allocation of the market without room; `strict` makes it with ties broken.
    ///
    /// # Errors
    /// [`Refusal::AnotherAllocation`] if it does not, [`Refusal`] if the rule cannot decide it.
    pub(in crate::explain) fn has_to_give(
        &self,
        allocation: &Allocation,
        market: &Market,
        strict: impl FnOnce() -> Market,
    ) -> Result<(), Refusal> {
        let same = match &self.standing {
            Some(standing) => standing.today().outcome.allocation == *allocation,
            None => {
                let strict = (self.request.ties == Ties::Weak).then(strict);
                self.by_the_rule(market, strict.as_ref().unwrap_or(market))? == *allocation
            }
        };
        if same { Ok(()) } else { Err(Refusal::AnotherAllocation) }
    }

    /// Per newcomer of a change the 1-based place of its outcome in its list, `None` if it is left out; nothing if that cannot be said
    /// without deciding the whole market.
    pub(in crate::explain) fn places(&self, change: &Change) -> Option<Vec<Option<u32>>> {
        let standing = self.standing.as_ref()?;
        let mut changed = self.spare.take(|| self.market.clone());
        change.market_into(self.market, self.nowhere, &mut changed);
        let answer = standing.answer(change, &changed);
        self.spare.give(changed);
        answer.map(|a| a.places)
    }

    /// Decides a market by the rule; `strict` is the same with ties broken.
    ///
    /// # Errors
    /// [`Refusal`] if the rule cannot.
    pub(in crate::explain) fn by_the_rule(
        &self,
        market: &Market,
        strict: &Market,
    ) -> Result<Allocation, Refusal> {
        Ok(solve(&self.request, market, strict)?.outcome.allocation)
    }

    /// Whether the rule goes by the list over all households too.
    pub(in crate::explain) fn goes_by_one_list(&self) -> bool {
        self.request.mechanism != Mechanism::StableOptimal
    }
}
