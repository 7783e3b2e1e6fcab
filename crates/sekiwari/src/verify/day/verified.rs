//! The seal that only the judge can give.

use super::{DayVerdict, judge};
use crate::market::day::{DayAnswer, DayMarket};
use std::ops::Deref;

/// An answer that the judge found feasible, with the verdict on it.
///
/// Only [`certify`] makes one, so what is given a `VerifiedDay` cannot be given anything unjudged. Feasible does not mean
/// in order: ask [`DayVerdict::is_orderly`].
///
/// It cannot be built by hand:
///
/// ```compile_fail,E0451
/// # use sekiwari::market::day::{DayAnswer, DayMarket};
/// # use sekiwari::verify::day::{VerifiedDay, judge};
/// fn forge(market: &DayMarket, answer: DayAnswer) -> VerifiedDay {
///     let verdict = judge(market, &answer);
///     VerifiedDay { answer, verdict }
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifiedDay {
    answer: DayAnswer,
    verdict: DayVerdict,
}

impl VerifiedDay {
    /// The verdict.
    pub fn verdict(&self) -> &DayVerdict {
        &self.verdict
    }

    /// Breaks the seal and gives the bare answer.
    pub fn into_inner(self) -> DayAnswer {
        self.answer
    }
}

impl Deref for VerifiedDay {
    type Target = DayAnswer;

    fn deref(&self) -> &DayAnswer {
        &self.answer
    }
}

/// Judges an answer and seals it if it is feasible. Cost: that of [`judge`].
///
/// # Errors
/// The verdict, with all violations, if there are any.
///
/// ```
/// use sekiwari::market::day::{DayAnswer, DayMarketBuilder};
/// use sekiwari::verify::day::certify;
///
/// let market = DayMarketBuilder::new(1).build().unwrap();
/// assert!(certify(&market, DayAnswer::default()).is_ok());
/// let refused = certify(&market, DayAnswer { given: vec![None] }).unwrap_err();
/// assert_eq!(refused.violations[0].code(), "VD01");
/// ```
pub fn certify(market: &DayMarket, answer: DayAnswer) -> Result<VerifiedDay, Box<DayVerdict>> {
    let verdict = judge(market, &answer);
    if verdict.is_clean() { Ok(VerifiedDay { answer, verdict }) } else { Err(Box::new(verdict)) }
}
