//! The seal that only the judge can give.

use super::{Submission, Verdict, judge};
use crate::market::{Allocation, Market};
use std::ops::Deref;

/// A value that the judge found feasible, with the verdict on it.
///
/// Only [`certify`] makes one, so a function that takes a `Verified<Allocation>` cannot be given anything unjudged.
/// Feasible does not mean stable: ask [`Verdict::is_stable`].
///
/// It cannot be built by hand:
///
/// ```compile_fail,E0451
/// # use sekiwari::market::{Allocation, Market};
/// # use sekiwari::verify::{Submission, Verified, judge};
/// fn forge(market: &Market, allocation: Allocation) -> Verified<Allocation> {
///     let verdict = judge(market, &Submission::from_allocation(market, &allocation));
///     Verified { value: allocation, verdict }
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified<T> {
    value: T,
    verdict: Verdict,
}

impl<T> Verified<T> {
    /// The verdict.
    pub fn verdict(&self) -> &Verdict {
        &self.verdict
    }

    /// Breaks the seal and gives the bare value.
    pub fn into_inner(self) -> T {
        self.value
    }
}

impl<T> Deref for Verified<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

/// Judges an allocation and seals it if it is feasible.
///
/// # Errors
/// The verdict, with all violations, if there are any. Cost: that of [`judge`].
///
/// ```
/// # use sekiwari::market::{Allocation, FacilityId, MarketBuilder, RankClass};
/// # let mut b = MarketBuilder::new();
/// # let pool = b.add_pool(FacilityId::new(0), 1);
/// # let household = b.add_household(1);
/// # let child = b.add_child(household);
/// # let claimant = b.add_claimant(child, pool, RankClass::new(1));
/// # b.add_wish(household, &[claimant]);
/// # let market = b.build().unwrap();
/// use sekiwari::verify::certify;
///
/// let verified = certify(&market, Allocation::from_ranks([Some(1)])).unwrap();
/// assert_eq!(verified.tally(&market).seated(), 1);
/// assert!(verified.verdict().is_stable());
///
/// let refused = certify(&market, Allocation::from_ranks([Some(2)])).unwrap_err();
/// assert_eq!(refused.violations[0].code(), "V04");
/// ```
pub fn certify(market: &Market, allocation: Allocation) -> Result<Verified<Allocation>, Box<Verdict>> {
    let verdict = judge(market, &Submission::from_allocation(market, &allocation));
    if verdict.is_clean() { Ok(Verified { value: allocation, verdict }) } else { Err(Box::new(verdict)) }
}
